//! From facts to the model. There are no mistakes any more; a fact that is missing all the same gives no model.

mod named;

use super::collection::Collection;
use super::declarations::Declarations;
use super::derivable::Implemented;
use super::facts::{self, EntityAttribute};
use super::key;
use super::key_types::KeyTypes;
use super::membership::Membership;
use super::named::Types;
use crate::model::{
    Attribute, Derives, Entity, Home, Index, KeyAttribute, KeySchema, Member, Projection, Schema, Table, TableId,
    TimeToLive,
};
use crate::names;
use crate::source::Sources;

/// All that was found out.
pub(super) struct Facts<'a> {
    pub(super) declarations: Declarations<'a>,
    pub(super) tables: Vec<facts::Table<'a>>,
    pub(super) entities: Vec<facts::Entity<'a>>,
    pub(super) types: Types<'a>,
    pub(super) key_types: Vec<KeyTypes<'a>>,
    pub(super) memberships: Vec<Membership>,
    pub(super) implemented: Implemented,
    pub(super) collections: Vec<Collection<'a>>,
}

pub(super) fn schema(facts: Facts<'_>, sources: &Sources) -> Option<Schema> {
    let Facts {
        declarations,
        tables,
        entities,
        types,
        key_types,
        memberships,
        implemented,
        collections,
    } = facts;
    let told: Vec<bool> =
        tables.iter().map(|table| matches!(table.entity_attribute, EntityAttribute::Given(_))).collect();
    let tables = tables.into_iter().zip(&key_types);
    let entities = entities.into_iter().zip(implemented.entities).zip(memberships);
    let of_entity = |((facts, derives), membership)| entity(facts, derives, membership, &types, &told);
    let entities = entities.map(of_entity).collect::<Option<_>>()?;
    let types = types.named.into_iter().zip(implemented.types);
    Some(Schema {
        files: declarations.files.into_iter().map(|file| file.model).collect(),
        tables: tables.map(|(facts, types)| table(facts, types)).collect::<Option<_>>()?,
        entities,
        types: types.map(|(facts, derives)| named::lower(facts, derives, sources)).collect::<Option<_>>()?,
        collections: collections.into_iter().map(|collection| collection.model).collect::<Option<_>>()?,
    })
}

fn table(facts: facts::Table<'_>, types: &KeyTypes<'_>) -> Option<Table> {
    Some(Table {
        file: facts.file,
        rust_name: names::structure(facts.name),
        name: facts.physical?.value.clone(),
        doc: facts.doc.map(str::to_owned),
        key: key_schema(&facts.key, types)?,
        entity_attribute: match facts.entity_attribute {
            EntityAttribute::Given(name) => Some(name.value.clone()),
            EntityAttribute::Absent | EntityAttribute::Broken => None,
        },
        indexes: facts.indexes.iter().map(|facts| index(facts, types)).collect::<Option<_>>()?,
        billing: facts.billing?,
        time_to_live: facts.time_to_live.map(|facts| TimeToLive {
            attribute: facts.attribute.to_owned(),
            hide_expired: facts.hide_expired,
        }),
    })
}

fn index(facts: &facts::Index<'_>, types: &KeyTypes<'_>) -> Option<Index> {
    Some(Index {
        name: facts.physical?.value.clone(),
        key: key_schema(&facts.key, types)?,
        kind: facts.kind?,
        projection: projection(facts.projection.as_ref()?),
    })
}

fn projection(facts: &facts::Projection<'_>) -> Projection {
    match facts {
        facts::Projection::All => Projection::All,
        facts::Projection::KeysOnly => Projection::KeysOnly,
        facts::Projection::Include(names, _) => {
            Projection::Include(names.iter().map(|name| name.value.clone()).collect())
        }
    }
}

fn key_schema(facts: &facts::KeySchema<'_>, types: &KeyTypes<'_>) -> Option<KeySchema> {
    let attribute = |facts: &facts::KeyAttribute<'_>| {
        let name = facts.name.value;
        Some(KeyAttribute { name: name.to_owned(), kind: (*types.get(name)?)? })
    };
    Some(KeySchema {
        partition: facts.partition.iter().map(attribute).collect::<Option<_>>()?,
        sort: facts.sort.iter().map(attribute).collect::<Option<_>>()?,
    })
}

fn entity(
    facts: facts::Entity<'_>,
    derives: Derives,
    membership: Membership,
    types: &Types<'_>,
    told: &[bool],
) -> Option<Entity> {
    let key = membership.key?;
    let keys = key::composed(&facts, types);
    let together = key::together(&facts, &keys, &key);
    let homes: Vec<Home> = (0..facts.attributes.len()).map(|position| key::home(&facts, position)).collect();
    let is_told = told.get(facts.table?).copied().unwrap_or_default();
    let value = if is_told { Some(facts.value?.value.to_owned()) } else { None };
    let mut attributes = attributes(facts.attributes)?;
    attributes.iter_mut().zip(homes).for_each(|(attribute, home)| attribute.home = home);
    Some(Entity {
        file: facts.file,
        rust_name: names::structure(facts.name),
        module: names::module(facts.name),
        key_struct: names::key_struct(facts.name),
        doc: facts.doc.map(str::to_owned),
        table: TableId(facts.table?),
        attributes,
        value,
        key,
        keys,
        members: facts.members.iter().map(|member| self::member(member.name)).collect(),
        together,
        questions: membership.questions.into_iter().map(|asked| asked.question).collect(),
        unknown: facts.unknown,
        derives,
    })
}

fn member(name: &str) -> Member {
    Member {
        field: names::field(name),
        constant: names::constant(name),
        marker: names::marker(name),
    }
}

fn attributes(facts: Vec<facts::Attribute<'_>>) -> Option<Vec<Attribute>> {
    facts.into_iter().map(attribute).collect()
}

fn attribute(facts: facts::Attribute<'_>) -> Option<Attribute> {
    Some(Attribute {
        field: names::field(facts.name),
        constant: names::constant(facts.name),
        marker: names::marker(facts.name),
        name: facts.physical?.value,
        doc: facts.doc.map(str::to_owned),
        ty: facts.ty?.value,
        optional: facts.optional.is_some(),
        null: facts.null.is_some(),
        boxed: facts.boxed,
        default: facts.default.map(|default| default.value),
        sensitive: facts.sensitive,
        stamp: facts.stamp.map(|stamp| stamp.value),
        home: Home::Attribute,
    })
}
