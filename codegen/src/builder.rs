//! From schema files to generated files: the whole pipeline in the order in which data flows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::check;
use crate::diagnostics::{Diagnostics, Sink};
use crate::emit::rust::{self, Layout};
use crate::output::{self, Checked, Drift, Written};
use crate::source::Sources;
use crate::{cargo, yaml};

/// Generates code from schema files.
///
/// A schema is one or more files that see each other's names. Paths are files, or folders with `.yaml` and `.yml` files
/// in them.
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until it is told where the code goes"]
pub struct Builder {
    schemas: Vec<PathBuf>,
    texts: Vec<(PathBuf, String)>,
    no_rerun: bool,
}

/// What a schema becomes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The texts of the generated files by their names; `mod.rs` holds the others as modules.
    pub files: BTreeMap<String, String>,
    /// What is doubtful about the schema, but no error.
    pub warnings: Diagnostics,
}

impl Builder {
    /// A builder without schema files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema file, or a folder of them. A relative path starts at the current directory, which for build
    /// scripts and tests is the package's folder.
    pub fn schema(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Adds a schema file that is not on disk: its text, and the path that diagnostics show and whose name the
    /// generated file gets.
    ///
    /// ```
    /// let schema = "
    /// tables: { News: { key: { partition: link } } }
    /// entities: { Link: { table: News, attributes: { link: string } } }
    /// ";
    /// let generated = dynaschema_codegen::Builder::new().text("news.yaml", schema).generate()?;
    /// assert!(generated.files["news.rs"].contains("pub struct Link"));
    /// # Ok::<(), dynaschema_codegen::Diagnostics>(())
    /// ```
    pub fn text(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.texts.push((path.into(), text.into()));
        self
    }

    /// Whether [`compile`](Self::compile) tells cargo to run the build script again only when a schema file changes; it
    /// does unless told not to.
    ///
    /// Once a build script says so of any file, cargo no longer watches the rest of the package for it.
    pub fn emit_rerun(mut self, emit: bool) -> Self {
        self.no_rerun = !emit;
        self
    }

    /// For build scripts: writes the generated code into `OUT_DIR`, where `dynaschema::include_schema!()` finds it.
    ///
    /// Prints warnings for cargo to show, and says which files to watch.
    ///
    /// # Errors
    /// Everything that is wrong with the schema, or an `OUT_DIR` that cannot be written to.
    pub fn compile(&self) -> Result<(), Diagnostics> {
        let out_dir = cargo::out_dir()?;
        let (generated, sources) = self.run(Layout::OutDir)?;
        output::write(&out_dir, &generated.files)?;
        cargo::warn(&generated.warnings);
        if !self.no_rerun {
            cargo::rerun_if_changed(sources.paths());
        }
        Ok(())
    }

    /// The generated code, as it would be checked in; nothing is written.
    ///
    /// # Errors
    /// Everything that is wrong with the schema.
    pub fn generate(&self) -> Result<Generated, Diagnostics> {
        Ok(self.run(Layout::Sources)?.0)
    }

    /// Writes the generated code into a folder of the crate's sources, for `mod schema;`. Files that are already as
    /// they should be are not touched; generated files that the schema no longer gives are removed; files that somebody
    /// else wrote are never overwritten.
    ///
    /// # Errors
    /// Everything that is wrong with the schema, or a folder that cannot be written to.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Written, Diagnostics> {
        let generated = self.generate()?;
        let mut written = output::write(folder.as_ref(), &generated.files)?;
        written.warnings = generated.warnings;
        Ok(written)
    }

    /// Compares a folder with what [`write_to`](Self::write_to) would write there.
    ///
    /// # Errors
    /// Everything that is wrong with the schema, or a folder that cannot be read.
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Checked, Diagnostics> {
        let Generated { files, warnings } = self.generate()?;
        Ok(Checked { drift: output::compare(folder.as_ref(), &files)?, warnings })
    }

    /// For tests: fails if a folder differs from what the schema gives, and says how. With `UPDATE_GENERATED=1` it
    /// writes instead.
    ///
    /// Warnings are printed; a test that passes shows them with `--nocapture`.
    ///
    /// # Panics
    /// If the schema has errors or the folder differs; that is what it is for.
    #[track_caller]
    pub fn assert_fresh(&self, folder: impl AsRef<Path>) {
        let folder = folder.as_ref();
        let checked = if cargo::update_generated() {
            let written = self.write_to(folder);
            written.map(|written| Checked { drift: Vec::new(), warnings: written.warnings })
        } else {
            self.check(folder)
        };
        let Checked { drift, warnings } = checked.unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
        cargo::show(&warnings);
        if !drift.is_empty() {
            let lines: Vec<String> = drift.iter().map(Drift::to_string).collect();
            let fix = "run this test with UPDATE_GENERATED=1 to write them";
            panic!("generated files are not what the schema gives ({fix}):\n{}", lines.join("\n"));
        }
    }

    fn sources(&self, sink: &mut Sink) -> Sources {
        let mut sources = match self.schemas.as_slice() {
            [] if !self.texts.is_empty() => Sources::default(),
            paths => Sources::read(paths, sink),
        };
        for (path, text) in &self.texts {
            sources.push(path, text);
        }
        sources
    }

    fn run(&self, layout: Layout) -> Result<(Generated, Sources), Diagnostics> {
        let mut sink = Sink::default();
        let sources = self.sources(&mut sink);
        match generate(&sources, layout, &mut sink) {
            Some(files) => {
                let warnings = sink.into_diagnostics(&sources);
                Ok((Generated { files, warnings }, sources))
            }
            None => {
                debug_assert!(sink.has_errors(), "a schema is refused for a reason");
                Err(sink.into_diagnostics(&sources))
            }
        }
    }
}

/// The pure core: texts in, texts out.
fn generate(sources: &Sources, layout: Layout, sink: &mut Sink) -> Option<BTreeMap<String, String>> {
    let files: Vec<_> = sources.iter().filter_map(|(id, _)| Some((id, yaml::read(sources, id, sink)?))).collect();
    let schema = check(&files, sources, sink)?;
    Some(rust::files(&schema, layout))
}
