use std::marker::PhantomData;

use crate::codec::{
    Decoded, Encoded, Encoding, HasFields, Members, MembersTarget, Mismatch, Source, Target, denied, field,
};
use crate::error::Refused;

/// An enum with data of the schema (`variants`). Implemented by generated code.
pub trait TaggedUnion: Sized + Send + 'static {
    /// What the tag is on the wire, as errors say it: `S (card or later)`.
    const TAGS: &'static str;

    /// The member that says which variant it is.
    const TAG: &'static str;

    /// What the tag holds.
    fn tag(&self) -> &'static str;

    /// Reads the variant of this tag from the other members.
    ///
    /// # Errors
    /// There is no such variant, or the members are not those of the variant.
    fn decode<M: Members>(tag: &str, members: &mut M) -> Decoded<Self>;

    /// Writes all members but the tag.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse.
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()>;
}

/// A union that has the fields of the struct `V` beside its tag. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no variant whose fields are those of `{V}`",
    label = "the field is of another struct"
)]
pub trait HasVariant<V>: TaggedUnion {}

/// An enum with data of the schema (`variants`), as an `M` with a tag in it, which may stand anywhere.
#[derive(Debug)]
pub struct Union<T>(PhantomData<fn() -> T>);

impl<T: TaggedUnion> Encoding for Union<T> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = "M";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        let members = source.map()?;
        let tag = members.peek::<String>(T::TAG).map_err(|mismatch| mismatch.instead_of(T::TAGS))?;
        let tag = tag.ok_or_else(|| Mismatch::new(T::TAGS, "nothing").of(T::TAG))?;
        T::decode(&tag, &mut Untagged { members, tag: T::TAG, is_passed: false, name: String::new() })
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        target.map(|members| {
            members.member::<String>(T::TAG, &value.tag().to_owned())?;
            value.encode(&mut BesideTag { members, tag: T::TAG })
        })
    }
}

impl<V, T: HasVariant<V>> HasFields<V> for Union<T> {}

/// A tag that no variant has, for [`TaggedUnion::decode`].
#[must_use]
pub fn unknown_tag<T: TaggedUnion>(found: &str) -> Mismatch {
    Mismatch::text(T::TAGS, found).of(T::TAG)
}

/// Reads the value of a variant that lies in a member of its own. Other members are skipped.
///
/// # Errors
/// The member is missing, or something else.
pub fn content<E: Encoding, M: Members>(members: &mut M, content: &'static str) -> Decoded<E::Value> {
    read_content::<E, M>(members, content, |_| Ok(()))
}

/// The same where other members are denied.
///
/// # Errors
/// The member is missing, or something else, or there is another one.
pub fn only_content<E: Encoding, M: Members>(members: &mut M, content: &'static str) -> Decoded<E::Value> {
    read_content::<E, M>(members, content, |other| Err(denied(other)))
}

fn read_content<E: Encoding, M: Members>(
    members: &mut M,
    content: &'static str,
    other: impl Fn(&str) -> Decoded<()>,
) -> Decoded<E::Value> {
    let mut value = None;
    while let Some(name) = members.next()? {
        if name == content {
            value = Some(members.value::<E>()?);
        } else {
            other(name)?;
            members.skip()?;
        }
    }
    field::<E>(value, content)
}

/// Where a variant's members are written to. An attribute that the variant's struct keeps may have the tag's name.
struct BesideTag<'m, M> {
    members: &'m mut M,
    tag: &'static str,
}

impl<M: MembersTarget> MembersTarget for BesideTag<'_, M> {
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        if name == self.tag {
            return Err(Refused::new(name, "this says which variant it is: it cannot be an unknown attribute too"));
        }
        self.members.member::<E>(name, value)
    }
}

/// Members without the tag: a variant's struct does not know it, and may refuse or keep what it does not know.
struct Untagged<M> {
    members: M,
    tag: &'static str,
    /// Whether the tag was met. A text can hold it twice, and the first has said which variant it is.
    is_passed: bool,
    /// That of the current member.
    name: String,
}

impl<M: Members> Members for Untagged<M> {
    fn next(&mut self) -> Decoded<Option<&str>> {
        while let Some(name) = self.members.next()? {
            if name != self.tag {
                name.clone_into(&mut self.name);
                return Ok(Some(&self.name));
            }
            if std::mem::replace(&mut self.is_passed, true) {
                return Err(Mismatch::new("one tag", "two of them").of(self.tag));
            }
            self.members.skip()?;
        }
        Ok(None)
    }

    fn name(&self) -> &str {
        self.members.name()
    }

    fn value<E: Encoding>(&mut self) -> Decoded<E::Value> {
        self.members.value::<E>()
    }

    fn skip(&mut self) -> Decoded<()> {
        self.members.skip()
    }

    fn peek<E: Encoding>(&self, name: &str) -> Decoded<Option<E::Value>> {
        if name == self.tag { Ok(None) } else { self.members.peek::<E>(name) }
    }
}
