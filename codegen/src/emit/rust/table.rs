//! Tables: a type, and what the runtime knows of it as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::ident;
use crate::model::{Billing, Index, IndexKind, KeyAttribute, KeyKind, KeySchema, Projection, Table, Throughput};

pub(super) fn items(table: &Table) -> TokenStream {
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
            const META: &'static rt::TableMeta = &rt::TableMeta::new(#name, #key) #indexes #billing;
        }
    }
}

fn facts(table: &Table) -> Vec<String> {
    let table_key = format!("Table {}: {}.", docs::code(&table.name), docs::key(&table.key));
    let indexes = table.indexes.iter();
    let lines: Vec<String> = indexes.map(index_fact).collect();
    if lines.is_empty() {
        return vec![table_key];
    }
    vec![table_key, lines.join("\n")]
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

fn provisioned(units: Throughput) -> TokenStream {
    let read = Literal::u64_unsuffixed(units.read);
    let write = Literal::u64_unsuffixed(units.write);
    quote!(.provisioned(rt::Throughput::new(#read, #write)))
}
