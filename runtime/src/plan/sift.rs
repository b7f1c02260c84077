//! What comes, sorted out: what is asked for is decoded, and the rest left out.

use std::sync::Arc;

use super::found::Found;
use super::read::Read;
use super::{Place, get};
use crate::attributes::Attributes;
use crate::codec::{Item, MOST_WATCHED, WireItem};
use crate::decoder::{Incoming, Sinks};
use crate::error::UnknownEntity;
use crate::expiry::Expiry;
use crate::json::{Broken, Reader};
use crate::key::ItemKey;
use crate::metadata::TableMeta;
use crate::sieve::{Kind, Sieve};
use crate::wire::{Take, items};

/// Sorts out the items of one answer.
pub(super) struct Sift {
    sinks: Arc<dyn Sinks>,
    table: String,
    meta: &'static TableMeta,
    sensitive: &'static [&'static str],
    expiry: Option<Expiry>,
    sieve: Option<Sieve>,
    skip_unknown: bool,
    /// Whether an item has to be looked into before it can be decoded: where it may be of several entities.
    looks_ahead: bool,
    /// How many items are wanted at most.
    limit: Option<usize>,
    /// The attributes that tell the place behind the last item that is wanted.
    cut_by: Vec<&'static str>,
    /// The attributes that items are merged with others by.
    merged_by: Vec<&'static str>,
}

/// What was sorted out.
pub(super) struct Sifted {
    pub(super) found: Found,
    /// How many items of no declared entity were left out.
    pub(super) unknown: usize,
    /// Whether more came than was wanted.
    pub(super) has_more: bool,
    /// The key of the last item that was wanted.
    pub(super) last: Option<Item>,
}

/// What an item is to a read.
#[derive(Clone, Copy)]
enum Told {
    /// One that is asked for, of this entity.
    Mine(usize),
    /// One that is not asked for, or is hidden.
    Other,
    /// One of no declared entity.
    Unknown,
}

impl Sift {
    /// For the answers to a query or a scan.
    pub(super) fn of(read: &Read, sinks: Arc<dyn Sinks>) -> Self {
        let merged_by = if read.is_merged { read.sort_key().collect() } else { Vec::new() };
        let cut_by = read.limit.map(|_| read.cursor_of().keys().map(|key| key.name).collect());
        Self {
            sensitive: read.sensitive,
            expiry: read.expiry(),
            sieve: read.sieve,
            skip_unknown: read.skip_unknown,
            looks_ahead: read.counts || read.sieve.is_some_and(|sieve| sieve.is_of_several() || read.is_shared),
            limit: read.limit,
            cut_by: cut_by.unwrap_or_default(),
            merged_by,
            ..Self::of_all(&read.place, sinks)
        }
    }

    /// For answers of which all is taken.
    pub(super) fn of_all(place: &Place, sinks: Arc<dyn Sinks>) -> Self {
        Self {
            sinks,
            table: place.table.clone(),
            meta: place.meta,
            sensitive: &[],
            expiry: None,
            sieve: None,
            skip_unknown: false,
            looks_ahead: false,
            limit: None,
            cut_by: Vec::new(),
            merged_by: Vec::new(),
        }
    }

    /// For the answer to a read of one item.
    pub(super) fn of_one(read: &get::Read) -> Self {
        Self {
            expiry: Expiry::of(read.place.meta, None),
            ..Self::of_all(&read.place, Arc::clone(&read.sinks))
        }
    }

    /// Where what is found goes.
    pub(super) fn sinks(&self) -> Arc<dyn Sinks> {
        Arc::clone(&self.sinks)
    }

    /// Nothing, yet.
    fn empty(&self) -> Sifted {
        Sifted {
            found: Found::new(Arc::clone(&self.sinks)),
            unknown: 0,
            has_more: false,
            last: None,
        }
    }

    /// Takes the one item that comes next.
    pub(super) fn one(&self, reader: &mut Reader<'_>) -> Result<Found, Broken> {
        let mut item = WireItem::at(*reader, self.watched());
        let found = self.item(&mut item);
        *reader = item.end()?;
        Ok(found)
    }

    /// Takes one item.
    pub(super) fn item(&self, item: &mut WireItem<'_>) -> Found {
        let mut sifted = self.empty();
        self.wire(&mut sifted, item);
        sifted.found
    }

