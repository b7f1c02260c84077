//! How a program is called, and what it answers.

use std::process::ExitCode;
use std::str::FromStr;

use crate::Failure;

/// One part of the work; each is a process of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// To start, make a client, and end.
    Nothing,
    /// Put all orders, 25 to a call.
    Load,
    /// Read all orders by the index.
    Query,
    /// Read all orders from the table.
    Scan,
    /// Ship every tenth order that is open, one by one.
    Update,
    /// Read every tenth order, one by one.
    Get,
}

impl Phase {
    /// In the order in which they are run.
    pub const ALL: [Self; 6] = [Self::Nothing, Self::Load, Self::Query, Self::Scan, Self::Update, Self::Get];

    /// What it is called on command lines and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Load => "load",
            Self::Query => "query",
            Self::Scan => "scan",
            Self::Update => "update",
            Self::Get => "get",
        }
    }
}

impl FromStr for Phase {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        let named = Self::ALL.into_iter().find(|phase| phase.name() == name);
        named.ok_or_else(|| format!("there is no phase `{name}`").into())
    }
}

/// What a program is called with: `PROGRAM ENDPOINT TABLE PHASE`.
#[derive(Debug)]
pub struct Invocation {
    /// The server's URL.
    pub endpoint: String,
    /// The table, which is there.
    pub table: String,
    /// What to do with it.
    pub phase: Phase,
}

/// What was done: the number of orders that were written or read, and the sum of their [sums](crate::Order::sum); an update
/// sees no orders, and has no sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// How many.
    pub orders: u64,
    /// Their sum.
    pub sum: u64,
}

impl Done {
    /// One order more.
    pub fn add(&mut self, sum: u64) {
        self.orders += 1;
        self.sum += sum;
    }
}

impl FromIterator<u64> for Done {
    fn from_iter<I: IntoIterator<Item = u64>>(sums: I) -> Self {
        let mut done = Self::default();
        sums.into_iter().for_each(|sum| done.add(sum));
        done
    }
}

/// Reads the command line, does what it asks for on one thread, and prints what was done: `ORDERS SUM`.
pub fn run<F: Future<Output = Result<Done, Failure>>>(program: impl FnOnce(Invocation) -> F) -> ExitCode {
    match invocation().and_then(|invocation| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(program(invocation))
    }) {
        Ok(done) => {
            println!("{} {}", done.orders, done.sum);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}: {failure:?}");
            ExitCode::FAILURE
        }
    }
}

fn invocation() -> Result<Invocation, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, table, phase] =
        arguments.try_into().map_err(|_| "expected ENDPOINT TABLE PHASE, and nothing else")?;
    Ok(Invocation { endpoint, table, phase: phase.parse()? })
}
