//! Random values of the types that fields have.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{JsonText, Number, UnknownAttributes};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A stream of random bits that a seed determines, and how deep the value that is being made lies.
pub(crate) struct Source {
    state: u64,
    depth: usize,
}

/// A type of which random values can be made, edges more often than chance would.
pub(crate) trait Sample: Sized {
    fn sample(source: &mut Source) -> Self;
}

impl Source {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, depth: 0 }
    }

    /// splitmix64.
    pub(crate) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn wide_bits(&mut self) -> u128 {
        u128::from(self.bits()) << 64 | u128::from(self.bits())
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).unwrap()
    }

    pub(crate) fn take<T: Sample>(&mut self) -> T {
        T::sample(self)
    }

    pub(crate) fn one_of<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    /// Some values, fewer the deeper they lie: recursive types must end.
    fn several<T: Sample>(&mut self) -> Vec<T> {
        self.depth += 1;
        let most = 5_usize.saturating_sub(self.depth);
        let count = if most == 0 { 0 } else { self.below(most) };
        let values = (0..count).map(|_| self.take()).collect();
        self.depth -= 1;
        values
    }
}

impl Sample for String {
    fn sample(source: &mut Source) -> Self {
        let letters = ["a", "Z", "0", " ", "#", "é", "𝄞", "\u{0}", "\"", "\\", "\n", "\u{10ffff}", "日"];
        let length = source.below(12);
        // Keys cannot be empty.
        std::iter::once("x").chain((0..length).map(|_| source.one_of(&letters))).collect()
    }
}

impl Sample for bool {
    fn sample(source: &mut Source) -> Self {
        source.bits() & 1 == 0
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Sample for $integer {
            fn sample(source: &mut Source) -> Self {
                let bits = source.wide_bits() as $integer;
                source.one_of(&[0, 1, $integer::MIN, $integer::MAX, bits, bits, bits >> (size_of::<$integer>() * 5)])
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

/// DynamoDB holds 38 digits; these types have 39.
impl Sample for u128 {
    fn sample(source: &mut Source) -> Self {
        let bits = source.wide_bits();
        let most = 10_u128.pow(38) - 1;
        source.one_of(&[0, most, most + 1, 34 * 10_u128.pow(37), bits % most, bits >> 64])
    }
}

impl Sample for i128 {
    fn sample(source: &mut Source) -> Self {
        let magnitude = i128::try_from(source.take::<u128>() % (10_u128.pow(38) + 1)).unwrap();
        if source.take() { magnitude } else { -magnitude }
    }
}

/// Within what DynamoDB holds.
impl Sample for f64 {
    fn sample(source: &mut Source) -> Self {
        let fraction = source.bits() as Self / u64::MAX as Self;
        let exponent = source.below(250) as i32 - 125;
        let any = fraction * Self::powi(10.0, exponent);
        source.one_of(&[0.0, 0.1, -1.5, 1e125, -1e-120, any, -any])
    }
}

impl Sample for f32 {
    fn sample(source: &mut Source) -> Self {
        let any = Self::from_bits(source.bits() as u32);
        source.one_of(&[
            0.0,
            0.1,
            -1.5,
            Self::MAX,
            Self::MIN_POSITIVE,
            if any.is_finite() { any } else { 16_777_217.0 },
        ])
    }
}

impl Sample for Number {
    fn sample(source: &mut Source) -> Self {
        let digits = source.take::<u128>() % 10_u128.pow(38);
        let digits = if source.take() { digits } else { digits % 1000 };
        // Of 38 digits, the first may be in the 126th place and the last in the 130th behind the point.
        let exponent = source.below(87 + 130 + 1) as i32 - 130;
        let sign = if source.take() { "-" } else { "" };
        format!("{sign}{digits}E{exponent}").parse().unwrap()
    }
}

impl Sample for Uuid {
    fn sample(source: &mut Source) -> Self {
        Self::from_u128(source.wide_bits())
    }
}

/// To the second: all formats keep that, but those of the entity `Times`.
impl Sample for Timestamp {
    fn sample(source: &mut Source) -> Self {
        let any = source.bits() as i64 % 60_000_000_000;
        let seconds = source.one_of(&[0, -1, 951_782_400, 253_402_207_200, -62_167_219_200, any, any]);
        Self::from_second(seconds).unwrap()
    }
}

impl Sample for Date {
    fn sample(source: &mut Source) -> Self {
        let any = Self::new(source.below(9999) as i16, source.below(12) as i8 + 1, source.below(28) as i8 + 1).unwrap();
        source.one_of(&[Self::constant(0, 1, 1), Self::constant(9999, 12, 31), Self::constant(2024, 2, 29), any])
    }
}

impl Sample for serde_json::Value {
    fn sample(source: &mut Source) -> Self {
        match source.below(8) {
            0 => Self::Null,
            1 => Self::Bool(source.take()),
            2 => source.take::<i64>().into(),
            3 => source.take::<u64>().into(),
            // A whole float comes back as an integer: DynamoDB knows no difference.
            4 => (source.take::<i32>() as f64 + 0.5).into(),
            5 => Self::String(source.take()),
            6 => Self::Array(source.several()),
            _ => source.several::<(String, Self)>().into_iter().collect(),
        }
    }
}

impl Sample for JsonText {
    fn sample(source: &mut Source) -> Self {
        let spaced = r#"{ "b": 1.0, "a": [1e2, "\u00e9"], "a": null }"#;
        let any = source.take::<serde_json::Value>().to_string();
        source.one_of(&[spaced.to_owned(), any]).parse().unwrap()
    }
}

impl Sample for UnknownAttributes {
    fn sample(source: &mut Source) -> Self {
        let mut unknown = Self::new();
        for (name, value) in source.several::<(String, AttributeValue)>() {
            unknown.insert(format!("unknown {name}"), value);
        }
        unknown
    }
}

/// Anything that DynamoDB holds and gives back as it was.
impl Sample for AttributeValue {
    fn sample(source: &mut Source) -> Self {
        let number = |source: &mut Source| source.take::<i64>().to_string();
        match source.below(10) {
            0 => Self::S(source.take()),
            1 => Self::N(number(source)),
            2 => Self::B(Blob::new(source.take::<Vec<u8>>())),
            3 => Self::Bool(source.take()),
            4 => Self::Null(true),
            5 => Self::L(source.several()),
            6 => Self::M(source.several::<(String, Self)>().into_iter().collect()),
            7 => Self::Ss(vec![source.take()]),
            8 => Self::Ns(vec![number(source)]),
            _ => Self::Bs(vec![Blob::new([source.take::<u8>()])]),
        }
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(source: &mut Source) -> Self {
        source.several().pop()
    }
}

impl<T: Sample> Sample for Box<T> {
    fn sample(source: &mut Source) -> Self {
        Self::new(source.take())
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(source: &mut Source) -> Self {
        source.several()
    }
}

/// In a list or a map, an empty set is refused.
impl<T: Sample + Ord> Sample for BTreeSet<T> {
    fn sample(source: &mut Source) -> Self {
        let least = (source.depth > 0).then(|| source.take());
        source.several().into_iter().chain(least).collect()
    }
}

impl<T: Sample> Sample for BTreeMap<String, T> {
    fn sample(source: &mut Source) -> Self {
        source.several().into_iter().collect()
    }
}

impl<T: Sample, U: Sample> Sample for (T, U) {
    fn sample(source: &mut Source) -> Self {
        (source.take(), source.take())
    }
}
