//! Random texts, right ones and almost right ones, against serde_json.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::json::agreement;

/// What a corruption puts into a text: what JSON is made of, and what almost looks like it.
const PIECES: [&str; 46] = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "u", "b", "n", "t", "f", "e", "E", "+", "-", ".", "0", "1", "9",
    "00", "\\u", "\\ud83d", "\\ude00", "\\u0000", "\\u00e", "\\x", "\\\"", "true", "false", "null", "nul", " ", "\t",
    "\n", "\r", "\u{0}", "\u{c}", "\u{1f}", "\u{7f}", "\u{a0}", "\u{feff}", "é", "😀",
];

/// Space between tokens, mostly none.
fn space() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => "[ \t\r\n]{1,3}"]
}

fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 #/:é\u{7f}-\u{10ffff}]{1,20}".prop_filter("not in a string", |text| !text.contains(['"', '\\'])),
        1 => select(vec!["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"]).prop_map(str::to_owned),
        1 => any::<u16>().prop_filter("half of a pair", |unit| !(0xD800..=0xDFFF).contains(unit))
            .prop_map(|unit| format!("\\u{unit:04x}")),
        1 => proptest::char::range('\u{10000}', char::MAX).prop_map(|character| {
            character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect()
        }),
    ];
    vec(piece, 0..5).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["true", "false", "null"]).prop_map(str::to_owned),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,10})?([eE][+-]?[0-9]{1,3})?",
        string(),
    ]
}

fn document() -> impl Strategy<Value = String> {
    scalar().prop_recursive(6, 40, 6, |inner| {
        let element = (space(), inner.clone(), space()).prop_map(|(before, value, behind)| before + &value + &behind);
        let member = (space(), string(), space(), space(), inner, space())
            .prop_map(|(a, name, b, c, value, d)| format!("{a}{name}{b}:{c}{value}{d}"));
        prop_oneof![
            space().prop_map(|space| format!("[{space}]")),
            space().prop_map(|space| format!("{{{space}}}")),
            vec(element, 1..6).prop_map(|elements| format!("[{}]", elements.join(","))),
            vec(member, 1..6).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

/// So many characters from here on become something else.
fn corrupt(text: &mut String, at: &Index, removed: usize, put: &str) {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let first = at.index(boundaries.len());
    let last = first.saturating_add(removed).min(boundaries.len() - 1);
    text.replace_range(boundaries[first]..boundaries[last], put);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents((before, text, behind) in (space(), document(), space())) {
        agreement::check(&(before + &text + &behind));
    }

    #[test]
    fn corrupt_documents(
        mut text in document(),
        corruptions in vec((any::<Index>(), prop_oneof![4 => 0..3_usize, 1 => Just(usize::MAX)], select(&PIECES[..]), any::<bool>()), 1..4),
    ) {
        for (at, removed, piece, is_put) in corruptions {
            corrupt(&mut text, &at, removed, if is_put { piece } else { "" });
        }
        agreement::check(&text);
    }

    #[test]
    fn heaps_of_tokens(pieces in vec(select(&PIECES[..]), 0..12)) {
        agreement::check(&pieces.concat());
    }
}
