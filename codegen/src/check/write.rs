//! Bits of YAML, for messages.

/// A text as it can stand between braces, and is read as that text.
pub(super) fn scalar(text: &str) -> String {
    let is_safe = |character: char| character.is_alphanumeric() || "_-./<>".contains(character);
    let is_null = matches!(text, "null" | "Null" | "NULL");
    if text.starts_with(char::is_alphanumeric) && text.chars().all(is_safe) && !is_null {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') => {
                quoted += &format!("\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn what_yaml_takes_for_something_else_stands_in_quotes() {
        for text in ["days_old", "u8", "set<string>", "größe", "5", "true"] {
            assert_eq!(scalar(text), text);
        }
        for text in ["", "~", "null", "Null", "NULL", "State#Date", "u8?", "-", "a: b"] {
            assert_eq!(scalar(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn escapes_are_those_of_yaml() {
        assert_eq!(scalar("a\"\\\n\t\u{1b}\u{7f}\u{2028}'"), r#""a\"\\\n\t\u001B\u007F\u2028'""#);
    }

    #[test]
    fn whatever_is_written_is_read_as_it_was() {
        for text in ["a\"b", "\\", "\u{1b}[0m", "line\r\nbreak", "\u{85}\u{2028}", "null", "'", "é𝄞"] {
            let yaml = format!("{{ key: {} }}", scalar(text));
            let read: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&yaml).unwrap();
            assert_eq!(read["key"], text, "{yaml}");
        }
    }
}
