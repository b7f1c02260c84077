//! An item in the body of an answer.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use super::source::{self, WireMembers};
use crate::attributes::Attributes;
use crate::codec::{Any, DecodeItem, Decoded, Item};
use crate::json::{Broken, Reader};

/// How many members are watched at most: what tells an entity, and when it expires.
pub(crate) const MOST_WATCHED: usize = 4;

/// An item where it stands in a text. It can be looked into before it is decoded, and afterwards: watched members are then
/// known without looking again.
pub(crate) struct WireItem<'a> {
    start: Reader<'a>,
    /// Where decoding has come to.
    reader: Reader<'a>,
    watched: Watched,
    is_decoded: bool,
}

/// Members of these names, and where the values of those that were met are: nowhere, as long as that is 0.
#[derive(Clone, Copy)]
pub(super) struct Watched {
    names: [&'static str; MOST_WATCHED],
    offsets: [usize; MOST_WATCHED],
}

impl Watched {
    /// A member is met; its value comes next.
    #[inline]
    pub(super) fn meet(&mut self, name: &str, value: &Reader<'_>) {
        if let Some((_, offset)) = self.names.iter().zip(&mut self.offsets).find(|(watched, _)| **watched == name) {
            *offset = value.offset();
        }
    }

    /// Where a member's value is, if the member is watched.
    fn offset(&self, name: &str) -> Option<usize> {
        self.names.iter().zip(&self.offsets).find_map(|(watched, offset)| (*watched == name).then_some(*offset))
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.names.iter().all(|name| name.is_empty())
    }
}

impl<'a> WireItem<'a> {
    /// The item that begins here.
    #[inline]
    pub(crate) fn at(reader: Reader<'a>, watched: [&'static str; MOST_WATCHED]) -> Self {
        let watched = Watched { names: watched, offsets: [0; MOST_WATCHED] };
        Self { start: reader, reader, watched, is_decoded: false }
    }

    /// Reads it.
    #[inline]
    pub(crate) fn decode<T: DecodeItem>(&mut self) -> Decoded<T> {
        let decoded = self.members().and_then(|mut members| T::decode(&mut members));
        self.is_decoded = decoded.is_ok();
        decoded
    }

    /// The item as the SDK would hold it.
    #[inline]
    pub(crate) fn read_map(&mut self) -> Decoded<Item> {
        let item = self.members().and_then(|mut members| source::item(&mut members));
        self.is_decoded = item.is_ok();
        item
    }

    #[inline]
    fn members(&mut self) -> Decoded<WireMembers<'_, 'a>> {
        self.reader = self.start;
        let watched = Some(&mut self.watched).filter(|watched| !watched.is_empty());
        WireMembers::of_item(&mut self.reader, watched)
    }

    /// The place behind it.
    #[inline]
    pub(crate) fn end(mut self) -> Result<Reader<'a>, Broken> {
        if self.is_decoded {
            self.reader.finish(self.start.depth())?;
            return Ok(self.reader);
        }
        self.start.skip()?;
        Ok(self.start)
    }
}

impl WireItem<'_> {
    /// Where the value of an attribute is.
    fn value(&self, name: &str) -> Option<Reader<'_>> {
        if let Some(offset) = self.watched.offset(name).filter(|_| self.is_decoded) {
            return (offset > 0).then(|| self.start.within_object(offset));
        }
        let mut reader = self.start;
        reader.object().ok()?;
        while let Some(member) = reader.name().ok()? {
            if member == name {
                return Some(reader);
            }
            reader.skip().ok()?;
        }
        None
    }
}

impl Attributes for WireItem<'_> {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        source::read::<Any>(&mut self.value(name)?, 0).ok().map(Cow::Owned)
    }

    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut value = self.value(name)?;
        value
            .only_string(b'S')
            .or_else(|| source::read::<String>(&mut value, 0).ok().map(Cow::Owned))
            .or(Some("".into()))
    }
}
