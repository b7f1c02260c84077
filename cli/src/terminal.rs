//! What goes to stderr.

use std::env;
use std::io::{self, IsTerminal, Write};

use dynaschema_codegen::Diagnostics;

/// Shows a report, with colours where a person sees them and does not mind (<https://no-color.org>).
pub(crate) fn report(diagnostics: &Diagnostics) {
    if diagnostics.is_empty() {
        return;
    }
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let report = if io::stderr().is_terminal() && !no_color { diagnostics.styled() } else { diagnostics.plain() };
    to_stderr(report.trim_end());
}

/// An error that is none of the schema's.
pub(crate) fn error(message: &str) {
    to_stderr(&format!("error: {message}"));
}

/// Where even stderr is closed there is nobody left to tell; the exit status remains.
fn to_stderr(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
