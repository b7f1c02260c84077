//! Tagged unions: a map in DynamoDB, one of whose members says what the others are.

use proc_macro2::TokenStream;
use quote::quote;

use super::allow_variant_names;
use super::enumeration::alternatives;
use crate::emit::rust::docs::{self, docs};
use crate::emit::rust::scope::Scope;
use crate::emit::rust::{ident, record, types};
use crate::model::{NamedType, Unknown, Variant};

pub(super) fn items(
    named: &NamedType,
    tag: &str,
    content: Option<&str>,
    unknown: Unknown,
    variants: &[Variant],
    scope: &Scope<'_>,
) -> TokenStream {
    let enumeration = enumeration(named, tag, variants, scope);
    let name = ident(&named.rust_name);
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.variant)).collect();
    let tags: Vec<&str> = variants.iter().map(|variant| variant.tag.as_str()).collect();
    let expected = format!("S ({})", alternatives(&tags));
    let content_of = if unknown == Unknown::Deny { quote!(only_content) } else { quote!(content) };
    let (source, target) = (scope.unused("M"), scope.unused("T"));
    let reads = variants.iter().map(|variant| match content {
        None => quote!(rt::DecodeItem::decode(members)),
        Some(content) => {
            let encoding = types::plain_encoding(&variant.ty, scope);
            quote!(rt::#content_of::<#encoding, #source>(members, #content))
        }
    });
    let writes = variants.iter().map(|variant| match content {
        None => quote!(rt::EncodeItem::encode(value, members)),
        Some(content) => {
            let encoding = types::plain_encoding(&variant.ty, scope);
            quote!(members.member::<#encoding>(#content, value))
        }
    });
    let has_variants = content.is_none().then(|| {
        let mut types: Vec<&crate::model::Type> = Vec::new();
        for variant in variants {
            if !types.contains(&&variant.ty) {
                types.push(&variant.ty);
            }
        }
        let types = types.into_iter().map(|ty| types::value(ty, scope));
        quote!(#(impl rt::HasVariant<#types> for #name {})*)
    });
    quote! {
        #enumeration

        impl rt::TaggedUnion for #name {
            const TAG: &'static str = #tag;
            const TAGS: &'static str = #expected;

            fn tag(&self) -> &'static str {
                match self {
                    #(Self::#names(_) => #tags,)*
                }
            }

            fn decode<#source: rt::Members>(tag: &str, members: &mut #source) -> rt::Decoded<Self> {
                match tag {
                    #(#tags => #reads.map(Self::#names),)*
                    _ => Err(rt::unknown_tag::<Self>(tag)),
                }
            }

            fn encode<#target: rt::MembersTarget>(&self, members: &mut #target) -> rt::Encoded<()> {
                match self {
                    #(Self::#names(value) => #writes,)*
                }
            }
        }
        #has_variants
    }
}

fn enumeration(named: &NamedType, tag: &str, variants: &[Variant], scope: &Scope<'_>) -> TokenStream {
    let docs_of_enum =
        docs(named.doc.as_deref(), &[format!("A map in DynamoDB; its member {} says which.", docs::code(tag))]);
    let name = ident(&named.rust_name);
    let traits = record::traits(&named.derives, None);
    let allow = allow_variant_names(&named.rust_name, variants.iter().map(|variant| variant.variant.as_str()));
    let variants = variants.iter().map(|variant| {
        let docs = docs(None, &[format!("Told by {}.", docs::code(&variant.tag))]);
        let name = ident(&variant.variant);
        let ty = types::value(&variant.ty, scope);
        quote!(#docs #name(#ty))
    });
    quote! {
        #docs_of_enum
        #allow
        #[allow(clippy::large_enum_variant)]
        #[derive(Debug, Clone, #traits)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}
