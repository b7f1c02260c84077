//! A key condition in the making: how far the sort key is given.

use aws_sdk_dynamodb::types::AttributeValue;

use super::SortKey;
use crate::codec::{Encoded, Encoding, attribute_value};
use crate::error::Refused;
use crate::expression::{KeyCondition, SortCondition};
use crate::template::{Piece, Template, part_text};

/// A key condition, which is complete at any time, and what can still be added to it.
#[derive(Clone, Default)]
pub(super) struct Walk {
    pub(super) condition: KeyCondition,
    /// The composed attribute that is given in part.
    pub(super) open: Option<Open>,
    /// The sort attributes after it; or from the next one that is a value as it is.
    rest: &'static [SortKey],
}

/// A composed attribute of which only the beginning is given: up to its next part.
#[derive(Clone)]
pub(super) struct Open {
    pub(super) template: &'static Template,
    /// Which piece the next part is.
    position: usize,
    /// What stands before it.
    pub(super) text: String,
}

impl Walk {
    /// Opens the sort key.
    pub(super) fn open(&mut self, sort: &'static [SortKey]) {
        self.rest = sort;
        self.open_next();
    }

    /// Adds an attribute that equals a value. If it is the next one of the sort key, the one after it is opened.
    pub(super) fn plain(&mut self, name: &'static str, value: AttributeValue) {
        self.condition.equal.push((name, value));
        if let [SortKey::Plain(_), rest @ ..] = self.rest {
            self.rest = rest;
            self.open_next();
        }
    }

    /// Adds the next part, whose text in the key is `text`.
    pub(super) fn give(&mut self, text: &str) {
        if let Some(mut open) = self.open.take() {
            open.text += text;
            open.position += 1;
            self.put(open);
        }
    }

    /// Adds what is known of the next part or attribute.
    pub(super) fn known<E: Encoding>(&mut self, value: &E::Value) -> Encoded<()> {
        if let Some(open) = &self.open {
            let text = open.equal::<E>(open.name(), value)?;
            self.give(&text);
            return Ok(());
        }
        match self.rest {
            [SortKey::Plain(name), ..] => {
                self.plain(name, attribute_value::<E>(value).map_err(|refused| refused.of(name))?);
                Ok(())
            }
            _ => Err(no_part("")),
        }
    }

    /// Ends the condition.
    pub(super) fn end(&mut self, name: &'static str, last: SortCondition) {
        self.condition.last = Some((name, last));
        self.open = None;
        self.rest = &[];
    }

    fn open_next(&mut self) {
        if let [SortKey::Composed(template), rest @ ..] = self.rest {
            self.rest = rest;
            self.put(Open { template, position: 0, text: String::new() });
        }
    }

    /// Adds the literal that comes next. With it the attribute may be whole, and then the next one is opened.
    fn put(&mut self, mut open: Open) {
        open.text += &open.literals(open.position);
        while open.template.pieces.get(open.position).is_some_and(|piece| piece.as_literal().is_some()) {
            open.position += 1;
        }
        let (name, text) = (open.template.name, AttributeValue::S(open.text.clone()));
        if open.position >= open.template.pieces.len() {
            self.condition.last = None;
            self.condition.equal.push((name, text));
            self.open_next();
        } else {
            self.condition.last = (!open.text.is_empty()).then_some((name, SortCondition::BeginsWith(text)));
            self.open = Some(open);
        }
    }
}

impl Open {
    /// The next part's name in the schema.
    fn name(&self) -> &'static str {
        self.template.pieces.get(self.position).and_then(Piece::as_part).map_or(self.template.name, |part| part.name)
    }

    fn literals(&self, position: usize) -> String {
        let pieces = self.template.pieces.get(position..).unwrap_or_default();
        pieces.iter().map_while(Piece::as_literal).collect()
    }

    /// What stands behind the next part, before another part or the end.
    pub(super) fn literal(&self) -> String {
        self.literals(self.position + 1)
    }

    /// Whether nothing stands behind the next part.
    pub(super) fn is_last(&self) -> bool {
        self.position + 1 >= self.template.pieces.len()
    }

    /// Whether another part comes after the next one.
    pub(super) fn is_before_part(&self) -> bool {
        let behind = self.template.pieces.get(self.position + 1..).unwrap_or_default();
        behind.iter().any(|piece| piece.as_part().is_some())
    }

    /// So many bytes the next part has, if another part follows directly.
    pub(super) fn width(&self) -> Option<usize> {
        self.template.pieces.get(self.position).and_then(Piece::as_part)?.width
    }

    /// The text of the next part, which an item can have: taking its key apart gives it again.
    pub(super) fn equal<E: Encoding>(&self, name: &str, value: &E::Value) -> Encoded<String> {
        let text = part_text::<E>(name, value)?;
        let rest = format!("{text}{}", self.literal());
        if self.template.take(self.position, &rest) == Some(&*text) {
            return Ok(text);
        }
        let Template { name: key, text: template, .. } = self.template;
        Err(Refused::new(name, format!("no item has it: key `{key}` (`{template}`) would be read as another value")))
    }
}

/// Only generated code that does not fit its own sort key comes here.
pub(super) fn no_part(part: &str) -> Refused {
    Refused::new(part, "the sort key has no such part here")
}
