//! An item in the body of an answer.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use super::source::{self, WireMembers};
use crate::attributes::Attributes;
use crate::codec::{Any, DecodeItem, Decoded, Item, Members};
use crate::json::{Broken, Reader};

/// How many members are watched at most: what tells an entity, and when it expires.
pub(crate) const MOST_WATCHED: usize = 4;

/// An item where it stands in a text. It can be looked into before it is decoded, and afterwards: watched members are then
/// known without looking again.
pub(crate) struct WireItem<'a> {
    start: Reader<'a>,
    /// Where decoding has come to.
    reader: Reader<'a>,
    watched: Watched<'a>,
    is_decoded: bool,
}

/// Members of these names, and where the values of those that were met are.
#[derive(Clone, Copy)]
pub(super) struct Watched<'a> {
    names: [&'static str; MOST_WATCHED],
    places: [Option<Reader<'a>>; MOST_WATCHED],
}

impl<'a> Watched<'a> {
    /// A member is met; its value comes next.
    #[inline]
    pub(super) fn meet(&mut self, name: &str, value: &Reader<'a>) {
        if let Some((_, place)) = self.names.iter().zip(&mut self.places).find(|(watched, _)| **watched == name) {
            *place = Some(*value);
        }
    }

    /// Where a member's value is, if the member is watched, and was met.
    fn place(&self, name: &str) -> Option<Option<Reader<'a>>> {
        self.names.iter().zip(&self.places).find_map(|(watched, place)| (*watched == name).then_some(*place))
    }

    fn is_empty(&self) -> bool {
        self.names.iter().all(|name| name.is_empty())
    }
}

impl<'a> WireItem<'a> {
    /// The item that begins here.
    pub(crate) fn at(reader: Reader<'a>, watched: [&'static str; MOST_WATCHED]) -> Self {
        let watched = Watched { names: watched, places: [None; MOST_WATCHED] };
        Self { start: reader, reader, watched, is_decoded: false }
    }

    /// Reads it.
    pub(crate) fn decode<T: DecodeItem>(&mut self) -> Decoded<T> {
        let decoded = self.members().and_then(|mut members| T::decode(&mut members));
        self.is_decoded = decoded.is_ok();
        decoded
    }

    /// The item as the SDK would hold it.
    pub(crate) fn read_map(&mut self) -> Decoded<Item> {
        let item = self.members().and_then(|mut members| source::item(&mut members));
        self.is_decoded = item.is_ok();
        item
    }

    fn members(&mut self) -> Decoded<WireMembers<'_, 'a>> {
        self.reader = self.start;
        let watched = Some(&mut self.watched).filter(|watched| !watched.is_empty());
        WireMembers::of_item(&mut self.reader, watched)
    }

    /// The place behind it.
    pub(crate) fn end(mut self) -> Result<Reader<'a>, Broken> {
        if self.is_decoded {
            self.reader.finish(self.start.depth())?;
            return Ok(self.reader);
        }
        self.start.skip()?;
        Ok(self.start)
    }
}

impl Attributes for WireItem<'_> {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        if let Some(place) = self.watched.place(name).filter(|_| self.is_decoded) {
            return source::read::<Any>(&mut place?, 0).ok().map(Cow::Owned);
        }
        let mut reader = self.start;
        let members = WireMembers::of_item(&mut reader, None).ok()?;
        members.peek::<Any>(name).ok()?.map(Cow::Owned)
    }
}
