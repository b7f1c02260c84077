//! Where a read goes on: cursors, for web APIs and for programs that go on later.

use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::codec::{Encoded, Item};
use crate::error::{Error, Refused};
use crate::expression::KeyCondition;
use crate::metadata::{KeyAttribute, TableMeta};

/// The form of what is in a cursor.
const VERSION: u8 = 1;
/// How long the fingerprint of what is read is, and the checksum.
const SHORT: usize = 8;
/// How long a signature is.
const LONG: usize = 16;

/// A place behind an item of a query or a scan, from which another read can go on: the `next` of a
/// [`Page`](crate::Page), to be given to `after`.
///
/// As text it is opaque, and safe in a URL. It belongs to one table, index and key schema, and is refused for any other, as
/// is one in which a byte was changed. It is not encrypted: it holds the key of an item. Where its text comes from somebody
/// who is not to make up places, [sign](Self::signed) it.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::{HackerNews, Link};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), dynaschema::Error> {
/// # let news = HackerNews::table(&dynaschema_embedded::client().await);
/// # news.create_table().send().await?;
/// # for url in ["http://a", "http://b", "http://c"] { news.insert(&Link::new(url, "A")).send().await?; }
/// use dynaschema::Cursor;
///
/// let first = news.query(Link::by_day(0)).limit(2).page().await?;
/// let text = first.next.map(|next| next.signed(b"a secret")).expect("there is more");
///
/// let cursor = Cursor::verified(&text, b"a secret")?;
/// let second = news.query(Link::by_day(0)).limit(2).after(cursor).page().await?;
/// assert_eq!((second.items.len(), second.next), (1, None));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Cursor {
    /// What was read.
    of: [u8; SHORT],
    /// Keys in the order of the schema.
    key: Vec<AttributeValue>,
}

impl Cursor {
    /// The place behind an item, or behind what DynamoDB says. `None` where the key is not whole.
    pub(crate) fn behind(place: &Read<'_>, item: &Item) -> Option<Self> {
        let key = place.keys().map(|key| item.get(key.name).cloned()).collect::<Option<Vec<_>>>()?;
        Some(Self { of: place.fingerprint(), key })
    }

    /// The key to start behind.
    pub(crate) fn start(&self, place: &Read<'_>, asked: Option<&KeyCondition>) -> Encoded<Item> {
        if self.of != place.fingerprint() || self.key.len() != place.keys().count() {
            return Err(Refused::request("the cursor is of another table or index, or of another schema of it"));
        }
        let key: Item = place.keys().map(|key| key.name.to_owned()).zip(self.key.iter().cloned()).collect();
        let is_elsewhere = |(name, value): &(&'static str, AttributeValue)| key.get(*name) != Some(value);
        if asked.is_some_and(|asked| asked.equal.iter().any(is_elsewhere)) {
            return Err(Refused::request("the cursor is of another partition than the one that is asked for"));
        }
        Ok(key)
    }

    /// As text that nobody can make without the secret: with an HMAC of SHA-256.
    #[must_use]
    pub fn signed(&self, secret: &[u8]) -> String {
        let mut bytes = self.bytes();
        bytes.extend(signature(&bytes, secret));
        to_text(&bytes)
    }

    /// Reads a text that was [signed](Self::signed) with this secret.
    ///
    /// # Errors
    /// [`Error::Refused`] for any other text.
    pub fn verified(text: &str, secret: &[u8]) -> Result<Self, Error> {
        let bytes = from_text(text).ok_or_else(broken)?;
        let (body, signed) = bytes.split_at_checked(bytes.len().saturating_sub(LONG)).ok_or_else(broken)?;
        let mut mac = mac(secret);
        mac.update(body);
        if mac.verify_truncated_left(signed).is_err() || signed.len() != LONG {
            return Err(Refused::request("the cursor is not signed with this secret").into());
        }
        Ok(Self::of_bytes(body).ok_or_else(broken)?)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.of);
        for value in &self.key {
            let (kind, content) = match value {
                AttributeValue::S(text) => (b'S', text.as_bytes()),
                AttributeValue::N(digits) => (b'N', digits.as_bytes()),
                AttributeValue::B(blob) => (b'B', blob.as_ref()),
                // No key is anything else.
                _ => (b'?', &[][..]),
            };
            bytes.push(kind);
            // Key values have 2048 bytes at most.
            let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
            bytes.extend(length.to_be_bytes());
            bytes.extend(content);
        }
        bytes
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&[VERSION])?;
        let of;
        (of, rest) = rest.split_first_chunk::<SHORT>()?;
        let mut key = Vec::new();
        while let Some((kind, after)) = rest.split_first() {
            let (length, after) = after.split_first_chunk::<2>()?;
            let (content, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            let text = || String::from_utf8(content.to_vec()).ok();
            key.push(match kind {
                b'S' => AttributeValue::S(text()?),
                b'N' => AttributeValue::N(text()?),
                b'B' => AttributeValue::B(Blob::new(content)),
                _ => return None,
            });
            rest = after;
        }
        Some(Self { of: *of, key })
    }
}

