//! No more capacity in a second than the caller allows.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::{Read, sleep};
use crate::error::Error;

/// Pauses before a call until what the last one consumed is paid for.
pub(crate) struct Pace {
    client: Client,
    table: String,
    /// Capacity units in a second.
    rate: Option<f64>,
    /// When the last call was answered, and how long what it consumed takes.
    due: Option<(Instant, Duration)>,
}

impl Pace {
    pub(crate) fn new(client: &Client, table: &str, rate: Option<f64>) -> Self {
        Self {
            client: client.clone(),
            table: table.to_owned(),
            rate,
            due: None,
        }
    }

    pub(super) fn of(read: &Read) -> Self {
        Self::new(&read.place.client, &read.place.table, read.rate)
    }

    pub(crate) async fn wait(&mut self) -> Result<(), Error> {
        let Some((since, pause)) = self.due.take() else { return Ok(()) };
        let left = pause.saturating_sub(since.elapsed());
        if !left.is_zero() {
            sleep(&self.client, "Query", &self.table)?.sleep(left).await;
        }
        Ok(())
    }

    pub(crate) fn consumed(&mut self, consumed: Option<&ConsumedCapacity>) {
        let units = consumed.and_then(ConsumedCapacity::capacity_units).unwrap_or(0.0);
        let seconds = self.rate.map(|rate| units / rate);
        // A rate of nothing is never paid; an hour is long enough to notice.
        let pause = seconds
            .map(|seconds| Duration::try_from_secs_f64(seconds.min(3600.0)).unwrap_or(Duration::from_secs(3600)));
        self.due = pause.map(|pause| (Instant::now(), pause));
    }
}
