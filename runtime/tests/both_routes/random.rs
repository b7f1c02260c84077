//! Random values of DynamoDB, which a seed determines.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

/// A stream of random bits.
pub(crate) struct Random(u64);

/// Texts that are not what they seem, and pieces of those that are.
const PIECES: &[&str] =
    &["a", "Z", "0", "7", "#", " ", "/", "\"", "\\", "\n", "\u{0}", "\u{7f}", "é", "日", "𝄞", "\u{10ffff}", "\u{2028}"];

/// Numbers as DynamoDB sends them, and as it does not.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "10",
    "0.5",
    "-0.1",
    "1E2",
    "1e2",
    "1.0",
    "-0",
    "007",
    "",
    " 1",
    "x",
    "1e999",
    "340282366920938463463374607431768211456",
];

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// splitmix64.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).expect("less than a usize")
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one_of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }

    pub(crate) fn text(&mut self) -> String {
        let length = self.below(8);
        (0..length).map(|_| *self.one_of(PIECES)).collect()
    }

    /// The digits of an integer of up to this length.
    pub(crate) fn digits(&mut self, most: usize) -> String {
        let length = 1 + self.below(most);
        let digits: String = (0..length).map(|_| char::from(b'0' + self.bits().to_le_bytes()[0] % 10)).collect();
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
    }

    pub(crate) fn bytes(&mut self) -> Blob {
        let length = self.below(6);
        Blob::new((0..length).map(|_| self.bits().to_le_bytes()[0]).collect::<Vec<_>>())
    }

    /// A value of any type. In it, there is no place for two things that are wrong.
    pub(crate) fn value(&mut self) -> AttributeValue {
        match self.below(12) {
            0 | 1 => AttributeValue::S(self.text()),
            2 => AttributeValue::N(self.digits(20)),
            3 => AttributeValue::N((*self.one_of(NUMBERS)).to_owned()),
            4 => AttributeValue::B(self.bytes()),
            5 => AttributeValue::Bool(self.once_in(2)),
            6 => AttributeValue::Null(!self.once_in(4)),
            7 => AttributeValue::L((0..self.below(2)).map(|_| self.value()).collect()),
            8 => AttributeValue::M((0..self.below(2)).map(|_| (self.text(), self.value())).collect()),
            9 => AttributeValue::Ss((0..self.below(2)).map(|_| self.text()).collect()),
            10 => AttributeValue::Ns((0..self.below(2)).map(|_| (*self.one_of(NUMBERS)).to_owned()).collect()),
            _ => AttributeValue::Bs((0..self.below(2)).map(|_| self.bytes()).collect()),
        }
    }
}
