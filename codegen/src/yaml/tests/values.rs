//! What values mean.

use crate::source::Span;

use super::{Attribute, Class, Field, Spanned, accepted, outcome, reported, table};

/// The bytes of a span.
fn range(span: Span) -> std::ops::Range<usize> {
    span.start..span.end
}

#[test]
fn an_empty_file_is_an_empty_schema() {
    for text in ["", "\n", "# nothing\n", "---\n", "---\n...\n", "~", "{}", "\u{feff}", "\u{feff}# nothing"] {
        let shop = accepted(text);
        assert!(shop.tables.is_absent() && shop.entities.is_absent(), "{text:?}");
    }
}

#[test]
fn a_scalar_is_what_its_place_wants() {
    let table = table(
        "tables: { T: { doc: no, key: { partition: 1.0, sort: true }, read: 200, write: -5, protected: true, \
         tags: [0x10, 2024-01-01, '', 'null', \"é\"], class: infrequent_access } }",
    );
    assert_eq!(table.doc.value().map(String::as_str), Some("no"));
    let key = table.key.value().unwrap();
    assert_eq!((key.partition.as_str(), key.sort.value().map(String::as_str)), ("1.0", Some("true")));
    assert_eq!(
        (table.read.value(), table.write.value(), table.protected.value()),
        (Some(&200), Some(&-5), Some(&true))
    );
    let tags: Vec<_> = table.tags.value().unwrap().elements.iter().flatten().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["0x10", "2024-01-01", "", "null", "é"]);
    assert_eq!(table.class.value(), Some(&Class::InfrequentAccess));
}

#[test]
fn null_is_an_empty_section_and_no_other_value() {
    for null in ["", "~", "null", "Null", "NULL"] {
        assert_eq!(accepted(&format!("tables: {null}\nentities: {{}}")).tables, Field::Absent);
        let lines = reported(&format!("tables: {{ T: {{ doc: {null}, write: {null} }} }}"));
        assert!(lines.len() == 2 && lines.iter().all(|line| line.ends_with("there is nothing [DS0021]")), "{lines:?}");
    }
    assert_eq!(reported("tables:\n  T:\n"), ["2:4: expected a map, but there is nothing [DS0021]"]);
    assert_eq!(
        reported("tables: { T: { tags: [~] } }\nentities: { E: { attributes: { a: null } } }"),
        [
            "1:23: expected text, but there is nothing [DS0021]",
            "2:35: expected a type, or a map with `type`, but there is nothing [DS0021]",
        ]
    );
}

#[test]
fn the_name_of_a_key_is_always_text() {
    let shop = accepted("tables: { null: {}, 5: {}, true: {}, '': {}, '<<': {} }");
    let names: Vec<_> = shop.tables.value().unwrap().entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["null", "5", "true", "", "<<"]);
}

#[test]
fn entries_keep_their_order_and_places() {
    let text = "tables:\r\n  Zürich: {}\r\n  Äpfel:\r\n    tags: [ 'ö', x ]\r\n";
    let shop = accepted(text);
    let tables = shop.tables.value().unwrap();
    let places: Vec<_> = tables.entries.iter().map(|(name, _)| (name.as_str(), &text[range(name.span)])).collect();
    assert_eq!(places, [("Zürich", "Zürich"), ("Äpfel", "Äpfel")]);
    let (_, table) = &tables.entries[1];
    let tags = table.as_ref().unwrap().tags.given().unwrap();
    assert_eq!(&text[range(tags.span)], "[ 'ö', x ]");
    let elements: Vec<_> = tags.elements.iter().flatten().map(|tag| &text[range(tag.span)]).collect();
    assert_eq!(elements, ["'ö'", "x"]);
}

#[test]
fn places_in_a_file_with_a_byte_order_mark_are_those_of_its_text() {
    let (_, diagnostics) = outcome("\u{feff}tables: 5\n");
    let position = diagnostics.iter().next().and_then(|finding| finding.position()).unwrap();
    assert_eq!((position.line, position.column), (1, 9));
}

#[test]
fn a_block_ends_where_its_last_value_ends() {
    let text = "tables:\n  T:\n    tags:\n      - a\n\n# end\n\nentities: {}\n";
    let shop = accepted(text);
    assert_eq!(&text[range(shop.tables.given().unwrap().span)], "T:\n    tags:\n      - a");
}

#[test]
fn one_type_can_have_several_forms() {
    let shop = accepted("entities: { E: { attributes: { a: string, b: { type: i64, optional: true } } } }");
    let entities = shop.entities.value().unwrap();
    let attributes = entities.entries[0].1.as_ref().unwrap().attributes.value().unwrap();
    assert_eq!(attributes.entries[0].1, Some(Attribute::Short("string".to_owned())));
    let Some(Attribute::Full(full)) = &attributes.entries[1].1 else { panic!("the full form") };
    assert_eq!((full.ty.value().map(String::as_str), full.optional.value()), (Some("i64"), Some(&true)));
}

#[test]
fn a_broken_value_leaves_its_name_and_its_siblings() {
    let (shop, _) = outcome("tables: { A: [], B: { doc: [], read: 7 } }\nentities: 5");
    let shop = shop.unwrap();
    let [(a, None), (b, Some(table))] = shop.tables.value().unwrap().entries.as_slice() else { panic!("two tables") };
    assert_eq!((a.as_str(), b.as_str(), table.read.value()), ("A", "B", Some(&7)));
    assert_eq!((&table.doc, &shop.entities), (&Field::Broken, &Field::Broken));
}

#[test]
fn places_do_not_count_when_values_are_compared() {
    let place = |start| Span { start, ..Span::NOWHERE };
    assert_eq!(Spanned::new(1, place(1)), Spanned::new(1, place(2)));
    assert!(Spanned::new(1, place(2)) < Spanned::new(2, place(1)));
    assert_eq!(Spanned::new(1, place(1)).to_string(), "1");
}
