//! Types that contain themselves.

use std::collections::BTreeSet;

use super::alias::report_cycle;
use super::{Kind, Types};
use crate::check::grammar::DEEPEST;
use crate::check::{Context, graph};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::Type;

/// Puts optional attributes into boxes where Rust needs that, and reports types that no value could be of.
pub(super) fn check(types: &mut Types<'_>, cx: &mut Context<'_>) {
    let endless = endless(types, cx);
    boxes(types);
    nesting(types, &endless, cx);
}

/// Which of the parts of a type are followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parts {
    /// Those without which there is no value.
    Required,
    /// Those that are in the value itself, and not behind a list or a map.
    Inline,
    All,
}

fn edges(types: &Types<'_>, parts: Parts) -> Vec<Vec<usize>> {
    types.named.iter().map(|named| named.kind.as_ref().map_or_else(Vec::new, |kind| parts_of(kind, parts))).collect()
}

fn parts_of(kind: &Kind<'_>, parts: Parts) -> Vec<usize> {
    match kind {
        Kind::Struct(structure) => structure
            .attributes
            .iter()
            .filter(|attribute| attribute.optional.is_none() || parts > Parts::Required)
            .filter_map(|attribute| leads_to(&attribute.ty.as_ref()?.value, parts))
            .collect(),
        Kind::Union(union) => union.variants.iter().filter_map(|variant| leads_to(&variant.ty.value, parts)).collect(),
        Kind::Newtype(inner) => leads_to(&inner.value, parts).into_iter().collect(),
        // What the user's own types hold in Rust is not ours to know.
        Kind::Own(own) if parts == Parts::All => leads_to(&own.stored.value, parts).into_iter().collect(),
        Kind::Own(_) | Kind::Enumeration(_) | Kind::Format(_) => Vec::new(),
    }
}

fn leads_to(ty: &Type, parts: Parts) -> Option<usize> {
    let mut ty = ty;
    loop {
        ty = match ty {
            Type::Named(id) => return Some(id.0),
            Type::List(element) | Type::Map(element) if parts == Parts::All => &element.ty,
            Type::Set(element) if parts == Parts::All => element,
            _ => return None,
        };
    }
}

/// Reports types that no value could be of.
fn endless(types: &Types<'_>, cx: &mut Context<'_>) -> BTreeSet<usize> {
    let mut endless = BTreeSet::new();
    let edges = edges(types, Parts::Required);
    for component in graph::components(&edges).iter().filter(|component| graph::is_cyclic(component, &edges)) {
        let names: Vec<_> = graph::cycle(component, &edges).iter().map(|id| types.named[*id].name).collect();
        report_cycle(&names, "let an optional attribute, a list or a map be between a type and itself", cx);
        endless.extend(component);
    }
    endless
}

/// An optional attribute is in a box if its type leads back to the type that it belongs to.
fn boxes(types: &mut Types<'_>) {
    let edges = edges(types, Parts::Inline);
    let mut component_of = vec![0; edges.len()];
    for (number, component) in graph::components(&edges).iter().enumerate() {
        for id in component {
            component_of[*id] = number;
        }
    }
    for (owner, named) in types.named.iter_mut().enumerate() {
        let Some(Kind::Struct(structure)) = &mut named.kind else { continue };
        for attribute in structure.attributes.iter_mut().filter(|attribute| attribute.optional.is_some()) {
            let target = attribute.ty.as_ref().and_then(|ty| leads_to(&ty.value, Parts::Inline));
            attribute.boxed = target.is_some_and(|target| component_of[target] == component_of[owner]);
        }
    }
}

/// Warns of types whose values can be deeper than DynamoDB allows.
fn nesting(types: &Types<'_>, endless: &BTreeSet<usize>, cx: &mut Context<'_>) {
    let edges = edges(types, Parts::All);
    for component in graph::components(&edges).iter().filter(|component| graph::is_cyclic(component, &edges)) {
        for id in component.iter().filter(|id| !endless.contains(id)) {
            let name = types.named[*id].name;
            let message = format!("values of {} can be in each other without end", shown(name));
            cx.sink.report(Diagnostic::new(codes::RECURSIVE_TYPE, message).at(name.span, "").help(format!(
                "DynamoDB refuses an item with more than {DEEPEST} levels; if that is known, say `allow: [{}]` in `defaults`",
                codes::RECURSIVE_TYPE
            )));
        }
    }
}
