//! The server, a process whose CPU time nobody counts.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use dynaschema_bench_programs::Failure;

use crate::set_up::SetUp;

/// It ends when this is dropped, for then its input ends.
pub(crate) struct Server {
    process: Child,
    /// Its URL.
    pub(crate) endpoint: String,
}

impl Server {
    pub(crate) fn start(set_up: &SetUp) -> Result<Self, Failure> {
        let mut process = Command::new(set_up.binary("server")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut endpoint = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut endpoint)?;
        }
        match endpoint.trim_end() {
            "" => Err("the server does not start".into()),
            endpoint => Ok(Self { endpoint: endpoint.to_owned(), process }),
        }
    }

    /// Creates, checks or deletes a table.
    pub(crate) fn table(&self, set_up: &SetUp, table: &str, wish: &str) -> Result<(), Failure> {
        let status = Command::new(set_up.binary("table")).args([&self.endpoint, table, wish]).status()?;
        if status.success() { Ok(()) } else { Err(format!("{wish} {table}: {status}").into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It was asked to end; what it says of that changes nothing.
        let _ = self.process.wait();
    }
}
