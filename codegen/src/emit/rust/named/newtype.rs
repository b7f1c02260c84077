//! Newtypes: a value of another type that is not to be taken for it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::docs::{self, docs};
use crate::emit::rust::scope::Scope;
use crate::emit::rust::{ident, record, types};
use crate::model::{NamedKind, NamedType, Schema, Type};

pub(super) fn items(schema: &Schema, named: &NamedType, inner: &Type, scope: &Scope<'_>) -> TokenStream {
    let wire = types::wire(inner, schema);
    let docs_of_struct = docs(named.doc.as_deref(), &[format!("{} in DynamoDB.", docs::code(wire))]);
    let name = ident(&named.rust_name);
    let value = types::value(inner, scope);
    let encoding = types::newtype_encoding(&name, inner, scope);
    let format = types::own_format(inner).map(|format| super::format(&named.rust_name, format));
    let default = named.derives.default.then(|| quote!(Default));
    let traits = record::traits(&named.derives, default);
    let conversions = conversions(named, inner, &value);
    let display = has_display(inner, schema).then(|| {
        quote! {
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Display::fmt(&self.0, f)
                }
            }
        }
    });
    quote! {
        #docs_of_struct
        #[derive(Debug, Clone, #traits)]
        pub struct #name(
            /// What it holds.
            pub #value,
        );

        impl rt::Newtype for #name {
            type Inner = #encoding;

            fn wrap(inner: #value) -> Self {
                Self(inner)
            }

            fn inner(&self) -> &#value {
                &self.0
            }
        }
        #format
        #conversions
        #display
    }
}

fn conversions(named: &NamedType, inner: &Type, value: &TokenStream) -> TokenStream {
    let name = ident(&named.rust_name);
    let (borrowed, from_borrowed) = match inner {
        Type::String => (
            quote!(str),
            Some(quote! {
                impl ::core::convert::From<&str> for #name {
                    fn from(text: &str) -> Self {
                        Self(::std::borrow::ToOwned::to_owned(text))
                    }
                }
            }),
        ),
        Type::Bytes => (quote!([u8]), None),
        _ => (value.clone(), None),
    };
    quote! {
        impl ::core::convert::From<#value> for #name {
            fn from(inner: #value) -> Self {
                Self(inner)
            }
        }
        #from_borrowed

        impl ::core::convert::From<#name> for #value {
            fn from(outer: #name) -> Self {
                outer.0
            }
        }

        impl ::core::convert::AsRef<#borrowed> for #name {
            fn as_ref(&self) -> &#borrowed {
                &self.0
            }
        }
    }
}

fn has_display(ty: &Type, schema: &Schema) -> bool {
    match ty {
        Type::String
        | Type::Bool
        | Type::Integer(_)
        | Type::Float(_)
        | Type::Number
        | Type::Uuid
        | Type::Timestamp(_)
        | Type::Date(_)
        | Type::EpochSeconds
        | Type::EpochMillis => true,
        Type::AsString(inner) => has_display(inner, schema),
        Type::Named(id) => match &schema.named(*id).kind {
            NamedKind::Enumeration { .. } => true,
            NamedKind::Newtype(inner) => has_display(inner, schema),
            NamedKind::Struct { .. } | NamedKind::Union { .. } | NamedKind::Own { .. } | NamedKind::Format(_) => false,
        },
        Type::Bytes | Type::Version | Type::Json | Type::List(_) | Type::Map(_) | Type::Set(_) => false,
    }
}
