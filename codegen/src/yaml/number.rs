//! Numbers, as a schema writes them.

/// Whether this is a whole number in decimal digits. Leading zeros make octal numbers for some readers of YAML, so that
/// there are none here.
pub(crate) fn is_whole_number(text: &str) -> bool {
    match text.strip_prefix(['+', '-']).unwrap_or(text).as_bytes() {
        [] | [b'0', _, ..] => false,
        digits => digits.iter().all(u8::is_ascii_digit),
    }
}
