//! From facts to the model. There are no mistakes any more; a fact that is missing all the same gives no model.

mod named;

use super::declarations::Declarations;
use super::derivable::Implemented;
use super::facts;
use super::key_types::KeyTypes;
use super::membership::Membership;
use super::named::Types;
use crate::model::{Attribute, Derives, Entity, Index, KeyAttribute, KeySchema, Projection, Schema, Table, TableId};
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
    } = facts;
    let tables = tables.into_iter().zip(&key_types);
    let entities = entities.into_iter().zip(implemented.entities).zip(memberships);
    let types = types.named.into_iter().zip(implemented.types);
    Some(Schema {
        files: declarations.files.into_iter().map(|file| file.model).collect(),
        tables: tables.map(|(facts, types)| table(facts, types)).collect::<Option<_>>()?,
        entities: entities
            .map(|((facts, derives), membership)| entity(facts, derives, membership))
            .collect::<Option<_>>()?,
        types: types.map(|(facts, derives)| named::lower(facts, derives, sources)).collect::<Option<_>>()?,
    })
}

fn table(facts: facts::Table<'_>, types: &KeyTypes<'_>) -> Option<Table> {
    Some(Table {
        file: facts.file,
        rust_name: names::structure(facts.name),
        name: facts.physical?.value.clone(),
        doc: facts.doc.map(str::to_owned),
        key: key_schema(&facts.key, types)?,
        indexes: facts.indexes.iter().map(|facts| index(facts, types)).collect::<Option<_>>()?,
        billing: facts.billing?,
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

fn entity(facts: facts::Entity<'_>, derives: Derives, membership: Membership) -> Option<Entity> {
    Some(Entity {
        file: facts.file,
        rust_name: names::structure(facts.name),
        module: names::module(facts.name),
        key_struct: names::key_struct(facts.name),
        doc: facts.doc.map(str::to_owned),
        table: TableId(facts.table?),
        attributes: attributes(facts.attributes)?,
        key: membership.key?,
        questions: membership.questions.into_iter().map(|asked| asked.question).collect(),
        unknown: facts.unknown,
        derives,
    })
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
    })
}
