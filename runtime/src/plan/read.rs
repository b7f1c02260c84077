//! Reads of many items: what is asked for, and one call of Query or Scan.

use std::pin::pin;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{ConsumedCapacity, Select};

use super::pager::RawPage;
use super::sift::{Sift, Sifted};
use super::{Call, Custom, Place, capacity};
use crate::codec::{Encoded, Item};
use crate::cursor::{self, Cursor};
use crate::decoder::Sinks;
use crate::entity::{Entity, TableDefinition};
use crate::error::{Error, Refused, ServiceError};
use crate::expiry::Expiry;
use crate::expression::{Expression, KeyCondition, Paths, Placeholders};
use crate::key::{self, ItemKey};
use crate::sieve::{self, Sieve};
use crate::wire::{AnswerError, Hook, Operation, intercepted_by, operation};

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
    /// Where it begins, if not at the beginning.
    pub(crate) start: Option<Item>,
    /// Asks how many items there are, and for no more of them than it takes to tell.
    pub(crate) counts: bool,
    /// Which part of a table a scan looks at, of how many.
    pub(crate) segment: Option<(usize, usize)>,
    /// How many parts it looks at, some at once.
    pub(crate) segments: Option<Segments>,
    /// How many capacity units it may consume in a second.
    pub(crate) rate: Option<f64>,
    /// Shows what has expired too.
    pub(crate) shows_expired: bool,
    /// Is merged with others, by the sort key.
    pub(crate) is_merged: bool,
    /// Reads the items whole by their keys, whatever the index holds of them.
    pub(crate) hydrates: bool,
    /// Whether somebody wants to know what it costs.
    pub(crate) is_metered: bool,
    /// What the caller changes of a query's requests.
    pub(crate) custom_query: Custom<QueryFluentBuilder>,
    /// What the caller changes of a scan's.
    pub(crate) custom_scan: Custom<ScanFluentBuilder>,
}

/// The parts of a scan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segments {
    pub(crate) total: usize,
    /// How many of them are looked at at once.
    pub(crate) concurrency: usize,
}

