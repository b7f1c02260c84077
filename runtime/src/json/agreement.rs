//! What holds for every text: for tests of random texts, and for the fuzz target.

use serde_json::{Map, Value};

use super::{Broken, Reader};

/// Panics unless a text is read as serde_json reads it, and passed over as it is read, from wherever one stops reading.
pub(crate) fn check(text: &str) {
    let mut reading = Reading::of(text);
    let read = reading.whole();
    match (&read, serde_json::from_str::<Value>(text)) {
        (Ok(value), Ok(expected)) if !reading.is_out_of_range => assert_eq!(*value, expected, "in {text:?}"),
        (Ok(_), Err(_)) if reading.is_out_of_range => {}
        (Err(_), Err(_)) => {}
        (read, expected) => panic!("{read:?} instead of {expected:?} in {text:?}"),
    }
    let is_broken = read.map(drop);
    if reading.reader.depth() > 0 {
        assert_eq!(reading.reader.finish(0), is_broken, "gone on with where {text:?} is broken");
    }

    let mut reader = Reader::new(text);
    assert_eq!(reader.skip().and_then(|()| reader.end()), is_broken, "skipped {text:?}");
    for (index, reader) in reading.places.iter().enumerate() {
        let depth = index % (reader.depth() + 1);
        let (mut finished, behind) = (*reader, &reading.places[index..]);
        match (finished.finish(depth), behind.iter().find(|place| place.depth() <= depth)) {
            (Ok(()), Some(place)) => assert_eq!(finished, *place, "finished to {depth}"),
            (Err(broken), None) => assert_eq!(Err(broken), is_broken, "finished to {depth} from {reader:?}"),
            (finished, place) => panic!("{finished:?} instead of {place:?} to {depth} from {reader:?}"),
        }
    }
}

/// Reads a text to the end as whatever it is.
pub(super) struct Reading<'a> {
    reader: Reader<'a>,
    /// Where it has been, after each token.
    places: Vec<Reader<'a>>,
    /// Whether there was a number that serde_json has no type for, and therefore refuses.
    is_out_of_range: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let reader = Reader::new(text);
        Self { reader, places: vec![reader], is_out_of_range: false }
    }

    pub(super) fn whole(&mut self) -> Result<Value, Broken> {
        let value = self.value()?;
        self.reader.end()?;
        Ok(value)
    }

    fn value(&mut self) -> Result<Value, Broken> {
        let mut is = |byte| self.reader.next_is(byte);
        if is(b'{') {
            return self.object();
        } else if is(b'[') {
            return self.array();
        }
        let value = if is(b'"') {
            Value::String(self.reader.string()?.into_owned())
        } else if is(b't') || is(b'f') {
            Value::Bool(self.reader.boolean()?)
        } else if is(b'n') {
            self.reader.null()?;
            Value::Null
        } else if is(b'-') || (b'0'..=b'9').any(is) {
            let number = serde_json::from_str(self.reader.number()?);
            self.is_out_of_range |= number.is_err();
            number.unwrap_or_default()
        } else {
            self.reader.skip()?;
            unreachable!("no value starts like this");
        };
        self.places.push(self.reader);
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, Broken> {
        let mut members = Map::new();
        let mut at_once = self.reader;
        self.reader.object()?;
        self.places.push(self.reader);
        while let Some(name) = self.reader.name()? {
            self.places.push(self.reader);
            let value = self.value()?;
            members.insert(name.into_owned(), value);
        }
        self.places.push(self.reader);
        for letter in b'A'..=b'z' {
            if let Some(text) = at_once.only_string(letter) {
                let alone = Map::from_iter([(char::from(letter).to_string(), Value::String(text.into_owned()))]);
                assert_eq!((&alone, at_once), (&members, self.reader), "read at once");
                break;
            }
        }
        Ok(Value::Object(members))
    }

    fn array(&mut self) -> Result<Value, Broken> {
        let mut elements = Vec::new();
        self.reader.array()?;
        self.places.push(self.reader);
        while self.reader.element()? {
            self.places.push(self.reader);
            elements.push(self.value()?);
        }
        self.places.push(self.reader);
        Ok(Value::Array(elements))
    }
}
