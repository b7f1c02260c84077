//! The schema files: their texts, and places in them.

use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

mod read;

/// What some editors put at the start of a file; not part of its text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One of the [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct SourceId(usize);

/// A place in a source, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
pub(crate) struct Span {
    pub(crate) source: SourceId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// The place of what was written in no source.
    pub(crate) const NOWHERE: Span = Span { source: SourceId(usize::MAX), start: 0, end: 0 };

    /// Its numbers in the order of its fields, for the way through serde.
    pub(crate) fn numbers(self) -> [usize; 3] {
        [self.source.0, self.start, self.end]
    }
}

/// A schema file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// As diagnostics show it.
    pub(crate) path: PathBuf,
    /// Without a byte order mark.
    pub(crate) text: String,
    /// Where each line begins.
    line_starts: Vec<usize>,
}

impl Source {
    /// A place as a range of bytes that is there for certain, at the bounds of characters.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let end = self.text.floor_char_boundary(span.end);
        self.text.floor_char_boundary(span.start.min(end))..end
    }

    /// The line of a byte, from 0 on.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Where the line of a byte begins.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.line_starts.get(self.line(at)).copied().unwrap_or_default()
    }

    /// The whole lines that a range is on.
    pub(crate) fn lines(&self, range: Range<usize>) -> Range<usize> {
        let next = self.line_starts.get(self.line(range.end) + 1);
        self.line_start(range.start)..next.copied().unwrap_or(self.text.len())
    }
}

/// All schema files, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    sources: Vec<Source>,
    paths: Vec<PathBuf>,
}

impl Sources {
    /// Adds a source after the others.
    pub(crate) fn push(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> SourceId {
        let mut text = text.into();
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        let line_starts = iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        self.sources.push(Source { path: path.into(), text, line_starts });
        SourceId(self.sources.len() - 1)
    }

    /// The source of that id; of other sources' ids perhaps none.
    pub(crate) fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0)
    }

    /// All sources, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(index, source)| (SourceId(index), source))
    }

    /// The files and folders that were read from disk: while none of them changes, the schema does not.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, Span};

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text() {
        let mut sources = Sources::default();
        let marked = sources.push("a.yaml", "\u{feff}a: \u{feff}");
        assert_eq!(sources.get(marked).unwrap().text, "a: \u{feff}");
    }

    #[test]
    fn a_range_is_in_the_text_whatever_the_span_says() {
        let mut sources = Sources::default();
        let id = sources.push("a.yaml", "aä𝄞z");
        let source = sources.get(id).unwrap();
        for start in 0..12 {
            for end in 0..12 {
                let range = source.range(Span { source: id, start, end });
                assert!(source.text.get(range.clone()).is_some(), "{range:?}");
            }
        }
        assert_eq!(source.range(Span { source: id, start: 2, end: usize::MAX }), 1..8);
        assert!(sources.get(Span::NOWHERE.source).is_none());
    }

    #[test]
    fn lines_are_found_by_what_is_on_them() {
        let mut sources = Sources::default();
        let id = sources.push("a.yaml", "ab\n\ncd\n");
        let source = sources.get(id).unwrap();
        assert_eq!([0, 2, 3, 4, 6, 7].map(|at| source.line(at)), [0, 0, 1, 2, 2, 3]);
        assert_eq!([0, 2, 3, 4, 6, 7].map(|at| source.line_start(at)), [0, 0, 3, 4, 4, 7]);
        assert_eq!([0..1, 1..3, 5..5, 7..7].map(|range| source.lines(range)), [0..3, 0..4, 4..7, 7..7]);
    }
}
