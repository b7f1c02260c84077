//! YAML that knows its places, read into plain `Deserialize` types, with every error reported.

mod attempt;
mod budget;
mod compose;
mod de;
mod field;
mod list;
mod map;
mod node;
mod number;
mod open_map;
mod spanned;
mod tree;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;

pub(crate) use field::{Field, section};
pub(crate) use list::List;
pub(crate) use map::Map;
pub(crate) use number::is_whole_number;
pub(crate) use spanned::Spanned;

use crate::diagnostics::Sink;
use crate::source::{SourceId, Sources};

/// The name under which [`Spanned`] and [`attempt::Attempt`] ask for a place and the value there, as a sequence; behind
/// it come the other values of a key that stands several times.
const PLACED: &str = "$dynaschema::placed";

/// The name under which a type with several forms asks for the one that is there, by `deserialize_newtype_struct`.
///
/// Our deserializer calls `visit_str` for a text and `visit_seq` for a list, but `visit_some` for a map: a struct that
/// is read from what it hands out tells its keys, which it does not behind a `MapAccessDeserializer`. Any other
/// deserializer calls `visit_newtype_struct`, from where `deserialize_any` leads on.
pub(crate) const FORMS: &str = "$dynaschema::forms";

/// The key of a struct's field that is never written, but broken if a key of the struct was lost: one that nobody
/// knows, one that stands twice, one that cannot be read. What was lost may be what others miss.
pub(crate) const LOST: &str = "$dynaschema::lost";

/// What the reader has to know of a language, apart from its types.
pub(crate) trait Language: DeserializeOwned {
    /// The keys of a struct, by its name, that have their place in the language but are not supported yet.
    fn planned(name: &str) -> &'static [&'static str];
}

/// Reads a source. Whatever is wrong with it is reported; there is nothing where none of it can be used.
pub(crate) fn read<T: Language>(sources: &Sources, id: SourceId, sink: &mut Sink) -> Option<T> {
    let document = compose::compose(&sources.get(id)?.text, id, sink)?;
    de::read(&document, sink)
}
