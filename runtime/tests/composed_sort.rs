//! Bounds of composed sort keys that no item has, on the embedded DynamoDB.

use dynaschema::Table;
use dynaschema::codegen_v1 as rt;

#[derive(Debug)]
enum Notes {}

impl rt::TableDefinition for Notes {
    const META: &'static rt::TableMeta = &rt::TableMeta::new(
        "notes",
        rt::KeySchema::new(&[rt::KeyAttribute::string("PK")], &[rt::KeyAttribute::string("SK")]),
    );
}

const SORT: &rt::Template = &rt::Template::new(
    "SK",
    "n#{page:03}#{text}",
    &[
        rt::Piece::literal("n#"),
        rt::Piece::part::<rt::Padded<u32, 3>>("page"),
        rt::Piece::literal("#"),
        rt::Piece::part::<String>("text"),
    ],
);

/// `{book}`, `n#{page:03}#{text}`
#[derive(Debug, Clone, PartialEq)]
struct Note {
    book: String,
    page: u32,
    text: String,
}

impl rt::Composed for Note {
    fn keys(&self, keys: &mut rt::Keys<'_>) -> rt::Encoded<()> {
        keys.plain::<String>("PK", &self.book)?;
        keys.composed(SORT, |parts| parts.part::<rt::Padded<u32, 3>>(&self.page)?.part::<String>(&self.text))
    }
}

impl rt::EncodeItem for Note {
    fn encode<T: rt::MembersTarget>(&self, members: &mut T) -> rt::Encoded<()> {
        rt::write_keys(self, members)
    }
}

impl rt::DecodeItem for Note {
    fn decode<M: rt::Members>(members: &mut M) -> rt::Decoded<Self> {
        let (mut book, mut sk) = (None, None);
        while let Some(member) = members.next()? {
            match member {
                "PK" => book = Some(members.value::<String>()?),
                "SK" => sk = Some(members.value::<String>()?),
                _ => members.skip()?,
            }
        }
        let sk = rt::key(SORT, sk)?;
        Ok(Self {
            book: rt::field::<String>(book, "PK")?,
            page: sk.required::<rt::Padded<u32, 3>>(0)?,
            text: sk.required::<String>(1)?,
        })
    }
}

impl rt::Entity for Note {
    const NAME: &'static str = "Note";
    type Table = Notes;
    type Key = Self;
}

impl rt::StoredIn<Notes> for Note {}
rt::written!(Note);

#[derive(Debug)]
enum ByKey {}

impl rt::Asked for ByKey {
    const INDEX: Option<&'static str> = None;
    const SORT: &'static [rt::SortKey] = &[rt::SortKey::Composed(SORT)];
}

impl rt::Question for ByKey {
    type Entity = Note;
    type Item = Note;
}

#[derive(Debug)]
enum Page {}

impl rt::SortStep for Page {
    type Encoding = rt::Padded<u32, 3>;
    const NAME: &'static str = "page";
}

impl rt::RangeStep for Page {}

#[derive(Debug)]
enum Text {}

impl rt::SortStep for Text {
    type Encoding = String;
    const NAME: &'static str = "text";
}

impl rt::RangeStep for Text {}

fn all() -> rt::QueryKey<ByKey> {
    rt::Ask::new().plain::<String>("PK", "b").key()
}

fn page() -> rt::ComposedPart<Page, ByKey> {
    rt::composed_part(all())
}

fn text() -> rt::ComposedPart<Text, ByKey> {
    rt::composed_part(page().eq(10u32))
}

#[tokio::test]
async fn ranges_end_next_to_keys_that_could_be() {
    let client = dynaschema_embedded::client().await;
    let notes = Table::<Notes>::new(&client);
    notes.create_table().send().await.unwrap();
    let texts = ["\0", "a", "a\0", "b", "b#\u{10FFFE}"];
    for page in [9, 10, 11] {
        for text in texts {
            let note = Note { book: "b".to_owned(), page, text: text.to_owned() };
            notes.insert(&note).send().await.unwrap();
        }
    }
    let find = async |key: rt::QueryKey<ByKey>| {
        let notes = notes.query(key).all().await.unwrap().into_iter();
        notes.map(|note| (note.page, note.text)).collect::<Vec<_>>()
    };
    let expected = |pages: &[u32], texts: &[&str]| {
        let notes = pages.iter().flat_map(|page| texts.iter().map(|text| (*page, (*text).to_owned())));
        notes.collect::<Vec<_>>()
    };
    for (key, pages) in [
        (all(), &[9u32, 10, 11][..]),
        (page().lt(10u32), &[9]),
        (page().le(10u32), &[9, 10]),
        (page().gt(10u32), &[11]),
        (page().ge(10u32), &[10, 11]),
        (page().between(9u32, 10u32), &[9, 10]),
        (page().eq(10u32), &[10]),
    ] {
        assert_eq!(find(key.clone()).await, expected(pages, &texts), "{key:?}");
    }
    for (key, texts) in [
        (text().lt("\0"), &[][..]),
        (text().lt("a\0"), &["\0", "a"]),
        (text().lt("b"), &["\0", "a", "a\0"]),
        (text().le("a"), &["\0", "a"]),
        (text().gt("a"), &["a\0", "b", "b#\u{10FFFE}"]),
        (text().gt("b#\u{10FFFE}"), &[]),
        (text().ge("b"), &["b", "b#\u{10FFFE}"]),
        (text().begins_with("a"), &["a", "a\0"]),
        (text().eq("b#\u{10FFFE}"), &["b#\u{10FFFE}"]),
    ] {
        assert_eq!(find(key.clone()).await, expected(&[10], texts), "{key:?}");
    }
}
