//! Reads: GetItem, and Query and Scan page after page.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::Place;
use crate::codec::{Encoded, Item};
use crate::entity::Entity;
use crate::error::{Error, ServiceError};
use crate::expression::{Expression, KeyCondition, Paths, Placeholders};
use crate::key::ItemKey;

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
    /// How many items the caller wants at most.
    pub(crate) limit: Option<usize>,
    /// How many items DynamoDB looks at in one call at most.
    pub(crate) page_size: Option<usize>,
}

/// What one call returns.
#[derive(Debug)]
pub(crate) struct RawPage {
    pub(crate) items: Vec<Item>,
    /// How many items DynamoDB looked at, before the filter.
    pub(crate) scanned: usize,
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
            limit: None,
            page_size: None,
        }
    }

    /// What it knows of its items.
    pub(crate) fn known<E: Entity>(&self) -> ItemKey {
        self.key.as_ref().map_or_else(ItemKey::unknown::<E>, ItemKey::asked::<E>)
    }

    /// Reads no more of each item than these paths.
    pub(crate) fn selecting(mut self, paths: Encoded<Paths>) -> Encoded<Self> {
        self.paths = Some(paths?);
        Ok(self)
    }

    /// Adds a filter; several must all hold.
    pub(crate) fn filtered(mut self, filter: Encoded<Expression>) -> Encoded<Self> {
        self.filter = Some(filter?.joined(self.filter));
        Ok(self)
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
            Ok(RawPage::new(output.items, count(output.scanned_count), output.last_evaluated_key))
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
            Ok(RawPage::new(output.items, count(output.scanned_count), output.last_evaluated_key))
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

impl RawPage {
    fn new(items: Option<Vec<Item>>, scanned: usize, next: Option<Item>) -> Self {
        Self {
            items: items.unwrap_or_default(),
            scanned,
            next: next.filter(|key| !key.is_empty()),
        }
    }
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
        let mut scanned = 0;
        loop {
            // An error ends it.
            let start = match std::mem::replace(&mut self.next, Next::Done) {
                Next::Start => None,
                Next::After(key) => Some(key),
                Next::Done if scanned == 0 => return Ok(None),
                Next::Done => return Ok(Some(RawPage::new(None, scanned, None))),
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
            if !page.items.is_empty() {
                return Ok(Some(RawPage { scanned, ..page }));
            }
        }
    }

    /// Without a filter DynamoDB need not look at more items than are wanted. With one, nobody knows how many that
    /// takes.
    fn evaluated(&self) -> Option<i32> {
        let wanted = self.read.limit.filter(|_| self.read.filter.is_none());
        let evaluated = wanted.into_iter().chain(self.read.page_size).min()?;
        Some(i32::try_from(evaluated).unwrap_or(i32::MAX))
    }
}
