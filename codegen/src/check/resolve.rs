//! From the text of a type to what it means; what is wrong with it, and where.

use std::ops::Range;

use super::Context;
use super::built_in::{self, Container};
use super::grammar::{self, DEEPEST, Fault, FaultKind, Layer, Written};
use super::key_types::key_kind;
use super::named::{Kind, Meaning, Types};
use super::traits::Trait;
use crate::diagnostics::{Diagnostic, codes, meant, shown};
use crate::model::{Element, Type};
use crate::source::Span;
use crate::yaml::Spanned;

/// A scalar of the schema.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// A type, and whether a `?` follows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) ty: Type,
    pub(super) optional: bool,
}

/// What a set is of: it is looked at when all types are known.
pub(super) struct SetElement {
    ty: Type,
    written: String,
    place: Span,
}

/// The text in its parts, unless something is wrong with its form, which is then reported.
pub(super) fn parse<'t>(text: Text<'t>, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Written<'t>> {
    let Fault { range, kind } = match grammar::parse(text.text) {
        Ok(written) => return Some(written),
        Err(fault) => fault,
    };
    let place = text.place(&range, cx);
    let form = Diagnostic::new(codes::TYPE_FORM, format!("{} is not a type", shown(text.text)));
    cx.sink.report(match kind {
        FaultKind::Form(what) => form.at(place, what).help("types are written as `string`, `i64?` or `list<string?>`"),
        FaultKind::Optional(instead) => form
            .at(place, "")
            .help(format!("a `?` behind a type makes it optional: {}", shown(&instead)))
            .replace(place, instead),
        FaultKind::Bare(container) => {
            let example = format!("{}<string>", container.name());
            form.at(place, format!("a {} of what?", container.name()))
                .help(format!("write `{example}`"))
                .replace(place, example)
        }
        FaultKind::NoContainer => {
            let name = text.part(&range);
            match types.meaning(name) {
                Some(_) => form.at(place, "only a list, a map or a set is of another type"),
                None if text.text.trim_end_matches('?').trim() == "Vec<u8>" => {
                    Diagnostic::new(codes::UNKNOWN_TYPE, "unknown type `Vec`")
                        .at(place, "")
                        .help("`bytes` is binary data; `list<u8>` would be a list of numbers")
                }
                None => unknown(name, place, &Container::ALL.map(Container::name)),
            }
        }
        FaultKind::TooDeep => too_deep(place),
    });
    None
}

impl Types<'_> {
    /// The type, unless something is wrong with it, which is then reported, or with what it refers to.
    pub(super) fn resolve(&self, text: Text<'_>, cx: &mut Context<'_>) -> Option<Resolved> {
        let written = parse(text, self, cx)?;
        let mut ty = self.leaf(&written, text, cx)?;
        if written.layers.len() + depth(&ty) > DEEPEST {
            cx.sink.report(too_deep(text.span));
            return None;
        }
        let mut held = (written.range, written.optional);
        for Layer { container, range, optional } in written.layers.into_iter().rev() {
            ty = hold(container, ty, (text, held), cx)?;
            held = (range, optional);
        }
        Some(Resolved { ty, optional: held.1 })
    }

    /// The type that has the name.
    fn leaf(&self, written: &Written<'_>, text: Text<'_>, cx: &mut Context<'_>) -> Option<Type> {
        if let Some(ty) = built_in::scalar(written.name) {
            return Some(ty.clone());
        }
        match self.meaning(written.name) {
            Some(Meaning::Known(ty)) => Some(ty.clone()),
            Some(Meaning::Unclear) => None,
            None if !self.is_complete() => None,
            None => {
                let place = text.place(&written.range, cx);
                let mut names: Vec<&str> = built_in::names().collect();
                names.extend(self.names());
                cx.sink.report(unknown(written.name, place, &names));
                None
            }
        }
    }

    /// Looks at what sets are of, once all types are known.
    pub(super) fn check_sets(&self, cx: &mut Context<'_>) {
        for SetElement { ty, written, place } in std::mem::take(&mut cx.set_elements) {
            let help = match self.innermost(&ty) {
                None => continue,
                Some(Type::Float(_)) => {
                    "floating-point numbers have no order that a set could be in; write `set<number>`".to_owned()
                }
                Some(Type::AsString(of)) if matches!(*of, Type::Float(_) | Type::Json) => list_instead(&written),
                Some(inner) if key_kind(&inner, self).is_some() => match self.without_order(&ty) {
                    None => continue,
                    Some(newtype) => {
                        format!("say `derives: [Ord]` of {}, if the type in it has an order", shown(newtype))
                    }
                },
                Some(_) => list_instead(&written),
            };
            cx.sink.report(no_set(&written, place, help));
        }
    }

    /// A newtype around a type of the user's own that nobody said has an order, which a set needs.
    fn without_order(&self, ty: &Type) -> Option<&str> {
        let mut ty = ty;
        for _ in 0..=self.named.len() {
            let Type::Named(id) = ty else { return None };
            let Some(Kind::Newtype(inner)) = self.kind(*id) else { return None };
            let named = self.get(*id)?;
            if let Type::Named(held) = inner.value
                && let Some(Kind::Own(_)) = self.kind(held)
            {
                return (!named.derives.own().has(Trait::Ord)).then_some(named.name.as_str());
            }
            ty = inner;
        }
        None
    }

    /// What a type is written as, through newtypes and the user's own types; none if nobody knows.
    pub(super) fn innermost(&self, ty: &Type) -> Option<Type> {
        let mut ty = ty;
        // More steps than there are types lead in a circle, which was reported.
        for _ in 0..=self.named.len() {
            let Type::Named(id) = ty else { return Some(ty.clone()) };
            match self.kind(*id)? {
                Kind::Newtype(inner) => ty = inner,
                Kind::Own(own) => ty = &own.stored,
                Kind::Struct(_) | Kind::Enumeration(_) | Kind::Union(_) | Kind::Format(_) => return Some(ty.clone()),
            }
        }
        None
    }
}

