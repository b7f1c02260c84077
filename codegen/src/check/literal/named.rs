//! Defaults of declared types.

use super::Place;
use crate::check::Context;
use crate::check::named::{Enumeration, Form, Kind, Types};
use crate::diagnostics::{Diagnostic, codes, list, shown, similar};
use crate::model::{Literal, TypeId};
use crate::syntax::DefaultValue;

pub(super) fn of_type(place: Place<'_>, id: TypeId, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let named = types.get(id)?;
    if matches!(types.form(id), Some(Form::Struct | Form::Union)) {
        return place.unsupported(&shown(named.name), cx);
    }
    match named.kind.as_ref()? {
        Kind::Enumeration(enumeration) => value(place, id, named.name, enumeration, cx),
        Kind::Newtype(inner) => {
            let literal = super::of_type(place, &inner.value, types, cx)?;
            Some(Literal::Newtype(id, Box::new(literal)))
        }
        Kind::Own(_) => place.unsupported(&shown(named.name), cx),
        Kind::Struct(_) | Kind::Union(_) | Kind::Format(_) => None,
    }
}

fn value(place: Place<'_>, id: TypeId, name: &str, enumeration: &Enumeration, cx: &mut Context<'_>) -> Option<Literal> {
    let text = match place.value {
        DefaultValue::Plain(text) | DefaultValue::Quoted(text) => text,
        DefaultValue::List(_) | DefaultValue::Map(_) => {
            place.refuse(&format!("a value of {}", shown(name)), |wrong| wrong, cx);
            return None;
        }
    };
    let texts = || enumeration.values.iter().map(|value| value.text.as_str());
    if let Some(position) = texts().position(|candidate| candidate == text) {
        return Some(Literal::Value(id, position));
    }
    let unknown = Diagnostic::new(codes::DEFAULT_TYPE, format!("{} is no value of {}", shown(text), shown(name)))
        .at(place.span, "");
    cx.sink.report(match similar(text, texts()) {
        Some(meant) => unknown.help(format!("did you mean {}?", shown(meant))).replace(place.span, meant),
        None => unknown.help(format!("its values are {}", list(texts(), "and"))),
    });
    None
}
