//! What the parts of composed keys have to be, and how long a key is at least.

use std::collections::BTreeSet;

use super::facts::{Attribute, Filled, Part, Piece, Table, Template};
use super::filling::Filling;
use super::named::Types;
use super::{Context, part};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::Form;

/// What every part of a key has to be.
pub(super) fn check(
    filling: &Filling<'_>,
    attributes: &[Attribute<'_>],
    table: &Table<'_>,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) {
    let mut refused = BTreeSet::new();
    for filled in &filling.keys {
        let template = &filled.template;
        length(filled, attributes, types, cx);
        for (position, part) in template.parts().enumerate() {
            let is_first = template.parts().take(position).all(|before| before.attribute != part.attribute);
            if let Some(attribute) = attributes.get(part.attribute).filter(|_| is_first) {
                if !refused.contains(&part.attribute) && !check_type(filled, part, attribute, types, cx) {
                    refused.insert(part.attribute);
                }
                check_format(filling, filled, part, attribute, table, cx);
                check_absence(filled, part, attribute, table, cx);
                check_stamp(filled, part, attribute, attributes, table, cx);
            }
        }
        literal(template, attributes, cx);
    }
}

/// Whether an attribute can be a part at all.
fn check_type(
    filled: &Filled<'_>,
    part: &Part,
    attribute: &Attribute<'_>,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> bool {
    let Some(ty) = &attribute.ty else { return true };
    // The type of one that keeps its wire type is a question of the key.
    if filled.template.bare().is_some() || types.innermost(&ty.value).is_none() {
        return true;
    }
    if !part::has_text(&ty.value, types) {
        cx.sink.report(
            Diagnostic::new(codes::PART_TYPE, format!("{} cannot be a part of a key", shown(attribute.name)))
                .at(part.place, "a part is text")
                .also(ty.span, "values of this type do not have one text each")
                .help("parts are texts, whole numbers, UUIDs, times and dates, and types with `values`"),
        );
        return false;
    }
    if part.form == Form::Whole && filled.is_sort && part::is_whole_number(&ty.value, types) {
        cx.sink.report(
            Diagnostic::new(
                codes::UNSORTABLE_PART,
                format!("as text, {} does not sort as a number", shown(attribute.name)),
            )
            .at(part.place, "`10` comes before `9`")
            .help(format!("pad it with zeros to the width of the greatest: `{{{}:010}}`", attribute.name.value)),
        );
    }
    true
}

/// A format does not tell all values apart: two items must not have one key for it.
fn check_format(
    filling: &Filling<'_>,
    filled: &Filled<'_>,
    part: &Part,
    attribute: &Attribute<'_>,
    table: &Table<'_>,
    cx: &mut Context<'_>,
) {
    if !filled.is_of_table || !matches!(part.form, Form::Formatted(_)) {
        return;
    }
    let is_key = table.key.attributes().any(|key| attribute.is_called(key.name.value));
    let mut of_table = filling.keys.iter().filter(|filled| filled.is_of_table);
    if is_key || of_table.any(|filled| filled.template.readable(part.attribute).is_some()) {
        return;
    }
    cx.sink.report(
        Diagnostic::new(
            codes::PART_FORM,
            format!("the table's key does not tell one {} from another", shown(attribute.name)),
        )
        .at(part.place, "with a format it is not read back")
        .help(format!(
            "let it stand without a format in the table's key too: `sort: \"{{{}}}\"`",
            attribute.name.value
        )),
    );
}

/// Refuses a key that is too long whatever its values are.
fn length(filled: &Filled<'_>, attributes: &[Attribute<'_>], types: &Types<'_>, cx: &mut Context<'_>) {
    let least = |piece: &Piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Part(part) => {
            let ty = attributes.get(part.attribute).and_then(|attribute| attribute.ty.as_ref());
            ty.and_then(|ty| part::width(&ty.value, &part.form, types)).unwrap_or_default()
        }
    };
    let length: usize = filled.template.pieces.iter().map(least).sum();
    let (half, longest) = if filled.is_sort { ("sort", 1024) } else { ("partition", 2048) };
    if length > longest {
        cx.sink.report(
            Diagnostic::new(codes::TEMPLATE_LENGTH, format!("a {half} key has at most {longest} bytes"))
                .at(filled.template.place, format!("this has at least {length}")),
        );
    }
}

