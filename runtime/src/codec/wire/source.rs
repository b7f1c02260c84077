//! Values in DynamoDB's JSON, to be read: `{"S":"text"}`.

use std::borrow::Cow;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use super::item::Watched;
use crate::codec::{Any, Bytes, Decoded, Elements, Encoding, Item, Members, Mismatch, SetKind, Source, raw};
use crate::json::Reader;

/// The members of an item, or of a map in it. The object is open.
pub(crate) struct WireMembers<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// The places of members that are looked at afterwards.
    watched: Option<&'r mut Watched>,
    name: Cow<'a, str>,
    /// The level of the members' values, from 0.
    level: usize,
}

impl<'r, 'a> WireMembers<'r, 'a> {
    /// Opens the object of an item.
    #[inline]
    pub(super) fn of_item(reader: &'r mut Reader<'a>, watched: Option<&'r mut Watched>) -> Decoded<Self> {
        Ok(Self { watched, ..Self::open(reader, 0)? })
    }

    #[inline]
    fn open(reader: &'r mut Reader<'a>, level: usize) -> Decoded<Self> {
        reader.object()?;
        Ok(Self { reader, watched: None, name: Cow::Borrowed(""), level })
    }
}

impl Members for WireMembers<'_, '_> {
    #[inline]
    fn next(&mut self) -> Decoded<Option<&str>> {
        let Some(name) = self.reader.name()? else {
            self.name = Cow::Borrowed("");
            return Ok(None);
        };
        if let Some(watched) = &mut self.watched {
            watched.meet(&name, self.reader);
        }
        self.name = name;
        Ok(Some(&self.name))
    }

    #[inline]
    fn name(&self) -> &str {
        &self.name
    }

    #[inline]
    fn value<E: Encoding>(&mut self) -> Decoded<E::Value> {
        read::<E>(self.reader, self.level).map_err(|mismatch| mismatch.of(&self.name))
    }

    #[inline]
    fn skip(&mut self) -> Decoded<()> {
        Ok(self.reader.skip()?)
    }

    fn peek<E: Encoding>(&self, name: &str) -> Decoded<Option<E::Value>> {
        let mut ahead = *self.reader;
        while let Some(member) = ahead.name()? {
            if member == name {
                return read::<E>(&mut ahead, self.level).map(Some).map_err(|mismatch| mismatch.of(name));
            }
            ahead.skip()?;
        }
        Ok(None)
    }
}

/// Reads a value with its type, and leaves the reader behind it.
#[inline]
pub(super) fn read<E: Encoding>(reader: &mut Reader<'_>, level: usize) -> Decoded<E::Value> {
    raw::check_depth(level)?;
    let depth = reader.depth();
    let value = E::read(WireValue { reader: &mut *reader, kind: None, level })?;
    if reader.depth() > depth {
        close(reader, depth, E::EXPECTED)?;
    } else if reader.is_at_value() {
        reader.skip()?;
    }
    Ok(value)
}

/// Passes over what an encoding has left of a value, whose object lies this deep.
fn close(reader: &mut Reader<'_>, depth: usize, expected: &'static str) -> Decoded<()> {
    reader.finish(depth + 1)?;
    match reader.name()? {
        None => Ok(()),
        Some(_) => Err(Mismatch::new(expected, "a value of two types")),
    }
}

/// The wire type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    S,
    N,
    B,
    Bool,
    Null,
    L,
    M,
    Ss,
    Ns,
    Bs,
    Unknown,
}

impl Kind {
    #[inline]
    fn of(name: &str) -> Self {
        match name {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            "BOOL" => Self::Bool,
            "NULL" => Self::Null,
            "L" => Self::L,
            "M" => Self::M,
            "SS" => Self::Ss,
            "NS" => Self::Ns,
            "BS" => Self::Bs,
            _ => Self::Unknown,
        }
    }

    /// In DynamoDB's letters.
    #[inline]
    fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::L => "L",
            Self::M => "M",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
            Self::Unknown => "a type that this version does not know",
        }
    }

    #[inline]
    fn of_set(kind: SetKind) -> Self {
        match kind {
            SetKind::Strings => Self::Ss,
            SetKind::Numbers => Self::Ns,
            SetKind::Binaries => Self::Bs,
        }
    }

    #[inline]
    fn of_element(kind: SetKind) -> Self {
        match kind {
            SetKind::Strings => Self::S,
            SetKind::Numbers => Self::N,
            SetKind::Binaries => Self::B,
        }
    }
}

/// One value, `{"S":"text"}`, or an element of a set, which is the text alone.
struct WireValue<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// Its type, once that is read, and the value comes next.
    kind: Option<Kind>,
    /// How many lists and maps it lies in.
    level: usize,
}

impl<'r, 'a> WireValue<'r, 'a> {
    /// Reads the type.
    #[inline]
    fn kind(&mut self) -> Decoded<Kind> {
        if let Some(kind) = self.kind {
            return Ok(kind);
        }
        self.reader.object()?;
        match self.reader.name()? {
            Some(kind) => Ok(*self.kind.insert(Kind::of(&kind))),
            None => Err(Mismatch::new("a value", "one without a type")),
        }
    }

    #[inline]
    fn of(mut self, wanted: Kind) -> Decoded<&'r mut Reader<'a>> {
        let kind = self.kind()?;
        if kind == wanted { Ok(self.reader) } else { Err(Mismatch::new(wanted.name(), kind.name())) }
    }

