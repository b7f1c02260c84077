//! What holds for every text.

use proptest::prelude::*;

use super::{Shop, outcome};

const VALID: &str = "\
# A shop.
tables:
  Orders: &orders
    doc: |
      All orders.
      Über alles.
    key: { partition: 'o#{id}', sort: \"c#{ü}\" }
    read: 5
    write: -7
    protected: true
    tags: [ a, b c, \"d\\te\", no, 1.0 ]
    class: infrequent_access
  Copies: *orders
entities:
  Order:
    attributes:
      id: string
      note: { type: string?, optional: false }
      folded: >-
        a
        b
";

/// What makes YAML YAML.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    "- ",
    "-",
    "?",
    ",",
    "[",
    "]",
    "{",
    "}",
    "#",
    " #",
    "&a ",
    "*a",
    "*orders",
    "!",
    "!!str ",
    "|",
    ">",
    "'",
    "\"",
    "\\",
    "%",
    "@",
    "`",
    "~",
    "null",
    "<<: ",
    "---\n",
    "...",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "é",
    "𝄞",
    "a",
    "5",
    "true",
    "tables",
    "doc: ",
    "\u{1b}[31m",
    "type: ",
];

/// A valid text after some edits.
fn edited() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..12_usize, prop::sample::select(PIECES));
    prop::collection::vec(edit, 1..6).prop_map(|edits| {
        let mut text: Vec<char> = VALID.chars().collect();
        for (place, removed, piece) in edits {
            let start = place.index(text.len() + 1);
            let end = (start + removed).min(text.len());
            text.splice(start..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Reads and reports in all ways.
fn exercise(text: &str) {
    let (_, diagnostics) = outcome(text);
    let _ = (diagnostics.plain(), diagnostics.styled(), format!("{diagnostics:?}"));
    for finding in diagnostics.iter() {
        assert!(finding.position().is_some());
        assert!(!finding.line().contains('\n'));
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        exercise(&text);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        exercise(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_edit_makes_the_reader_panic(text in edited()) {
        exercise(&text);
    }

    #[test]
    fn no_pieces_of_yaml_make_the_reader_panic(text in pieces()) {
        exercise(&text);
    }

    /// Either something is read and nothing reported, or something is reported.
    #[test]
    fn nothing_is_lost_in_silence(text in edited()) {
        let (shop, diagnostics) = outcome(&text);
        prop_assert!(shop.is_some() || !diagnostics.is_empty());
    }

    /// Another reader finds the same in what we accept, where it accepts it.
    #[test]
    fn a_second_opinion_agrees(text in edited()) {
        let (shop, diagnostics) = outcome(&text);
        // Merge keys are off in the other reader.
        let comparable = diagnostics.is_empty() && !text.contains("<<");
        if let (true, Some(shop), Ok(second)) = (comparable, shop, serde_yaml::from_str::<Shop>(&text)) {
            prop_assert_eq!(shop, second);
        }
    }
}

#[test]
fn a_second_opinion_agrees_on_what_is_valid() {
    let (shop, diagnostics) = outcome(VALID);
    assert!(diagnostics.is_empty(), "{}", diagnostics.plain());
    assert_eq!(shop, Some(serde_yaml::from_str(VALID).unwrap()));
}
