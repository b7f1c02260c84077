//! Types as they are written in the schema: what is wrong with one, and where.

use std::ops::Range;

use super::Context;
use super::types::{self, Fault, FaultKind, Parsed};
use crate::diagnostics::{Diagnostic, codes, meant, shown};
use crate::source::Span;

/// A scalar of the schema.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// The type, unless something is wrong with it, which is then reported.
pub(super) fn parse(text: Text<'_>, cx: &mut Context<'_>) -> Option<Parsed> {
    let fault = match types::parse(text.text) {
        Ok(parsed) => return Some(parsed),
        Err(Fault { kind: FaultKind::Unknown, .. }) if !cx.all_types => return None,
        Err(fault) => fault,
    };
    let place = text.place(fault.range.clone(), cx);
    let name = text.text.get(fault.range).unwrap_or(text.text);
    let supported = || format!("types are {}", types::SUPPORTED.join(", "));
    let diagnostic = match fault.kind {
        FaultKind::Form(what) => Diagnostic::new(codes::TYPE_FORM, format!("{} is not a type", shown(text.text)))
            .at(place, what)
            .help(supported()),
        FaultKind::Optional(instead) => {
            Diagnostic::new(codes::TYPE_FORM, format!("{} is not a type", shown(text.text)))
                .at(place, "")
                .help(format!("a `?` behind a type makes it optional: {}", shown(&instead)))
                .replace(place, instead)
        }
        FaultKind::Unknown => {
            let unknown = Diagnostic::new(codes::UNKNOWN_TYPE, format!("unknown type {}", shown(name))).at(place, "");
            match meant(name, types::names()) {
                Some(meant) => unknown.help(format!("did you mean `{meant}`?")).replace(place, meant),
                None => unknown.help(supported()),
            }
        }
        FaultKind::Planned => Diagnostic::new(codes::PLANNED, format!("{} is not supported yet", shown(name)))
            .at(place, "")
            .help(supported()),
        FaultKind::Element => Diagnostic::new(codes::SET_ELEMENT, format!("there is no set of {}", shown(name)))
            .at(place, "")
            .help("DynamoDB has sets of strings, numbers and binary values; today only `set<string>` is supported"),
    };
    cx.sink.report(diagnostic);
    None
}

impl Text<'_> {
    /// The place of some bytes of the text; of all of it where the text is not written as it is.
    fn place(self, range: Range<usize>, cx: &Context<'_>) -> Span {
        let written = cx.written(self.span);
        let inside = written.strip_prefix(['"', '\'']).unwrap_or(written);
        if inside.starts_with(self.text) {
            let start = self.span.start + written.len() - inside.len();
            Span {
                start: start + range.start,
                end: start + range.end,
                ..self.span
            }
        } else {
            self.span
        }
    }
}
