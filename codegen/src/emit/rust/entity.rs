//! Entities: the struct, its key, its constants and constructors, and what the runtime asks of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, docs};
use super::record::{self, Record};
use super::scope::Scope;
use super::{attributes, braced, changes, codec, ident, keys, questions, types};
use crate::model::{Attribute, AttributeId, Entity, Home, IndexItem, Schema, Stamp, Target, Type};

pub(super) fn items(schema: &Schema, entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let record = Record::of_entity(schema, entity);
    let structs = structs(schema, entity, &record, scope);
    let inherent = inherent(schema, entity, &record, scope);
    let traits = traits(schema, entity, &record, scope);
    let codec = codec::items(&record, scope);
    let composed = keys::composed(&entity.rust_name, entity, false, &record, scope);
    let composed_key = keys::composed(&entity.key_struct, entity, true, &record, scope);
    let key_writes = composed_key.is_some().then(|| quote!(rt::write_keys(self, members)?;));
    // Of the key's attributes, those that are its table's key by their own names.
    let own = entity.key.templates().filter(|template| template.key.is_none()).flat_map(|template| template.parts());
    let own: Vec<&Attribute> = own.map(|part| entity.attribute(part.id)).collect();
    let encode_key = codec::encode(&record, &entity.key_struct, own.into_iter(), quote!(#key_writes), scope);
    let index_items = entity.questions.iter().filter_map(|question| {
        let (item, Target::Index(index)) = (question.item.as_ref()?, question.target) else { return None };
        let index = &schema.table_of(entity).indexes[index.0];
        Some(index_item(entity, &record, item, &index.name, scope))
    });
    let before = [structs, inherent, traits, codec, encode_key].into_iter().chain(composed).chain(composed_key);
    before.chain(index_items).chain([markers(schema, entity, &record)]).collect()
}

/// What an index that does not project all holds of an item.
fn index_item(entity: &Entity, record: &Record<'_>, item: &IndexItem, index: &str, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&item.rust_name);
    let docs_of_item =
        docs(None, &[format!("What index {} holds of {}.", docs::code(index), docs::code(&entity.rust_name))]);
    let attributes: Vec<&Attribute> = item.attributes.iter().map(|(id, _)| entity.attribute(*id)).collect();
    let fields = item.attributes.iter().map(|(id, _)| {
        let attribute = entity.attribute(*id);
        let docs = docs(attribute.doc.as_deref(), &[docs::attribute(entity, *id, scope)]);
        record::field(attribute, &docs, scope)
    });
    let secret = attributes.iter().any(|attribute| attribute.sensitive);
    let debug = (!secret).then(|| quote!(Debug,));
    let own_debug = secret.then(|| record::debug_without_secrets(&item.rust_name, attributes.iter().copied(), &[]));
    let decode = codec::index_item(record, &item.rust_name, &item.attributes, scope);
    quote! {
        #docs_of_item
        #[derive(#debug Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields),*
        }
        #own_debug
        #decode
    }
}

fn key_attributes(entity: &Entity) -> impl Iterator<Item = &Attribute> {
    entity.key.attributes().into_iter().map(|id| entity.attribute(id))
}

fn structs(schema: &Schema, entity: &Entity, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let key_type = ident(&entity.key_struct);
    let table = docs::code(&schema.table_of(entity).name);
    let entity_docs = docs(entity.doc.as_deref(), &[format!("An item of table {table}.")]);
    let key_docs = docs(None, &[format!("The key of {} in table {table}.", docs::code(&entity.rust_name))]);
    let docs_of = |id| docs(entity.attribute(id).doc.as_deref(), &[docs::attribute(entity, id, scope)]);
    let structure = record::structure(record, &entity_docs, docs_of, scope);
    let key_attribute_ids = entity.key.attributes();
    let key_fields = key_attribute_ids.into_iter().map(|id| record::field(entity.attribute(id), &docs_of(id), scope));
    let secret = key_attributes(entity).any(|attribute| attribute.sensitive);
    let debug = (!secret).then(|| quote!(Debug,));
    let own_debug = secret.then(|| record::debug_without_secrets(&entity.key_struct, key_attributes(entity), &[]));
    let hash = key_attributes(entity).all(|attribute| types::is_hashable(&attribute.ty, schema));
    let hash = hash.then(|| quote!(, Eq, Hash));
    quote! {
        #structure

        #key_docs
        #[derive(#debug Clone, PartialEq #hash)]
        pub struct #key_type {
            #(#key_fields),*
        }
        #own_debug
    }
}

