//! Which traits the generated types implement: those that are asked for, and those that enums and newtypes have anyway.
//!
//! Whether a type can implement one is a question of the types in it, which may contain it in turn: at first each is
//! taken to implement all that it may, and what turns out to be impossible is taken away until nothing changes.

use super::Context;
use super::derives::Asked;
use super::facts::{Attribute, Entity};
use super::named::{Kind, Named, Types};
use super::traits::{Trait, Traits};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Derives, Type, TypeId, Unknown};
use crate::source::Span;
use crate::yaml::Spanned;

const NOT_COPY: Traits = Traits::of(&[Trait::Eq, Trait::Hash, Trait::PartialOrd, Trait::Ord, Trait::Default]);
const FLOAT: Traits = Traits::of(&[Trait::Copy, Trait::PartialOrd, Trait::Default]);
const DOCUMENT: Traits = Traits::of(&[Trait::Eq, Trait::Hash, Trait::Default]);
const DEFAULT: Traits = Traits::of(&[Trait::Default]);
/// What enums and newtypes implement without being asked, if they can.
const AUTOMATIC: Traits = Traits::of(&[Trait::Copy, Trait::Eq, Trait::Hash, Trait::PartialOrd, Trait::Ord]);

/// What all types and entities implement, in their order.
pub(super) struct Implemented {
    pub(super) types: Vec<Derives>,
    pub(super) entities: Vec<Derives>,
}

pub(super) fn check(types: &Types<'_>, entities: &[Entity<'_>], cx: &mut Context<'_>) -> Implemented {
    let mut settled = Settled::new(types);
    settled.settle();
    settled.share_defaults(entities);
    for (named, own) in types.named.iter().filter_map(|named| Some((named, named.kind.as_ref()?))) {
        settled.impossible(&named.derives, named.name, &Parts::of_kind(own), cx);
    }
    for entity in entities {
        settled.impossible(&entity.derives, entity.name, &Parts::of_entity(entity), cx);
    }
    let of_type = |(named, does): (&Named<'_>, &Traits)| match named.kind {
        // Nothing is generated that could implement something.
        Some(Kind::Own(_) | Kind::Format(_)) => Derives::default(),
        _ => derives(*does, &named.derives),
    };
    Implemented {
        types: types.named.iter().zip(&settled.does).map(of_type).collect(),
        entities: entities.iter().map(|entity| derives(settled.of_entity(entity), &entity.derives)).collect(),
    }
}

/// What a type is made of.
struct Parts<'p> {
    attributes: &'p [Attribute<'p>],
    others: Vec<(&'p str, &'p Spanned<Type>)>,
    /// What it can implement by itself, and why no more.
    own: Traits,
    why: &'static str,
}

impl<'p> Parts<'p> {
    fn of_entity(entity: &'p Entity<'p>) -> Self {
        Self::of_attributes(&entity.attributes, entity.unknown)
    }

    fn of_attributes(attributes: &'p [Attribute<'p>], unknown: Unknown) -> Self {
        let keeps = unknown == Unknown::Keep;
        Parts {
            attributes,
            others: Vec::new(),
            own: if keeps { DEFAULT } else { Traits::ALL },
            why: "attributes that the schema does not name may be of any type",
        }
    }

    fn of_kind(kind: &'p Kind<'p>) -> Self {
        let parts = |others, own, why| Parts { attributes: &[], others, own, why };
        match kind {
            Kind::Struct(structure) => Self::of_attributes(&structure.attributes, structure.unknown),
            Kind::Enumeration(enumeration) if enumeration.other => {
                parts(Vec::new(), NOT_COPY, "with `other`, it holds texts")
            }
            Kind::Enumeration(_) | Kind::Own(_) | Kind::Format(_) => parts(Vec::new(), Traits::ALL, ""),
            Kind::Union(union) => parts(
                union.variants.iter().map(|variant| (variant.tag.as_str(), &variant.ty)).collect(),
                Traits::ALL.without(DEFAULT),
                "no variant is the usual one",
            ),
            Kind::Newtype(inner) => parts(vec![("it", inner)], Traits::ALL, ""),
        }
    }
}

/// Whether the user's own types are taken to implement what is asked for: where somebody asks for it at a type that
/// holds them, and not where a file does so for all of its types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Own,
    Nobody,
}

