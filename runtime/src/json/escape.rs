//! Escapes: what each stands for.

use super::Broken;

/// What a character behind a backslash stands for; 0 where it is no escape of one character.
const SIMPLE: [u8; 256] = {
    let mut table = [0; 256];
    let mut escapes: &[(u8, u8)] = &[
        (b'"', b'"'),
        (b'\\', b'\\'),
        (b'/', b'/'),
        (b'b', 8),
        (b'f', 12),
        (b'n', b'\n'),
        (b'r', b'\r'),
        (b't', b'\t'),
    ];
    while let [(escape, character), rest @ ..] = escapes {
        table[*escape as usize] = *character;
        escapes = rest;
    }
    table
};

/// What a hexadecimal digit is worth; [`NO_DIGIT`] where it is none.
const DIGITS: [u8; 256] = {
    let mut table = [NO_DIGIT; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit] as usize] = digit as u8;
        table[b"0123456789ABCDEF"[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};
const NO_DIGIT: u8 = 0xFF;

/// What the escape stands for whose backslash is here, and where it ends.
pub(super) fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), Broken> {
    let character = match bytes.get(at + 1) {
        Some(b'u') => return unicode(bytes, at),
        letter => letter.and_then(|&letter| simple(letter)),
    };
    match character {
        Some(character) => Ok((char::from(character), at + 2)),
        None => Err(Broken { offset: at + 1, expected: "one of `\"\\/bfnrtu`" }),
    }
}

/// What a backslash and this letter stand for, if they are an escape by themselves.
#[inline(always)]
pub(super) fn simple(letter: u8) -> Option<u8> {
    let character = SIMPLE[usize::from(letter)];
    (character != 0).then_some(character)
}

/// What `\u` stands for, together with the second half of a pair if this is the first, and where it ends.
fn unicode(bytes: &[u8], at: usize) -> Result<(char, usize), Broken> {
    let (unit, behind) = (code_unit(bytes, at + 2)?, at + 6);
    if let Some(character) = char::from_u32(unit) {
        return Ok((character, behind));
    }
    if unit >= 0xDC00 {
        return Err(Broken { offset: at, expected: "the first half of a surrogate pair" });
    }
    let broken = Broken {
        offset: behind,
        expected: "the second half of a surrogate pair",
    };
    if bytes.get(behind..behind + 2) != Some(br"\u") {
        return Err(broken);
    }
    let second @ 0xDC00..=0xDFFF = code_unit(bytes, behind + 2)? else {
        return Err(broken);
    };
    let character = char::from_u32(0x10000 + ((unit & 0x3FF) << 10 | second & 0x3FF)).ok_or(broken)?;
    Ok((character, behind + 6))
}

/// The UTF-16 code unit of four hexadecimal digits.
#[inline]
fn code_unit(bytes: &[u8], start: usize) -> Result<u32, Broken> {
    let four = bytes.get(start..).unwrap_or_default().first_chunk();
    let four = four.map(|four: &[u8; 4]| four.map(|byte| DIGITS[usize::from(byte)]));
    match four {
        Some([a, b, c, d]) if a | b | c | d != NO_DIGIT => Ok(u32::from_be_bytes([0, 0, a << 4 | b, c << 4 | d])),
        _ => Err(no_digit(bytes, start)),
    }
}

/// There is one byte among these that is no digit, or they are fewer than four.
#[cold]
fn no_digit(bytes: &[u8], start: usize) -> Broken {
    let rest = bytes.get(start..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    Broken { offset: start + digits, expected: "a hexadecimal digit" }
}
