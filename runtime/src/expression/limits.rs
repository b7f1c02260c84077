//! What DynamoDB allows of the expressions of one request.

use super::Placeholders;
use crate::codec::Encoded;
use crate::error::Refused;
use crate::item_size;

/// The longest expression, in bytes as it is sent.
const MOST_BYTES: usize = 4096;
/// The most operators and functions in an update expression.
const MOST_OPERATORS: usize = 300;
/// The most values that IN compares with.
pub(crate) const MOST_ALTERNATIVES: usize = 100;
/// The most bytes that all placeholders of a request stand for.
const MOST_SUBSTITUTED: usize = 2 * 1024 * 1024;

/// Refuses an expression that is too long.
pub(super) fn check_length(what: &str, expression: String) -> Encoded<String> {
    if expression.len() <= MOST_BYTES {
        return Ok(expression);
    }
    let length = expression.len();
    Err(Refused::request(format!("the {what} has {length} bytes, and DynamoDB allows {MOST_BYTES}")))
}

/// Refuses an update with too many operators.
pub(super) fn check_operators(operators: usize) -> Encoded<()> {
    if operators <= MOST_OPERATORS {
        return Ok(());
    }
    Err(Refused::request(format!(
        "the update has {operators} operators and functions, and DynamoDB allows {MOST_OPERATORS}"
    )))
}

/// Refuses placeholders that stand for too much.
pub(super) fn check_substituted(placeholders: &Placeholders) -> Encoded<()> {
    let names = placeholders.names.iter().map(String::len).sum::<usize>();
    let bytes = names + placeholders.values.iter().map(item_size::size).sum::<usize>();
    if bytes <= MOST_SUBSTITUTED {
        return Ok(());
    }
    Err(Refused::request(format!(
        "the names and values of its expressions have {bytes} bytes, and DynamoDB allows {MOST_SUBSTITUTED}"
    )))
}
