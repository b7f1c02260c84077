//! What entities and struct types have in common: a struct with a field for each attribute, its constants, `new`, and the
//! traits that are not derived.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, docs};
use super::scope::Scope;
use super::{ident, literal, named, types};
use crate::model::{
    Attribute, AttributeId, Derives, Entity, FileId, Member, Schema, Stamp, Type, UNKNOWN_FIELD, Unknown,
};

/// Clippy's own bound on a function's arguments.
const MANY_ARGUMENTS: usize = 7;

/// A struct of attributes.
#[derive(Clone, Copy)]
pub(super) struct Record<'m> {
    pub(super) file: FileId,
    pub(super) rust_name: &'m str,
    /// The module of its markers.
    pub(super) module: &'m str,
    pub(super) attributes: &'m [Attribute],
    pub(super) unknown: Unknown,
    pub(super) derives: &'m Derives,
    /// The entity, if it is one: it has keys.
    pub(super) entity: Option<&'m Entity>,
    /// Where its items say which entity they are, and what.
    pub(super) told: Option<(&'m str, &'m str)>,
    /// What `new` makes: "An item".
    pub(super) what: &'static str,
}

impl<'m> Record<'m> {
    pub(super) fn of_entity(schema: &'m Schema, entity: &'m Entity) -> Self {
        let attribute = schema.table_of(entity).entity_attribute.as_deref();
        Self {
            file: entity.file,
            rust_name: &entity.rust_name,
            module: &entity.module,
            attributes: &entity.attributes,
            unknown: entity.unknown,
            derives: &entity.derives,
            entity: Some(entity),
            told: attribute.zip(entity.value.as_deref()),
            what: "An item",
        }
    }

    /// Its attributes with their places.
    pub(super) fn ids(&self) -> impl Iterator<Item = (AttributeId, &'m Attribute)> + use<'m> {
        self.attributes.iter().enumerate().map(|(position, attribute)| (AttributeId(position), attribute))
    }

    /// The fields that say whether an item is in an index.
    pub(super) fn members(&self) -> &'m [Member] {
        self.entity.map_or(&[], |entity| &entity.members)
    }

    fn keeps_unknown(&self) -> bool {
        self.unknown == Unknown::Keep
    }
}

/// The struct itself, with what it derives and what it would.
pub(super) fn structure(
    record: &Record<'_>,
    docs_of_struct: &TokenStream,
    docs_of_field: impl Fn(AttributeId) -> TokenStream,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = ident(record.rust_name);
    let derive = derive(record);
    let fields = record.ids().map(|(id, attribute)| field(attribute, &docs_of_field(id), scope));
    let members = record.members().iter().enumerate().map(|(position, member)| {
        let (name, docs) = (ident(&member.field), docs(None, &[docs::member(record.entity, position)]));
        quote! {
            #docs
            pub #name: bool,
        }
    });
    let unknown = record.keeps_unknown().then(|| {
        let name = ident(UNKNOWN_FIELD);
        quote! {
            /// The attributes that the schema does not name.
            pub #name: rt::UnknownAttributes,
        }
    });
    let default = default(record, scope);
    let debug = debug(record);
    quote! {
        #docs_of_struct
        #derive
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #(#members)*
            #unknown
        }
        #debug
        #default
    }
}

/// A field with its docs.
pub(super) fn field(attribute: &Attribute, docs: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&attribute.field);
    let ty = types::field(attribute, scope);
    quote! {
        #docs
        pub #name: #ty
    }
}

