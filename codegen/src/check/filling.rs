//! Which key attributes an entity fills by templates, and what of its attributes is in keys only.

use super::Context;
use super::facts::{Attribute, Filled, KeyAttribute, Member, Part, Piece, Table, Template};
use super::named::Types;
use super::part;
use super::question::{Asked, Half};
use super::resolve::Text;
use super::template;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::source::Span;
use crate::syntax::{self, KeyParts, Short, Templates, TextOnly};
use crate::yaml::{Field, Spanned};

/// What an entity says of its table's key.
pub(super) struct Key {
    pub(super) partition: Half,
    pub(super) sort: Half,
}

/// What the templates of an entity come to.
pub(super) struct Filling<'a> {
    pub(super) keys: Vec<Filled<'a>>,
    /// Whether these are all.
    pub(super) complete: bool,
}

pub(super) fn read_key(
    key: &Field<syntax::EntityKey>,
    attributes: &[Attribute<'_>],
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Key {
    match key {
        Field::Absent => Key { partition: Half::Absent, sort: Half::Absent },
        Field::Broken => Key { partition: Half::Broken, sort: Half::Broken },
        Field::Given(key) => Key {
            partition: read_half(&key.partition, attributes, types, cx),
            sort: read_half(&key.sort, attributes, types, cx),
        },
    }
}

pub(super) fn read_half(
    templates: &Field<Templates>,
    attributes: &[Attribute<'_>],
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Half {
    let given = match templates {
        Field::Absent => return Half::Absent,
        Field::Broken => return Half::Broken,
        Field::Given(given) => given,
    };
    let elements = given.value.elements(given.span);
    let mut read = |element: Option<(&Short<TextOnly>, Span)>| match element? {
        (Short::Text(text), span) => template::read(Text { text, span }, attributes, types, cx),
        (Short::Full(never), _) => match *never {},
    };
    // Each is read, so that all mistakes are reported.
    let templates: Vec<Option<Template>> = elements.into_iter().map(&mut read).collect();
    let templates: Option<Vec<Template>> = templates.into_iter().collect();
    templates.map_or(Half::Broken, |templates| Half::Given(templates, given.span))
}

/// Puts the templates to the key attributes that they are for.
pub(super) fn fill<'a>(
    table: &Table<'a>,
    key: Key,
    questions: Vec<Asked>,
    attributes: &[Attribute<'_>],
    members: &[Member<'_>],
    cx: &mut Context<'_>,
) -> Filling<'a> {
    let mut filler = Filler {
        table,
        attributes,
        members,
        filling: Filling { keys: Vec::new(), complete: true },
        cx,
    };
    let of_table = |role, is_sort| Place {
        role,
        is_sort,
        is_of_table: true,
        member: None,
        known: table.key.complete,
    };
    filler.half(
        &table.key.partition,
        key.partition,
        "the partition key of the table",
        of_table("key_partition", false),
    );
    filler.half(&table.key.sort, key.sort, "the sort key of the table", of_table("key_sort", true));
    for Asked { index, name, member, partition, sort } in questions {
        let Some(index) = table.indexes.get(index) else { continue };
        let written = filler.filling.keys.len();
        let roles = [format!("{name}_partition"), format!("{name}_sort")];
        let place = |role, is_sort| Place {
            role,
            is_sort,
            is_of_table: false,
            member: member.map(|(member, _)| member),
            known: index.key.complete,
        };
        filler.half(&index.key.partition, partition, "the partition key of the index", place(&roles[0], false));
        filler.half(&index.key.sort, sort, "the sort key of the index", place(&roles[1], true));
        if let Some((member, span)) = member {
            filler.member(&index.key.attributes().collect::<Vec<_>>(), member, span, written);
        }
    }
    filler.filling
}

#[derive(Clone, Copy)]
struct Place<'p> {
    role: &'p str,
    is_sort: bool,
    is_of_table: bool,
    member: Option<usize>,
    /// Whether all attributes of the key are known.
    known: bool,
}

struct Filler<'f, 'a, 's> {
    table: &'f Table<'a>,
    attributes: &'f [Attribute<'f>],
    members: &'f [Member<'f>],
    filling: Filling<'a>,
    cx: &'f mut Context<'s>,
}

