//! Composed keys: their templates, and how they are written from fields and read into them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::record::Record;
use super::scope::Scope;
use super::{codec, ident, named, types};
use crate::model::{Attribute, AttributeId, ComposedKey, Entity, Form, Home, Part, Piece, Schema, Template};
use crate::names;

/// The templates of an entity's module: those of composed keys, and where the table's key tells entities apart, of that.
pub(super) fn templates(schema: &Schema, entity: &Entity, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let composed = entity.keys.iter().filter(|key| key.template.bare().is_none());
    let mut all: Vec<(String, &Template)> = composed.map(|key| (key.constant.clone(), &key.template)).collect();
    if schema.has_several(entity.table) {
        let of_table = table_templates(entity).into_iter();
        all.extend(of_table.filter(|(_, template)| template.bare().is_some()));
    }
    all.iter().map(|(constant, template)| self::template(constant, template, entity, record, scope)).collect()
}

/// The templates of the table's key, with their constants.
pub(super) fn table_templates(entity: &Entity) -> Vec<(String, &Template)> {
    let constant = |role: &str, template: &Template| match template.key {
        Some(key) => entity.keys[key].constant.clone(),
        None => names::constant(role),
    };
    let partition = entity.key.partition.iter().map(|template| (constant("key_partition", template), template));
    let sort = entity.key.sort.iter().map(|template| (constant("key_sort", template), template));
    partition.chain(sort).collect()
}

