//! The codec: what is read into which field, what is written from which. One text for every form of an item.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{entity, ident};
use crate::model::{Attribute, Entity, Literal, Template};

pub(super) fn items(entity: &Entity) -> TokenStream {
    let decode = decode(entity);
    let encode_item = encode(&entity.rust_name, entity.attributes.iter());
    let key = entity.key.templates().flat_map(Template::attributes);
    let encode_key = encode(&entity.key_struct, key.map(|id| entity.attribute(id)));
    quote! {
        #decode
        #encode_item
        #encode_key
    }
}

fn decode(entity: &Entity) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let (members, member) = (unused("members", entity), unused("member", entity));
    let fields: Vec<Ident> = entity.attributes.iter().map(|attribute| ident(&attribute.field)).collect();
    let names: Vec<&str> = entity.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
    let values = entity.attributes.iter().map(value);
    quote! {
        impl rt::Codec for #entity_type {
            fn decode<M: rt::Members>(#members: &mut M) -> rt::Decoded<Self> {
                #(let mut #fields = None;)*
                while let Some(#member) = #members.next()? {
                    match #member {
                        #(#names => #fields = Some(#members.value()?),)*
                        _ => #members.skip()?,
                    }
                }
                Ok(Self { #(#fields: #values),* })
            }
        }
    }
}

/// What a field gets of what was read.
fn value(attribute: &Attribute) -> TokenStream {
    let field = ident(&attribute.field);
    let name = &attribute.name;
    match attribute.default.as_ref().map(|default| (default, entity::literal(default))) {
        None => quote!(rt::field(#field, #name)?),
        Some((Literal::String(text), _)) if text.is_empty() => quote!(#field.unwrap_or_default()),
        Some((Literal::String(_), text)) => quote!(#field.unwrap_or_else(|| #text)),
        Some((_, value)) => quote!(#field.unwrap_or(#value)),
    }
}

fn encode<'e>(of: &str, attributes: impl Iterator<Item = &'e Attribute>) -> TokenStream {
    let of = ident(of);
    let members = attributes.map(|attribute| {
        let field = ident(&attribute.field);
        let name = &attribute.name;
        quote!(members.member(#name, &self.#field)?;)
    });
    quote! {
        impl rt::EncodeItem for #of {
            fn encode<T: rt::MembersTarget>(&self, members: &mut T) -> rt::Encoded<()> {
                #(#members)*
                Ok(())
            }
        }
    }
}

/// A name for a variable that no field has: there is one variable a field beside it.
fn unused(name: &str, entity: &Entity) -> Ident {
    let mut name = name.to_owned();
    while entity.attributes.iter().any(|attribute| attribute.field == name) {
        name.push('_');
    }
    ident(&name)
}
