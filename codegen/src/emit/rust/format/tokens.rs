//! Tokens in a row, with what layout has to know of each.

use std::fmt::Write;
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::spacing::{self, Before};

/// A file's tokens, or some items of it.
#[derive(Default)]
pub(super) struct Tokens {
    /// Their texts, one behind the other.
    texts: String,
    all: Vec<Token>,
}

pub(super) struct Token {
    pub(super) kind: Kind,
    text: Range<usize>,
    /// Whether a space stands before it on one line.
    pub(super) apart: bool,
    /// Where it ends if all is on one line.
    end: usize,
    /// How many of the tokens up to it have to be followed by a new line.
    lines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a word of the language, a literal, a lifetime.
    Word,
    Punctuation,
    /// Between the elements of a list.
    Comma,
    Semicolon,
    /// The dot of a field or a method.
    Dot,
    /// An opening delimiter, with the place of the closing one.
    Open {
        shape: Shape,
        close: usize,
    },
    Close,
}

/// What a delimited group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Statements or items, each on its lines.
    Block,
    /// The arms of a `match`, each on its lines.
    Arms,
    /// Fields or variants of a type, each on its lines.
    Fields,
    /// Fields of a value: on one line if they fit.
    Value,
    /// In parentheses or brackets, separated by commas: arguments, elements.
    List,
    /// A parenthesis around one thing, which a comma would make a tuple.
    Single,
    /// What belongs to a macro or an attribute, where a comma may mean something.
    Raw,
}

impl Shape {
    /// Whether it is never on one line.
    pub(super) fn has_lines(self) -> bool {
        matches!(self, Self::Block | Self::Arms | Self::Fields)
    }
}

impl Tokens {
    pub(super) fn read(stream: TokenStream) -> Self {
        let mut tokens = Self::default();
        Reader { tokens: &mut tokens, before: Before::Start }.group(stream);
        tokens
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, position: usize) -> Option<&Token> {
        self.all.get(position)
    }

    pub(super) fn kind(&self, position: usize) -> Option<Kind> {
        self.get(position).map(|token| token.kind)
    }

    pub(super) fn text(&self, position: usize) -> &str {
        self.get(position).map_or("", |token| &self.texts[token.text.clone()])
    }

    /// The closing delimiter of the group that opens here; the place itself if none does.
    pub(super) fn close(&self, position: usize) -> usize {
        match self.kind(position) {
            Some(Kind::Open { close, .. }) => close,
            _ => position,
        }
    }

    /// How wide these are on one line, from the first's text to the last's. None if they cannot be on one.
    pub(super) fn width(&self, range: Range<usize>) -> Option<usize> {
        let (Some(first), Some(last)) = (self.get(range.start), range.end.checked_sub(1).and_then(|at| self.get(at)))
        else {
            return Some(0);
        };
        let start = first.end - first.text.len();
        let before = range.start.checked_sub(1).and_then(|at| self.get(at)).map_or(0, |token| token.lines);
        (before == last.lines).then_some(last.end.saturating_sub(start))
    }
}

struct Reader<'t> {
    tokens: &'t mut Tokens,
    before: Before,
}

