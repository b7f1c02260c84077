//! Attributes: a marker type each, and what DynamoDB allows with it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, docs};
use super::ident;
use super::scope::Scope;
use crate::model::{AttributeId, Entity, Question, Type};

pub(super) fn items(entity: &Entity, id: AttributeId, scope: &Scope<'_>) -> TokenStream {
    let attribute = entity.attribute(id);
    let docs = docs(None, &[format!("Attribute {}.", docs::code(&attribute.name))]);
    let marker = ident(&attribute.marker);
    let entity_type = ident(&entity.rust_name);
    let value = scope.value_type(&attribute.ty);
    let name = &attribute.name;
    let settable = !entity.key.attributes().any(|key| key == id);
    let in_index = entity.questions.iter().any(|question| question.key.attributes().any(|key| key == id));
    // Removed, an index key with a default would leave the index and still read as if it were there.
    let can_be_absent =
        attribute.optional || matches!(attribute.ty, Type::Set(_)) || (attribute.default.is_some() && !in_index);
    let removable = (settable && can_be_absent).then(|| quote!(impl rt::Removable for #marker {}));
    let settable = settable.then(|| quote!(impl rt::Settable for #marker {}));
    let filterable = filterable(entity, id, scope);
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #marker {}

        impl rt::Attribute for #marker {
            type Entity = super::#entity_type;
            type Value = #value;
            const NAME: &'static str = #name;
        }
        #settable
        #removable
        #filterable
    }
}

/// An attribute can be filtered on wherever it is not part of the key that is queried.
fn filterable(entity: &Entity, id: AttributeId, scope: &Scope<'_>) -> TokenStream {
    let marker = ident(&entity.attribute(id).marker);
    let in_key = |question: &&Question| question.key.attributes().any(|key| key == id);
    if !entity.questions.iter().any(|question| in_key(&question)) {
        let question = scope.unused("Q");
        return quote!(impl<#question: rt::ProjectsAll> rt::FilterableOn<#question> for #marker {});
    }
    let others = entity.questions.iter().filter(|question| !in_key(question));
    others
        .map(|question| {
            let question = ident(&question.marker);
            quote!(impl rt::FilterableOn<#question> for #marker {})
        })
        .collect()
}
