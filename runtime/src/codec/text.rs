//! Items as text, in DynamoDB's JSON.

use super::wire::{self, WireItem};
use crate::decoder::Incoming;
use crate::entity::Entity;
use crate::error::{DecodeError, Error};
use crate::json::Reader;
use crate::key::ItemKey;

/// Writes an entity as an item in DynamoDB's JSON, `{"link":{"S":"http://a"},…}`: the form in which items are imported, and
/// which the command line of AWS takes.
///
/// # Errors
/// [`Error::Refused`] for a value that DynamoDB would refuse, such as an empty key.
pub fn to_json<E: Entity>(entity: &E) -> Result<String, Error> {
    Ok(wire::Written::of_entity(entity)?.json)
}

/// Reads an entity from an item in DynamoDB's JSON, as it stands in the lines of an export to S3 under `Item`. What is done
/// with attributes that the schema does not name, the entity's `unknown` says.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::Link;
/// let link: Link = dynaschema::from_json(r#"{"link": {"S": "http://a"}, "title": {"S": "A"}, "points": {"N": "12"}}"#)?;
/// assert_eq!((&*link.title, link.points), ("A", 12));
/// assert_eq!(dynaschema::from_json::<Link>(&dynaschema::to_json(&link)?)?, link);
/// # Ok::<_, dynaschema::Error>(())
/// ```
///
/// # Errors
/// [`Error::Decode`] where an attribute is missing or has another type than the schema says, and where the text is no JSON.
pub fn from_json<E: Entity>(text: &str) -> Result<E, Error> {
    let mut item = WireItem::at(Reader::new(text), Default::default());
    let read = Incoming::wire(&mut item).read();
    // What is no JSON at all is worse than what does not fit.
    let rest = item.end().and_then(|mut rest| rest.end());
    rest.map_err(|broken| DecodeError::new(E::NAME, ItemKey::nothing(E::SENSITIVE), broken.into()))?;
    read
}
