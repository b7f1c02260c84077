//! What a plain text means to a type that wants more than a text.

use crate::yaml::is_whole_number;
use crate::yaml::node::Node;

use super::refusal::Instead;

/// What to write for a number that stands in quotes.
pub(super) fn instead_of_number(node: &Node) -> Option<Instead> {
    let scalar = node.scalar()?;
    (!scalar.plain && is_whole_number(&scalar.text)).then(|| Instead {
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
