//! From facts to the model. There are no mistakes any more; a fact that is missing all the same gives no model.

use super::declarations::Declarations;
use super::facts;
use super::key_types::KeyTypes;
use super::membership::Membership;
use crate::model::{Attribute, Entity, Index, KeyAttribute, KeySchema, Schema, Table, TableId};
use crate::names;

pub(super) fn schema(
    declarations: Declarations<'_>,
    tables: Vec<facts::Table<'_>>,
    entities: Vec<facts::Entity<'_>>,
    key_types: &[KeyTypes<'_>],
    memberships: Vec<Membership>,
) -> Option<Schema> {
    let tables = tables.into_iter().zip(key_types);
    let entities = entities.into_iter().zip(memberships);
    Some(Schema {
        files: declarations.files.into_iter().map(|file| file.model).collect(),
        tables: tables.map(|(facts, types)| table(facts, types)).collect::<Option<_>>()?,
        entities: entities.map(|(facts, membership)| entity(facts, membership)).collect::<Option<_>>()?,
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
        throughput: facts.throughput,
    })
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

fn entity(facts: facts::Entity<'_>, membership: Membership) -> Option<Entity> {
    Some(Entity {
        file: facts.file,
        rust_name: names::structure(facts.name),
        module: names::module(facts.name),
        key_struct: names::key_struct(facts.name),
        doc: facts.doc.map(str::to_owned),
        table: TableId(facts.table?),
        attributes: facts.attributes.into_iter().map(attribute).collect::<Option<_>>()?,
        key: membership.key?,
        questions: membership.questions.into_iter().map(|asked| asked.question).collect(),
    })
}

fn attribute(facts: facts::Attribute<'_>) -> Option<Attribute> {
    Some(Attribute {
        field: names::field(facts.name),
        constant: names::constant(facts.name),
        marker: names::marker(facts.name),
        name: facts.physical?.value.clone(),
        doc: facts.doc.map(str::to_owned),
        ty: facts.ty?.value,
        optional: facts.optional.is_some(),
        default: facts.default.map(|default| default.value),
    })
}
