//! What declared types become.

use super::{TYPES, accept};
use crate::model::{
    Attribute, Derives, Element, EnumerationValue, Format, Integer, Literal, NamedKind, NamedType, Schema, TimeFormat,
    Type, TypeId, Unknown,
};

/// A type and its place.
fn find<'s>(schema: &'s Schema, name: &str) -> (TypeId, &'s NamedType) {
    let position = schema.types.iter().position(|ty| ty.rust_name == name).expect(name);
    (TypeId(position), &schema.types[position])
}

fn attributes<'s>(schema: &'s Schema, name: &str) -> &'s [Attribute] {
    match &find(schema, name).1.kind {
        NamedKind::Struct { attributes, .. } => attributes,
        other => panic!("{other:?}"),
    }
}

fn derives(schema: &Schema, name: &str) -> Derives {
    find(schema, name).1.derives.clone()
}

#[test]
fn each_kind_becomes_what_it_is_and_an_alias_stands_for_its_type() {
    let schema = accept(&[("types.yaml", TYPES)]);
    let names: Vec<_> = schema.types.iter().map(|ty| ty.rust_name.as_str()).collect();
    assert_eq!(names, ["State", "Size", "Name", "Level", "Moment", "Card", "Payment", "Folder", "Money"]);
    let values = |name| match &find(&schema, name).1.kind {
        NamedKind::Enumeration { values, other, sorts } => (values.clone(), *other, *sorts),
        other => panic!("{other:?}"),
    };
    let value = |variant: &str, text: &str| EnumerationValue { variant: variant.to_owned(), text: text.to_owned() };
    assert_eq!(
        values("State"),
        (vec![value("Open", "OPEN"), value("Closed", "CLOSED"), value("InProgress", "IN_PROGRESS")], true, false)
    );
    assert_eq!(values("Size"), (vec![value("Small", "a"), value("Large", "b")], false, true));
    let as_string = Type::AsString(Box::new(Type::Integer(Integer::U8)));
    assert_eq!(find(&schema, "Name").1.kind, NamedKind::Newtype(Type::String));
    assert_eq!(find(&schema, "Level").1.kind, NamedKind::Newtype(as_string));
    let format = TimeFormat { text: "%Y-%m-%d %H:%M:%S".to_owned(), sorts: true };
    assert_eq!(find(&schema, "Moment").1.kind, NamedKind::Format(format));
    let own = NamedKind::Own {
        path: "crate::Money".to_owned(),
        stored: Type::Number,
        place: "types.yaml:12".to_owned(),
    };
    assert_eq!(find(&schema, "Money").1.kind, own);
    let NamedKind::Union { tag, content, variants, .. } = &find(&schema, "Payment").1.kind else {
        panic!("{schema:?}")
    };
    assert_eq!((tag.as_str(), content, variants.len()), ("kind", &None, 2));
    assert_eq!(variants[0].ty, Type::Named(find(&schema, "Card").0));

    let [.., grid, _, _, _, tags, _] = schema.entities[0].attributes.as_slice() else { panic!("{schema:?}") };
    let level = Type::Named(find(&schema, "Level").0);
    let list = |ty, optional| Type::List(Box::new(Element { ty, optional }));
    assert_eq!(grid.ty, list(list(level.clone(), true), false));
    assert_eq!(tags.ty, Type::Set(Box::new(level)));
}

#[test]
fn a_format_under_a_name_is_that_of_the_attributes_that_are_of_it() {
    let schema = accept(&[("types.yaml", TYPES)]);
    let (id, _) = find(&schema, "Moment");
    assert_eq!(attributes(&schema, "Card")[2].ty, Type::Timestamp(Format::Named(id)));
}

#[test]
fn aliases_of_aliases_mean_the_same_in_any_order() {
    let text = "types: { A: list<B>, B: 'map<C?>', C: D, D: { type: u8, as: string }, T: { fields: { a: A } } }";
    let schema = accept(&[("types.yaml", text)]);
    let d = Type::AsString(Box::new(Type::Integer(Integer::U8)));
    let b = Type::Map(Box::new(Element { ty: d, optional: true }));
    assert_eq!(attributes(&schema, "T")[0].ty, Type::List(Box::new(Element { ty: b, optional: false })));
}

#[test]
fn optional_attributes_are_boxed_where_a_type_would_contain_itself() {
    let schema = accept(&[("types.yaml", TYPES)]);
    let boxed = |schema: &Schema, name| -> Vec<bool> {
        attributes(schema, name).iter().map(|attribute| attribute.boxed).collect()
    };
    assert_eq!(boxed(&schema, "Folder"), [false, true, false]);
    assert_eq!(boxed(&schema, "Card"), [false, false, false]);
    let mutual = "
defaults: { allow: [DS0104] }
types:
  A: { fields: { b: 'B?', c: 'C?' } }
  B: { fields: { u: U, list: list<A> } }
  C: { fields: { list: list<A>, b: 'B?' } }
  U: { tag: t, content: c, variants: { a: A, n: u8 } }
";
    let schema = accept(&[("types.yaml", mutual)]);
    assert_eq!(boxed(&schema, "A"), [true, true]);
    assert_eq!(boxed(&schema, "B"), [false, false]);
    assert_eq!(boxed(&schema, "C"), [false, true]);
}

#[test]
fn enumerations_sort_if_their_texts_do_whatever_follows_them() {
    for (values, expected) in [
        ("[A, B, C]", true),
        ("[B, A]", false),
        ("[A, AB]", false),
        ("{ upper: Z, lower: a }", true),
        ("[a]", true),
        ("[A, B], other: true", false),
    ] {
        let schema = accept(&[("types.yaml", &format!("types: {{ T: {{ values: {values} }} }}"))]);
        let sorts = matches!(schema.types[0].kind, NamedKind::Enumeration { sorts: true, .. });
        assert_eq!(sorts, expected, "{values}");
    }
}

