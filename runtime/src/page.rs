//! Results that page by themselves.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use aws_sdk_dynamodb::types::ConsumedCapacity;
use futures_util::stream::{self, BoxStream, Stream, StreamExt};

use crate::codec::Encoded;
use crate::cursor::Cursor;
use crate::decoder::{Decoder, Sinks};
use crate::error::Error;
use crate::plan::{self, Merge, Pager, RawPage, Read};

type RawPages = BoxStream<'static, Result<RawPage, Error>>;

/// Some of the items that a query or a scan finds: those that came in one answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, a query's in the order of the sort key. Only the last page can be empty: where a filter let nothing
    /// more through.
    pub items: Vec<T>,
    /// How many items DynamoDB looked at for these, before the filter; they are what is paid for.
    pub scanned: usize,
    /// How many items of no declared entity were left out, where `skip_unknown` says so.
    pub unknown: usize,
    /// What DynamoDB bills for it, in capacity units. `None` where it does not say, as some emulators do not.
    pub consumed: Option<ConsumedCapacity>,
    /// How often the SDK sent a request again.
    pub retries: u32,
    /// Where a read behind the last of these items begins: to be given to `after`. `None` where there is nothing more. Of
    /// a scan in [segments](crate::Scan::segments), in the same [segment](Self::segment).
    pub next: Option<Cursor>,
    /// The segment of a scan that the items are of, where there are several.
    pub segment: Option<usize>,
}

impl<T> Page<T> {
    fn nothing() -> Self {
        Self {
            items: Vec::new(),
            scanned: 0,
            unknown: 0,
            consumed: None,
            retries: 0,
            next: None,
            segment: None,
        }
    }

    fn of(page: RawPage, decoder: &Decoder<T>) -> Result<Self, Error> {
        Ok(Self {
            items: decoder.open(page.found.all()?).into(),
            scanned: page.scanned,
            unknown: page.unknown,
            consumed: page.consumed,
            retries: page.retries,
            next: page.cursor,
            segment: page.segment,
        })
    }

