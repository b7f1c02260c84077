//! Conditions and filters.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

use aws_sdk_dynamodb::types::AttributeValue;

use super::raw::Raw;
use super::{Expression, limits};
use crate::codec::Encoded;

/// A condition on an item of `E`, made by the methods of [`Attr`](crate::Attr) and joined by `&`, `|` and `!`.
///
/// `A` is the attribute that it looks at, or a tuple of those, so that a query can tell whether it may be a filter
/// there.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::Link;
/// let popular = Link::POINTS.ge(100) & !Link::TAGS.contains("ask");
/// ```
///
/// What is known only when the program runs begins with [`always`](Condition::always) or [`never`](Condition::never):
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::Link;
/// use dynaschema::Condition;
///
/// let mut has_all = Condition::always();
/// for tag in ["rust", "aws"] {
///     has_all &= Link::TAGS.contains(tag);
/// }
/// ```
#[must_use = "a condition does nothing until it is given to a request"]
pub struct Condition<E, A> {
    expression: Encoded<Expression>,
    of: PhantomData<fn() -> (E, A)>,
}

impl<E, A> Condition<E, A> {
    pub(crate) fn new(expression: Encoded<Expression>) -> Self {
        Self { expression, of: PhantomData }
    }

    pub(crate) fn into_expression(self) -> Encoded<Expression> {
        self.expression
    }
}

/// The attributes of a [`Condition`] that was put together when the program ran. Whether it may be a filter is looked at
/// when it is given to a query: an attribute that may not be in it is [refused](crate::Error::Refused) by name.
#[derive(Debug)]
pub enum AnyAttribute {}

impl<E> Condition<E, AnyAttribute> {
    /// Holds of every item: to begin with where conditions are added by `&=`. Nothing is sent for it.
    pub fn always() -> Self {
        Self::new(Ok(Expression::Always))
    }

    /// Holds of no item: to begin with where alternatives are added by `|=`. If none is added, it is refused when it is
    /// sent, for DynamoDB cannot say it.
    pub fn never() -> Self {
        Self::new(Ok(Expression::Never))
    }

    /// A condition in DynamoDB's words, for what the typed ones cannot say. Placeholders stand for names (`#…`) and
    /// values (`:…`) as in the SDK's own requests; each must be in the text, and they cannot clash with those of other
    /// conditions. What it says is DynamoDB's business: the names of attributes are not looked at.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::Link;
    /// use dynaschema::{Condition, aws_sdk_dynamodb::types::AttributeValue};
    ///
    /// let crowded = Condition::raw("size(#tags) > :few", &[("#tags", "tags")], &[(":few", AttributeValue::N("3".into()))]);
    /// let both = crowded & Link::POINTS.ge(100);
    /// ```
    ///
    /// A placeholder that stands for nothing, or is not in the text, is refused when the condition is sent.
    pub fn raw(text: &str, names: &[(&str, &str)], values: &[(&str, AttributeValue)]) -> Self {
        Self::new(Raw::new(text, names, values).map(Expression::Raw))
    }
}

impl<E, A> Condition<E, A> {
    /// The same condition, of a type that does not say which attributes it looks at: to keep several in one list.
    pub fn erased(self) -> Condition<E, AnyAttribute> {
        Condition::new(self.expression)
    }
}

/// Adds a condition: all must hold.
impl<E, A> BitAndAssign<Condition<E, A>> for Condition<E, AnyAttribute> {
    fn bitand_assign(&mut self, other: Condition<E, A>) {
        *self = (std::mem::replace(self, Self::always()) & other).erased();
    }
}

/// Adds an alternative: one must hold.
impl<E, A> BitOrAssign<Condition<E, A>> for Condition<E, AnyAttribute> {
    fn bitor_assign(&mut self, other: Condition<E, A>) {
        *self = (std::mem::replace(self, Self::never()) | other).erased();
    }
}

impl<E, A> Clone for Condition<E, A> {
    fn clone(&self) -> Self {
        Self::new(self.expression.clone())
    }
}

impl<E, A> fmt::Debug for Condition<E, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.expression).finish()
    }
}

impl<E, A, B> BitAnd<Condition<E, B>> for Condition<E, A> {
    type Output = Condition<E, (A, B)>;

