//! Space between tokens. There is none in most answers.

/// The next byte that is no space, and where it is. At the text's end there is none.
#[inline]
pub(super) fn passed(bytes: &[u8], at: usize) -> (usize, Option<u8>) {
    match bytes.get(at) {
        Some(&byte) if byte > b' ' => (at, Some(byte)),
        None => (at, None),
        Some(_) => slowly(bytes, at),
    }
}

#[cold]
fn slowly(bytes: &[u8], at: usize) -> (usize, Option<u8>) {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        Some(spaces) => (at + spaces, Some(rest[spaces])),
        None => (bytes.len(), None),
    }
}
