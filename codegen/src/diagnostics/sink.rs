//! Collects what all stages report.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::source::{SourceId, Sources, Span};

use super::{Code, Diagnostics, Severity};

/// One thing that is wrong, with its places and what to do about it.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// The file or folder that this is about, where it could not become a source.
    pub(crate) path: Option<PathBuf>,
    /// The line of that file, from 1 on.
    pub(crate) line: Option<usize>,
    pub(crate) labels: Vec<Label>,
    pub(crate) help: Vec<String>,
    /// A text to put in a place; shown under the last help.
    pub(crate) replacement: Option<(Span, String)>,
}

/// A place, and what is there.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) text: String,
    /// Whether the diagnostic is about this place; others explain it.
    pub(crate) primary: bool,
}

impl Diagnostic {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            message: message.into(),
            path: None,
            line: None,
            labels: Vec::new(),
            help: Vec::new(),
            replacement: None,
        }
    }

    /// The file or folder that this is about, where it could not become a source, and the line there.
    pub(crate) fn of(mut self, path: &Path, line: Option<usize>) -> Self {
        self.path = Some(path.to_path_buf());
        self.line = line;
        self
    }

    /// The place that this is about; the text may be empty where the message says it all.
    pub(crate) fn at(self, span: Span, text: impl Into<String>) -> Self {
        self.label(span, text, true)
    }

    /// Another place that explains it.
    pub(crate) fn also(self, span: Span, text: impl Into<String>) -> Self {
        self.label(span, text, false)
    }

    /// What to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The text that would be right in that place; the last help introduces it.
    pub(crate) fn replace(mut self, span: Span, text: impl Into<String>) -> Self {
        self.replacement = Some((span, text.into()));
        self
    }

    fn label(mut self, span: Span, text: impl Into<String>, primary: bool) -> Self {
        self.labels.push(Label { span, text: text.into(), primary });
        self
    }

    /// The place that this is about.
    pub(super) fn place(&self) -> Option<Span> {
        self.labels.iter().find(|label| label.primary).map(|label| label.span)
    }
}

/// Collects diagnostics, so that one run tells everything.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// What was reported, where. Behind aliases, one mistake is met many times.
    reported: HashSet<(Code, Option<Span>, String)>,
}

impl Sink {
    /// Takes a diagnostic, once.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.code, diagnostic.place(), diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether anything but warnings was reported.
    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code.entry().severity == Severity::Error)
    }

    /// Whether anything was reported under this code.
    pub(crate) fn has(&self, code: Code) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Forgets warnings about a source that are not wanted there.
    pub(crate) fn drop_allowed(&mut self, allowed: &[(SourceId, Code)]) {
        let is_allowed = |diagnostic: &Diagnostic| {
            diagnostic.place().is_some_and(|place| allowed.contains(&(place.source, diagnostic.code)))
        };
        self.diagnostics.retain(|diagnostic| !is_allowed(diagnostic));
    }

    /// All that was reported, by file and place; what has no place comes first.
    pub(crate) fn into_diagnostics(mut self, sources: &Sources) -> Diagnostics {
        self.diagnostics.sort_by_key(Diagnostic::place);
        Diagnostics::new(self.diagnostics, sources.clone())
    }
}
