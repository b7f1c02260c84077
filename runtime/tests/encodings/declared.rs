//! Declared types as generated code declares them.

use dynaschema::codec::{
    AsString, DecodeItem, Decoded, EncodeItem, Encoded, Enumeration, HasVariant, Members, MembersTarget, Newtype,
    Nullable, Own, Structure, TaggedUnion, TextEnum, TimeFormat, Union, content, denied, field, unknown_tag,
};
use dynaschema::jiff::Timestamp;
use dynaschema::{ConversionError, Convert, Number, UnknownAttributes};

/// Keeps what the schema does not name, and contains itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Address {
    pub(crate) city: String,
    pub(crate) zip: Option<String>,
    pub(crate) note: Option<i64>,
    pub(crate) before: Option<Box<Address>>,
    pub(crate) unknown: UnknownAttributes,
}

type Before = Option<Box<Structure<Address>>>;

impl EncodeItem for Address {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        members.member::<String>("city", &self.city)?;
        members.member::<Option<String>>("zip", &self.zip)?;
        members.member::<Nullable<i64>>("note", &self.note)?;
        members.member::<Before>("before", &self.before)?;
        self.unknown.write(&["city", "zip", "note", "before"], members)
    }
}

impl DecodeItem for Address {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        let (mut city, mut zip, mut note, mut before) = (None, None, None, None);
        let mut unknown = UnknownAttributes::new();
        while let Some(name) = members.next()? {
            match name {
                "city" => city = Some(members.value::<String>()?),
                "zip" => zip = Some(members.value::<Option<String>>()?),
                "note" => note = Some(members.value::<Nullable<i64>>()?),
                "before" => before = Some(members.value::<Before>()?),
                name => {
                    let name = name.to_owned();
                    unknown.read(name, members)?;
                }
            }
        }
        Ok(Self {
            city: field::<String>(city, "city")?,
            zip: field::<Option<String>>(zip, "zip")?,
            note: field::<Nullable<i64>>(note, "note")?,
            before: field::<Before>(before, "before")?,
            unknown,
        })
    }
}

/// Denies what the schema does not name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Card {
    pub(crate) number: u64,
}

impl EncodeItem for Card {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        members.member::<AsString<u64>>("number", &self.number)
    }
}

impl DecodeItem for Card {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        let mut number = None;
        while let Some(name) = members.next()? {
            match name {
                "number" => number = Some(members.value::<AsString<u64>>()?),
                name => return Err(denied(name)),
            }
        }
        Ok(Self { number: field::<AsString<u64>>(number, "number")? })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Round {
    Semi,
    Final,
    Other(String),
}

impl TextEnum for Round {
    const EXPECTED: &'static str = "S (SEMI, FINAL or other)";

    fn text(&self) -> &str {
        match self {
            Self::Semi => "SEMI",
            Self::Final => "FINAL",
            Self::Other(text) => text,
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "SEMI" => Self::Semi,
            "FINAL" => Self::Final,
            text => Self::Other(text.to_owned()),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Left,
    Right,
}

impl TextEnum for Side {
    const EXPECTED: &'static str = "S (left, right)";

    fn text(&self) -> &str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        match text {
            "left" => Some(Self::Left),
            "right" => Some(Self::Right),
            _ => None,
        }
    }
}

/// Its variants' attributes lie beside the tag.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Contact {
    Address(Address),
    Card(Card),
}

impl TaggedUnion for Contact {
    const TAGS: &'static str = "S (address or card)";
    const TAG: &'static str = "kind";

    fn tag(&self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Card(_) => "card",
        }
    }

    fn decode<M: Members>(tag: &str, members: &mut M) -> Decoded<Self> {
        match tag {
            "address" => Address::decode(members).map(Self::Address),
            "card" => Card::decode(members).map(Self::Card),
            found => Err(unknown_tag::<Self>(found)),
        }
    }

    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        match self {
            Self::Address(address) => address.encode(members),
            Self::Card(card) => card.encode(members),
        }
    }
}

impl HasVariant<Address> for Contact {}

/// Its variants' values lie in a member of their own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Payment {
    Later(Timestamp),
    By(Contact),
}

impl TaggedUnion for Payment {
    const TAGS: &'static str = "S (later or by)";
    const TAG: &'static str = "kind";

    fn tag(&self) -> &'static str {
        match self {
            Self::Later(_) => "later",
            Self::By(_) => "by",
        }
    }

    fn decode<M: Members>(tag: &str, members: &mut M) -> Decoded<Self> {
        match tag {
            "later" => content::<Timestamp, M>(members, "value").map(Self::Later),
            "by" => content::<Union<Contact>, M>(members, "value").map(Self::By),
            found => Err(unknown_tag::<Self>(found)),
        }
    }

    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        match self {
            Self::Later(value) => members.member::<Timestamp>("value", value),
            Self::By(value) => members.member::<Union<Contact>>("value", value),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OrderId(pub(crate) String);

impl Newtype for OrderId {
    type Inner = String;

    fn wrap(inner: String) -> Self {
        Self(inner)
    }

    fn inner(&self) -> &String {
        &self.0
    }
}

/// A newtype of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seat(pub(crate) Side);

impl Newtype for Seat {
    type Inner = Enumeration<Side>;

    fn wrap(inner: Side) -> Self {
        Self(inner)
    }

    fn inner(&self) -> &Side {
        &self.0
    }
}

/// A user's own type: cents, and only even ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Money(pub(crate) u64);

pub(crate) type MoneyAsNumber = Own<Money, Number>;

impl Convert<Number> for Money {
    fn to_stored(&self) -> Result<Number, ConversionError> {
        self.even()?;
        Ok(self.0.into())
    }

    fn from_stored(stored: Number) -> Result<Self, ConversionError> {
        let money = Self(stored.try_into()?);
        money.even()?;
        Ok(money)
    }
}

impl Money {
    fn even(self) -> Result<(), ConversionError> {
        if self.0.is_multiple_of(2) { Ok(()) } else { Err(ConversionError::new("an odd sum")) }
    }
}

#[derive(Debug)]
pub(crate) enum ToTheMinute {}

impl TimeFormat for ToTheMinute {
    const FORMAT: &'static str = "%d.%m.%Y %H:%M";
}

#[derive(Debug)]
pub(crate) enum Month {}

impl TimeFormat for Month {
    const FORMAT: &'static str = "%Y-%m";
}
