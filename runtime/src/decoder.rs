//! What the caller of a read gets of each item: the item whole, or what was selected.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;

use crate::attribute::Selection;
use crate::codec::{DecodeItem, Encoded, Item, MapMembers, WireItem};
use crate::entity::Entity;
use crate::error::{DecodeError, Error, Refused};
use crate::expression::paths::{self, Paths};
use crate::key::ItemKey;

/// An item that came, in the form in which it came.
pub struct Incoming<'r, 'a>(Form<'r, 'a>);

enum Form<'r, 'a> {
    Map(Item),
    Wire(&'r mut WireItem<'a>),
}

impl<'r, 'a> Incoming<'r, 'a> {
    /// One in the body of an answer.
    pub(crate) fn wire(item: &'r mut WireItem<'a>) -> Self {
        Self(Form::Wire(item))
    }

    /// Reads an entity.
    ///
    /// # Errors
    /// [`Error::Decode`]: the item is not what the schema says.
    pub fn read<E: Entity>(self) -> Result<E, Error> {
        self.read_as::<E, E>()
    }

    /// Reads what there is of an entity's item.
    pub(crate) fn read_as<E: Entity, T: DecodeItem>(self) -> Result<T, Error> {
        let (key, mismatch) = match self.0 {
            Form::Map(item) => {
                // Decoding takes the item apart, and an error should still show its key.
                let key = ItemKey::of::<E>(&item);
                match T::decode(&mut MapMembers::new(item)) {
                    Ok(decoded) => return Ok(decoded),
                    Err(mismatch) => (key, mismatch),
                }
            }
            Form::Wire(item) => match item.decode() {
                Ok(decoded) => return Ok(decoded),
                Err(mismatch) => (ItemKey::of::<E>(item), mismatch),
            },
        };
        Err(DecodeError::new(E::NAME, key, mismatch).into())
    }
}

impl From<Item> for Incoming<'_, '_> {
    fn from(item: Item) -> Self {
        Self(Form::Map(item))
    }
}

/// Makes a `T` of an item, and puts it behind the others: it is moved once. The number says which of the entities that are
/// asked for it is.
type Decode<T> = dyn Fn(usize, Incoming<'_, '_>, &mut VecDeque<T>) -> Result<(), Error> + Send + Sync;

/// Decodes items to `T`. What plans know of it is the [`Sinks`] in it.
pub struct Decoder<T> {
    sinks: Arc<dyn Sinks>,
    open: fn(Box<dyn Sink>) -> VecDeque<T>,
}

/// Makes sinks of one type.
pub(crate) trait Sinks: Send + Sync {
    fn sink(self: Arc<Self>) -> Box<dyn Sink>;
}

/// Where what is decoded goes: the items of one page, or one item. This is where types end, so that plans have none.
pub(crate) trait Sink: Send {
    /// Decodes an item, and keeps it behind the others.
    fn take(&mut self, entity: usize, item: Incoming<'_, '_>) -> Result<(), Error>;

    /// Makes room for so many.
    fn reserve(&mut self, items: usize);

    fn len(&self) -> usize;

    /// Keeps so many of the first.
    fn truncate(&mut self, len: usize);

    /// The first of them alone; the others are left.
    fn split_first(&mut self) -> Box<dyn Sink>;

    /// A sink of the same type with nothing in it.
    fn empty(&self) -> Box<dyn Sink>;

    /// Adds the items of another sink of the same type.
    fn append(&mut self, other: Box<dyn Sink>);

    /// The items, a `VecDeque<T>`.
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

/// Makes sinks of `T`.
struct Of<T>(Box<Decode<T>>);

impl<T: Send + 'static> Sinks for Of<T> {
    fn sink(self: Arc<Self>) -> Box<dyn Sink> {
        Box::new(Kept { of: self, items: VecDeque::new() })
    }
}

struct Kept<T> {
    of: Arc<Of<T>>,
    items: VecDeque<T>,
}

