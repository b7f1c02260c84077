//! What a build script is told by its surroundings and says to cargo, and what a test is told.

use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Diagnostics, codes};

/// The folder in `OUT_DIR` that generated code goes into.
pub(crate) fn out_dir() -> Result<PathBuf, Diagnostics> {
    match std::env::var_os("OUT_DIR") {
        Some(out_dir) => Ok(Path::new(&out_dir).join("dynaschema")),
        None => Err(Diagnostic::new(codes::NO_OUT_DIR, "`compile` is for build scripts: there is no `OUT_DIR`")
            .help("use `write_to` to write the code into a folder of your own")
            .into()),
    }
}

/// Shows warnings, a line each.
pub(crate) fn warn(warnings: &Diagnostics) {
    for warning in warnings.iter() {
        println!("cargo::warning={}", warning.line());
    }
}

/// Says which files and folders to watch. Absolute, so that they mean the same wherever cargo looks from.
pub(crate) fn rerun_if_changed<'p>(paths: impl Iterator<Item = &'p Path>) {
    for path in paths {
        if let Ok(path) = std::path::absolute(path) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
}

/// Whether a test of freshness is to write instead.
pub(crate) fn update_generated() -> bool {
    std::env::var_os("UPDATE_GENERATED").is_some_and(|value| value == "1")
}

/// Shows warnings to somebody who looks at a test's output.
pub(crate) fn show(warnings: &Diagnostics) {
    if !warnings.is_empty() {
        eprintln!("{warnings}");
    }
}