/// How many parts a scan may have.
const MOST_SEGMENTS: usize = 1_000_000;

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
            start: None,
            counts: false,
            segment: None,
            segments: None,
            rate: None,
            shows_expired: false,
            is_merged: false,
            hydrates: false,
            is_metered: false,
            custom_query: Custom::default(),
            custom_scan: Custom::default(),
        }
    }

    /// What it knows of its items.
    pub(crate) fn known<E: Entity>(&self) -> ItemKey {
        self.key.as_ref().map_or_else(ItemKey::unknown::<E>, |key| ItemKey::asked(key, E::SENSITIVE))
    }

    /// Reads no more of each item than these paths.
    pub(crate) fn selecting(mut self, paths: Encoded<Paths>) -> Encoded<Self> {
        let expiry = self.expiry().map(|expiry| expiry.attribute);
        self.paths = Some(self.needed.iter().copied().chain(expiry).fold(paths?, Paths::and));
        Ok(self)
    }

    /// What hides expired items.
    pub(super) fn expiry(&self) -> Option<Expiry> {
        Expiry::of(self.place.meta, self.index).filter(|_| !self.shows_expired)
    }

    /// The attributes of the sort key, in order.
    pub(super) fn sort_key(&self) -> impl Iterator<Item = &'static str> {
        let index = self.place.meta.indexes.iter().find(|index| self.index == Some(index.name));
        let schema = index.map_or(&self.place.meta.key, |index| &index.key);
        schema.sort.iter().map(|key| key.name)
    }

    /// Begins behind a place.
    pub(crate) fn after(mut self, cursor: &Cursor) -> Encoded<Self> {
        self.start = Some(cursor.start(&self.cursor_of(), self.key.as_ref())?);
        Ok(self)
    }

    pub(super) fn cursor_of(&self) -> cursor::Read<'_> {
        cursor::Read {
            table: &self.place.table,
            meta: self.place.meta,
            index: self.index,
        }
    }

    /// Looks at one part of a table, of so many.
    pub(crate) fn in_segment(mut self, segment: usize, total: usize) -> Encoded<Self> {
        check_segments(total)?;
        if segment >= total {
            let reason = format!("of {total} segments there is no segment {segment}: they begin with 0");
            return Err(Refused::request(reason));
        }
        self.segment = Some((segment, total));
        Ok(self)
    }

    /// Looks at so many parts of a table, some of them at once.
    pub(crate) fn in_segments(mut self, total: usize, concurrency: usize) -> Encoded<Self> {
        check_segments(total)?;
        self.segments = Some(Segments { total, concurrency: concurrency.clamp(1, total) });
        Ok(self)
    }

    /// The reads of its parts, and how many are made at once.
    pub(crate) fn parts(self) -> (Vec<Self>, usize) {
        let Some(Segments { total, concurrency }) = self.segments else { return (vec![self], 1) };
        let part = |segment| Self {
            segment: Some((segment, total)),
            segments: None,
            // Those that are made at once share what may be consumed.
            rate: self.rate.map(|rate| rate / concurrency as f64),
            ..self.clone()
        };
        ((0..total).map(part).collect(), concurrency)
    }

    /// Whether DynamoDB can tell which items are asked for.
    pub(super) fn is_counted_there(&self) -> bool {
        self.sieve.is_none() && self.expiry().is_none()
    }

    /// What is read of each item, if it is not all.
    fn asked(&self) -> Option<Paths> {
        let keys = || self.cursor_of().keys().map(|key| key.name);
        if self.counts {
            let expiry = self.expiry().map(|expiry| expiry.attribute);
            let needed = self.needed.iter().copied().chain(expiry).chain(keys());
            return (!self.is_counted_there()).then(|| needed.fold(Paths::new(&[]), Paths::and));
        }
        let paths = self.paths.clone()?;
        // Of a page that holds more than is wanted, the place behind the last item is told by its key.
        let is_cut = self.limit.is_some() && self.hides();
        Some(if is_cut || self.is_merged { keys().fold(paths, Paths::and) } else { paths })
    }

    /// Whether items are looked at that are not given.
    fn hides(&self) -> bool {
        self.filter.is_some() || self.sieve.is_some() && self.is_shared
    }

    /// Adds a filter; several must all hold.
    pub(crate) fn filtered(mut self, filter: Encoded<Expression>) -> Encoded<Self> {
        let Some(filter) = filter?.sent()? else { return Ok(self) };
        if self.key.is_some() {
            let mut attributes = filter.attributes().into_iter();
            attributes.try_for_each(|attribute| key::check_filter(self.place.meta, self.index, attribute))?;
        }
        self.filter = Some(filter.joined(self.filter));
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

    /// Without a filter DynamoDB need not look at more items than are wanted. With one, or among items of other entities,
    /// nobody knows how many that takes.
    fn evaluated(&self) -> Option<i32> {
        let wanted = self.limit.filter(|_| !self.hides());
        // DynamoDB refuses 0: then nothing is sent, or only shown.
        let evaluated = wanted.into_iter().chain(self.page_size).min()?.max(1);
        Some(i32::try_from(evaluated).unwrap_or(i32::MAX))
    }

    fn select(&self) -> Option<Select> {
        (self.counts && self.is_counted_there()).then_some(Select::Count)
    }

    /// The request for the items behind `start` of a query; with an empty key condition where this is a scan.
    pub(crate) fn query(&self, start: Option<Item>) -> Encoded<QueryFluentBuilder> {
        let mut placeholders = Placeholders::default();
        let key = self.key.clone().map(|key| key.render(&mut placeholders));
        let filter = self.filter.clone().map(|filter| placeholders.condition("filter", filter)).transpose()?;
        let projection = self.asked().map(|paths| placeholders.projection(&paths)).transpose()?;
        let (names, values) = placeholders.into_maps()?;
        let query = self
            .place
            .client
            .query()
            .table_name(&self.place.table)
            .set_index_name(self.index.map(str::to_owned))
            .set_key_condition_expression(key)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_consistent_read(self.consistent.then_some(true))
            .set_scan_index_forward(self.descending.then_some(false))
            .set_select(self.select())
            .set_exclusive_start_key(start)
            .set_limit(self.evaluated())
            .set_return_consumed_capacity(capacity::asked(self.is_metered || self.rate.is_some()));
        Ok(self.custom_query.apply(query))
    }

    /// The request for the items behind `start` of a scan.
    pub(crate) fn scan(&self, start: Option<Item>) -> Encoded<ScanFluentBuilder> {
        let mut placeholders = Placeholders::default();
        let filter = self.filter.clone().map(|filter| placeholders.condition("filter", filter)).transpose()?;
        let projection = self.asked().map(|paths| placeholders.projection(&paths)).transpose()?;
        let (names, values) = placeholders.into_maps()?;
        let scan = self
            .place
            .client
            .scan()
            .table_name(&self.place.table)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_consistent_read(self.consistent.then_some(true))
            .set_select(self.select())
            .set_segment(self.segment.and_then(|(segment, _)| i32::try_from(segment).ok()))
            .set_total_segments(self.segment.and_then(|(_, total)| i32::try_from(total).ok()))
            .set_exclusive_start_key(start)
            .set_limit(self.evaluated())
            .set_return_consumed_capacity(capacity::asked(self.is_metered || self.rate.is_some()));
        Ok(self.custom_scan.apply(scan))
    }

    /// One call: the items behind `start`.
    pub(super) async fn page(&self, start: Option<Item>, sinks: &Arc<dyn Sinks>) -> Result<RawPage, Error> {
        let (operation, table, route) = (self.operation(), &self.place.table, self.place.route);
        let sift = Sift::of(self, Arc::clone(sinks));
        let asked = self.key.as_ref().map(|key| ItemKey::asked(key, self.sensitive));
        // A query and a scan are the same but for the types that the SDK has for them.
        macro_rules! answer {
            ($request:expr, $operation:ident) => {{
                let request = $request;
                let call = Call::new(operation, &self.place, self.index, asked.as_ref().map(|asked| asked as _));
                let hook = Hook::new(&$operation, route, call.attempts(), sift);
                let request = request.customize().config_override(intercepted_by(hook.clone()));
                let sent = call.spanning(pin!(request.send())).await;
                let output = sent.map_err(|error| call.failed(ServiceError::new(operation, table, error).into()))?;
                let answer = Answer {
                    sifted: hook.taken(|sift| sift.maps(output.items.unwrap_or_default())),
                    scanned: count(output.scanned_count),
                    count: count(output.count),
                    next: output.last_evaluated_key,
                    consumed: output.consumed_capacity,
                };
                self.raw_page(answer, &call)
            }};
        }
        if self.key.is_some() { answer!(self.query(start)?, QUERY) } else { answer!(self.scan(start)?, SCAN) }
    }

    fn operation(&self) -> &'static str {
        if self.key.is_some() { "Query" } else { "Scan" }
    }

    fn raw_page(&self, answer: Answer, call: &Call<'_>) -> Result<RawPage, Error> {
        let Answer { sifted, scanned, count, next, consumed } = answer;
        let broken = |error| call.failed(ServiceError::broken(self.operation(), &self.place.table, error).into());
        let Sifted { found, unknown, has_more, last } = sifted.map_err(broken)?;
        call.answered(found.len(), Some(scanned), consumed.as_ref());
        let next = next.filter(|key| !key.is_empty());
        let behind = if has_more { &last } else { &next };
        Ok(RawPage {
            cursor: behind.as_ref().and_then(|key| Cursor::behind(&self.cursor_of(), key)),
            found,
            scanned,
            unknown,
            consumed,
            retries: call.retries(),
            count,
            next,
            segment: self.segment.map(|(segment, _)| segment),
        })
    }
}

/// What the answers to a query and to a scan have in common.
struct Answer {
    sifted: Result<Sifted, AnswerError>,
    scanned: usize,
    count: usize,
    next: Option<Item>,
    consumed: Option<ConsumedCapacity>,
}

static QUERY: Operation = operation!(query::Query, QueryOutput, "Items");
static SCAN: Operation = operation!(scan::Scan, ScanOutput, "Items");

fn check_segments(total: usize) -> Encoded<()> {
    if (1..=MOST_SEGMENTS).contains(&total) {
        return Ok(());
    }
    Err(Refused::request(format!("a scan has 1 to {MOST_SEGMENTS} segments, and this one {total}")))
}

/// DynamoDB's counts are never negative.
fn count(count: i32) -> usize {
    usize::try_from(count).unwrap_or(0)
}
