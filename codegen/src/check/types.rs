//! The small language of an attribute's type: `string`, `i64?`, `set<string>`.

use std::ops::Range;

use crate::model::{Integer, SetElement, Type};

/// What can be written today, as a person would list it.
pub(super) const SUPPORTED: &[&str] =
    &["string", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "set<string>"];

/// Types of the language that this version does not generate code for.
const PLANNED: &[&str] = &[
    "bytes",
    "i128",
    "u128",
    "f32",
    "f64",
    "number",
    "uuid",
    "timestamp",
    "date",
    "epoch_seconds",
    "epoch_millis",
    "version",
    "json",
    "list",
    "map",
];

/// What a set may hold once all of the language is there; DynamoDB has sets of strings, numbers and binary values.
const PLANNED_ELEMENTS: &[&str] = &["bytes", "number", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

/// The names of all types, also of those to come.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    SUPPORTED.iter().map(|text| text.split('<').next().unwrap_or(text)).chain(PLANNED.iter().copied())
}

/// A type, and whether a `?` follows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    pub(super) ty: Type,
    pub(super) optional: bool,
}

/// Why a text is not a type, and which of its bytes are to blame.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum FaultKind {
    /// It does not have the form of a type; with what is wrong there.
    Form(&'static str),
    /// An optional type, as Rust or other languages write it; with how it is written here.
    Optional(String),
    /// No type has this name.
    Unknown,
    /// A type of the language, but not of this version.
    Planned,
    /// A type, but DynamoDB has no set of it.
    Element,
}

pub(super) fn parse(text: &str) -> Result<Parsed, Fault> {
    let whole = Piece { text, start: 0 }.trim();
    if let Some(of) = optional_elsewhere(whole.text) {
        return Err(whole.fault(FaultKind::Optional(format!("{of}?"))));
    }
    let (bare, optional) = match whole.strip_suffix('?') {
        Some(bare) => (bare.trim(), true),
        None => (whole, false),
    };
    Ok(Parsed { ty: bare.parse_type()?, optional })
}

/// The `T` of `Option<T>` and of `?T`.
fn optional_elsewhere(text: &str) -> Option<&str> {
    let rust = text.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
    let of = rust.or_else(|| text.strip_prefix('?'))?.trim_end_matches('?').trim();
    let of = optional_elsewhere(of).unwrap_or(of);
    (!of.is_empty()).then_some(of)
}

/// A part of the text that remembers where it begins.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Piece<'a> {
    fn parse_type(self) -> Result<Type, Fault> {
        if let Some((name, rest)) = self.split_once('<') {
            name.name()?;
            let Some(argument) = rest.strip_suffix('>') else {
                return Err(self.form("the closing `>` is missing"));
            };
            return match name.text {
                "set" => argument.trim().parse_element().map(Type::Set).map_err(|fault| match fault.kind {
                    FaultKind::Planned => self.fault(FaultKind::Planned),
                    _ => fault,
                }),
                "list" | "map" => Err(self.fault(FaultKind::Planned)),
                other if scalar(other).is_some() || PLANNED.contains(&other) => {
                    Err(self.form("only a set, a list or a map is of another type"))
                }
                _ => Err(name.fault(FaultKind::Unknown)),
            };
        }
        match self.name()? {
            "set" => Err(self.form("a set of what? Write `set<string>`")),
            name if PLANNED.contains(&name) => Err(self.fault(FaultKind::Planned)),
            name => scalar(name).ok_or_else(|| self.fault(FaultKind::Unknown)),
        }
    }

    fn parse_element(self) -> Result<SetElement, Fault> {
        if self.text.contains(['<', '?']) {
            return Err(self.fault(FaultKind::Element));
        }
        match self.name()? {
            "string" => Ok(SetElement::String),
            name if PLANNED_ELEMENTS.contains(&name) => Err(self.fault(FaultKind::Planned)),
            name if scalar(name).is_some() || PLANNED.contains(&name) => Err(self.fault(FaultKind::Element)),
            _ => Err(self.fault(FaultKind::Unknown)),
        }
    }

    /// The text, if it has the form of a name.
    fn name(self) -> Result<&'a str, Fault> {
        if self.text.is_empty() {
            Err(self.form("a type is missing"))
        } else if self.text.chars().all(|character| character.is_alphanumeric() || character == '_') {
            Ok(self.text)
        } else if self.text.ends_with('?') {
            Err(self.form("one `?` is enough"))
        } else {
            Err(self.form("expected the name of a type"))
        }
    }

    fn trim(self) -> Self {
        let text = self.text.trim_start();
        Self {
            text: text.trim_end(),
            start: self.start + self.text.len() - text.len(),
        }
    }

    fn strip_suffix(self, suffix: char) -> Option<Self> {
        let text = self.text.strip_suffix(suffix)?;
        Some(Self { text, ..self })
    }

    fn split_once(self, delimiter: char) -> Option<(Self, Self)> {
        let (before, after) = self.text.split_once(delimiter)?;
        let start = self.start + self.text.len() - after.len();
        Some((Self { text: before, ..self }.trim(), Self { text: after, start }))
    }

    fn form(self, what: &'static str) -> Fault {
        self.fault(FaultKind::Form(what))
    }

    fn fault(self, kind: FaultKind) -> Fault {
        Fault { range: self.start..self.start + self.text.len(), kind }
    }
}

