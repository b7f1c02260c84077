//! Strings: where they end, and what their characters are.

use std::borrow::Cow;

use super::Broken;

/// The characters of the string that starts here, behind its opening quote, and where its closing quote is.
#[inline]
pub(super) fn read(text: &str, start: usize) -> Result<(Cow<'_, str>, usize), Broken> {
    let at = plain(text.as_bytes(), start);
    if text.as_bytes().get(at) == Some(&b'"') {
        return Ok((Cow::Borrowed(&text[start..at]), at));
    }
    let (characters, end) = unescaped(text, start, at)?;
    Ok((Cow::Owned(characters), end))
}

/// Where the closing quote of the string is that starts here, behind its opening quote.
#[inline]
pub(super) fn end(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let mut at = plain(bytes, start);
    while bytes.get(at) != Some(&b'"') {
        at = plain(bytes, escape(bytes, at)?.1);
    }
    Ok(at)
}

#[cold]
fn unescaped(text: &str, start: usize, first: usize) -> Result<(String, usize), Broken> {
    let bytes = text.as_bytes();
    let (mut characters, mut start, mut at) = (String::new(), start, first);
    while bytes.get(at) != Some(&b'"') {
        let (character, behind) = escape(bytes, at)?;
        characters.push_str(&text[start..at]);
        characters.push(character);
        start = behind;
        at = plain(bytes, start);
    }
    characters.push_str(&text[start..at]);
    Ok((characters, at))
}

/// The first byte from here on that is not just itself: a quote, a backslash, a control character, or the text's end.
#[inline]
fn plain(bytes: &[u8], start: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let rest = bytes.get(start..).unwrap_or_default();
    let (words, tail) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * u64::from(b'"'));
        let backslash = word ^ (ONES * u64::from(b'\\'));
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let special =
            (quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash | control) & ONES << 7;
        if special != 0 {
            return start + index * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    bytes.len() - tail.len() + tail.iter().position(is_special).unwrap_or(tail.len())
}

/// What the escape that starts here stands for, and where it ends.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), Broken> {
    match bytes.get(at) {
        Some(b'\\') => {}
        Some(_) => return Err(Broken { offset: at, expected: "no control character in a string" }),
        None => return Err(Broken { offset: at, expected: "`\"`" }),
    }
    let character = match bytes.get(at + 1) {
        Some(&same @ (b'"' | b'\\' | b'/')) => char::from(same),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at),
        _ => return Err(Broken { offset: at + 1, expected: "one of `\"\\/bfnrtu`" }),
    };
    Ok((character, at + 2))
}

/// What `\u` stands for, with the second of a pair if this is the first, and where it ends.
fn unicode(bytes: &[u8], at: usize) -> Result<(char, usize), Broken> {
    let (first, behind) = (hexadecimal(bytes, at + 2)?, at + 6);
    let (scalar, end) = if let 0xD800..=0xDBFF = first {
        let expected = "the second half of a surrogate pair";
        if bytes.get(behind..behind + 2) != Some(br"\u") {
            return Err(Broken { offset: behind, expected });
        }
        let second @ 0xDC00..=0xDFFF = hexadecimal(bytes, behind + 2)? else {
            return Err(Broken { offset: behind, expected });
        };
        (0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF), behind + 6)
    } else {
        (first, behind)
    };
    match char::from_u32(scalar) {
        Some(character) => Ok((character, end)),
        None => Err(Broken { offset: at, expected: "the first half of a surrogate pair" }),
    }
}

fn hexadecimal(bytes: &[u8], start: usize) -> Result<u32, Broken> {
    (start..start + 4).try_fold(0, |value, at| {
        let digit = bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        Ok(value << 4 | digit.ok_or(Broken { offset: at, expected: "a hexadecimal digit" })?)
    })
}
