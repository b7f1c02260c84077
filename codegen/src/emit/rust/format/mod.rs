//! Formatting: tokens as text, the same on every machine, in one pass over them.
//!
//! It knows the forms of Rust that generated code has, and lays them out much as rustfmt does. What it does not know it
//! puts on one line: whatever it does, the tokens stay as they are.

mod layout;
mod spacing;
mod tokens;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

pub(super) use layout::LINE;
use layout::{Layout, Statement};
use tokens::Tokens;

/// The text of a file, to which items are added.
pub(super) struct File {
    text: String,
    last: Option<Statement>,
}

impl File {
    /// A file that has its header yet.
    pub(super) fn new(header: String) -> Self {
        Self { text: header, last: None }
    }

    /// Adds items.
    pub(super) fn push(&mut self, items: TokenStream) {
        let tokens = Tokens::read(items);
        if self.last.is_none() && !tokens.is_empty() {
            self.text.push('\n');
        }
        let mut layout = Layout::new(&tokens, &mut self.text);
        self.last = layout.items(self.last);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