#[test]
fn enums_and_newtypes_implement_what_they_can() {
    let text = "
types:
  State: { values: [A] }
  Open: { values: [A], other: true }
  Id: { newtype: u64 }
  Name: { newtype: Id }
  Text: { newtype: string }
  Rate: { newtype: f64 }
  Own: { rust: 'crate::Own', as: u8 }
  Around: { newtype: Own, derives: [Ord] }
  Struct: { fields: { a: u8 } }
";
    let schema = accept(&[("types.yaml", text)]);
    let all = Derives {
        copy: true,
        eq: true,
        hash: true,
        partial_ord: true,
        ord: true,
        ..Derives::default()
    };
    for (name, expected) in [
        ("State", all.clone()),
        ("Open", Derives { copy: false, ..all.clone() }),
        ("Id", all.clone()),
        ("Name", all.clone()),
        ("Text", Derives { copy: false, ..all.clone() }),
        ("Rate", Derives { copy: true, partial_ord: true, ..Derives::default() }),
        ("Own", Derives::default()),
        ("Around", Derives { eq: true, partial_ord: true, ord: true, ..Derives::default() }),
        ("Struct", Derives::default()),
    ] {
        assert_eq!(derives(&schema, name), expected, "{name}");
    }
}

#[test]
fn what_a_file_asks_for_is_left_out_where_it_cannot_be() {
    let text = "
defaults: { derives: [Eq, Copy, Default, serde], allow: [DS0104] }
types:
  Good: { fields: { a: u8, state: State, id: Id } }
  Text: { fields: { a: string, good: Good } }
  Float: { fields: { a: 'f64?' } }
  Around: { fields: { float: Float } }
  Tree: { fields: { nodes: list<Tree>, other: 'Around?' }, derives: ['a::B'] }
  State: { values: [A, B] }
  Id: { newtype: u8 }
  Union: { tag: t, variants: { good: Good } }
";
    let schema = accept(&[("types.yaml", text)]);
    let serde = || vec!["::serde::Serialize".to_owned(), "::serde::Deserialize".to_owned()];
    let of = |eq, copy, default| Derives { eq, copy, default, others: serde(), ..Derives::default() };
    for (name, expected) in [
        ("Good", of(true, true, true)),
        ("Text", of(true, false, true)),
        ("Float", of(false, true, true)),
        ("Around", of(false, true, true)),
        ("Union", of(true, true, false)),
    ] {
        assert_eq!(derives(&schema, name), expected, "{name}");
    }
    let tree = derives(&schema, "Tree");
    assert_eq!((tree.eq, tree.copy, tree.default), (false, false, true));
    assert_eq!(tree.others.last().map(String::as_str), Some("a::B"));
}

#[test]
fn what_is_in_a_type_with_a_default_has_one() {
    let text = "
types:
  A: { fields: { state: State, id: Id, note: 'Note?', size: { type: Size, default: b } }, derives: [Default] }
  Id: { newtype: Inner }
  Inner: { newtype: Kind }
  Kind: { values: [x] }
  State: { values: [A, B] }
  Note: { values: [A, B] }
  Size: { values: [a, b] }
";
    let schema = accept(&[("types.yaml", text)]);
    for (name, expected) in
        [("A", true), ("State", true), ("Id", true), ("Inner", true), ("Kind", true), ("Note", false), ("Size", false)]
    {
        assert_eq!(derives(&schema, name).default, expected, "{name}");
    }
    let a = attributes(&schema, "A");
    assert_eq!(a[3].default, Some(Literal::Value(find(&schema, "Size").0, 1)));
}

#[test]
fn types_of_other_files_are_visible_and_come_in_the_order_of_files() {
    let files = [
        ("b.yaml", "types: { A: { fields: { z: Z, alias: Alias } } }"),
        ("a.yaml", "types: { Z: { newtype: u8 }, Alias: list<A> }"),
    ];
    let files = [files[0], (files[1].0, &*format!("defaults: {{ allow: [DS0104] }}\n{}", files[1].1))];
    let text = format!("defaults: {{ allow: [DS0104] }}\n{}", files[0].1);
    let schema = accept(&[(files[0].0, &text), files[1]]);
    let names: Vec<_> = schema.types.iter().map(|ty| (ty.rust_name.as_str(), ty.file.0)).collect();
    assert_eq!(names, [("Z", 0), ("A", 1)]);
}

#[test]
fn an_entity_or_a_type_says_what_is_done_with_what_the_schema_does_not_name() {
    let schema = accept(&[("types.yaml", TYPES)]);
    assert_eq!(schema.entities[0].unknown, Unknown::Keep);
    let unknown = |name| match find(&schema, name).1.kind {
        NamedKind::Struct { unknown, .. } => unknown,
        _ => panic!("{name}"),
    };
    assert_eq!((unknown("Folder"), unknown("Card")), (Unknown::Deny, Unknown::Ignore));
}

#[test]
fn long_chains_of_types_are_no_deep_recursion() {
    let chain = |link: &dyn Fn(usize) -> String| {
        let lines = (0..20_000).map(|number| format!("  T{number}: {}\n", link(number + 1)));
        format!("types:\n{}  T20000: u8\n", lines.collect::<String>())
    };
    accept(&[("types.yaml", &chain(&|next| format!("T{next}")))]);
    accept(&[("types.yaml", &chain(&|next| format!("{{ fields: {{ a: T{next} }} }}")))]);
    let schema = accept(&[("types.yaml", &chain(&|next| format!("{{ newtype: T{next} }}")))]);
    assert_eq!(schema.types.len(), 20_000);
}