fn check_absence(filled: &Filled<'_>, part: &Part, attribute: &Attribute<'_>, table: &Table<'_>, cx: &mut Context<'_>) {
    let name = shown(attribute.name);
    if let Some(optional) = attribute.optional.filter(|_| filled.is_of_table) {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_KEY, format!("{name} is a key: it cannot be optional"))
                .at(optional, "optional here")
                .also(part.place, format!("in the key of {} here", shown(table.name))),
        );
    } else if let Some(null) = attribute.null.filter(|_| attribute.optional.is_some()) {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_KEY, format!("{name} is a key: it cannot be `NULL`"))
                .at(null, "")
                .also(part.place, "in a key here")
                .help("leave `null` out: an item without the attribute is not in the index"),
        );
    }
    if let Some(default) = attribute.default.as_ref().filter(|_| filled.is_of_table) {
        cx.sink.report(
            Diagnostic::new(codes::KEY_DEFAULT, format!("{name} is the key of an item: it cannot have a default"))
                .at(default.span, "no item lacks its key, and a new one must say it")
                .also(part.place, format!("in the key of {} here", shown(table.name)))
                .help("leave `default` out"),
        );
    }
}

/// What writes set by themselves is known only with what shares its key.
fn check_stamp(
    filled: &Filled<'_>,
    part: &Part,
    attribute: &Attribute<'_>,
    attributes: &[Attribute<'_>],
    table: &Table<'_>,
    cx: &mut Context<'_>,
) {
    let Some(stamp) = &attribute.stamp else { return };
    let name = shown(attribute.name);
    if filled.is_of_table {
        cx.sink.report(
            Diagnostic::new(codes::STAMP, format!("{name} is the key of an item: it cannot have a stamp"))
                .at(stamp.span, "with each write it would be another item")
                .also(part.place, format!("in the key of {} here", shown(table.name)))
                .help("leave `stamp` out"),
        );
        return;
    }
    let other = filled.template.parts().find(|other| other.attribute != part.attribute);
    let shares = other.map(|other| (other.place, attributes.get(other.attribute).map_or("", |it| it.name.as_str())));
    let message = format!("{name} has a stamp, and shares a key with another attribute");
    if let Some((place, other)) = shares {
        cx.sink.report(
            Diagnostic::new(codes::SHARED_STAMP, message)
                .at(part.place, "every write sets this")
                .also(place, format!("{} stands beside it", shown(other)))
                .help("let the index have an attribute for each, in the table: `sort: [A, B]` needs no template"),
        );
    } else if filled.member.is_some() {
        cx.sink.report(
            Diagnostic::new(
                codes::SHARED_STAMP,
                format!("{name} has a stamp, and is in a key that not every item has"),
            )
            .at(part.place, "every write sets this")
            .help("leave `stamp` or `member` out"),
        );
    }
}

/// Doubts a text that may have been meant to be a part.
fn literal(template: &Template, attributes: &[Attribute<'_>], cx: &mut Context<'_>) {
    let attribute = attributes.iter().find(|attribute| attribute.name.as_str() == template.text);
    if let Some(attribute) = attribute.filter(|_| template.parts().next().is_none()) {
        cx.sink.report(
            Diagnostic::new(codes::LITERAL_KEY, format!("every item has the text {} here", shown(&template.text)))
                .at(template.place, "a text, and not the attribute of that name")
                .also(attribute.name.span, "there is this attribute")
                .help(format!("write `\"{{{}}}\"` for the attribute", attribute.name.value)),
        );
    }
}