impl<T: Send + 'static> Sink for Kept<T> {
    fn take(&mut self, entity: usize, item: Incoming<'_, '_>) -> Result<(), Error> {
        (self.of.0)(entity, item, &mut self.items)
    }

    fn reserve(&mut self, items: usize) {
        self.items.reserve_exact(items);
    }

    fn len(&self) -> usize {
        self.items.len()
    }

    fn truncate(&mut self, len: usize) {
        self.items.truncate(len);
    }

    fn split_first(&mut self) -> Box<dyn Sink> {
        Box::new(Self {
            of: Arc::clone(&self.of),
            items: self.items.pop_front().into_iter().collect(),
        })
    }

    fn empty(&self) -> Box<dyn Sink> {
        Arc::clone(&self.of).sink()
    }

    fn append(&mut self, other: Box<dyn Sink>) {
        self.items.append(&mut open(other));
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        Box::new(self.items)
    }
}

/// The items of a sink, which was made by a decoder of `T`.
fn open<T: 'static>(sink: Box<dyn Sink>) -> VecDeque<T> {
    sink.into_any().downcast().map(|items| *items).unwrap_or_default()
}

impl<T: Send + 'static> Decoder<T> {
    fn new(decode: impl Fn(usize, Incoming<'_, '_>) -> Result<T, Error> + Send + Sync + 'static) -> Self {
        let decode = move |entity: usize, item: Incoming<'_, '_>, items: &mut VecDeque<T>| {
            items.push_back(decode(entity, item)?);
            Ok(())
        };
        Self { sinks: Arc::new(Of(Box::new(decode))), open }
    }

    /// For where no item comes.
    pub(crate) fn of_none() -> Self {
        Self::new(|_, _| Err(Refused::request("there is nothing to decode").into()))
    }

    /// The item whole, or all that an index holds of it.
    pub(crate) fn whole<E: Entity>() -> Self
    where
        T: DecodeItem,
    {
        Self::new(|_, item| item.read_as::<E, T>())
    }

    /// Items of several entities.
    pub(crate) fn of_several(read: fn(usize, Incoming<'_, '_>) -> Result<T, Error>) -> Self {
        Self::new(read)
    }

    /// What is selected, and the paths to ask for. `known` is what the request knows of an item.
    pub(crate) fn selected<E, S>(selection: S, known: ItemKey) -> (Encoded<Paths>, Self)
    where
        E: Entity,
        S: Selection<E, Value = T>,
    {
        let mut wanted = Vec::new();
        selection.want(&mut wanted);
        let paths = Paths::new(&wanted);
        let asked = paths::check_overlap(&wanted).map(|()| paths.clone());
        let decode = move |_: usize, item: Incoming<'_, '_>| {
            let failed = |key: ItemKey, mismatch| DecodeError::new(E::NAME, key.or_known(&known), mismatch).into();
            let mut item = match item.0 {
                Form::Map(item) => item,
                Form::Wire(item) => match item.read_map() {
                    Ok(item) => item,
                    Err(mismatch) => return Err(failed(ItemKey::of::<E>(item), mismatch)),
                },
            };
            let key = ItemKey::of::<E>(&item);
            selection.read(&paths, &mut item).map_err(|mismatch| failed(key, mismatch))
        };
        (asked, Self::new(decode))
    }
}

impl Decoder<()> {
    /// For items that are counted.
    pub(crate) fn of_nothing() -> Self {
        Self::new(|_, _| Ok(()))
    }
}

impl Decoder<Item> {
    /// Items as the SDK holds them, for what looks at keys alone.
    pub(crate) fn of_maps() -> Self {
        Self::new(|_, item| match item.0 {
            Form::Map(item) => Ok(item),
            Form::Wire(item) => {
                item.read_map().map_err(|mismatch| DecodeError::new("", ItemKey::nothing(&[]), mismatch).into())
            }
        })
    }
}

impl<T> Decoder<T> {
    /// The same without its type.
    pub(crate) fn sinks(&self) -> Arc<dyn Sinks> {
        Arc::clone(&self.sinks)
    }

    /// The items of one of its sinks.
    pub(crate) fn open(&self, sink: Box<dyn Sink>) -> VecDeque<T> {
        (self.open)(sink)
    }
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        Self { sinks: Arc::clone(&self.sinks), open: self.open }
    }
}
