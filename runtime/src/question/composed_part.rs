//! Parts of the composed attributes of a sort key.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::bounds::{greatest_below, greatest_from, least_above};
use super::sort_part::{LOW_IS_GREATER, LOW_IS_ROUNDED, Stepped};
use super::walk::{Open, no_part};
use super::{Asked, QueryKey, SortStep};
use crate::attribute::HasPrefix;
use crate::codec::{Encoded, Encoding};
use crate::error::Refused;
use crate::expression::{Comparator, SortCondition};
use crate::key::SORT_BYTES;
use crate::operand::Operand;
use crate::template::{LAST, part_text};

const EMPTY: &str = "the text of a sort key cannot be empty";

/// A part of a composed key whose text sorts as its values do, whatever follows it: of fixed width, or at the end.
/// Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "texts of `{Self}` do not sort as its values do in this key",
    label = "only `eq` here, and `begins_with` if it is text",
    note = "`lt`, `le`, `gt`, `ge` and `between` are for parts of fixed width, as `{{n:010}}` is, and for text at the end \
            of the key"
)]
pub trait RangeStep: SortStep {}

/// What generated code makes of a condition and the next part of a composed sort key. Not for users, as
/// [`Ask`](super::Ask).
pub fn composed_part<S, Q, Next>(key: QueryKey<Q>) -> ComposedPart<S, Q, Next> {
    ComposedPart { key, of: PhantomData }
}

/// The next part of a composed sort key, to be compared with something.
///
/// `eq` leads to the part after it, if there is one; any other comparison ends the key condition. Parts compare as their
/// values do, whatever follows them in the key.
#[must_use = "a part of a sort key is to be compared with something"]
pub struct ComposedPart<S, Q, Next = QueryKey<Q>> {
    key: QueryKey<Q>,
    of: PhantomData<fn() -> (S, Next)>,
}

