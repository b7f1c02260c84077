//! A key in the making.

use super::{LAST, Part, Template, text_of};
use crate::codec::{Encoded, Encoding};
use crate::error::Refused;

/// The parts of a key, added in the order of its template.
#[derive(Debug)]
pub struct Parts {
    template: &'static Template,
    texts: Vec<String>,
    is_left_out: bool,
}

impl Parts {
    pub(crate) fn new(template: &'static Template) -> Self {
        Self { template, texts: Vec::new(), is_left_out: false }
    }

    /// The next part. With `None` the key is left out.
    ///
    /// # Errors
    /// A value that has no text for a key, by the part's name.
    pub fn part<'v, E: Encoding>(mut self, value: impl Into<Option<&'v E::Value>>) -> Encoded<Self> {
        let Some(value) = value.into().filter(|value| !E::is_absent(value)) else {
            self.is_left_out = true;
            return Ok(self);
        };
        if !self.is_left_out {
            let name = self.template.parts().nth(self.texts.len()).map_or(self.template.name, |part| part.name);
            self.texts.push(part_text::<E>(name, value)?);
        }
        Ok(self)
    }

    /// Whether the item is to be in the index at all. If not, the key is left out.
    #[must_use]
    pub fn member(mut self, is_member: bool) -> Self {
        self.is_left_out |= !is_member;
        self
    }

    /// The key, if it is not left out. Taking it apart gives the parts again.
    pub(crate) fn compose(self) -> Encoded<Option<String>> {
        if self.is_left_out {
            return Ok(None);
        }
        let (mut key, mut texts) = (String::new(), self.texts.iter());
        for piece in self.template.pieces {
            key += match piece.as_literal() {
                Some(literal) => literal,
                None => texts.next().map_or("", String::as_str),
            };
        }
        let (parsed, is_whole) = self.template.parse_far(&key);
        if is_whole && parsed == self.texts {
            return Ok(Some(key));
        }
        let mut differs = self.template.parts().enumerate();
        let differs = differs.find(|(position, _)| parsed.get(*position).copied() != self.text(*position));
        Err(match differs {
            Some((position, part)) => self.refused(part, self.text(position)),
            None => Refused::new(self.template.name, "the key has other parts than its template"),
        })
    }

    fn text(&self, position: usize) -> Option<&str> {
        self.texts.get(position).map(String::as_str)
    }

    /// Why this part would not be read back from the key. Without its text, which may be sensitive.
    fn refused(&self, part: &Part, text: Option<&str>) -> Refused {
        let Template { name, text: template, .. } = self.template;
        let reason = match (text, part.width) {
            (None, _) => "it is missing".to_owned(),
            (Some(text), Some(width)) if text.len() != width => {
                format!("its text has {} bytes where {width} are wanted", text.len())
            }
            (Some(text), _) if !(part.accepts)(text) => "its text would not be read as the same value".to_owned(),
            _ => "its text holds what separates it from the next part".to_owned(),
        };
        Refused::new(part.name, format!("{reason} in key `{name}` (`{template}`)"))
    }
}

/// The text of the part of this name.
pub(crate) fn part_text<E: Encoding>(name: &str, value: &E::Value) -> Encoded<String> {
    let text = text_of::<E>(value).map_err(|refused| refused.of(name))?;
    if text.contains(LAST) {
        return Err(Refused::new(name, "U+10FFFF cannot be in a key: it ends the ranges of queries"));
    }
    Ok(text)
}
