//! Answers that are none: each is an error that says what broke, and is asked for once.

use dynaschema::{Error, Route};
use dynaschema_scripted::Answer;

use crate::verbs::{ITEM, ROUTES, VERBS, Verb};

/// What becomes of an answer that comes again and again.
async fn broken(verb: &Verb, body: &[u8], route: Route) -> (Error, usize) {
    let (read, asked) = verb.ask(vec![Answer::bytes(200, body); 4], route).await;
    let error = read.expect_err(&format!("{} by {route:?}: {}", verb.operation, String::from_utf8_lossy(body)));
    (error, asked)
}

/// By the wire, an answer is broken at this byte. By the maps it is broken too, which the SDK takes for a reason to ask
/// again.
async fn is_broken_at(verb: &Verb, body: &[u8], at: usize) {
    for route in [Route::Wire, Route::Fastest] {
        let (error, asked) = broken(verb, body, route).await;
        let Error::Service(error) = &error else { panic!("{error:?}") };
        assert_eq!((error.operation, error.code.as_deref(), asked), (verb.operation, None, 1));
        let said = error.message();
        assert!(said.ends_with(&format!("at byte {at}")), "{said} of {}", String::from_utf8_lossy(body));
    }
    let (error, asked) = broken(verb, body, Route::Maps).await;
    assert!(matches!(error, Error::Service(_)) && asked <= 3, "{error:?} after {asked}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_ends_too_early_is_broken_where_it_ends() {
    for verb in VERBS {
        let whole = verb.answer(ITEM);
        for length in 1..whole.len() {
            is_broken_at(verb, &whole.as_bytes()[..length], length).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_with_something_behind_it_is_broken_there() {
    for verb in VERBS {
        let whole = verb.answer(ITEM);
        for behind in ["}", "{}", "x", "\0"] {
            is_broken_at(verb, [&*whole, behind].concat().as_bytes(), whole.len()).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_with_a_wrong_bracket_is_broken_there() {
    for verb in VERBS {
        let whole = verb.answer(ITEM);
        let brackets = whole.bytes().enumerate().filter(|(_, byte)| b"{}[]".contains(byte));
        for (at, bracket) in brackets {
            let mut body = whole.clone().into_bytes();
            body[at] = if bracket == b'}' { b']' } else { b'}' };
            let (error, asked) = broken(verb, &body, Route::Wire).await;
            let said = error.to_string();
            assert!(said.contains(&format!("at byte {at}")), "{said} of {}", String::from_utf8_lossy(&body));
            assert_eq!(asked, 1);
            let (error, asked) = broken(verb, &body, Route::Maps).await;
            assert!(matches!(error, Error::Service(_)) && asked <= 3, "{error:?} after {asked}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_utf_8_is_broken_at_the_first_byte_that_is_not() {
    for verb in VERBS {
        let whole = verb.answer(ITEM);
        let at = whole.find("\"A\"").expect("the title") + 1;
        for bytes in [&[0xFF][..], &[0xC3], &[0xED, 0xA0, 0x80], &[0xC0, 0xAF]] {
            let body = [&whole.as_bytes()[..at], bytes, &whole.as_bytes()[at + 1..]].concat();
            is_broken_at(verb, &body, at).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_something_else_than_items_is_broken_where_the_items_should_be() {
    for verb in VERBS {
        for body in ["null", "[]", "7", "x"] {
            is_broken_at(verb, body.as_bytes(), 0).await;
        }
    }
}

/// It is JSON, and not DynamoDB's.
#[tokio::test(start_paused = true)]
async fn an_item_or_a_value_that_is_none_is_told_by_its_byte() {
    for verb in VERBS {
        let whole = verb.answer(ITEM);
        let value = if whole.contains("Count") && whole.starts_with("{\"Items") { ITEM } else { r#"{"S":"A"}"# };
        for (right, wrong) in [(ITEM, "7"), (ITEM, "null"), (ITEM, "\"a\""), (value, "[]"), (value, "true")] {
            let at = whole.find(right).expect("it is there");
            let body = whole.replacen(right, wrong, 1);
            for route in [Route::Wire, Route::Fastest] {
                let (error, asked) = broken(verb, body.as_bytes(), route).await;
                let said = error.to_string();
                assert!(said.contains(&format!("expected `{{` at byte {at}")), "{said} of {body}");
                assert_eq!(asked, 1, "{said}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_items_has_none() {
    for verb in VERBS {
        let mut all = Vec::new();
        for route in ROUTES {
            let (read, asked) = verb.ask(vec![Answer::bytes(200, "{}")], route).await;
            all.push(read.map_err(|error| error.to_string()));
            assert_eq!(asked, 1);
        }
        assert!(all.iter().all(|read| *read == all[0]), "{}: {all:?}", verb.operation);
        assert!(!format!("{:?}", all[0]).contains("title"), "{all:?}");
    }
}

/// A value that cannot be is told by its attribute, and other items are not what they were not.
#[tokio::test(start_paused = true)]
async fn a_value_of_two_types_or_of_none_is_an_error_of_its_attribute() {
    for verb in VERBS {
        for (value, found) in [
            (r#"{"S":"A","N":"1"}"#, "a value of two types"),
            (r#"{"S":"A","S":"B"}"#, "a value of two types"),
            ("{}", "one without a type"),
        ] {
            // The collection is of accounts.
            let item = ITEM.replace(r#"{"S":"A"}"#, value).replace(r#"{"S":"N."}"#, value);
            let body = verb.answer(&item);
            for route in [Route::Wire, Route::Fastest] {
                let (error, asked) = broken(verb, body.as_bytes(), route).await;
                let Error::Decode(error) = error else { panic!("{error:?}") };
                assert!(["title", "name"].contains(&&*error.attribute), "{error}");
                assert_eq!((error.found.as_str(), asked), (found, 1), "{error}");
            }
        }
    }
}
