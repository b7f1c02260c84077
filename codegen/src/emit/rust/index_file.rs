//! The index file: holds the generated files as private modules and re-exports what is in them, so that paths do not
//! depend on how schema files are called.

use std::fmt::Write;

use super::{Layout, header};
use crate::model::{File, Schema};
use crate::names;

pub(super) const NAME: &str = "mod.rs";

/// A program need not use all of its schema, and a crate need not make its schema public; names, docs
/// and defaults are the schema's, whatever clippy thinks of them.
const ALLOWED: &str = "clippy::approx_constant, clippy::disallowed_names, clippy::doc_lazy_continuation, \
                       clippy::doc_overindented_list_items, clippy::excessive_precision, clippy::type_complexity, \
                       clippy::upper_case_acronyms, dead_code, rustdoc::broken_intra_doc_links, \
                       rustdoc::invalid_html_tags, unreachable_pub";

pub(super) fn text(schema: &Schema, layout: Layout) -> String {
    let mut text = header("the schema");
    let modules = schema.files.iter().map(|file| module(file, layout));
    match layout {
        Layout::OutDir => {
            text.push_str("\n/// Tables and entities of the schema.\npub mod schema {\n");
            for line in modules.collect::<Vec<_>>().join("\n").lines() {
                // Writing to a `String` cannot fail.
                let _ = writeln!(text, "{:indent$}{line}", "", indent = if line.is_empty() { 0 } else { 4 });
            }
            text.push_str("}\n");
        }
        Layout::Sources => {
            text.push_str("\n//! Tables and entities of the schema.\n");
            modules.for_each(|module| text.push_str(&format!("\n{module}")));
        }
    }
    text
}

/// A schema file's module and its re-export.
fn module(File { stem, .. }: &File, layout: Layout) -> String {
    let name = names::file_module(stem);
    let module = match layout {
        Layout::OutDir => format!(
            "#[allow({ALLOWED})]\n\
             mod {name} {{\n    ::core::include!(::core::concat!(::core::env!(\"OUT_DIR\"), \"/dynaschema/{stem}.rs\"));\n}}\n"
        ),
        Layout::Sources => {
            format!("#[allow({ALLOWED})]\n#[rustfmt::skip]\n#[path = \"{stem}.rs\"]\nmod {name};\n")
        }
    };
    format!("{module}#[allow(unreachable_pub, unused_imports)]\npub use self::{name}::*;\n")
}
