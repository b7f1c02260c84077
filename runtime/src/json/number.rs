//! Numbers: where they end. What they are is the business of those who read them.

use super::Broken;

/// Where the number ends that starts here.
pub(super) fn end(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let unsigned = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut at = match bytes.get(unsigned) {
        // Nothing may follow a zero but a fraction or an exponent. Whoever reads on sees it.
        Some(b'0') => unsigned + 1,
        Some(b'1'..=b'9') => digits(bytes, unsigned + 1),
        _ if unsigned == start => return Err(Broken { offset: start, expected: "a number" }),
        _ => return Err(Broken { offset: unsigned, expected: "a digit" }),
    };
    if bytes.get(at) == Some(&b'.') {
        at = some_digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at = some_digits(bytes, at + 1 + sign)?;
    }
    Ok(at)
}

fn some_digits(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    match digits(bytes, start) {
        end if end == start => Err(Broken { offset: start, expected: "a digit" }),
        end => Ok(end),
    }
}

/// Where the digits end that start here, if there are any.
fn digits(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
}
