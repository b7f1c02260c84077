//! The codec: what is read into which field, what is written from which. One text for every form of an item.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::record::Record;
use super::scope::Scope;
use super::{format, ident, keys, literal, types};
use crate::model::{Attribute, AttributeId, Home, Literal, UNKNOWN_FIELD, Unknown};

/// Reading and writing of a struct.
pub(super) fn items(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let all: Vec<(AttributeId, Home)> = record.ids().map(|(id, attribute)| (id, attribute.home)).collect();
    let decode = decode(record, record.rust_name, &all, record.unknown, true, scope);
    let unknown = (record.unknown == Unknown::Keep).then(|| {
        let field = ident(UNKNOWN_FIELD);
        let keys = record.entity.into_iter().flat_map(|entity| &entity.keys).map(|key| key.template.name.as_str());
        let told = record.told.map(|(attribute, _)| attribute);
        let names = stored(record.attributes).map(|attribute| attribute.name.as_str()).chain(keys).chain(told);
        quote!(self.#field.write(&[#(#names),*], members)?;)
    });
    let told = record.told.map(|(attribute, value)| quote!(rt::write_entity(#attribute, #value, members)?;));
    let has_keys = record.entity.is_some_and(|entity| !entity.keys.is_empty());
    let keys = has_keys.then(|| quote!(rt::write_keys(self, members)?;));
    let encode = encode(record, record.rust_name, stored(record.attributes), quote!(#unknown #told #keys), scope);
    quote! {
        #decode
        #encode
    }
}

/// Reading of an index's item, which has some of the record's attributes.
pub(super) fn index_item(
    record: &Record<'_>,
    name: &str,
    attributes: &[(AttributeId, Home)],
    scope: &Scope<'_>,
) -> TokenStream {
    decode(record, name, attributes, Unknown::Ignore, false, scope)
}

/// Those that are attributes of their own in DynamoDB.
pub(super) fn stored<'r>(attributes: impl IntoIterator<Item = &'r Attribute>) -> impl Iterator<Item = &'r Attribute> {
    attributes.into_iter().filter(|attribute| attribute.is_stored())
}

/// Reading of a struct of these attributes of a record, each from its home. `whole`: of the record itself, and not of what
/// an index holds of it.
fn decode(
    record: &Record<'_>,
    name: &str,
    homes: &[(AttributeId, Home)],
    unknown: Unknown,
    whole: bool,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = ident(name);
    let (members, member) = (unused("members", record), unused("member", record));
    let attribute = |id: &AttributeId| &record.attributes[id.0];
    let fields: Vec<Ident> = homes.iter().map(|(id, _)| ident(&attribute(id).field)).collect();
    let own = homes.iter().filter(|(_, home)| *home == Home::Attribute).map(|(id, _)| attribute(id));
    let (own, mut arms): (Vec<Ident>, Vec<TokenStream>) =
        own.map(|attribute| (ident(&attribute.field), arm(record, attribute, &members, scope))).unzip();
    let values = homes.iter().map(|(id, home)| match (record.entity, home) {
        (Some(entity), Home::Key { key, part }) => keys::value(entity, attribute(id), (*key, *part), record, scope),
        _ => Some(value(record, attribute(id), scope)),
    });
    let keys = record.entity.map(|entity| keys::reading(entity, homes, whole, &members, record, scope));
    let keys = keys.unwrap_or_default();
    let (variables, taken, index_members) = (&keys.variables, &keys.taken, &keys.members);
    arms.splice(0..0, keys.arms);
    let told = record.told.filter(|_| whole).map(|(attribute, value)| (unused("told", record), attribute, value));
    let told = told.map(|(variable, attribute, value)| {
        arms.insert(0, quote!(#attribute => #variable = rt::told(#members, #value)?,));
        (quote!(let mut #variable = false;), quote!(rt::is_told(#variable, #attribute, #value)?;))
    });
    let (told, is_told) = told.unzip();
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
    let read = match (arms.is_empty(), unknown) {
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
    let fields = quote!(Self { #(#index_members,)* #(#fields: #values,)* #end });
    let result = match keys.agreement {
        None => quote!(Ok(#fields)),
        Some(agreement) => quote! {
            let item = #fields;
            #agreement
            Ok(item)
        },
    };
    quote! {
        impl rt::DecodeItem for #name {
            fn decode<#form: rt::Members>(#members: &mut #form) -> rt::Decoded<Self> {
                #told
                #(let mut #variables = None;)*
                #(let mut #own = None;)*
                #start
                #read
                #is_told
                #(#taken)*
                #result
            }
        }
    }
}

/// The arm that reads a member into its variable.
fn arm(record: &Record<'_>, attribute: &Attribute, members: &Ident, scope: &Scope<'_>) -> TokenStream {
    let encoding = types::field_encoding(record, attribute, scope);
    arm_of(&attribute.name, &ident(&attribute.field), &encoding, members)
}

/// The arm that reads the member of this name.
pub(super) fn arm_of(name: &str, field: &Ident, encoding: &TokenStream, members: &Ident) -> TokenStream {
    let read = quote!(#field = Some(#members.value::<#encoding>()?));
    // Braces belong around what does not fit, and formatting changes no tokens.
    let width = ARM_INDENT + quote!(#name => #read,).to_string().replace(' ', "").len() + 4;
    if width > format::LINE { quote!(#name => { #read; }) } else { quote!(#name => #read,) }
}

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
    or_default(&quote!(#field), default, scope)
}

/// A value, or the default where there is none.
pub(super) fn or_default(perhaps: &TokenStream, default: &Literal, scope: &Scope<'_>) -> TokenStream {
    let value = literal::expression(default, scope);
    if literal::is_rusts(default) {
        quote!(#perhaps.unwrap_or_default())
    } else if literal::is_cheap(default) {
        quote!(#perhaps.unwrap_or(#value))
    } else {
        quote!(#perhaps.unwrap_or_else(|| #value))
    }
}

/// Writing of some attributes of a record, from a struct that has their fields.
pub(super) fn encode<'r>(
    record: &Record<'r>,
    of: &str,
    attributes: impl Iterator<Item = &'r Attribute>,
    first: TokenStream,
    scope: &Scope<'_>,
) -> TokenStream {
    let of = ident(of);
    let members = attributes.map(|attribute| {
        let field = ident(&attribute.field);
        let name = &attribute.name;
        let encoding = types::field_encoding(record, attribute, scope);
        quote!(members.member::<#encoding>(#name, &self.#field)?;)
    });
    let members = quote!(#first #(#members)*);
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
pub(super) fn unused(name: &str, record: &Record<'_>) -> Ident {
    let mut name = name.to_owned();
    let is_field = |name: &str| {
        record.attributes.iter().any(|attribute| attribute.field == name)
            || record.members().iter().any(|member| member.field == name)
    };
    while is_field(&name) {
        name.push('_');
    }
    ident(&name)
}