fn template(
    constant: &str,
    template: &Template,
    entity: &Entity,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = &template.name;
    let text = if template.text.is_empty() { &template.name } else { &template.text };
    let docs = docs(None, &[format!("How {} is composed: {}.", docs::code(name), docs::code(text))]);
    let constant = ident(constant);
    let pieces = template.pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => quote!(rt::Piece::literal(#text)),
        Piece::Part(part) => {
            let attribute = entity.attribute(part.id);
            let encoding = types::part_encoding(record, attribute, part, scope);
            let name = attribute.field.trim_start_matches("r#");
            let width = part.width.map(Literal::usize_unsuffixed).map(|width| quote!(.width(#width)));
            quote!(rt::Piece::part::<#encoding>(#name) #width)
        }
    });
    quote! {
        #docs
        pub const #constant: &rt::Template = &rt::Template::new(#name, #text, &[#(#pieces),*]);
    }
}

/// The formats that parts of keys have for themselves.
pub(super) fn formats(entity: &Entity) -> TokenStream {
    let parts = entity.keys.iter().flat_map(|key| key.template.parts());
    let formats = parts.filter_map(|part| match (&part.form, &part.format_marker) {
        (Form::Formatted(format), Some(marker)) => {
            let docs = docs(None, &[format!("The format {} of a part of a key.", docs::code(&format.text))]);
            let (name, implementation) = (ident(marker), named::format(marker, format));
            Some(quote! {
                #docs
                #[derive(Debug)]
                pub enum #name {}
                #implementation
            })
        }
        _ => None,
    });
    formats.collect()
}

/// What the values of a key's parts are taken from.
pub(super) trait Values {
    /// A reference to the value of an attribute, or an `Option` of one.
    fn of(&self, id: AttributeId) -> TokenStream;

    /// Whether the field of the entity is true that says whether an item is in an index.
    fn member(&self, member: usize) -> TokenStream;
}

/// The fields of the entity or of its key struct.
struct Fields<'m>(&'m Entity);

impl Values for Fields<'_> {
    fn of(&self, id: AttributeId) -> TokenStream {
        let attribute = self.0.attribute(id);
        let field = ident(&attribute.field);
        if attribute.optional { quote!(self.#field.as_ref()) } else { quote!(&self.#field) }
    }

    fn member(&self, member: usize) -> TokenStream {
        let field = ident(&self.0.members[member].field);
        quote!(self.#field)
    }
}

/// How an entity, or its key struct, composes keys.
pub(super) fn composed(
    of: &str,
    entity: &Entity,
    is_key: bool,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let keys: Vec<&ComposedKey> = entity.keys.iter().filter(|key| key.is_of_table || !is_key).collect();
    if keys.is_empty() {
        return None;
    }
    let of = ident(of);
    let writer = ident("keys");
    let written = keys.iter().map(|key| write(key, &writer, entity, &Fields(entity), record, scope));
    Some(quote! {
        impl rt::Composed for #of {
            fn keys(&self, #writer: &mut rt::Keys<'_>) -> rt::Encoded<()> {
                #(#written?;)*
                Ok(())
            }
        }
    })
}

/// The expression that writes a key.
pub(super) fn write(
    key: &ComposedKey,
    to: &Ident,
    entity: &Entity,
    values: &dyn Values,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = &key.template.name;
    if let Some(part) = key.template.bare() {
        let attribute = entity.attribute(part.id);
        let encoding = types::part_encoding(record, attribute, part, scope);
        let value = values.of(part.id);
        let value = match key.member.map(|member| values.member(member)) {
            None => value,
            Some(member) if attribute.optional => quote!(#value.filter(|_| #member)),
            Some(member) => quote!(#member.then_some(#value)),
        };
        return quote!(#to.plain::<#encoding>(#name, #value));
    }
    let constant = scope.in_module(record, &key.constant);
    let member = key.member.map(|member| {
        let member = values.member(member);
        quote!(.member(#member))
    });
    let parts: Vec<TokenStream> = key
        .template
        .parts()
        .map(|part| {
            let encoding = types::part_encoding(record, entity.attribute(part.id), part, scope);
            let value = values.of(part.id);
            quote!(.part::<#encoding>(#value))
        })
        .collect();
    // No field has its name: values may be variables of the same names as fields.
    let receiver = codec::unused("parts", record);
    let chain = quote!(#receiver #member);
    let compose = match parts.split_last() {
        None if key.member.is_none() => quote!(Ok),
        None => quote!(|#receiver| Ok(#chain)),
        Some((last, first)) => quote!(|#receiver| #chain #(#first?)* #last),
    };
    quote!(#to.composed(#constant, #compose))
}

/// Reading of an entity's keys in its `decode`, in pieces.
#[derive(Default)]
pub(super) struct Reading {
    /// A variable for each key.
    pub(super) variables: Vec<Ident>,
    pub(super) arms: Vec<TokenStream>,
    /// Takes the keys apart, behind the loop.
    pub(super) taken: Vec<TokenStream>,
    /// The fields that are read from no attribute.
    pub(super) members: Vec<TokenStream>,
    /// Holds what is in several places against the item.
    pub(super) agreement: Option<TokenStream>,
}

/// What is read of the keys for these attributes; `whole`: for the entity itself, and not for what an index holds of it.
pub(super) fn reading(
    entity: &Entity,
    homes: &[(AttributeId, Home)],
    whole: bool,
    members: &Ident,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> Reading {
    let mut reading = Reading::default();
    let is_home = |key: usize, part: usize| homes.iter().any(|(_, home)| *home == Home::Key { key, part });
    let mut agreement = TokenStream::new();
    for (position, key) in entity.keys.iter().enumerate() {
        let parts: Vec<&Part> = key.template.parts().collect();
        let has_home = (0..parts.len()).any(|part| is_home(position, part));
        if !whole && !has_home {
            continue;
        }
        let name = &key.template.name;
        let variable = variable(key, record);
        let value = match key.template.bare() {
            None => scope.prelude("String"),
            Some(part) if has_home => types::part_encoding(record, entity.attribute(part.id), part, scope),
            Some(_) => quote!(rt::Any),
        };
        reading.arms.push(codec::arm_of(name, &variable, &value, members));
        let has_guest = !(0..parts.len()).all(|part| is_home(position, part));
        if key.template.bare().is_none() {
            let constant = scope.in_module(record, &key.constant);
            let take = if key.is_of_table { quote!(rt::key) } else { quote!(rt::index_key) };
            // A text of the schema alone is only checked.
            let is_used = has_home || has_guest || key.member.is_some();
            let taken = is_used.then(|| quote!(let #variable =));
            reading.taken.push(quote!(#taken #take(#constant, #variable)?;));
            agreement.extend(has_guest.then(|| quote!(.composed(&#variable))));
        } else if has_guest {
            agreement.extend(quote!(.plain(#name, #variable)));
        }
        reading.variables.push(variable);
    }
    if whole {
        for (position, member) in entity.members.iter().enumerate() {
            let field = ident(&member.field);
            let keys = entity.keys.iter().filter(|key| key.member == Some(position));
            let (names, variables): (Vec<&str>, Vec<Ident>) =
                keys.map(|key| (key.template.name.as_str(), variable(key, record))).unzip();
            reading.members.push(quote!(#field: rt::member(&[#(#names),*], &[#(#variables.is_some()),*])?));
        }
        reading.agreement = (!agreement.is_empty()).then(|| quote!(rt::Agreement::new() #agreement .check(&item)?;));
    }
    reading
}

fn variable(key: &ComposedKey, record: &Record<'_>) -> Ident {
    codec::unused(&key.constant.to_lowercase(), record)
}

/// What a field gets of the key that it is read from.
pub(super) fn value(
    entity: &Entity,
    attribute: &Attribute,
    (key, part): (usize, usize),
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let key = &entity.keys[key];
    let variable = variable(key, record);
    let part_of_key = key.template.parts().nth(part)?;
    let encoding = types::part_encoding(record, attribute, part_of_key, scope);
    let part = Literal::usize_unsuffixed(part);
    let name = &key.template.name;
    let is_bare = key.template.bare().is_some();
    let perhaps = if is_bare { quote!(#variable) } else { quote!(#variable.part::<#encoding>(#part)?) };
    Some(match &attribute.default {
        Some(default) => codec::or_default(&perhaps, default, scope),
        None if attribute.optional => perhaps,
        None if is_bare => quote!(rt::field::<#encoding>(#variable, #name)?),
        None => quote!(#variable.required::<#encoding>(#part)?),
    })
}