impl<'a> Filler<'_, 'a, '_> {
    fn half(&mut self, keys: &[KeyAttribute<'a>], half: Half, what: &str, place: Place<'_>) {
        let (templates, span) = match half {
            Half::Absent => return,
            Half::Broken => {
                self.filling.complete = false;
                return;
            }
            Half::Given(templates, span) => (templates, span),
        };
        if !place.known {
            self.filling.complete = false;
            return;
        }
        if templates.len() != keys.len() {
            let has = match keys.len() {
                0 => "no attribute".to_owned(),
                1 => "1 attribute".to_owned(),
                count => format!("{count} attributes"),
            };
            let diagnostic = Diagnostic::new(codes::TEMPLATE_COUNT, format!("{what} has {has}")).at(
                span,
                format!(
                    "{} here",
                    if templates.len() == 1 {
                        "1 template".to_owned()
                    } else {
                        format!("{} templates", templates.len())
                    }
                ),
            );
            let first = keys.first();
            self.cx.sink.report(first.into_iter().fold(diagnostic, |it, key| it.also(key.name.span, "declared here")));
            self.filling.complete = false;
            return;
        }
        for (position, (key, template)) in keys.iter().zip(templates).enumerate() {
            let role = match position {
                0 => place.role.to_owned(),
                _ => format!("{}_{}", place.role, position + 1),
            };
            self.insert(key, template, role, place);
        }
    }

    fn insert(&mut self, key: &KeyAttribute<'a>, template: Template, role: String, place: Place<'_>) {
        let of_table = self.table.key.has(key.name.value);
        let is_own = |position: usize| {
            self.attributes.get(position).is_some_and(|attribute| attribute.is_called(key.name.value))
        };
        let found = self.filling.keys.iter().position(|filled| filled.attribute.value == key.name.value);
        if let Some(found) = found {
            let first = &self.filling.keys[found];
            if !same(&first.template, &template) {
                let first = first.template.place;
                self.conflict(key, template.place, Some(first));
            } else if first.member != place.member && !of_table {
                let first = first.template.place;
                self.shared_member(key, template.place, first);
            }
            return;
        }
        if template.bare().is_some_and(is_own) {
            return;
        }
        if of_table && !place.is_of_table {
            self.conflict(key, template.place, None);
            return;
        }
        if let Some(member) = place.member {
            self.missing_for_member(key, &template, member);
        }
        self.filling.keys.push(Filled {
            attribute: key.name.clone(),
            template,
            is_of_table: place.is_of_table,
            is_sort: place.is_sort,
            role,
            member: place.member,
        });
    }

    /// Reports a key attribute that is filled in two ways.
    fn conflict(&mut self, key: &KeyAttribute<'_>, place: Span, first: Option<Span>) {
        self.filling.complete = false;
        let name = shown(key.name.value);
        let diagnostic = Diagnostic::new(codes::TEMPLATE_CONFLICT, format!("an item has one {name}"))
            .at(place, "a second way to fill it");
        self.cx.sink.report(match first {
            Some(first) => {
                diagnostic.also(first, "it is filled so here").help("write the same template, or leave this one out")
            }
            None => diagnostic
                .also(key.name.span, "in the table's key, which the attribute of this name fills")
                .help("leave this template out"),
        });
    }

    fn shared_member(&mut self, key: &KeyAttribute<'_>, place: Span, first: Span) {
        self.filling.complete = false;
        self.cx.sink.report(
            Diagnostic::new(codes::MEMBER, format!("nobody can tell whether an item has {}", shown(key.name.value)))
                .at(place, "here it depends on something else")
                .also(first, "than here")
                .help("say the same `member` of both questions"),
        );
    }

    /// Reports a key that something else than its `member` decides over: the item would have some of the keys, and nobody
    /// could read from them whether it is in the index.
    fn missing_for_member(&mut self, key: &KeyAttribute<'_>, template: &Template, member: usize) {
        let attribute = |part: &Part| self.attributes.get(part.attribute).filter(|it| it.optional.is_some());
        let found = template.parts().find_map(|part| Some((part.place, attribute(part)?)));
        let Some((place, attribute)) = found else { return };
        let (key, name) = (shown(key.name.value), shown(&attribute.name.value));
        let member = shown(self.members.get(member).map_or("", |member| member.name.as_str()));
        self.cx.sink.report(
            Diagnostic::new(codes::MEMBER, format!("an item that is {member} may lack {key}"))
                .at(place, format!("not every item has {name}"))
                .also(attribute.name.span, "optional here")
                .help(format!("leave `member` out: an item without {name} is not in the index")),
        );
    }

    /// Reports a `member` that nothing depends on.
    fn member(&mut self, keys: &[&KeyAttribute<'_>], member: usize, span: Span, written: usize) {
        let filled = |key: &&&KeyAttribute<'_>| {
            self.filling
                .keys
                .iter()
                .any(|filled| filled.attribute.value == key.name.value && filled.member == Some(member))
        };
        if !self.filling.complete || self.filling.keys.len() > written || keys.iter().any(|key| filled(&key)) {
            return;
        }
        let name = self.members.get(member).map_or("", |member| member.name.as_str());
        self.cx.sink.report(
            Diagnostic::new(codes::MEMBER, format!("nothing depends on {}", shown(name)))
                .at(span, "no attribute of this index's key is composed for it")
                .help("make an attribute of the key optional: an item without it is not in the index"),
        );
    }
}

/// Whether two templates compose the same texts.
fn same(one: &Template, other: &Template) -> bool {
    one.pieces.len() == other.pieces.len()
        && one.pieces.iter().zip(&other.pieces).all(|pair| match pair {
            (Piece::Literal(one), Piece::Literal(other)) => one == other,
            (Piece::Part(one), Piece::Part(other)) => one.attribute == other.attribute && one.form == other.form,
            _ => false,
        })
}

/// Decides which attributes are of their own, beside the keys that they are in.
pub(super) fn store(
    filling: &Filling<'_>,
    attributes: &mut [Attribute<'_>],
    key_parts: KeyParts,
    table: &Table<'_>,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) {
    for position in 0..attributes.len() {
        let attribute = &attributes[position];
        // What is a key by its own name is there.
        let own = table.keys().flat_map(|key| key.attributes()).find(|key| {
            attribute.is_called(key.name.value)
                && filling.keys.iter().all(|filled| filled.attribute.value != key.name.value)
        });
        let holders = || filling.keys.iter().filter(|filled| filled.template.readable(position).is_some());
        let is_part = attribute.ty.as_ref().is_some_and(|ty| part::has_text(&ty.value, types));
        let said = attribute.said_stored.as_ref().map(|said| (said.value, said.span));
        let stored = match (said, key_parts) {
            _ if !filling.complete => true,
            (Some((true, _)), _) => true,
            (None, KeyParts::Stored) => true,
            (None, KeyParts::InKey) => own.is_some() || holders().next().is_none(),
            (Some((false, _)), _) => false,
        };
        if !stored {
            let name = shown(attribute.name);
            let refused = |place, label: &str| {
                Diagnostic::new(codes::NOT_STORED, format!("{name} has to be stored")).at(place, label)
            };
            let refused = match (said, own) {
                (Some((_, place)), Some(key)) => Some(
                    refused(place, "it is a key by its own name")
                        .also(key.name.span, "the key")
                        .help("leave `stored` out"),
                ),
                (Some((_, place)), None) if holders().next().is_none() => {
                    let derived = filling
                        .keys
                        .iter()
                        .flat_map(|filled| filled.template.parts())
                        .find(|part| part.attribute == position);
                    Some(match derived {
                        Some(part) => refused(place, "")
                            .also(part.place, "with a format, it cannot be read back")
                            .help("leave `stored` out"),
                        None => refused(place, "it is in no key").help("leave `stored` out"),
                    })
                }
                // What is no part was reported.
                _ if !is_part || holders().any(|filled| filled.is_there_with(position, attributes)) => None,
                _ => {
                    let place = said.map_or(attribute.name.span, |(_, place)| place);
                    let holder = holders().next().map_or(place, |filled| filled.template.place);
                    Some(
                        refused(place, "where an item is not in the index, nothing would have it")
                            .also(holder, "it is in this key, which not every item has")
                            .help("say `stored: true` of it"),
                    )
                }
            };
            if let Some(refused) = refused {
                cx.sink.report(refused);
                attributes[position].stored = true;
                continue;
            }
        }
        attributes[position].stored = stored;
    }
}

/// What stands under the name of a key in DynamoDB is the key.
pub(super) fn check_names(
    filling: &Filling<'_>,
    attributes: &[Attribute<'_>],
    entity_attribute: Option<&Spanned<String>>,
    cx: &mut Context<'_>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.stored) {
        let Some(name) = &attribute.physical else { continue };
        if let Some(filled) = filling.keys.iter().find(|filled| filled.attribute.value == name.as_str()) {
            cx.sink.report(
                Diagnostic::new(codes::TEMPLATE_CONFLICT, format!("an item has one {}", shown(name)))
                    .at(name.span, "an attribute of this name")
                    .also(filled.template.place, "it is a key that is composed here")
                    .help("give the attribute another name in DynamoDB"),
            );
        }
        if let Some(told) = entity_attribute.filter(|told| *told == name) {
            cx.sink.report(
                Diagnostic::new(codes::ENTITY_ATTRIBUTE, format!("{} says which entity an item is", shown(name)))
                    .at(name.span, "an attribute of this name")
                    .also(told.span, "the table's entity attribute")
                    .help("leave the attribute out: it is written and read by itself"),
            );
        }
    }
}