/// A container of a type; with the place of that type and whether a `?` follows it.
fn hold(
    container: Container,
    ty: Type,
    (text, (range, optional)): (Text<'_>, (Range<usize>, bool)),
    cx: &mut Context<'_>,
) -> Option<Type> {
    let place = text.place(&range, cx);
    if ty == Type::Version {
        cx.sink.report(
            Diagnostic::new(codes::VERSION, "a version cannot be in a list, a map or a set")
                .at(place, "")
                .help("it belongs to an entity as a whole: write `version: version` among its attributes"),
        );
        return None;
    }
    if ty == Type::Json && optional && container != Container::Set {
        cx.sink.report(
            Diagnostic::new(codes::NULL_DOCUMENT, "`NULL` would be both `null` and nothing")
                .at(place, "a document can be `null`")
                .help("leave out the `?`"),
        );
        return None;
    }
    match container {
        Container::List => Some(Type::List(Box::new(Element { ty, optional }))),
        Container::Map => Some(Type::Map(Box::new(Element { ty, optional }))),
        Container::Set if optional => {
            let written = format!("{}?", text.part(&range));
            cx.sink.report(no_set(&written, place, list_instead(&written)));
            None
        }
        Container::Set => {
            cx.set_elements.push(SetElement { ty: ty.clone(), written: text.part(&range).to_owned(), place });
            Some(Type::Set(Box::new(ty)))
        }
    }
}

/// How many containers are in each other.
fn depth(ty: &Type) -> usize {
    let mut ty = ty;
    let mut depth = 0;
    loop {
        ty = match ty {
            Type::List(element) | Type::Map(element) => &element.ty,
            Type::Set(element) => element,
            _ => return depth,
        };
        depth += 1;
    }
}

fn no_set(written: &str, place: Span, help: String) -> Diagnostic {
    Diagnostic::new(codes::SET_ELEMENT, format!("there is no set of {}", shown(written))).at(place, "").help(help)
}

fn list_instead(written: &str) -> String {
    format!("DynamoDB has sets of strings, numbers and binary values; write {}", shown(&format!("list<{written}>")))
}

fn too_deep(place: Span) -> Diagnostic {
    Diagnostic::new(codes::TYPE_DEPTH, format!("more than {DEEPEST} lists and maps are in each other"))
        .at(place, "")
        .help(format!("DynamoDB allows {DEEPEST} levels; `json` with `as: string` is a document of any depth"))
}

fn unknown(name: &str, place: Span, candidates: &[&str]) -> Diagnostic {
    let unknown = Diagnostic::new(codes::UNKNOWN_TYPE, format!("unknown type {}", shown(name))).at(place, "");
    match meant(name, candidates.iter().copied()) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")).replace(place, meant),
        None => unknown.help(built_in::described()),
    }
}

impl<'a> Text<'a> {
    pub(super) fn of(text: &'a Spanned<String>) -> Self {
        Self { text, span: text.span }
    }

    fn part(self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or(self.text)
    }

    /// The place of some bytes of the text; of all of it where the text is not written as it is.
    pub(super) fn place(self, range: &Range<usize>, cx: &Context<'_>) -> Span {
        let written = cx.written(self.span);
        let inside = written.strip_prefix(['"', '\'']).unwrap_or(written);
        if inside.starts_with(self.text) {
            let start = self.span.start + written.len() - inside.len();
            Span {
                start: start + range.start,
                end: start + range.end,
                ..self.span
            }
        } else {
            self.span
        }
    }
}
