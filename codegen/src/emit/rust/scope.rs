//! Names that generated code must not take for Rust's own: an entity may be called `String` or `Option`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;
use crate::model::{Attribute, Entity, FileId, Schema, SetElement, Type};

/// The types of one module of generated code, which shadow the prelude there.
pub(super) struct Scope<'s> {
    names: Vec<&'s str>,
}

impl<'s> Scope<'s> {
    /// The module of a schema file.
    pub(super) fn of_file(schema: &'s Schema, file: FileId) -> Self {
        let tables = schema.tables.iter().filter(|table| table.file == file).map(|table| table.rust_name.as_str());
        let entities = schema.entities.iter().filter(|entity| entity.file == file);
        let structs = entities.flat_map(|entity| [entity.rust_name.as_str(), entity.key_struct.as_str()]);
        Self { names: tables.chain(structs).collect() }
    }

    /// The module of an entity's markers.
    pub(super) fn of_entity(entity: &'s Entity) -> Self {
        let attributes = entity.attributes.iter().map(|attribute| attribute.marker.as_str());
        let questions = entity.questions.iter();
        let steps = questions.clone().flat_map(|question| question.steps.iter().map(String::as_str));
        Self {
            names: attributes.chain(questions.map(|question| question.marker.as_str())).chain(steps).collect(),
        }
    }

    /// The type of a field: with `Option` where the attribute is optional.
    pub(super) fn field_type(&self, attribute: &Attribute) -> TokenStream {
        let value = self.value_type(&attribute.ty);
        if !attribute.optional {
            return value;
        }
        let option = self.prelude("Option", quote!(::std::option::Option));
        quote!(#option<#value>)
    }

    /// The type of an attribute's values.
    pub(super) fn value_type(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => self.prelude("String", quote!(::std::string::String)),
            Type::Bool => quote!(bool),
            Type::Integer(integer) => {
                let name = ident(integer.name());
                quote!(#name)
            }
            Type::Set(SetElement::String) => {
                let element = self.value_type(&Type::String);
                quote!(::std::collections::BTreeSet<#element>)
            }
        }
    }

    /// A name for a type parameter that is none of these types.
    pub(super) fn unused(&self, name: &str) -> Ident {
        let mut name = name.to_owned();
        while self.names.contains(&name.as_str()) {
            name.push('_');
        }
        ident(&name)
    }

    fn prelude(&self, name: &str, path: TokenStream) -> TokenStream {
        if self.names.contains(&name) {
            return path;
        }
        let name = ident(name);
        quote!(#name)
    }
}
