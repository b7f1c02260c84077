//! Values in DynamoDB's JSON, to be written.

use std::fmt::{Display, Write as _};
use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use crate::codec::{Any, ElementsTarget, Encoded, Encoding, MembersTarget, SetKind, Target, raw};
use crate::error::Refused;
use crate::item_size;
use crate::json::plain;
use crate::number::Number;

/// A text that is written, and how large DynamoDB takes the values in it to be.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) json: String,
    pub(super) size: usize,
}

impl Text {
    /// A string, between these, which have its quotes.
    #[inline]
    fn string(&mut self, before: &str, text: &str, after: &str) {
        self.json.push_str(before);
        let at = plain(text.as_bytes(), 0);
        if at == text.len() {
            self.json.push_str(text);
        } else {
            self.escaped(text, at);
        }
        self.json.push_str(after);
    }

    /// A string that has to be escaped from this byte on.
    fn escaped(&mut self, text: &str, first: usize) {
        let (mut start, mut at) = (0, first);
        loop {
            self.json.push_str(text.get(start..at).unwrap_or_default());
            match text.as_bytes().get(at) {
                None => break,
                Some(byte @ (b'"' | b'\\')) => self.json.extend(['\\', char::from(*byte)]),
                Some(control) => {
                    // Writing to a text does not fail.
                    let _ = write!(self.json, "\\u{control:04x}");
                }
            }
            start = at + 1;
            at = plain(text.as_bytes(), start);
        }
    }
}

/// The members of an item, or of a map in it. The object is open.
#[derive(Debug)]
pub(crate) struct WireObject<'t> {
    text: &'t mut Text,
    is_empty: bool,
    /// The level of the members' values, from 0.
    level: usize,
    /// What a member counts besides its name and value.
    member_size: usize,
}

impl<'t> WireObject<'t> {
    /// Those of an item.
    #[inline]
    pub(super) fn of_item(text: &'t mut Text) -> Self {
        Self { text, is_empty: true, level: 0, member_size: 0 }
    }
}

impl MembersTarget for WireObject<'_> {
    #[inline]
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        raw::check_name(name)?;
        if E::is_absent(value) {
            return Ok(());
        }
        let before = if std::mem::take(&mut self.is_empty) { "\"" } else { ",\"" };
        self.text.string(before, name, "\":");
        self.text.size += name.len() + self.member_size;
        let target = WireTarget::new(self.text, self.level).map_err(|refused| refused.of(name))?;
        E::write(value, target).map_err(|refused| refused.of(name))
    }
}

/// The elements of a list or of a set. The array is open.
#[derive(Debug)]
pub(crate) struct WireArray<'t> {
    text: &'t mut Text,
    position: usize,
    /// The level of the elements, from 0.
    level: usize,
    /// Of a set, where its elements are.
    elements: Option<Vec<Range<usize>>>,
}

impl ElementsTarget for WireArray<'_> {
    #[inline]
    fn element<E: Encoding>(&mut self, value: &E::Value) -> Encoded<()> {
        let position = self.position;
        if position > 0 {
            self.text.json.push(',');
        }
        self.position += 1;
        // A list counts one byte for each.
        self.text.size += usize::from(self.elements.is_none());
        let start = self.text.json.len();
        let target = WireTarget::new(self.text, self.level).map_err(|refused| refused.at(position))?;
        let target = WireTarget { is_element: self.elements.is_some(), ..target };
        E::write(value, target).map_err(|refused| refused.at(position))?;
        if let Some(elements) = &mut self.elements {
            elements.push(start..self.text.json.len());
        }
        Ok(())
    }
}

/// The place of one value.
#[derive(Debug)]
pub(crate) struct WireTarget<'t> {
    text: &'t mut Text,
    /// How many lists and maps it lies in.
    level: usize,
    /// Of a set, where the type stands once.
    is_element: bool,
}

impl<'t> WireTarget<'t> {
    #[inline]
    fn new(text: &'t mut Text, level: usize) -> Encoded<Self> {
        raw::check_level(level)?;
        Ok(Self { text, level, is_element: false })
    }

    /// A value of this type.
    #[inline]
    fn typed(self, open: &str, write: impl FnOnce(&mut Text)) {
        if self.is_element {
            write(self.text);
        } else {
            self.text.json.push_str(open);
            write(self.text);
            self.text.json.push('}');
        }
    }

    #[inline]
    fn array(
        self,
        open: &str,
        elements: Option<Vec<Range<usize>>>,
        write: impl FnOnce(&mut WireArray<'t>) -> Encoded<()>,
    ) -> Encoded<WireArray<'t>> {
        self.text.json.push_str(open);
        // A set is one value, and its elements lie no deeper.
        let level = if elements.is_some() { self.level } else { self.level + 1 };
        let mut array = WireArray { text: self.text, position: 0, level, elements };
        write(&mut array)?;
        array.text.json.push_str("]}");
        Ok(array)
    }
}

