//! One call of the SDK: its span, how often it was tried, and what it cost.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::config::interceptors::FinalizerInterceptorContextRef;
use aws_sdk_dynamodb::types::ConsumedCapacity;
use tracing::{Instrument, Span, field};

use super::Place;
use crate::error::Error;

/// A call that is being made.
pub(crate) struct Call<'t> {
    operation: &'static str,
    tables: Cow<'t, str>,
    span: Span,
    attempts: Attempts,
}

impl<'t> Call<'t> {
    /// `key` is what is asked for or written, as errors show it: without what is sensitive.
    pub(crate) fn new(
        operation: &'static str,
        place: &'t Place,
        index: Option<&str>,
        key: Option<&dyn fmt::Display>,
    ) -> Self {
        Self::named(operation, Cow::Borrowed(&place.table), index, key)
    }

    /// The same of several tables, each named once.
    pub(crate) fn of_tables<'n>(
        operation: &'static str,
        tables: impl Iterator<Item = &'n str>,
        key: Option<&dyn fmt::Display>,
    ) -> Self {
        let tables: BTreeSet<&str> = tables.collect();
        Self::named(operation, Cow::Owned(tables.into_iter().collect::<Vec<_>>().join(", ")), None, key)
    }

    fn named(
        operation: &'static str,
        tables: Cow<'t, str>,
        index: Option<&str>,
        key: Option<&dyn fmt::Display>,
    ) -> Self {
        let span = tracing::info_span!(
            "dynamodb",
            otel.name = operation,
            otel.kind = "client",
            operation,
            table = &*tables,
            index,
            key = key.map(field::display),
            items = field::Empty,
            scanned = field::Empty,
            capacity = field::Empty,
            retries = field::Empty,
            error = field::Empty,
        );
        Self { operation, tables, span, attempts: Attempts::default() }
    }

    pub(crate) fn operation(&self) -> &'static str {
        self.operation
    }

    pub(crate) fn tables(&self) -> &str {
        &self.tables
    }

    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The SDK's future of the call, in the span. By reference: it is large, and would be moved for nothing.
    pub(crate) fn spanning<F: Future>(&self, sent: Pin<&mut F>) -> impl Future<Output = F::Output> {
        sent.instrument(self.span.clone())
    }

    /// What counts the attempts, to be told of them by an interceptor of the SDK.
    pub(crate) fn attempts(&self) -> Attempts {
        self.attempts.clone()
    }

    /// How often the SDK sent it again.
    pub(crate) fn retries(&self) -> u32 {
        self.attempts.0.sent.load(Ordering::Relaxed).saturating_sub(1)
    }

    /// Whether DynamoDB may have done what an earlier attempt asked for.
    pub(crate) fn has_lost_answers(&self) -> bool {
        self.attempts.0.lost.load(Ordering::Relaxed) > 0
    }

    /// It was answered.
    pub(crate) fn answered(&self, items: usize, scanned: Option<usize>, consumed: Option<&ConsumedCapacity>) {
        self.span.record("items", items);
        self.span.record("scanned", scanned);
        self.span.record("capacity", consumed.and_then(ConsumedCapacity::capacity_units));
        self.span.record("retries", self.retries());
    }

    /// The answer to a call about one item.
    pub(crate) fn metered<T>(&self, value: T, consumed: Option<ConsumedCapacity>) -> Metered<T> {
        self.answered(1, None, consumed.as_ref());
        Metered { value, consumed, retries: self.retries() }
    }

    /// It was refused, or there is no answer.
    pub(crate) fn failed(&self, error: Error) -> Error {
        self.span.record("retries", self.retries());
        self.span.record("error", field::display(&error));
        error
    }
}

/// Counts the attempts of one call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attempts(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    sent: AtomicU32,
    /// Those that nobody knows the end of.
    lost: AtomicU32,
}

impl Attempts {
    /// One begins.
    pub(crate) fn begin(&self) {
        self.0.sent.fetch_add(1, Ordering::Relaxed);
    }

    /// It has ended.
    pub(crate) fn end(&self, context: &FinalizerInterceptorContextRef<'_>) {
        // What DynamoDB refused it has not done. Of what failed inside it, or was not answered to the end, it may have.
        let is_refused = context.response().is_some_and(|response| response.status().is_client_error());
        let is_known = is_refused || matches!(context.output_or_error(), Some(Ok(_)));
        if !is_known {
            self.0.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A result with what it cost.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Metered<T> {
    /// The result itself.
    pub value: T,
    /// What DynamoDB bills for it, in capacity units, of all calls that it took. Indexes are told apart only where
    /// `customize` asks for it. `None` where DynamoDB does not say, as some emulators do not.
    pub consumed: Option<ConsumedCapacity>,
    /// How often the SDK sent a request again.
    pub retries: u32,
}

impl<T> Metered<T> {
    /// The same with what is made of the result.
    pub(crate) fn and_then<U>(self, map: impl FnOnce(T) -> Result<U, Error>) -> Result<Metered<U>, Error> {
        Ok(Metered {
            value: map(self.value)?,
            consumed: self.consumed,
            retries: self.retries,
        })
    }
}