struct Settled<'t, 'a> {
    types: &'t Types<'a>,
    /// What each type implements.
    does: Vec<Traits>,
    /// What each type could implement.
    can: Vec<Traits>,
}

impl<'t, 'a> Settled<'t, 'a> {
    fn new(types: &'t Types<'a>) -> Self {
        let all = vec![Traits::ALL; types.named.len()];
        Self { types, does: all.clone(), can: all }
    }

    fn settle(&mut self) {
        loop {
            let next: Vec<_> = self.types.named.iter().map(|named| self.next(named)).collect();
            let (can, does) = next.into_iter().unzip();
            if (&can, &does) == (&self.can, &self.does) {
                return;
            }
            (self.can, self.does) = (can, does);
        }
    }

    /// What a type can implement, and does, as far as is known of the others.
    fn next(&self, named: &Named<'_>) -> (Traits, Traits) {
        let Some(kind) = &named.kind else { return (Traits::ALL, Traits::ALL) };
        let parts = Parts::of_kind(kind);
        let can = self.able(&parts, Trust::Own);
        let automatic = match kind {
            Kind::Enumeration(_) => AUTOMATIC,
            Kind::Newtype(inner) if !self.is_own(&inner.value) => AUTOMATIC,
            Kind::Own(_) => return (Traits::ALL.without(DEFAULT), Traits::NONE),
            Kind::Format(_) => return (Traits::ALL, Traits::NONE),
            _ => Traits::NONE,
        };
        let sure = self.able(&parts, Trust::Nobody);
        (can, implemented(&named.derives, automatic.and(can), sure))
    }

    fn of_entity(&self, entity: &Entity<'_>) -> Traits {
        implemented(&entity.derives, Traits::NONE, self.able(&Parts::of_entity(entity), Trust::Nobody))
    }

    fn able(&self, parts: &Parts<'_>, trust: Trust) -> Traits {
        let attributes = parts.attributes.iter().map(|attribute| self.of_attribute(attribute, trust));
        let others = parts.others.iter().map(|(_, ty)| self.of_type(&ty.value, trust));
        attributes.chain(others).fold(parts.own, Traits::and)
    }

    fn of_attribute(&self, attribute: &Attribute<'_>, trust: Trust) -> Traits {
        let Some(ty) = &attribute.ty else { return Traits::ALL };
        let mut traits = self.of_type(&ty.value, trust);
        if attribute.optional.is_some() || attribute.default.is_some() {
            traits = traits.or(DEFAULT);
        }
        if attribute.boxed { traits.and(NOT_COPY) } else { traits }
    }

    fn of_type(&self, ty: &Type, trust: Trust) -> Traits {
        match ty {
            Type::String | Type::Bytes => NOT_COPY,
            Type::Float(_) => FLOAT,
            Type::Json => DOCUMENT,
            Type::AsString(of) => self.of_type(of, trust),
            Type::List(element) | Type::Map(element) => self.of_type(&element.ty, trust).and(NOT_COPY).or(DEFAULT),
            Type::Set(element) => self.of_type(element, trust).and(NOT_COPY).or(DEFAULT),
            Type::Named(id) => self.of_named(*id, trust),
            Type::Bool
            | Type::Integer(_)
            | Type::Number
            | Type::Uuid
            | Type::Timestamp(_)
            | Type::Date(_)
            | Type::EpochSeconds
            | Type::EpochMillis
            | Type::Version => Traits::ALL,
        }
    }

    fn of_named(&self, id: TypeId, trust: Trust) -> Traits {
        let (Some(can), Some(does)) = (self.can.get(id.0), self.does.get(id.0)) else { return Traits::ALL };
        match self.types.kind(id) {
            // A value to start with nobody knows.
            Some(Kind::Own(_)) if trust == Trust::Own => *can,
            Some(Kind::Own(_)) => Traits::NONE,
            // These get a `Default` where it is needed.
            Some(Kind::Enumeration(_) | Kind::Newtype(_)) => does.or(can.and(DEFAULT)),
            _ => *does,
        }
    }

