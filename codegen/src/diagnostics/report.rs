//! The public error type.

use std::fmt;
use std::path::Path;

use crate::source::{Source, Sources};

use super::render::Look;
use super::{Code, Diagnostic, Severity, render};

/// All that is wrong with a schema, in the order of its files.
///
/// [`Debug`] writes the full report in colours, so that it reads well where a build script's `main` returns it or
/// unwraps it: cargo strips the colours where the user's terminal has none. [`Display`](fmt::Display) writes it
/// without.
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
        let is_error = |finding: &Finding<'_>| finding.severity() == Severity::Error;
        let Some(first) = self.iter().find(is_error).or_else(|| self.iter().next()) else { return String::new() };
        let mut report = String::new();
        for diagnostic in &self.diagnostics {
            report += &render::diagnostic(diagnostic, &self.sources, look);
            report += "\n\n";
        }
        report + &format!("{}; `dynaschema explain {}` tells more\n", self.count(), first.code())
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
        formatter.write_str(&self.plain())
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What `main` and `unwrap` write before it stays on a line of its own.
        write!(formatter, "\n{}", self.styled())
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

    /// The schema file that it is about, or the path that cannot be read.
    pub fn path(&self) -> Option<&'a Path> {
        self.source().map(|source| source.path.as_path()).or(self.diagnostic.path.as_deref())
    }

    /// The place in the file, if it is about one. Of a file that is no text, the line is all that is known.
    pub fn position(&self) -> Option<Position> {
        let Some(source) = self.source() else {
            return self.diagnostic.line.map(|line| Position { line, column: 1 });
        };
        let start = source.range(self.diagnostic.place()?).start;
        let column = source.text[source.line_start(start)..start].chars().count();
        Some(Position { line: source.line(start) + 1, column: column + 1 })
    }

    /// On one line, as cargo shows warnings: `schema/shop.yaml:3:5: message [DS0107]`.
    pub fn line(&self) -> String {
        let mut line = String::new();
        // The message itself tells the path of what is no source.
        if let (Some(source), Some(Position { line: row, column })) = (self.source(), self.position()) {
            line = format!("{}:{row}:{column}: ", source.path.display());
        }
        line += &format!("{} [{}]", self.message(), self.code());
        line.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
    }

    fn source(&self) -> Option<&'a Source> {
        self.sources.get(self.diagnostic.place()?.source)
    }
}
