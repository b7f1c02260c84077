//! What `select` reads: attributes and places inside them, one or several.

use super::{Attr, Attribute, Place, SelectableOn};
use crate::codec::{Decoded, Item, value_source};
use crate::entity::SameAs;
use crate::expression::{Path, Paths};
use crate::question::Question;

/// What can be selected of items of `E`: an attribute, a place inside one, or a tuple of up to twelve of these.
///
/// One attribute gives its value, a tuple a tuple of values. What may not be there is an `Option`: an attribute that is
/// optional, a place inside one that is, an element of a list, the value of a key of a map. An attribute with a default
/// that is not there is its default, and a set that is not there is empty; inside something that may not be there they
/// are `None`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "neither an attribute nor a tuple of attributes",
    note = "`select` takes one attribute, such as `Link::TITLE`, or a tuple of up to twelve",
    note = "an attribute that is in composed keys only is none in DynamoDB: read whole items, or store it as an \
            attribute of its own as well (`stored: true`)"
)]
pub trait Selection<E>: Clone + Send + Sync + 'static {
    /// The attributes that it looks at: one, or a tuple of those.
    type Attributes;
    /// What is read: a value, or a tuple of those.
    type Value: Send + 'static;

    /// Adds the paths that it wants.
    #[doc(hidden)]
    fn want(&self, paths: &mut Vec<Path>);

    /// Takes the values out of the answer to what was asked for.
    #[doc(hidden)]
    fn read(&self, asked: &Paths, item: &mut Item) -> Decoded<Self::Value>;
}

impl<E, A, P> Selection<E> for Attr<A, P>
where
    A: Attribute<Of: SameAs<E>>,
    P: Place,
{
    type Attributes = A;
    type Value = P::Selected;

    fn want(&self, paths: &mut Vec<Path>) {
        paths.push(self.path.clone());
    }

    fn read(&self, asked: &Paths, item: &mut Item) -> Decoded<P::Selected> {
        let found = asked.take(&self.path, item);
        let source = found.map(|value| value_source(value, self.path.depth())).transpose();
        source.and_then(P::select).map_err(|mismatch| mismatch.of(self.path.to_string()))
    }
}

macro_rules! tuples {
    ($($($place:ident)+,)*) => {$(
        #[allow(non_snake_case, reason = "a variable for each type")]
        impl<E, $($place: Selection<E>),+> Selection<E> for ($($place,)+) {
            type Attributes = ($($place::Attributes,)+);
            type Value = ($($place::Value,)+);

            fn want(&self, paths: &mut Vec<Path>) {
                let ($($place,)+) = self;
                $($place.want(paths);)+
            }

            fn read(&self, asked: &Paths, item: &mut Item) -> Decoded<Self::Value> {
                let ($($place,)+) = self;
                Ok(($($place.read(asked, item)?,)+))
            }
        }

        impl<Q: Question, $($place: SelectableOn<Q>),+> SelectableOn<Q> for ($($place,)+) {}
    )*};
}

tuples! {
    A,
    A B,
    A B C,
    A B C D,
    A B C D F,
    A B C D F G,
    A B C D F G H,
    A B C D F G H I,
    A B C D F G H I J,
    A B C D F G H I J K,
    A B C D F G H I J K L,
    A B C D F G H I J K L M,
}
