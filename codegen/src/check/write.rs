//! Bits of YAML and lists of names, for messages.

/// A text as it can stand between braces.
pub(super) fn scalar(text: &str) -> String {
    let is_safe = |character: char| character.is_alphanumeric() || "_-./<>".contains(character);
    if text.starts_with(char::is_alphanumeric) && text.chars().all(is_safe) {
        text.to_owned()
    } else {
        format!("{text:?}")
    }
}

/// A text in a message: in backticks, on one line, and not longer than one can read.
pub(super) fn shown(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::new();
    for character in name.chars().take(LONGEST) {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if name.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "an empty text".to_owned() } else { format!("`{shown}`") }
}

/// "`a`, `b` and `c`".
pub(super) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(shown).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
