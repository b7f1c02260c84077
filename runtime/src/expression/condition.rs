//! Conditions and filters.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Path, Placeholders};
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
        Condition::new(self.expression.and_then(|left| Ok(left.and(other.expression?))))
    }
}

impl<E, A, B> BitOr<Condition<E, B>> for Condition<E, A> {
    type Output = Condition<E, (A, B)>;

    fn bitor(self, other: Condition<E, B>) -> Self::Output {
        Condition::new(self.expression.and_then(|left| Ok(left.or(other.expression?))))
    }
}

impl<E, A> Not for Condition<E, A> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(self.expression.map(Expression::negated))
    }
}

/// A condition without types.
#[derive(Clone, PartialEq)]
pub(crate) enum Expression {
    Compare(Path, Comparator, AttributeValue),
    BeginsWith(Path, AttributeValue),
    Contains(Path, AttributeValue),
    Exists(Path),
    /// All of these hold. Flat, as there may be many.
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
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
enum Precedence {
    Or,
    And,
    Operand,
}

impl Expression {
    pub(crate) fn and(self, other: Self) -> Self {
        let mut all = if let Self::And(all) = self { all } else { vec![self] };
        match other {
            Self::And(others) => all.extend(others),
            other => all.push(other),
        }
        Self::And(all)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        let mut any = if let Self::Or(any) = self { any } else { vec![self] };
        match other {
            Self::Or(others) => any.extend(others),
            other => any.push(other),
        }
        Self::Or(any)
    }

    /// One more condition besides those that there may be: all must hold.
    pub(crate) fn joined(self, earlier: Option<Self>) -> Self {
        match earlier {
            Some(earlier) => earlier.and(self),
            None => self,
        }
    }

    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    pub(crate) fn render(self, to: &mut Placeholders) -> String {
        match self {
            Self::Compare(path, comparator, value) => {
                format!("{} {} {}", path.render(to), comparator.symbol(), to.value(value))
            }
            Self::BeginsWith(path, prefix) => format!("begins_with({}, {})", path.render(to), to.value(prefix)),
            Self::Contains(path, element) => format!("contains({}, {})", path.render(to), to.value(element)),
            Self::Exists(path) => format!("attribute_exists({})", path.render(to)),
            Self::And(all) => render_all(all, &Precedence::And, " AND ", to),
            Self::Or(any) => render_all(any, &Precedence::Or, " OR ", to),
            Self::Not(inner) => match *inner {
                Self::Exists(path) => format!("attribute_not_exists({})", path.render(to)),
                inner => format!("NOT {}", inner.render_in(&Precedence::Operand, to)),
            },
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is(name: &'static str) -> Condition<(), ()> {
        Condition::new(Ok(Expression::Compare(Path::new(name), Comparator::Equal, AttributeValue::Bool(true))))
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
}
