//! Attributes: a marker type each, and what DynamoDB allows with it.

use proc_macro2::TokenStream;
use quote::quote;

use super::changes::{self, Change};
use super::docs::{self, docs};
use super::record::Record;
use super::scope::Scope;
use super::{ident, literal, named, types};
use crate::model::{Attribute, AttributeId, Entity, Home, IndexItem, Question, Template, Type};

/// An attribute of an entity.
pub(super) fn of_entity(entity: &Entity, id: AttributeId, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let marker = ident(&attribute.marker);
    let change = changes::change(entity, id);
    let in_index = entity.questions.iter().any(|question| question.key.attributes().contains(&id));
    // Removed, an index key with a default would leave the index and still read as if it were there.
    let changes = matches!(change, Change::Freely | Change::Feeding);
    let removable = changes && can_be_absent(attribute) && !(attribute.default.is_some() && in_index);
    let removable = removable.then(|| quote!(impl rt::Removable for #marker {}));
    let settable = match change {
        Change::Freely => Some(quote!(impl rt::Updatable for #marker {})),
        Change::Feeding => Some(changes::settable(entity, id, record, scope)),
        Change::Never | Change::Together => None,
    };
    let filterable = filterable(entity, id, scope);
    let selectable = partial(entity).filter(|(_, item)| holds(item, id)).map(|(question, _)| {
        let question = ident(&question.marker);
        quote!(impl rt::SelectableOn<#question> for #marker {})
    });
    let selectable: TokenStream = selectable.collect();
    let attribute = items(record, attribute, scope);
    quote! {
        #attribute
        #settable
        #removable
        #selectable
        #filterable
    }
}

/// Whether an index holds an attribute under its own name.
fn holds(item: &IndexItem, id: AttributeId) -> bool {
    item.attributes.contains(&(id, Home::Attribute))
}

/// The questions of indexes that do not project all.
fn partial(entity: &Entity) -> impl Iterator<Item = (&Question, &IndexItem)> {
    entity.questions.iter().filter_map(|question| Some((question, question.item.as_ref()?)))
}

/// A field of a struct type.
pub(super) fn of_struct(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let marker = ident(&attribute.marker);
    let removable = can_be_absent(attribute).then(|| quote!(impl rt::Removable for #marker {}));
    let attribute = items(record, attribute, scope);
    quote! {
        #attribute
        impl rt::Updatable for #marker {}
        #removable
    }
}

fn can_be_absent(attribute: &Attribute) -> bool {
    attribute.optional || matches!(attribute.ty, Type::Set(_)) || attribute.default.is_some()
}

fn items(record: &Record<'_>, attribute: &Attribute, scope: &Scope<'_>) -> TokenStream {
    let docs = docs(None, &[format!("Attribute {}.", docs::code(&attribute.name))]);
    let marker = ident(&attribute.marker);
    let of = ident(record.rust_name);
    let encoding = types::attribute_encoding(record, attribute, scope);
    let name = &attribute.name;
    let field = match (attribute.optional, attribute.null) {
        (false, _) => quote!(Self::Encoding),
        (true, false) => quote!(::core::option::Option<Self::Encoding>),
        (true, true) => quote!(rt::Nullable<Self::Encoding>),
    };
    let missing = attribute.default.as_ref().map(|default| {
        let (ty, value) = (types::value(&attribute.ty, scope), literal::expression(default, scope));
        quote! {
            fn missing() -> ::core::option::Option<#ty> {
                Some(#value)
            }
        }
    });
    let format = types::own_format(&attribute.ty).map(|format| named::format(&attribute.marker, format));
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #marker {}

        impl rt::Attribute for #marker {
            type Of = super::#of;
            type Encoding = #encoding;
            type Field = #field;
            const NAME: &'static str = #name;
            #missing
        }
        #format
    }
}

/// An attribute can be filtered on wherever it is projected and not part of the key that is queried.
fn filterable(entity: &Entity, id: AttributeId, scope: &Scope<'_>) -> TokenStream {
    let marker = ident(&entity.attribute(id).marker);
    // An attribute beside the key that it is in is not a key attribute to DynamoDB.
    let is_it = |template: &Template| template.key.is_none() && template.parts().any(|part| part.id == id);
    let in_key = |question: &Question| question.key.templates().any(is_it);
    let one_by_one = |questions: &mut dyn Iterator<Item = &Question>| -> TokenStream {
        questions
            .filter(|question| !in_key(question))
            .map(|question| {
                let question = ident(&question.marker);
                quote!(impl rt::FilterableOn<#question> for #marker {})
            })
            .collect()
    };
    let mut projecting = partial(entity).filter(|(_, item)| holds(item, id)).map(|(question, _)| question);
    let partial = one_by_one(&mut projecting);
    let mut whole = entity.questions.iter().filter(|question| question.item.is_none());
    let whole = if entity.questions.iter().any(|question| question.item.is_none() && in_key(question)) {
        one_by_one(&mut whole)
    } else {
        let question = scope.unused("Q");
        quote!(impl<#question: rt::ProjectsAll> rt::FilterableOn<#question> for #marker {})
    };
    quote!(#whole #partial)
}
