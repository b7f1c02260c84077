//! Expressions that the caller writes: the way out of what the typed ones can say.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Placeholders;
use super::tree::Precedence;
use crate::codec::Encoded;
use crate::error::Refused;

/// An expression in DynamoDB's words, taken apart at its placeholders. They are given ours when it is sent, so that it can
/// be joined with others.
#[derive(Clone, PartialEq)]
pub(crate) struct Raw(Vec<Piece>);

#[derive(Clone, PartialEq)]
enum Piece {
    Text(String),
    Name(String),
    Value(AttributeValue),
}

impl Raw {
    pub(super) fn new(text: &str, names: &[(&str, &str)], values: &[(&str, AttributeValue)]) -> Encoded<Self> {
        if text.trim().is_empty() {
            return Err(Refused::request("a raw expression is empty"));
        }
        let mut pieces = Vec::new();
        let mut used = Vec::new();
        let mut rest = text.trim();
        while let Some(start) = rest.find(['#', ':']) {
            let (before, from) = rest.split_at(start);
            let is_outside = |(position, character): (usize, char)| {
                (position > 0 && !character.is_ascii_alphanumeric() && character != '_').then_some(position)
            };
            let (placeholder, after) = from.split_at(from.char_indices().find_map(is_outside).unwrap_or(from.len()));
            pieces.push(Piece::Text(before.to_owned()));
            let name = names.iter().find(|(name, _)| *name == placeholder);
            let value = values.iter().find(|(name, _)| *name == placeholder);
            pieces.push(match (name, value) {
                (Some((_, name)), _) if placeholder.starts_with('#') => Piece::Name((*name).to_owned()),
                (_, Some((_, value))) if placeholder.starts_with(':') => Piece::Value(value.clone()),
                _ => return Err(Refused::request(format!("`{placeholder}` in a raw expression stands for nothing"))),
            });
            used.push(placeholder);
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        let mut given = names.iter().map(|(name, _)| *name).chain(values.iter().map(|(name, _)| *name));
        match given.find(|name| !used.contains(name)) {
            Some(unused) => Err(Refused::request(format!("`{unused}` is not in the raw expression `{text}`"))),
            None => Ok(Self(pieces)),
        }
    }

    pub(super) fn render(self, to: &mut Placeholders) -> String {
        let pieces = self.0.into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Name(name) => to.name(&name),
            Piece::Value(value) => to.value(value),
        });
        pieces.collect()
    }

    /// Nobody knows what it says: it is put into parentheses beside others, unless it is in its own.
    pub(super) fn precedence(&self) -> Precedence {
        let text: String = self
            .0
            .iter()
            .filter_map(|piece| if let Piece::Text(text) = piece { Some(&**text) } else { None })
            .collect();
        if is_in_parentheses(&text) { Precedence::Operand } else { Precedence::Or }
    }
}

/// Whether the parenthesis that a text begins with ends with it.
fn is_in_parentheses(text: &str) -> bool {
    let mut depth = 0_usize;
    for (position, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return position > 0 && position + 1 == text.len();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str, names: &[(&str, &str)], values: &[(&str, &str)]) -> Result<String, String> {
        let values: Vec<_> =
            values.iter().map(|(name, value)| (*name, AttributeValue::S((*value).to_owned()))).collect();
        let raw = Raw::new(text, names, &values).map_err(|refused| refused.to_string())?;
        Ok(raw.render(&mut Placeholders::default()))
    }

    #[test]
    fn placeholders_are_given_ours_and_the_rest_stays() {
        assert_eq!(
            raw("size(#a.#b[1]) > :x OR #a = :x", &[("#a", "a"), ("#b", "size")], &[("#no", "")][..0]),
            Err("refused before it was sent: `:x` in a raw expression stands for nothing".to_owned())
        );
        let rendered = raw(" size(#a.#b[1]) > :x OR #a = :x", &[("#a", "a"), ("#b", "size")], &[(":x", "1")]);
        assert_eq!(rendered.as_deref(), Ok("size(#n0.#n1[1]) > :v0 OR #n0 = :v1"));
        assert_eq!(raw("attribute_exists(a)", &[], &[]).as_deref(), Ok("attribute_exists(a)"), "bare names stay");
    }

    #[test]
    fn what_stands_for_nothing_and_what_is_not_there_is_refused_by_name() {
        for (text, names, values, named) in [
            ("#a = :a", &[("#a", "a")][..], &[][..], "`:a`"),
            ("#a = :a", &[], &[(":a", "1")], "`#a`"),
            ("#a = :a", &[("#a", "a"), ("#b", "b")], &[(":a", "1")], "`#b`"),
            ("#a = :ab", &[("#a", "a")], &[(":a", "1")], "`:ab`"),
            (" ", &[], &[], "empty"),
        ] {
            let refused = raw(text, names, values).unwrap_err();
            assert!(refused.contains(named), "{text}: {refused}");
        }
    }

    #[test]
    fn an_expression_in_its_own_parentheses_gets_no_others() {
        for (text, expected) in [
            ("(a = b)", true),
            ("(a) AND (b)", false),
            ("a = b", false),
            ("((a) OR b)", true),
            ("()", true),
            ("(", false),
        ] {
            assert_eq!(is_in_parentheses(text), expected, "{text}");
        }
    }
}