/// What a list or a map counts besides what is in it.
const CONTAINER: usize = 3;

impl<'t> Target for WireTarget<'t> {
    type Done = ();
    type Members = WireObject<'t>;
    type Elements = WireArray<'t>;

    #[inline]
    fn string(self, value: &str) {
        self.text.size += value.len();
        let (before, after) = if self.is_element { ("\"", "\"") } else { ("{\"S\":\"", "\"}") };
        self.text.string(before, value, after);
    }

    #[inline]
    fn number(self, value: impl Display) {
        self.typed("{\"N\":", |text| {
            let start = text.json.len() + 1;
            // Writing to a text does not fail.
            let _ = write!(text.json, "\"{value}");
            text.size += item_size::number_size(text.json.get(start..).unwrap_or_default());
            text.json.push('"');
        });
    }

    #[inline]
    fn binary(self, value: &[u8]) {
        self.typed("{\"B\":", |text| {
            text.string("\"", &base64::encode(value), "\"");
            text.size += value.len();
        });
    }

    #[inline]
    fn boolean(self, value: bool) {
        self.typed("{\"BOOL\":", |text| {
            text.json.push_str(if value { "true" } else { "false" });
            text.size += 1;
        });
    }

    #[inline]
    fn null(self) {
        self.typed("{\"NULL\":", |text| {
            text.json.push_str("true");
            text.size += 1;
        });
    }

    #[inline]
    fn list(self, write: impl FnOnce(&mut WireArray<'t>) -> Encoded<()>) -> Encoded<()> {
        self.text.size += CONTAINER;
        self.array("{\"L\":[", None, write).map(drop)
    }

    #[inline]
    fn map(self, write: impl FnOnce(&mut WireObject<'t>) -> Encoded<()>) -> Encoded<()> {
        self.text.size += CONTAINER;
        self.text.json.push_str("{\"M\":{");
        let level = self.level + 1;
        let mut object = WireObject { text: self.text, is_empty: true, level, member_size: 1 };
        write(&mut object)?;
        object.text.json.push_str("}}");
        Ok(())
    }

    #[inline]
    fn set(self, kind: SetKind, write: impl FnOnce(&mut WireArray<'t>) -> Encoded<()>) -> Encoded<()> {
        let open = match kind {
            SetKind::Strings => "{\"SS\":[",
            SetKind::Numbers => "{\"NS\":[",
            SetKind::Binaries => "{\"BS\":[",
        };
        let array = self.array(open, Some(Vec::new()), write)?;
        let ranges = array.elements.unwrap_or_default();
        let texts = ranges.into_iter().filter_map(|range| array.text.json.get(range));
        // What is equal is written alike, but for numbers.
        match kind {
            SetKind::Strings | SetKind::Binaries => raw::check_elements(&texts.collect::<Vec<_>>()),
            SetKind::Numbers => {
                let numbers = texts.filter_map(|text| text.trim_matches('"').parse::<Number>().ok());
                raw::check_elements(&numbers.collect::<Vec<_>>())
            }
        }
    }

    fn any(self, value: &AttributeValue) -> Encoded<()> {
        raw::check(value, self.level)?;
        self.raw(value)
    }
}

impl WireTarget<'_> {
    /// A value that was checked.
    fn raw(self, value: &AttributeValue) -> Encoded<()> {
        match value {
            AttributeValue::S(text) => self.string(text),
            AttributeValue::N(number) => self.number(number),
            AttributeValue::B(bytes) => self.binary(bytes.as_ref()),
            AttributeValue::Bool(value) => self.boolean(*value),
            AttributeValue::L(list) => {
                return self.list(|elements| list.iter().try_for_each(|value| elements.element::<Any>(value)));
            }
            AttributeValue::M(map) => {
                return self.map(|members| map.iter().try_for_each(|(name, value)| members.member::<Any>(name, value)));
            }
            AttributeValue::Ss(texts) => {
                return self.set(SetKind::Strings, |set| texts.iter().try_for_each(|text| set.element::<String>(text)));
            }
            AttributeValue::Ns(numbers) => {
                return self.set(SetKind::Numbers, |set| {
                    numbers.iter().try_for_each(|number| set.element::<Any>(&AttributeValue::N(number.clone())))
                });
            }
            AttributeValue::Bs(blobs) => {
                return self.set(SetKind::Binaries, |set| {
                    blobs.iter().try_for_each(|blob| set.element::<Any>(&AttributeValue::B(blob.clone())))
                });
            }
            AttributeValue::Null(_) => self.null(),
            _ => return Err(Refused::new("", "a type that this version does not know")),
        }
        Ok(())
    }
}
