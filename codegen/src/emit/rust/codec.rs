//! The codec: what is read into which field, what is written from which. One text for every form of an item.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::record::Record;
use super::scope::Scope;
use super::{ident, literal, types};
use crate::model::{Attribute, UNKNOWN_FIELD, Unknown};

/// Reading and writing of a struct.
pub(super) fn items(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let decode = decode(record, record.rust_name, &all(record), record.unknown, scope);
    let unknown = (record.unknown == Unknown::Keep).then(|| {
        let field = ident(UNKNOWN_FIELD);
        let names = record.attributes.iter().map(|attribute| attribute.name.as_str());
        quote!(self.#field.write(&[#(#names),*], members)?;)
    });
    let encode = encode(record, record.rust_name, record.attributes.iter(), unknown, scope);
    quote! {
        #decode
        #encode
    }
}

/// Reading of an index's item, which has some of the record's attributes.
pub(super) fn index_item(record: &Record<'_>, name: &str, attributes: &[&Attribute], scope: &Scope<'_>) -> TokenStream {
    decode(record, name, attributes, Unknown::Ignore, scope)
}

fn all<'r>(record: &Record<'r>) -> Vec<&'r Attribute> {
    record.attributes.iter().collect()
}

/// Reading of a struct of these attributes of a record.
fn decode(
    record: &Record<'_>,
    name: &str,
    attributes: &[&Attribute],
    unknown: Unknown,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = ident(name);
    let (members, member) = (unused("members", record), unused("member", record));
    let fields: Vec<Ident> = attributes.iter().map(|attribute| ident(&attribute.field)).collect();
    let arms = attributes.iter().map(|attribute| arm(record, attribute, &members, scope));
    let values = attributes.iter().map(|attribute| value(record, attribute, scope));
    let kept = ident(UNKNOWN_FIELD);
    let form = scope.unused("M");
    let (pattern, other) = match unknown {
        Unknown::Ignore => (quote!(_), quote!(#members.skip()?)),
        Unknown::Deny => (quote!(#member), quote!(return Err(rt::denied(#member)))),
        Unknown::Keep => (quote!(#member), quote!(#kept.read(#member.to_owned(), #members)?)),
    };
    let (start, end) = if unknown == Unknown::Keep {
        (Some(quote!(let mut #kept = rt::UnknownAttributes::new();)), Some(quote!(#kept)))
    } else {
        (None, None)
    };
    let read = match (attributes.is_empty(), unknown) {
        (false, _) => quote! {
            while let Some(#member) = #members.next()? {
                match #member {
                    #(#arms)*
                    #pattern => #other,
                }
            }
        },
        (true, Unknown::Ignore) => quote!(while #members.next()?.is_some() { #other; }),
        (true, Unknown::Keep) => quote!(while let Some(#member) = #members.next()? { #other; }),
        (true, Unknown::Deny) => quote!(if let Some(#member) = #members.next()? { #other; }),
    };
    quote! {
        impl rt::DecodeItem for #name {
            fn decode<#form: rt::Members>(#members: &mut #form) -> rt::Decoded<Self> {
                #(let mut #fields = None;)*
                #start
                #read
                Ok(Self { #(#fields: #values,)* #end })
            }
        }
    }
}

/// The arm that reads a member into its variable.
fn arm(record: &Record<'_>, attribute: &Attribute, members: &Ident, scope: &Scope<'_>) -> TokenStream {
    let (name, field) = (&attribute.name, ident(&attribute.field));
    let encoding = types::field_encoding(record, attribute, scope);
    let read = quote!(#field = Some(#members.value::<#encoding>()?));
    // prettyplease puts braces around what does not fit, but then does not break it.
    let width = ARM_INDENT + quote!(#name => #read,).to_string().replace(' ', "").len() + 4;
    if width > LINE { quote!(#name => { #read; }) } else { quote!(#name => #read,) }
}

/// The width of prettyplease's lines.
const LINE: usize = 89;
/// How far the arms of `decode` are indented.
const ARM_INDENT: usize = 20;

/// What a field gets of what was read.
fn value(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let field = ident(&attribute.field);
    let name = &attribute.name;
    let Some(default) = &attribute.default else {
        let encoding = types::field_encoding(record, attribute, scope);
        return quote!(rt::field::<#encoding>(#field, #name)?);
    };
    let value = literal::expression(default, scope);
    if literal::is_rusts(default) {
        quote!(#field.unwrap_or_default())
    } else if literal::is_cheap(default) {
        quote!(#field.unwrap_or(#value))
    } else {
        quote!(#field.unwrap_or_else(|| #value))
    }
}

/// Writing of some attributes of a record, from a struct that has their fields.
pub(super) fn encode<'r>(
    record: &Record<'r>,
    of: &str,
    attributes: impl Iterator<Item = &'r Attribute>,
    unknown: Option<TokenStream>,
    scope: &Scope<'_>,
) -> TokenStream {
    let of = ident(of);
    let members = attributes.map(|attribute| {
        let field = ident(&attribute.field);
        let name = &attribute.name;
        let encoding = types::field_encoding(record, attribute, scope);
        quote!(members.member::<#encoding>(#name, &self.#field)?;)
    });
    let members = quote!(#unknown #(#members)*);
    let form = scope.unused("T");
    let parameter = if members.is_empty() { quote!(_) } else { quote!(members) };
    quote! {
        impl rt::EncodeItem for #of {
            fn encode<#form: rt::MembersTarget>(&self, #parameter: &mut #form) -> rt::Encoded<()> {
                #members
                Ok(())
            }
        }
    }
}

/// A name for a variable that no field has: there is one variable a field beside it.
fn unused(name: &str, record: &Record<'_>) -> Ident {
    let mut name = name.to_owned();
    while record.attributes.iter().any(|attribute| attribute.field == name) {
        name.push('_');
    }
    ident(&name)
}
