//! Keys of entities, from facts to the model: how each key attribute is composed, and what can be asked by it.

use std::collections::BTreeMap;

use super::facts::{Entity, Filled, Piece};
use super::named::Types;
use super::part;
use crate::model::{self, AttributeId, ComposedKey, Form, Home, Key, Step, Template, Together};
use crate::names;

/// How an entity fills a key attribute, if it does.
pub(super) fn template(entity: &Entity<'_>, physical: &str, types: &Types<'_>) -> Option<Template> {
    let found = entity.filled.iter().enumerate().find(|(_, filled)| filled.attribute.value == physical);
    if let Some((position, filled)) = found {
        return Some(of_filled(entity, position, filled, types));
    }
    let id = AttributeId(entity.position(physical)?);
    let part = model::Part { id, form: Form::Whole, width: None, format_marker: None };
    Some(Template {
        name: physical.to_owned(),
        text: String::new(),
        pieces: vec![model::Piece::Part(part)],
        key: None,
    })
}

fn of_filled(entity: &Entity<'_>, position: usize, filled: &Filled<'_>, types: &Types<'_>) -> Template {
    let pieces = &filled.template.pieces;
    let is_followed = |at: usize| matches!(pieces.get(at + 1), Some(Piece::Part(_)));
    let piece = |(at, piece): (usize, &Piece)| match piece {
        Piece::Literal(text) => model::Piece::Literal(text.clone()),
        Piece::Part(part) => {
            let attribute = entity.attributes.get(part.attribute);
            let ty = attribute.and_then(|attribute| attribute.ty.as_ref());
            let width = ty.filter(|_| is_followed(at)).and_then(|ty| part::width(&ty.value, &part.form, types));
            let format_marker = matches!(part.form, Form::Formatted(_))
                .then(|| names::key_format(attribute.map_or("", |attribute| attribute.name), &filled.role, at));
            model::Piece::Part(model::Part {
                id: AttributeId(part.attribute),
                form: part.form.clone(),
                width,
                format_marker,
            })
        }
    };
    Template {
        name: filled.attribute.value.to_owned(),
        text: filled.template.text.clone(),
        pieces: pieces.iter().enumerate().map(piece).collect(),
        key: Some(position),
    }
}

/// All keys that an entity composes.
pub(super) fn composed(entity: &Entity<'_>, types: &Types<'_>) -> Vec<ComposedKey> {
    let filled = entity.filled.iter().enumerate();
    filled
        .map(|(position, filled)| ComposedKey {
            constant: names::constant(&filled.role),
            template: of_filled(entity, position, filled, types),
            member: filled.member,
            is_of_table: filled.is_of_table,
        })
        .collect()
}

/// Where in keys the value of an attribute stands as it can be read, those of the table first.
pub(super) fn homes<'e, 'a>(
    entity: &'e Entity<'a>,
    attribute: usize,
) -> impl Iterator<Item = (&'e Filled<'a>, Home)> + use<'e, 'a> {
    entity.filled.iter().enumerate().filter_map(move |(key, filled)| {
        let part = filled.template.readable(attribute)?;
        Some((filled, Home::Key { key, part }))
    })
}

/// Where the value of an attribute is read: in itself, or in the first key that has it whenever there is a value.
pub(super) fn home(entity: &Entity<'_>, attribute: usize) -> Home {
    if entity.attributes.get(attribute).is_none_or(|attribute| attribute.stored) {
        return Home::Attribute;
    }
    let mut homes = homes(entity, attribute);
    let found = homes.find(|(filled, _)| filled.is_there_with(attribute, &entity.attributes));
    found.map_or(Home::Attribute, |(_, home)| home)
}

/// How many parts of a sort key its partition knows already; only of the first it is of use.
pub(super) fn known(key: &Key) -> usize {
    let is_known = |part: &&model::Part| {
        let mut parts = key.partition.iter().flat_map(Template::parts);
        parts.any(|known| known.id == part.id && !matches!(known.form, Form::Formatted(_)))
    };
    key.sort.iter().flat_map(Template::parts).take_while(is_known).count()
}

/// The parts of a sort key that a question can be narrowed by, behind those that are known.
pub(super) fn steps(question: &str, key: &Key, known: usize, entity: &Entity<'_>, types: &Types<'_>) -> Vec<Step> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut steps = Vec::new();
    for (position, template) in key.sort.iter().enumerate() {
        let is_last = |part: &model::Part| matches!(template.pieces.last(), Some(model::Piece::Part(last)) if std::ptr::eq(last, part));
        for (at, part) in template.parts().enumerate() {
            let Some(attribute) = entity.attributes.get(part.id.0) else { continue };
            let name = names::step(question, attribute.name);
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            let ty = attribute.ty.as_ref();
            steps.push(Step {
                rust_name: if *count == 1 { name } else { format!("{name}{count}") },
                template: position,
                part: at,
                sorts: ty.is_some_and(|ty| part::sorts(&ty.value, &part.form, is_last(part), types)),
            });
        }
    }
    steps.split_off(known.min(steps.len()))
}

/// The groups of attributes that share keys, apart from those that the table's key knows. Whoever is alone is in none.
pub(super) fn together(entity: &Entity<'_>, keys: &[ComposedKey], key: &Key) -> Vec<Together> {
    let of_table = key.attributes();
    // Attributes by their position; behind them the members.
    let attributes = entity.attributes.len();
    let mut groups: Vec<Option<usize>> = vec![None; attributes + entity.members.len()];
    for (position, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_of_table) {
        let parts = key.template.parts().map(|part| part.id).filter(|id| !of_table.contains(id)).map(|id| id.0);
        let elements: Vec<usize> = parts.chain(key.member.map(|member| attributes + member)).collect();
        let met: Vec<usize> = elements.iter().filter_map(|element| groups.get(*element).copied().flatten()).collect();
        let group = met.iter().copied().min().unwrap_or(position);
        for (element, is_in) in groups.iter_mut().enumerate() {
            if elements.contains(&element) || is_in.is_some_and(|is_in| met.contains(&is_in)) {
                *is_in = Some(group);
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (element, group) in groups.iter().enumerate() {
        if let Some(group) = group {
            found.entry(*group).or_default().push(element);
        }
    }
    let found = found.into_values().filter(|elements| elements.len() > 1);
    found
        .map(|elements| {
            let name = |element: &usize| match element.checked_sub(attributes) {
                None => entity.attributes.get(*element).map_or("", |attribute| attribute.name.as_str()),
                Some(member) => entity.members.get(member).map_or("", |member| member.name.as_str()),
            };
            let function = format!("set_{}", elements.iter().map(name).collect::<Vec<_>>().join("_and_"));
            let feeds = |key: &ComposedKey| {
                let mut parts = key.template.parts().map(|part| part.id.0);
                !key.is_of_table
                    && (parts.any(|part| elements.contains(&part))
                        || key.member.is_some_and(|member| elements.contains(&(attributes + member))))
            };
            Together {
                function,
                attributes: elements
                    .iter()
                    .filter(|element| **element < attributes)
                    .map(|it| AttributeId(*it))
                    .collect(),
                members: elements.iter().filter_map(|element| element.checked_sub(attributes)).collect(),
                keys: keys.iter().enumerate().filter(|(_, key)| feeds(key)).map(|(position, _)| position).collect(),
            }
        })
        .collect()
}
