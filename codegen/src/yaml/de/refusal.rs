//! What a type has against a value, and how that is told.

use std::fmt;

use serde::de::Expected;

use crate::diagnostics::{Diagnostic, codes, list, shown, similar};
use crate::yaml::node::{Content, Node};

use super::scalar;

#[derive(Debug)]
pub(super) enum Refusal {
    /// Something else was expected.
    Expected { expected: String, instead: Option<Instead> },
    /// It is a number, but not one of these.
    OutOfRange { expected: String },
    /// It is none of these words.
    UnknownWord { word: String, words: &'static [&'static str] },
    /// A type's own words.
    Other(String),
}

/// What was most likely meant.
#[derive(Debug)]
pub(super) struct Instead {
    pub(super) help: &'static str,
    pub(super) text: String,
}

impl Refusal {
    pub(super) fn expected(expected: &dyn Expected) -> Self {
        Refusal::Expected { expected: words(&expected.to_string()), instead: None }
    }

    pub(super) fn expected_one_of(words: &[&str]) -> Self {
        Refusal::Expected { expected: list(words.iter().copied(), "or"), instead: None }
    }

    pub(super) fn out_of_range(expected: &dyn Expected) -> Self {
        Refusal::OutOfRange { expected: words(&expected.to_string()) }
    }

    pub(super) fn diagnostic(self, node: &Node) -> Diagnostic {
        let span = node.place();
        let diagnostic = match self {
            Refusal::Expected { expected, .. } if node.is_null() => {
                let message = format!("expected {expected}, but there is nothing");
                let diagnostic = Diagnostic::new(codes::NO_VALUE, message).at(span, "");
                match node.scalar().map(|scalar| scalar.text.as_str()) {
                    Some(word @ ("null" | "Null" | "NULL")) => {
                        diagnostic.help(format!("`{word}` is nothing in YAML; if it is the text, put quotes around it"))
                    }
                    _ => diagnostic,
                }
            }
            Refusal::Expected { expected, instead } => {
                let is_list_for_map = expected.starts_with("a map") && matches!(&*node.content, Content::List(_));
                let message = format!("expected {expected}, found {}", node.describe());
                let diagnostic = Diagnostic::new(codes::WRONG_TYPE, message).at(span, "");
                match instead {
                    Some(instead) => diagnostic.help(instead.help).replace(span, instead.text),
                    None if scalar::lacks_space(node) => diagnostic.help("a space belongs after the colon of a key"),
                    None if is_list_for_map => {
                        diagnostic.help("in a map, names stand before a colon and have no `-` before them: `name: …`")
                    }
                    None => diagnostic,
                }
            }
            Refusal::OutOfRange { expected } => {
                let message = format!("expected {expected}, found {}", node.describe());
                Diagnostic::new(codes::OUT_OF_RANGE, message).at(span, "")
            }
            Refusal::UnknownWord { word, words } => {
                let message = format!("expected {}, found {}", list(words.iter().copied(), "or"), shown(&word));
                let diagnostic = Diagnostic::new(codes::WRONG_TYPE, message).at(span, "");
                match similar(&word, words.iter().copied()) {
                    Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).replace(span, meant),
                    None => diagnostic,
                }
            }
            Refusal::Other(message) => Diagnostic::new(codes::WRONG_TYPE, message).at(span, ""),
        };
        match node.alias {
            Some(_) => diagnostic.also(node.span, "the alias stands for this"),
            None => diagnostic,
        }
    }
}

/// serde's words for what it expects, in those of the schema language. Others are a type's own.
fn words(expected: &str) -> String {
    fn range<N: fmt::Display>(min: N, max: N) -> String {
        format!("a whole number from {min} to {max}")
    }
    match expected {
        "a string" => "text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "a list".to_owned(),
        "i8" => range(i8::MIN, i8::MAX),
        "i16" => range(i16::MIN, i16::MAX),
        "i32" => range(i32::MIN, i32::MAX),
        "i64" => range(i64::MIN, i64::MAX),
        "i128" => "a whole number of at most 38 digits".to_owned(),
        "u8" => range(u8::MIN, u8::MAX),
        "u16" => range(u16::MIN, u16::MAX),
        "u32" => range(u32::MIN, u32::MAX),
        "u64" => range(u64::MIN, u64::MAX),
        _ if expected.starts_with("struct ") => "a map".to_owned(),
        _ => expected.to_owned(),
    }
}
