//! How attributes can be changed, and how updates keep the keys true that they are parts of.

use std::cell::Cell;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::keys::{self, Values};
use super::record::{self, Record};
use super::scope::Scope;
use super::{codec, ident, named, types};
use crate::model::{Attribute, AttributeId, ComposedKey, Entity, Form, Together, Type};

/// What an attribute, or a member, of an entity feeds: keys that are not the table's.
fn fed(entity: &Entity, element: Element) -> Vec<&ComposedKey> {
    let is_fed = |key: &&ComposedKey| match element {
        Element::Attribute(id) => key.template.parts().any(|part| part.id == id),
        Element::Member(member) => key.member == Some(member),
    };
    entity.keys.iter().filter(|key| !key.is_of_table).filter(is_fed).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Element {
    Attribute(AttributeId),
    Member(usize),
}

/// How an attribute can be changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It is in the table's key, or the version that writes advance.
    Never,
    /// It is in keys, which are set with it.
    Feeding,
    /// With others that it shares keys with.
    Together,
    Freely,
}

pub(super) fn change(entity: &Entity, id: AttributeId) -> Change {
    if entity.key.attributes().contains(&id) || entity.attribute(id).ty == Type::Version {
        Change::Never
    } else if entity.together.iter().any(|together| together.attributes.contains(&id)) {
        Change::Together
    } else if fed(entity, Element::Attribute(id)).is_empty() {
        Change::Freely
    } else {
        Change::Feeding
    }
}