impl<S, Q, Next> ComposedPart<S, Q, Next>
where
    S: SortStep,
    Q: Asked,
    Next: From<QueryKey<Q>>,
{
    /// The items whose part equals this. A text that no item can have there is refused: one that holds what separates
    /// it from the next part.
    pub fn eq(self, value: impl Operand<Stepped<S>>) -> Next {
        let value = value.into_value();
        let key = self.key.map(|walk| {
            let open = walk.open.as_ref().ok_or_else(|| no_part(S::NAME))?;
            let text = open.equal::<S::Encoding>(S::NAME, &value)?;
            open.check::<S>(&text)?;
            walk.give(&text);
            Ok(())
        });
        key.into()
    }

    /// The items whose part is less than this.
    pub fn lt(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S: RangeStep,
    {
        self.compare(Comparator::Less, value)
    }

    /// The items whose part is at most this.
    pub fn le(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S: RangeStep,
    {
        self.compare(Comparator::LessOrEqual, value)
    }

    /// The items whose part is greater than this.
    pub fn gt(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S: RangeStep,
    {
        self.compare(Comparator::Greater, value)
    }

    /// The items whose part is at least this.
    pub fn ge(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S: RangeStep,
    {
        self.compare(Comparator::GreaterOrEqual, value)
    }

    /// The items whose part is at least `low` and at most `high`; `low` beyond `high` is refused.
    pub fn between(self, low: impl Operand<Stepped<S>>, high: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S: RangeStep,
    {
        let (low, high) = (low.into_value(), high.into_value());
        self.key.end(S::NAME, |open| {
            if S::Encoding::is_rounded(&low) {
                return Err(Refused::new(S::NAME, LOW_IS_ROUNDED));
            }
            let (low, high) = (open.bound::<S>(&low)?, open.bound::<S>(&high)?);
            if low > high {
                return Err(Refused::new(S::NAME, LOW_IS_GREATER));
            }
            Ok(SortCondition::Between(open.key::<S>(open.least(&low))?, open.key::<S>(open.greatest(&high))?))
        })
    }

    /// The items whose part starts with this text. A text that could reach beyond the part is refused: one that holds
    /// what separates it from the next part, or ends in the beginning of it.
    pub fn begins_with(self, prefix: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: HasPrefix,
    {
        let prefix = prefix.into_value();
        self.key.end(S::NAME, |open| {
            let text = part_text::<S::Encoding>(S::NAME, &prefix)?;
            if open.reaches_beyond(&text) {
                let key = open.template.name;
                let reason = format!("the text reaches into what stands behind the part in key `{key}`");
                return Err(Refused::new(S::NAME, reason));
            }
            open.check::<S>(&text)?;
            open.key::<S>(open.least(&text)).map(SortCondition::BeginsWith)
        })
    }

    fn compare(self, comparator: Comparator, value: impl Operand<Stepped<S>>) -> QueryKey<Q> {
        let value = value.into_value();
        let comparator = if S::Encoding::is_rounded(&value) { comparator.rounded_down() } else { comparator };
        self.key.end(S::NAME, |open| {
            let text = open.bound::<S>(&value)?;
            if open.text.is_empty() {
                let bound = match comparator {
                    Comparator::Greater | Comparator::LessOrEqual => open.greatest(&text),
                    _ => open.least(&text),
                };
                return Ok(SortCondition::Compare(comparator, open.key::<S>(bound)?));
            }
            // Keys of other kinds have another beginning, and stay out of the range.
            let (low, high) = match comparator {
                Comparator::Less => {
                    (Some(open.text.clone()), greatest_below(&open.least(&text)).filter(|_| !text.is_empty()))
                }
                Comparator::LessOrEqual => (Some(open.text.clone()), Some(open.greatest(&text))),
                Comparator::Greater => (open.least_beyond(&text), Some(greatest_from(&open.text))),
                _ => (Some(open.least(&text)), Some(greatest_from(&open.text))),
            };
            match (low, high) {
                (Some(low), Some(high)) if low <= high => {
                    Ok(SortCondition::Between(AttributeValue::S(low), AttributeValue::S(high)))
                }
                (_, None) => Err(Refused::new(S::NAME, "nothing is less than an empty text")),
                _ => Err(Refused::new(S::NAME, "nothing greater has room in a sort key")),
            }
        })
    }
}

/// What bounds the keys with one part, where `part` is its text.
impl Open {
    /// The text of a bound.
    fn bound<S: SortStep>(&self, value: &Stepped<S>) -> Encoded<String> {
        let text = if self.is_last() {
            part_text::<S::Encoding>(S::NAME, value)?
        } else {
            self.equal::<S::Encoding>(S::NAME, value)?
        };
        self.check::<S>(&text)?;
        Ok(text)
    }

    /// Refuses a part with which the key would be empty or too long.
    fn check<S: SortStep>(&self, part: &str) -> Encoded<()> {
        let length = self.text.len() + part.len() + self.literal().len();
        if length == 0 {
            return Err(Refused::new(S::NAME, EMPTY));
        }
        if length > SORT_BYTES {
            let reason = format!("the text of a sort key has at most {SORT_BYTES} bytes, and this one has {length}");
            return Err(Refused::new(S::NAME, reason));
        }
        Ok(())
    }

    /// The text of a key, which is not empty.
    fn key<S: SortStep>(&self, text: String) -> Encoded<AttributeValue> {
        if text.is_empty() {
            return Err(Refused::new(S::NAME, EMPTY));
        }
        Ok(AttributeValue::S(text))
    }

    /// At most every key with this part.
    fn least(&self, part: &str) -> String {
        format!("{}{part}", self.text)
    }

    /// At least every key with this part.
    fn greatest(&self, part: &str) -> String {
        let key = self.least(part);
        if self.is_last() { key } else { greatest_from(&(key + &self.literal())) }
    }

    /// At most every key with a greater part, and greater than every key with this one.
    fn least_beyond(&self, part: &str) -> Option<String> {
        let greatest = self.greatest(part);
        if greatest.ends_with(LAST) { Some(greatest) } else { least_above(&greatest) }
    }

    /// Whether a key could begin with this text in the part's place, and yet have a part that does not.
    fn reaches_beyond(&self, text: &str) -> bool {
        let literal = self.literal();
        let ends = literal.char_indices().map(|(end, _)| end).filter(|end| *end > 0);
        let ends_in_some = ends.filter_map(|end| literal.get(..end)).any(|start| text.ends_with(start));
        let holds_all = !literal.is_empty()
            && if self.is_before_part() { text.contains(&*literal) } else { text.ends_with(&*literal) };
        ends_in_some || holds_all || self.width().is_some_and(|width| text.len() > width)
    }
}

impl<S, Q, Next> Clone for ComposedPart<S, Q, Next> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), of: PhantomData }
    }
}

impl<S: SortStep, Q, Next> fmt::Debug for ComposedPart<S, Q, Next> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ComposedPart").field("part", &S::NAME).field("key", &self.key).finish()
    }
}
