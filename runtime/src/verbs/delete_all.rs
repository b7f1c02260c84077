//! `delete_all`: what a query or a scan finds is deleted.

use std::fmt;

use super::batch_write::{Written, written};
use crate::codec::Encoded;
use crate::error::Error;
use crate::plan::{self, Read};

/// A request to delete all items that a query, a scan or a collection finds. Made by their `delete_all()`, and by
/// [`Table::delete_partition`](crate::Table::delete_partition).
///
/// Keys are read page by page, and the items are deleted in batches. It looks at no versions and no conditions but the
/// filters of what was asked; what has expired is deleted too. Items that are put meanwhile may be found or not.
#[must_use = "nothing is deleted before the request is sent"]
pub struct DeleteAll {
    read: Encoded<Read>,
    name: &'static str,
    progress: Box<dyn FnMut(Progress) + Send>,
}

/// How far a [`DeleteAll`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many items were deleted until now.
    pub deleted: usize,
    /// How many items DynamoDB has looked at for them.
    pub scanned: usize,
}

impl DeleteAll {
    pub(crate) fn new(read: Encoded<Read>, name: &'static str) -> Self {
        Self { read, name, progress: Box::new(|_| ()) }
    }

    /// Tells how far it is, after each page.
    pub fn progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// Deletes the items, and tells how many there were, and what it cost to find and to delete them.
    ///
    /// # Errors
    /// [`Error::Unprocessed`] with the deletes that did not go through; the errors of reading otherwise. What was deleted
    /// until then is deleted: send it again to go on.
    pub async fn send(self) -> Result<Written, Error> {
        let Self { read, name, mut progress } = self;
        let told = move |plan::Progress { deleted, scanned }| progress(Progress { deleted, scanned });
        let deleted = read?.delete_all(name, told).await?;
        let (items, mut left) = deleted.value;
        left.consumed = deleted.consumed;
        left.retries = deleted.retries;
        written(items, left)
    }
}

impl fmt::Debug for DeleteAll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeleteAll").field("read", &self.read).finish_non_exhaustive()
    }
}
