//! Texts that bound ranges of sort keys: next to others, and within what DynamoDB takes as a sort key.

use crate::key::SORT_BYTES;
use crate::template::LAST;

/// A text that is as great as every sort key that starts with this. It is none of these keys itself if it ends in
/// [`LAST`], which it does where there is room.
pub(super) fn greatest_from(start: &str) -> String {
    let last = match SORT_BYTES.saturating_sub(start.len()) {
        0 => None,
        1 => Some('\u{7F}'),
        2 => Some('\u{7FF}'),
        3 => Some('\u{FFFF}'),
        _ => Some(LAST),
    };
    start.chars().chain(last).collect()
}

/// A text that is as great as every sort key that is less than this, and less than this.
pub(super) fn greatest_below(text: &str) -> Option<String> {
    let mut below = text.to_owned();
    let last = below.pop()?;
    Some(match ('\0'..last).next_back() {
        Some(before) => {
            below.push(before);
            greatest_from(&below)
        }
        None => below,
    })
}

/// The least text of a sort key that is greater than this.
pub(super) fn least_above(text: &str) -> Option<String> {
    let mut above = text.to_owned();
    if above.len() < SORT_BYTES {
        above.push('\0');
        return Some(above);
    }
    while let Some(last) = above.pop() {
        let next = (last..=LAST).nth(1).filter(|next| above.len() + next.len_utf8() <= SORT_BYTES);
        if let Some(next) = next {
            above.push(next);
            return Some(above);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_next_to_others_have_what_dynamodb_takes() {
        assert_eq!(greatest_from("a"), "a\u{10FFFF}");
        assert_eq!(greatest_below("ab").as_deref(), Some("aa\u{10FFFF}"));
        assert_eq!(greatest_below("a\u{E000}").as_deref(), Some("a\u{D7FF}\u{10FFFF}"), "none are between");
        assert_eq!(greatest_below("a\0").as_deref(), Some("a"));
        assert_eq!(greatest_below(""), None);
        assert_eq!(least_above("a").as_deref(), Some("a\0"));
        for (length, last) in [(1024, ""), (1023, "\u{7F}"), (1022, "\u{7FF}"), (1021, "\u{FFFF}")] {
            let text = "x".repeat(length);
            let greatest = greatest_from(&text);
            assert_eq!(greatest, format!("{text}{last}"));
            let next = format!("{}y", "x".repeat(length - 1));
            assert_eq!(least_above(&greatest), Some(next), "{length}: nothing longer fits");
        }
        assert_eq!(least_above(&"\u{10FFFF}".repeat(256)), None);
    }
}
