//! The index file: holds the generated files as private modules and re-exports what is in them, so that paths do not
//! depend on how schema files are called.

use std::fmt::Write;

use super::{Layout, header};
use crate::model::{File, Schema};
use crate::names;

pub(super) const NAME: &str = "mod.rs";

pub(super) fn text(schema: &Schema, layout: Layout) -> String {
    let mut text = header("the schema");
    match layout {
        Layout::OutDir => {
            text.push_str("\n/// Tables and entities of the schema.\npub mod schema {\n");
            schema.files.iter().for_each(|file| module(&mut text, "    ", file, layout));
            text.push_str("}\n");
        }
        Layout::Sources => {
            text.push_str("\n//! Tables and entities of the schema.\n\n");
            schema.files.iter().for_each(|file| module(&mut text, "", file, layout));
        }
    }
    text
}

/// A program need not use all of its schema, and a crate need not make its schema public.
fn module(text: &mut String, indent: &str, File { stem, .. }: &File, layout: Layout) {
    let name = names::file_module(stem);
    let module = match layout {
        Layout::OutDir => format!(
            "#[allow(dead_code, unreachable_pub)]\n\
             mod {name} {{\n    ::core::include!(::core::concat!(::core::env!(\"OUT_DIR\"), \"/dynaschema/{stem}.rs\"));\n}}"
        ),
        Layout::Sources => {
            format!("#[allow(dead_code, unreachable_pub)]\n#[rustfmt::skip]\n#[path = \"{stem}.rs\"]\nmod {name};")
        }
    };
    let reexport = format!("#[allow(unreachable_pub, unused_imports)]\npub use self::{name}::*;");
    for line in module.lines().chain(reexport.lines()) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{indent}{line}");
    }
}
