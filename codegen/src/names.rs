//! The one place that turns the schema's names into Rust's.
//!
//! The schema's names are Rust's already, in ASCII: `HackerNews`, `days_old`. What is left is their other cases, and
//! the few words that Rust keeps for itself.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The name by which generated code imports the runtime; no generated module may take it.
const RUNTIME: &str = "rt";

/// The index file of a folder of modules; no generated file may take it.
const INDEX_FILE: &str = "mod";

/// The keywords of all editions, those that are only reserved too.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// Whether a table or an entity may have this name: an ASCII identifier in UpperCamelCase.
pub(crate) fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|character| character.is_ascii_alphanumeric())
}

/// Whether an attribute or an index may have this name: an ASCII identifier in snake_case.
pub(crate) fn is_value_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.is_ascii() && name.to_snake_case() == name
}

/// The nearest name that a table or an entity may have.
pub(crate) fn nearest_type_name(name: &str) -> Option<String> {
    Some(name.to_upper_camel_case()).filter(|name| is_type_name(name))
}

/// The nearest name that an attribute or an index may have.
pub(crate) fn nearest_value_name(name: &str) -> Option<String> {
    Some(name.to_snake_case()).filter(|name| is_value_name(name))
}

/// The struct of a table or of an entity: `Link`.
pub(crate) fn structure(name: &str) -> String {
    identifier(name.to_owned())
}

/// The struct of an entity's key: `LinkKey`.
pub(crate) fn key_struct(entity: &str) -> String {
    format!("{entity}Key")
}

/// The module of an entity's markers: `link`.
pub(crate) fn module(entity: &str) -> String {
    match entity.to_snake_case() {
        name if name == RUNTIME => format!("{name}_"),
        name => identifier(name),
    }
}

/// The field of an attribute: `days_old`.
pub(crate) fn field(attribute: &str) -> String {
    identifier(attribute.to_owned())
}

/// The associated constant of an attribute: `DAYS_OLD`.
pub(crate) fn constant(attribute: &str) -> String {
    attribute.to_shouty_snake_case()
}

/// The associated function that asks a question: `by_day`.
pub(crate) fn function(question: &str) -> String {
    identifier(question.to_owned())
}

/// The type that stands for an attribute or for a question: `DaysOld`, `ByDay`.
pub(crate) fn marker(name: &str) -> String {
    identifier(name.to_upper_camel_case())
}

/// The struct in which a question has come to this part of its sort key: `ByDayThenPoints`.
pub(crate) fn step(question: &str, attribute: &str) -> String {
    format!("{}Then{}", question.to_upper_camel_case(), attribute.to_upper_camel_case())
}

/// The struct of what an index that does not project all holds of an entity's items: `LinkByDay`.
pub(crate) fn index_item(entity: &str, question: &str) -> String {
    format!("{entity}{}", question.to_upper_camel_case())
}

/// The type that stands for a format that a part of a key has for itself: `AtInKeyPartition0`, with the place of the
/// part among the pieces of its template.
pub(crate) fn key_format(attribute: &str, role: &str, piece: usize) -> String {
    format!("{}In{}{piece}", attribute.to_upper_camel_case(), role.to_upper_camel_case())
}

/// The enum of one item of a collection: `OrderWithItemsItem`.
pub(crate) fn collection_item(collection: &str) -> String {
    format!("{collection}Item")
}

/// The variant of an enum for a text: `InProgress`. None where that is no name of a variant.
pub(crate) fn variant(text: &str) -> Option<String> {
    nearest_type_name(text).map(identifier)
}

/// The generated file for a schema file, both without their endings: `hacker_news`. None where nothing is left that
/// could be part of a module's name.
pub(crate) fn file_stem(stem: &str) -> Option<String> {
    if !stem.is_ascii() {
        return None;
    }
    match stem.to_snake_case() {
        name if name.is_empty() => None,
        name if name == INDEX_FILE => Some(format!("{name}_")),
        name => Some(name),
    }
}

/// The private module that holds a schema file's items: `file_hacker_news_`. It cannot meet an entity's module: those
/// end in `_` only for words that Rust or we keep, and none of these starts with `file_`.
pub(crate) fn file_module(stem: &str) -> String {
    format!("file_{stem}_")
}

fn identifier(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_are_upper_camel_and_ascii() {
        for name in ["Link", "HackerNews", "HTTPLog", "Table2", "A", "Self"] {
            assert!(is_type_name(name), "{name}");
        }
        for name in ["", "link", "Hacker_News", "2Tables", "Größe", "Hacker News", "_Link", "r#Link"] {
            assert!(!is_type_name(name), "{name}");
        }
    }

    #[test]
    fn names_of_values_are_snake_case_and_ascii() {
        for name in ["link", "days_old", "player1", "a_1", "type", "self"] {
            assert!(is_value_name(name), "{name}");
        }
        for name in ["", "daysOld", "Link", "days__old", "_link", "link_", "1st", "größe", "days-old", "_", "r#type"]
        {
            assert!(!is_value_name(name), "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_one_that_may_be_used() {
        assert_eq!(nearest_type_name("hacker_news").as_deref(), Some("HackerNews"));
        assert_eq!(nearest_value_name("daysOld").as_deref(), Some("days_old"));
        assert_eq!(nearest_value_name("State#Date").as_deref(), Some("state_date"));
        assert_eq!(nearest_type_name("größe"), None);
        assert_eq!(nearest_value_name("1st"), None);
        assert_eq!(nearest_value_name("#"), None);
    }

    #[test]
    fn a_variant_is_called_after_its_text() {
        for (text, expected) in [("QUARTER", "Quarter"), ("in-progress", "InProgress"), ("self", "Self_"), ("a1", "A1")]
        {
            assert_eq!(variant(text).as_deref(), Some(expected));
        }
        for text in ["", "2nd", "größe", "#", "-"] {
            assert_eq!(variant(text), None, "{text}");
        }
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        assert_eq!(field("type"), "r#type");
        assert_eq!(function("gen"), "r#gen");
        assert_eq!(module("Match"), "r#match");
        for (name, expected) in [("self", "self_"), ("super", "super_"), ("crate", "crate_")] {
            assert_eq!(field(name), expected);
        }
        assert_eq!(structure("Self"), "Self_");
        assert_eq!(marker("self"), "Self_");
        assert_eq!(key_struct("Self"), "SelfKey");
        assert_eq!(step("by_day", "self"), "ByDayThenSelf");
        assert_eq!(index_item("Self", "self"), "SelfSelf");
    }

    #[test]
    fn every_identifier_parses_as_one() {
        let words = KEYWORDS.iter().chain(NEVER_RAW).copied().chain(["link", "rt"]);
        for name in words.flat_map(|word| [field(word), module(&word.to_upper_camel_case()), marker(word)]) {
            assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
        }
    }

    #[test]
    fn the_runtime_and_the_index_file_keep_their_names() {
        assert_eq!(module("Rt"), "rt_");
        assert_eq!(file_stem("mod").as_deref(), Some("mod_"));
        assert_eq!(file_stem("Hacker-News").as_deref(), Some("hacker_news"));
        assert_eq!(file_stem("---"), None);
        assert_eq!(file_stem("größe"), None);
    }
}
