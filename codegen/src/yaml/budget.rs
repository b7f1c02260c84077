//! A bound on what aliases repeat: aliases of aliases let a few lines stand for more values than there is memory for.

use crate::diagnostics::{Diagnostic, Sink, codes};
use crate::source::Span;

/// How many values may be repeated in a file.
const MAX_REPEATED: usize = 100_000;

/// How many values may still be repeated.
pub(super) struct Budget {
    left: usize,
    exceeded: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { left: MAX_REPEATED, exceeded: false }
    }
}

impl Budget {
    /// Counts some values. If as many are not left, none are from then on, which is reported once.
    pub(super) fn spend(&mut self, values: usize, alias: Span, sink: &mut Sink) -> bool {
        match self.left.checked_sub(values) {
            Some(left) if !self.exceeded => self.left = left,
            _ if self.exceeded => {}
            _ => {
                self.exceeded = true;
                let message = format!("aliases repeat more than {MAX_REPEATED} values");
                sink.report(
                    Diagnostic::new(codes::EXPANSION, message).at(alias, "nothing more is read behind aliases"),
                );
            }
        }
        !self.exceeded
    }
}
