//! The types that the schema declares: what each name means.

mod alias;
mod enumeration;
mod kind;
mod own;
mod recursion;
mod structure;
mod union;
mod variants;
mod wrapper;

use std::collections::BTreeMap;

use super::declarations::{Declarations, Declared, Uniqueness};
use super::derives::{self, Asked};
use super::facts::Attribute;
use super::settings::Settings;
use super::{Context, identifiers};
use crate::model::{EnumerationValue, FileId, TimeFormat, Type, TypeId, Unknown};
use crate::source::Span;
use crate::syntax::{NamedType, Short};
use crate::yaml::{Field, Spanned};

use kind::Said;

/// All declared types.
pub(super) struct Types<'a> {
    meanings: BTreeMap<&'a str, Meaning>,
    /// Those that are something of their own in Rust. A [`TypeId`] is a place here.
    pub(super) named: Vec<Named<'a>>,
    /// Whether there can be no type that nobody knows of.
    all: bool,
}

/// What stands for a name.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    /// Nobody can say, and that was reported.
    Unclear,
    Known(Type),
}

pub(super) struct Named<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a Spanned<String>,
    /// Whether Rust names can be made of its name.
    pub(super) is_named: bool,
    /// Whether it is the first, or the only, type of its name.
    pub(super) first: bool,
    /// None if nobody knows.
    form: Option<Form>,
    pub(super) doc: Option<&'a str>,
    /// None if something is wrong with it.
    pub(super) kind: Option<Kind<'a>>,
    pub(super) derives: Asked,
}

/// As much of a kind as can be seen without looking at other types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Struct,
    Union,
    /// A single value.
    Simple,
}

pub(super) enum Kind<'a> {
    Struct(Structure<'a>),
    Enumeration(Enumeration),
    Union(Union),
    Newtype(Spanned<Type>),
    Own(Own),
    Format(TimeFormat),
}

pub(super) struct Structure<'a> {
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) unknown: Unknown,
}

pub(super) struct Enumeration {
    pub(super) values: Vec<EnumerationValue>,
    pub(super) other: bool,
}

pub(super) struct Union {
    pub(super) tag: Spanned<String>,
    pub(super) content: Option<String>,
    pub(super) unknown: Unknown,
    pub(super) variants: Vec<Variant>,
}

pub(super) struct Variant {
    /// In Rust.
    pub(super) variant: String,
    pub(super) tag: String,
    pub(super) ty: Spanned<Type>,
}

pub(super) struct Own {
    pub(super) path: String,
    pub(super) stored: Spanned<Type>,
    pub(super) place: Span,
}

impl<'a> Types<'a> {
    pub(super) fn collect(declarations: &Declarations<'a>, settings: &Settings, cx: &mut Context<'_>) -> Self {
        let mut types = Self {
            meanings: BTreeMap::new(),
            named: Vec::new(),
            all: declarations.all_types,
        };
        let mut aliases = Vec::new();
        let mut said = Vec::new();
        for declared in &declarations.types {
            let is_named = identifiers::named_type(declared.name, cx);
            match kind::of(declared, cx) {
                Some(Said::Alias(alias)) => {
                    let is_something = alias.format.given().is_some();
                    let id = is_something.then(|| types.declare(declared, is_named, Some(Form::Simple), settings, cx));
                    types.mean(declared, Meaning::Unclear);
                    aliases.push(alias::Alias { id, ..alias });
                }
                kind => {
                    let id = types.declare(declared, is_named, kind.as_ref().map(Said::form), settings, cx);
                    let meaning = if kind.is_some() { Meaning::Known(Type::Named(id)) } else { Meaning::Unclear };
                    types.mean(declared, meaning);
                    said.extend(kind.map(|kind| (id, kind)));
                }
            }
        }
        alias::resolve_all(&mut types, &aliases, cx);
        // Defaults of structs want to know the values of enumerations, and unions the attributes of structs.
        for form in [Form::Simple, Form::Struct, Form::Union] {
            for (id, said) in said.iter().filter(|(_, said)| said.form() == form) {
                let kind = types.check(*id, said, settings, cx);
                types.set(*id, kind);
            }
            if form == Form::Simple {
                wrapper::cycles(&mut types, cx);
            }
        }
        recursion::check(&mut types, cx);
        types
    }

    pub(super) fn get(&self, id: TypeId) -> Option<&Named<'a>> {
        self.named.get(id.0)
    }

    pub(super) fn kind(&self, id: TypeId) -> Option<&Kind<'a>> {
        self.get(id)?.kind.as_ref()
    }

    /// What form of type it is, which is known before its kind.
    pub(super) fn form(&self, id: TypeId) -> Option<Form> {
        self.get(id)?.form
    }

    pub(super) fn meaning(&self, name: &str) -> Option<&Meaning> {
        self.meanings.get(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.meanings.keys().copied()
    }

    /// Whether there can be no type that nobody knows of.
    pub(super) fn is_complete(&self) -> bool {
        self.all
    }

    fn declare(
        &mut self,
        declared: &Declared<'a, Spanned<NamedType>>,
        is_named: bool,
        form: Option<Form>,
        settings: &Settings,
        cx: &mut Context<'_>,
    ) -> TypeId {
        let id = TypeId(self.named.len());
        let full = declared.value.and_then(|value| match &value.value {
            Short::Full(full) => Some(full),
            Short::Text(_) => None,
        });
        let own = derives::read(full.map_or(&Field::Absent, |full| &full.derives), cx);
        self.named.push(Named {
            file: declared.file,
            name: declared.name,
            is_named,
            first: declared.uniqueness != Uniqueness::Repeated,
            form,
            doc: full.and_then(|full| full.doc.value()).map(String::as_str),
            kind: None,
            derives: Asked::new(own, &settings.of(declared.file).derives),
        });
        id
    }

    fn mean(&mut self, declared: &Declared<'a, Spanned<NamedType>>, meaning: Meaning) {
        // Of a type that is declared twice nobody knows which is meant.
        let meaning = if declared.uniqueness == Uniqueness::Unique { meaning } else { Meaning::Unclear };
        self.meanings.insert(declared.name, meaning);
    }

    fn set(&mut self, id: TypeId, kind: Option<Kind<'a>>) {
        if let Some(named) = self.named.get_mut(id.0) {
            named.kind = kind;
        }
    }

    fn check(&self, id: TypeId, said: &Said<'a>, settings: &Settings, cx: &mut Context<'_>) -> Option<Kind<'a>> {
        match said {
            Said::Struct(said) => {
                let file = settings.of(self.get(id)?.file);
                Some(Kind::Struct(structure::check(said, file, self, cx)))
            }
            Said::Enumeration(said) => enumeration::check(said, cx).map(Kind::Enumeration),
            Said::Union(said) => {
                let file = settings.of(self.get(id)?.file);
                union::check(said, file, self, cx).map(Kind::Union)
            }
            Said::Newtype(said) => wrapper::check(said, self, cx).map(Kind::Newtype),
            Said::Own(said) => own::check(said, self, cx).map(Kind::Own),
            Said::Alias(_) => None,
        }
    }
}
