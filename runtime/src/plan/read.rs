//! Reads: GetItem, and Query and Scan page after page.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::Place;
use crate::codec::{Encoded, Item};
use crate::entity::{Entity, TableDefinition};
use crate::error::{Error, ServiceError, UnknownEntity};
use crate::expression::{Expression, KeyCondition, Paths, Placeholders};
use crate::key::ItemKey;
use crate::sieve::{self, Kind, Sieve};

impl Place {
    pub(crate) async fn get_item(
        &self,
        key: Item,
        paths: Option<Paths>,
        consistent: bool,
    ) -> Result<Option<Item>, Error> {
        let mut placeholders = Placeholders::default();
        let projection = paths.map(|paths| paths.render(&mut placeholders));
        let (names, _) = placeholders.into_maps();
        let get = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key))
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_consistent_read(consistent.then_some(true));
        let output = get.send().await.map_err(|error| ServiceError::new("GetItem", &self.table, error))?;
        Ok(output.item)
    }
}

/// A query or a scan.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub(crate) place: Place,
    pub(crate) index: Option<&'static str>,
    /// A query's key condition; a scan has none.
    pub(crate) key: Option<KeyCondition>,
    pub(crate) filter: Option<Expression>,
    /// What is read of each item, if it is not all.
    pub(crate) paths: Option<Paths>,
    pub(crate) consistent: bool,
    pub(crate) descending: bool,
    /// Tells the items that are asked for from others.
    pub(crate) sieve: Option<Sieve>,
    /// Whether others may be many.
    pub(crate) is_shared: bool,
    /// What the sieve needs of each item.
    pub(crate) needed: Vec<&'static str>,
    /// Attributes that errors do not show.
    pub(crate) sensitive: &'static [&'static str],
    /// Counts items of no declared entity instead of reporting them.
    pub(crate) skip_unknown: bool,
    /// How many items the caller wants at most.
    pub(crate) limit: Option<usize>,
    /// How many items DynamoDB looks at in one call at most.
    pub(crate) page_size: Option<usize>,
}

/// An item with which of the entities that are asked for it is, or that it is none.
pub(crate) type Found = Result<(usize, Item), Error>;

/// What one call returns.
#[derive(Debug)]
pub(crate) struct RawPage {
    pub(crate) items: Vec<Found>,
    /// How many items DynamoDB looked at, before the filter.
    pub(crate) scanned: usize,
    /// How many items of no declared entity were left out.
    pub(crate) unknown: usize,
    next: Option<Item>,
}

impl Read {
    pub(crate) fn new(place: &Place, index: Option<&'static str>, key: Option<KeyCondition>) -> Self {
        Self {
            place: place.clone(),
            index,
            key,
            filter: None,
            paths: None,
            consistent: false,
            descending: false,
            sieve: None,
            is_shared: false,
            needed: Vec::new(),
            sensitive: &[],
            skip_unknown: false,
            limit: None,
            page_size: None,
        }
    }

    /// What it knows of its items.
    pub(crate) fn known<E: Entity>(&self) -> ItemKey {
        self.key.as_ref().map_or_else(ItemKey::unknown::<E>, |key| ItemKey::asked(key, E::SENSITIVE))
    }

    /// Reads no more of each item than these paths.
    pub(crate) fn selecting(mut self, paths: Encoded<Paths>) -> Encoded<Self> {
        self.paths = Some(self.needed.iter().fold(paths?, |paths, attribute| paths.and(attribute)));
        Ok(self)
    }

    /// Adds a filter; several must all hold.
    pub(crate) fn filtered(mut self, filter: Encoded<Expression>) -> Encoded<Self> {
        self.filter = Some(filter?.joined(self.filter));
        Ok(self)
    }

