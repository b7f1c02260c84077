//! One call of the SDK: its span, how often it was tried, and what it cost.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::config::interceptors::{BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::types::ConsumedCapacity;
use tracing::{Span, field};

use super::Place;
use crate::error::Error;

/// A call that is being made.
pub(crate) struct Call {
    operation: &'static str,
    tables: String,
    span: Span,
    attempts: Attempts,
}

impl Call {
    /// `key` is what is asked for or written, as errors show it: without what is sensitive.
    pub(crate) fn new(operation: &'static str, place: &Place, index: Option<&str>, key: &impl fmt::Display) -> Self {
        Self::named(operation, place.table.clone(), index, key)
    }

    /// The same of several tables, each named once.
    pub(crate) fn of_tables<'t>(
        operation: &'static str,
        tables: impl Iterator<Item = &'t str>,
        key: &impl fmt::Display,
    ) -> Self {
        let tables: BTreeSet<&str> = tables.collect();
        Self::named(operation, tables.into_iter().collect::<Vec<_>>().join(", "), None, key)
    }

    fn named(operation: &'static str, tables: String, index: Option<&str>, key: &impl fmt::Display) -> Self {
        // A scan has none.
        let key = Some(key.to_string()).filter(|key| !key.is_empty());
        let span = tracing::info_span!(
            "dynamodb",
            otel.name = operation,
            otel.kind = "client",
            operation,
            table = tables,
            index,
            key,
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

    /// What counts the attempts: an interceptor of the SDK.
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

impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "dynaschema::Attempts"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.sent.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // What DynamoDB refused it has not done. Of what failed inside it, or was not answered to the end, it may have.
        let is_refused = context.response().is_some_and(|response| response.status().is_client_error());
        let is_known = is_refused || matches!(context.output_or_error(), Some(Ok(_)));
        if !is_known {
            self.0.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
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
