//! Types: what a field is in Rust, and the encoding that holds it in DynamoDB.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use super::record::Record;
use super::scope::Scope;
use crate::model::{Attribute, Derives, Element, Form, Format, NamedKind, Part, Schema, TimeFormat, Type};

/// The type of a field: with `Option` where the attribute is optional.
pub(super) fn field(attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let value = value(&attribute.ty, scope);
    let value = if attribute.boxed { generic(scope.prelude("Box"), &value) } else { value };
    if attribute.optional { generic(scope.prelude("Option"), &value) } else { value }
}

/// The type of an attribute's values.
pub(super) fn value(ty: &Type, scope: &Scope<'_>) -> TokenStream {
    match ty {
        Type::String => scope.prelude("String"),
        Type::Bytes => generic(scope.prelude("Vec"), &quote!(u8)),
        Type::Bool => quote!(bool),
        Type::Integer(integer) => name(integer.name()),
        Type::Float(float) => name(float.name()),
        Type::Version => quote!(u64),
        Type::Number => quote!(rt::Number),
        Type::Uuid => quote!(rt::Uuid),
        Type::Timestamp(_) | Type::EpochSeconds | Type::EpochMillis => quote!(rt::Timestamp),
        Type::Date(_) => quote!(rt::Date),
        Type::Json => quote!(rt::JsonValue),
        Type::AsString(inner) if **inner == Type::Json => quote!(rt::JsonText),
        Type::AsString(inner) => value(inner, scope),
        Type::List(element) => generic(scope.prelude("Vec"), &element_value(element, scope)),
        Type::Map(element) => {
            let (key, entry) = (scope.prelude("String"), element_value(element, scope));
            quote!(::std::collections::BTreeMap<#key, #entry>)
        }
        Type::Set(element) => {
            let element = value(element, scope);
            quote!(::std::collections::BTreeSet<#element>)
        }
        Type::Named(id) => scope.named(*id),
    }
}

fn element_value(element: &Element, scope: &Scope<'_>) -> TokenStream {
    let value = value(&element.ty, scope);
    if element.optional { generic(scope.prelude("Option"), &value) } else { value }
}

/// How a field is held: with what its absence means.
pub(super) fn field_encoding(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let encoding = encoding(record, attribute, &attribute.ty, scope);
    let encoding = if attribute.boxed { generic(scope.prelude("Box"), &encoding) } else { encoding };
    let encoding = if attribute.sensitive { quote!(rt::Sensitive<#encoding>) } else { encoding };
    match (attribute.optional, attribute.null) {
        (false, _) => encoding,
        (true, false) => generic(scope.prelude("Option"), &encoding),
        (true, true) => quote!(rt::Nullable<#encoding>),
    }
}

/// How an attribute's values are held.
pub(super) fn attribute_encoding(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let encoding = encoding(record, attribute, &attribute.ty, scope);
    if attribute.sensitive { quote!(rt::Sensitive<#encoding>) } else { encoding }
}

/// How an attribute's values are written as a part of a key.
pub(super) fn part_encoding(record: &Record<'_>, attribute: &Attribute, part: &Part, scope: &Scope<'_>) -> TokenStream {
    match (&part.form, &part.format_marker) {
        (Form::Padded(width), _) => {
            let encoding = attribute_encoding(record, attribute, scope);
            let width = Literal::usize_unsuffixed(*width);
            quote!(rt::Padded<#encoding, #width>)
        }
        (Form::Formatted(_), Some(marker)) => {
            let time = if matches!(attribute.ty, Type::Date(_)) { quote!(rt::Date) } else { quote!(rt::Timestamp) };
            let format = scope.marker(record, marker);
            let encoding = quote!(rt::Derived<rt::Formatted<#time, #format>>);
            if attribute.sensitive { quote!(rt::Sensitive<#encoding>) } else { encoding }
        }
        _ => attribute_encoding(record, attribute, scope),
    }
}

fn encoding(record: &Record<'_>, attribute: &Attribute, ty: &Type, scope: &Scope<'_>) -> TokenStream {
    let own_format = || scope.marker(record, &attribute.marker);
    encoding_of(ty, scope, &own_format)
}

/// How values of a type are held that has no format of its own.
pub(super) fn plain_encoding(ty: &Type, scope: &Scope<'_>) -> TokenStream {
    encoding_of(ty, scope, &TokenStream::new)
}

/// How what is in a newtype is held: the newtype carries its format.
pub(super) fn newtype_encoding(newtype: &Ident, ty: &Type, scope: &Scope<'_>) -> TokenStream {
    encoding_of(ty, scope, &|| quote!(#newtype))
}

/// The `format` that is said where the type is used, and not under a name.
pub(super) fn own_format(ty: &Type) -> Option<&TimeFormat> {
    match ty {
        Type::Timestamp(Format::OfAttribute(format)) | Type::Date(Format::OfAttribute(format)) => Some(format),
        _ => None,
    }
}

fn encoding_of(ty: &Type, scope: &Scope<'_>, own_format: &dyn Fn() -> TokenStream) -> TokenStream {
    let inner = |ty: &Type| encoding_of(ty, scope, own_format);
    let element = |element: &Element| {
        let encoding = inner(&element.ty);
        if element.optional { quote!(rt::Nullable<#encoding>) } else { encoding }
    };
    let formatted = |time: TokenStream, format: &Format| match format {
        Format::Standard => time,
        Format::OfAttribute(_) => {
            let format = own_format();
            quote!(rt::Formatted<#time, #format>)
        }
        Format::Named(id) => {
            let format = scope.named(*id);
            quote!(rt::Formatted<#time, #format>)
        }
    };
    match ty {
        Type::Bytes => quote!(rt::Bytes),
        Type::Version => quote!(rt::Version),
        Type::Timestamp(format) => formatted(quote!(rt::Timestamp), format),
        Type::Date(format) => formatted(quote!(rt::Date), format),
        Type::EpochSeconds => quote!(rt::EpochSeconds),
        Type::EpochMillis => quote!(rt::EpochMillis),
        Type::Json => quote!(rt::Json),
        Type::AsString(ty) => {
            let encoding = inner(ty);
            quote!(rt::AsString<#encoding>)
        }
        Type::List(of) => generic(scope.prelude("Vec"), &element(of)),
        Type::Map(of) => {
            let entry = element(of);
            quote!(rt::Map<#entry>)
        }
        Type::Set(of) => {
            let element = inner(of);
            quote!(rt::Set<#element>)
        }
        Type::Named(id) => {
            let named = scope.named(*id);
            match scope.kind(*id) {
                NamedKind::Struct { .. } => quote!(rt::Structure<#named>),
                NamedKind::Enumeration { .. } => quote!(rt::Enumeration<#named>),
                NamedKind::Union { .. } => quote!(rt::Union<#named>),
                NamedKind::Newtype(_) => quote!(rt::NewtypeOf<#named>),
                NamedKind::Own { stored, .. } => {
                    let stored = inner(stored);
                    quote!(rt::Own<#named, #stored>)
                }
                NamedKind::Format(_) => named,
            }
        }
        Type::String | Type::Bool | Type::Integer(_) | Type::Float(_) | Type::Number | Type::Uuid => value(ty, scope),
    }
}

/// Whether the Rust type is `Copy`.
pub(super) fn is_copy(ty: &Type, schema: &Schema) -> bool {
    match ty {
        Type::Bool
        | Type::Integer(_)
        | Type::Float(_)
        | Type::Number
        | Type::Version
        | Type::Uuid
        | Type::Timestamp(_)
        | Type::EpochSeconds
        | Type::EpochMillis
        | Type::Date(_) => true,
        Type::AsString(inner) => is_copy(inner, schema),
        Type::Named(id) => schema.named(*id).derives.copy,
        Type::String | Type::Bytes | Type::Json | Type::List(_) | Type::Map(_) | Type::Set(_) => false,
    }
}

/// Whether the type of a key attribute is known to be `Eq` and `Hash`.
pub(super) fn is_hashable(ty: &Type, schema: &Schema) -> bool {
    match ty {
        Type::Float(_) => false,
        Type::AsString(inner) => is_hashable(inner, schema),
        Type::Named(id) => {
            let derives = &schema.named(*id).derives;
            derives.eq && derives.hash
        }
        _ => true,
    }
}

/// The wire type, in DynamoDB's letters.
pub(super) fn wire(ty: &Type, schema: &Schema) -> &'static str {
    match ty {
        Type::String | Type::Uuid | Type::Timestamp(_) | Type::Date(_) | Type::AsString(_) => "S",
        Type::Integer(_) | Type::Float(_) | Type::Number | Type::EpochSeconds | Type::EpochMillis | Type::Version => {
            "N"
        }
        Type::Bytes => "B",
        Type::Bool => "BOOL",
        Type::Json => "a document",
        Type::List(_) => "L",
        Type::Map(_) => "M",
        Type::Set(element) => match wire(element, schema) {
            "N" => "NS",
            "B" => "BS",
            _ => "SS",
        },
        Type::Named(id) => match &schema.named(*id).kind {
            NamedKind::Struct { .. } | NamedKind::Union { .. } => "M",
            NamedKind::Enumeration { .. } | NamedKind::Format(_) => "S",
            NamedKind::Newtype(inner) => wire(inner, schema),
            NamedKind::Own { stored, .. } => wire(stored, schema),
        },
    }
}

/// Adds the features of the runtime that a type needs.
pub(super) fn features(ty: &Type, to: &mut BTreeSet<&'static str>) {
    match ty {
        Type::Uuid => {
            to.insert("uuid");
        }
        Type::Timestamp(_) | Type::Date(_) | Type::EpochSeconds | Type::EpochMillis => {
            to.insert("jiff");
        }
        Type::Json => {
            to.insert("json");
        }
        Type::AsString(inner) | Type::Set(inner) => features(inner, to),
        Type::List(element) | Type::Map(element) => features(&element.ty, to),
        Type::String
        | Type::Bytes
        | Type::Bool
        | Type::Integer(_)
        | Type::Float(_)
        | Type::Number
        | Type::Version
        | Type::Named(_) => {}
    }
}

/// Adds those that derived traits need: fields are to have them too.
pub(super) fn features_of_derives(derives: &Derives, to: &mut BTreeSet<&'static str>) {
    let is_serdes = |path: &String| path.trim_start_matches(':').starts_with("serde::");
    to.extend(derives.others.iter().any(is_serdes).then_some("serde"));
}

fn name(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(#name)
}

fn generic(outer: TokenStream, inner: &TokenStream) -> TokenStream {
    quote!(#outer<#inner>)
}
