//! Attributes, and places inside them, as marker types.

use std::marker::PhantomData;

use crate::codec::{Decoded, Encoding, Mismatch, Nullable, Source};

/// An attribute of an entity or of a struct, as a marker type. Implemented by generated code.
pub trait Attribute: 'static {
    /// The entity, or the struct.
    type Of: 'static;
    /// How it is held, apart from its `?`.
    type Encoding: Encoding;
    /// How it is held, with its `?`.
    type Field: FieldOf<Self::Encoding>;
    /// The name in DynamoDB.
    const NAME: &'static str;

    /// What an item without it has: its default, or what absence means otherwise. `None` where every item has to have
    /// it.
    fn missing() -> Option<<Self::Field as Encoding>::Value> {
        Self::Field::absent()
    }
}

/// How a field holds values of `E`: an `E`, which is there; an `Option<E>` or a [`Nullable<E>`], which may not be.
pub trait FieldOf<E: Encoding>: Encoding {
    /// A place inside the value, seen from outside the field.
    type Through<P: Place>: Place<Encoding = P::Encoding>;
}

impl<E: Encoding> FieldOf<E> for E {
    type Through<P: Place> = P;
}

impl<E: Encoding> FieldOf<E> for Option<E> {
    type Through<P: Place> = Perhaps<P>;
}

impl<E: Encoding> FieldOf<E> for Nullable<E> {
    type Through<P: Place> = Perhaps<P>;
}

/// Where a path into an item ends: an [`Attribute`], or a place [`Inside`] a list or a map, or [`Perhaps`] a place.
pub trait Place: 'static {
    /// How the value there is held.
    type Encoding: Encoding;
    /// What `select` makes of it: the value, or an `Option` where it may not be there.
    type Selected: Send + 'static;
    /// A place inside the value here, seen from outside.
    type Through<P: Place>: Place<Encoding = P::Encoding>;

    /// Whether a value that is absent can be left out here: an element that is would move those behind it, and a key
    /// would be lost.
    #[must_use]
    fn can_be_left_out() -> bool {
        true
    }

    /// Makes that of what was found.
    ///
    /// # Errors
    /// Something else was found, or nothing where something has to be.
    fn select<'a, S: Source<'a>>(found: Option<S>) -> Decoded<Self::Selected>;
}

/// The Rust type of what is at a place.
pub type Held<P> = <<P as Place>::Encoding as Encoding>::Value;

/// The attribute itself.
impl<A: Attribute> Place for A {
    type Encoding = A::Encoding;
    type Selected = <A::Field as Encoding>::Value;
    type Through<P: Place> = <A::Field as FieldOf<A::Encoding>>::Through<P>;

    fn select<'a, S: Source<'a>>(found: Option<S>) -> Decoded<Self::Selected> {
        match found {
            Some(value) => A::Field::read(value),
            None => A::missing().ok_or_else(|| Mismatch::new(A::Field::EXPECTED, "nothing")),
        }
    }
}

/// An element of a list, or the value of a key of a map, as a marker type.
#[derive(Debug)]
pub struct Inside<E>(PhantomData<fn() -> E>);

impl<E: Encoding> Place for Inside<E> {
    type Encoding = E;
    type Selected = Option<E::Value>;
    type Through<P: Place> = Perhaps<P>;

    fn can_be_left_out() -> bool {
        false
    }

    fn select<'a, S: Source<'a>>(found: Option<S>) -> Decoded<Self::Selected> {
        found.map(E::read).transpose()
    }
}

/// A place in something that may not be there, as a marker type.
#[derive(Debug)]
pub struct Perhaps<P>(PhantomData<fn() -> P>);

impl<P: Place> Place for Perhaps<P> {
    type Encoding = P::Encoding;
    type Selected = Option<Held<P>>;
    type Through<Q: Place> = Perhaps<Q>;

    fn can_be_left_out() -> bool {
        P::can_be_left_out()
    }

    fn select<'a, S: Source<'a>>(found: Option<S>) -> Decoded<Self::Selected> {
        found.map(P::Encoding::read).transpose()
    }
}
