//! Looking through strings for the bytes that are not just themselves: quotes, backslashes and control characters.
//!
//! Most strings of an answer are shorter than ten bytes, so calling memchr costs more than it saves: eight bytes are
//! looked at as one integer. Long strings are looked through by a loop that compilers make vector instructions of: memchr,
//! and a second look for control characters, is hardly faster.

/// How many bytes are looked at in the first way before the second one pays.
const SHORT: usize = 32;

/// The first byte from here on that is not just itself, or the text's end.
#[inline(always)]
pub(crate) fn plain(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    // Most strings end within two words.
    for _ in 0..2 {
        match word(bytes, at) {
            Some(word) => match special(word) {
                Some(first) => return at + first,
                None => at += 8,
            },
            None => break,
        }
    }
    beyond(bytes, at)
}

#[inline(never)]
fn beyond(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < start + SHORT
        && let Some(word) = word(bytes, at)
    {
        match special(word) {
            Some(first) => return at + first,
            None => at += 8,
        }
    }
    at + long(bytes.get(at..).unwrap_or_default())
}

fn long(bytes: &[u8]) -> usize {
    // No early end, so that the bytes of a chunk are looked at together.
    let all_plain = |chunk: &&[u8; 32]| !chunk.iter().fold(false, |any, &byte| any | is_special(byte));
    let at = 32 * bytes.as_chunks::<32>().0.iter().take_while(all_plain).count();
    let rest = &bytes[at..];
    at + rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len())
}

#[inline(always)]
pub(super) fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < 0x20)
}

/// The eight bytes from here on, if there are so many.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<&[u8; 8]> {
    bytes.get(at..)?.first_chunk()
}

/// The first of these bytes that is not just itself.
#[inline(always)]
pub(super) fn special(word: &[u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    let word = u64::from_le_bytes(*word);
    // A byte that has no high bit gets one by taking away 1 if it was 0, and by taking away 0x20 if it was less. That
    // borrows from the next byte, so what is found there may be wrong; the first is right.
    let is = |byte: u8| {
        let difference = word ^ (ONES * u64::from(byte));
        difference.wrapping_sub(ONES) & !difference
    };
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let found = (is(b'"') | is(b'\\') | control) & HIGHS;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}