    /// Asks for items of these entities of a table with several. Where others may be among them, DynamoDB filters if it
    /// can: then each item that comes is one. `tells`: what is read holds the entity attribute.
    pub(crate) fn among<T: TableDefinition>(
        mut self,
        wanted: &'static [&'static str],
        is_shared: bool,
        tells: bool,
    ) -> Self {
        if T::ENTITIES.is_empty() {
            return self;
        }
        let filter = sieve::filter::<T>(wanted).filter(|_| is_shared && tells);
        if filter.is_none() || wanted.len() > 1 {
            self.sieve = Some(Sieve::among::<T>(wanted));
            self.needed = sieve::needed::<T>(tells);
        }
        self.is_shared = is_shared;
        self.filter = filter;
        self
    }

    /// Sorts out what is not asked for.
    fn sift(&self, items: Vec<Item>) -> (Vec<Found>, usize) {
        let Some(sieve) = self.sieve else {
            return (items.into_iter().map(|item| Ok((0, item))).collect(), 0);
        };
        let mut unknown = 0;
        let mut found = Vec::new();
        for item in items {
            match sieve.tell(&item) {
                Kind::Mine(entity) => found.push(Ok((entity, item))),
                Kind::Other => {}
                Kind::Unknown if self.skip_unknown => unknown += 1,
                Kind::Unknown => found.push(Err(self.unknown(&item, sieve).into())),
            }
        }
        (found, unknown)
    }

    fn unknown(&self, item: &Item, sieve: Sieve) -> UnknownEntity {
        UnknownEntity {
            table: self.place.table.clone(),
            // Nobody knows what its key holds: what is sensitive in any entity's is not shown.
            key: ItemKey::in_table(self.place.meta, item, [self.sensitive, &*sieve.sensitive()].concat()),
            said: sieve.said(item),
        }
    }

    /// One call: the items behind `start`, of which DynamoDB evaluates `evaluated` at most.
    async fn page(&self, start: Option<Item>, evaluated: Option<i32>) -> Result<RawPage, Error> {
        let mut placeholders = Placeholders::default();
        let key = self.key.clone().map(|key| key.render(&mut placeholders));
        let filter = self.filter.clone().map(|filter| filter.render(&mut placeholders));
        let projection = self.paths.as_ref().map(|paths| paths.render(&mut placeholders));
        let (names, values) = placeholders.into_maps();
        let Place { client, table, .. } = &self.place;
        let consistent = self.consistent.then_some(true);
        if let Some(key) = key {
            let query = client
                .query()
                .table_name(table)
                .set_index_name(self.index.map(str::to_owned))
                .key_condition_expression(key)
                .set_filter_expression(filter)
                .set_projection_expression(projection)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .set_consistent_read(consistent)
                .set_scan_index_forward(self.descending.then_some(false))
                .set_exclusive_start_key(start)
                .set_limit(evaluated);
            let output = query.send().await.map_err(|error| self.failed("Query", error))?;
            Ok(self.raw_page(output.items, count(output.scanned_count), output.last_evaluated_key))
        } else {
            let scan = client
                .scan()
                .table_name(table)
                .set_filter_expression(filter)
                .set_projection_expression(projection)
                .set_expression_attribute_names(names)
                .set_expression_attribute_values(values)
                .set_consistent_read(consistent)
                .set_exclusive_start_key(start)
                .set_limit(evaluated);
            let output = scan.send().await.map_err(|error| self.failed("Scan", error))?;
            Ok(self.raw_page(output.items, count(output.scanned_count), output.last_evaluated_key))
        }
    }

    fn raw_page(&self, items: Option<Vec<Item>>, scanned: usize, next: Option<Item>) -> RawPage {
        let (items, unknown) = self.sift(items.unwrap_or_default());
        RawPage {
            items,
            scanned,
            unknown,
            next: next.filter(|key| !key.is_empty()),
        }
    }

    fn failed<E>(&self, operation: &'static str, error: SdkError<E>) -> Error
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        ServiceError::new(operation, &self.place.table, error).into()
    }
}

/// DynamoDB's counts are never negative.
fn count(count: i32) -> usize {
    usize::try_from(count).unwrap_or(0)
}

/// Calls for page after page, until there are no more or the limit is reached.
pub(crate) struct Pager {
    read: Read,
    next: Next,
}

enum Next {
    Start,
    After(Item),
    Done,
}

impl Pager {
    pub(crate) fn new(read: Read) -> Self {
        let next = if read.limit == Some(0) { Next::Done } else { Next::Start };
        Self { read, next }
    }

    /// The next page. One that a filter emptied is passed over, and what was looked at for it is counted with the next;
    /// only the last page can be empty.
    pub(crate) async fn next_page(&mut self) -> Result<Option<RawPage>, Error> {
        let (mut scanned, mut unknown) = (0, 0);
        loop {
            // An error ends it.
            let start = match std::mem::replace(&mut self.next, Next::Done) {
                Next::Start => None,
                Next::After(key) => Some(key),
                Next::Done if scanned == 0 => return Ok(None),
                Next::Done => return Ok(Some(RawPage { items: Vec::new(), scanned, unknown, next: None })),
            };
            let mut page = self.read.page(start, self.evaluated()).await?;
            self.next = page.next.take().map_or(Next::Done, Next::After);
            if let Some(limit) = &mut self.read.limit {
                page.items.truncate(*limit);
                *limit -= page.items.len();
                if *limit == 0 {
                    self.next = Next::Done;
                }
            }
            scanned += page.scanned;
            unknown += page.unknown;
            if !page.items.is_empty() {
                return Ok(Some(RawPage { scanned, unknown, ..page }));
            }
        }
    }

    /// Without a filter DynamoDB need not look at more items than are wanted. With one, or among items of other entities,
    /// nobody knows how many that takes.
    fn evaluated(&self) -> Option<i32> {
        let is_sifted = self.read.sieve.is_some() && self.read.is_shared;
        let wanted = self.read.limit.filter(|_| self.read.filter.is_none() && !is_sifted);
        let evaluated = wanted.into_iter().chain(self.read.page_size).min()?;
        Some(i32::try_from(evaluated).unwrap_or(i32::MAX))
    }
}
