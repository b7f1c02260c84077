//! The small language of types: `string`, `i64?`, `map<list<Address?>>`. Only the form is settled here.

use std::ops::Range;

use super::built_in::{self, Container};

/// DynamoDB's limit to lists and maps in each other.
pub(super) const DEEPEST: usize = 32;

/// A type as it is written. It holds at most one name, since no container holds two types.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written<'a> {
    /// The containers, from the outermost to the one that holds the name.
    pub(super) layers: Vec<Layer>,
    pub(super) name: &'a str,
    /// Of the name, in the text.
    pub(super) range: Range<usize>,
    /// Whether a `?` follows the name.
    pub(super) optional: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layer {
    pub(super) container: Container,
    /// Of all that belongs to it, without a `?` behind it.
    pub(super) range: Range<usize>,
    /// Whether a `?` follows it.
    pub(super) optional: bool,
}

/// Why a text does not have the form of a type, and which of its bytes are to blame.
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
    /// A container that does not say what it holds.
    Bare(Container),
    /// No container has this name.
    NoContainer,
    /// More containers in each other than DynamoDB allows.
    TooDeep,
}

pub(super) fn parse(text: &str) -> Result<Written<'_>, Fault> {
    let mut piece = Piece { text, start: 0 }.trim();
    let mut layers = Vec::new();
    loop {
        if let Some(of) = optional_elsewhere(piece.text) {
            return Err(piece.fault(FaultKind::Optional(format!("{of}?"))));
        }
        let (bare, optional) = match piece.strip_suffix('?') {
            Some(bare) => (bare.trim(), true),
            None => (piece, false),
        };
        let Some((name, rest)) = bare.split_once('<') else {
            let word = bare.name()?;
            if let Some(container) = Container::find(word) {
                return Err(bare.fault(FaultKind::Bare(container)));
            }
            return Ok(Written { layers, name: word, range: bare.range(), optional });
        };
        let word = name.name()?;
        let Some(held) = rest.strip_suffix('>') else {
            return Err(bare.form("the closing `>` is missing"));
        };
        let Some(container) = Container::find(word) else {
            return Err(match built_in::scalar(word) {
                Some(_) => bare.form("only a list, a map or a set is of another type"),
                None => name.fault(FaultKind::NoContainer),
            });
        };
        if layers.len() == DEEPEST {
            return Err(bare.fault(FaultKind::TooDeep));
        }
        layers.push(Layer { container, range: bare.range(), optional });
        piece = held.trim();
    }
}

/// The `T` of `Option<T>` and of `?T`.
fn optional_elsewhere(text: &str) -> Option<&str> {
    let mut inner = text;
    loop {
        let rust = inner.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
        match rust.or_else(|| inner.strip_prefix('?')) {
            Some(of) => inner = of.trim_end_matches('?').trim(),
            None => break,
        }
    }
    (!inner.is_empty() && inner.len() < text.len()).then_some(inner)
}

/// A part of the text that remembers where it begins.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Piece<'a> {
    /// The text, if it has the form of a name.
    fn name(self) -> Result<&'a str, Fault> {
        if self.text.is_empty() {
            Err(self.form("a type is missing"))
        } else if self.text.chars().all(|character| character.is_alphanumeric() || character == '_') {
            Ok(self.text)
        } else if self.text.ends_with('?') {
            Err(self.form("one `?` is enough"))
        } else if self.text.contains(',') {
            Err(self.form("only what it holds is said; the keys of a map are text"))
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

    fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn form(self, what: &'static str) -> Fault {
        self.fault(FaultKind::Form(what))
    }

    fn fault(self, kind: FaultKind) -> Fault {
        Fault { range: self.range(), kind }
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
    fn every_scalar_parses_alone_and_held_by_each_container() {
        for (name, _) in &built_in::SCALARS {
            assert_eq!(parse(name).expect(name).name, *name);
            for container in Container::ALL {
                let text = format!("{}<{name}?>?", container.name());
                let Written { layers, name: held, optional, .. } = parse(&text).expect(&text);
                assert_eq!((held, optional), (*name, true));
                assert!(matches!(layers.as_slice(), [layer] if layer.container == container && layer.optional));
            }
        }
    }

    #[test]
    fn spaces_do_not_matter() {
        let names = |text: &'static str| {
            let written = parse(text).expect(text);
            (written.name, written.optional, written.layers.len(), written.layers.iter().all(|layer| layer.optional))
        };
        assert_eq!(names(" map < list< u8 ? > ? > ?"), names("map<list<u8?>?>?"));
    }

    #[test]
    fn each_part_knows_its_place() {
        let text = "map< list<Größe?> >";
        let written = parse(text).expect(text);
        let ranges = written.layers.iter().map(|layer| &text[layer.range.clone()]);
        assert_eq!(ranges.collect::<Vec<_>>(), ["map< list<Größe?> >", "list<Größe?>"]);
        assert_eq!(&text[written.range], "Größe");
    }

    #[test]
    fn what_is_optional_elsewhere_is_understood() {
        for text in ["Option<set<string>>", "?set<string>", " Option< set<string> > ", "Option<Option<set<string>?>>"] {
            assert_eq!(fault(text), (text.trim(), FaultKind::Optional("set<string>?".to_owned())));
        }
        assert_eq!(fault("list<Option<u8>>"), ("Option<u8>", FaultKind::Optional("u8?".to_owned())));
    }

    #[test]
    fn a_fault_points_at_the_words_that_are_wrong() {
        assert_eq!(fault("sett<string>"), ("sett", FaultKind::NoContainer));
        assert_eq!(fault("list< set >"), ("set", FaultKind::Bare(Container::Set)));
        assert!(matches!(fault("list<u8<u8>>"), ("u8<u8>", FaultKind::Form(_))));
        for text in ["", "?", "string??", "set<string", "set<>", "set<string>>", "a b", "<", "map<u8, u8>"] {
            assert!(matches!(fault(text).1, FaultKind::Form(_)), "{text}");
        }
    }

    #[test]
    fn types_are_in_each_other_as_deep_as_dynamodb_allows() {
        let nested = |depth: usize| "list<".repeat(depth) + "u8" + &">".repeat(depth);
        assert!(parse(&nested(DEEPEST)).is_ok());
        assert_eq!(parse(&nested(DEEPEST + 1)).expect_err("too deep").kind, FaultKind::TooDeep);
        assert!(parse(&"?".repeat(100_000)).is_err());
        assert!(parse(&nested(100_000)).is_err());
    }
}
