//! When items expire: which attribute says so, what it must be in the entities of the table, and which indexes hold it.

use super::facts::{Entity, EntityAttribute, Index, Projection, Table, TimeToLive};
use super::key_types::KeyTypes;
use super::members::Members;
use super::membership::Membership;
use super::named::Types;
use super::write::scalar;
use super::{Context, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{IndexId, Target, Type};
use crate::source::Span;
use crate::syntax::{self, Short};
use crate::yaml::{Field, Spanned};

const SECONDS: &str = "say `type: epoch_seconds`: DynamoDB reads whole seconds since 1970 from a number";
const KEEP_TYPE: &str = "a template of nothing but an attribute, such as `\"{expires_at}\"`, keeps its type";

/// Reads what a table says of it; none if that was said wrongly, or not at all.
pub(super) fn read<'a>(ttl: &'a Field<Short<syntax::TimeToLive>>, cx: &mut Context<'_>) -> Option<TimeToLive<'a>> {
    let Spanned { value, span } = ttl.given()?;
    let (attribute, place, hide_expired) = match value {
        Short::Text(name) => (name, *span, Some(false)),
        Short::Full(syntax::TimeToLive { attribute, hide_expired }) => {
            let hide_expired = match hide_expired {
                Field::Absent => Some(false),
                hide_expired => hide_expired.value().copied(),
            };
            match attribute {
                Field::Given(name) => (&name.value, name.span, hide_expired),
                Field::Broken => return None,
                Field::Absent => {
                    missing("this time to live", *span, "attribute: …", cx);
                    return None;
                }
            }
        }
    };
    let is_name = physical::time_to_live(attribute, place, cx);
    hide_expired.filter(|_| is_name).map(|hide_expired| TimeToLive { attribute, place, hide_expired })
}

/// What it is held against.
pub(super) struct Surroundings<'s, 'a> {
    pub(super) tables: &'s [Table<'a>],
    pub(super) members: &'s [Members<'s, 'a>],
    pub(super) entities: &'s [Entity<'a>],
    pub(super) memberships: &'s [Membership],
    pub(super) key_types: &'s [KeyTypes<'a>],
    pub(super) types: &'s Types<'a>,
}

/// Checks the time to live of every table that has one.
pub(super) fn check(surroundings: &Surroundings<'_, '_>, cx: &mut Context<'_>) {
    let Surroundings { tables, members, entities, memberships, key_types, types } = *surroundings;
    for (position, ((table, members), key_types)) in tables.iter().zip(members).zip(key_types).enumerate() {
        let Some(ttl) = &table.time_to_live else { continue };
        let check = Check { table, ttl, members, key_types, types };
        if check.is_told(cx) || check.is_of_wrong_type(cx) || check.is_undeclared(cx) {
            continue;
        }
        check.is_key(cx);
        if ttl.hide_expired {
            let asked = entities.iter().zip(memberships).filter(|(entity, _)| entity.table == Some(position));
            let asked = asked.filter(|(entity, _)| entity.has(ttl.attribute)).map(|(_, membership)| membership);
            check.indexes_without(asked, cx);
        }
    }
}

/// The time to live of one table.
struct Check<'c, 'a> {
    table: &'c Table<'a>,
    ttl: &'c TimeToLive<'a>,
    members: &'c Members<'c, 'a>,
    key_types: &'c KeyTypes<'a>,
    types: &'c Types<'a>,
}

impl Check<'_, '_> {
    /// Whether it is the attribute that says which entity an item is, which is reported.
    fn is_told(&self, cx: &mut Context<'_>) -> bool {
        let EntityAttribute::Given(told) = self.table.entity_attribute else { return false };
        if told.as_str() != self.ttl.attribute {
            return false;
        }
        let refused = self.refused().at(self.ttl.place, "").also(told.span, "it says which entity an item is");
        cx.sink.report(refused.help("give the time an attribute of its own"));
        true
    }

    /// Whether an entity has it and it is no number of seconds there, which is reported.
    fn is_of_wrong_type(&self, cx: &mut Context<'_>) -> bool {
        let mut any = false;
        for (place, wrong, help) in self.members.iter().filter_map(|entity| self.wrong(entity)) {
            any = true;
            let refused = self.refused().at(place, wrong).also(self.ttl.place, "the time to live of the table");
            cx.sink.report(refused.help(help));
        }
        any
    }

    fn refused(&self) -> Diagnostic {
        let (attribute, table) = (shown(self.ttl.attribute), shown(self.table.name));
        Diagnostic::new(codes::TIME_TO_LIVE, format!("{attribute} cannot say when an item of {table} expires"))
    }

