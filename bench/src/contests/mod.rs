//! What is measured.

mod conversions;
mod pages;
mod reads;
mod single;
mod writes;

use std::fmt;
use std::future::Future;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use cpu_time::ThreadTime;
use tokio::runtime::{Builder, Runtime};

use crate::Failure;
use crate::canned::Canned;
use crate::contest::Contestant::{self, RawSdk, SerdeDynamo};
use crate::contest::{Contest, Work};

pub(crate) use pages::{page, page_of_one};
pub(crate) use single::get;
pub(crate) use writes::{batch_write, put};

/// A contest that is made when its turn has come: its items are in memory no longer than it takes.
#[derive(Debug)]
pub struct Plan {
    /// What is done.
    pub name: &'static str,
    /// How many times as much CPU time as dynaschema they have to take, at least.
    pub floors: &'static [(Contestant, f64)],
    /// Makes it, after all have been seen to make the same of the same.
    pub contest: fn(&Bench) -> Result<Contest, Failure>,
}

/// All contests, in the order of tables.
#[rustfmt::skip] // a table
pub const ALL: &[Plan] = &[
    Plan { name: "Query, 1 MB", floors: &[(SerdeDynamo, 5.0), (RawSdk, 4.0)], contest: pages::page },
    Plan { name: "Query, 1 MB, entity told by the last attribute", floors: &[(SerdeDynamo, 4.0)], contest: pages::page_of_shop },
    Plan { name: "Query, 1 MB, index shared with other entities", floors: &[(SerdeDynamo, 4.0)], contest: pages::page_of_shared_index },
    Plan { name: "Query, 1 MB, JSON in strings of 8 KB", floors: &[(RawSdk, 1.5)], contest: pages::page_of_documents },
    Plan { name: "Query, 1 MB, nothing but quotes in strings of 8 KB", floors: &[], contest: pages::page_of_quotes },
    Plan { name: "Query, 1 MB, strings of 8 KB without escapes", floors: &[], contest: pages::page_of_plain_texts },
    Plan { name: "Query, 100 items", floors: &[], contest: pages::page_of_hundred },
    Plan { name: "Query, 1 item", floors: &[(RawSdk, 1.0)], contest: pages::page_of_one },
    Plan { name: "Scan, 1 MB", floors: &[], contest: pages::scan },
    Plan { name: "GetItem", floors: &[(RawSdk, 1.0)], contest: single::get },
    Plan { name: "GetItem, all ask what it costs", floors: &[], contest: single::get_with_cost },
    Plan { name: "BatchGetItem, 100 items", floors: &[], contest: single::batch_get },
    Plan { name: "TransactGetItems, 25 items", floors: &[], contest: single::transact_get },
    Plan { name: "PutItem", floors: &[(RawSdk, 1.0)], contest: writes::put },
    Plan { name: "PutItem, all ask what it costs", floors: &[], contest: writes::put_with_cost },
    Plan { name: "UpdateItem with a condition", floors: &[], contest: writes::update },
    Plan { name: "BatchWriteItem, 25 items", floors: &[(SerdeDynamo, 2.5)], contest: writes::batch_write },
    Plan { name: "map to struct, without a call", floors: &[(SerdeDynamo, 3.0)], contest: conversions::decode },
    Plan { name: "struct to map, without a call", floors: &[(SerdeDynamo, 2.5)], contest: conversions::encode },
];

/// Where all of it runs: on this thread.
#[derive(Debug, Clone)]
pub struct Bench {
    runtime: Rc<Runtime>,
    is_copied: bool,
}

impl Bench {
    /// Answers are handed out as they lie in memory.
    ///
    /// # Errors
    /// The async runtime does not start.
    pub fn new() -> Result<Self, Failure> {
        let runtime = Builder::new_current_thread().enable_time().build()?;
        Ok(Self { runtime: Rc::new(runtime), is_copied: false })
    }

    /// Each call allocates its answer.
    #[must_use]
    pub fn copying(self) -> Self {
        Self { is_copied: true, ..self }
    }

    fn answer(&self, body: &str) -> Canned {
        let canned = Canned::new(body);
        if self.is_copied { canned.copied() } else { canned }
    }

    fn run<T>(&self, call: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        self.runtime.block_on(call)
    }

    /// Work that is a call. What it gives is dropped within the time.
    fn work<T>(&self, call: impl AsyncFn() -> Result<T, Failure> + 'static) -> Work {
        let runtime = Rc::clone(&self.runtime);
        Box::new(move |times| {
            runtime.block_on(async {
                let start = ThreadTime::now();
                for _ in 0..times {
                    drop(black_box(call().await?));
                }
                Ok(start.elapsed())
            })
        })
    }
}

/// Work on what has to be prepared first. Neither that counts nor that what is made of it is dropped: the map that is read is
/// dropped by who reads it.
fn prepared<P: 'static, T>(
    prepare: impl Fn() -> P + 'static,
    work: impl Fn(P) -> Result<T, Failure> + 'static,
) -> Work {
    Box::new(move |times| {
        let mut time = Duration::ZERO;
        for _ in 0..times {
            let with = prepare();
            let start = ThreadTime::now();
            let done = black_box(work(with)?);
            time += start.elapsed();
            drop(done);
        }
        Ok(time)
    })
}

/// All must make the same of the same. The error shows where it begins to differ.
fn same<T: PartialEq + fmt::Debug + ?Sized>(who: &str, made: &T, expected: &T) -> Result<(), Failure> {
    if made == expected {
        return Ok(());
    }
    let (made, expected) = (format!("{made:?}"), format!("{expected:?}"));
    let alike = made.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
    let shown = |text: &str| text.chars().skip(alike.saturating_sub(40)).take(100).collect::<String>();
    Err(format!("{who} makes something else of it: …{}… instead of …{}…", shown(&made), shown(&expected)).into())
}
