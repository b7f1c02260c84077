//! Items as Lambda's stream events hold them.

use std::collections::{BTreeMap, BTreeSet};

use aws_lambda_events::event::dynamodb::Event;
use dynaschema::codec::{Bytes, DecodeItem, Decoded, EncodeItem, Encoded, Members, MembersTarget, Nullable, field};
use dynaschema::{Entity, Error, IntoItem, KeyAttribute, KeySchema, TableDefinition, TableMeta, from_item, to_item};

struct Songs;

impl TableDefinition for Songs {
    const META: &'static TableMeta = &TableMeta::new("songs", KeySchema::new(&[KeyAttribute::string("title")], &[]));
}

#[derive(Debug, PartialEq)]
struct Song {
    title: String,
    plays: u64,
    cover: Vec<u8>,
    live: bool,
    singers: BTreeSet<String>,
    years: BTreeSet<u16>,
    samples: BTreeSet<Vec<u8>>,
    ratings: BTreeMap<String, Vec<Option<i8>>>,
}

#[derive(Debug, Clone)]
enum SongKey {}

impl EncodeItem for SongKey {
    fn encode<T: MembersTarget>(&self, _: &mut T) -> Encoded<()> {
        match *self {}
    }
}

impl Entity for Song {
    const NAME: &'static str = "Song";
    type Table = Songs;
    type Key = SongKey;
}

type Ratings = BTreeMap<String, Vec<Nullable<i8>>>;

impl EncodeItem for Song {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        members.member::<String>("title", &self.title)?;
        members.member::<u64>("plays", &self.plays)?;
        members.member::<Bytes>("cover", &self.cover)?;
        members.member::<bool>("live", &self.live)?;
        members.member::<BTreeSet<String>>("singers", &self.singers)?;
        members.member::<BTreeSet<u16>>("years", &self.years)?;
        members.member::<BTreeSet<Bytes>>("samples", &self.samples)?;
        members.member::<Ratings>("ratings", &self.ratings)
    }
}

impl DecodeItem for Song {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        let (mut title, mut plays, mut cover, mut live) = (None, None, None, None);
        let (mut singers, mut years, mut samples, mut ratings) = (None, None, None, None);
        while let Some(name) = members.next()? {
            match name {
                "title" => title = Some(members.value::<String>()?),
                "plays" => plays = Some(members.value::<u64>()?),
                "cover" => cover = Some(members.value::<Bytes>()?),
                "live" => live = Some(members.value::<bool>()?),
                "singers" => singers = Some(members.value::<BTreeSet<String>>()?),
                "years" => years = Some(members.value::<BTreeSet<u16>>()?),
                "samples" => samples = Some(members.value::<BTreeSet<Bytes>>()?),
                "ratings" => ratings = Some(members.value::<Ratings>()?),
                _ => members.skip()?,
            }
        }
        Ok(Self {
            title: field::<String>(title, "title")?,
            plays: field::<u64>(plays, "plays")?,
            cover: field::<Bytes>(cover, "cover")?,
            live: field::<bool>(live, "live")?,
            singers: field::<BTreeSet<String>>(singers, "singers")?,
            years: field::<BTreeSet<u16>>(years, "years")?,
            samples: field::<BTreeSet<Bytes>>(samples, "samples")?,
            ratings: field::<Ratings>(ratings, "ratings")?,
        })
    }
}

const EVENT: &str = r#"{
    "Records": [{
        "awsRegion": "eu-north-1",
        "eventID": "1",
        "eventName": "MODIFY",
        "eventSource": "aws:dynamodb",
        "eventSourceARN": "arn:aws:dynamodb:eu-north-1:111122223333:table/songs/stream/2026-11-25T00:00:00.000",
        "dynamodb": {
            "ApproximateCreationDateTime": 1795576944,
            "Keys": { "title": { "S": "Wide Awake" } },
            "NewImage": {
                "title": { "S": "Wide Awake" },
                "plays": { "N": "1200" },
                "cover": { "B": "AAEC" },
                "live": { "BOOL": true },
                "singers": { "SS": ["Ada", "Bo"] },
                "years": { "NS": ["1999", "2026"] },
                "samples": { "BS": ["AA==", "/w=="] },
                "ratings": { "M": { "Cy": { "L": [{ "N": "5" }, { "NULL": true }] } } }
            },
            "OldImage": { "title": { "S": "Wide Awake" }, "plays": { "S": "many" } },
            "SequenceNumber": "1",
            "SizeBytes": 100,
            "StreamViewType": "NEW_AND_OLD_IMAGES"
        }
    }]
}"#;

#[test]
fn an_image_of_a_stream_event_is_an_item_like_any_other() {
    let mut event: Event = serde_json::from_str(EVENT).unwrap();
    let change = event.records.remove(0).change;
    let song = Song {
        title: "Wide Awake".to_owned(),
        plays: 1200,
        cover: vec![0, 1, 2],
        live: true,
        singers: ["Ada".to_owned(), "Bo".to_owned()].into(),
        years: [1999, 2026].into(),
        samples: [vec![0], vec![255]].into(),
        ratings: [("Cy".to_owned(), vec![Some(5), None])].into(),
    };
    assert_eq!(from_item::<Song>(change.new_image.clone()).unwrap(), song);
    assert_eq!(change.new_image.clone().into_inner().into_item(), to_item(&song).unwrap());

    let Err(Error::Decode(error)) = from_item::<Song>(change.old_image) else {
        panic!("`many` is no number");
    };
    assert_eq!((error.attribute.as_str(), error.found.as_str()), ("plays", "S"));
    assert_eq!(error.key.to_string(), "title = \"Wide Awake\"");
}
