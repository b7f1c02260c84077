//! Conditions without types, and how they are written.

use std::fmt;

use super::raw::Raw;
use super::{Path, Placeholders, Term};
use crate::codec::Encoded;
use crate::error::Refused;

/// A condition without types.
#[derive(Clone, PartialEq)]
pub(crate) enum Expression {
    /// What holds of every item. It stands alone, and so does its opposite: what they are joined with is simpler.
    Always,
    Never,
    Compare(Term, Comparator, Term),
    Between(Term, Term, Term),
    In(Term, Vec<Term>),
    BeginsWith(Path, Term),
    Contains(Path, Term),
    Exists(Path),
    /// The second is DynamoDB's name of a type, as a value.
    HasType(Path, Term),
    /// All of these hold. Flat, as there may be many.
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
    Raw(Raw),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparator {
    /// The same against a value that was rounded down: nothing lies between the two that could be stored.
    pub(crate) fn rounded_down(self) -> Self {
        match self {
            Self::Less => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Greater,
            other => other,
        }
    }

    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// How tightly an expression holds together, from loose to tight.
#[derive(PartialEq, PartialOrd)]
pub(super) enum Precedence {
    Or,
    And,
    Operand,
}

impl Expression {
    pub(crate) fn and(self, other: Self) -> Self {
        let mut all = match (self, &other) {
            (Self::Never, _) | (_, Self::Never) => return Self::Never,
            (Self::Always, _) => return other,
            (all, Self::Always) => return all,
            (Self::And(all), _) => all,
            (one, _) => vec![one],
        };
        match other {
            Self::And(others) => all.extend(others),
            other => all.push(other),
        }
        Self::And(all)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        let mut any = match (self, &other) {
            (Self::Always, _) | (_, Self::Always) => return Self::Always,
            (Self::Never, _) => return other,
            (any, Self::Never) => return any,
            (Self::Or(any), _) => any,
            (one, _) => vec![one],
        };
        match other {
            Self::Or(others) => any.extend(others),
            other => any.push(other),
        }
        Self::Or(any)
    }

    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// One more condition besides those that there may be: all must hold.
    pub(crate) fn joined(self, earlier: Option<Self>) -> Self {
        match earlier {
            Some(earlier) => earlier.and(self),
            None => self,
        }
    }

    /// What is to be sent of it: nothing where it holds of every item. One that never holds is refused: DynamoDB has no
    /// way to say it, and nobody means it.
    pub(crate) fn sent(self) -> Encoded<Option<Self>> {
        match self {
            Self::Always => Ok(None),
            Self::Never => Err(Refused::request("a condition that never holds: no alternative was added to it")),
            other => Ok(Some(other)),
        }
    }

    /// How many operators and functions DynamoDB counts in it, but for those of raw expressions.
    pub(crate) fn operators(&self) -> usize {
        let of = |parts: &[Self]| parts.iter().map(Self::operators).sum::<usize>() + parts.len().saturating_sub(1);
        match self {
            Self::Always | Self::Never | Self::Raw(_) => 0,
            Self::Compare(one, _, other) => 1 + one.operators() + other.operators(),
            Self::Between(term, low, high) => 1 + term.operators() + low.operators() + high.operators(),
            Self::In(term, _) => 1 + term.operators(),
            Self::BeginsWith(_, term) | Self::Contains(_, term) | Self::HasType(_, term) => 1 + term.operators(),
            Self::Exists(_) => 1,
            Self::And(parts) | Self::Or(parts) => of(parts),
            // `attribute_not_exists` is one function.
            Self::Not(inner) if matches!(**inner, Self::Exists(_)) => 1,
            Self::Not(inner) => 1 + inner.operators(),
        }
    }

    /// The attributes that it looks at, but for those of raw expressions.
    pub(crate) fn attributes(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'e>(&'e self, found: &mut Vec<&'e str>) {
        match self {
            Self::Always | Self::Never | Self::Raw(_) => {}
            Self::Compare(one, _, other) => [one, other].into_iter().for_each(|term| term.attributes(found)),
            Self::Between(term, low, high) => [term, low, high].into_iter().for_each(|term| term.attributes(found)),
            Self::In(term, _) => term.attributes(found),
            Self::BeginsWith(path, term) | Self::Contains(path, term) | Self::HasType(path, term) => {
                found.push(path.attribute());
                term.attributes(found);
            }
            Self::Exists(path) => found.push(path.attribute()),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.collect(found)),
            Self::Not(inner) => inner.collect(found),
        }
    }

    pub(crate) fn render(self, to: &mut Placeholders) -> String {
        let mut call =
            |function: &str, path: Path, term: Term| format!("{function}({}, {})", path.render(to), term.render(to));
        match self {
            // Where there is nothing to say, nothing is sent; this is for people.
            Self::Always => "always".to_owned(),
            Self::Never => "never".to_owned(),
            Self::BeginsWith(path, prefix) => call("begins_with", path, prefix),
            Self::Contains(path, element) => call("contains", path, element),
            Self::HasType(path, name) => call("attribute_type", path, name),
            Self::Compare(one, comparator, other) => {
                format!("{} {} {}", one.render(to), comparator.symbol(), other.render(to))
            }
            Self::Between(term, low, high) => {
                format!("{} BETWEEN {} AND {}", term.render(to), low.render(to), high.render(to))
            }
            Self::In(term, alternatives) => {
                let term = term.render(to);
                let alternatives = alternatives.into_iter().map(|term| term.render(to)).collect::<Vec<_>>();
                format!("{term} IN ({})", alternatives.join(", "))
            }
            Self::Exists(path) => format!("attribute_exists({})", path.render(to)),
            Self::And(all) => render_all(all, &Precedence::And, " AND ", to),
            Self::Or(any) => render_all(any, &Precedence::Or, " OR ", to),
            Self::Not(inner) => match *inner {
                Self::Exists(path) => format!("attribute_not_exists({})", path.render(to)),
                inner => format!("NOT {}", inner.render_in(&Precedence::Operand, to)),
            },
            Self::Raw(raw) => raw.render(to),
        }
    }

    /// In parentheses only where they are needed: DynamoDB refuses redundant ones.
    fn render_in(self, around: &Precedence, to: &mut Placeholders) -> String {
        let parentheses = self.precedence() < *around;
        let text = self.render(to);
        if parentheses { format!("({text})") } else { text }
    }

    fn precedence(&self) -> Precedence {
        match self {
            Self::Or(..) => Precedence::Or,
            Self::And(..) => Precedence::And,
            Self::Raw(raw) => raw.precedence(),
            _ => Precedence::Operand,
        }
    }
}

fn render_all(parts: Vec<Expression>, around: &Precedence, between: &str, to: &mut Placeholders) -> String {
    parts.into_iter().map(|part| part.render_in(around, to)).collect::<Vec<_>>().join(between)
}

/// Without values.
impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clone().render(&mut Placeholders::shown()))
    }
}
