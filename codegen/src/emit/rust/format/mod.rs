//! Formatting: prettyplease, which gives the same text on every machine, and blank lines between items, which it has
//! none of.

use proc_macro2::TokenStream;

/// The text of a file: its header and its items.
pub(super) fn rust(header: &str, items: TokenStream) -> String {
    if items.is_empty() {
        return header.to_owned();
    }
    match syn::parse2(items.clone()) {
        Ok(file) => format!("{header}\n{}", space_out(&prettyplease::unparse(&file))),
        // Cannot happen, as the tests show; but rustc would say better than we could what is wrong with the text.
        Err(_) => format!("{header}\n{items}\n"),
    }
}

/// Puts a blank line between items: before one that starts with its docs or attributes, and behind a block.
fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        if same_depth(previous, line) && starts_item(line) && ends_item(previous, line) {
            spaced.push('\n');
        }
        // What stands in a macro is tokens to prettyplease.
        if line.contains("rt::own_type!(") {
            spaced.push_str(&line.replace(" ::", "::").replace(":: ", "::").replace(" < ", "<").replace(" >", ">"));
        } else {
            spaced.push_str(line);
        }
        spaced.push('\n');
        previous = line;
    }
    spaced
}

fn same_depth(previous: &str, line: &str) -> bool {
    let depth = |line: &str| line.len() - line.trim_start().len();
    depth(previous) == depth(line)
}

fn starts_item(line: &str) -> bool {
    const STARTS: [&str; 8] = ["///", "#[", "pub ", "impl", "fn ", "use ", "mod ", "const "];
    STARTS.iter().any(|start| line.trim_start().starts_with(start))
}

/// Only implementations of one line stay with what is before them.
fn ends_item(previous: &str, line: &str) -> bool {
    let (previous, line) = (previous.trim_start(), line.trim_start());
    let is_outer = |line: &str| line.starts_with("///") || line.starts_with("#[");
    let is_block = line.starts_with("impl") && line.ends_with('{');
    previous == "}" || (!is_outer(previous) && previous.ends_with(['}', ';']) && (is_outer(line) || is_block))
}