    /// The text of a value of this type, whose name is a letter.
    #[inline]
    fn text(self, wanted: Kind, letter: u8) -> Decoded<Cow<'a, str>> {
        // Nearly all values are read so.
        if self.kind.is_none()
            && let Some(text) = self.reader.only_string(letter)
        {
            return Ok(text);
        }
        Ok(self.of(wanted)?.string()?)
    }

    #[inline]
    fn elements(self, wanted: Kind, element_of: Option<Kind>) -> Decoded<WireElements<'r, 'a>> {
        // A set is one value, and its elements lie no deeper.
        let level = if element_of.is_some() { self.level } else { self.level + 1 };
        let reader = self.of(wanted)?;
        reader.array()?;
        Ok(WireElements { reader, element_of, position: 0, level })
    }
}

impl<'r, 'a: 'r> Source<'a> for WireValue<'r, 'a> {
    type Members = WireMembers<'r, 'a>;
    type Elements = WireElements<'r, 'a>;

    #[inline]
    fn string(self) -> Decoded<Cow<'a, str>> {
        self.text(Kind::S, b'S')
    }

    #[inline]
    fn number(self) -> Decoded<Cow<'a, str>> {
        self.text(Kind::N, b'N')
    }

    #[inline]
    fn binary(self) -> Decoded<Cow<'a, [u8]>> {
        let text = self.text(Kind::B, b'B')?;
        let bytes = base64::decode(&*text);
        bytes.map(Cow::Owned).map_err(|_| Mismatch::new("B", "B that is not base64"))
    }

    #[inline]
    fn boolean(self) -> Decoded<bool> {
        Ok(self.of(Kind::Bool)?.boolean()?)
    }

    #[inline]
    fn non_null(mut self) -> Decoded<Option<Self>> {
        if self.kind()? != Kind::Null {
            return Ok(Some(self));
        }
        self.reader.boolean()?;
        Ok(None)
    }

    #[inline]
    fn list(self) -> Decoded<WireElements<'r, 'a>> {
        self.elements(Kind::L, None)
    }

    #[inline]
    fn map(self) -> Decoded<WireMembers<'r, 'a>> {
        let level = self.level + 1;
        WireMembers::open(self.of(Kind::M)?, level)
    }

    #[inline]
    fn set(self, kind: SetKind) -> Decoded<WireElements<'r, 'a>> {
        self.elements(Kind::of_set(kind), Some(Kind::of_element(kind)))
    }

    fn any(mut self) -> Decoded<AttributeValue> {
        Ok(match self.kind()? {
            Kind::S => AttributeValue::S(self.reader.string()?.into_owned()),
            Kind::N => AttributeValue::N(self.reader.string()?.into_owned()),
            Kind::B => AttributeValue::B(Blob::new(self.binary()?)),
            Kind::Bool => AttributeValue::Bool(self.reader.boolean()?),
            Kind::Null => AttributeValue::Null(self.reader.boolean()?),
            Kind::L => AttributeValue::L(all::<Any>(self.list()?)?),
            Kind::M => AttributeValue::M(item(&mut self.map()?)?),
            Kind::Ss => AttributeValue::Ss(texts(self.reader)?),
            Kind::Ns => AttributeValue::Ns(texts(self.reader)?),
            Kind::Bs => {
                let blobs = all::<Bytes>(self.set(SetKind::Binaries)?)?;
                AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect())
            }
            Kind::Unknown => return Err(Mismatch::new(Any::EXPECTED, Kind::Unknown.name())),
        })
    }
}

/// All elements.
fn all<E: Encoding>(mut elements: impl Elements) -> Decoded<Vec<E::Value>> {
    let mut all = Vec::new();
    while let Some(element) = elements.next::<E>()? {
        all.push(element);
    }
    Ok(all)
}

/// The elements of a set of text or of numbers.
fn texts(reader: &mut Reader<'_>) -> Decoded<Vec<String>> {
    reader.array()?;
    let mut texts = Vec::new();
    while reader.element()? {
        texts.push(reader.string()?.into_owned());
    }
    Ok(texts)
}

/// All members, as the SDK holds them.
pub(super) fn item(members: &mut impl Members) -> Decoded<Item> {
    let mut item = Item::new();
    while let Some(name) = members.next()? {
        let name = name.to_owned();
        item.insert(name, members.value::<Any>()?);
    }
    Ok(item)
}

/// The elements of a list or of a set. The array is open.
pub(crate) struct WireElements<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// What they are, of a set, where the type stands once.
    element_of: Option<Kind>,
    position: usize,
    /// The level of the elements, from 0.
    level: usize,
}

impl Elements for WireElements<'_, '_> {
    #[inline]
    fn next<E: Encoding>(&mut self) -> Decoded<Option<E::Value>> {
        if !self.reader.element()? {
            return Ok(None);
        }
        let position = self.position;
        self.position += 1;
        let value = match self.element_of {
            Some(kind) => E::read(WireValue {
                reader: &mut *self.reader,
                kind: Some(kind),
                level: self.level,
            }),
            None => read::<E>(self.reader, self.level),
        };
        value.map(Some).map_err(|mismatch| mismatch.at(position))
    }
}
