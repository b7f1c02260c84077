//! Types that the schema declares.

mod enumeration;
mod newtype;
mod structure;
mod union;

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::docs::{self, docs};
use super::scope::Scope;
use super::{ident, types};
use crate::model::{NamedKind, NamedType, Schema, TimeFormat};

pub(super) fn items(schema: &Schema, named: &NamedType, scope: &Scope<'_>) -> TokenStream {
    match &named.kind {
        NamedKind::Struct { module, attributes, unknown } => {
            structure::items(schema, named, structure::record(named, module, attributes, *unknown), scope)
        }
        NamedKind::Enumeration { values, other, sorts } => enumeration::items(named, values, *other, *sorts),
        NamedKind::Union { tag, content, unknown, variants } => {
            union::items(named, tag, content.as_deref(), *unknown, variants, scope)
        }
        NamedKind::Newtype(inner) => newtype::items(schema, named, inner, scope),
        NamedKind::Own { path, stored, place } => {
            let wire = types::wire(stored, schema);
            let docs = docs(named.doc.as_deref(), &[format!("{}, held as {wire}.", docs::code(path))]);
            let name = ident(&named.rust_name);
            let path = from_the_root(path);
            // rustc shows this line where the path leads nowhere.
            quote! {
                #docs
                pub type #name = rt::own_type!(#place, #path);
            }
        }
        NamedKind::Format(time) => {
            let docs = docs(named.doc.as_deref(), &[format!("Times written as {}.", docs::code(&time.text))]);
            let name = ident(&named.rust_name);
            let format = format(&named.rust_name, time);
            quote! {
                #docs
                #[derive(Debug)]
                pub enum #name {}
                #format
            }
        }
    }
}

/// Clippy wants variants without words that all of them share, or that the enum has. These are the schema's.
fn allow_variant_names<'v>(of: &str, variants: impl Iterator<Item = &'v str> + Clone) -> Option<TokenStream> {
    const FEW: usize = 3;
    let repeats = variants.clone().any(|variant| variant.starts_with(of) || variant.ends_with(of));
    let words: Vec<String> = variants.map(ToSnakeCase::to_snake_case).collect();
    let all_have = |word: fn(&String) -> Option<&str>| {
        let first = words.first().and_then(word);
        words.len() >= FEW && words.iter().all(|name| word(name) == first)
    };
    let shares = all_have(|name| name.split('_').next()) || all_have(|name| name.rsplit('_').next());
    (repeats || shares).then(|| quote!(#[allow(clippy::enum_variant_names)]))
}

/// What makes a marker type carry a format.
pub(super) fn format(marker: &str, format: &TimeFormat) -> TokenStream {
    let marker = ident(marker);
    let text = &format.text;
    let sorts = format.sorts.then(|| quote!(impl rt::SortsAsText for #marker {}));
    quote! {
        impl rt::TimeFormat for #marker {
            const FORMAT: &'static str = #text;
        }
        #sorts
    }
}

/// A path in which other crates are named as such: a module of generated code may be called as one of them.
pub(super) fn from_the_root(path: &str) -> TokenStream {
    const NO_CRATES: [&str; 6] = ["crate", "self", "super", "Self", "dyn", "impl"];
    let tokens: Vec<TokenTree> = path.parse::<TokenStream>().into_iter().flatten().collect();
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    let starts_path = |position: usize| {
        let is_crate =
            matches!(&tokens[position], TokenTree::Ident(name) if !NO_CRATES.contains(&name.to_string().as_str()));
        let before = position.checked_sub(1).and_then(|before| tokens.get(before));
        is_crate && !is_colon(before) && is_colon(tokens.get(position + 1)) && is_colon(tokens.get(position + 2))
    };
    (0..tokens.len())
        .flat_map(|position| {
            let root = starts_path(position).then(|| quote!(::));
            let token = &tokens[position];
            quote!(#root #token)
        })
        .collect()
}

/// Adds the features of the runtime that a declared type needs.
pub(super) fn features(named: &NamedType, to: &mut BTreeSet<&'static str>) {
    types::features_of_derives(&named.derives, to);
    match &named.kind {
        NamedKind::Struct { attributes, .. } => {
            attributes.iter().for_each(|attribute| types::features(&attribute.ty, to));
        }
        NamedKind::Union { variants, .. } => variants.iter().for_each(|variant| types::features(&variant.ty, to)),
        NamedKind::Newtype(inner) => types::features(inner, to),
        NamedKind::Own { path, stored, .. } => {
            types::features(stored, to);
            // The runtime converts these crates' types.
            let krate = path.trim_start_matches(':').split("::").next().unwrap_or_default().trim();
            to.extend(["bigdecimal", "chrono", "rust_decimal", "time"].into_iter().find(|feature| *feature == krate));
        }
        NamedKind::Format(_) => {
            to.insert("jiff");
        }
        NamedKind::Enumeration { .. } => {}
    }
}
