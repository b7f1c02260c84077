//! `stamp`: attributes that writes set to the current time.

use super::Context;
use super::attribute::Owner;
use super::facts::Attribute;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Stamp, Type};
use crate::syntax::{self, FullAttribute};
use crate::yaml::Spanned;

pub(super) fn check(
    attribute: &Attribute<'_>,
    full: &FullAttribute,
    owner: Owner,
    cx: &mut Context<'_>,
) -> Option<Spanned<Stamp>> {
    let said = full.stamp.given()?;
    let refused = |what: &str| {
        Diagnostic::new(codes::STAMP, format!("{} cannot have a stamp", shown(attribute.name))).at(said.span, what)
    };
    if !owner.is_entity {
        let help = "stamps are set by writes of an item: give one to an attribute of an entity";
        cx.sink.report(refused("a part of another type").help(help));
        return None;
    }
    let ty = attribute.ty.as_ref()?;
    if !matches!(ty.value, Type::Timestamp(_) | Type::Date(_) | Type::EpochSeconds | Type::EpochMillis) {
        let help = "a stamp is the current time: it is of a `timestamp`, a `date`, `epoch_seconds` or `epoch_millis`";
        cx.sink.report(refused("").also(ty.span, "not a time").help(help));
        return None;
    }
    if let Some(default) = full.default.given() {
        let help = "leave one of the two out";
        cx.sink.report(refused("each write sets it").also(default.span, "so that no item needs this").help(help));
        return None;
    }
    let stamp = match said.value {
        syntax::Stamp::Insert => Stamp::Insert,
        syntax::Stamp::Write => Stamp::Write,
    };
    Some(Spanned::new(stamp, said.span))
}