    fn is_own(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if matches!(self.types.kind(*id), Some(Kind::Own(_))))
    }

    /// Gives a `Default` to the enums and newtypes that are in what has one.
    fn share_defaults(&mut self, entities: &[Entity<'_>]) {
        let types = self.types;
        let mut open: Vec<TypeId> = Vec::new();
        for entity in entities.iter().filter(|entity| self.of_entity(entity).has(Trait::Default)) {
            open.extend(initial_types(&Parts::of_entity(entity)));
        }
        for (named, does) in types.named.iter().zip(&self.does) {
            if let (Some(kind), true) = (&named.kind, does.has(Trait::Default)) {
                open.extend(initial_types(&Parts::of_kind(kind)));
            }
        }
        while let Some(id) = open.pop() {
            let (Some(kind @ (Kind::Enumeration(_) | Kind::Newtype(_))), Some(does)) =
                (types.kind(id), self.does.get_mut(id.0))
            else {
                continue;
            };
            if !does.has(Trait::Default) {
                *does = does.or(DEFAULT);
                open.extend(initial_types(&Parts::of_kind(kind)));
            }
        }
    }

    /// Reports what is asked for at a type and cannot be.
    fn impossible(&self, asked: &Asked, name: &Spanned<String>, parts: &Parts<'_>, cx: &mut Context<'_>) {
        for (wanted, place) in &asked.own {
            let lacks = |traits: Traits| !traits.has(*wanted);
            let attribute = parts.attributes.iter().find(|attribute| lacks(self.of_attribute(attribute, Trust::Own)));
            let other = parts.others.iter().find(|(_, ty)| lacks(self.of_type(&ty.value, Trust::Own)));
            let culprit = match (attribute, other) {
                (Some(attribute), _) => attribute.ty.as_ref().map(|ty| (attribute.name.as_str(), ty)),
                (None, other) => other.map(|(name, ty)| (*name, *ty)),
            };
            let why = match culprit {
                Some((part, ty)) => Some((ty.span, self.reason(part, &ty.value, *wanted))),
                None if lacks(parts.own) => None,
                None => continue,
            };
            report(name, *wanted, *place, why, parts.why, cx);
        }
    }

    fn reason(&self, part: &str, ty: &Type, wanted: Trait) -> String {
        let part = if part == "it" { part.to_owned() } else { shown(part) };
        match ty {
            Type::Named(id) if self.can.get(id.0).is_some_and(|can| can.has(wanted)) => {
                format!("{part} is of a type that is not `{}`, but could be", wanted.name())
            }
            _ => format!("{part} is of a type that cannot be `{}`", wanted.name()),
        }
    }
}

/// What is asked for here, and of what is asked for by the file what is certain.
fn implemented(asked: &Asked, automatic: Traits, sure: Traits) -> Traits {
    asked.own().or(automatic).or(asked.of_file.and(sure)).closed()
}

/// The declared types whose `Default` that of a type needs.
fn initial_types(parts: &Parts<'_>) -> Vec<TypeId> {
    let attributes = parts.attributes.iter();
    let without = attributes.filter(|attribute| attribute.optional.is_none() && attribute.default.is_none());
    let types = without.filter_map(|attribute| attribute.ty.as_ref()).chain(parts.others.iter().map(|(_, ty)| *ty));
    types
        .filter_map(|ty| match ty.value {
            Type::Named(id) => Some(id),
            _ => None,
        })
        .collect()
}

fn report(
    name: &Spanned<String>,
    wanted: Trait,
    place: Span,
    why: Option<(Span, String)>,
    by_itself: &str,
    cx: &mut Context<'_>,
) {
    let message = format!("{} cannot be `{}`", shown(name), wanted.name());
    let diagnostic = Diagnostic::new(codes::DERIVE_IMPOSSIBLE, message);
    cx.sink.report(match why {
        Some((span, why)) => diagnostic.at(place, "").also(span, why),
        None => diagnostic.at(place, by_itself),
    });
}

fn derives(traits: Traits, asked: &Asked) -> Derives {
    Derives {
        copy: traits.has(Trait::Copy),
        eq: traits.has(Trait::Eq),
        hash: traits.has(Trait::Hash),
        partial_ord: traits.has(Trait::PartialOrd),
        ord: traits.has(Trait::Ord),
        default: traits.has(Trait::Default),
        others: asked.others.clone(),
    }
}
