//! Enumerations: a text in DynamoDB.

use proc_macro2::TokenStream;
use quote::quote;

use super::allow_variant_names;
use crate::emit::rust::docs::{self, docs};
use crate::emit::rust::{ident, record};
use crate::model::{EnumerationValue, NamedType, OTHER_VARIANT};

pub(super) fn items(named: &NamedType, values: &[EnumerationValue], other: bool, sorts: bool) -> TokenStream {
    let enumeration = enumeration(named, values, other);
    let name = ident(&named.rust_name);
    let variants: Vec<_> = values.iter().map(|value| ident(&value.variant)).collect();
    let texts: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
    let other_variant = ident(OTHER_VARIANT);
    let other_text = other.then(|| quote!(Self::#other_variant(text) => text,));
    let unknown = if other {
        quote!(_ => Self::#other_variant(::std::borrow::ToOwned::to_owned(text)))
    } else {
        quote!(_ => return None)
    };
    let expected = if other { "S".to_owned() } else { format!("S ({})", alternatives(&texts)) };
    let sorts = sorts.then(|| quote!(impl rt::SortsAsText for #name {}));
    quote! {
        #enumeration

        impl rt::TextEnum for #name {
            const EXPECTED: &'static str = #expected;

            fn text(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    #other_text
                }
            }

            fn from_text(text: &str) -> ::core::option::Option<Self> {
                Some(match text {
                    #(#texts => Self::#variants,)*
                    #unknown,
                })
            }
        }
        #sorts

        /// The text in DynamoDB.
        impl ::core::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                rt::TextEnum::text(self)
            }
        }

        /// The text in DynamoDB.
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(rt::TextEnum::text(self))
            }
        }

        impl ::core::str::FromStr for #name {
            type Err = rt::UnknownText;

            fn from_str(text: &str) -> ::core::result::Result<Self, rt::UnknownText> {
                rt::text_enum(text)
            }
        }
    }
}

fn enumeration(named: &NamedType, values: &[EnumerationValue], other: bool) -> TokenStream {
    let docs_of_enum = docs(named.doc.as_deref(), &["A text in DynamoDB.".to_owned()]);
    let name = ident(&named.rust_name);
    let default = named.derives.default;
    let variants = values.iter().enumerate().map(|(position, value)| {
        let docs = docs(None, &[format!("{}.", docs::code(&value.text))]);
        let default = (default && position == 0).then(|| quote!(#[default]));
        let variant = ident(&value.variant);
        quote!(#docs #default #variant)
    });
    let other = other.then(|| {
        let variant = ident(OTHER_VARIANT);
        quote! {
            /// A text that is none of these; one that is would be refused when it is written.
            #variant(::std::string::String),
        }
    });
    let traits = record::traits(&named.derives, default.then(|| quote!(Default)));
    let names = values.iter().map(|value| value.variant.as_str());
    let allow = allow_variant_names(&named.rust_name, names);
    quote! {
        #docs_of_enum
        #allow
        #[derive(Debug, Clone, #traits)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }
    }
}

/// "a, b or c", short of a long list's end.
pub(super) fn alternatives(texts: &[&str]) -> String {
    const MOST: usize = 8;
    if texts.len() > MOST {
        return format!("{} or {} others", texts[..MOST].join(", "), texts.len() - MOST);
    }
    match texts {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        all => all.join(", "),
    }
}