fn scalar(name: &str) -> Option<Type> {
    match name {
        "string" => Some(Type::String),
        "bool" => Some(Type::Bool),
        _ => Integer::ALL.into_iter().find(|integer| integer.name() == name).map(Type::Integer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (&str, FaultKind) {
        let fault = parse(text).expect_err(text);
        (&text[fault.range], fault.kind)
    }

    #[test]
    fn all_supported_types_parse_with_and_without_a_question_mark() {
        for text in SUPPORTED {
            let parsed = parse(text).expect(text);
            assert!(!parsed.optional);
            let optional = parse(&format!("{text}?")).expect(text);
            assert_eq!(optional, Parsed { optional: true, ..parsed });
        }
    }

    #[test]
    fn spaces_do_not_matter() {
        assert_eq!(parse(" set < string > ?"), parse("set<string>?"));
    }

    #[test]
    fn a_fault_points_at_the_words_that_are_wrong() {
        assert_eq!(fault("strng"), ("strng", FaultKind::Unknown));
        assert_eq!(fault("set<strng>"), ("strng", FaultKind::Unknown));
        assert_eq!(fault("set< größe >?"), ("größe", FaultKind::Unknown));
        assert_eq!(fault("sett<string>"), ("sett", FaultKind::Unknown));
        assert_eq!(fault("uuid?"), ("uuid", FaultKind::Planned));
        assert_eq!(fault("list<u8>"), ("list<u8>", FaultKind::Planned));
        assert_eq!(fault("set<u8>?"), ("set<u8>", FaultKind::Planned));
        assert_eq!(fault("set<bool>"), ("bool", FaultKind::Element));
        assert_eq!(fault("set<string?>"), ("string?", FaultKind::Element));
        assert_eq!(fault("set<set<string>>"), ("set<string>", FaultKind::Element));
    }

    #[test]
    fn what_is_optional_elsewhere_is_understood() {
        for text in ["Option<set<string>>", "?set<string>", " Option< set<string> > ", "Option<Option<set<string>?>>"] {
            assert_eq!(fault(text), (text.trim(), FaultKind::Optional("set<string>?".to_owned())));
        }
    }

    #[test]
    fn what_is_not_a_type_at_all_is_a_fault_of_form() {
        for text in ["", "?", "string??", "set", "set<string", "set<>", "set<string>>", "string<i64>", "a b", "<"] {
            assert!(matches!(fault(text).1, FaultKind::Form(_) | FaultKind::Element), "{text}");
        }
    }
}