    fn bitand(self, other: Condition<E, B>) -> Self::Output {
        Condition::new(self.expression.and_then(|left| limited(left.and(other.expression?))))
    }
}

impl<E, A, B> BitOr<Condition<E, B>> for Condition<E, A> {
    type Output = Condition<E, (A, B)>;

    fn bitor(self, other: Condition<E, B>) -> Self::Output {
        Condition::new(self.expression.and_then(|left| limited(left.or(other.expression?))))
    }
}

impl<E, A> Not for Condition<E, A> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(self.expression.and_then(|inner| limited(inner.negated())))
    }
}

/// Ends what has become longer than DynamoDB takes, before it becomes longer than can be walked.
fn limited(expression: Expression) -> Encoded<Expression> {
    limits::check_operators("condition", expression.operators()).map(|()| expression)
}

#[cfg(test)]
mod tests {
    use super::super::{Comparator, Path, Placeholders, Term};
    use super::*;

    fn is(name: &'static str) -> Condition<(), ()> {
        let (path, value) = (Term::Path(Path::new(name)), Term::Value(AttributeValue::Bool(true)));
        Condition::new(Ok(Expression::Compare(path, Comparator::Equal, value)))
    }

    fn render<A>(condition: Condition<(), A>) -> String {
        condition.into_expression().unwrap().render(&mut Placeholders::default())
    }

    #[test]
    fn parentheses_stand_where_they_change_the_meaning_and_nowhere_else() {
        let (a, b, c) = ("#n0 = :v0", "#n1 = :v1", "#n2 = :v2");
        assert_eq!(render(is("a") & is("b") & is("c")), format!("{a} AND {b} AND {c}"));
        assert_eq!(render(is("a") & (is("b") & is("c"))), format!("{a} AND {b} AND {c}"));
        assert_eq!(render(is("a") | is("b") & is("c")), format!("{a} OR {b} AND {c}"));
        assert_eq!(render((is("a") | is("b")) & is("c")), format!("({a} OR {b}) AND {c}"));
        assert_eq!(render(!(is("a") & is("b"))), format!("NOT ({a} AND {b})"));
        assert_eq!(render(!is("a")), format!("NOT {a}"));
        assert_eq!(render(!!is("a")), a);
    }

    #[test]
    fn an_attribute_that_is_named_twice_has_one_placeholder() {
        assert_eq!(render(is("a") | is("a")), "#n0 = :v0 OR #n0 = :v1");
    }

    #[test]
    fn what_always_or_never_holds_is_left_out_of_what_it_is_joined_with() {
        let always = Condition::<(), AnyAttribute>::always;
        let never = Condition::<(), AnyAttribute>::never;
        assert_eq!(render(always() & is("a")), "#n0 = :v0");
        assert_eq!(render(is("a") | never()), "#n0 = :v0");
        assert_eq!(render(!always() | is("a") & always()), "#n0 = :v0");
        let sent = |condition: Condition<(), AnyAttribute>| condition.into_expression().and_then(Expression::sent);
        assert_eq!(sent(always()), Ok(None));
        assert_eq!(sent((is("a") | always()).erased()), Ok(None));
        assert!(sent((is("a") & never()).erased()).is_err());
        assert!(sent(!always()).is_err());

        let (mut all, mut any) = (always(), never());
        for name in ["a", "b", "c"] {
            all &= is(name);
            any |= is(name);
        }
        assert_eq!(
            render(all.clone() & any),
            "#n0 = :v0 AND #n1 = :v1 AND #n2 = :v2 AND (#n0 = :v3 OR #n1 = :v4 OR #n2 = :v5)"
        );
        assert_eq!(render(!all), "NOT (#n0 = :v0 AND #n1 = :v1 AND #n2 = :v2)");
    }

    #[test]
    fn a_raw_condition_is_kept_together_beside_others() {
        let raw = || Condition::<(), _>::raw("a OR #b", &[("#b", "b")], &[]);
        assert_eq!(render(raw()), "a OR #n0");
        assert_eq!(render(raw() & is("b")), "(a OR #n0) AND #n0 = :v0");
        assert_eq!(render(!raw()), "NOT (a OR #n0)");
        assert_eq!(render(is("b") | raw()), "#n0 = :v0 OR a OR #n0");
    }
}
