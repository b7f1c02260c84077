//! Diagnostics in rustc's look.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet, normalize_untrusted_str};

use crate::source::{SourceId, Sources};

use super::{Diagnostic, Label, Severity};

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

/// The texts around the places, file by file, the one that it is about first.
fn snippets<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> Vec<Snippet<'d, Annotation<'d>>> {
    let (primary, others): (Vec<&Label>, Vec<_>) = diagnostic.labels.iter().partition(|label| label.primary);
    let mut files: Vec<(SourceId, Vec<&Label>)> = Vec::new();
    for label in primary.into_iter().chain(others) {
        match files.iter_mut().find(|(source, _)| *source == label.span.source) {
            Some((_, labels)) => labels.push(label),
            None => files.push((label.span.source, vec![label])),
        }
    }
    let snippet = |(source, labels): (SourceId, Vec<&'d Label>)| {
        let source = sources.get(source)?;
        let annotation = |label: &'d Label| {
            let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(first_line(&source.text, source.range(label.span)));
            if label.text.is_empty() { annotation } else { annotation.label(normalize_untrusted_str(&label.text)) }
        };
        let snippet = Snippet::source(&source.text).path(source.path.to_string_lossy());
        Some(snippet.annotations(labels.into_iter().map(annotation)))
    };
    files.into_iter().filter_map(snippet).collect()
}

/// The help without a text to put in, and the text to put in under the help that introduces it.
fn help<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> (&'d [String], Option<Group<'d>>) {
    let patch = diagnostic.replacement.as_ref().and_then(|(span, text)| {
        let source = sources.get(span.source)?;
        let patch = Patch::new(source.range(*span), text);
        Some(Snippet::source(&source.text).path(source.path.to_string_lossy()).patch(patch))
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
