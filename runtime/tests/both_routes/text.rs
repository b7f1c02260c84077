//! A second opinion on DynamoDB's JSON: by serde_json, and as oddly written as JSON may be.

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::Item;
use serde_json::{Value, json};

use super::random::Random;

/// An item as a document.
pub(crate) fn document(item: &Item) -> Value {
    item.iter().map(|(name, value)| (name.clone(), typed(value))).collect()
}

fn typed(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(bytes) => json!({ "B": base64(bytes.as_ref()) }),
        AttributeValue::Bool(value) => json!({ "BOOL": value }),
        AttributeValue::Null(value) => json!({ "NULL": value }),
        AttributeValue::L(elements) => json!({ "L": elements.iter().map(typed).collect::<Vec<_>>() }),
        AttributeValue::M(members) => json!({ "M": document(members) }),
        AttributeValue::Ss(texts) => json!({ "SS": texts }),
        AttributeValue::Ns(numbers) => json!({ "NS": numbers }),
        AttributeValue::Bs(blobs) => {
            json!({ "BS": blobs.iter().map(|bytes| base64(bytes.as_ref())).collect::<Vec<_>>() })
        }
        other => panic!("{other:?}"),
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * place) & 63];
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// An item as text, in any order, with space and escapes where they may be.
pub(crate) fn random(item: &Item, random: &mut Random) -> String {
    let (document, mut text) = (document(item), String::new());
    // Most answers have no space at all.
    let spaced = random.once_in(2);
    write(&document, spaced, random, &mut text);
    assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(document), "the second opinion is not JSON: {text}");
    text
}

/// The same with members that come twice, first with another value. The last one counts, to serde_json and to the SDK.
pub(crate) fn doubled(item: &Item, random: &mut Random) -> String {
    fn write(value: &Value, rarely: usize, random: &mut Random, text: &mut String) {
        match value {
            Value::Object(members) => {
                text.push('{');
                for (position, (name, value)) in members.iter().enumerate() {
                    text.push_str(if position == 0 { "" } else { "," });
                    if random.once_in(rarely) {
                        text.push_str(&format!("{}:{},", json!(name), other(value, random)));
                    }
                    text.push_str(&format!("{}:", json!(name)));
                    write(value, rarely, random, text);
                }
                text.push('}');
            }
            Value::Array(elements) => {
                text.push('[');
                for (position, element) in elements.iter().enumerate() {
                    text.push_str(if position == 0 { "" } else { "," });
                    write(element, rarely, random, text);
                }
                text.push(']');
            }
            other => text.push_str(&other.to_string()),
        }
    }
    let (document, mut text) = (document(item), String::new());
    // Of all members about one.
    let members = document.to_string().matches("\":").count();
    write(&document, members.max(1), random, &mut text);
    assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(document), "the second opinion is not JSON: {text}");
    text
}

/// Another value, often of the same type.
fn other(value: &Value, random: &mut Random) -> Value {
    match value["S"].as_str() {
        // Tags of unions that schemas of tests have.
        Some(_) => json!({ "S": *random.one_of(&["card", "cash", "moved", "counted", "labels", "count", "node"]) }),
        None => typed(&random.value()),
    }
}

fn write(value: &Value, spaced: bool, random: &mut Random, text: &mut String) {
    space(spaced, random, text);
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            random.shuffle(&mut members);
            text.push('{');
            for (position, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if position == 0 { "" } else { "," });
                space(spaced, random, text);
                string(name, random, text);
                space(spaced, random, text);
                text.push(':');
                write(value, spaced, random, text);
            }
            space(spaced, random, text);
            text.push('}');
        }
        Value::Array(elements) => {
            text.push('[');
            for (position, element) in elements.iter().enumerate() {
                text.push_str(if position == 0 { "" } else { "," });
                write(element, spaced, random, text);
            }
            space(spaced, random, text);
            text.push(']');
        }
        Value::String(value) => string(value, random, text),
        other => text.push_str(&other.to_string()),
    }
    space(spaced, random, text);
}

fn space(spaced: bool, random: &mut Random, text: &mut String) {
    while spaced && random.once_in(3) {
        text.push(*random.one_of(&[' ', '\t', '\n', '\r']));
    }
}

fn string(value: &str, random: &mut Random, text: &mut String) {
    let escapes = random.once_in(3);
    text.push('"');
    for character in value.chars() {
        match character {
            // Of a character outside the basic plane, the two halves of a pair.
            _ if escapes && random.once_in(3) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let digits = if random.once_in(2) { format!("{unit:04x}") } else { format!("{unit:04X}") };
                    text.push_str(&format!("\\u{digits}"));
                }
            }
            '/' if escapes => text.push_str("\\/"),
            '"' | '\\' | '\0'..' ' => {
                let quoted = json!(character.to_string()).to_string();
                text.push_str(&quoted[1..quoted.len() - 1]);
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}
