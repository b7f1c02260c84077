//! The body of an answer: where items are in it, and what is wrong with it.

use std::fmt;

use crate::codec::MOST_WATCHED;
use crate::codec::WireItem;
use crate::json::{Broken, Reader};

/// A body that is not what DynamoDB has sent, or no answer of DynamoDB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnswerError {
    /// It is no JSON, or not in DynamoDB's form.
    Broken(Broken),
    /// It is not UTF-8 from this byte on.
    Text(usize),
    /// Bytes were changed on their way: the checksum that was sent with it, and that of what came.
    Checksum { sent: u32, found: u32 },
    /// The SDK did not let us see it, and it was to be read from nothing else.
    NoSeam,
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(broken) => write!(f, "the answer is not DynamoDB's JSON: {broken}"),
            Self::Text(offset) => write!(f, "the answer is not UTF-8 at byte {offset}"),
            Self::Checksum { sent, found } => {
                write!(f, "the answer was changed on its way: `x-amz-crc32` says {sent}, and its body has {found}")
            }
            Self::NoSeam => f.write_str(
                "this version of the SDK does not let answers be read as they come, and `Route::Wire` asks for that",
            ),
        }
    }
}

impl std::error::Error for AnswerError {}

impl From<Broken> for AnswerError {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// What is left of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// An answer.
    Answer(String),
    /// Nothing: the items were all that there was.
    Nothing,
}

/// How many bytes an item has in an answer, at least: more than `{"k":{"S":"v"}}`.
const LEAST_BYTES: usize = 16;

/// Finds the member of this name in an answer, has its value read with how many items there should be, and gives the answer
/// with an empty one in its place. An answer without it is given as it is. All of it is JSON: what the SDK finds broken in
/// the rest, it would ask for again.
pub(super) fn splice(
    body: &str,
    member: &str,
    mut read: impl FnMut(&mut Reader<'_>, usize) -> Result<(), Broken>,
) -> Result<Rest, Broken> {
    let (mut rest, mut copied) = (String::new(), 0);
    let (mut reader, mut expected) = (Reader::new(body), 0);
    reader.object()?;
    while let Some(name) = reader.name()? {
        if name != member {
            let start = reader.offset();
            reader.skip()?;
            if name == "Count" {
                let said = body.get(start..reader.offset()).and_then(|count| count.trim().parse().ok());
                // No more than there can be, whatever is said.
                expected = said.unwrap_or(0).min(body.len() / LEAST_BYTES);
            }
            continue;
        }
        let empty = if reader.next_is(b'[') { "[]" } else { "{}" };
        let (start, depth) = (reader.offset(), reader.depth());
        read(&mut reader, expected)?;
        reader.finish(depth)?;
        rest.push_str(body.get(copied..start).unwrap_or_default());
        rest.push_str(empty);
        copied = reader.offset();
    }
    reader.end()?;
    rest.push_str(body.get(copied..).unwrap_or_default());
    // Two brackets, the name in quotes, a colon, and two brackets.
    let is_all = copied > 0 && rest.len() == member.len() + 7;
    Ok(if is_all { Rest::Nothing } else { Rest::Answer(rest) })
}

/// Gives each item of the array that comes next to `take`.
pub(crate) fn items(
    reader: &mut Reader<'_>,
    watched: [&'static str; MOST_WATCHED],
    mut take: impl FnMut(&mut WireItem<'_>),
) -> Result<(), Broken> {
    reader.array()?;
    while reader.element()? {
        // What is no item is not one that nobody has asked for.
        { *reader }.object()?;
        let mut item = WireItem::at(*reader, watched);
        take(&mut item);
        *reader = item.end()?;
    }
    Ok(())
}
