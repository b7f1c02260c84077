//! What is reported, where, and once.

use super::{Field, outcome, reported};

#[test]
fn all_mistakes_of_a_file_are_reported_in_one_run() {
    let text = "\
tables:
  A:
    dok: x
    read: 300
    protected: yes
    tags: [a, {b: c}, [d]]
    class: standart
  A: {}
  B: []
  C: { key: { sort: [] } }
  [D]: {}
  E: { doc: !!str x, sort: 1 }
entites: {}
";
    assert_eq!(
        reported(text),
        [
            "3:5: unknown key `dok` [DS0019]",
            "4:11: expected a whole number from 0 to 255, found `300` [DS0022]",
            "5:16: expected `true` or `false`, found `yes` [DS0020]",
            "6:15: expected text, found a map [DS0020]",
            "6:23: expected text, found a list [DS0020]",
            "7:12: expected `standard` or `infrequent_access`, found `standart` [DS0020]",
            "8:3: the key `A` stands twice in one map [DS0017]",
            "9:6: expected a map, found a list [DS0020]",
            "10:13: `partition` is missing [DS0020]",
            "10:21: expected text, found a list [DS0020]",
            "11:3: a key is a name, not a list [DS0016]",
            "12:13: tags mean nothing here [DS0010]",
            "12:22: unknown key `sort` [DS0019]",
            "13:1: unknown key `entites` [DS0019]",
        ]
    );
}

#[test]
fn a_misspelt_key_counts_as_the_one_that_was_meant() {
    let (shop, diagnostics) = outcome("tables: { T: { key: { partiton: a } } }\nentites: {}");
    assert_eq!(diagnostics.iter().count(), 2, "{}", diagnostics.plain());
    assert_eq!(shop.unwrap().entities, Field::Broken);
}

#[test]
fn only_absent_keys_are_proposed() {
    let (shop, diagnostics) = outcome("entities: {}\nentites: {}");
    assert!(diagnostics.plain().contains("known here: `tables` and `entities`"));
    assert!(!diagnostics.plain().contains("did you mean"));
    assert!(shop.unwrap().entities.given().is_some());
}

#[test]
fn a_form_with_keys_knows_them() {
    let (_, diagnostics) = outcome("entities: { E: { attributes: { a: { typ: string } } } }");
    assert!(diagnostics.plain().contains("did you mean `type`?"), "{}", diagnostics.plain());
}

#[test]
fn a_space_that_is_missing_after_a_colon_is_noticed() {
    for text in ["tables: { T: {read:5} }", "tables:\n  T:\n    read:5\n", "tables:5"] {
        let (_, diagnostics) = outcome(text);
        assert_eq!(diagnostics.iter().count(), 1);
        assert!(diagnostics.plain().contains("a space belongs after the colon"), "{}", diagnostics.plain());
    }
    let (_, diagnostics) = outcome("tables: { T: { key: {partition:id} } }");
    assert_eq!(diagnostics.iter().count(), 1, "{}", diagnostics.plain());
    assert!(diagnostics.plain().contains("1 | tables: { T: { key: {partition: id} } }"), "{}", diagnostics.plain());
}

#[test]
fn numbers_are_decimal_plain_and_in_range() {
    for (number, message) in [
        ("-1", "expected a whole number from 0 to 255, found `-1` [DS0022]"),
        (
            "99999999999999999999999999999999999999999",
            "expected a whole number from 0 to 255, found `99999999999999999999999999999999999999999` [DS0022]",
        ),
        ("1.0", "expected a whole number from 0 to 255, found `1.0` [DS0020]"),
        ("1e2", "expected a whole number from 0 to 255, found `1e2` [DS0020]"),
        ("007", "expected a whole number from 0 to 255, found `007` [DS0020]"),
        ("0x1", "expected a whole number from 0 to 255, found `0x1` [DS0020]"),
        ("'5'", "expected a whole number from 0 to 255, found the text `5` [DS0020]"),
        ("+", "expected a whole number from 0 to 255, found `+` [DS0020]"),
    ] {
        assert_eq!(reported(&format!("tables: {{ T: {{ read: {number} }} }}")), [format!("1:22: {message}")]);
    }
}

#[test]
fn what_is_no_yaml_is_reported_alone() {
    for (text, expected) in [
        ("tables: { T: 5, U: 6\n", "1:9: this is not YAML: unclosed bracket '{' [DS0007]"),
        ("a: b: c\n", "1:5: this is not YAML: mapping values are not allowed in this context [DS0007]"),
        ("tables: @x\n", "1:9: this is not YAML: nothing can begin with `@` [DS0007]"),
        ("tables:\n  T: {}\n\tU: {}\n", "3:1: a tab stands where YAML wants spaces [DS0008]"),
        ("tables:\n\tT: {}\n", "2:1: a tab stands where YAML wants spaces [DS0008]"),
        ("tab\u{0}les: 5\n", "1:4: the invisible character U+0000 cannot stand in a schema [DS0006]"),
        ("tables: \"\u{1b}\"\n", "1:10: the invisible character U+001B cannot stand in a schema [DS0006]"),
        ("tables: 'a\u{2028}b'\n", "1:11: the invisible character U+2028 cannot stand in a schema [DS0006]"),
    ] {
        let (shop, _) = outcome(text);
        assert!(shop.is_none(), "{text:?}");
        assert_eq!(reported(text), [expected], "{text:?}");
    }
}

