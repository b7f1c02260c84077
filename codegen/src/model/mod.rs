//! What the schema means: resolved, typed and in order.
//!
//! Only [`check`](crate::check) makes a model, and only from a schema without errors: whoever reads a model finds every
//! reference resolved, every name valid and unique, and every rule of DynamoDB kept. There are no spans here and
//! nothing that could fail.

mod collection;
mod entity;
mod key;
mod named;
mod question;
mod table;
mod value;

pub(crate) use collection::{Cardinality, Collection, CollectionField};
pub(crate) use entity::{Attribute, Derives, Entity, Stamp, UNKNOWN_FIELD, Unknown};
pub(crate) use key::{ComposedKey, Form, Home, Key, Member, Part, Piece, Template, Together};
pub(crate) use named::{EnumerationValue, NamedKind, NamedType, OTHER_VARIANT, Variant};
pub(crate) use question::{IndexItem, Question, Step, Target};
pub(crate) use table::{
    Billing, Index, IndexKind, KeyAttribute, KeyKind, KeySchema, Projection, Table, Throughput, TimeToLive,
};
pub(crate) use value::{Element, Float, Format, Integer, Literal, TimeFormat, Type};

/// Everything that the schema files declare.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Schema {
    /// The schema files, sorted by the names of their modules.
    pub(crate) files: Vec<File>,
    /// All tables: file by file, in the order of the text.
    pub(crate) tables: Vec<Table>,
    /// All entities: file by file, in the order of the text.
    pub(crate) entities: Vec<Entity>,
    /// All types that the schema declares, file by file, in the order of the text. Those that only put options under a
    /// name are where they are used, and not here.
    pub(crate) types: Vec<NamedType>,
    /// All collections, file by file, in the order of the text.
    pub(crate) collections: Vec<Collection>,
}

/// One schema file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct File {
    /// Its name without folders, as the generated header shows it: `hacker_news.yaml`.
    pub(crate) name: String,
    /// The generated file's name without its ending: `hacker_news`.
    pub(crate) stem: String,
}

/// A place in [`Schema::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileId(pub(crate) usize);

/// A place in [`Schema::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TableId(pub(crate) usize);

/// A place in [`Schema::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntityId(pub(crate) usize);

/// A place in [`Table::indexes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexId(pub(crate) usize);

/// A place in [`Entity::attributes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AttributeId(pub(crate) usize);

/// A place in [`Schema::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypeId(pub(crate) usize);

impl Schema {
    pub(crate) fn named(&self, id: TypeId) -> &NamedType {
        &self.types[id.0]
    }

    pub(crate) fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// Whether an item of a table has to say which entity it is.
    pub(crate) fn has_several(&self, table: TableId) -> bool {
        let members = self.entities.iter().filter(|entity| entity.table == table).count();
        members > 1 || self.tables[table.0].entity_attribute.is_some()
    }

    /// The table that an entity's items are in.
    pub(crate) fn table_of(&self, entity: &Entity) -> &Table {
        &self.tables[entity.table.0]
    }
}
