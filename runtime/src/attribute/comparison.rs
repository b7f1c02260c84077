//! What attributes are compared with: values, and other attributes.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attr, Attribute, Place};
use crate::codec::{Encoded, Encoding, attribute_value};
use crate::error::Refused;
use crate::expression::limits::MOST_ALTERNATIVES;
use crate::expression::{Comparator, Expression, Path, Term};
use crate::key;
use crate::operand::Operand;

/// What something of an entity `O` that is held as `E` can be compared with: a value, or another attribute of the entity
/// that is held alike. `V` is the type of its values in Rust, `K` which of the two it is; both are found by the compiler.
#[diagnostic::on_unimplemented(
    message = "expected a value for `{V}`, found `{Self}`",
    label = "neither such a value nor an attribute that is held alike",
    note = "a newtype is itself and no other type: make it by its `From`",
    note = "attributes are compared with attributes of the same entity and type, numbers with any numbers"
)]
pub trait Comparand<O, E: Encoding<Value = V>, V, K: Side> {
    /// The value, or where it is.
    #[doc(hidden)]
    fn into_other(self) -> Other<V>;
}

/// One side of a comparison.
#[derive(Debug)]
pub enum Other<V> {
    /// A value.
    Value(V),
    /// What is at this path.
    Attribute(Path),
}

/// The kind of a [`Comparand`], as a marker type.
pub trait Side {
    /// All attributes of a comparison of `A` with it.
    type With<A>;
}

/// A value, as a marker type.
#[derive(Debug)]
pub enum ByValue {}

impl Side for ByValue {
    type With<A> = A;
}

/// Another attribute, as a marker type.
#[derive(Debug)]
pub struct ByAttribute<B>(std::marker::PhantomData<B>);

impl<B> Side for ByAttribute<B> {
    type With<A> = (A, B);
}

impl<O, E: Encoding<Value = V>, V, T: Operand<V>> Comparand<O, E, V, ByValue> for T {
    fn into_other(self) -> Other<V> {
        Other::Value(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<E, V, B, Q> Comparand<B::Of, E, V, ByAttribute<B>> for Attr<B, Q>
where
    E: Encoding<Value = V>,
    B: Attribute,
    Q: Place<Encoding: Encoding<Alike = E::Alike>>,
{
    fn into_other(self) -> Other<V> {
        Other::Attribute(self.into_path())
    }
}

/// What is compared: what is at a path, or the size of it.
pub(super) struct Subject {
    term: Term,
    /// As errors call it.
    name: String,
}

impl Subject {
    pub(super) fn value_at(path: Path) -> Encoded<Self> {
        path.check()?;
        Ok(Self { name: path.to_string(), term: Term::Path(path) })
    }

    pub(super) fn size_at(path: Path) -> Encoded<Self> {
        path.check()?;
        Ok(Self { name: path.to_string(), term: Term::Size(path) })
    }

    pub(super) fn compare<E: Encoding>(self, comparator: Comparator, other: Other<E::Value>) -> Encoded<Expression> {
        let Other::Value(value) = &other else {
            let other = self.other::<E>(other)?;
            return Ok(Expression::Compare(self.term, comparator, other));
        };
        let comparator = if E::is_rounded(value) { comparator.rounded_down() } else { comparator };
        match (comparator, self.term.clone()) {
            // An empty set is an attribute that is not there.
            (Comparator::Equal, Term::Path(path)) if E::is_absent(value) => Ok(Expression::Exists(path).negated()),
            (Comparator::NotEqual, Term::Path(path)) if E::is_absent(value) => Ok(Expression::Exists(path)),
            (comparator, term) => Ok(Expression::Compare(term, comparator, self.value::<E>(value)?)),
        }
    }

    pub(super) fn between<E: Encoding>(self, low: Other<E::Value>, high: Other<E::Value>) -> Encoded<Expression> {
        // What is stored is rounded down, so that nothing is as low as this.
        let above = matches!(&low, Other::Value(low) if E::is_rounded(low));
        let (low, high) = (self.other::<E>(low)?, self.other::<E>(high)?);
        if let (Term::Value(low), Term::Value(high)) = (&low, &high)
            && key::order(low, high).is_some_and(std::cmp::Ordering::is_gt)
        {
            return Err(self.refused("the lower bound of `between` is above the upper one"));
        }
        if above {
            let above = Expression::Compare(self.term.clone(), Comparator::Greater, low);
            return Ok(above.and(Expression::Compare(self.term, Comparator::LessOrEqual, high)));
        }
        Ok(Expression::Between(self.term, low, high))
    }

    pub(super) fn any_of<E: Encoding>(self, alternatives: Vec<E::Value>) -> Encoded<Expression> {
        if alternatives.is_empty() {
            return Err(self.refused("`is_in` needs at least one value"));
        }
        let (absent, there): (Vec<_>, Vec<_>) = alternatives.into_iter().partition(E::is_absent);
        if there.len() > MOST_ALTERNATIVES {
            let count = there.len();
            return Err(
                self.refused(format!("`is_in` takes {MOST_ALTERNATIVES} values at most, and these are {count}"))
            );
        }
        let there = there.iter().map(|value| self.value::<E>(value)).collect::<Encoded<Vec<_>>>()?;
        let is_in = if there.is_empty() { Expression::Never } else { Expression::In(self.term.clone(), there) };
        match self.term {
            Term::Path(path) if !absent.is_empty() => Ok(Expression::Exists(path).negated().or(is_in)),
            _ => Ok(is_in),
        }
    }

    /// What stands beside it.
    pub(super) fn other<E: Encoding>(&self, other: Other<E::Value>) -> Encoded<Term> {
        match other {
            Other::Value(value) => self.value::<E>(&value),
            Other::Attribute(path) => {
                path.check()?;
                let other = Term::Path(path);
                if other == self.term {
                    return Err(self.refused("it is compared with itself"));
                }
                Ok(other)
            }
        }
    }

    fn value<E: Encoding>(&self, value: &E::Value) -> Encoded<Term> {
        let value: AttributeValue = attribute_value::<E>(value).map_err(|refused| refused.of(&self.name))?;
        Ok(Term::Value(value))
    }

    fn refused(&self, reason: impl Into<String>) -> Refused {
        Refused::new(&self.name, reason)
    }
}
