//! Where a space stands between two tokens on one line.

/// What a token is to the one behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, or an opening delimiter.
    Start,
    /// An opening brace.
    Brace,
    /// The end of something that has a value or is a type: a name, a literal, a closing delimiter.
    Operand,
    /// A word of the language, or a lifetime: what follows is a new thing.
    Word,
    /// A word of the language whose parentheses or generics belong to it: `fn`, `impl`, `pub`.
    Prefix,
    /// What sticks to what follows: `::`, `&`, `<`.
    Tight,
    /// What stands apart from what follows: `,`, `=`.
    Loose,
}

/// Words that are not names. Those that are paths or values (`self`, `crate`, `true`) are as good as names.
pub(super) fn word(text: &str) -> Before {
    match text {
        "fn" | "impl" | "pub" => Before::Prefix,
        "as" | "async" | "const" | "dyn" | "else" | "enum" | "for" | "if" | "in" | "let" | "loop" | "match" | "mod"
        | "move" | "mut" | "ref" | "return" | "static" | "struct" | "trait" | "type" | "unsafe" | "use" | "where"
        | "while" => Before::Word,
        _ => Before::Operand,
    }
}

impl Before {
    /// Whether a name, a literal or a lifetime is set off.
    pub(super) fn parts_word(self) -> bool {
        !matches!(self, Self::Start | Self::Tight)
    }

    /// Whether a parenthesis or a bracket is set off.
    pub(super) fn parts_open(self) -> bool {
        matches!(self, Self::Brace | Self::Word | Self::Loose)
    }

    /// Whether a brace is set off.
    pub(super) fn parts_brace(self) -> bool {
        self.parts_word()
    }
}

/// Whether punctuation is set off, and what it is to the token behind it. `bar` is whether it is within the bars of a
/// closure, and becomes that.
pub(super) fn punctuation(text: &str, before: Before, bar: &mut bool) -> (bool, Before) {
    let is_binary = before == Before::Operand;
    match text {
        "," | ";" | ":" => (false, Before::Loose),
        "?" | ">" => (false, Before::Operand),
        "." => (false, Before::Tight),
        ".." | "..=" => (!is_binary && before.parts_word(), Before::Tight),
        "::" => (matches!(before, Before::Brace | Before::Word | Before::Prefix | Before::Loose), Before::Tight),
        "<" => (before.parts_open(), Before::Tight),
        // Of a macro.
        "!" if is_binary => (false, Before::Tight),
        "!" | "#" => (before.parts_word(), Before::Tight),
        "|" if *bar => {
            *bar = false;
            (false, Before::Loose)
        }
        "|" if !is_binary => {
            *bar = true;
            (before.parts_word(), Before::Tight)
        }
        // A closure without parameters.
        "||" if !is_binary => (before.parts_word(), Before::Loose),
        "&" | "&&" | "*" | "-" if !is_binary => (before.parts_word(), Before::Tight),
        _ => (true, Before::Loose),
    }
}
