//! Defaults of lists and maps.

use super::{Place, of_type};
use crate::check::Context;
use crate::check::named::Types;
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{self, Literal};
use crate::syntax::{DefaultElement, DefaultValue};

pub(super) fn list(place: Place<'_>, ty: &model::Element, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let DefaultValue::List(list) = place.value else {
        place.refuse("a list", |wrong| wrong, cx);
        return None;
    };
    let literals: Vec<_> = list.elements.iter().map(|held| element(held.as_ref()?, ty, types, cx)).collect();
    literals.into_iter().collect::<Option<_>>().map(Literal::List)
}

pub(super) fn map(place: Place<'_>, ty: &model::Element, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let DefaultValue::Map(map) = place.value else {
        place.refuse("a map", |wrong| wrong, cx);
        return None;
    };
    let entries = map.entries.iter();
    let literals: Vec<_> =
        entries.map(|(name, held)| Some((name.value.clone(), element(held.as_ref()?, ty, types, cx)?))).collect();
    literals.into_iter().collect::<Option<_>>().map(Literal::Map)
}

fn element(held: &DefaultElement, ty: &model::Element, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let Some(value) = &held.value else {
        if ty.optional {
            return Some(Literal::None);
        }
        cx.sink.report(
            Diagnostic::new(codes::DEFAULT_TYPE, "there is no value")
                .at(held.span, "nothing, where the type wants a value")
                .help("only with a `?` behind it can the type of an element be nothing: `list<string?>`"),
        );
        return None;
    };
    let literal = of_type(Place { value, span: held.span }, &ty.ty, types, cx)?;
    Some(if ty.optional { Literal::Some(Box::new(literal)) } else { literal })
}
