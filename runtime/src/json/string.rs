//! Strings: where they end, and what their characters are.

use std::borrow::Cow;

use super::escape::{escape, simple};
use super::scan::plain;
use super::{Broken, unescape};

/// The characters of the string that starts here, behind its opening quote, and where its closing quote is.
#[inline]
pub(super) fn read(text: &str, start: usize) -> Result<(Cow<'_, str>, usize), Broken> {
    let at = plain(text.as_bytes(), start);
    if text.as_bytes().get(at) == Some(&b'"') {
        return Ok((Cow::Borrowed(&text[start..at]), at));
    }
    let (characters, end) = unescape::unescaped(text.as_bytes(), start)?;
    Ok((Cow::Owned(characters), end))
}

/// Where the closing quote of the string is that starts here, behind its opening quote.
#[inline]
pub(super) fn end(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let at = plain(bytes, start);
    if bytes.get(at) == Some(&b'"') { Ok(at) } else { end_behind_escapes(bytes, at) }
}

#[inline(never)]
fn end_behind_escapes(bytes: &[u8], mut at: usize) -> Result<usize, Broken> {
    loop {
        at = match bytes.get(at) {
            Some(b'\\') => match bytes.get(at + 1) {
                Some(&letter) if simple(letter).is_some() => at + 2,
                _ => escape(bytes, at)?.1,
            },
            Some(b'"') => return Ok(at),
            Some(0x20..) => plain(bytes, at),
            byte => return Err(unended(byte, at)),
        };
    }
}

/// What stands in a string where none of its characters can.
#[cold]
pub(super) fn unended(byte: Option<&u8>, at: usize) -> Broken {
    let expected = if byte.is_some() { "no control character in a string" } else { "`\"`" };
    Broken { offset: at, expected }
}
