//! What the cases of `ui/cases` are about: a schema, and nothing else. Lean, as it is checked once more for them.

dynaschema::include_schema!();
