//! Collections: which entities they list, and that these share a partition.

use super::Context;
use super::built_in::Container;
use super::declarations::{Declarations, Declared};
use super::facts::{Entity, EntityAttribute, Index, Projection, Table};
use super::grammar;
use super::key;
use super::key_types::KeyTypes;
use super::membership::Membership;
use super::named::Types;
use super::resolve::{self, Text};
use super::tell_apart::TableCheck;
use super::{entity, identifiers, missing, question};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::model::{self, Cardinality, CollectionField, EntityId, Key, Piece, TableId, Target, Template};
use crate::names;
use crate::source::Span;
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

/// What a collection may refer to.
pub(super) struct Surroundings<'s, 'a> {
    pub(super) declarations: &'s Declarations<'a>,
    pub(super) tables: &'s [Table<'a>],
    pub(super) entities: &'s [Entity<'a>],
    pub(super) key_types: &'s [KeyTypes<'a>],
    pub(super) types: &'s Types<'a>,
    pub(super) memberships: &'s [Membership],
}

pub(super) struct Collection<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) named: bool,
    /// None if something is wrong with it.
    pub(super) model: Option<model::Collection>,
}

pub(super) fn check<'a>(surroundings: &Surroundings<'_, 'a>, cx: &mut Context<'_>) -> Vec<Collection<'a>> {
    let all = surroundings.declarations.collections.iter();
    all.map(|declared| Collection {
        name: declared.name,
        named: identifiers::collection(declared.name, cx),
        model: surroundings.collection(declared, cx),
    })
    .collect()
}

/// A field, and what it is of.
struct Listed<'a> {
    name: &'a Spanned<String>,
    entity: usize,
    place: Span,
    cardinality: Cardinality,
}

