//! Collections: a struct of what one query returns, and an enum of one item of it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::ident;
use super::questions::{self, Asking};
use super::record::Record;
use super::scope::Scope;
use crate::model::{Cardinality, Collection, CollectionField, Entity, Schema, Target};

pub(super) fn items(schema: &Schema, collection: &Collection, scope: &Scope<'_>) -> TokenStream {
    let entity = schema.entity(collection.entity);
    let record = Record::of_entity(schema, entity);
    let structure = structure(schema, collection, scope);
    let enumeration = enumeration(schema, collection, scope);
    let name = ident(&collection.rust_name);
    let module = ident(&collection.module);
    let asking = |marker: TokenStream| Asking {
        entity,
        key: &collection.key,
        steps: &collection.steps,
        known: collection.known,
        function: "of",
        path: docs::code(&format!("{}::of", collection.rust_name)),
        marker: (quote!(#name), marker),
        module: quote!(#module),
    };
    let in_file = asking(quote!(#name));
    let key_docs = docs(None, &["The collection in the partition with these values.".to_owned()]);
    let function = questions::ask(&in_file, &key_docs, &record, scope);
    let is_told = schema.tables[collection.table.0].entity_attribute.is_some();
    let tells = collection.tells || !is_told;
    let asked = questions::asked(schema, &in_file, collection.target, (collection.is_shared, tells), &record, scope);
    let traits = traits(schema, collection, scope);
    let inner = Scope::of_collection(schema, collection);
    let steps = questions::steps(&asking(quote!(super::#name)), &record, &inner);
    let module_docs = docs(None, &[format!("How {} is narrowed.", docs::code(&collection.rust_name))]);
    let steps = (!steps.is_empty()).then(|| {
        quote! {
            #module_docs
            pub mod #module {
                use super::rt;
                #steps
            }
        }
    });
    quote! {
        #structure
        #enumeration

        impl #name {
            #function
        }

        #asked
        #traits
        #steps
    }
}

fn fields<'m>(
    schema: &'m Schema,
    collection: &'m Collection,
) -> impl Iterator<Item = (&'m CollectionField, &'m Entity)> {
    collection.fields.iter().map(|field| (field, schema.entity(field.entity)))
}

fn structure(schema: &Schema, collection: &Collection, scope: &Scope<'_>) -> TokenStream {
    let table = &schema.tables[collection.table.0];
    let place = match collection.target {
        Target::Table => format!("table {}", docs::code(&table.name)),
        Target::Index(index) => format!("index {}", docs::code(&table.indexes[index.0].name)),
    };
    let docs_of_struct = docs(collection.doc.as_deref(), &[format!("What one partition of {place} holds.")]);
    let name = ident(&collection.rust_name);
    let fields = fields(schema, collection).map(|(field, entity)| {
        let of = scope.item(entity.file, &entity.rust_name);
        let shown = docs::code(&entity.rust_name);
        let (ty, text) = match field.cardinality {
            Cardinality::One => (of, format!("The {shown}.")),
            Cardinality::AtMostOne => {
                let option = scope.prelude("Option");
                (quote!(#option<#of>), format!("The {shown}, if there is one."))
            }
            Cardinality::Many => {
                let vec = scope.prelude("Vec");
                (quote!(#vec<#of>), format!("All {shown}, in the order of the sort key."))
            }
        };
        let docs = docs(None, &[text]);
        let field = ident(&field.field);
        quote! {
            #docs
            pub #field: #ty
        }
    });
    quote! {
        #docs_of_struct
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields),*
        }
    }
}

fn enumeration(schema: &Schema, collection: &Collection, scope: &Scope<'_>) -> TokenStream {
    let docs_of_enum = docs(None, &[format!("One item of {}.", docs::code(&collection.rust_name))]);
    let item = ident(&collection.item);
    let variants = fields(schema, collection).map(|(_, entity)| {
        let docs = docs(None, &[format!("An item of {}.", docs::code(&entity.rust_name))]);
        let (variant, of) = (ident(&entity.rust_name), scope.item(entity.file, &entity.rust_name));
        quote! {
            #docs
            #variant(#of)
        }
    });
    quote! {
        #docs_of_enum
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant)]
        pub enum #item {
            #(#variants),*
        }
    }
}

/// A name for a variable that no field has: there is one variable a field beside it.
fn unused(name: &str, collection: &Collection) -> Ident {
    let mut name = name.to_owned();
    while collection.fields.iter().any(|field| field.field == name) {
        name.push('_');
    }
    ident(&name)
}

/// What the runtime asks of a collection.
fn traits(schema: &Schema, collection: &Collection, scope: &Scope<'_>) -> TokenStream {
    let (name, item) = (ident(&collection.rust_name), ident(&collection.item));
    let shown = &collection.rust_name;
    let table = &schema.tables[collection.table.0];
    let table = scope.item(table.file, &table.rust_name);
    let names = fields(schema, collection).map(|(_, entity)| entity.rust_name.as_str());
    let reads = fields(schema, collection).enumerate().map(|(position, (_, entity))| {
        let is_last = position + 1 == collection.fields.len();
        let (variant, of) = (ident(&entity.rust_name), scope.item(entity.file, &entity.rust_name));
        let read = quote!(item.read::<#of>().map(#item::#variant));
        let position = Literal::usize_unsuffixed(position);
        if is_last { quote!(_ => #read,) } else { quote!(#position => #read,) }
    });
    let (found, one) = (unused("found", collection), unused("one", collection));
    let lists: Vec<_> = collection.fields.iter().map(|field| ident(&field.field)).collect();
    let arms = fields(schema, collection).zip(&lists).map(|((_, entity), list)| {
        let variant = ident(&entity.rust_name);
        quote!(#item::#variant(#one) => #list.push(#one),)
    });
    let values = collection.fields.iter().zip(&lists).map(|(field, list)| {
        let name = field.field.trim_start_matches("r#");
        match field.cardinality {
            Cardinality::One => quote!(#list: rt::one(#name, #list)?),
            Cardinality::AtMostOne => quote!(#list: rt::at_most_one(#name, #list)?),
            Cardinality::Many => quote!(#list),
        }
    });
    let mut secrets: Vec<&str> = Vec::new();
    for (_, entity) in fields(schema, collection) {
        let is_secret =
            |key: &&crate::model::ComposedKey| key.template.parts().any(|part| entity.attribute(part.id).sensitive);
        secrets.extend(entity.keys.iter().filter(is_secret).map(|key| key.template.name.as_str()));
        let own = entity.attributes.iter().filter(|attribute| attribute.sensitive && attribute.is_stored());
        secrets.extend(own.map(|attribute| attribute.name.as_str()));
    }
    secrets.sort_unstable();
    secrets.dedup();
    let secrets = (!secrets.is_empty()).then(|| quote!(const SENSITIVE: &'static [&'static str] = &[#(#secrets),*];));
    let strong = collection.is_strong.then(|| quote!(impl rt::StrongRead for #name {}));
    let read = if collection.fields.len() == 1 { quote!(_) } else { quote!(entity) };
    let choose = if collection.fields.len() == 1 {
        let (_, entity) = (&collection.fields[0], schema.entity(collection.fields[0].entity));
        let (variant, of) = (ident(&entity.rust_name), scope.item(entity.file, &entity.rust_name));
        quote!(item.read::<#of>().map(#item::#variant))
    } else {
        quote!(match entity { #(#reads)* })
    };
    let vec = scope.prelude("Vec");
    quote! {
        impl rt::Collection for #name {
            const NAME: &'static str = #shown;
            const ENTITIES: &'static [&'static str] = &[#(#names),*];
            #secrets
            type Table = #table;
            type Item = #item;

            fn read(#read: usize, item: rt::Incoming<'_, '_>) -> ::core::result::Result<#item, rt::Error> {
                #choose
            }

            fn gather(#found: #vec<#item>) -> ::core::result::Result<Self, rt::Gap> {
                #(let mut #lists = ::std::vec::Vec::new();)*
                for #one in #found {
                    match #one {
                        #(#arms)*
                    }
                }
                Ok(Self { #(#values),* })
            }
        }
        #strong
    }
}
