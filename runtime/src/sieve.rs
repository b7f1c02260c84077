//! Which entity an item is, in a table with several: by the attribute that says so, or else by the table's key.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attributes::Attributes;
use crate::codec::Encoded;
use crate::entity::{Entity, EntityMeta, TableDefinition};
use crate::error::Refused;
use crate::expression::{Comparator, Expression, Path, Term};
use crate::metadata::TableMeta;
use crate::template::Template;

/// Tells the items of some entities of a table from others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sieve {
    find: fn(&dyn Attributes) -> Option<&'static EntityMeta>,
    /// The names of those that are wanted.
    wanted: &'static [&'static str],
    attribute: Option<&'static str>,
    /// All entities of the table.
    entities: &'static [EntityMeta],
}

/// What an item is for a [`Sieve`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One that is wanted, by its position among those.
    Mine(usize),
    /// One of another entity.
    Other,
    /// One of no declared entity.
    Unknown,
}

impl Sieve {
    /// For the items of the entities of these names.
    pub(crate) fn among<T: TableDefinition>(wanted: &'static [&'static str]) -> Self {
        Self {
            find: entity_of::<T>,
            wanted,
            attribute: T::ENTITY_ATTRIBUTE,
            entities: T::ENTITIES,
        }
    }

    /// The attributes of the table's key that are sensitive in some entity.
    pub(crate) fn sensitive(&self) -> Vec<&'static str> {
        let templates = self.entities.iter().flat_map(|entity| entity.key);
        templates.filter(|template| template.is_sensitive()).map(|template| template.name).collect()
    }

    /// What an item's entity attribute says.
    pub(crate) fn said(&self, item: &dyn Attributes) -> Option<String> {
        item.attribute(self.attribute?)?.as_s().ok().cloned()
    }

    /// Whether items of more than one entity are wanted.
    pub(crate) fn is_of_several(&self) -> bool {
        self.wanted.len() > 1
    }

    /// The attributes that tell an item as a rule.
    pub(crate) fn looks_at(&self, meta: &'static TableMeta) -> impl Iterator<Item = &'static str> {
        let keys = meta.key.attributes().map(|key| key.name).filter(|_| self.attribute.is_none());
        self.attribute.into_iter().chain(keys)
    }

    pub(crate) fn tell(&self, item: &dyn Attributes) -> Kind {
        match (self.find)(item) {
            Some(entity) => match self.wanted.iter().position(|name| *name == entity.name) {
                Some(position) => Kind::Mine(position),
                None => Kind::Other,
            },
            None => Kind::Unknown,
        }
    }
}

/// The entity of an item: what its entity attribute says, or else the one whose key its own is, with the most literal
/// text.
fn entity_of<T: TableDefinition>(item: &dyn Attributes) -> Option<&'static EntityMeta> {
    if let Some(said) = T::ENTITY_ATTRIBUTE.and_then(|attribute| item.text(attribute)) {
        return T::ENTITIES.iter().find(|entity| said == entity.value);
    }
    T::ENTITIES.iter().filter(|entity| entity.has_key(item)).max_by_key(|entity| entity.literal_len())
}

/// What the entity attribute holds of these entities, as a filter; none where the table has no such attribute.
pub(crate) fn filter<T: TableDefinition>(wanted: &[&str]) -> Option<Expression> {
    let attribute = T::ENTITY_ATTRIBUTE?;
    let wanted = T::ENTITIES.iter().filter(|entity| wanted.contains(&entity.name));
    let is = |entity: &EntityMeta| {
        let value = AttributeValue::S(entity.value.to_owned());
        Expression::Compare(Term::Path(Path::new(attribute)), Comparator::Equal, Term::Value(value))
    };
    wanted.map(is).reduce(Expression::or)
}

/// What has to be read of an item to tell its entity.
pub(crate) fn needed<T: TableDefinition>(tells: bool) -> Vec<&'static str> {
    let keys = T::META.key.attributes().map(|key| key.name);
    T::ENTITY_ATTRIBUTE.filter(|_| tells).into_iter().chain(keys).collect()
}

impl EntityMeta {
    /// Whether a key could be one of this entity's.
    fn has_key(&self, item: &dyn Attributes) -> bool {
        self.key.iter().all(|template| item.attribute(template.name).is_some_and(|value| template.matches(&value)))
    }

    fn literal_len(&self) -> usize {
        self.key.iter().map(|template| template.literal_len()).sum()
    }

    /// The templates of its key, as the schema says them.
    fn templates(&self) -> String {
        let texts = self.key.iter().map(|template| format!("`{}`", template.text));
        texts.collect::<Vec<_>>().join(", ")
    }
}

/// Refuses a table key that could as well be another entity's, or better.
pub(crate) fn check_own<E: Entity>(item: &dyn Attributes) -> Encoded<()> {
    let entities = <E::Table as TableDefinition>::ENTITIES;
    let Some(own) = entities.iter().find(|entity| entity.name == E::NAME) else {
        return Ok(());
    };
    let literal = own.literal_len();
    let mut others = entities.iter().filter(|other| other.name != own.name && other.literal_len() >= literal);
    match others.find(|other| other.has_key(item)) {
        Some(other) => Err(Refused::new(
            culprit(own, other),
            format!("the item's key is one of `{}` ({}): it would be taken for that", other.name, other.templates()),
        )),
        None => Ok(()),
    }
}