impl<'a> Surroundings<'_, 'a> {
    fn collection(
        &self,
        declared: &Declared<'a, syntax::Collection>,
        cx: &mut Context<'_>,
    ) -> Option<model::Collection> {
        let name = declared.name;
        let syntax::Collection { doc, table, index, fields } = declared.value?;
        let target = self.target(name, table, index, cx);
        let fields = match fields {
            Field::Given(fields) => self.fields(fields, cx),
            Field::Broken => None,
            Field::Absent => {
                missing(format!("the collection {}", shown(name)), name.span, "fields: { … }", cx);
                None
            }
        };
        let ((position, target, place), fields) = (target?, fields?);
        let table = self.tables.get(position)?;
        let Some(first) = fields.first() else {
            cx.sink.report(
                Diagnostic::new(codes::COLLECTION_FIELD, format!("the collection {} has no fields", shown(name)))
                    .at(name.span, "")
                    .help("list entities: `fields: { order: Order, items: list<OrderItem> }`"),
            );
            return None;
        };
        let keys: Option<Vec<Key>> =
            fields.iter().map(|listed| self.key_of(listed, position, target, place, cx)).collect();
        let keys = keys?;
        let check = TableCheck {
            table,
            key_types: self.key_types.get(position)?,
            types: self.types,
        };
        self.one_partition(&fields, &keys, cx)?;
        let shared = self.shared_sort(&fields, &keys);
        // What the partition knows of one entity's sort key it need not know of another's.
        let known = keys.iter().map(key::known).min()?.min(shared.iter().flat_map(Template::parts).count());
        let mut key = keys.into_iter().next()?;
        key.sort = shared;
        let listed: Vec<usize> = fields.iter().map(|listed| listed.entity).collect();
        let strangers = self
            .entities
            .iter()
            .enumerate()
            .filter(|(at, entity)| entity.table == Some(position) && entity.first && !listed.contains(at));
        let first_entity = self.entities.get(first.entity)?;
        let strangers: Vec<&Entity<'_>> = strangers.map(|(_, entity)| entity).collect();
        let is_shared = listed
            .iter()
            .filter_map(|at| self.entities.get(*at))
            .any(|entity| strangers.iter().any(|stranger| check.shares_partition(target, entity, stranger)));
        let index = match target {
            Target::Table => None,
            Target::Index(index) => table.indexes.get(index.0),
        };
        let is_told = matches!(table.entity_attribute, EntityAttribute::Given(_));
        Some(model::Collection {
            file: declared.file,
            rust_name: names::structure(name),
            item: names::collection_item(name),
            module: names::module(name),
            doc: doc.value().cloned(),
            table: TableId(position),
            target,
            fields: fields
                .iter()
                .map(|listed| CollectionField {
                    field: names::field(listed.name),
                    entity: EntityId(listed.entity),
                    cardinality: listed.cardinality,
                })
                .collect(),
            entity: EntityId(first.entity),
            steps: key::steps(name, &key, known, first_entity, self.types),
            known,
            key,
            is_shared,
            tells: is_told,
            is_strong: index.is_none_or(Index::is_local),
        })
    }

    /// The table or the index that is asked, and where that is said.
    fn target(
        &self,
        name: &Spanned<String>,
        table: &Field<String>,
        index: &Field<String>,
        cx: &mut Context<'_>,
    ) -> Option<(usize, Target, Span)> {
        match (table, index) {
            (Field::Given(table), Field::Absent) => {
                let position = entity::find(table, self.declarations, self.tables, cx)?;
                Some((position, Target::Table, table.span))
            }
            (Field::Absent, Field::Given(index)) => {
                let Some((table, name)) = index.split_once('.') else {
                    cx.sink.report(
                        Diagnostic::new(codes::COLLECTION_FIELD, format!("{} is not an index", shown(index)))
                            .at(index.span, "")
                            .help("an index is named with its table: `OnlineShop.gsi2`"),
                    );
                    return None;
                };
                let spanned = |text: &str| Spanned::new(text.to_owned(), index.span);
                let position = entity::find(&spanned(table), self.declarations, self.tables, cx)?;
                let table = self.tables.get(position)?;
                let found = question::find(&spanned(name), true, table, cx)?;
                let projects_all = matches!(table.indexes.get(found)?.projection, Some(Projection::All));
                if !projects_all {
                    cx.sink.report(
                        Diagnostic::new(
                            codes::COLLECTION_FIELD,
                            format!("the index {} does not hold whole items", shown(name)),
                        )
                        .at(index.span, "")
                        .also(table.indexes.get(found)?.name.span, "it does not project all attributes")
                        .help("let the index project all, or ask each entity by itself"),
                    );
                    return None;
                }
                Some((position, Target::Index(model::IndexId(found)), index.span))
            }
            (Field::Given(table), Field::Given(index)) => {
                cx.sink.report(
                    Diagnostic::new(codes::COLLECTION_FIELD, "a collection is on a table or on an index")
                        .at(index.span, "an index here")
                        .also(table.span, "a table here")
                        .help("leave one of them out: `index: OnlineShop.gsi2` says the table too"),
                );
                None
            }
            (Field::Absent, Field::Absent) => {
                missing(format!("the collection {}", shown(name)), name.span, "table: …", cx);
                None
            }
            _ => None,
        }
    }

    fn fields(&self, fields: &'a Map<Spanned<String>>, cx: &mut Context<'_>) -> Option<Vec<Listed<'a>>> {
        let mut listed: Vec<Listed<'a>> = Vec::new();
        let mut complete = fields.complete;
        for (name, ty) in &fields.entries {
            let named = identifiers::field(name, cx);
            let found = ty.as_ref().and_then(|ty| self.field(Text::of(ty), cx));
            let Some((entity, cardinality)) = found else {
                complete = false;
                continue;
            };
            let place = ty.as_ref().map_or(name.span, |ty| ty.span);
            if let Some(before) = listed.iter().find(|before| before.entity == entity) {
                cx.sink.report(
                    Diagnostic::new(codes::COLLECTION_FIELD, "an entity is in a collection once")
                        .at(place, "again here")
                        .also(before.place, "first here")
                        .help("write `list<…>` where there may be several"),
                );
                complete = false;
            }
            complete &= named;
            listed.push(Listed { name, entity, place, cardinality });
        }
        complete.then_some(listed)
    }

    /// `Order`, `Order?` or `list<Order>`.
    fn field(&self, text: Text<'_>, cx: &mut Context<'_>) -> Option<(usize, Cardinality)> {
        let written = resolve::parse(text, self.types, cx)?;
        let cardinality = match written.layers.as_slice() {
            [] if written.optional => Cardinality::AtMostOne,
            [] => Cardinality::One,
            [grammar::Layer { container: Container::List, optional: false, .. }] if !written.optional => {
                Cardinality::Many
            }
            _ => {
                cx.sink.report(
                    Diagnostic::new(
                        codes::COLLECTION_FIELD,
                        format!("{} is no field of a collection", shown(text.text)),
                    )
                    .at(text.span, "")
                    .help("write `Order`, `\"Order?\"` or `list<Order>`"),
                );
                return None;
            }
        };
        let place = text.place(&written.range, cx);
        let found = self.entities.iter().position(|entity| entity.name.as_str() == written.name);
        if found.is_none() && self.declarations.all_entities {
            let undeclared =
                Diagnostic::new(codes::COLLECTION_FIELD, format!("there is no entity {}", shown(written.name)))
                    .at(place, "");
            cx.sink.report(match similar(written.name, self.entities.iter().map(|entity| entity.name.as_str())) {
                Some(meant) => undeclared.help(format!("did you mean {}?", shown(meant))).replace(place, meant),
                None => undeclared.help("a collection is of entities, which are declared under `entities`"),
            });
        }
        Some((found?, cardinality))
    }

    /// How a listed entity fills the key that is asked.
    fn key_of(
        &self,
        listed: &Listed<'_>,
        table: usize,
        target: Target,
        place: Span,
        cx: &mut Context<'_>,
    ) -> Option<Key> {
        let entity = self.entities.get(listed.entity)?;
        let of_table = self.tables.get(table)?;
        if entity.table.is_some_and(|its| its != table) {
            cx.sink.report(
                Diagnostic::new(codes::COLLECTION_FIELD, format!("{} is in another table", shown(entity.name)))
                    .at(listed.place, "")
                    .also(place, format!("the collection is in {}", shown(of_table.name)))
                    .help("one query reads one table"),
            );
            return None;
        }
        let membership = self.memberships.get(listed.entity)?;
        match target {
            Target::Table => membership.key.clone(),
            Target::Index(_) => {
                let asked = membership.questions.iter().find(|asked| asked.question.target == target);
                if asked.is_none() && entity.complete && entity.questions.complete {
                    cx.sink.report(
                        Diagnostic::new(
                            codes::COLLECTION_FIELD,
                            format!("{} is not in this index", shown(entity.name)),
                        )
                        .at(listed.place, "")
                        .also(place, "the collection is on this index")
                        .help("name a question of the entity on it under its `indexes`"),
                    );
                }
                asked.map(|asked| asked.question.key.clone())
            }
        }
    }

    /// One query reads one partition: all have to fill its key in the same way.
    fn one_partition(&self, fields: &[Listed<'_>], keys: &[Key], cx: &mut Context<'_>) -> Option<()> {
        let (first, rest) = keys.split_first()?;
        let mut same = true;
        for (listed, key) in fields.iter().skip(1).zip(rest) {
            let pairs = first.partition.iter().zip(&key.partition);
            if pairs.clone().all(|(one, other)| self.alike(fields.first(), one, Some(listed), other)) {
                continue;
            }
            same = false;
            let entity =
                |listed: &Listed<'_>| self.entities.get(listed.entity).map_or("", |entity| entity.name.as_str());
            let text = |key: &Key| key.partition.iter().map(shown_template).collect::<Vec<_>>().join(", ");
            let first_listed = fields.first()?;
            cx.sink.report(
                Diagnostic::new(
                    codes::COLLECTION_PARTITION,
                    format!("{} and {} are not in one partition", shown(entity(first_listed)), shown(entity(listed))),
                )
                .at(listed.place, format!("in partitions {}", text(key)))
                .also(first_listed.place, format!("in partitions {}", text(first)))
                .help(
                    "one query reads one partition: the templates of the partition key have the same texts and types",
                ),
            );
        }
        same.then_some(())
    }

    /// Whether two templates of two entities compose the same texts of the same values.
    fn alike(
        &self,
        one: Option<&Listed<'_>>,
        template: &Template,
        other: Option<&Listed<'_>>,
        with: &Template,
    ) -> bool {
        let ty = |listed: Option<&Listed<'_>>, part: &model::Part| {
            let entity = self.entities.get(listed?.entity)?;
            entity.attributes.get(part.id.0)?.ty.as_ref().map(|ty| ty.value.clone())
        };
        template.pieces.len() == with.pieces.len()
            && template.pieces.iter().zip(&with.pieces).all(|pair| match pair {
                (Piece::Literal(one), Piece::Literal(other)) => one == other,
                (Piece::Part(part), Piece::Part(with)) => part.form == with.form && ty(one, part) == ty(other, with),
                _ => false,
            })
    }

    /// What all listed entities have in common of the sort key: its first attributes that all fill alike.
    fn shared_sort(&self, fields: &[Listed<'_>], keys: &[Key]) -> Vec<Template> {
        let Some((first, rest)) = keys.split_first() else { return Vec::new() };
        let is_shared = |(position, template): &(usize, &Template)| {
            fields.iter().skip(1).zip(rest).all(|(listed, key)| {
                let with = key.sort.get(*position);
                with.is_some_and(|with| self.alike(fields.first(), template, Some(listed), with))
            })
        };
        first.sort.iter().enumerate().take_while(is_shared).map(|(_, template)| template.clone()).collect()
    }
}

fn shown_template(template: &Template) -> String {
    if template.text.is_empty() { shown(&template.name) } else { shown(&template.text) }
}
