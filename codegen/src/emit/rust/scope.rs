//! The place in generated code where a type is named: what shadows the prelude there, and how the schema's own types are
//! reached from it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;
use super::record::Record;
use crate::model::{Collection, Entity, FileId, NamedKind, Schema, TypeId};

/// One module of generated code.
pub(super) struct Scope<'s> {
    pub(super) schema: &'s Schema,
    file: FileId,
    /// Whether it is a module inside a file's.
    is_inner: bool,
    /// Whether that is the one of a record's markers.
    has_markers: bool,
    /// The types of the module, which shadow the prelude there: an entity may be called `String` or `Option`.
    names: BTreeSet<&'s str>,
}

impl<'s> Scope<'s> {
    /// The module of a schema file.
    pub(super) fn of_file(schema: &'s Schema, file: FileId) -> Self {
        let tables = schema.tables.iter().filter(|table| table.file == file).map(|table| table.rust_name.as_str());
        let entities = schema.entities.iter().filter(|entity| entity.file == file);
        let structs = entities.flat_map(|entity| {
            let items = entity.questions.iter().filter_map(|question| question.item.as_ref());
            [entity.rust_name.as_str(), entity.key_struct.as_str()]
                .into_iter()
                .chain(items.map(|item| item.rust_name.as_str()))
        });
        let types = schema.types.iter().filter(|named| named.file == file).map(|named| named.rust_name.as_str());
        let collections = schema.collections.iter().filter(|collection| collection.file == file);
        let collections = collections.flat_map(|collection| [collection.rust_name.as_str(), collection.item.as_str()]);
        Self {
            schema,
            file,
            is_inner: false,
            has_markers: false,
            names: tables.chain(structs).chain(types).chain(collections).collect(),
        }
    }

    /// The module of an entity's markers.
    pub(super) fn of_entity(schema: &'s Schema, entity: &'s Entity) -> Self {
        let questions = entity.questions.iter();
        let steps = questions.clone().flat_map(|question| question.steps.iter().map(|step| step.rust_name.as_str()));
        let members = entity.members.iter().map(|member| member.marker.as_str());
        let parts = entity.keys.iter().flat_map(|key| key.template.parts());
        let formats = parts.filter_map(|part| part.format_marker.as_deref());
        let mut scope = Self::of_record(schema, entity.file, &Record::of_entity(schema, entity));
        scope
            .names
            .extend(questions.map(|question| question.marker.as_str()).chain(steps).chain(members).chain(formats));
        scope
    }

    /// The module of the markers of a struct's attributes.
    pub(super) fn of_record(schema: &'s Schema, file: FileId, record: &Record<'s>) -> Self {
        let names = record.attributes.iter().map(|attribute| attribute.marker.as_str()).collect();
        Self { schema, file, is_inner: true, has_markers: true, names }
    }

    /// The module of a collection's steps.
    pub(super) fn of_collection(schema: &'s Schema, collection: &'s Collection) -> Self {
        let names = collection.steps.iter().map(|step| step.rust_name.as_str()).collect();
        Self {
            schema,
            file: collection.file,
            is_inner: true,
            has_markers: false,
            names,
        }
    }

    /// A type that the schema declares.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let named = self.schema.named(id);
        self.item(named.file, &named.rust_name)
    }

    /// An item of a file's module: the index file brings those of all files together.
    pub(super) fn item(&self, file: FileId, name: &str) -> TokenStream {
        let name = ident(name);
        let out_of_inner = self.is_inner.then(|| quote!(super::));
        let out_of_file = (file != self.file).then(|| quote!(super::));
        quote!(#out_of_inner #out_of_file #name)
    }

    /// A marker type of an attribute of this record.
    pub(super) fn marker(&self, record: &Record<'_>, marker: &str) -> TokenStream {
        let marker = ident(marker);
        if self.has_markers {
            return quote!(#marker);
        }
        let module = self.item(record.file, record.module);
        quote!(#module::#marker)
    }

    /// A constant in the module of this record.
    pub(super) fn in_module(&self, record: &Record<'_>, constant: &str) -> TokenStream {
        self.marker(record, constant)
    }

    /// A type of the prelude, by its path where something else has its name.
    pub(super) fn prelude(&self, name: &str) -> TokenStream {
        let path = match name {
            "Box" => quote!(::std::boxed::Box),
            "Option" => quote!(::std::option::Option),
            "Vec" => quote!(::std::vec::Vec),
            _ => quote!(::std::string::String),
        };
        if self.names.contains(name) {
            return path;
        }
        let name = ident(name);
        quote!(#name)
    }

    /// A name for a type parameter that is none of these types.
    pub(super) fn unused(&self, name: &str) -> Ident {
        let mut name = name.to_owned();
        while self.names.contains(name.as_str()) {
            name.push('_');
        }
        ident(&name)
    }

    pub(super) fn kind(&self, id: TypeId) -> &'s NamedKind {
        &self.schema.named(id).kind
    }
}
