//! The schema's own docs as docs of generated code: the author's Markdown, but nothing in it is ever run as a test, and
//! nothing in it can end the comment or turn the text around.

/// The text as lines of docs.
pub(super) fn neutral(text: &str) -> String {
    let text = harmless(text.trim());
    let mut fence: Option<Fence> = None;
    let mut lines = Lines::default();
    for line in text.lines() {
        match &fence {
            Some(open) if open.is_closed_by(line) => {
                lines.push(line);
                fence = None;
            }
            Some(_) => lines.push(line),
            None => match Fence::opened_by(line) {
                Some((open, marked)) => {
                    lines.push(&marked);
                    fence = Some(open);
                }
                None => lines.push_text(line),
            },
        }
    }
    if let Some(open) = fence {
        lines.push(&open.mark.to_string().repeat(open.length));
    }
    lines.text
}

/// Control characters would end a line or more, and so would rustc refuse those that change the direction of text.
pub(super) fn harmless(text: &str) -> String {
    let character = |character: char| match character {
        '\n' => Some('\n'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        character if character.is_control() => Some(' '),
        character => Some(character),
    };
    text.replace("\r\n", "\n").replace('\t', "    ").chars().filter_map(character).collect()
}

/// Lines of docs, none of which is indented so far that Markdown would take it for code.
#[derive(Default)]
struct Lines {
    text: String,
    /// The column at which the text of the list item begins that we are in; 0 outside of lists.
    item: usize,
    blank: bool,
}

impl Lines {
    fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line.trim_end());
        self.blank = line.trim().is_empty();
    }

    fn push_text(&mut self, line: &str) {
        let words = line.trim_start();
        if line.len() == words.len() && self.blank && bullet(words).is_none() {
            self.item = 0;
        }
        // Four columns behind the text around it, a line would be code.
        let indent = (line.len() - words.len()).min(self.item + 3);
        self.push(&format!("{:indent$}{words}", ""));
        if let Some(bullet) = bullet(words) {
            self.item = indent + bullet;
        }
    }
}

/// How many columns the mark of a list item takes: `- `, `1. `.
fn bullet(words: &str) -> Option<usize> {
    let number = words.chars().take_while(char::is_ascii_digit).count();
    let mark = words[number..].chars().next()?;
    let is_mark = if number == 0 { "-*+".contains(mark) } else { ".)".contains(mark) };
    (is_mark && words[number + 1..].starts_with(' ')).then_some(number + 2)
}

/// An open code block.
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// Whether the line opens a code block, and the line that does so without being a test.
    fn opened_by(line: &str) -> Option<(Self, String)> {
        let start = line.find(['`', '~'])?;
        let (before, rest) = line.split_at(start);
        let mark = rest.chars().next()?;
        let length = rest.chars().take_while(|character| *character == mark).count();
        let info = rest[length..].trim();
        // Only quotation and list marks stand before it, and no code in a line of text.
        let is_prefix = before.chars().all(|character| " >-*+.)".contains(character) || character.is_ascii_digit());
        if length < 3 || !is_prefix || info.contains('`') {
            return None;
        }
        let marks = mark.to_string().repeat(length);
        Some((Self { mark, length }, format!("{before}{marks}{}", language(info))))
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let words = line.trim_start_matches([' ', '>']).trim_end();
        words.len() >= self.length && words.chars().all(|character| character == self.mark)
    }
}

/// What a code block is in: rustdoc runs those that say nothing, or nothing but words of its own.
fn language(info: &str) -> &str {
    let is_rustdocs = |word: &str| {
        let known =
            ["rust", "should_panic", "no_run", "compile_fail", "test_harness", "standalone", "standalone_crate"];
        known.contains(&word) || ["ignore", "edition", "E0"].iter().any(|start| word.starts_with(start))
    };
    let mut words = info.split([',', ' ', '{', '}']).filter(|word| !word.is_empty());
    match words.next() {
        None => "text",
        Some(first) if is_rustdocs(first) || words.any(is_rustdocs) => "ignore",
        Some(first) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_a_test() {
        for (own, expected) in [
            ("```\nx\n```", "```text\nx\n```"),
            ("```rust\nx\n```", "```ignore\nx\n```"),
            ("```rust,should_panic\nx\n```", "```ignore\nx\n```"),
            ("```no_run\nx\n```", "```ignore\nx\n```"),
            ("```edition2021\nx\n```", "```ignore\nx\n```"),
            ("```yaml\nx: y\n```", "```yaml\nx: y\n```"),
            ("~~~\nx\n~~~", "~~~text\nx\n~~~"),
            ("````\n```\nx\n````", "````text\n```\nx\n````"),
            ("> ```\n> x\n> ```", "> ```text\n> x\n> ```"),
            ("- ```\n  x\n  ```", "- ```text\n  x\n  ```"),
            ("```\nnever closed", "```text\nnever closed\n```"),
            ("a\n\n    indented\n\n\ttoo", "a\n\n   indented\n\n   too"),
            ("- a\n\n          deep", "- a\n\n     deep"),
            ("text with `code` and ```more```", "text with `code` and ```more```"),
        ] {
            assert_eq!(neutral(own), expected, "{own:?}");
        }
    }

    #[test]
    fn lists_keep_their_shape() {
        let list =
            "States:\n\n- new, which means\n  that nobody looked\n  - nested\n    deeper\n1. first\n   of all\n\nText.";
        assert_eq!(neutral(list), list);
    }

    #[test]
    fn nothing_ends_the_comment_or_turns_the_text() {
        assert_eq!(neutral("a\rb\u{7}c\u{202e}d\u{2066}e"), "a b cde");
    }
}