fn derive(record: &Record<'_>) -> TokenStream {
    let derives = record.derives;
    let debug = (!has_secrets(record.attributes)).then(|| quote!(Debug,));
    let default = (derives.default && !needs_default(record)).then(|| quote!(Default));
    let traits = traits(derives, default);
    quote!(#[derive(#debug Clone, #traits)])
}

/// What a type derives behind `Debug` and `Clone`.
pub(super) fn traits(derives: &Derives, default: Option<TokenStream>) -> TokenStream {
    let derived = [
        derives.copy.then(|| quote!(Copy)),
        Some(quote!(PartialEq)),
        derives.eq.then(|| quote!(Eq)),
        derives.partial_ord.then(|| quote!(PartialOrd)),
        derives.ord.then(|| quote!(Ord)),
        derives.hash.then(|| quote!(Hash)),
        default,
    ];
    let derived = derived.into_iter().flatten();
    let others = derives.others.iter().map(|path| named::from_the_root(path));
    let all = derived.chain(others);
    quote!(#(#all),*)
}

fn has_secrets(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.sensitive)
}

/// `Debug` without what is sensitive.
fn debug(record: &Record<'_>) -> Option<TokenStream> {
    let members = record.members().iter().map(|member| member.field.as_str());
    let others: Vec<&str> = members.chain(record.keeps_unknown().then_some(UNKNOWN_FIELD)).collect();
    has_secrets(record.attributes).then(|| debug_without_secrets(record.rust_name, record.attributes.iter(), &others))
}

/// A `Debug` that does not show sensitive fields.
pub(super) fn debug_without_secrets<'a>(
    rust_name: &str,
    attributes: impl Iterator<Item = &'a Attribute>,
    others: &[&str],
) -> TokenStream {
    let name = ident(rust_name);
    let shown = rust_name.trim_start_matches("r#");
    let fields = attributes.map(|attribute| {
        let field = ident(&attribute.field);
        let name = attribute.field.trim_start_matches("r#");
        if attribute.sensitive { quote!(.field(#name, &rt::Redacted)) } else { quote!(.field(#name, &self.#field)) }
    });
    let others = others.iter().map(|name| {
        let field = ident(name);
        let name = name.trim_start_matches("r#");
        quote!(.field(#name, &self.#field))
    });
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#shown) #(#fields)* #(#others)* .finish()
            }
        }
    }
}

/// Whether Rust's own `Default` would not know what the schema says.
fn needs_default(record: &Record<'_>) -> bool {
    record.attributes.iter().any(|attribute| attribute.default.is_some() || attribute.stamp.is_some())
}

fn default(record: &Record<'_>, scope: &Scope<'_>) -> Option<TokenStream> {
    if !record.derives.default || !needs_default(record) {
        return None;
    }
    let name = ident(record.rust_name);
    let fields = record.attributes.iter().map(|attribute| {
        let field = ident(&attribute.field);
        let value = initial(record, attribute, scope).unwrap_or_else(|| quote!(::core::default::Default::default()));
        quote!(#field: #value)
    });
    let members = members_initial(record);
    let unknown = unknown_initial(record);
    Some(quote! {
        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for #name {
            fn default() -> Self {
                Self { #(#fields,)* #members #unknown }
            }
        }
    })
}

fn members_initial(record: &Record<'_>) -> TokenStream {
    let members = record.members().iter().map(|member| {
        let name = ident(&member.field);
        quote!(#name: false,)
    });
    members.collect()
}

fn unknown_initial(record: &Record<'_>) -> Option<TokenStream> {
    record.keeps_unknown().then(|| {
        let name = ident(UNKNOWN_FIELD);
        quote!(#name: rt::UnknownAttributes::new())
    })
}

/// The associated constant of an attribute.
pub(super) fn constant(record: &Record<'_>, attribute: &Attribute) -> TokenStream {
    let name = docs::code(&attribute.name);
    let mut text = format!("Attribute {name}, in conditions and updates.");
    if attribute.default.is_some() {
        text += " DynamoDB knows no default: an item may lack it.";
    }
    let docs = docs(None, &[text]);
    let constant = ident(&attribute.constant);
    let (module, marker) = (ident(record.module), ident(&attribute.marker));
    quote! {
        #docs
        pub const #constant: rt::Attr<#module::#marker> = rt::Attr::new();
    }
}

/// `new`, with an argument for each attribute that nothing else says.
pub(super) fn new(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let required = |attribute: &&Attribute| initial(record, attribute, scope).is_none();
    let arguments: Vec<TokenStream> =
        record.attributes.iter().filter(required).map(|attribute| argument(attribute, scope)).collect();
    let fields = record.attributes.iter().map(|attribute| {
        let name = ident(&attribute.field);
        match initial(record, attribute, scope) {
            Some(initial) => quote!(#name: #initial),
            None => quote!(#name: #name.into_value()),
        }
    });
    let members = members_initial(record);
    let unknown = unknown_initial(record);
    let allow = if arguments.is_empty() && !record.derives.default {
        Some(quote!(#[allow(clippy::new_without_default)]))
    } else {
        (arguments.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]))
    };
    let docs = docs(None, &[docs_of_new(record, arguments.len())]);
    quote! {
        #docs
        #allow
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields,)* #members #unknown }
        }
    }
}

fn docs_of_new(record: &Record<'_>, arguments: usize) -> String {
    let what = record.what;
    if arguments == record.attributes.len() && record.members().is_empty() {
        return format!("{what} with these attributes.");
    }
    let mut text = format!("{what} with these attributes; what is optional, a set, or has a default starts as such.");
    if !record.members().is_empty() {
        let members = record.members().iter().map(|member| member.field.trim_start_matches("r#"));
        text += &format!(" {} starts as `false`.", docs::names(members, "and"));
    }
    if record.attributes.iter().any(|attribute| attribute.stamp.is_some() && !attribute.optional) {
        text += " Stamps start as the current time.";
    }
    text
}

/// What a new value has without being told.
fn initial(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> Option<TokenStream> {
    if let Some(default) = &attribute.default {
        return Some(literal::expression(default, scope));
    }
    if attribute.optional {
        return Some(quote!(None));
    }
    match (&attribute.ty, attribute.stamp) {
        (Type::Set(_), _) => Some(quote!(::std::collections::BTreeSet::new())),
        (Type::Version, _) => Some(quote!(0)),
        (_, Some(Stamp::Insert | Stamp::Write)) => {
            let (now, encoding) = (
                now(&attribute.ty, &quote!(rt::Now::from_clock())),
                types::attribute_encoding(record, attribute, scope),
            );
            Some(quote!(rt::as_written::<#encoding>(#now)))
        }
        (_, None) => None,
    }
}

/// The current time, as a stamp of this type.
pub(super) fn now(ty: &Type, now: &TokenStream) -> TokenStream {
    match ty {
        Type::Date(_) => quote!(#now.date()),
        _ => quote!(#now.timestamp()),
    }
}

/// An argument of a generated function.
pub(super) fn argument(attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&attribute.field);
    let ty = types::value(&attribute.ty, scope);
    quote!(#name: impl rt::Operand<#ty>)
}
