//! What the caller changes of the SDK's requests.

use std::fmt;
use std::sync::Arc;

type Change<B> = Arc<dyn Fn(B) -> B + Send + Sync>;

/// Changes to a builder of the SDK, in order.
pub(crate) struct Custom<B>(Vec<Change<B>>);

impl<B> Custom<B> {
    pub(crate) fn push(&mut self, change: impl Fn(B) -> B + Send + Sync + 'static) {
        self.0.push(Arc::new(change));
    }

    pub(crate) fn apply(&self, builder: B) -> B {
        self.0.iter().fold(builder, |builder, change| change(builder))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<B> Default for Custom<B> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<B> Clone for Custom<B> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<B> fmt::Debug for Custom<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} changes", self.0.len())
    }
}
