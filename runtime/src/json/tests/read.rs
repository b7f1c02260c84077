//! What is read, and how.

use std::borrow::Cow;

use crate::json::{DEEPEST, Reader, agreement};

#[test]
fn an_answer_is_read_token_by_token() {
    let mut reader = Reader::new(r#"{"Items":[{"id":{"N":"7"},"ok":{"BOOL":true}}],"Count":1,"Last":null}"#);
    reader.object().unwrap();
    assert_eq!(reader.name().unwrap().as_deref(), Some("Items"));
    reader.array().unwrap();
    assert!(reader.element().unwrap());
    reader.object().unwrap();
    assert_eq!(reader.name().unwrap().as_deref(), Some("id"));
    reader.object().unwrap();
    assert_eq!(reader.name().unwrap().as_deref(), Some("N"));
    assert_eq!(reader.string().unwrap(), "7");
    assert_eq!((reader.offset(), reader.depth()), (24, 4));
    assert_eq!(reader.name().unwrap(), None);
    assert_eq!(reader.name().unwrap().as_deref(), Some("ok"));
    reader.object().unwrap();
    assert_eq!(reader.name().unwrap().as_deref(), Some("BOOL"));
    assert!(reader.boolean().unwrap());
    assert_eq!(reader.name().unwrap(), None);
    assert_eq!(reader.name().unwrap(), None);
    assert!(!reader.element().unwrap());
    assert_eq!(reader.name().unwrap().as_deref(), Some("Count"));
    assert_eq!(reader.number().unwrap(), "1");
    assert_eq!(reader.name().unwrap().as_deref(), Some("Last"));
    reader.null().unwrap();
    assert_eq!(reader.name().unwrap(), None);
    reader.end().unwrap();
}

#[test]
fn a_copy_reads_ahead() {
    let mut reader = Reader::new(r#"{"a":[1,2],"b":"x"}"#);
    reader.object().unwrap();
    let mut ahead = reader;
    ahead.name().unwrap();
    ahead.skip().unwrap();
    ahead.name().unwrap();
    assert_eq!(ahead.string().unwrap(), "x");
    assert_eq!(reader.name().unwrap().as_deref(), Some("a"));
}

#[test]
fn a_string_alone_in_an_object_is_read_at_once_where_it_is_written_as_it_mostly_is() {
    let read = |text, letter| {
        let mut reader = Reader::new(text);
        let string = reader.only_string(letter).map(Cow::into_owned);
        (string, reader.offset())
    };
    assert_eq!(read(r#"{"S":"x"}"#, b'S'), (Some("x".to_owned()), 9));
    assert_eq!(read(r#"{"S":"\\"}"#, b'S'), (Some("\\".to_owned()), 10));
    for text in [
        r#"{"S":"x"}"#,
        r#"{"NS":"x"}"#,
        r#"{"N" :"x"}"#,
        r#"{ "N":"x"}"#,
        r#"{"N":"x" }"#,
        r#"{"N":"x","M":1}"#,
        r#"{"N":1}"#,
        r#"{"N":"x"#,
        r#"{"N":"\x"}"#,
        r#"{"\u004e":"x"}"#,
        r#"{"N"#,
        r#""N""#,
        "",
    ] {
        assert_eq!(read(text, b'N'), (None, 0), "{text}");
    }
    let nested = "[".repeat(DEEPEST) + r#"{"N":"x"}"#;
    let mut reader = Reader::new(&nested);
    for _ in 0..DEEPEST {
        reader.array().unwrap();
        reader.element().unwrap();
    }
    assert_eq!(reader.only_string(b'N'), None);
}

#[test]
fn strings_are_borrowed_where_nothing_is_escaped() {
    let string = |text| Reader::new(text).string().unwrap();
    assert!(matches!(string("\"plain \u{7f}é😀\""), Cow::Borrowed("plain \u{7f}é😀")));
    assert!(matches!(string(r#""""#), Cow::Borrowed("")));
    assert!(matches!(string(r#""a\/b""#), Cow::Owned(text) if text == "a/b"));
    assert_eq!(string(r#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\ude00""#), "\"\\/\u{8}\u{c}\n\r\tAé€😀");
    let mut reader = Reader::new(r#"{"plain":1,"\u0065scaped":2}"#);
    reader.object().unwrap();
    assert!(matches!(reader.name().unwrap(), Some(Cow::Borrowed("plain"))));
    reader.skip().unwrap();
    assert!(matches!(reader.name().unwrap(), Some(Cow::Owned(name)) if name == "escaped"));
}

/// Wherever the escape, the quote and the text's end are, as seen by what looks at several bytes together.
#[test]
fn strings_of_every_length() {
    for before in 0..70 {
        for behind in 0..70 {
            for escape in
                ["", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\n\\\"\\\\", "é", "\u{1f}", "\\x", "\\u12"]
            {
                let text = format!("\"{}{escape}{}\"", "x".repeat(before), "y".repeat(behind));
                let expected = serde_json::from_str::<String>(&text).ok();
                let mut reader = Reader::new(&text);
                assert_eq!(reader.string().ok().map(Cow::into_owned), expected, "{text}");
                assert_eq!(reader.end().is_ok(), expected.is_some(), "{text}");
                let mut reader = Reader::new(&text);
                assert_eq!(reader.skip().is_ok(), expected.is_some(), "{text}");
            }
        }
    }
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for text in ["0", "-0", "10", "-12.50", "1e400", "1E+2", "0.0e-7", "123456789012345678901234567890"] {
        assert_eq!(Reader::new(text).number().unwrap(), text);
        agreement::check(text);
    }
}

#[test]
fn space_may_stand_between_any_two_tokens() {
    let text = " \t\r\n{ \"a\" \n:\t[ 1 , true\r, null ] , \"b\" : { } , \"c\" : [ ] } \n";
    agreement::check(text);
    let mut reader = Reader::new(text);
    assert!(reader.next_is(b'{') && !reader.next_is(b'['));
    assert_eq!(reader.offset(), 4);
    reader.skip().unwrap();
    reader.end().unwrap();
    assert_eq!(reader.offset(), text.len());
}

#[test]
fn a_value_that_is_something_else_stays_where_it_is() {
    let mut reader = Reader::new(r#"["text"]"#);
    reader.array().unwrap();
    reader.element().unwrap();
    reader.object().unwrap_err();
    reader.array().unwrap_err();
    reader.boolean().unwrap_err();
    reader.null().unwrap_err();
    reader.number().unwrap_err();
    assert_eq!(reader.string().unwrap(), "text");
    reader.finish(0).unwrap();
    reader.end().unwrap();
}

#[test]
fn containers_are_bounded_as_those_of_serde_json_are() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    agreement::check(&nested(DEEPEST));
    agreement::check(&nested(DEEPEST + 1));
    let refused = Reader::new(&nested(DEEPEST + 1)).skip().unwrap_err();
    assert_eq!((refused.offset, refused.expected), (DEEPEST, "no more than 127 objects and arrays in each other"));
    Reader::new(&nested(DEEPEST)).skip().unwrap();
    agreement::check(&("[{\"a\":".repeat(63) + "[1]" + &"}]".repeat(63)));
}

#[test]
fn finishing_goes_on_to_the_depth_that_was_asked_for() {
    let mut reader = Reader::new(r#"{"a":{"b":[1,{"c":2}],"d":3},"e":4}"#);
    reader.object().unwrap();
    reader.name().unwrap();
    reader.object().unwrap();
    reader.name().unwrap();
    reader.array().unwrap();
    let mut other = reader;
    other.finish(2).unwrap();
    assert_eq!(other.name().unwrap().as_deref(), Some("d"));
    other.finish(2).unwrap(); // there is nothing to finish: the value is still to be read
    assert_eq!(other.number().unwrap(), "3");
    reader.finish(1).unwrap();
    assert_eq!(reader.name().unwrap().as_deref(), Some("e"));
    reader.finish(0).unwrap();
    reader.end().unwrap();
}
