//! `values`: enumerations.

use super::Enumeration;
use super::variants::Variants;
use crate::check::Context;
use crate::model::{EnumerationValue, OTHER_VARIANT};
use crate::syntax::Values;
use crate::yaml::{Field, Spanned};

pub(super) struct SaidEnumeration<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) values: &'a Spanned<Values>,
    pub(super) other: &'a Field<bool>,
}

pub(super) fn check(said: &SaidEnumeration<'_>, cx: &mut Context<'_>) -> Option<Enumeration> {
    let other = said.other.value().copied().unwrap_or_default();
    let mut variants = Variants::new(said.name);
    if other {
        variants.reserve(OTHER_VARIANT, "the variant for other texts");
    }
    let mut complete = true;
    // What each variant is called after, and what it is stored as.
    let mut values = Vec::new();
    match &said.values.value {
        Values::Texts(list) => {
            for text in &list.elements {
                complete &= text.is_some();
                values.extend(text.as_ref().map(|text| (text, text)));
            }
        }
        Values::Named(map) => {
            complete &= map.complete;
            for (name, text) in &map.entries {
                complete &= text.is_some();
                values.extend(text.as_ref().map(|text| (name, text)));
            }
        }
    }
    if values.is_empty() && complete {
        variants.none("values", said.values.span, cx);
        return None;
    }
    let is_list = matches!(said.values.value, Values::Texts(_));
    let values: Vec<_> = values
        .into_iter()
        .map(|(name, text)| {
            let variant = variants.add(name, text, is_list, cx)?;
            Some(EnumerationValue { variant, text: text.value.clone() })
        })
        .collect();
    Some(Enumeration {
        values: values.into_iter().collect::<Option<_>>().filter(|_| complete)?,
        other,
    })
}
