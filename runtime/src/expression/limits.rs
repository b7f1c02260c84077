//! What DynamoDB allows of the expressions of one request.

use super::Placeholders;
use crate::codec::Encoded;
use crate::error::Refused;
use crate::item_size;

/// The longest expression, in bytes as it is sent.
const MOST_BYTES: usize = 4096;
/// The most operators and functions in an expression: comparisons, AND, OR, NOT, `+`, `-`, and functions.
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

/// Refuses an expression with too many operators.
pub(super) fn check_operators(what: &str, operators: usize) -> Encoded<()> {
    if operators <= MOST_OPERATORS {
        return Ok(());
    }
    let reason = format!("the {what} has {operators} operators and functions, and DynamoDB allows {MOST_OPERATORS}");
    Err(Refused::request(reason))
}

/// Refuses placeholders that stand for too much.
pub(super) fn check_substituted(placeholders: &Placeholders) -> Encoded<()> {
    let names = placeholders.names.iter().enumerate().map(|(position, name)| placeholder(position) + name.len());
    let values = placeholders.values.iter().enumerate();
    let values = values.map(|(position, value)| placeholder(position) + item_size::size(value));
    let bytes = names.chain(values).sum::<usize>();
    if bytes <= MOST_SUBSTITUTED {
        return Ok(());
    }
    Err(Refused::request(format!(
        "the names and values of its expressions have {bytes} bytes, and DynamoDB allows {MOST_SUBSTITUTED}"
    )))
}

/// The bytes of `#n17`, or of `:v17`.
fn placeholder(position: usize) -> usize {
    2 + position.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::expression::{Actions, Path, Paths, Term};

    /// DynamoDB counts `+`, `-` and functions. No update has as many of these in 4096 bytes, so that one that has too
    /// many is refused for its length as well.
    #[test]
    fn an_update_has_300_operators_at_most() {
        let updated = |operators: usize| {
            let mut actions = Actions::default();
            for position in 0..operators {
                let number = Term::Value(AttributeValue::N("1".to_owned()));
                let path = Path::new("a").element(position);
                actions.set(path.clone(), Term::Path(path).plus(number)).unwrap();
            }
            Placeholders::default().update(actions).unwrap_err().reason
        };
        assert!(updated(300).contains("bytes"));
        assert_eq!(updated(301), "the update has 301 operators and functions, and DynamoDB allows 300");
        assert_eq!(check_operators("update", 300), Ok(()));
    }

    #[test]
    fn a_projection_has_4096_bytes_at_most() {
        let asked = |bytes: usize| {
            let mut path = Path::new("a");
            // `#n0`, and a multiple of three.
            for _ in 0..(bytes - 3) / 3 - 1 {
                path = path.element(1);
            }
            let rest = bytes - 3 - ((bytes - 3) / 3 - 1) * 3;
            let path = path.element(10_usize.pow(u32::try_from(rest - 3).unwrap()));
            Placeholders::default().projection(&Paths::new(&[path])).map(|text| text.len())
        };
        assert_eq!(asked(4095), Ok(4095));
        assert_eq!(asked(4096), Ok(4096));
        assert_eq!(asked(4097).unwrap_err().reason, "the projection has 4097 bytes, and DynamoDB allows 4096");
    }
}
