//! Names and texts of a schema, as they stand in messages.

/// How many characters of a text a message can hold.
const LONGEST: usize = 60;

/// A text in backticks, on one line, and not longer than one can read.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars().take(LONGEST) {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "an empty text".to_owned() } else { format!("`{shown}`") }
}

/// "`a`, `b` and `c`", with that word before the last.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>, and: &str) -> String {
    let names: Vec<String> = names.into_iter().map(shown).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{list, shown};

    #[test]
    fn a_text_is_shown_on_one_line_and_cut() {
        assert_eq!(shown("größe"), "`größe`");
        assert_eq!(shown(""), "an empty text");
        assert_eq!(shown("a\nb\u{1b}"), "`a\\nb\\u{1b}`");
        assert_eq!(shown(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }

    #[test]
    fn a_list_reads_like_a_sentence() {
        assert_eq!(list(["a", "b", "c"], "or"), "`a`, `b` or `c`");
        assert_eq!(list(["a"], "and"), "`a`");
    }
}
