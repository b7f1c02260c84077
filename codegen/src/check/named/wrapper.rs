//! `newtype`: a type of its own around another.

use super::alias::{not_optional, report_cycle};
use super::{Form, Kind, Types};
use crate::check::options::Options;
use crate::check::resolve::Text;
use crate::check::{Context, graph};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::Type;
use crate::yaml::{Field, Spanned};

pub(super) struct SaidNewtype<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) inner: &'a Spanned<String>,
    pub(super) stored_as: &'a Field<String>,
    pub(super) format: &'a Field<String>,
}

pub(super) fn check(said: &SaidNewtype<'_>, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Spanned<Type>> {
    let text = Text::of(said.inner);
    let resolved = types.resolve(text, cx)?;
    if resolved.optional {
        not_optional(text, cx);
        return None;
    }
    let options = Options { stored_as: said.stored_as, format: said.format };
    let ty = options.apply(resolved.ty, cx)?;
    let refused = match &ty {
        Type::List(_) | Type::Map(_) | Type::Set(_) => true,
        Type::Json | Type::Version => true,
        Type::AsString(of) => **of == Type::Json,
        Type::Named(id) => matches!(types.form(*id), Some(Form::Struct | Form::Union)),
        _ => false,
    };
    if refused {
        let what = format!("{} cannot be a newtype of {}", shown(said.name), shown(said.inner));
        cx.sink.report(
            Diagnostic::new(codes::NEWTYPE, what)
                .at(text.span, "not a single value")
                .help("use `fields`, or `type` for just another name"),
        );
        return None;
    }
    Some(Spanned::new(ty, text.span))
}

/// Newtypes, and the user's own types, that are made of nothing but each other.
pub(super) fn cycles(types: &mut Types<'_>, cx: &mut Context<'_>) {
    let inner = |kind: &Kind<'_>| match kind {
        Kind::Newtype(inner) => Some(inner.value.clone()),
        Kind::Own(own) => Some(own.stored.value.clone()),
        _ => None,
    };
    let edges: Vec<Vec<usize>> = types
        .named
        .iter()
        .map(|named| match named.kind.as_ref().and_then(inner) {
            Some(Type::Named(id)) => vec![id.0],
            _ => Vec::new(),
        })
        .collect();
    for component in graph::components(&edges) {
        if graph::is_cyclic(&component, &edges) {
            let names: Vec<_> = graph::cycle(&component, &edges).iter().map(|id| types.named[*id].name).collect();
            report_cycle(&names, "let one of them be of a type that holds a value", cx);
            for id in component {
                types.named[id].kind = None;
            }
        }
    }
}
