//! Which kind of type a declaration is, and whether what else it says belongs to that kind.

use super::Form;
use super::alias::Alias;
use super::enumeration::SaidEnumeration;
use super::own::SaidOwn;
use super::structure::SaidStructure;
use super::union::SaidUnion;
use super::wrapper::SaidNewtype;
use crate::check::Context;
use crate::check::declarations::{Declared, Uniqueness};
use crate::check::resolve::Text;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::source::Span;
use crate::syntax::{FullNamedType, NamedType, Short};
use crate::yaml::{Field, Spanned};

/// What a declaration says, by its kind.
pub(super) enum Said<'a> {
    Struct(SaidStructure<'a>),
    Enumeration(SaidEnumeration<'a>),
    Union(SaidUnion<'a>),
    Newtype(SaidNewtype<'a>),
    Own(SaidOwn<'a>),
    Alias(Alias<'a>),
}

impl Said<'_> {
    pub(super) fn form(&self) -> Form {
        match self {
            Said::Struct(_) => Form::Struct,
            Said::Union(_) => Form::Union,
            Said::Enumeration(_) | Said::Newtype(_) | Said::Own(_) | Said::Alias(_) => Form::Simple,
        }
    }
}

/// The keys of which a declaration has exactly one.
const KINDS: [&str; 6] = ["fields", "values", "variants", "newtype", "rust", "type"];

/// A key that was given, or may have been meant.
struct Key<'n> {
    name: &'n str,
    /// None where it is broken.
    place: Option<Span>,
}

/// None if it is not known which kind it is, which was reported.
pub(super) fn of<'a>(declared: &Declared<'a, Spanned<NamedType>>, cx: &mut Context<'_>) -> Option<Said<'a>> {
    let name = declared.name;
    let is_unique = declared.uniqueness == Uniqueness::Unique;
    let value = declared.value?;
    let full = match &value.value {
        Short::Text(text) => {
            let text = Text { text, span: value.span };
            return Some(Said::Alias(Alias {
                name,
                text: Some(text),
                stored_as: &Field::Absent,
                format: &Field::Absent,
                is_unique,
                id: None,
            }));
        }
        Short::Full(full) => full,
    };
    let keys = keys(full);
    let kinds = || keys.iter().filter(|key| KINDS.contains(&key.name));
    let given: Vec<&Key<'_>> = kinds().filter(|key| key.place.is_some()).collect();
    let kind = match given.as_slice() {
        [kind] => kind,
        [] => {
            if kinds().next().is_none() {
                no_kind(name, cx);
            }
            return None;
        }
        several => {
            several_kinds(name, several, cx);
            return None;
        }
    };
    for key in keys.iter().filter(|key| !allowed(kind.name).contains(&key.name)) {
        foreign_key(kind.name, key, cx);
    }
    Some(match kind.name {
        "fields" => Said::Struct(SaidStructure {
            fields: full.fields.given()?,
            case: &full.case,
            unknown: &full.unknown,
        }),
        "values" => Said::Enumeration(SaidEnumeration { name, values: full.values.given()?, other: &full.other }),
        "variants" => Said::Union(SaidUnion {
            name,
            variants: full.variants.given()?,
            tag: &full.tag,
            content: &full.content,
            unknown: &full.unknown,
        }),
        "newtype" => Said::Newtype(SaidNewtype {
            name,
            inner: full.newtype.given()?,
            stored_as: &full.stored_as,
            format: &full.format,
        }),
        "rust" => Said::Own(SaidOwn { name, path: full.rust.given()?, stored_as: &full.stored_as }),
        _ => Said::Alias(Alias {
            name,
            text: full.ty.given().map(Text::of),
            stored_as: &full.stored_as,
            format: &full.format,
            is_unique,
            id: None,
        }),
    })
}

/// All keys that are not absent; `doc` is of every kind.
fn keys(full: &FullNamedType) -> Vec<Key<'_>> {
    fn key<'n, T>(name: &'n str, field: &Field<T>) -> Option<Key<'n>> {
        (!field.is_absent()).then(|| Key { name, place: field.given().map(|given| given.span) })
    }
    let FullNamedType {
        doc: _,
        fields,
        values,
        variants,
        newtype,
        rust,
        ty,
        case,
        unknown,
        other,
        tag,
        content,
        stored_as,
        format,
        derives,
    } = full;
    let kinds = [
        key("fields", fields),
        key("values", values),
        key("variants", variants),
        key("newtype", newtype),
        key("rust", rust),
        key("type", ty),
    ];
    let options = [
        key("case", case),
        key("unknown", unknown),
        key("other", other),
        key("tag", tag),
        key("content", content),
        key("as", stored_as),
        key("format", format),
        key("derives", derives),
    ];
    kinds.into_iter().chain(options).flatten().collect()
}

/// The keys that a declaration of this kind may have.
fn allowed(kind: &str) -> &'static [&'static str] {
    match kind {
        "fields" => &["fields", "case", "unknown", "derives"],
        "values" => &["values", "other", "derives"],
        "variants" => &["variants", "tag", "content", "unknown", "derives"],
        "newtype" => &["newtype", "as", "format", "derives"],
        "rust" => &["rust", "as"],
        _ => &["type", "as", "format"],
    }
}

fn no_kind(name: &Spanned<String>, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::TYPE_KIND, format!("it is not said what the type {} is", shown(name)))
            .at(name.span, "")
            .help(format!("give it {}", list(KINDS, "or"))),
    );
}

fn several_kinds(name: &Spanned<String>, kinds: &[&Key<'_>], cx: &mut Context<'_>) {
    let places: Vec<Span> = kinds.iter().filter_map(|kind| kind.place).collect();
    let [first, second, ..] = places.as_slice() else { return };
    let names = list(kinds.iter().map(|kind| kind.name), "and");
    cx.sink.report(
        Diagnostic::new(codes::TYPE_KIND, format!("the type {} cannot be {names} at once", shown(name)))
            .at(*second, "a second kind of type")
            .also(*first, "one kind of type")
            .help("leave one of them out, or make two types of them"),
    );
}

fn foreign_key(kind: &str, key: &Key<'_>, cx: &mut Context<'_>) {
    let Some(place) = key.place else { return };
    let of: Vec<&str> = KINDS.into_iter().filter(|kind| allowed(kind).contains(&key.name)).collect();
    cx.sink.report(
        Diagnostic::new(codes::TYPE_OPTION, format!("a type with `{kind}` has no {}", shown(key.name)))
            .at(place, "")
            .help(format!("it belongs to types with {}", list(of, "or"))),
    );
}
