//! `derives`: which traits are asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::traits::{Trait, Traits};
use super::{Context, rust_path};
use crate::diagnostics::{Diagnostic, codes, list, shown, similar};
use crate::source::Span;
use crate::yaml::{Field, List, Spanned};

/// What every generated type implements.
const ALWAYS: [&str; 3] = ["Debug", "Clone", "PartialEq"];

/// What one list asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Request {
    pub(super) traits: Vec<(Trait, Span)>,
    /// Paths of other derive macros.
    others: Vec<String>,
}

/// What is asked for at a type, and by its file for all of its types.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// These must be possible.
    pub(super) own: Vec<(Trait, Span)>,
    /// These are left out where they are not.
    pub(super) of_file: Traits,
    /// Paths of other derive macros.
    pub(super) others: Vec<String>,
}

impl Request {
    pub(super) const NONE: Request = Request { traits: Vec::new(), others: Vec::new() };

    fn traits(&self) -> Traits {
        set(&self.traits)
    }
}

impl Asked {
    /// A type's list adds to that of its file.
    pub(super) fn new(own: Request, of_file: &Request) -> Self {
        // However a path is written, it stands there once.
        let root = |path: &str| path.trim_start_matches(':').to_owned();
        let mut seen = BTreeSet::new();
        let others = of_file.others.iter().cloned().chain(own.others);
        let others = others.filter(|path| seen.insert(root(path))).collect();
        Self { own: own.traits, of_file: of_file.traits(), others }
    }

    pub(super) fn own(&self) -> Traits {
        set(&self.own)
    }
}

fn set(traits: &[(Trait, Span)]) -> Traits {
    traits.iter().fold(Traits::NONE, |set, (one, _)| set.or(Traits::of(&[*one]))).closed()
}

pub(super) fn read(derives: &Field<List<Spanned<String>>>, cx: &mut Context<'_>) -> Request {
    let mut request = Request::default();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let elements = derives.value().map_or(&[][..], |derives| &derives.elements);
    for name in elements.iter().flatten() {
        match seen.get(name.as_str()) {
            Some(first) => cx.sink.report(
                Diagnostic::new(codes::DERIVE, format!("{} stands twice in one list", shown(name)))
                    .at(name.span, "again here")
                    .also(*first, "first here"),
            ),
            None => {
                seen.insert(name, name.span);
                add(name, &mut request, cx);
            }
        }
    }
    request
}

fn add(name: &Spanned<String>, request: &mut Request, cx: &mut Context<'_>) {
    if let Some(known) = Trait::ALL.into_iter().find(|known| known.name() == name.as_str()) {
        request.traits.push((known, name.span));
    } else if name.as_str() == "serde" {
        request.others.extend(["::serde::Serialize", "::serde::Deserialize"].map(str::to_owned));
    } else if let Some(path) = rust_path::derive_macro(name) {
        match of_the_standard_library(&path) {
            Some(known) if ALWAYS.contains(&known) => refuse(name, known, cx),
            Some(known) => {
                request.traits.extend(Trait::ALL.into_iter().find(|it| it.name() == known).map(|it| (it, name.span)))
            }
            None => request.others.push(path),
        }
    } else {
        refuse(name, name, cx);
    }
}

/// The trait that is known by its name alone.
fn of_the_standard_library(path: &str) -> Option<&'static str> {
    let path = path.trim_start_matches(':');
    let inside = path.strip_prefix("std::").or_else(|| path.strip_prefix("core::"))?;
    let name = inside.rsplit("::").next()?;
    ALWAYS.into_iter().chain(Trait::ALL.map(Trait::name)).find(|known| *known == name)
}

fn refuse(name: &Spanned<String>, what: &str, cx: &mut Context<'_>) {
    if ALWAYS.contains(&what) {
        cx.sink.report(
            Diagnostic::new(codes::DERIVE, format!("every generated type is {} already", shown(what)))
                .at(name.span, "")
                .help("leave it out"),
        );
        return;
    }
    let known = || Trait::ALL.map(Trait::name).into_iter().chain(["serde"]);
    let unknown =
        Diagnostic::new(codes::DERIVE, format!("{} cannot be derived by that name", shown(name))).at(name.span, "");
    cx.sink.report(match similar(name, known()) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")).replace(name.span, meant),
        None => unknown
            .help(format!("known by name are {}; all others by their paths, as `rkyv::Archive`", list(known(), "and"))),
    });
}
