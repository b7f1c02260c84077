//! The public error type.

use std::fmt;
use std::path::Path;

use crate::source::{Source, Sources};

use super::render::Look;
use super::{Code, Diagnostic, Severity, render};

/// All that is wrong with a schema, in the order of its files.
///
/// [`Display`](fmt::Display) and [`Debug`] write the full report in colours, so that it reads well wherever an error ends
/// up: returned from a build script's `main`, unwrapped, or printed. Cargo strips the colours where the user's terminal
/// has none.
#[derive(Clone, Default)]
pub struct Diagnostics {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Diagnostics {
    pub(super) fn new(diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Diagnostics { diagnostics, sources }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = Finding<'_>> {
        self.diagnostics.iter().map(|diagnostic| Finding { diagnostic, sources: &self.sources })
    }

    /// The full report without colours.
    pub fn plain(&self) -> String {
        self.render(Look::Plain)
    }

    /// The full report in colours.
    pub fn styled(&self) -> String {
        self.render(Look::Styled)
    }

    fn render(&self, look: Look) -> String {
        let Some(first) = self.diagnostics.first() else { return String::new() };
        let mut report = String::new();
        for diagnostic in &self.diagnostics {
            report += &render::diagnostic(diagnostic, &self.sources, look);
            report += "\n\n";
        }
        report + &format!("{}; `dynaschema explain {}` tells more\n", self.count(), first.code)
    }

    /// `2 errors, 1 warning`
    fn count(&self) -> String {
        let count = |severity: Severity| match self.iter().filter(|finding| finding.severity() == severity).count() {
            0 => None,
            1 => Some(format!("1 {severity}")),
            several => Some(format!("{several} {severity}s")),
        };
        let counts: Vec<_> = [Severity::Error, Severity::Warning].into_iter().filter_map(count).collect();
        counts.join(", ")
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.styled())
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What `main` and `unwrap` write before it stays on a line of its own.
        write!(formatter, "\n{self}")
    }
}

impl std::error::Error for Diagnostics {}

/// What is wrong outside of all schema files.
impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Diagnostics::new(vec![diagnostic], Sources::default())
    }
}

/// One of the [`Diagnostics`].
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
}

/// A place in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub struct Position {
    /// From 1 on.
    pub line: usize,
    /// In characters, from 1 on.
    pub column: usize,
}

impl<'a> Finding<'a> {
    /// Its code.
    pub fn code(&self) -> Code {
        self.diagnostic.code
    }

    /// Whether it is an error.
    pub fn severity(&self) -> Severity {
        self.code().entry().severity
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &'a str {
        &self.diagnostic.message
    }

    /// The schema file, if it is about a place in one.
    pub fn path(&self) -> Option<&'a Path> {
        self.source().map(|source| source.path.as_path())
    }

    /// The place in the file, if it is about one.
    pub fn position(&self) -> Option<Position> {
        let before = self.source()?.before(self.diagnostic.place()?);
        let line_start = before.rfind('\n').map_or(0, |line_end| line_end + 1);
        let column = before.chars().count() - before[..line_start].chars().count();
        Some(Position { line: before.matches('\n').count() + 1, column: column + 1 })
    }

    /// On one line, as cargo shows warnings: `schema/shop.yaml:3:5: message [DS0107]`.
    pub fn line(&self) -> String {
        let mut line = String::new();
        if let (Some(path), Some(Position { line: row, column })) = (self.path(), self.position()) {
            line = format!("{}:{row}:{column}: ", path.display());
        }
        line += &format!("{} [{}]", self.message(), self.code());
        line.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
    }

    fn source(&self) -> Option<&'a Source> {
        self.sources.get(self.diagnostic.place()?.source)
    }
}
