//! Diagnostics in rustc's look.

use std::ops::Range;
use std::ptr;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet, normalize_untrusted_str};

use crate::source::{Source, Sources};

use super::{Diagnostic, Label, Severity};

/// So many lines are not worth reading for what is between two places.
const FAR_APART: usize = 500;

#[derive(Clone, Copy)]
pub(super) enum Look {
    Plain,
    Styled,
}

pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let entry = diagnostic.code.entry();
    let level = match entry.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (help, patch) = help(diagnostic, sources);
    let main = level
        .primary_title(&diagnostic.message)
        .id(entry.code)
        .elements(snippets(diagnostic, sources))
        .elements(help.iter().map(|help| Level::HELP.message(normalize_untrusted_str(help))));
    let report: Vec<Group<'_>> = [main].into_iter().chain(patch).collect();
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Styled => Renderer::styled(),
    };
    renderer.render(&report)
}

/// The texts around the places, file by file, the one that it is about first. Places that are far apart do not share
/// one: the lines between them would be read for nothing.
fn snippets<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> Vec<Snippet<'d, Annotation<'d>>> {
    let (primary, others): (Vec<&Label>, Vec<_>) = diagnostic.labels.iter().partition(|label| label.primary);
    let mut excerpts: Vec<Excerpt<'d>> = Vec::new();
    for label in primary.into_iter().chain(others) {
        let Some(source) = sources.get(label.span.source) else { continue };
        let place = first_line(&source.text, source.range(label.span));
        let line = source.line(place.start);
        match excerpts.iter_mut().find(|it| ptr::eq(it.source, source) && it.line.abs_diff(line) < FAR_APART) {
            Some(excerpt) => excerpt.labels.push((label, place)),
            None => excerpts.push(Excerpt { source, line, labels: vec![(label, place)] }),
        }
    }
    excerpts.into_iter().map(Excerpt::snippet).collect()
}

/// Some lines of a source, and what is said about places in them.
struct Excerpt<'d> {
    source: &'d Source,
    /// That of the first label.
    line: usize,
    labels: Vec<(&'d Label, Range<usize>)>,
}

impl<'d> Excerpt<'d> {
    fn snippet(self) -> Snippet<'d, Annotation<'d>> {
        let start = self.labels.iter().map(|(_, place)| place.start).min().unwrap_or_default();
        let end = self.labels.iter().map(|(_, place)| place.end).max().unwrap_or_default();
        let (snippet, offset) = lines(self.source, start..end);
        let annotation = |(label, place): (&'d Label, Range<usize>)| {
            let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(place.start - offset..place.end - offset);
            if label.text.is_empty() { annotation } else { annotation.label(normalize_untrusted_str(&label.text)) }
        };
        snippet.annotations(self.labels.into_iter().map(annotation))
    }
}

/// The lines of a range, and where they begin. The renderer looks at all that it is given, so that it is not given all
/// of a long text for each of many diagnostics.
fn lines<'d, T: Clone>(source: &'d Source, range: Range<usize>) -> (Snippet<'d, T>, usize) {
    let lines = source.lines(range);
    let start = lines.start;
    let snippet = Snippet::source(&source.text[lines]).line_start(source.line(start) + 1);
    (snippet.path(source.path.to_string_lossy()), start)
}

/// Beyond this many bytes a line is the work of a machine.
const LONG_LINE: usize = 1000;

/// The help without a text to put in, and the text to put in under the help that introduces it.
fn help<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> (&'d [String], Option<Group<'d>>) {
    let patch = diagnostic.replacement.as_ref().and_then(|(span, text)| {
        let source = sources.get(span.source)?;
        let place = source.range(*span);
        // A patch shows its whole line, and again as it would be.
        let line = source.text[..place.start].rfind('\n').map_or(0, |end| end + 1);
        let length = source.text[line..].find('\n').unwrap_or(source.text.len() - line);
        if length > LONG_LINE {
            return None;
        }
        let (snippet, offset) = lines(source, place.clone());
        Some(snippet.patch(Patch::new(place.start - offset..place.end - offset, text)))
    });
    match (diagnostic.help.split_last(), patch) {
        (Some((title, help)), Some(patch)) => {
            (help, Some(Level::HELP.secondary_title(normalize_untrusted_str(title)).element(patch)))
        }
        (None, Some(patch)) => (&[], Some(Level::HELP.secondary_title("write this instead").element(patch))),
        (_, None) => (&diagnostic.help, None),
    }
}

/// A map of many lines is not to be underlined to its end.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let line = written.lines().next().unwrap_or("");
    range.start..range.start + line.len()
}
