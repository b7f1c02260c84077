//! Lines: what fits stays on one, what does not is broken at its chains and groups.

use std::ops::Range;

use super::tokens::{Kind, Shape, Tokens};

/// rustfmt's width.
pub(in crate::emit::rust) const LINE: usize = 100;
const INDENT: usize = 4;
/// What a method stays with: `f.debug_struct(…)`.
const SHORT: usize = INDENT;

pub(super) struct Layout<'t> {
    tokens: &'t Tokens,
    text: &'t mut String,
    /// Where the current line starts in the text.
    line: usize,
}

/// How a statement ended, as far as the next one's blank line is concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Statement {
    /// With a brace on a line of its own.
    Block,
    /// With something else.
    Line,
}

impl<'t> Layout<'t> {
    pub(super) fn new(tokens: &'t Tokens, text: &'t mut String) -> Self {
        let line = text.len();
        Self { tokens, text, line }
    }

    /// Items of a file, behind those that end with `last`.
    pub(super) fn items(&mut self, last: Option<Statement>) -> Option<Statement> {
        self.statements(0..self.tokens.len(), 0, last)
    }

    /// Statements or items, each on a line of its own, with an end of line behind the last.
    fn statements(&mut self, range: Range<usize>, indent: usize, mut last: Option<Statement>) -> Option<Statement> {
        let mut start = range.start;
        while start < range.end {
            let end = self.statement_end(start..range.end);
            if last.is_some_and(|last| self.is_set_off(start..end, last)) {
                self.text.push('\n');
            }
            self.start_line(indent);
            let code = self.outer(start..end, indent);
            self.run(code..end, indent, 0);
            self.text.push('\n');
            last = Some(if self.ends_with_lines(start..end) { Statement::Block } else { Statement::Line });
            start = end;
        }
        last
    }