    /// Adds the page behind it.
    fn add(&mut self, page: Self) {
        // Of one page, the items stay where they are.
        if self.items.is_empty() {
            self.items = page.items;
        } else {
            self.items.extend(page.items);
        }
        self.scanned += page.scanned;
        self.unknown += page.unknown;
        self.consumed = plan::sum(self.consumed.take(), page.consumed);
        self.retries += page.retries;
        self.next = page.next;
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// The pages of a query or a scan, called for one after another as they are asked for.
///
/// It is a [`Stream`]; [`try_next`](Self::try_next) needs no import. After a page with an item that cannot be decoded,
/// or is of no declared entity, it goes on with the next page; after any other error it ends.
#[must_use = "pages are called for as they are asked for"]
pub struct Pages<T> {
    raw: RawPages,
    decoder: Decoder<T>,
}

impl<T> Pages<T> {
    pub(crate) fn new(read: Encoded<Read>, decoder: Decoder<T>) -> Self {
        Self { raw: raw_pages(read, decoder.sinks()), decoder }
    }

    pub(crate) fn merged(merge: Encoded<Merge>, decoder: Decoder<T>) -> Self {
        Self { raw: merged_pages(merge), decoder }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// The error of the call for this page, [`Error::Decode`] or [`Error::UnknownEntity`].
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        self.next().await.transpose()
    }
}

/// All items of a read as one page.
pub(crate) async fn all<T>(read: Encoded<Read>, decoder: Decoder<T>) -> Result<Page<T>, Error> {
    let read = read?;
    if read.segments.is_some() {
        // No one place is behind the items of several segments.
        let all = collect(Pages::new(Ok(read), decoder)).await?;
        return Ok(Page { next: None, ..all });
    }
    let limit = read.limit;
    let mut pager = Pager::new(read, decoder.sinks());
    let mut all = Page::nothing();
    while let Some(page) = pager.next_page().await? {
        all.add(Page::of(page, &decoder)?);
    }
    // Where fewer came than were wanted, there are no more.
    all.next = all.next.filter(|_| limit == Some(all.items.len()));
    Ok(all)
}

/// All pages as one.
pub(crate) async fn collect<T>(mut pages: Pages<T>) -> Result<Page<T>, Error> {
    let mut all = Page::nothing();
    while let Some(page) = pages.try_next().await? {
        all.add(page);
    }
    Ok(all)
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let raw = ready!(self.raw.poll_next_unpin(cx));
        Poll::Ready(raw.map(|page| Page::of(page?, &self.decoder)))
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

/// The items of a query or a scan, one by one; pages are called for as they are needed.
///
/// It is a [`Stream`]; [`try_next`](Self::try_next) needs no import. After an item that cannot be decoded, or is of no
/// declared entity, it goes on with the next one; after any other error it ends.
#[must_use = "items are called for as they are asked for"]
pub struct Items<T> {
    raw: RawPages,
    /// What is left of the last page: items, and errors with how many items are before each.
    page: VecDeque<T>,
    errors: VecDeque<(usize, Error)>,
    /// How many items of the page were given.
    given: usize,
    decoder: Decoder<T>,
}

impl<T> Items<T> {
    pub(crate) fn new(read: Encoded<Read>, decoder: Decoder<T>) -> Self {
        Self::of(raw_pages(read, decoder.sinks()), decoder)
    }

    pub(crate) fn merged(merge: Encoded<Merge>, decoder: Decoder<T>) -> Self {
        Self::of(merged_pages(merge), decoder)
    }

    fn of(raw: RawPages, decoder: Decoder<T>) -> Self {
        Self {
            raw,
            page: VecDeque::new(),
            errors: VecDeque::new(),
            given: 0,
            decoder,
        }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    /// The error of the call for its page, [`Error::Decode`] or [`Error::UnknownEntity`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }
}

/// Items are never pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.errors.front().is_some_and(|(before, _)| *before == self.given) {
                return Poll::Ready(self.errors.pop_front().map(|(_, error)| Err(error)));
            }
            if let Some(item) = self.page.pop_front() {
                self.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.raw.poll_next_unpin(cx)) {
                Some(Ok(page)) => {
                    let (items, errors) = page.found.into_parts();
                    self.page = self.decoder.open(items);
                    (self.errors, self.given) = (errors, 0);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

/// The pages without their types, so that the futures behind them exist once. An error is the last thing in it.
fn raw_pages(read: Encoded<Read>, sinks: Arc<dyn Sinks>) -> RawPages {
    let read = match read {
        Ok(read) => read,
        Err(refused) => return stream::once(async { Err(refused.into()) }).boxed(),
    };
    if read.segments.is_none() {
        return pages_of(read, sinks);
    }
    let limit = read.limit;
    let (parts, concurrency) = read.parts();
    let pages = stream::iter(parts).map(move |part| pages_of(part, Arc::clone(&sinks))).flatten_unordered(concurrency);
    // Each part reads as many items as are wanted of all.
    let pages = pages.scan((limit, false), move |(left, is_over), page| {
        let page = page.map(|mut page| {
            if let Some(left) = left {
                page.cut(*left);
                *left -= page.found.len();
            }
            page
        });
        let ends = *is_over || limit == Some(0);
        *is_over = page.is_err() || *left == Some(0);
        std::future::ready(if ends { None } else { Some(page) })
    });
    pages.boxed()
}

fn pages_of(read: Read, sinks: Arc<dyn Sinks>) -> RawPages {
    let pages = stream::try_unfold(Pager::new(read, sinks), |mut pager| async move {
        Ok(pager.next_page().await?.map(|page| (page, pager)))
    });
    pages.boxed()
}

/// The items of several queries, each as a page of its own.
fn merged_pages(merge: Encoded<Merge>) -> RawPages {
    let merge = merge.map_err(Error::from);
    let pages = stream::try_unfold(merge, |merge| async move {
        let mut merge = merge?;
        Ok(merge.next().await?.map(|page| (page, Ok(merge))))
    });
    pages.boxed()
}
