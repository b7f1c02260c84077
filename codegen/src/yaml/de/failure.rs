//! Why a value could not be read.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::refusal::{Instead, Refusal};

/// The error of our deserializer.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was reported.
    Reported,
    /// It was not; whoever knows the place reports it.
    Refused(Refusal),
}

impl Failure {
    /// Adds what was most likely meant, if nothing better is known.
    pub(super) fn or_instead(mut self, meant: Option<Instead>) -> Self {
        if let Failure::Refused(Refusal::Expected { instead: instead @ None, .. }) = &mut self {
            *instead = meant;
        }
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Reported => formatter.write_str("reported"),
            Failure::Refused(refusal) => fmt::Debug::fmt(refusal, formatter),
        }
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Failure::Refused(Refusal::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Failure::Refused(Refusal::expected(expected))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Failure::Refused(Refusal::expected(expected))
    }

    fn unknown_variant(word: &str, words: &'static [&'static str]) -> Self {
        Failure::Refused(Refusal::UnknownWord { word: word.to_owned(), words })
    }

    fn missing_field(key: &'static str) -> Self {
        Failure::custom(format_args!("`{key}` is missing"))
    }
}
