//! [`Reader`]: what may come next, token by token.

use std::borrow::Cow;

use super::scan::plain;
use super::{Broken, DEEPEST, number, space, string};

/// A place in a JSON text, which reads on from there. A copy reads ahead.
///
/// Values are asked for as what they are expected to be. A value that is something else stays where it is, to be asked for
/// otherwise, or to be passed over; and whoever goes on where the text is broken meets the same error again. Space is
/// passed wherever it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// A bit for each open container, the innermost being the lowest: whether it is an object.
    objects: u128,
    next: Next,
}

/// What comes next in the innermost open container, or in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The container's first member or element, or its end.
    First,
    /// A value: a name was read, or a separator in an array, or nothing at all.
    Value,
    /// A separator, or the container's end.
    Separator,
}

impl<'a> Reader<'a> {
    /// At the start of a text.
    #[inline]
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, objects: 0, next: Next::Value }
    }

    /// Where the next byte is.
    #[inline]
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// At a member's value in the object that comes next here, of which it was seen before where it is.
    pub(crate) fn within_object(self, offset: usize) -> Self {
        Self {
            at: offset,
            depth: self.depth + 1,
            objects: self.objects << 1 | 1,
            next: Next::Value,
            ..self
        }
    }

    /// How many objects and arrays are open.
    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Whether this byte comes next, behind space.
    #[inline]
    pub(crate) fn next_is(&mut self, byte: u8) -> bool {
        self.peek() == Some(byte)
    }

    /// `{`
    #[inline]
    pub(crate) fn object(&mut self) -> Result<(), Broken> {
        self.open(b'{', "`{`")
    }

    /// The next member's name and the `:` behind it. `None` where the object ends, which is closed then.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<Option<Cow<'a, str>>, Broken> {
        match self.plain_name() {
            Some(name) => Ok(Some(Cow::Borrowed(name))),
            None => self.named(|reader| reader.quoted()),
        }
    }

    /// The next member's name, where it and what is around it are written without space and escapes, as they mostly are.
    /// `None`, and nothing is passed, where it is otherwise.
    #[inline]
    fn plain_name(&mut self) -> Option<&'a str> {
        debug_assert!(self.in_object() && self.next != Next::Value, "no place for a name");
        let bytes = self.text.as_bytes();
        let start = match self.next {
            Next::Separator => self.at + 1,
            _ => self.at,
        };
        let is_separated = start == self.at || bytes.get(self.at) == Some(&b',');
        if !is_separated || bytes.get(start) != Some(&b'"') {
            return None;
        }
        let end = plain(bytes, start + 1);
        if bytes.get(end..end + 2) != Some(b"\":") {
            return None;
        }
        self.at = end + 2;
        self.next = Next::Value;
        Some(&self.text[start + 1..end])
    }

    /// `[`
    #[inline]
    pub(crate) fn array(&mut self) -> Result<(), Broken> {
        self.open(b'[', "`[`")
    }

    /// Whether another element follows; if not, the array is closed.
    #[inline]
    pub(crate) fn element(&mut self) -> Result<bool, Broken> {
        debug_assert!(self.depth > 0 && !self.in_object() && self.next != Next::Value, "no place for an element");
        match (self.peek(), self.next) {
            (Some(b']'), _) => {
                self.close();
                return Ok(false);
            }
            (Some(b','), Next::Separator) => self.at += 1,
            (_, Next::Separator) => return Err(self.expected("`,` or `]`")),
            _ => {}
        }
        self.next = Next::Value;
        Ok(true)
    }

    /// A string's characters, borrowed where none is escaped.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
        if self.peek_value() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        let text = self.quoted()?;
        self.next = Next::Separator;
        Ok(text)
    }

    /// The string in an object that has nothing else, under a name of this one letter: `{"S":"text"}`. `None`, and nothing
    /// is passed, where it is something else or is written with space: it can be asked for piece by piece then.
    #[inline]
    pub(crate) fn only_string(&mut self, letter: u8) -> Option<Cow<'a, str>> {
        debug_assert!(self.next == Next::Value, "no place for a value");
        let bytes = self.text.as_bytes();
        let start = self.at + 6;
        if bytes.get(self.at..start)? != [b'{', b'"', letter, b'"', b':', b'"'] || self.depth == DEEPEST {
            return None;
        }
        let (text, end) = string::read(self.text, start).ok()?;
        if bytes.get(end + 1) != Some(&b'}') {
            return None;
        }
        self.at = end + 2;
        self.next = Next::Separator;
        Some(text)
    }

    /// `true` or `false`
    #[inline]
    pub(crate) fn boolean(&mut self) -> Result<bool, Broken> {
        let is_true = self.peek_value() == Some(b't');
        self.literal(if is_true { "true" } else { "false" }, "`true` or `false`")?;
        Ok(is_true)
    }

    /// `null`
    #[inline]
    pub(crate) fn null(&mut self) -> Result<(), Broken> {
        self.peek_value();
        self.literal("null", "`null`")
    }

    /// A number, as it is written.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'a str, Broken> {
        self.peek_value();
        let start = self.at;
        self.at = number::end(self.text.as_bytes(), start)?;
        self.next = Next::Separator;
        Ok(&self.text[start..self.at])
    }

    /// Nothing but space is left.
    pub(crate) fn end(&mut self) -> Result<(), Broken> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.expected("the end")),
        }
    }

    /// Whether a value comes next, and no name, separator or end of a container.
    #[inline]
    pub(crate) fn is_at_value(&self) -> bool {
        self.next == Next::Value
    }

    /// Whether the innermost open container is an object.
    #[inline]
    pub(super) fn in_object(&self) -> bool {
        self.objects & 1 == 1
    }

    /// A name like [`name`](Self::name), of which nobody wants to know. Whether there is one.
    #[inline]
    pub(super) fn pass_name(&mut self) -> Result<bool, Broken> {
        Ok(self.named(Self::pass_quoted)?.is_some())
    }

    /// A value of which nobody wants to know; of an object or an array, its start.
    #[inline]
    pub(super) fn pass(&mut self) -> Result<(), Broken> {
        match self.peek_value() {
            Some(b'"') => {
                self.pass_quoted()?;
                self.next = Next::Separator;
                Ok(())
            }
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null(),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.expected("a value")),
        }
    }

    /// The next byte, behind space, if there is one.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        let byte;
        (self.at, byte) = space::passed(self.text.as_bytes(), self.at);
        byte
    }

    /// The first byte of the value that comes next.
    #[inline]
    fn peek_value(&mut self) -> Option<u8> {
        debug_assert!(self.next == Next::Value, "no place for a value");
        self.peek()
    }

    #[inline]
    fn open(&mut self, bracket: u8, expected: &'static str) -> Result<(), Broken> {
        if self.peek_value() != Some(bracket) {
            return Err(self.expected(expected));
        }
        if self.depth == DEEPEST {
            return Err(self.expected("no more than 127 objects and arrays in each other"));
        }
        self.at += 1;
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(bracket == b'{');
        self.next = Next::First;
        Ok(())
    }

    /// Passes the closing bracket. What was closed is a value of what is open now.
    #[inline]
    fn close(&mut self) {
        self.at += 1;
        self.depth -= 1;
        self.objects >>= 1;
        self.next = Next::Separator;
    }

    /// The next member's name as `quoted` reads it, and the `:` behind it. Where that is broken, nothing is passed.
    #[inline]
    fn named<N>(&mut self, quoted: impl FnOnce(&mut Self) -> Result<N, Broken>) -> Result<Option<N>, Broken> {
        let start = self.at;
        let name = match self.member() {
            Ok(false) => return Ok(None),
            Ok(true) => quoted(self).and_then(|name| self.colon().map(|()| Some(name))),
            Err(broken) => Err(broken),
        };
        if name.is_err() {
            self.at = start;
        }
        name
    }

    /// Goes on to the quote of the next name, if there is one. If there is none, the object is closed.
    #[inline]
    fn member(&mut self) -> Result<bool, Broken> {
        debug_assert!(self.in_object() && self.next != Next::Value, "no place for a name");
        match (self.peek(), self.next) {
            (Some(b'}'), _) => {
                self.close();
                Ok(false)
            }
            (Some(b','), Next::Separator) => {
                self.at += 1;
                match self.peek() {
                    Some(b'"') => Ok(true),
                    _ => Err(self.expected("a name")),
                }
            }
            (_, Next::Separator) => Err(self.expected("`,` or `}`")),
            (Some(b'"'), _) => Ok(true),
            _ => Err(self.expected("a name or `}`")),
        }
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Broken> {
        if self.peek() != Some(b':') {
            return Err(self.expected("`:`"));
        }
        self.at += 1;
        self.next = Next::Value;
        Ok(())
    }

    /// The string whose opening quote comes next.
    #[inline]
    fn quoted(&mut self) -> Result<Cow<'a, str>, Broken> {
        let (text, end) = string::read(self.text, self.at + 1)?;
        self.at = end + 1;
        Ok(text)
    }

    /// The same, of which nobody wants to know.
    #[inline]
    fn pass_quoted(&mut self) -> Result<(), Broken> {
        self.at = string::end(self.text.as_bytes(), self.at + 1)? + 1;
        Ok(())
    }

    #[inline]
    fn literal(&mut self, literal: &str, expected: &'static str) -> Result<(), Broken> {
        let end = self.at + literal.len();
        if self.text.as_bytes().get(self.at..end) != Some(literal.as_bytes()) {
            return Err(self.expected(expected));
        }
        self.at = end;
        self.next = Next::Separator;
        Ok(())
    }

    #[cold]
    fn expected(&self, expected: &'static str) -> Broken {
        Broken { offset: self.at, expected }
    }
}
