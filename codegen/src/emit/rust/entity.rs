//! Entities: the struct, its key, its constants and constructors, and what the runtime asks of it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::scope::Scope;
use super::{attributes, codec, ident, questions};
use crate::model::{Attribute, AttributeId, Entity, Literal, Schema, Type};

/// Clippy's own bound on a function's arguments.
const MANY_ARGUMENTS: usize = 7;

pub(super) fn items(schema: &Schema, entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let structs = structs(schema, entity, scope);
    let inherent = inherent(schema, entity, scope);
    let traits = traits(schema, entity);
    let codec = codec::items(entity);
    let module = markers(schema, entity);
    quote! {
        #structs
        #inherent
        #traits
        #codec
        #module
    }
}

fn structs(schema: &Schema, entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let key_type = ident(&entity.key_struct);
    let table = docs::code(&schema.table_of(entity).name);
    let entity_docs = docs(entity.doc.as_deref(), &[format!("An item of table {table}.")]);
    let key_docs = docs(None, &[format!("The key of {} in table {table}.", docs::code(&entity.rust_name))]);
    let fields = all(entity).map(|id| field(schema, entity, id, scope));
    let key_fields = entity.key.attributes().map(|id| field(schema, entity, id, scope));
    quote! {
        #entity_docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #entity_type {
            #(#fields),*
        }

        #key_docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct #key_type {
            #(#key_fields),*
        }
    }
}

fn field(schema: &Schema, entity: &Entity, id: AttributeId, scope: &Scope<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let docs = docs(attribute.doc.as_deref(), &[docs::attribute(schema, entity, id)]);
    let name = ident(&attribute.field);
    let ty = scope.field_type(attribute);
    quote! {
        #docs
        pub #name: #ty
    }
}

/// Constants, `new`, `key` and the questions.
fn inherent(schema: &Schema, entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let constants = entity.attributes.iter().map(|attribute| constant(entity, attribute));
    let new = new(entity, scope);
    let key = key(entity, scope);
    let questions = entity.questions.iter().map(|question| questions::function(schema, entity, question, scope));
    quote! {
        impl #entity_type {
            #(#constants)*
            #new
            #key
            #(#questions)*
        }
    }
}

fn constant(entity: &Entity, attribute: &Attribute) -> TokenStream {
    let name = docs::code(&attribute.name);
    let mut text = format!("Attribute {name}, in conditions and updates.");
    if attribute.default.is_some() {
        text += " DynamoDB knows no default: an item may lack it.";
    }
    let docs = docs(None, &[text]);
    let constant = ident(&attribute.constant);
    let (module, marker) = (ident(&entity.module), ident(&attribute.marker));
    quote! {
        #docs
        pub const #constant: rt::Attr<#module::#marker> = rt::Attr::new();
    }
}

fn new(entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let required = |attribute: &&Attribute| initial(attribute).is_none();
    let arguments: Vec<TokenStream> =
        entity.attributes.iter().filter(required).map(|attribute| argument(attribute, scope)).collect();
    let fields = entity.attributes.iter().map(|attribute| {
        let name = ident(&attribute.field);
        match initial(attribute) {
            Some(initial) => quote!(#name: #initial),
            None => quote!(#name: #name.into_value()),
        }
    });
    let allow = (arguments.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let text = if arguments.len() == entity.attributes.len() {
        "An item with these attributes."
    } else {
        "An item with these attributes; what is optional, a set, or has a default starts as such."
    };
    let docs = docs(None, &[text.to_owned()]);
    quote! {
        #docs
        #allow
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// What a new item has without being told.
fn initial(attribute: &Attribute) -> Option<TokenStream> {
    match (&attribute.default, &attribute.ty) {
        (Some(default), _) => Some(literal(default)),
        (None, _) if attribute.optional => Some(quote!(None)),
        (None, Type::Set(_)) => Some(quote!(::std::collections::BTreeSet::new())),
        (None, Type::String | Type::Bool | Type::Integer(_)) => None,
    }
}

/// A default as an expression.
pub(super) fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) if text.is_empty() => quote!(::std::string::String::new()),
        Literal::String(text) => quote!(::std::borrow::ToOwned::to_owned(#text)),
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => {
            let digits = Token::u128_unsuffixed(value.unsigned_abs());
            let minus = (*value < 0).then(|| quote!(-));
            quote!(#minus #digits)
        }
    }
}

fn key(entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let key_type = ident(&entity.key_struct);
    let key: Vec<&Attribute> = entity.key.attributes().map(|id| entity.attribute(id)).collect();
    let arguments = key.iter().map(|attribute| argument(attribute, scope));
    let fields = key.iter().map(|attribute| {
        let name = ident(&attribute.field);
        quote!(#name: #name.into_value())
    });
    quote! {
        /// The key of the item with these attributes.
        pub fn key(#(#arguments),*) -> #key_type {
            #key_type { #(#fields),* }
        }
    }
}

/// An argument of a generated function.
pub(super) fn argument(attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&attribute.field);
    let ty = scope.value_type(&attribute.ty);
    quote!(#name: impl rt::Operand<#ty>)
}

fn traits(schema: &Schema, entity: &Entity) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let key_type = ident(&entity.key_struct);
    let name = &entity.rust_name;
    let table = table_path(schema, entity);
    let key_fields = entity.key.attributes().map(|id| {
        let attribute = entity.attribute(id);
        let name = ident(&attribute.field);
        match attribute.ty {
            Type::Bool | Type::Integer(_) => quote!(self.#name),
            Type::String | Type::Set(_) => quote!(&self.#name),
        }
    });
    quote! {
        impl rt::Entity for #entity_type {
            const NAME: &'static str = #name;
            type Table = #table;
        }

        impl rt::StoredIn<#table> for #entity_type {}

        impl rt::IntoKey for #key_type {
            type Entity = #entity_type;
            type Key = Self;
            fn into_key(self) -> Self {
                self
            }
        }

        impl rt::IntoKey for &#key_type {
            type Entity = #entity_type;
            type Key = #key_type;
            fn into_key(self) -> #key_type {
                self.clone()
            }
        }

        impl rt::IntoKey for &#entity_type {
            type Entity = #entity_type;
            type Key = #key_type;
            fn into_key(self) -> #key_type {
                #entity_type::key(#(#key_fields),*)
            }
        }
    }
}

/// The entity's table, which may be another schema file's: the index file brings all names together.
fn table_path(schema: &Schema, entity: &Entity) -> TokenStream {
    let table = schema.table_of(entity);
    let name = ident(&table.rust_name);
    if table.file == entity.file { quote!(#name) } else { quote!(super::#name) }
}

/// The module of the types that stand for attributes and questions.
fn markers(schema: &Schema, entity: &Entity) -> TokenStream {
    let module = ident(&entity.module);
    let docs =
        docs(None, &[format!("Marker types for the attributes and questions of {}.", docs::code(&entity.rust_name))]);
    let scope = Scope::of_entity(entity);
    let attributes = all(entity).map(|id| attributes::items(entity, id, &scope));
    let questions = entity.questions.iter().map(|question| questions::items(schema, entity, question));
    quote! {
        #docs
        pub mod #module {
            use super::rt;
            #(#attributes)*
            #(#questions)*
        }
    }
}

fn all(entity: &Entity) -> impl Iterator<Item = AttributeId> {
    (0..entity.attributes.len()).map(AttributeId)
}