    /// Where it is wrong in an entity, what is wrong with it there, and what to do about it.
    fn wrong(&self, entity: &Entity<'_>) -> Option<(Span, &'static str, &'static str)> {
        let (position, template) = match entity.filled(self.ttl.attribute) {
            None => (entity.position(self.ttl.attribute)?, None),
            Some(filled) => match filled.template.bare() {
                Some(position) => (position, Some(filled.template.place)),
                None => return Some((filled.template.place, "a template makes text", KEEP_TYPE)),
            },
        };
        let ty = entity.attributes.get(position)?.ty.as_ref()?;
        let wrong = match self.types.innermost(&ty.value)? {
            Type::EpochSeconds | Type::Integer(_) | Type::Number => return None,
            Type::EpochMillis => "these are milliseconds",
            Type::Float(_) => "this is a floating-point number",
            Type::Version => "this is a version",
            Type::String | Type::Uuid | Type::Timestamp(_) | Type::Date(_) | Type::AsString(_) => "this is text",
            _ => "this is no number",
        };
        Some((template.unwrap_or(ty.span), wrong, SECONDS))
    }

    /// Whether no entity has it, which is reported unless somebody may have it whom nobody could read.
    fn is_undeclared(&self, cx: &mut Context<'_>) -> bool {
        let Self { table, ttl, members, .. } = self;
        if members.declare(ttl.attribute) {
            return false;
        }
        // What was meant to be the entity attribute was reported, and so are keys that entities lack.
        let is_reported = matches!(table.entity_attribute, EntityAttribute::Broken)
            || table.keys().any(|key| key.has(ttl.attribute) && !self.key_types.contains_key(ttl.attribute))
            || table.key.has(ttl.attribute);
        if is_reported || members.is_empty() || members.may_declare(ttl.attribute) {
            return true;
        }
        let (attribute, name) = (shown(ttl.attribute), shown(table.name));
        let diagnostic = Diagnostic::new(
            codes::UNDECLARED_TIME_TO_LIVE,
            format!("no entity in the table {name} has the attribute {attribute}, by which its items would expire"),
        )
        .at(ttl.place, "");
        let attributes = members.iter().flat_map(|entity| &entity.attributes);
        let in_keys = attributes.filter(|it| !it.stored).find(|it| it.is_called(ttl.attribute));
        cx.sink.report(match (in_keys, members.meant(ttl.attribute)) {
            (Some(in_keys), _) => {
                diagnostic.also(in_keys.name.span, "this is in keys only").help("say `stored: true` of it")
            }
            (None, Some(meant)) => diagnostic
                .also(meant.span, "there is this one")
                .help(format!("`ttl` is of a name in DynamoDB; did you mean {}?", shown(meant)))
                .replace(ttl.place, scalar(meant)),
            (None, None) => diagnostic.help("declare it in an entity, with `type: epoch_seconds`"),
        });
        true
    }

    fn is_key(&self, cx: &mut Context<'_>) {
        let key = self.table.key.attributes().find(|key| key.name.value == self.ttl.attribute);
        if let Some(key) = key {
            cx.sink.report(
                Diagnostic::new(
                    codes::KEY_EXPIRES,
                    format!("{} is a key: when an item expires cannot be changed", shown(self.ttl.attribute)),
                )
                .at(self.ttl.place, "")
                .also(key.name.span, format!("in the key of {} here", shown(self.table.name)))
                .help("give the time an attribute of its own"),
            );
        }
    }

    /// Reports the indexes that find items which have it, and do not hold it.
    fn indexes_without<'m>(&self, asked: impl Iterator<Item = &'m Membership>, cx: &mut Context<'_>) {
        let questions: Vec<Target> =
            asked.flat_map(|membership| &membership.questions).map(|asked| asked.question.target).collect();
        for (position, index) in self.table.indexes.iter().enumerate() {
            if questions.contains(&Target::Index(IndexId(position))) {
                self.unless_held(index, cx);
            }
        }
    }

    fn unless_held(&self, index: &Index<'_>, cx: &mut Context<'_>) {
        let ttl = self.ttl;
        if self.table.key.has(ttl.attribute) || index.key.has(ttl.attribute) {
            return;
        }
        let (place, help) = match &index.projection {
            Some(Projection::KeysOnly) => (index.name.span, format!("write `project: [{}]`", scalar(ttl.attribute))),
            Some(Projection::Include(names, place)) if names.iter().all(|name| name.as_str() != ttl.attribute) => {
                (*place, "add it to the list".to_owned())
            }
            Some(Projection::All | Projection::Include(..)) | None => return,
        };
        let message = format!(
            "the index {} cannot hide what has expired: it does not hold {}",
            shown(index.name),
            shown(ttl.attribute)
        );
        cx.sink.report(
            Diagnostic::new(codes::UNPROJECTED_TIME_TO_LIVE, message)
                .at(place, "")
                .also(ttl.place, "expired items are to be hidden")
                .help(help),
        );
    }
}