/// What is known of the tokens of a group so far.
#[derive(Default)]
struct Level {
    /// What the next brace holds, if a word says so.
    shape: Option<Shape>,
    /// How many angle brackets are open.
    angles: usize,
    /// Whether we are between the bars of a closure.
    bar: bool,
    /// The punctuation right before, where it means something to a group.
    previous: Previous,
    commas: usize,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Previous {
    #[default]
    Other,
    /// A macro's `!`, or an attribute's `#`.
    Raw,
    /// `=>`, or the closing bar of a closure.
    Body,
    /// Something that parentheses call.
    Called,
}

impl Reader<'_> {
    fn group(&mut self, stream: TokenStream) -> usize {
        let mut level = Level::default();
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // The last owner of a stream takes it apart without copying it.
                    drop(group);
                    self.delimited(delimiter, inner, &mut level);
                }
                TokenTree::Ident(ident) => {
                    let start = self.tokens.texts.len();
                    // Writing to a `String` cannot fail.
                    let _ = write!(self.tokens.texts, "{ident}");
                    self.word(start, &mut level);
                }
                TokenTree::Literal(literal) => {
                    let start = self.tokens.texts.len();
                    let _ = write!(self.tokens.texts, "{literal}");
                    self.push(Kind::Word, start, self.before.parts_word());
                    self.before = Before::Operand;
                    level.previous = Previous::Other;
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    let start = self.tokens.texts.len();
                    self.tokens.texts.push('\'');
                    if let Some(TokenTree::Ident(ident)) = trees.peek() {
                        let _ = write!(self.tokens.texts, "{ident}");
                        trees.next();
                    }
                    self.push(Kind::Word, start, self.before.parts_word());
                    self.before = Before::Word;
                }
                TokenTree::Punct(punct) => {
                    let start = self.tokens.texts.len();
                    self.tokens.texts.push(punct.as_char());
                    let mut spacing = punct.spacing();
                    while let (Spacing::Joint, Some(TokenTree::Punct(next))) = (spacing, trees.peek()) {
                        if !is_one(&self.tokens.texts[start..], next.as_char()) {
                            break;
                        }
                        self.tokens.texts.push(next.as_char());
                        spacing = next.spacing();
                        trees.next();
                    }
                    self.punctuation(start, &mut level);
                }
            }
        }
        level.commas
    }

    fn word(&mut self, start: usize, level: &mut Level) {
        let text = &self.tokens.texts[start..];
        let after_dot = self.tokens.all.last().is_some_and(|last| last.kind == Kind::Dot);
        match text {
            "match" => level.shape = Some(Shape::Arms),
            "struct" | "enum" => level.shape = Some(Shape::Fields),
            "fn" | "impl" | "mod" | "trait" | "if" | "else" | "for" | "while" | "loop" => {
                level.shape = Some(Shape::Block);
            }
            _ => {}
        }
        let before = if after_dot { Before::Operand } else { spacing::word(text) };
        level.previous = if before == Before::Word { Previous::Other } else { Previous::Called };
        self.push(Kind::Word, start, self.before.parts_word());
        self.before = before;
    }

    fn punctuation(&mut self, start: usize, level: &mut Level) {
        let text = &self.tokens.texts[start..];
        let in_bars = level.bar;
        let (apart, before) = spacing::punctuation(text, self.before, &mut level.bar);
        let is_macro = text == "!" && self.before == Before::Operand;
        level.previous = match text {
            "!" if is_macro => Previous::Raw,
            "#" => Previous::Raw,
            "=>" | "||" => Previous::Body,
            "|" if in_bars => Previous::Body,
            ">" => Previous::Called,
            _ => Previous::Other,
        };
        let kind = match text {
            "," if level.angles == 0 && !level.bar => Kind::Comma,
            ";" => Kind::Semicolon,
            "." => Kind::Dot,
            _ => Kind::Punctuation,
        };
        match text {
            "<" => level.angles += 1,
            ">" => level.angles = level.angles.saturating_sub(1),
            "," if kind == Kind::Comma => {
                level.commas += 1;
                level.shape = None;
            }
            ";" | "=>" => level.shape = None,
            _ => {}
        }
        self.push(kind, start, apart);
        self.before = before;
    }

    fn delimited(&mut self, delimiter: Delimiter, stream: TokenStream, level: &mut Level) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            // Of a macro's making, and not in a text.
            Delimiter::None => {
                self.group(stream);
                return;
            }
        };
        let is_brace = delimiter == Delimiter::Brace;
        let shape = match (level.previous, delimiter) {
            (Previous::Raw, _) => Shape::Raw,
            (Previous::Body, Delimiter::Brace) => Shape::Block,
            (_, Delimiter::Brace) => level.shape.unwrap_or(Shape::Value),
            (Previous::Called, _) | (_, Delimiter::Bracket) => Shape::List,
            _ => Shape::Single,
        };
        let start = self.tokens.texts.len();
        self.tokens.texts.push_str(open);
        let apart = if is_brace { self.before.parts_brace() } else { self.before.parts_open() };
        let position = self.tokens.len();
        let is_empty = stream.is_empty();
        self.push(Kind::Open { shape, close: position }, start, apart);
        self.before = if is_brace { Before::Brace } else { Before::Start };
        if shape.has_lines() && !is_empty {
            self.tokens.all[position].lines += 1;
        }
        let commas = self.group(stream);
        let start = self.tokens.texts.len();
        self.tokens.texts.push_str(close);
        let end = self.tokens.len();
        self.push(Kind::Close, start, is_brace && !is_empty);
        let is_tuple = shape == Shape::Single && commas > 0;
        let shape = if is_tuple { Shape::List } else { shape };
        self.tokens.all[position].kind = Kind::Open { shape, close: end };
        self.before = Before::Operand;
        level.previous = Previous::Called;
        if is_brace {
            level.shape = None;
        }
    }

    fn push(&mut self, kind: Kind, start: usize, apart: bool) {
        let text = start..self.tokens.texts.len();
        let (end, lines) = self.tokens.all.last().map_or((0, 0), |last| (last.end, last.lines));
        let end = end + usize::from(apart) + text.len();
        self.tokens.all.push(Token { kind, text, apart, end, lines });
    }
}

/// Whether a character makes one token with the punctuation before it. Angle brackets stay single: they are generics.
fn is_one(before: &str, next: char) -> bool {
    matches!(
        (before, next),
        (":", ':')
            | ("-" | "=", '>')
            | ("=" | "!" | "+" | "-" | "*" | "/", '=')
            | ("&", '&')
            | ("|", '|')
            | ("." | "..", '.')
            | ("..", '=')
    )
}