    /// Behind a semicolon, or a block that nothing goes on with.
    fn statement_end(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end {
            match self.tokens.kind(at) {
                Some(Kind::Semicolon) => return at + 1,
                Some(Kind::Open { shape, close }) => {
                    at = close;
                    let goes_on = matches!(self.tokens.text(close + 1), "else" | "." | "?" | ";");
                    let is_brace = self.tokens.text(close) == "}";
                    if is_brace && shape.has_lines() && !goes_on {
                        return close + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        range.end
    }

    fn ends_with_lines(&self, range: Range<usize>) -> bool {
        range.end > range.start && self.tokens.text(range.end - 1) == "}" && self.tokens.width(range).is_none()
    }

    /// Whether a blank line stands before an item: before one that starts with its docs or attributes, and around
    /// blocks. Only implementations of one line stay with what is before them.
    fn is_set_off(&self, range: Range<usize>, last: Statement) -> bool {
        let first = self.tokens.text(range.start);
        match last {
            Statement::Block => matches!(first, "#" | "pub" | "impl" | "fn" | "use" | "mod" | "const"),
            Statement::Line => first == "#" || (first == "impl" && self.ends_with_lines(range)),
        }
    }

    /// Attributes and docs, each on a line. Where what they belong to begins.
    fn outer(&mut self, range: Range<usize>, indent: usize) -> usize {
        let mut at = range.start;
        while self.tokens.text(at) == "#" && at + 1 < range.end {
            let close = self.tokens.close(at + 1);
            match self.doc(at + 2..close) {
                Some(doc) => {
                    self.text.push_str("///");
                    self.text.push_str(&doc);
                }
                None => self.flat(at..close + 1),
            }
            self.text.push('\n');
            self.start_line(indent);
            at = close + 1;
        }
        at
    }

    /// The line of docs that an attribute holds.
    fn doc(&self, range: Range<usize>) -> Option<String> {
        let is_doc = range.len() == 3 && self.tokens.text(range.start) == "doc";
        let literal = self.tokens.text(range.start + 2);
        let text = match literal.strip_prefix("r\"") {
            _ if !is_doc => return None,
            Some(raw) => raw.strip_suffix('"')?.to_owned(),
            None => unescaped(literal.strip_prefix('"')?.strip_suffix('"')?),
        };
        // `////` is no docs, and neither is a second line.
        (!text.starts_with('/') && !text.contains(['\n', '\r'])).then_some(text)
    }

    /// Tokens from here on, followed by something of a width on the same line.
    fn run(&mut self, range: Range<usize>, indent: usize, behind: usize) {
        let width = self.tokens.width(range.clone());
        if width.is_some_and(|width| self.column() + width + behind <= LINE) {
            return self.flat(range);
        }
        let dots = self.methods(range.clone());
        match dots.as_slice() {
            [first, .., _] => {
                // A short name keeps its first method.
                let is_short = self.tokens.width(range.start..*first).is_some_and(|width| width <= SHORT);
                let dots = &dots[usize::from(is_short)..];
                let ends = dots.iter().copied().skip(1).chain([range.end]);
                self.groups(range.start..dots[0], indent, 0);
                for (start, end) in dots.iter().copied().zip(ends) {
                    self.text.push('\n');
                    self.start_line(indent + INDENT);
                    let behind = if end == range.end { behind } else { 0 };
                    self.groups(start..end, indent + INDENT, behind);
                }
            }
            _ => self.groups(range, indent, behind),
        }
    }

    /// The dots of method calls that are in no group.
    fn methods(&self, range: Range<usize>) -> Vec<usize> {
        let mut dots = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let is_call = self.tokens.kind(at) == Some(Kind::Dot) && matches!(self.tokens.text(at + 2), "(" | "::");
            if is_call {
                dots.push(at);
            }
            at = self.tokens.close(at) + 1;
        }
        dots
    }

    /// Tokens from here on, with those groups broken that would not fit.
    fn groups(&mut self, range: Range<usize>, indent: usize, behind: usize) {
        let mut at = range.start;
        let mut is_broken = false;
        while at < range.end {
            let Some(Kind::Open { shape, close }) = self.tokens.kind(at) else {
                if is_broken && self.tokens.kind(at) == Some(Kind::Dot) {
                    self.text.push('\n');
                    self.start_line(indent);
                    is_broken = false;
                }
                self.token(at, at > range.start);
                at += 1;
                continue;
            };
            // Up to where it could be broken next.
            let next = (close + 1..range.end).find(|at| matches!(self.tokens.kind(*at), Some(Kind::Open { .. })));
            let end = next.map_or(range.end, |next| next + 1);
            let behind = if next.is_none() { behind } else { 0 };
            let is_group_flat = self.tokens.width(at..close + 1).is_some();
            let rest = self.tokens.width(at..end.max(close + 1));
            // What follows may have to be broken for a reason of its own.
            let rest = rest.or_else(|| self.tokens.width(at..end - usize::from(next.is_some())).map(|width| width + 2));
            let fits = rest.is_some_and(|width| self.column() + width + behind < LINE);
            if at + 1 == close || (is_group_flat && (fits || shape == Shape::Raw)) {
                (at..=close).for_each(|token| self.token(token, token > range.start));
            } else {
                self.token(at, at > range.start);
                self.broken(at + 1..close, shape, indent);
                self.token(close, false);
                is_broken = true;
            }
            at = close + 1;
        }
    }

    /// What is in a group, on lines of its own; the closing delimiter comes next.
    fn broken(&mut self, range: Range<usize>, shape: Shape, indent: usize) {
        if self.is_hugged(range.clone(), shape) {
            let end = range.end - usize::from(self.tokens.kind(range.end - 1) == Some(Kind::Comma));
            return self.groups(range.start..end, indent, 1);
        }
        self.text.push('\n');
        if shape == Shape::Block {
            self.statements(range, indent + INDENT, None);
        } else {
            self.elements(range, shape, indent + INDENT);
        }
        self.start_line(indent);
    }

    /// Whether parentheses hold one thing that ends with a group, so that it can share its lines: `Ok(Self { … })`.
    fn is_hugged(&self, range: Range<usize>, shape: Shape) -> bool {
        if self.tokens.text(range.end) != ")" || shape == Shape::Raw {
            return false;
        }
        let end = self.element_end(range.clone(), shape);
        let mut opens = (range.start..end).filter(|at| matches!(self.tokens.kind(*at), Some(Kind::Open { .. })));
        let first = opens.next();
        let is_only = end == range.end || end + 1 == range.end;
        is_only && first.is_some_and(|open| self.tokens.close(open) + 1 == end && open + 2 < end)
    }

    fn elements(&mut self, range: Range<usize>, shape: Shape, indent: usize) {
        let mut start = range.start;
        while start < range.end {
            let end = self.element_end(start..range.end, shape);
            self.start_line(indent);
            let code = self.outer(start..end, indent);
            self.run(code..end, indent, 1);
            let has_comma = self.tokens.kind(end) == Some(Kind::Comma) && end < range.end;
            let next = end + usize::from(has_comma);
            let is_rest = self.tokens.text(start) == "..";
            let ends_with_block = shape == Shape::Arms && self.ends_with_lines(start..end);
            let is_last = next >= range.end;
            let wants_comma = match shape {
                Shape::Raw | Shape::Single => has_comma,
                Shape::Arms => !ends_with_block,
                _ => !(is_last && is_rest),
            };
            if wants_comma {
                self.text.push(',');
            }
            self.text.push('\n');
            start = next.max(start + 1);
        }
    }

    /// The end of an element: a comma, the end of all, or the block of an arm that needs no comma.
    fn element_end(&self, range: Range<usize>, shape: Shape) -> usize {
        let mut at = range.start;
        while at < range.end {
            match self.tokens.kind(at) {
                Some(Kind::Comma) => return at,
                Some(Kind::Open { shape: Shape::Block, close })
                    if shape == Shape::Arms && self.tokens.text(at.saturating_sub(1)) == "=>" =>
                {
                    return close + 1;
                }
                Some(Kind::Open { close, .. }) => at = close + 1,
                _ => at += 1,
            }
        }
        range.end
    }

    /// Tokens on one line.
    fn flat(&mut self, range: Range<usize>) {
        let start = range.start;
        range.for_each(|at| self.token(at, at > start));
    }

    fn token(&mut self, at: usize, may_be_apart: bool) {
        if may_be_apart && self.tokens.get(at).is_some_and(|token| token.apart) {
            self.text.push(' ');
        }
        self.text.push_str(self.tokens.text(at));
    }

    fn start_line(&mut self, indent: usize) {
        self.line = self.text.len();
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// How far the current line has come.
    fn column(&self) -> usize {
        self.text.len() - self.line
    }
}

/// What a literal's text stands for: the escapes that it can have.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let mut characters = rest[at + 1..].chars();
        match characters.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('0') => plain.push('\0'),
            Some('u') => {
                let code = characters.as_str().strip_prefix('{').and_then(|code| code.split_once('}'));
                if let Some((code, after)) = code {
                    plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                    characters = after.chars();
                }
            }
            other => plain.extend(other),
        }
        rest = characters.as_str();
    }
    plain + rest
}
