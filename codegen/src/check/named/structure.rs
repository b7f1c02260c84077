//! `fields`: structs.

use super::{Structure, Types};
use crate::check::attribute::{self, Owner};
use crate::check::settings::FileSettings;
use crate::check::{Context, physical};
use crate::diagnostics::codes;
use crate::syntax::{self, Case};
use crate::yaml::{Field, Map, Spanned};

pub(super) struct SaidStructure<'a> {
    pub(super) fields: &'a Spanned<Map<Spanned<syntax::Attribute>>>,
    pub(super) case: &'a Field<Case>,
    pub(super) unknown: &'a Field<syntax::Unknown>,
}

pub(super) fn check<'a>(
    said: &SaidStructure<'a>,
    file: &FileSettings,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Structure<'a> {
    let owner = Owner { is_entity: false, case: file.case(said.case) };
    let entries = said.fields.value.entries.iter();
    let attributes: Vec<_> =
        entries.map(|(name, value)| attribute::check(name, value.as_ref(), owner, types, cx)).collect();
    let names = attributes.iter().filter_map(|attribute| attribute.physical.as_ref());
    physical::unique(codes::REPEATED_ATTRIBUTE_NAME, "attributes of one type", names, cx);
    Structure { attributes, unknown: file.unknown(said.unknown) }
}