    /// Sorts out items that the SDK has made maps of.
    pub(super) fn maps(&self, items: Vec<Item>) -> Sifted {
        let mut sifted = self.empty();
        for item in items {
            match self.tell(&item) {
                Told::Mine(_) if self.is_full(&sifted) => sifted.has_more = true,
                Told::Mine(entity) => {
                    let (merged, cut) =
                        (item.with_only(&mut self.merged_by.iter().copied()), self.cut(&sifted, 1, &item));
                    sifted.found.take(entity, item.into());
                    self.note(&mut sifted, merged, cut);
                }
                told => self.account(&mut sifted, told, &item),
            }
        }
        sifted
    }

    fn wire(&self, sifted: &mut Sifted, item: &mut WireItem<'_>) {
        if self.looks_ahead || self.is_full(sifted) {
            if sifted.has_more {
                return;
            }
            match self.tell(item) {
                Told::Mine(_) if self.is_full(sifted) => sifted.has_more = true,
                Told::Mine(entity) => {
                    sifted.found.take(entity, Incoming::wire(item));
                    self.note_wire(sifted, item);
                }
                told => self.account(sifted, told, item),
            }
            return;
        }
        // It is most likely one: what tells is met on the way.
        let tried = sifted.found.try_take(Incoming::wire(item));
        let told = self.tell(item);
        sifted.found.keep(tried, matches!(told, Told::Mine(_)));
        match told {
            Told::Mine(_) => self.note_wire(sifted, item),
            told => self.account(sifted, told, item),
        }
    }

    fn tell(&self, item: &dyn Attributes) -> Told {
        if self.expiry.is_some_and(|expiry| expiry.is_over(item)) {
            return Told::Other;
        }
        match self.sieve.map_or(Kind::Mine(0), |sieve| sieve.tell(item)) {
            Kind::Mine(entity) => Told::Mine(entity),
            Kind::Other => Told::Other,
            Kind::Unknown => Told::Unknown,
        }
    }

    /// Accounts for an item that is not asked for.
    fn account(&self, sifted: &mut Sifted, told: Told, item: &dyn Attributes) {
        match told {
            Told::Mine(_) | Told::Other => {}
            Told::Unknown if self.skip_unknown => sifted.unknown += 1,
            Told::Unknown if self.is_full(sifted) => sifted.has_more = true,
            Told::Unknown => {
                sifted.found.fail(self.unknown(item).into());
                self.note(sifted, Item::new(), self.cut(sifted, 0, item));
            }
        }
    }

    fn is_full(&self, sifted: &Sifted) -> bool {
        self.limit.is_some_and(|limit| sifted.found.len() >= limit)
    }

    /// The key of an item, if it is the last that is wanted with so many more than there are.
    fn cut(&self, sifted: &Sifted, more: usize, item: &dyn Attributes) -> Option<Item> {
        let is_last = self.limit == Some(sifted.found.len() + more);
        is_last.then(|| item.with_only(&mut self.cut_by.iter().copied()))
    }

    fn note_wire(&self, sifted: &mut Sifted, item: &WireItem<'_>) {
        let merged = item.with_only(&mut self.merged_by.iter().copied());
        let cut = self.cut(sifted, 0, item);
        self.note(sifted, merged, cut);
    }

    /// Notes what is to be known of the item that was found last.
    fn note(&self, sifted: &mut Sifted, merged: Item, cut: Option<Item>) {
        if !self.merged_by.is_empty() {
            sifted.found.merged_by(merged);
        }
        sifted.last = cut.or(sifted.last.take());
    }

    fn unknown(&self, item: &dyn Attributes) -> UnknownEntity {
        let sieve = self.sieve.as_ref();
        let sensitive = sieve.map(Sieve::sensitive).unwrap_or_default();
        UnknownEntity {
            table: self.table.clone(),
            // Nobody knows what its key holds: what is sensitive in any entity's is not shown.
            key: ItemKey::in_table(self.meta, item, [self.sensitive, &*sensitive].concat()),
            said: sieve.and_then(|sieve| sieve.said(item)),
        }
    }

    /// What tells an item, to be met on the way.
    fn watched(&self) -> [&'static str; MOST_WATCHED] {
        let sieve = self.sieve.as_ref().filter(|_| !self.looks_ahead);
        let telling = sieve.map(|sieve| sieve.looks_at(self.meta));
        let mut names = telling.into_iter().flatten().chain(self.expiry.map(|expiry| expiry.attribute));
        std::array::from_fn(|_| names.next().unwrap_or_default())
    }
}

impl Take for Sift {
    type Taken = Sifted;

    fn take(&self, reader: &mut Reader<'_>, expected: usize) -> Result<Sifted, Broken> {
        let mut sifted = self.empty();
        sifted.found.reserve(expected);
        items(reader, self.watched(), |item| self.wire(&mut sifted, item))?;
        Ok(sifted)
    }

    fn nothing(&self) -> Sifted {
        self.empty()
    }
}
