//! `variants`: tagged unions.

use super::variants::Variants;
use super::{Form, Kind, Types, Union, Variant, alias};
use crate::check::resolve::{Resolved, Text};
use crate::check::settings::FileSettings;
use crate::check::{Context, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Type, Unknown};
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

pub(super) struct SaidUnion<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) variants: &'a Spanned<Map<Spanned<String>>>,
    pub(super) tag: &'a Field<String>,
    pub(super) content: &'a Field<String>,
    pub(super) unknown: &'a Field<syntax::Unknown>,
}

pub(super) fn check(
    said: &SaidUnion<'_>,
    file: &FileSettings,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Union> {
    let tag = match said.tag {
        Field::Given(tag) => physical::attribute(tag, cx).then_some(tag),
        Field::Broken => None,
        Field::Absent => {
            missing(format!("the type {}", shown(said.name)), said.name.span, "tag: …", cx);
            None
        }
    };
    let content = said.content.given().filter(|content| physical::attribute(content, cx));
    if let (Some(tag), Some(content)) = (tag, content)
        && tag == content
    {
        cx.sink.report(
            Diagnostic::new(codes::UNION_TAG, format!("{} cannot be both tag and content", shown(tag)))
                .at(content.span, "the content here")
                .also(tag.span, "the tag here")
                .help("give them different names"),
        );
    }
    let is_internal = said.content.is_absent();
    let mut names = Variants::new(said.name);
    let mut variants = Vec::new();
    let map = &said.variants.value;
    if map.entries.is_empty() && map.complete {
        names.none("variants", said.variants.span, cx);
        return None;
    }
    for (name, text) in &map.entries {
        let variant = names.add(name, name, false, cx);
        let ty = text.as_ref().and_then(|text| variant_type(text, is_internal, types, cx));
        if let (Some(ty), Some(tag), true) = (&ty, tag, is_internal) {
            tag_beside_attributes(tag, ty, types, cx);
        }
        variants.push(variant.zip(ty).map(|(variant, ty)| Variant { variant, tag: name.value.clone(), ty }));
    }
    let variants = variants.into_iter().collect::<Option<_>>().filter(|_| map.complete)?;
    Some(Union {
        tag: tag?.clone(),
        content: match said.content {
            Field::Absent => None,
            _ => Some(content?.value.clone()),
        },
        unknown: unknown(said, file, cx),
        variants,
    })
}

/// What is done with attributes beside tag and content. An enum has no place to keep them, so that they are denied
/// where a file wants to lose none.
fn unknown(said: &SaidUnion<'_>, file: &FileSettings, cx: &mut Context<'_>) -> Unknown {
    let refused = match said.unknown.given() {
        Some(unknown) if said.content.is_absent() => Some((unknown.span, "say it of the structs")),
        Some(unknown) if unknown.value == syntax::Unknown::Keep => Some((
            unknown.span,
            "an enum has no place for them: write `deny`, or leave out `content` and keep them in structs",
        )),
        _ => None,
    };
    if let Some((place, help)) = refused {
        cx.sink.report(
            Diagnostic::new(codes::TYPE_OPTION, format!("{} cannot say this of unknown attributes", shown(said.name)))
                .at(place, "")
                .help(help),
        );
    }
    match file.unknown(said.unknown) {
        Unknown::Keep => Unknown::Deny,
        unknown => unknown,
    }
}

fn variant_type(
    text: &Spanned<String>,
    is_internal: bool,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Spanned<Type>> {
    let Resolved { ty, optional } = types.resolve(Text::of(text), cx)?;
    if optional {
        alias::not_optional(Text::of(text), cx);
        return None;
    }
    let refused = match &ty {
        Type::Set(_) => Some("a set is not there when it is empty, so that there would be a tag without content"),
        Type::Version => Some("a version belongs to an entity as a whole"),
        Type::Named(id) if is_internal => match types.form(*id)? {
            Form::Struct => None,
            Form::Union | Form::Simple => Some(NOT_A_STRUCT),
        },
        _ if is_internal => Some(NOT_A_STRUCT),
        _ => None,
    };
    let Some(why) = refused else { return Some(Spanned::new(ty, text.span)) };
    let diagnostic = Diagnostic::new(codes::VARIANT, format!("{} cannot be a variant", shown(text))).at(text.span, why);
    cx.sink.report(match why {
        NOT_A_STRUCT => diagnostic.help("say where its value is, as `content: value`, or use a type with `fields`"),
        _ => diagnostic,
    });
    None
}

const NOT_A_STRUCT: &str = "not a type with `fields`, whose attributes could be beside the tag";

fn tag_beside_attributes(tag: &Spanned<String>, ty: &Spanned<Type>, types: &Types<'_>, cx: &mut Context<'_>) {
    let Type::Named(id) = ty.value else { return };
    let Some(Kind::Struct(structure)) = types.kind(id) else { return };
    let same = structure.attributes.iter().find(|attribute| attribute.is_called(tag));
    if let Some(attribute) = same {
        cx.sink.report(
            Diagnostic::new(codes::UNION_TAG, format!("{} is an attribute of a variant too", shown(tag)))
                .at(tag.span, "the tag")
                .also(attribute.name.span, "this attribute would be beside it")
                .help("give one of them another name in DynamoDB, or put the variants into a `content`"),
        );
    }
}
