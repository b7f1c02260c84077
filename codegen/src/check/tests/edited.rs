//! What holds for every schema, tried with schemas that are almost right.

use proptest::prelude::*;

use super::{ENTITIES, OTHERS, TABLES, TYPES, run};
use crate::check::built_in::SCALARS;
use crate::check::write::scalar;
use crate::diagnostics::{Code, Severity};
use crate::emit::rust::{self, Layout};
use crate::model::Schema;

/// Texts that look a little like types, paths, formats, numbers and times.
const STRANGE: &str = "[a-zA0-9%.:<>?, +eTZé=#-]{0,24}";

/// Pieces of schemas, to be put where others are.
const PIECES: &[&str] = &[
    "",
    "link",
    "at",
    "Link",
    "HackerNews",
    "self",
    "type",
    "new",
    "by_key",
    "a b",
    "größe",
    "[]",
    "[link, at]",
    "{}",
    "{ name: link, type: string }",
    "string",
    "bool",
    "u8?",
    "set<string>",
    "set<",
    "on_demand",
    "global:",
    "local:",
    "all",
    "keys_only",
    "[title, points]",
    "{ index: by_day }",
    "{ attribute: day, hide_expired: true }",
    "{ read: 0 }",
    "0",
    "-1",
    "1e9",
    "~",
    "true",
    "\"\"",
    "*x",
    "<<: { a: b }",
    "Name",
    "Folder",
    "map<State?>",
    "set<Folder>",
    "{ newtype: Money }",
    "{ values: [a, b] }",
    "{ fields: { a: Folder } }",
    "{ type: Money, default: 5, stamp: insert, as: string }",
    "'%F'",
];

/// Whether all that is made of a model is Rust.
fn parses(schema: Option<&Schema>) -> bool {
    let files = schema.into_iter().flat_map(|schema| rust::files(schema, Layout::Sources).into_values());
    files.into_iter().all(|text| syn::parse_file(&text).is_ok())
}

fn is_error(finding: &str) -> bool {
    Code::find(&finding[..6]).is_none_or(|code| code.entry().severity == Severity::Error)
}

proptest! {
    #[test]
    fn whatever_is_not_reported_gives_a_model_and_rust_that_parses(edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..5)) {
        let mut texts = [TABLES, ENTITIES, OTHERS].map(str::to_owned);
        for (text, word, piece) in edits {
            let text = &mut texts[text % 3];
            let words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 1).collect();
            if let Some(word) = words.get(word % words.len().max(1)) {
                *text = text.replacen(&word.to_string(), PIECES[piece % PIECES.len()], 1);
            }
        }
        let (schema, findings) = run(&[("tables.yaml", &texts[0]), ("entities.yaml", &texts[1]), ("others.yaml", &texts[2])]);
        let errors = findings.iter().any(|finding| is_error(finding));
        prop_assert_eq!(schema.is_none(), errors, "{:?}", findings);
        prop_assert!(parses(schema.as_ref()), "{:?}", texts);
    }

    #[test]
    fn whatever_is_not_reported_of_types_gives_a_model_and_rust_that_parses(edits in prop::collection::vec((any::<usize>(), any::<usize>()), 1..4)) {
        let mut text = TYPES.to_owned();
        for (word, piece) in edits {
            let words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 1).collect();
            if let Some(word) = words.get(word % words.len().max(1)) {
                text = text.replacen(&word.to_string(), PIECES[piece % PIECES.len()], 1);
            }
        }
        let (schema, findings) = run(&[("types.yaml", &text)]);
        let errors = findings.iter().any(|finding| is_error(finding));
        prop_assert_eq!(schema.is_none(), errors, "{:?}", findings);
        prop_assert!(parses(schema.as_ref()), "{}", text);
    }

    #[test]
    fn no_text_is_too_strange_to_be_accepted_or_reported(text in STRANGE, ty in 0..SCALARS.len(), format in STRANGE) {
        let (text, format, ty) = (scalar(&text), scalar(&format), SCALARS[ty].0);
        let schema = format!(
            "types:
  A: {text}
  B: {{ newtype: {text} }}
  C: {{ rust: {text}, as: {ty} }}
  D: {{ type: timestamp, format: {format} }}
  E: {{ values: [{text}, {format}], derives: [{text}] }}
  F: {{ fields: {{ a: {{ type: {ty}, default: {text} }}, b: {{ type: list<{ty}>, default: [{format}] }} }} }}
  G: {{ tag: {text}, variants: {{ {text}: F }} }}
"
        );
        let (model, findings) = run(&[("types.yaml", &schema)]);
        prop_assert_eq!(model.is_none(), !findings.is_empty(), "{:?}", findings);
        prop_assert!(parses(model.as_ref()), "{}", schema);
    }
}
