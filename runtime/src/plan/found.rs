//! What a read has found, decoded, in order.

use std::collections::VecDeque;

use crate::codec::Item;
use crate::decoder::{Incoming, Sink, Sinks};
use crate::error::Error;

/// Items, with errors in the places of those that are none.
pub struct Found {
    items: Box<dyn Sink>,
    /// Each with how many items are before it.
    errors: VecDeque<(usize, Error)>,
    /// What the items are merged by, of each, where they are merged with others.
    keys: VecDeque<Item>,
}

impl Found {
    pub(crate) fn new(sinks: std::sync::Arc<dyn Sinks>) -> Self {
        Self {
            items: sinks.sink(),
            errors: VecDeque::new(),
            keys: VecDeque::new(),
        }
    }

    /// Makes room for so many.
    pub(super) fn reserve(&mut self, items: usize) {
        self.items.reserve(items);
    }

    /// Decodes one more item, which may be an error.
    pub(crate) fn take(&mut self, entity: usize, item: Incoming<'_, '_>) {
        if let Err(error) = self.items.take(entity, item) {
            self.fail(error);
        }
    }

    /// The same of an item of which nobody knows yet whether it is wanted: to be [kept](Self::keep) or not.
    pub(super) fn try_take(&mut self, item: Incoming<'_, '_>) -> Result<(), Error> {
        self.items.take(0, item)
    }

    /// Keeps what was tried, or not.
    pub(super) fn keep(&mut self, tried: Result<(), Error>, is_wanted: bool) {
        match tried {
            Ok(()) if !is_wanted => self.items.truncate(self.items.len() - 1),
            Err(error) if is_wanted => self.fail(error),
            Ok(()) | Err(_) => {}
        }
    }

    /// Adds what another read of the same type has found.
    pub(super) fn append(&mut self, other: Self) {
        let before = self.items.len();
        self.items.append(other.items);
        self.errors.extend(other.errors.into_iter().map(|(more, error)| (before + more, error)));
        self.keys.extend(other.keys);
    }

    /// An error in the place of an item.
    pub(super) fn fail(&mut self, error: Error) {
        self.errors.push_back((self.items.len(), error));
    }

    /// The last item is merged with others by this.
    pub(super) fn merged_by(&mut self, key: Item) {
        self.keys.push_back(key);
    }

    /// How many items and errors there are.
    pub(crate) fn len(&self) -> usize {
        self.items.len() + self.errors.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Leaves so many of the first.
    pub(crate) fn truncate(&mut self, len: usize) {
        while self.len() > len {
            match self.errors.back() {
                Some((before, _)) if *before == self.items.len() => drop(self.errors.pop_back()),
                _ => self.items.truncate(self.items.len() - 1),
            }
        }
    }

    /// The first of them alone; the others are left.
    pub(super) fn split_first(&mut self) -> Self {
        if self.is_first_an_error() {
            let mut first = Self {
                items: self.items.empty(),
                errors: VecDeque::new(),
                keys: VecDeque::new(),
            };
            first.errors.extend(self.errors.pop_front());
            return first;
        }
        self.keys.pop_front();
        for (before, _) in &mut self.errors {
            *before -= 1;
        }
        Self {
            items: self.items.split_first(),
            errors: VecDeque::new(),
            keys: VecDeque::new(),
        }
    }

    /// What the first is merged by; none where it is an error.
    pub(super) fn first_key(&self) -> Option<&Item> {
        self.keys.front().filter(|_| !self.is_first_an_error())
    }

    fn is_first_an_error(&self) -> bool {
        self.errors.front().is_some_and(|(before, _)| *before == 0)
    }

    /// The items and the errors apart.
    pub(crate) fn into_parts(self) -> (Box<dyn Sink>, VecDeque<(usize, Error)>) {
        (self.items, self.errors)
    }

    /// The items, or the first error.
    pub(crate) fn all(mut self) -> Result<Box<dyn Sink>, Error> {
        match self.errors.pop_front() {
            Some((_, error)) => Err(error),
            None => Ok(self.items),
        }
    }
}
