//! What is refused, where, and what should have stood there.

use crate::json::{Broken, Reader, agreement};

#[track_caller]
fn refused(text: &str, offset: usize, expected: &'static str) {
    agreement::check(text);
    let mut reader = Reader::new(text);
    let broken = reader.skip().and_then(|()| reader.end());
    assert_eq!(broken, Err(Broken { offset, expected }), "{text:?}");
}

#[test]
fn values() {
    for text in
        ["", " ", "x", "+1", ".5", "'a'", "}", "]", ",", ":", "NaN", "Infinity", "\u{feff}1", "\u{a0}1", "\u{c}1"]
    {
        let offset = text.len() - text.trim_start_matches(' ').len();
        refused(text, offset, "a value");
    }
    refused("[", 1, "a value");
    refused("[1,", 3, "a value");
    refused("[1,]", 3, "a value");
    refused("[,1]", 1, "a value");
    refused(r#"{"a":"#, 5, "a value");
    refused(r#"{"a":}"#, 5, "a value");
    refused("tru", 0, "`true` or `false`");
    refused("fals", 0, "`true` or `false`");
    refused("True", 0, "a value");
    refused("nul", 0, "`null`");
    refused("nil", 0, "`null`");
}

#[test]
fn separators_and_ends() {
    refused("1 2", 2, "the end");
    refused("truefalse", 4, "the end");
    refused("[]]", 2, "the end");
    refused("[1 2]", 3, "`,` or `]`");
    refused("[1}", 2, "`,` or `]`");
    refused("[1", 2, "`,` or `]`");
    refused("[1:2]", 2, "`,` or `]`");
    refused("[1\u{b},2]", 2, "`,` or `]`");
    refused(r#"{"a":1"#, 6, "`,` or `}`");
    refused(r#"{"a":1]"#, 6, "`,` or `}`");
    refused(r#"{"a":1 "b":2}"#, 7, "`,` or `}`");
    refused(r#"{"a":1,}"#, 7, "a name");
    refused(r#"{"a":1,,"b":2}"#, 7, "a name");
    refused(r#"{"a":1,b:2}"#, 7, "a name");
    refused(r#"{"a":1,b":2}"#, 7, "a name");
    refused(r#"{"a":1, ,"b":2}"#, 8, "a name");
    refused("{", 1, "a name or `}`");
    refused("{,}", 1, "a name or `}`");
    refused("{1:2}", 1, "a name or `}`");
    refused("{]", 1, "a name or `}`");
    refused(r#"{"a""#, 4, "`:`");
    refused(r#"{"a"}"#, 4, "`:`");
    refused(r#"{"a" 1}"#, 5, "`:`");
    refused(r#"{"a" "b":1}"#, 5, "`:`");
    refused(r#"{"a",1}"#, 4, "`:`");
}

#[test]
fn numbers() {
    for text in ["-", "-x", "-.5", "--1"] {
        refused(text, 1, "a digit");
    }
    refused("1.", 2, "a digit");
    refused("1.e5", 2, "a digit");
    refused("1e", 2, "a digit");
    refused("1e+", 3, "a digit");
    refused("1E-x", 3, "a digit");
    refused("01", 1, "the end");
    refused("-01", 2, "the end");
    refused("1.5.2", 3, "the end");
    refused("1e5.2", 3, "the end");
    refused("0x10", 1, "the end");
    refused("[1_000]", 2, "`,` or `]`");
}

#[test]
fn strings() {
    let (quote, control) = ("`\"`", "no control character in a string");
    refused("\"", 1, quote);
    refused("\"abc", 4, quote);
    refused("\"abcdefghi", 10, quote);
    refused("\"a\\\"", 4, quote);
    refused("\"a\nb\"", 2, control);
    refused("\"\u{0}\"", 1, control);
    refused("\"0123456789\u{1f}\"", 11, control);
    refused("\"\\n\tb\"", 3, control);
    refused("{\"a\nb\":1}", 3, control);

    let escape = "one of `\"\\/bfnrtu`";
    refused(r#""\"#, 2, escape);
    refused(r#""\x41""#, 2, escape);
    refused(r#""\U0041""#, 2, escape);
    refused(r#""\'""#, 2, escape);
    refused("\"\\\n\"", 2, escape);
    refused("\"\\é\"", 2, escape);
    refused(r#"{"\a":1}"#, 3, escape);
}

#[test]
fn escapes_of_code_units() {
    let digit = "a hexadecimal digit";
    refused(r#""\u"#, 3, digit);
    refused(r#""\u""#, 3, digit);
    refused(r#""\u12"#, 5, digit);
    refused(r#""\u12g4""#, 5, digit);
    refused(r#""\u+123""#, 3, digit);
    refused(r#""\u12é""#, 5, digit);

    let second = "the second half of a surrogate pair";
    refused(r#""\ud83d"#, 7, second);
    refused(r#""\ud83d""#, 7, second);
    refused(r#""\ud83dx""#, 7, second);
    refused(r#""\ud83d\n""#, 7, second);
    refused(r#""\ud83d\u0041""#, 7, second);
    refused(r#""\ud83d\ud83d""#, 7, second);
    refused(r#""\ud83d\u""#, 9, digit);
    refused(r#""\ude00""#, 1, "the first half of a surrogate pair");
    refused(r#""a\ude00\ud83d""#, 2, "the first half of a surrogate pair");
    refused(r#""\udc00\udc00""#, 1, "the first half of a surrogate pair");
    refused(r#""\udfff\udfff""#, 1, "the first half of a surrogate pair");
    refused(r#""\ud800\udbff""#, 7, second);
    refused(r#""\udbff\ue000""#, 7, second);
    for pair in [r"\ud800\udc00", r"\uD800\uDFFF", r"\udbff\udc00", r"\uDBFF\uDFFF", r"\ud7ff", r"\ue000"] {
        agreement::check(&format!("\"{pair}\""));
    }
}

#[test]
fn other_values_than_the_one_that_is_asked_for() {
    let refused = |broken: Result<(), Broken>, expected| assert_eq!(broken, Err(Broken { offset: 1, expected }));
    let text = || Reader::new(" 7");
    refused(text().object(), "`{`");
    refused(text().array(), "`[`");
    refused(text().string().map(drop), "a string");
    refused(text().boolean().map(drop), "`true` or `false`");
    refused(text().null(), "`null`");
    refused(Reader::new(" []").number().map(drop), "a number");
}

#[test]
fn an_error_says_what_and_where() {
    let broken = Reader::new("[1 2]").skip().unwrap_err();
    assert_eq!(broken.to_string(), "expected `,` or `]` at byte 3");
}
