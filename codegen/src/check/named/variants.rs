//! Variants of enums: each has a name of its own in Rust, and a text of its own in DynamoDB.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::check::write::scalar;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::names;
use crate::source::Span;
use crate::yaml::Spanned;

/// The variants of one enum, with what tells them apart.
pub(super) struct Variants<'a> {
    of: &'a str,
    texts: BTreeMap<&'a str, Span>,
    names: BTreeMap<String, (String, Option<Span>)>,
}

impl<'a> Variants<'a> {
    pub(super) fn new(of: &'a str) -> Self {
        Self { of, texts: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// Keeps a name for something else.
    pub(super) fn reserve(&mut self, name: &str, what: &str) {
        self.names.insert(name.to_owned(), (what.to_owned(), None));
    }

    /// The variant that is called after a name and stored as a text; none if it cannot be.
    pub(super) fn add(
        &mut self,
        name: &Spanned<String>,
        text: &'a Spanned<String>,
        is_list: bool,
        cx: &mut Context<'_>,
    ) -> Option<String> {
        if let Some(first) = self.texts.get(text.as_str()) {
            cx.sink.report(
                Diagnostic::new(codes::REPEATED_VALUE, format!("{} stands twice in {}", shown(text), shown(self.of)))
                    .at(text.span, "again here")
                    .also(*first, "first here"),
            );
            return None;
        }
        self.texts.insert(text, text.span);
        let Some(variant) = names::variant(name) else {
            no_variant(name, is_list, cx);
            return None;
        };
        if let Some((first, place)) = self.names.get(&variant) {
            let message = format!("two variants of {} would be called {}", shown(self.of), shown(&variant));
            let diagnostic = Diagnostic::new(codes::REPEATED_VALUE, message).at(name.span, "");
            let diagnostic = match place {
                Some(place) => diagnostic.also(*place, first),
                None => diagnostic.help(format!("{} is {first}", shown(&variant))),
            };
            cx.sink.report(diagnostic.help(if is_list {
                format!("give it a name of its own: `values: {{ …, another_name: {} }}`", scalar(text))
            } else {
                "give it another name".to_owned()
            }));
            return None;
        }
        self.names.insert(variant.clone(), ("the other one".to_owned(), Some(name.span)));
        Some(variant)
    }

    /// Reports that there are none.
    pub(super) fn none(&self, what: &str, place: Span, cx: &mut Context<'_>) {
        cx.sink.report(
            Diagnostic::new(codes::NO_VARIANT, format!("{} has no {what}", shown(self.of)))
                .at(place, "")
                .help("nothing could be of this type: give it at least one"),
        );
    }
}

fn no_variant(name: &Spanned<String>, is_list: bool, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::VARIANT_NAME, format!("no variant can be called after {}", shown(name)))
            .at(name.span, "expected ASCII letters and digits, a letter first")
            .help(if is_list {
                format!("give it a name: `values: {{ name: {} }}`", scalar(name))
            } else {
                "write a name in snake_case or UpperCamelCase".to_owned()
            }),
    );
}