#[test]
fn a_template_without_quotes_gets_them() {
    let (_, diagnostics) = outcome("tables: { T: { key: { partition: {link} } } }");
    assert_eq!(diagnostics.iter().count(), 1);
    assert!(
        diagnostics.plain().contains("+ tables: { T: { key: { partition: \"{link}\" } } }"),
        "{}",
        diagnostics.plain()
    );
    for text in ["doc: {a}#{b}", "doc: o#{a}, read: 5", "doc: {a}x"] {
        let (_, diagnostics) = outcome(&format!("tables: {{ T: {{ {text} }} }}"));
        assert_eq!(diagnostics.iter().count(), 1);
        assert!(diagnostics.plain().contains("a text with `{` or `}` in it needs quotes"), "{}", diagnostics.plain());
    }
}

#[test]
fn the_second_document_is_refused_and_the_first_is_read() {
    let (shop, _) = outcome("tables: 5\n---\ntables: [}\n");
    assert_eq!(shop.unwrap().tables, Field::Broken);
    assert_eq!(
        reported("tables: 5\n---\ntables: [}\n"),
        ["1:9: expected a map, found `5` [DS0020]", "2:1: a second document begins in this file [DS0009]",]
    );
}

#[test]
fn nesting_has_a_bound() {
    let nested = |depth: usize| format!("tables: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(reported(&nested(63)), ["1:9: expected a map, found a list [DS0020]"]);
    assert_eq!(reported(&nested(64)), ["1:72: more than 64 maps and lists are inside each other [DS0014]"]);
    assert_eq!(outcome(&nested(100_000)).1.iter().count(), 1);
    let block: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(reported(&block), ["65:65: more than 64 maps and lists are inside each other [DS0014]"]);
}

#[test]
fn a_map_that_lost_a_part_knows_and_the_rest_of_it_is_read() {
    for lost in ["[x]: {}", "<<: *x", "<<: 5", "{x}: {}"] {
        let text = format!("tables: {{ {lost}, A: {{ red: 5 }} }}");
        let (shop, diagnostics) = outcome(&text);
        assert_eq!(diagnostics.iter().count(), 2, "{}", diagnostics.plain());
        let Field::Given(tables) = shop.unwrap().tables else { panic!("{text}") };
        assert!(!tables.complete && tables.entries.len() == 1, "{text}");
    }
}

#[test]
fn what_a_struct_lost_may_be_any_of_its_absent_keys() {
    for lost in ["[x]: {}", "<<: *x", "colour: red", "ttl: x", "doc: y"] {
        let text = format!("tables: {{ A: {{ doc: x, {lost} }}, B: {{}} }}");
        let (shop, diagnostics) = outcome(&text);
        assert_eq!(diagnostics.iter().count(), 1, "{}", diagnostics.plain());
        let tables = shop.unwrap().tables;
        let [(_, Some(a)), (_, Some(b))] = &tables.value().unwrap().entries[..] else { panic!("{text}") };
        assert_eq!((&a.key, &b.key), (&Field::Broken, &Field::Absent), "{text}");
    }
}

#[test]
fn what_is_planned_is_no_unknown_key() {
    assert_eq!(reported("tables: { A: { ttl: x } }"), ["1:16: `ttl` is not supported yet [DS0038]"]);
}

#[test]
fn words_of_other_tools_are_understood() {
    let (_, diagnostics) = outcome("tables: { T: { key: { hash: a, range: b } } }");
    let plain = diagnostics.plain();
    assert!(plain.contains("did you mean `partition`?") && plain.contains("did you mean `sort`?"), "{plain}");
}

#[test]
fn names_of_a_schema_cannot_control_a_message() {
    let long = "x".repeat(500);
    for text in ["\"a\\nb\": 1", "\"\\e[31m\": 1", &format!("{long}: 1"), "\"a\\nb\": 1, \"a\\nb\": 2"] {
        for line in reported(&format!("tables: {{ T: {{ {text} }} }}")) {
            assert!(line.len() < 140 && !line.contains(['\u{1b}', '\n']), "{line}");
        }
    }
}

#[test]
fn both_values_of_a_key_that_stands_twice_are_read() {
    assert_eq!(
        reported("tables: { A: { red: 1 }, A: { raed: 2 } }\ntables: { B: 5 }"),
        [
            "1:16: unknown key `red` [DS0019]",
            "1:26: the key `A` stands twice in one map [DS0017]",
            "1:31: unknown key `raed` [DS0019]",
            "2:1: the key `tables` stands twice in one map [DS0017]",
            "2:14: expected a map, found `5` [DS0020]",
        ]
    );
    let (shop, _) = outcome("tables: {}\ntables: {}");
    assert_eq!(shop.unwrap().tables, Field::Broken);
}

#[test]
fn of_a_name_that_stands_twice_nobody_knows_what_it_means() {
    let (shop, diagnostics) = outcome("tables: { A: { read: 1 }, A: { read: 2 } }");
    assert_eq!(diagnostics.iter().count(), 1);
    let tables = shop.unwrap().tables;
    let [(name, None)] = tables.value().unwrap().entries.as_slice() else { panic!("{tables:?}") };
    assert_eq!(name.as_str(), "A");
}

#[test]
fn a_bracket_that_is_not_closed_is_shown() {
    for text in ["tables:\n  A: { doc: x\n  B: {}\n", "tables:\n  A: [x\n  B: {}\n  C: ]\n"] {
        let (_, diagnostics) = outcome(text);
        assert_eq!(diagnostics.iter().count(), 1);
        assert!(diagnostics.plain().contains("2 |   A: "), "{}", diagnostics.plain());
        assert!(diagnostics.plain().contains("is this closed?"), "{}", diagnostics.plain());
    }
}