/// What is read: a cursor of one is of no use to another.
#[derive(Clone, Copy)]
pub(crate) struct Read<'r> {
    pub(crate) table: &'r str,
    pub(crate) meta: &'static TableMeta,
    pub(crate) index: Option<&'static str>,
}

impl Read<'_> {
    /// The attributes that tell a place in it: the table's key, and the index's.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static KeyAttribute> {
        let table = &self.meta.key;
        let index = self.meta.indexes.iter().find(move |index| self.index == Some(index.name));
        let index = index.into_iter().flat_map(|index| index.key.attributes());
        table.attributes().chain(index.filter(|key| table.attributes().all(|other| other.name != key.name)))
    }

    fn fingerprint(&self) -> [u8; SHORT] {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text.len().to_be_bytes());
            hash.update(text);
        };
        add(self.table);
        add(self.index.unwrap_or_default());
        for key in self.keys() {
            add(key.name);
            add(key.kind.letter());
        }
        short(&hash.finalize())
    }
}

fn short(hash: &[u8]) -> [u8; SHORT] {
    hash.first_chunk().copied().unwrap_or_default()
}

fn mac(secret: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length.
    Hmac::new_from_slice(secret).unwrap_or_else(|_| Hmac::new(&Default::default()))
}

fn signature(bytes: &[u8], secret: &[u8]) -> [u8; LONG] {
    let mut mac = mac(secret);
    mac.update(bytes);
    mac.finalize().into_bytes().first_chunk().copied().unwrap_or_default()
}

fn to_text(bytes: &[u8]) -> String {
    base64::encode(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

fn from_text(text: &str) -> Option<Vec<u8>> {
    if text.contains(['+', '/', '=']) {
        return None;
    }
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    let bytes = base64::decode(text.replace('-', "+").replace('_', "/") + &padding).ok()?;
    // Of several texts for the same bytes, one is ours.
    (to_text(&bytes) == text).then_some(bytes)
}

fn broken() -> Refused {
    Refused::request("this is no cursor, or one in which something was changed")
}

/// As text, with a checksum.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.bytes();
        let checksum: [u8; SHORT] = short(&Sha256::digest(&bytes));
        bytes.extend(checksum);
        f.write_str(&to_text(&bytes))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bytes = from_text(text).ok_or_else(broken)?;
        let (body, checksum) = bytes.split_last_chunk::<SHORT>().ok_or_else(broken)?;
        if *checksum != short(&Sha256::digest(body)) {
            return Err(broken().into());
        }
        Ok(Self::of_bytes(body).ok_or_else(broken)?)
    }
}

/// Without the key, which may be sensitive.
impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{IndexMeta, KeySchema};

    const TABLE: TableMeta =
        TableMeta::new("t", KeySchema::new(&[KeyAttribute::string("pk")], &[KeyAttribute::number("sk")])).indexes(&[
            IndexMeta::new("index", KeySchema::new(&[KeyAttribute::binary("a")], &[KeyAttribute::string("pk")])),
        ]);
    const INDEXED: &TableMeta = &TABLE;
    const OTHER: &TableMeta =
        &TableMeta::new("t", KeySchema::new(&[KeyAttribute::string("pk")], &[KeyAttribute::string("sk")]));

    fn read<'t>(table: &'t str, meta: &'static TableMeta, index: Option<&'static str>) -> Read<'t> {
        Read { table, meta, index }
    }

    fn item() -> Item {
        let values = [
            ("pk", AttributeValue::S("é\u{10ffff}".to_owned())),
            ("sk", AttributeValue::N("-1.5".to_owned())),
            ("a", AttributeValue::B(Blob::new([0, 255, 7]))),
            ("other", AttributeValue::Bool(true)),
        ];
        values.map(|(name, value)| (name.to_owned(), value)).into()
    }

    #[test]
    fn a_cursor_holds_the_keys_of_the_table_and_of_the_index_and_nothing_else() {
        for (index, expected) in [(None, vec!["pk", "sk"]), (Some("index"), vec!["a", "pk", "sk"])] {
            let place = read("t", INDEXED, index);
            let cursor = Cursor::behind(&place, &item()).unwrap();
            let cursor: Cursor = cursor.to_string().parse().unwrap();
            let start = cursor.start(&place, None).unwrap();
            let mut names: Vec<&str> = start.keys().map(String::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, expected);
            assert!(start.iter().all(|(name, value)| item()[name] == *value));
        }
        assert_eq!(Cursor::behind(&read("t", INDEXED, None), &Item::new()), None);
    }

    #[test]
    fn a_cursor_is_of_one_table_index_and_schema() {
        let cursor = Cursor::behind(&read("t", INDEXED, None), &item()).unwrap();
        assert!(cursor.start(&read("t", INDEXED, None), None).is_ok());
        for other in [read("u", INDEXED, None), read("t", INDEXED, Some("index")), read("t", OTHER, None)] {
            let reason = cursor.start(&other, None).unwrap_err().reason;
            assert!(reason.contains("of another table or index, or of another schema"), "{reason}");
        }
    }
}