/// The keys of indexes, each with where an item has their parts besides, so that an upsert knows what it may compose.
pub(super) fn fed_keys(entity: &Entity) -> Option<TokenStream> {
    let known = entity.key.attributes();
    let fed: Vec<TokenStream> = entity
        .keys
        .iter()
        .filter(|key| !key.is_of_table)
        .filter_map(|key| {
            let parts = key.template.parts().map(|part| part.id).filter(|id| !known.contains(id));
            let holders: Vec<Vec<&str>> = parts.map(|id| holders(entity, id, key)).collect();
            // What nothing else holds is there if and only if the key is.
            if holders.iter().all(Vec::is_empty) {
                return None;
            }
            let name = &key.template.name;
            let parts = holders.iter().map(|holders| quote!(&[#(#holders),*]));
            let chosen = key.member.map(|_| quote!(.chosen()));
            Some(quote!(rt::FedKey::new(#name, &[#(#parts),*])#chosen))
        })
        .collect();
    (!fed.is_empty()).then(|| quote!(const FED_KEYS: &'static [rt::FedKey] = &[#(#fed),*];))
}

/// What an item has the value of an attribute in, besides a key.
fn holders<'e>(entity: &'e Entity, id: AttributeId, besides: &ComposedKey) -> Vec<&'e str> {
    let attribute = entity.attribute(id);
    if attribute.is_stored() {
        return vec![&attribute.name];
    }
    let shows = |key: &&ComposedKey| {
        let mut parts = key.template.parts();
        parts.any(|part| part.id == id && !matches!(part.form, Form::Formatted(_)))
    };
    let others = entity.keys.iter().filter(|key| key.template.name != besides.template.name);
    others.filter(shows).map(|key| key.template.name.as_str()).collect()
}

/// The one value that is set, and the key of the update.
struct One<'m> {
    entity: &'m Entity,
    element: Element,
    uses_key: Cell<bool>,
}

impl Values for One<'_> {
    fn of(&self, id: AttributeId) -> TokenStream {
        if self.element == Element::Attribute(id) {
            return quote!(value);
        }
        self.uses_key.set(true);
        let field = ident(&self.entity.attribute(id).field);
        quote!(&key.#field)
    }

    fn member(&self, _: usize) -> TokenStream {
        quote!(value.copied().unwrap_or_default())
    }
}

/// Sets an attribute with the keys that it is in.
pub(super) fn settable(entity: &Entity, id: AttributeId, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let value = types::value(&attribute.ty, scope);
    feed(entity, Element::Attribute(id), &attribute.marker, &value, record, scope)
}

fn feed(
    entity: &Entity,
    element: Element,
    marker: &str,
    value: &TokenStream,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> TokenStream {
    let (marker, of, key_struct) = (ident(marker), ident(&entity.rust_name), ident(&entity.key_struct));
    let values = One { entity, element, uses_key: Cell::new(false) };
    let writer = ident("keys");
    let written: Vec<TokenStream> =
        fed(entity, element).into_iter().map(|key| keys::write(key, &writer, entity, &values, record, scope)).collect();
    let key = if values.uses_key.get() { quote!(key) } else { quote!(_) };
    quote! {
        impl rt::Settable<super::#of> for #marker {
            type Value = #value;
            fn feed(
                #key: &super::#key_struct,
                value: ::core::option::Option<&Self::Value>,
                #writer: &mut rt::Keys<'_>,
            ) -> rt::Encoded<()> {
                #(#written?;)*
                Ok(())
            }
        }
    }
}

/// An attribute that is in keys only.
pub(super) fn key_only(entity: &Entity, id: AttributeId, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let name = attribute.field.trim_start_matches("r#");
    let text = format!("`{name}`, which is in keys only.");
    let value = types::value(&attribute.ty, scope);
    let only = only(entity, &attribute.marker, name, &text, &value);
    let settable = (change(entity, id) == Change::Feeding).then(|| settable(entity, id, record, scope));
    let marker = ident(&attribute.marker);
    let removable = (settable.is_some() && attribute.optional).then(|| quote!(impl rt::RemovableKey for #marker {}));
    let format = types::own_format(&attribute.ty).map(|format| named::format(&attribute.marker, format));
    quote!(#only #format #settable #removable)
}

/// A field that says whether an item is in an index.
pub(super) fn member(entity: &Entity, position: usize, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let member = &entity.members[position];
    let name = member.field.trim_start_matches("r#");
    let text = format!("`{name}`, which says whether an item is in an index.");
    let value = quote!(bool);
    let only = only(entity, &member.marker, name, &text, &value);
    let is_alone = entity.together.iter().all(|together| !together.members.contains(&position));
    let settable = is_alone.then(|| feed(entity, Element::Member(position), &member.marker, &value, record, scope));
    quote!(#only #settable)
}

fn only(entity: &Entity, marker: &str, name: &str, text: &str, value: &TokenStream) -> TokenStream {
    let docs = docs(None, &[text.to_owned()]);
    let (marker, of) = (ident(marker), ident(&entity.rust_name));
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #marker {}

        impl rt::KeyOnly for #marker {
            type Of = super::#of;
            type Value = #value;
            const NAME: &'static str = #name;
        }
    }
}

/// The associated constant of an attribute that is in keys only, or of a member.
pub(super) fn constant(constant: &str, marker: &str, text: String, record: &Record<'_>) -> TokenStream {
    let docs = docs(None, &[text]);
    let (constant, module, marker) = (ident(constant), ident(record.module), ident(marker));
    quote! {
        #docs
        pub const #constant: rt::InKey<#module::#marker> = rt::InKey::new();
    }
}

/// The values of attributes that are set together, and the key of the update.
struct Several<'m> {
    entity: &'m Entity,
    together: &'m Together,
    key: Ident,
    uses_key: Cell<bool>,
}

impl Values for Several<'_> {
    fn of(&self, id: AttributeId) -> TokenStream {
        let attribute = self.entity.attribute(id);
        let field = ident(&attribute.field);
        if !self.together.attributes.contains(&id) {
            self.uses_key.set(true);
            let key = &self.key;
            return quote!(&#key.#field);
        }
        if attribute.optional { quote!(#field.as_ref()) } else { quote!(&#field) }
    }

    fn member(&self, member: usize) -> TokenStream {
        let field = ident(&self.entity.members[member].field);
        quote!(#field)
    }
}

/// The functions that set attributes which share keys.
pub(super) fn together(entity: &Entity, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    entity.together.iter().map(|together| set_together(entity, together, record, scope)).collect()
}

fn set_together(entity: &Entity, together: &Together, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let function = ident(&together.function);
    let attributes: Vec<&Attribute> = together.attributes.iter().map(|id| entity.attribute(*id)).collect();
    let members: Vec<Ident> = together.members.iter().map(|member| ident(&entity.members[*member].field)).collect();
    let names = attributes.iter().map(|it| it.field.as_str());
    let names = names.chain(together.members.iter().map(|member| entity.members[*member].field.as_str()));
    let keys = together.keys.iter().map(|key| entity.keys[*key].template.name.as_str());
    let docs = docs(
        None,
        &[format!(
            "Sets {} together, for `set_together` of an update: {} composed of them.",
            docs::names(names.map(|name| name.trim_start_matches("r#")), "and"),
            match together.keys.len() {
                1 => format!("key {} is", docs::names(keys, "and")),
                _ => format!("keys {} are", docs::names(keys, "and")),
            }
        )],
    );
    let arguments = attributes.iter().map(|attribute| {
        let (name, ty) = (ident(&attribute.field), types::field(attribute, scope));
        quote!(#name: impl rt::Operand<#ty>)
    });
    let values = attributes.iter().map(|attribute| {
        let name = ident(&attribute.field);
        quote!(let #name = #name.into_value();)
    });
    let changes = codec::unused("changes", record);
    let stored = attributes.iter().filter(|attribute| attribute.is_stored()).map(|attribute| {
        let (name, field) = (&attribute.name, ident(&attribute.field));
        let encoding = types::field_encoding(record, attribute, scope);
        quote!(#changes.attribute::<#encoding>(#name, &#field)?;)
    });
    let several = Several {
        entity,
        together,
        key: codec::unused("key", record),
        uses_key: Cell::new(false),
    };
    let writer = codec::unused("keys", record);
    let written: Vec<TokenStream> = together
        .keys
        .iter()
        .map(|key| keys::write(&entity.keys[*key], &writer, entity, &several, record, scope))
        .collect();
    let key = &several.key;
    let key = if several.uses_key.get() { quote!(#key) } else { quote!(_) };
    quote! {
        #docs
        pub fn #function(#(#arguments,)* #(#members: bool),*) -> rt::Together<Self> {
            #(#values)*
            rt::Together::<Self>::new(move |#key, #changes| {
                #(#stored)*
                let mut #writer = #changes.keys();
                #(#written?;)*
                Ok(())
            })
        }
    }
}

/// The current time, which is all that is in the keys of a stamp.
struct Now(TokenStream);

impl Values for Now {
    fn of(&self, _: AttributeId) -> TokenStream {
        let now = &self.0;
        quote!(&#now)
    }

    fn member(&self, _: usize) -> TokenStream {
        quote!(true)
    }
}

/// The keys that a stamp is in, as a write sets it by itself.
pub(super) fn stamp(entity: &Entity, id: AttributeId, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let now = Now(record::now(&entity.attribute(id).ty, &quote!(now)));
    let writer = ident("keys");
    let written = fed(entity, Element::Attribute(id)).into_iter().map(|key| {
        let write = keys::write(key, &writer, entity, &now, record, scope);
        quote!(rt::with_keys(members, |#writer| #write)?;)
    });
    written.collect()
}
