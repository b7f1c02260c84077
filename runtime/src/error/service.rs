//! What DynamoDB or the SDK reports.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};

use super::{Reason, Source};

/// A table that was not ready in time, or not gone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableTimeout {
    /// The physical name of the table.
    pub table: String,
    /// What was waited for: `ACTIVE`, or `deleted`.
    pub awaited: &'static str,
    /// How long.
    pub waited: Duration,
}

impl fmt::Display for TableTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table `{}` was not {} after {:?}", self.table, self.awaited, self.waited)
    }
}

impl StdError for TableTimeout {}

/// What DynamoDB or the SDK reports and dynaschema adds nothing to.
///
/// The source is the SDK's own `SdkError<…>` of the operation, to be reached by `downcast_ref`. Its `Debug` shows the whole
/// answer, with the items in it.
#[non_exhaustive]
pub struct ServiceError {
    /// DynamoDB's name of the operation: `Query`.
    pub operation: &'static str,
    /// The physical name of the table.
    pub table: String,
    /// DynamoDB's code, such as `ResourceNotFoundException`; `None` where no answer came.
    pub code: Option<String>,
    message: String,
    source: Source,
}

impl ServiceError {
    pub(crate) fn new<E>(operation: &'static str, table: &str, error: SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
    {
        Self {
            operation,
            table: table.to_owned(),
            code: error.code().map(str::to_owned),
            message: message(&error),
            source: Box::new(error),
        }
    }

    /// A request that the SDK cannot build, as when something was left out of it.
    pub(crate) fn unbuilt(operation: &'static str, table: &str, error: BuildError) -> Self {
        Self {
            operation,
            table: table.to_owned(),
            code: None,
            message: error.to_string(),
            source: Box::new(error),
        }
    }

    /// An answer that nothing can be read from.
    pub(crate) fn broken(operation: &'static str, table: &str, error: impl StdError + Send + Sync + 'static) -> Self {
        Self {
            operation,
            table: table.to_owned(),
            code: None,
            message: error.to_string(),
            source: Box::new(error),
        }
    }

    /// A call that cannot be made here.
    pub(crate) fn unable(operation: &'static str, table: &str, reason: &str) -> Self {
        Self {
            operation,
            table: table.to_owned(),
            code: None,
            message: reason.to_owned(),
            source: reason.into(),
        }
    }

    /// What is said of one action of a transaction.
    pub(crate) fn of_reason(operation: &'static str, table: &str, reason: Reason) -> Self {
        Self {
            operation,
            table: table.to_owned(),
            code: Some(reason.code.clone()),
            message: reason.message.clone(),
            source: Box::new(reason),
        }
    }

    /// DynamoDB's message, or what kept its answer from coming.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Without the source, which shows whole answers: values in them may be sensitive.
impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("operation", &self.operation)
            .field("table", &self.table)
            .field("code", &self.code)
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on table `{}`: ", self.operation, self.table)?;
        if let Some(code) = &self.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl StdError for ServiceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// What the service says, or where it says nothing, what came instead.
fn message<E: ProvideErrorMetadata + StdError + 'static>(error: &SdkError<E>) -> String {
    let said = error.message().filter(|message| !message.is_empty());
    let answer = || match error {
        SdkError::ServiceError(error) => {
            Some(format!("an answer of status {} without a message", error.raw().status().as_u16()))
        }
        _ => None,
    };
    said.map(str::to_owned).or_else(answer).unwrap_or_else(|| root_cause(error))
}

/// The innermost error: the SDK's outer ones say no more than "dispatch failure".
fn root_cause(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
