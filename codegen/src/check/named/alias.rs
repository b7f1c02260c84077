//! Other names for types, with or without options: they stand for what they are, wherever they are used.

use std::collections::BTreeMap;

use super::{Kind, Meaning, Types};
use crate::check::options::Options;
use crate::check::resolve::{self, Text};
use crate::check::{Context, graph};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Format, Type, TypeId};
use crate::yaml::{Field, Spanned};

pub(in crate::check) struct Alias<'a> {
    pub(super) name: &'a Spanned<String>,
    /// None if it is broken.
    pub(super) text: Option<Text<'a>>,
    pub(super) stored_as: &'a Field<String>,
    pub(super) format: &'a Field<String>,
    /// Whether no other type has its name.
    pub(super) is_unique: bool,
    /// Of one that has a format, which is something of its own in Rust.
    pub(super) id: Option<TypeId>,
}

/// Finds out what all of them mean, those first that others are made of.
pub(super) fn resolve_all<'a>(types: &mut Types<'a>, aliases: &[Alias<'a>], cx: &mut Context<'_>) {
    let positions: BTreeMap<&str, usize> =
        aliases.iter().enumerate().map(|(position, alias)| (alias.name.as_str(), position)).collect();
    let names: Vec<Option<&str>> =
        aliases.iter().map(|alias| Some(resolve::parse(alias.text?, types, cx)?.name)).collect();
    let edges: Vec<Vec<usize>> =
        names.iter().map(|name| name.and_then(|name| positions.get(name)).copied().into_iter().collect()).collect();
    for component in graph::components(&edges) {
        if graph::is_cyclic(&component, &edges) {
            let names: Vec<_> = graph::cycle(&component, &edges).iter().map(|alias| aliases[*alias].name).collect();
            report_cycle(&names, "nothing can hold itself; a type with `fields` can refer to itself", cx);
            continue;
        }
        for position in component {
            let alias = &aliases[position];
            let meaning =
                alias.text.filter(|_| names[position].is_some()).and_then(|text| types.alias(alias, text, cx));
            if let Some(ty) = meaning.filter(|_| alias.is_unique) {
                types.meanings.insert(alias.name, Meaning::Known(ty));
            }
        }
    }
}

/// Reports types that are made of each other; the first one stands at both ends.
pub(super) fn report_cycle(names: &[&Spanned<String>], help: &str, cx: &mut Context<'_>) {
    let Some(first) = names.first() else { return };
    let way: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    cx.sink.report(
        Diagnostic::new(codes::CYCLE, format!("the type {} contains itself", shown(first)))
            .at(first.span, way.join(" → "))
            .help(help),
    );
}

impl<'a> Types<'a> {
    fn alias(&mut self, alias: &Alias<'_>, text: Text<'_>, cx: &mut Context<'_>) -> Option<Type> {
        let resolved = self.resolve(text, cx)?;
        if resolved.optional {
            not_optional(text, cx);
        }
        let options = Options { stored_as: alias.stored_as, format: alias.format };
        let ty = options.apply(resolved.ty, cx)?;
        let Some(id) = alias.id else { return Some(ty) };
        let (of, format): (fn(Format) -> Type, _) = match ty {
            Type::Timestamp(Format::OfAttribute(format)) => (Type::Timestamp, format),
            Type::Date(Format::OfAttribute(format)) => (Type::Date, format),
            _ => return None,
        };
        self.set(id, Some(Kind::Format(format)));
        Some(of(Format::Named(id)))
    }
}

/// Reports a type under a name that would be optional by itself.
pub(super) fn not_optional(text: Text<'_>, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::OPTIONAL_TYPE, "a declared type is not optional by itself")
            .at(text.span, "")
            .help("leave the `?` out here, and write it where the type is used"),
    );
}
