//! Structs: a map in DynamoDB.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::docs::{self, docs};
use crate::emit::rust::record::{self, Record};
use crate::emit::rust::scope::Scope;
use crate::emit::rust::{attributes, codec, ident};
use crate::model::{Attribute, NamedType, Schema, Unknown};

pub(super) fn record<'m>(
    named: &'m NamedType,
    module: &'m str,
    attributes: &'m [Attribute],
    unknown: Unknown,
) -> Record<'m> {
    Record {
        file: named.file,
        rust_name: &named.rust_name,
        module,
        attributes,
        unknown,
        derives: &named.derives,
        entity: None,
        told: None,
        what: "A value",
    }
}

pub(super) fn items(schema: &Schema, named: &NamedType, record: Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let docs_of_struct = docs(named.doc.as_deref(), &["A map in DynamoDB.".to_owned()]);
    let docs_of_field = |id: crate::model::AttributeId| {
        let attribute = &record.attributes[id.0];
        docs(attribute.doc.as_deref(), &[docs::plain_attribute(attribute, scope)])
    };
    let structure = record::structure(&record, &docs_of_struct, docs_of_field, scope);
    let name = ident(&named.rust_name);
    let constants = record.attributes.iter().map(|attribute| record::constant(&record, attribute));
    let new = record::new(&record, scope);
    let codec = codec::items(&record, scope);
    let markers = markers(schema, named, &record);
    quote! {
        #structure

        impl #name {
            #(#constants)*
            #new
        }
        #codec
        #markers
    }
}

fn markers(schema: &Schema, named: &NamedType, record: &Record<'_>) -> Option<TokenStream> {
    if record.attributes.is_empty() {
        return None;
    }
    let module = ident(record.module);
    let docs = docs(None, &[format!("Marker types for the fields of {}.", docs::code(record.rust_name))]);
    let scope = Scope::of_record(schema, named.file, record);
    let attributes = record.attributes.iter().map(|attribute| attributes::of_struct(record, attribute, &scope));
    Some(quote! {
        #docs
        pub mod #module {
            use super::rt;
            #(#attributes)*
        }
    })
}
