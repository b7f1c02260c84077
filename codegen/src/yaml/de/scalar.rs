//! What a plain text means to a type that wants more than a text.

use crate::yaml::node::Node;

use super::refusal::Instead;

/// A number of more digits than any type has.
pub(super) struct TooLong;

/// The whole number that is written in decimal digits, if it is one. Leading zeros make octal numbers for some readers
/// of YAML, so that there are none here.
pub(super) fn whole_number(text: &str) -> Option<Result<i128, TooLong>> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = match digits.as_bytes() {
        [] | [b'0', _, ..] => false,
        digits => digits.iter().all(u8::is_ascii_digit),
    };
    is_number.then(|| text.parse().map_err(|_| TooLong))
}

/// What to write for a number that stands in quotes.
pub(super) fn instead_of_number(node: &Node) -> Option<Instead> {
    let scalar = node.scalar()?;
    (!scalar.plain && whole_number(&scalar.text).is_some()).then(|| Instead {
        help: "without quotes it is a number",
        text: scalar.text.clone(),
    })
}

/// What to write for what other readers of YAML take for a bool.
pub(super) fn instead_of_bool(node: &Node) -> Option<Instead> {
    let scalar = node.scalar()?;
    let meant = match scalar.text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => "true",
        "false" | "no" | "off" | "n" => "false",
        _ => return None,
    };
    Some(Instead { help: "a bool is written so", text: meant.to_owned() })
}

/// Whether this is `key:value`, which is a text, where a key and its value were meant.
pub(super) fn lacks_space(node: &Node) -> bool {
    node.scalar().is_some_and(|scalar| {
        scalar.plain && scalar.text.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '))
    })
}
