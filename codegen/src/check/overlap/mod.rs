//! Whether two templates of keys can give the same text.
//!
//! A template becomes a small automaton: states, and steps between them that read a character of some range or nothing.
//! A text that two templates match is a walk through both automata at once, and such a walk is searched for. Where the
//! texts of a part are not known exactly, there are more of them: two templates may be said to overlap that do not, but
//! never the other way round.

mod automaton;
mod format;
#[cfg(test)]
mod tests;

use automaton::{Automaton, meet};

pub(super) use format::of_format;

/// What texts a piece of a template has.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Texts {
    /// Exactly this.
    Literal(String),
    /// Any, the empty one too.
    Any,
    /// A whole number as it is written: `0`, `7`, `-7`, without leading zeros.
    Integer { signed: bool },
    /// So many digits.
    Digits(usize),
    /// Hex in lower case with hyphens, 8-4-4-4-12.
    Uuid,
    /// One of these.
    OneOf(Vec<String>),
    /// One character of each class.
    Pattern(Vec<Class>),
}

/// What a character of a [`Texts::Pattern`] can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    DigitOrSpace,
    Char(char),
}

/// Whether there is a text that both match.
pub(super) fn overlap(one: &[Texts], other: &[Texts]) -> bool {
    meet(&Automaton::of(one), &Automaton::of(other))
}

/// Whether a text of `other` can begin with a text of `prefix`.
pub(super) fn can_begin_with(other: &[Texts], prefix: &[Texts]) -> bool {
    let mut open = Automaton::of(prefix);
    open.append(&Texts::Any);
    meet(&Automaton::of(other), &open)
}

/// How many bytes all of the texts have, if they have as many.
pub(super) fn width(texts: &Texts) -> Option<usize> {
    match texts {
        Texts::Literal(text) => Some(text.len()),
        Texts::Any | Texts::Integer { .. } => None,
        Texts::Digits(width) => Some(*width),
        Texts::Uuid => Some(36),
        Texts::OneOf(texts) => {
            let first = texts.first()?.len();
            texts.iter().all(|text| text.len() == first).then_some(first)
        }
        Texts::Pattern(classes) => {
            let bytes = |class: &Class| match class {
                Class::Digit | Class::DigitOrSpace => 1,
                Class::Char(character) => character.len_utf8(),
            };
            Some(classes.iter().map(bytes).sum())
        }
    }
}

/// RFC 3339 in UTC, to the millisecond.
pub(super) fn timestamp() -> Texts {
    pattern("dddd-dd-ddTdd:dd:dd.dddZ")
}

pub(super) fn date() -> Texts {
    pattern("dddd-dd-dd")
}

/// Each `d` is a digit, everything else itself.
fn pattern(text: &str) -> Texts {
    let class = |character| if character == 'd' { Class::Digit } else { Class::Char(character) };
    Texts::Pattern(text.chars().map(class).collect())
}
