//! Questions: a function that takes the partition, and a struct for each part of the sort key.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, docs};
use super::scope::Scope;
use super::{ident, record};
use crate::model::{Attribute, AttributeId, Entity, IndexKind, Question, Schema, Target};

/// The associated function that asks the question.
pub(super) fn function(schema: &Schema, entity: &Entity, question: &Question, scope: &Scope<'_>) -> TokenStream {
    let docs = docs(None, &facts(schema, entity, question));
    let function = ident(&question.function);
    let module = ident(&entity.module);
    let marker = ident(&question.marker);
    let partition: Vec<&Attribute> = partition(question).map(|id| entity.attribute(id)).collect();
    let arguments = partition.iter().map(|attribute| record::argument(attribute, scope));
    let key = partition.iter().fold(quote!(rt::Ask::new()), |key, attribute| {
        let (constant, name) = (ident(&attribute.constant), ident(&attribute.field));
        quote!(#key.equal(Self::#constant, #name))
    });
    let allow = allow_name(&question.function);
    let key = quote!(#key.key());
    let (output, key) = match question.steps.first() {
        Some(step) => {
            let step = ident(step);
            (quote!(#module::#step), quote!(#module::#step(#key)))
        }
        None => (quote!(rt::QueryKey<#module::#marker>), key),
    };
    quote! {
        #docs
        #allow
        pub fn #function(#(#arguments),*) -> #output {
            #key
        }
    }
}

/// The question's marker type and the structs that lead from one part of the sort key to the next.
pub(super) fn items(schema: &Schema, entity: &Entity, question: &Question) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let marker = ident(&question.marker);
    let docs = docs(None, &[format!("What {} asks.", docs::code(&path(entity, question)))]);
    let strong = quote!(impl rt::StrongRead for #marker {});
    let (index, consistency) = match question.target {
        Target::Table => (quote!(None), Some(strong)),
        Target::Index(index) => {
            let index = &schema.table_of(entity).indexes[index.0];
            let name = &index.name;
            (quote!(Some(#name)), (index.kind == IndexKind::Local).then_some(strong))
        }
    };
    let item = ident(question.item.as_ref().map_or(&entity.rust_name, |item| &item.rust_name));
    let projects_all = question.item.is_none().then(|| quote!(impl rt::ProjectsAll for #marker {}));
    let steps = (0..question.steps.len()).map(|position| step(entity, question, position));
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #marker {}

        impl rt::Question for #marker {
            type Entity = super::#entity_type;
            type Item = super::#item;
            const INDEX: ::core::option::Option<&'static str> = #index;
        }
        #projects_all
        #consistency
        #(#steps)*
    }
}

fn step(entity: &Entity, question: &Question, position: usize) -> TokenStream {
    let name = ident(&question.steps[position]);
    let marker = ident(&question.marker);
    let attribute = question.key.sort.iter().flat_map(|template| template.attributes()).nth(position);
    let attribute = attribute.map(|id| entity.attribute(id));
    let Some(attribute) = attribute else {
        return TokenStream::new();
    };
    let (method, attribute_type) = (ident(&attribute.field), ident(&attribute.marker));
    let next = question.steps.get(position + 1).map(|next| {
        let next = ident(next);
        quote!(, #next)
    });
    let path = docs::code(&path(entity, question));
    let attribute_name = docs::code(&attribute.name);
    let struct_docs = docs(None, &[format!("{path}, to be narrowed by {attribute_name} or taken as it is.")]);
    let method_docs = docs(None, &[format!("Narrows the question by {attribute_name}.")]);
    let allow = allow_name(&attribute.field);
    // The first step is made by the question's function, the others by the `eq` of the part before.
    let from = (position > 0).then(|| {
        quote! {
            impl ::core::convert::From<rt::QueryKey<#marker>> for #name {
                fn from(key: rt::QueryKey<#marker>) -> Self {
                    Self(key)
                }
            }
        }
    });
    quote! {
        #struct_docs
        #[must_use = "a question does nothing until it is given to a query"]
        #[derive(Debug, Clone)]
        pub struct #name(pub(super) rt::QueryKey<#marker>);

        impl #name {
            #method_docs
            #allow
            pub fn #method(self) -> rt::SortPart<#attribute_type, #marker #next> {
                rt::sort_part(self.0)
            }
        }

        impl rt::IntoQueryKey for #name {
            type Question = #marker;
        }

        impl ::core::convert::From<#name> for rt::QueryKey<#marker> {
            fn from(question: #name) -> Self {
                question.0
            }
        }
        #from
    }
}

/// Clippy reads conventions into some names. These are the schema's.
fn allow_name(name: &str) -> Option<TokenStream> {
    const TRAITS: [&str; 4] = ["from_str", "into_iter", "neg", "not"];
    const CONVERSIONS: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
    if name == "new" {
        Some(quote!(#[allow(clippy::new_ret_no_self, clippy::wrong_self_convention)]))
    } else if TRAITS.contains(&name) {
        Some(quote!(#[allow(clippy::should_implement_trait, clippy::wrong_self_convention)]))
    } else {
        let conversion = CONVERSIONS.iter().any(|prefix| name.starts_with(prefix));
        conversion.then(|| quote!(#[allow(clippy::wrong_self_convention)]))
    }
}

fn facts(schema: &Schema, entity: &Entity, question: &Question) -> Vec<String> {
    let place = match question.target {
        Target::Table => "the table".to_owned(),
        Target::Index(index) => format!("index {}", docs::code(&schema.table_of(entity).indexes[index.0].name)),
    };
    let name = |id| entity.attribute(id).name.as_str();
    let partition = docs::names(partition(question).map(name), "and");
    let sort = question.key.sort.iter().flat_map(|template| template.attributes());
    let order = docs::names(sort.map(name), "and");
    let order = if order.is_empty() { String::new() } else { format!(", in the order of {order}") };
    let mut facts = vec![format!("Asks {place} for the items of one {partition}{order}.")];
    if let Some(item) = &question.item {
        facts
            .push(format!("The index does not hold all attributes: what is found is {}.", docs::code(&item.rust_name)));
    }
    let key = question.key.attributes().map(|id| entity.attribute(id));
    let sparse = key.filter(|attribute| attribute.optional || attribute.default.is_some());
    let sparse = docs::names(sparse.map(|attribute| attribute.name.as_str()), "or");
    if !sparse.is_empty() && question.target != Target::Table {
        facts.push(format!("An item that DynamoDB holds without {sparse} is not in the index."));
    }
    facts
}

fn path(entity: &Entity, question: &Question) -> String {
    format!("{}::{}", entity.rust_name, question.function)
}

fn partition(question: &Question) -> impl Iterator<Item = AttributeId> {
    question.key.partition.iter().flat_map(|template| template.attributes())
}
