//! The characters of strings that have escapes.

use super::Broken;
use super::escape::{escape, simple};
use super::scan::{is_special, plain, special, word};
use super::string::unended;

/// How many bytes are collected before they go to the rest.
const BLOCK: usize = 128;
/// How much of that may be filled for a word to have room, or an escaped character.
const ALMOST: usize = BLOCK - 8;

/// The characters of the string that starts here, behind its opening quote, and where its closing quote is.
///
/// Where there are many escapes, what stands between two of them is short, and a call to copy it costs more than copying
/// it. So characters are collected in a block on the stack, at first byte by byte, then by words. A full block goes to the
/// rest in one piece, together with all that is just itself behind it, so that long pieces are copied by one call as well.
#[inline(never)]
pub(super) fn unescaped(bytes: &[u8], start: usize) -> Result<(String, usize), Broken> {
    let mut characters = Vec::new();
    let (mut block, mut filled) = ([0; BLOCK], 0);
    let mut at = start;
    'string: loop {
        while filled <= ALMOST {
            match bytes.get(at) {
                Some(b'\\') => match bytes.get(at + 1).and_then(|&letter| simple(letter)) {
                    Some(character) => {
                        block[filled] = character;
                        filled += 1;
                        at += 2;
                    }
                    None => {
                        let (character, behind) = escape(bytes, at)?;
                        filled += character.encode_utf8(&mut block[filled..]).len();
                        at = behind;
                    }
                },
                Some(b'"') => break 'string,
                Some(0x20..) => {
                    let copied = copy(bytes, at, &mut block, filled);
                    filled += copied;
                    at += copied;
                }
                byte => return Err(unended(byte, at)),
            }
        }
        let end = plain(bytes, at);
        characters.extend_from_slice(&block[..filled]);
        characters.extend_from_slice(&bytes[at..end]);
        (filled, at) = (0, end);
    }
    characters.extend_from_slice(&block[..filled]);
    characters.shrink_to_fit();
    // It is UTF-8: whole characters of a text went in, and what escapes stand for.
    let characters = String::from_utf8(characters).map_err(|_| Broken { offset: start, expected: "UTF-8" })?;
    Ok((characters, at))
}

/// Copies what is just itself from here on, as long as there is room in the block, and says how much that was.
#[inline(always)]
fn copy(bytes: &[u8], at: usize, block: &mut [u8; BLOCK], filled: usize) -> usize {
    let mut copied = 0;
    // Where the next escape is, words tell before one can go on; byte by byte, the processor goes on with a guess.
    for (slot, &byte) in block[filled..].iter_mut().take(8).zip(&bytes[at..]) {
        if is_special(byte) {
            return copied;
        }
        *slot = byte;
        copied += 1;
    }
    while filled + copied <= ALMOST
        && let Some(word) = word(bytes, at + copied)
    {
        block[filled + copied..][..8].copy_from_slice(word);
        match special(word) {
            Some(first) => return copied + first,
            None => copied += 8,
        }
    }
    copied
}
