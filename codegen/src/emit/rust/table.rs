//! Tables: a type, and what the runtime knows of it as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::scope::Scope;
use super::{ident, keys};
use crate::model::{
    Billing, Index, IndexKind, KeyAttribute, KeyKind, KeySchema, Projection, Schema, Table, TableId, Throughput,
    TimeToLive,
};

pub(super) fn items(schema: &Schema, id: TableId, table: &Table, scope: &Scope<'_>) -> TokenStream {
    let docs = docs(table.doc.as_deref(), &facts(table));
    let table_type = ident(&table.rust_name);
    let name = &table.name;
    let key = key_schema(&table.key);
    let indexes = table.indexes.iter().map(index);
    let indexes = (!table.indexes.is_empty()).then(|| quote!(.indexes(&[#(#indexes),*])));
    let billing = match &table.billing {
        Billing::OnDemand => None,
        Billing::Provisioned(units) => Some(provisioned(*units)),
    };
    let time_to_live = table.time_to_live.as_ref().map(time_to_live);
    let told = table
        .entity_attribute
        .as_ref()
        .map(|name| quote!(const ENTITY_ATTRIBUTE: ::core::option::Option<&'static str> = Some(#name);));
    let entities = schema.has_several(id).then(|| {
        let members = schema.entities.iter().filter(|entity| entity.table == id).map(|entity| {
            let name = &entity.rust_name;
            let value = entity.value.as_ref().unwrap_or(name);
            let module = scope.item(entity.file, &entity.module);
            let templates = keys::table_templates(entity).into_iter().map(|(constant, _)| {
                let constant = ident(&constant);
                quote!(#module::#constant)
            });
            quote!(rt::EntityMeta::new(#name, #value, &[#(#templates),*]))
        });
        quote!(const ENTITIES: &'static [rt::EntityMeta] = &[#(#members),*];)
    });
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #table_type {}

        impl #table_type {
            /// The table in the account and region of a client, under the name that the schema gives.
            pub fn table(client: &rt::Client) -> rt::Table<Self> {
                rt::Table::new(client)
            }
        }

        impl rt::TableDefinition for #table_type {
            const META: &'static rt::TableMeta = &rt::TableMeta::new(#name, #key) #indexes #billing #time_to_live;
            #entities
            #told
        }
    }
}

fn facts(table: &Table) -> Vec<String> {
    let table_key = format!("Table {}: {}.", docs::code(&table.name), docs::key(&table.key));
    let indexes = table.indexes.iter();
    let lines: Vec<String> =
        indexes.map(index_fact).chain(table.time_to_live.as_ref().map(time_to_live_fact)).collect();
    let mut facts = vec![table_key];
    if !lines.is_empty() {
        facts.push(lines.join("\n"));
    }
    if let Some(told) = &table.entity_attribute {
        facts.push(format!("Attribute {} says which entity an item is.", docs::code(told)));
    }
    facts
}

fn index_fact(index: &Index) -> String {
    let kind = match index.kind {
        IndexKind::Global { .. } => "global",
        IndexKind::Local => "local",
    };
    let holds = match &index.projection {
        Projection::All => String::new(),
        Projection::KeysOnly => "; holds the keys only".to_owned(),
        Projection::Include(names) => {
            format!("; holds the keys and {}", docs::names(names.iter().map(String::as_str), "and"))
        }
    };
    format!("- {kind} index {}: {}{holds}", docs::code(&index.name), docs::key(&index.key))
}

fn time_to_live_fact(TimeToLive { attribute, hide_expired }: &TimeToLive) -> String {
    let hidden = if *hide_expired { "; what has expired is hidden" } else { "" };
    format!("- time to live: {}{hidden}", docs::code(attribute))
}

fn index(index: &Index) -> TokenStream {
    let name = &index.name;
    let key = key_schema(&index.key);
    let kind = match index.kind {
        IndexKind::Global { throughput } => throughput.map(provisioned),
        IndexKind::Local => Some(quote!(.local())),
    };
    let projection = match &index.projection {
        Projection::All => None,
        Projection::KeysOnly => Some(quote!(.keys_only())),
        Projection::Include(names) => Some(quote!(.include(&[#(#names),*]))),
    };
    quote!(rt::IndexMeta::new(#name, #key) #kind #projection)
}

fn key_schema(key: &KeySchema) -> TokenStream {
    let partition = key.partition.iter().map(key_attribute);
    let sort = key.sort.iter().map(key_attribute);
    quote!(rt::KeySchema::new(&[#(#partition),*], &[#(#sort),*]))
}

fn key_attribute(attribute: &KeyAttribute) -> TokenStream {
    let name = &attribute.name;
    let kind = match attribute.kind {
        KeyKind::String => quote!(string),
        KeyKind::Number => quote!(number),
        KeyKind::Binary => quote!(binary),
    };
    quote!(rt::KeyAttribute::#kind(#name))
}

fn time_to_live(TimeToLive { attribute, hide_expired }: &TimeToLive) -> TokenStream {
    let hiding = hide_expired.then(|| quote!(.hiding_expired()));
    quote!(.time_to_live(rt::TimeToLive::new(#attribute) #hiding))
}

fn provisioned(units: Throughput) -> TokenStream {
    let read = Literal::u64_unsuffixed(units.read);
    let write = Literal::u64_unsuffixed(units.write);
    quote!(.provisioned(rt::Throughput::new(#read, #write)))
}
