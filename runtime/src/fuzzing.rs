//! What the targets in `fuzz/` call: checks of what is private. It is there for them alone.

/// Panics where serde_json reads this text in another way than the runtime's own JSON reader.
pub fn json(text: &str) {
    crate::json::agreement::check(text);
}
