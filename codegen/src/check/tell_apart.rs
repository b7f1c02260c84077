//! Whether it can be told of every item which entity it is, and where items of several are found together.

use super::Context;
use super::declarations::{Declarations, Uniqueness};
use super::facts::{Entity, EntityAttribute, Filled, KeyAttribute, KeySchema, Piece, Table};
use super::key_types::KeyTypes;
use super::membership::Membership;
use super::named::Types;
use super::overlap::{self, Texts};
use super::part;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Form, KeyKind, Target};

/// Checks all tables, and says of the questions whether they find items of other entities too.
pub(super) fn check(
    declarations: &Declarations<'_>,
    tables: &[Table<'_>],
    entities: &[Entity<'_>],
    key_types: &[KeyTypes<'_>],
    types: &Types<'_>,
    memberships: &mut [Membership],
    cx: &mut Context<'_>,
) {
    for (position, (table, key_types)) in tables.iter().zip(key_types).enumerate() {
        // Of a table that is declared twice, an entity may mean either.
        if declarations.tables.get(position).is_none_or(|declared| declared.uniqueness != Uniqueness::Unique) {
            continue;
        }
        let members: Vec<usize> =
            (0..entities.len()).filter(|at| entities[*at].first && entities[*at].table == Some(position)).collect();
        let check = TableCheck { table, key_types, types };
        for (at, member) in members.iter().enumerate() {
            for before in &members[..at] {
                check.keys(&entities[*before], &entities[*member], cx);
                check.values(&entities[*before], &entities[*member], cx);
            }
        }
        for member in &members {
            let others: Vec<&Entity<'_>> =
                members.iter().filter(|other| *other != member).map(|other| &entities[*other]).collect();
            for asked in memberships.get_mut(*member).map_or(&mut [][..], |membership| &mut membership.questions) {
                asked.question.is_shared =
                    others.iter().any(|other| check.meet(asked.question.target, &entities[*member], other));
            }
        }
    }
}

pub(super) struct TableCheck<'c, 'a> {
    pub(super) table: &'c Table<'a>,
    pub(super) key_types: &'c KeyTypes<'a>,
    pub(super) types: &'c Types<'a>,
}

impl TableCheck<'_, '_> {
    /// Two entities must not have one key, or one item would overwrite the other.
    fn keys(&self, one: &Entity<'_>, other: &Entity<'_>, cx: &mut Context<'_>) {
        let key = &self.table.key;
        if !key.complete || !one.complete || !other.complete {
            return;
        }
        let literals = |entity: &Entity<'_>| -> usize {
            key.attributes().filter_map(|key| entity.filled(key.name.value)).map(literal).sum()
        };
        let begin_apart = key.attributes().any(|key| self.begin_apart(one, other, key));
        if begin_apart || literals(one) != literals(other) {
            return;
        }
        if !key.attributes().all(|key| self.same_texts(one, other, key)) {
            return;
        }
        let place = |entity: &Entity<'_>| {
            let mut filled = key.attributes().filter_map(|key| entity.filled(key.name.value));
            filled.next().map_or(entity.name.span, |filled| filled.template.place)
        };
        let message = format!(
            "one key of the table {} can be of {} and of {}",
            shown(self.table.name),
            shown(one.name),
            shown(other.name)
        );
        cx.sink.report(
            Diagnostic::new(codes::INDISTINGUISHABLE_ENTITIES, message)
                .at(place(other), format!("the key of {}", shown(other.name)))
                .also(place(one), format!("the key of {}", shown(one.name)))
                .help("let their keys differ in a text: `key: { partition: \"o#{order_id}\" }`"),
        );
    }

    /// What the entity attribute holds tells them apart.
    fn values(&self, one: &Entity<'_>, other: &Entity<'_>, cx: &mut Context<'_>) {
        let (EntityAttribute::Given(_), Some(value), Some(same)) =
            (self.table.entity_attribute, &one.value, &other.value)
        else {
            return;
        };
        if value != same {
            return;
        }
        cx.sink.report(
            Diagnostic::new(
                codes::ENTITY_ATTRIBUTE,
                format!("{} and {} have one value", shown(one.name), shown(other.name)),
            )
            .at(same.span, format!("{} here", shown(same.value)))
            .also(value.span, "and here")
            .help("say another `value: …` of one of them"),
        );
    }

    /// Whether items of the second entity can be where the first is asked for.
    pub(super) fn meet(&self, target: Target, asked: &Entity<'_>, other: &Entity<'_>) -> bool {
        let Some(key) = self.key(target) else { return false };
        if key.partition.iter().chain(key.sort.first()).any(|key| self.begin_apart(asked, other, key)) {
            return false;
        }
        let in_range = |key: &KeyAttribute<'_>| {
            let Some(other) = self.texts(other, key) else { return false };
            let bound = asked.filled(key.name.value).map(bound);
            bound.is_none_or(|bound| overlap::can_begin_with(&other, &bound))
        };
        self.shares_partition(target, asked, other) && key.sort.first().is_none_or(in_range)
    }

    /// Whether items of the second entity can be in a partition of the first.
    pub(super) fn shares_partition(&self, target: Target, asked: &Entity<'_>, other: &Entity<'_>) -> bool {
        let Some(key) = self.key(target) else { return false };
        key.partition.iter().all(|key| self.same_texts(asked, other, key))
            && key.attributes().all(|key| other.has(key.name.value))
    }

    fn key(&self, target: Target) -> Option<&KeySchema<'_>> {
        match target {
            Target::Table => Some(&self.table.key),
            Target::Index(index) => self.table.indexes.get(index.0).map(|index| &index.key),
        }
    }

    /// Whether both can have one text there. One that lacks the key, which was reported, has none.
    fn same_texts(&self, one: &Entity<'_>, other: &Entity<'_>, key: &KeyAttribute<'_>) -> bool {
        match (self.texts(one, key), self.texts(other, key)) {
            (Some(one), Some(other)) => overlap::overlap(&one, &other),
            _ => false,
        }
    }

    /// Whether two templates begin with different texts: of the many pairs of a large table, this is most, and is seen
    /// at once.
    fn begin_apart(&self, one: &Entity<'_>, other: &Entity<'_>, key: &KeyAttribute<'_>) -> bool {
        let name = key.name.value;
        let (Some(one), Some(other)) = (one.filled(name).and_then(start), other.filled(name).and_then(start)) else {
            return false;
        };
        let is_text = matches!(self.key_types.get(name), Some(Some(KeyKind::String)));
        is_text && one.bytes().zip(other.bytes()).any(|(one, other)| one != other)
    }

    /// The texts that an entity has in a key attribute; any where it is not text.
    pub(super) fn texts(&self, entity: &Entity<'_>, key: &KeyAttribute<'_>) -> Option<Vec<Texts>> {
        let of_attribute =
            |attribute: usize, form: &Form| match entity.attributes.get(attribute).and_then(|it| it.ty.as_ref()) {
                Some(ty) => part::texts(&ty.value, form, self.types),
                None => vec![Texts::Any],
            };
        if !matches!(self.key_types.get(key.name.value), Some(Some(KeyKind::String))) {
            return entity.has(key.name.value).then(|| vec![Texts::Any]);
        }
        if let Some(filled) = entity.filled(key.name.value) {
            let texts = filled.template.pieces.iter().flat_map(|piece| match piece {
                Piece::Literal(text) => vec![Texts::Literal(text.clone())],
                Piece::Part(part) => of_attribute(part.attribute, &part.form),
            });
            return Some(texts.collect());
        }
        Some(of_attribute(entity.position(key.name.value)?, &Form::Whole))
    }
}

/// How many bytes of a key are text of the schema.
fn literal(filled: &Filled<'_>) -> usize {
    let literal = |piece: &Piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Part(_) => 0,
    };
    filled.template.pieces.iter().map(literal).sum()
}

/// The text that a template begins with.
fn start<'f>(filled: &'f Filled<'_>) -> Option<&'f str> {
    match filled.template.pieces.first() {
        Some(Piece::Literal(text)) => Some(text),
        _ => None,
    }
}

/// What a question asks of a sort key in any case: that it begins with the text before the first part.
fn bound(filled: &Filled<'_>) -> Vec<Texts> {
    start(filled).map(|text| Texts::Literal(text.to_owned())).into_iter().collect()
}