/// Constants, `new`, `key`, the questions, and the way from and to raw maps.
fn inherent(schema: &Schema, entity: &Entity, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let constants = entity.ids().map(|(id, attribute)| {
        if attribute.is_stored() { record::constant(record, attribute) } else { key_constant(entity, id, record) }
    });
    let members = entity.members.iter().map(|member| {
        let text = "Whether an item is in an index, in updates.".to_owned();
        changes::constant(&member.constant, &member.marker, text, record)
    });
    let together = changes::together(entity, record, scope);
    let new = record::new(record, scope);
    let key = key(entity, scope);
    let questions = entity.questions.iter().map(|question| questions::function(schema, entity, question, scope));
    let functions = [new, key].into_iter().chain(questions).chain([together, raw()]);
    let body = braced(constants.chain(members).chain(functions));
    quote!(impl #entity_type #body)
}

/// The constant of an attribute that is in keys only.
fn key_constant(entity: &Entity, id: AttributeId, record: &Record<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let key = match attribute.home {
        Home::Key { key, .. } => docs::code(&entity.keys[key].template.name),
        Home::Attribute => String::new(),
    };
    changes::constant(&attribute.constant, &attribute.marker, format!("Part of key {key}, in updates."), record)
}

fn key(entity: &Entity, scope: &Scope<'_>) -> TokenStream {
    let key_type = ident(&entity.key_struct);
    let arguments = key_attributes(entity).map(|attribute| record::argument(attribute, scope));
    let fields = key_attributes(entity).map(|attribute| {
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

/// For people who hold maps of attribute values.
fn raw() -> TokenStream {
    quote! {
        /// Reads an item that the SDK or a stream event holds.
        ///
        /// # Errors
        /// An attribute that is missing, or is not what the schema says.
        pub fn try_from_item(item: impl rt::IntoItem) -> ::core::result::Result<Self, rt::Error> {
            rt::from_item(item)
        }

        /// Writes the item as the SDK holds it.
        ///
        /// # Errors
        /// A value that DynamoDB would refuse.
        pub fn into_item(self) -> ::core::result::Result<rt::Item, rt::Error> {
            rt::to_item(&self)
        }
    }
}

fn traits(schema: &Schema, entity: &Entity, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let key_type = ident(&entity.key_struct);
    let name = &entity.rust_name;
    let table = schema.table_of(entity);
    let table = scope.item(table.file, &table.rust_name);
    let key_fields = key_attributes(entity).map(|attribute| {
        let name = ident(&attribute.field);
        if types::is_copy(&attribute.ty, schema) { quote!(self.#name) } else { quote!(&self.#name) }
    });
    let stored = codec::stored(&entity.attributes).filter(|attribute| attribute.sensitive);
    let is_secret =
        |key: &&crate::model::ComposedKey| key.template.parts().any(|part| entity.attribute(part.id).sensitive);
    let keys = entity.keys.iter().filter(is_secret).map(|key| key.template.name.as_str());
    let sensitive: Vec<&str> = stored.map(|attribute| attribute.name.as_str()).chain(keys).collect();
    let sensitive =
        (!sensitive.is_empty()).then(|| quote!(const SENSITIVE: &'static [&'static str] = &[#(#sensitive),*];));
    let stamps = stamps(record, scope);
    let fed_keys = changes::fed_keys(entity);
    let locked = entity.attributes.iter().find(|attribute| attribute.ty == Type::Version);
    let version = locked.map(|attribute| {
        let name = &attribute.name;
        quote!(const VERSION: ::core::option::Option<&'static str> = Some(#name);)
    });
    let seen = locked.map(|attribute| {
        let field = ident(&attribute.field);
        quote! {
            fn version(&self) -> ::core::option::Option<u64> {
                Some(self.#field)
            }
        }
    });
    let by = locked.map(|_| quote!(by version));
    quote! {
        impl rt::Entity for #entity_type {
            const NAME: &'static str = #name;
            #sensitive
            #version
            #fed_keys
            type Table = #table;
            type Key = #key_type;
            #stamps
        }

        impl rt::StoredIn<#table> for #entity_type {}

        rt::key_of!(#key_type, #entity_type);
        rt::written!(#entity_type #by);

        impl rt::IntoKey for &#entity_type {
            type Entity = #entity_type;
            fn into_key(self) -> #key_type {
                #entity_type::key(#(#key_fields),*)
            }
            #seen
        }
    }
}

/// The attributes that a write sets to the current time.
fn stamps(record: &Record<'_>, scope: &Scope<'_>) -> Option<TokenStream> {
    let of = |stamp: Stamp| {
        let stamped = record.ids().filter(move |(_, attribute)| attribute.stamp == Some(stamp));
        let members: Vec<TokenStream> = stamped
            .map(|(id, attribute)| {
                let keys = record.entity.map(|entity| changes::stamp(entity, id, record, scope));
                let encoding = types::attribute_encoding(record, attribute, scope);
                let name = &attribute.name;
                let now = record::now(&attribute.ty, &quote!(now));
                let own = attribute.is_stored().then(|| quote!(members.member::<#encoding>(#name, &#now)?;));
                quote!(#own #keys)
            })
            .collect();
        members
    };
    let those_of = |stamp: TokenStream, members: Vec<TokenStream>| {
        (!members.is_empty()).then(|| quote!(if stamp == rt::Stamp::#stamp { #(#members)* }))
    };
    let insert = those_of(quote!(Insert), of(Stamp::Insert));
    let write = those_of(quote!(Write), of(Stamp::Write));
    if insert.is_none() && write.is_none() {
        return None;
    }
    let form = scope.unused("T");
    Some(quote! {
        fn stamp<#form: rt::MembersTarget>(stamp: rt::Stamp, now: rt::Now, members: &mut #form) -> rt::Encoded<()> {
            #insert
            #write
            Ok(())
        }
    })
}

/// The module of the types that stand for attributes and questions.
fn markers(schema: &Schema, entity: &Entity, record: &Record<'_>) -> TokenStream {
    let module = ident(&entity.module);
    let docs =
        docs(None, &[format!("Marker types for the attributes and questions of {}.", docs::code(&entity.rust_name))]);
    let scope = Scope::of_entity(schema, entity);
    let attributes = record.ids().map(|(id, attribute)| {
        if attribute.is_stored() {
            attributes::of_entity(entity, id, record, &scope)
        } else {
            changes::key_only(entity, id, record, &scope)
        }
    });
    let members = (0..entity.members.len()).map(|position| changes::member(entity, position, record, &scope));
    let templates = keys::templates(schema, entity, record, &scope);
    let formats = keys::formats(entity);
    let questions = entity.questions.iter().map(|question| questions::items(schema, entity, question, record, &scope));
    let before = [
        quote!(
            use super::rt;
        ),
        templates,
        formats,
    ];
    let body = braced(before.into_iter().chain(attributes).chain(members).chain(questions));
    quote! {
        #docs
        pub mod #module #body
    }
}