/// The part of our key that the other's literal text stands in.
fn culprit(own: &EntityMeta, other: &EntityMeta) -> &'static str {
    let first_part = |template: &&'static Template| template.parts().next().map(|part| part.name);
    let pairs = own.key.iter().zip(other.key);
    let mut longer = pairs.filter(|(own, other)| other.literal_len() > own.literal_len());
    let in_longer = longer.find_map(|(own, _)| first_part(own));
    let name = in_longer.or_else(|| own.key.iter().find_map(first_part));
    name.or_else(|| Some(own.key.first()?.name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Item;
    use crate::codec::{DecodeItem, Decoded, EncodeItem, Members, MembersTarget};
    use crate::metadata::{KeyAttribute, KeySchema, TableMeta};
    use crate::template::Piece;

    const USER: &Template = &Template::new("PK", "u#{user}", &[Piece::literal("u#"), Piece::part::<String>("user")]);
    const FOLLOWER: &Template = &Template::new(
        "PK",
        "u#{user}#follower",
        &[Piece::literal("u#"), Piece::part::<String>("user"), Piece::literal("#follower")],
    );
    const PROFILE: &Template = &Template::new("SK", "profile", &[Piece::literal("profile")]);
    const BY: &Template = &Template::new("SK", "{by}", &[Piece::part::<String>("by")]);
    const NUMBER: &Template = &Template::new("SK", "{n}", &[Piece::part::<u32>("n")]);

    #[derive(Debug, Clone)]
    enum Follower {}
    #[derive(Debug, Clone)]
    enum Post {}
    enum Social {}
    enum Tagged {}

    const META: &TableMeta =
        &TableMeta::new("t", KeySchema::new(&[KeyAttribute::string("PK")], &[KeyAttribute::string("SK")]));
    const ENTITIES: &[EntityMeta] = &[
        EntityMeta::new("User", "user", &[USER, PROFILE]),
        EntityMeta::new("Follower", "follower", &[FOLLOWER, BY]),
        EntityMeta::new("Post", "post", &[USER, NUMBER]),
    ];

    impl TableDefinition for Social {
        const META: &'static TableMeta = META;
        const ENTITIES: &'static [EntityMeta] = ENTITIES;
    }

    impl TableDefinition for Tagged {
        const META: &'static TableMeta = META;
        const ENTITIES: &'static [EntityMeta] = ENTITIES;
        const ENTITY_ATTRIBUTE: Option<&'static str> = Some("type");
    }

    macro_rules! entities {
        ($($entity:ident)*) => {$(
            impl EncodeItem for $entity {
                fn encode<T: MembersTarget>(&self, _: &mut T) -> Encoded<()> {
                    match *self {}
                }
            }

            impl DecodeItem for $entity {
                fn decode<M: Members>(_: &mut M) -> Decoded<Self> {
                    Err(crate::codec::Mismatch::new("", ""))
                }
            }

            impl Entity for $entity {
                const NAME: &'static str = stringify!($entity);
                type Table = Social;
                type Key = Self;
            }
        )*};
    }

    entities!(Follower Post);

    fn item(attributes: &[(&str, &str)]) -> Item {
        let values = attributes.iter().map(|(name, text)| ((*name).to_owned(), AttributeValue::S((*text).to_owned())));
        values.collect()
    }

    fn keyed(pk: &str, sk: &str) -> Item {
        item(&[("PK", pk), ("SK", sk)])
    }

    #[test]
    fn an_item_is_told_by_the_key_with_the_most_literal_text() {
        let sieve = Sieve::among::<Social>(&["Follower"]);
        assert_eq!(sieve.tell(&keyed("u#a#follower", "b")), Kind::Mine(0));
        assert_eq!(sieve.tell(&keyed("u#a#follower", "1")), Kind::Mine(0), "a post's key has less literal text");
        assert_eq!(sieve.tell(&keyed("u#a", "profile")), Kind::Other);
        assert_eq!(sieve.tell(&keyed("u#a", "1")), Kind::Other);
        assert_eq!(sieve.tell(&keyed("u#a", "x")), Kind::Unknown);
        assert_eq!(sieve.tell(&item(&[("PK", "u#a")])), Kind::Unknown);
        let sieve = Sieve::among::<Social>(&["Post", "Follower"]);
        assert_eq!(sieve.tell(&keyed("u#a#follower", "b")), Kind::Mine(1));
    }

    #[test]
    fn an_item_that_says_what_it_is_is_believed() {
        let sieve = Sieve::among::<Tagged>(&["Post"]);
        let saying = |said| item(&[("PK", "u#a"), ("SK", "1"), ("type", said)]);
        assert_eq!(sieve.tell(&saying("post")), Kind::Mine(0));
        assert_eq!(sieve.tell(&saying("user")), Kind::Other);
        assert_eq!(sieve.tell(&saying("Post")), Kind::Unknown);
        assert_eq!(sieve.tell(&keyed("u#a", "1")), Kind::Mine(0), "where it says nothing, its key does");
    }

    #[test]
    fn nobody_writes_into_the_keys_of_another_entity() {
        assert_eq!(check_own::<Post>(&keyed("u#a", "1")), Ok(()));
        let refused = check_own::<Post>(&keyed("u#x#follower", "1")).unwrap_err();
        assert_eq!(refused.attribute, "user");
        let reason = "the item's key is one of `Follower` (`u#{user}#follower`, `{by}`): it would be taken for that";
        assert_eq!(refused.reason, reason);
        // The sort key is the one that has more literal text.
        assert_eq!(check_own::<Follower>(&keyed("u#x#follower", "1")), Ok(()));
        assert_eq!(culprit(&ENTITIES[2], &ENTITIES[0]), "n");
        assert_eq!(culprit(&ENTITIES[0], &ENTITIES[2]), "user");
    }
}
