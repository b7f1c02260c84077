//! What questions to composed sort keys select, held against the values of the parts.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::error::Refused;
use crate::expression::Comparator;
use crate::template::{Padded, Piece};

enum Any {}

impl Asked for Any {
    const INDEX: Option<&'static str> = None;
}

enum Text {}

impl SortStep for Text {
    type Encoding = String;
    const NAME: &'static str = "text";
}

impl RangeStep for Text {}

enum Number {}

impl SortStep for Number {
    type Encoding = Padded<u32, 3>;
    const NAME: &'static str = "number";
}

impl RangeStep for Number {}

/// A part's value, and in a template what it is.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Value {
    Text(String),
    Number(u32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operation {
    Eq,
    Lt,
    Le,
    Gt,
    Ge,
    Between,
    BeginsWith,
}

impl Operation {
    const ALL: [Self; 7] = [Self::Eq, Self::Lt, Self::Le, Self::Gt, Self::Ge, Self::Between, Self::BeginsWith];

    fn holds(self, value: &Value, operand: &Value, other: &Value) -> bool {
        match self {
            Self::Eq => value == operand,
            Self::Lt => value < operand,
            Self::Le => value <= operand,
            Self::Gt => value > operand,
            Self::Ge => value >= operand,
            Self::Between => operand <= value && value <= other,
            Self::BeginsWith => match (value, operand) {
                (Value::Text(value), Value::Text(operand)) => value.starts_with(operand),
                _ => false,
            },
        }
    }

    fn apply(self, key: QueryKey<Any>, operand: &Value, other: &Value) -> QueryKey<Any> {
        match (operand, other) {
            (Value::Text(text), _) if self == Self::BeginsWith => {
                composed_part::<Text, _, QueryKey<Any>>(key).begins_with(text)
            }
            (Value::Text(text), Value::Text(other)) => self.compare(composed_part::<Text, _, _>(key), text, other),
            (Value::Number(number), Value::Number(other)) => {
                self.compare(composed_part::<Number, _, _>(key), number, other)
            }
            _ => panic!("values of two types"),
        }
    }

    fn compare<S: RangeStep, V>(self, part: ComposedPart<S, Any>, operand: &V, other: &V) -> QueryKey<Any>
    where
        S::Encoding: Encoding<Value = V>,
        V: Clone,
    {
        match self {
            Self::Eq => part.eq(operand),
            Self::Lt => part.lt(operand),
            Self::Le => part.le(operand),
            Self::Gt => part.gt(operand),
            Self::Ge => part.ge(operand),
            Self::Between => part.between(operand, other),
            Self::BeginsWith => panic!("no text"),
        }
    }
}

fn open(sort: &'static [SortKey]) -> QueryKey<Any> {
    let key = QueryKey { walk: Ok(Walk::default()), question: PhantomData };
    key.map(|walk| {
        walk.open(sort);
        Ok(())
    })
}

fn one(template: &'static Template) -> QueryKey<Any> {
    open(vec![SortKey::Composed(template)].leak())
}

/// What a condition selects of the texts of one attribute.
fn selects(condition: &KeyCondition, key: &str) -> bool {
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    condition.equal.iter().all(|(_, value)| text(value) == key)
        && condition.last.iter().all(|(_, last)| match last {
            SortCondition::Compare(Comparator::Less, value) => *key < *text(value),
            SortCondition::Compare(Comparator::LessOrEqual, value) => *key <= *text(value),
            SortCondition::Compare(Comparator::Greater, value) => *key > *text(value),
            SortCondition::Compare(_, value) => *key >= *text(value),
            SortCondition::Between(low, high) => *text(low) <= *key && *key <= *text(high),
            SortCondition::BeginsWith(start) => key.starts_with(&text(start)),
        })
}

/// What is around the parts, what they are, and the same as a template.
#[derive(Debug, Clone)]
struct Shape {
    literals: Vec<String>,
    parts: Vec<Value>,
    template: &'static Template,
}

impl Shape {
    fn new(literals: Vec<String>, parts: Vec<Value>) -> Self {
        let mut pieces = Vec::new();
        let mut literals_left = literals.iter();
        let mut literal = |pieces: &mut Vec<Piece>| match literals_left.next().map_or("", String::as_str) {
            "" => {}
            text => pieces.push(Piece::literal(text.to_owned().leak())),
        };
        literal(&mut pieces);
        for part in &parts {
            pieces.push(match part {
                Value::Text(_) => Piece::part::<String>("text"),
                Value::Number(_) => Piece::part::<Padded<u32, 3>>("number").width(3),
            });
            literal(&mut pieces);
        }
        let template = Box::leak(Box::new(Template::new("SK", "…", pieces.leak())));
        Self { literals, parts, template }
    }

    fn compose(&self, values: &[Value]) -> Option<String> {
        let mut parts = Parts::new(self.template);
        for value in values {
            parts = match value {
                Value::Text(text) => parts.part::<String>(text).ok()?,
                Value::Number(number) => parts.part::<Padded<u32, 3>>(number).ok()?,
            };
        }
        parts.compose().ok()?.filter(|key| !key.is_empty() && key.len() <= 1024)
    }

    fn is_last(&self, part: usize) -> bool {
        part + 1 == self.parts.len() && self.literals[part + 1].is_empty()
    }
}

/// Separators, what sorts next to them, what is next to a gap, and the ends.
fn text() -> impl Strategy<Value = String> {
    let characters = vec!["#", "a", "é", "\"", "\0", "\u{D7FF}", "\u{E000}", "\u{10FFFE}", "1"];
    proptest::collection::vec(select(characters), 0..4).prop_map(|texts| texts.concat())
}

fn value(of: &Value) -> BoxedStrategy<Value> {
    match of {
        Value::Text(_) => text().prop_map(Value::Text).boxed(),
        Value::Number(_) => select(vec![0u32, 1, 9, 10, 99, 100, 999]).prop_map(Value::Number).boxed(),
    }
}

fn shape() -> impl Strategy<Value = Shape> {
    let start = select(vec![String::new(), "p#".to_owned(), "é".to_owned(), "x".repeat(1010)]);
    let part = prop_oneof![Just(Value::Text(String::new())), Just(Value::Number(0))];
    let literal = select(vec!["", "#", "##", "#é", "é"]).prop_map(str::to_owned);
    (start, proptest::collection::vec((part, literal), 1..4)).prop_map(|(start, mut rest)| {
        let last = rest.len() - 1;
        for (part, literal) in rest.iter_mut().take(last) {
            if literal.is_empty() && matches!(part, Value::Text(_)) {
                literal.push('#');
            }
        }
        let (parts, mut literals): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
        literals.insert(0, start);
        Shape::new(literals, parts)
    })
}

fn items(shape: &Shape) -> impl Strategy<Value = Vec<Vec<Value>>> + use<> {
    let item: Vec<_> = shape.parts.iter().map(value).collect();
    proptest::collection::vec(item, 1..12)
}

fn case() -> impl Strategy<Value = (Shape, Vec<Vec<Value>>, Vec<String>, usize, Value, Value)> {
    (shape(), any::<Index>()).prop_flat_map(|(shape, part)| {
        let part = part.index(shape.parts.len());
        let strangers = proptest::collection::vec((select(vec!["", "p", "p#", "q"]), text()), 0..6);
        let strangers = strangers.prop_map(|texts| texts.into_iter().map(|(start, text)| start.to_owned() + &text));
        let values = (value(&shape.parts[part]), value(&shape.parts[part]));
        (Just(shape.clone()), items(&shape), strangers, Just(part), values)
            .prop_map(|(shape, items, strangers, part, (a, b))| (shape, items, strangers.collect(), part, a, b))
    })
}

/// Whether a refusal is one of those that have to be: anything but a range that some item is in.
fn may_refuse(refused: &Refused, operation: Operation, operand: &Value, literal: &str, is_empty: bool) -> bool {
    let text = match operand {
        Value::Text(text) => text.as_str(),
        Value::Number(_) => "x",
    };
    is_empty
        || refused.reason.contains("bytes")
        || (text.is_empty() && refused.reason == "the text of a sort key cannot be empty")
        || (operation == Operation::BeginsWith && text.chars().any(|character| literal.contains(character)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_comparison_selects_exactly_the_items_whose_part_it_holds_for(
        (shape, items, strangers, part, operand, other) in case(),
        operation in select(Operation::ALL.to_vec()),
        given in any::<Index>(),
    ) {
        let is_text = matches!(operand, Value::Text(_));
        // Else there is no `RangeStep`, and no `HasPrefix`.
        let is_range = !matches!(operation, Operation::Eq | Operation::BeginsWith);
        if (is_text && is_range && !shape.is_last(part)) || (!is_text && operation == Operation::BeginsWith) {
            return Ok(());
        }
        let given = given.get(&items)[..part].to_vec();
                let start = given.iter().fold(one(shape.template), |key, value| Operation::Eq.apply(key, value, value));
        let begins = match &start.walk {
            Ok(walk) => walk.open.as_ref().unwrap().text.clone(),
            Err(_) => {
                let mut keys = items.iter().filter(|values| values[..part] == given);
                prop_assert!(keys.all(|values| shape.compose(values).is_none()), "no item has what is refused");
                return Ok(());
            }
        };
        let (mut holds, mut keys) = (Vec::new(), strangers);
        for values in &items {
            if let Some(key) = shape.compose(values) {
                if values[..part] == given && operation.holds(&values[part], &operand, &other) {
                    holds.push(key.clone());
                }
                keys.push(key);
            }
        }
        let condition = match operation.apply(start, &operand, &other).into_condition() {
            Ok(condition) => condition,
            Err(refused) => {
                let literal = &shape.literals[part + 1];
                prop_assert!(
                    may_refuse(&refused, operation, &operand, literal, holds.is_empty()), "{refused}: {holds:?}");
                return Ok(());
            }
        };
        for (_, value) in condition.values() {
            let length = value.as_s().unwrap().len();
            prop_assert!((1..=1024).contains(&length), "{length} bytes");
        }
        for key in keys {
            let is_selected = selects(&condition, &key);
            prop_assert!(!is_selected || key.starts_with(&begins), "{condition:?} {key:?}");
            // A stranger may happen to be one of the template's keys, of other values.
            if items.iter().any(|values| shape.compose(values).as_ref() == Some(&key)) {
                prop_assert_eq!(is_selected, holds.contains(&key), "{:?} of {:?} {:?}", &key, &condition, condition.last);
            }
        }
    }
}

static NUMBERED: Template = Template::new(
    "SK",
    "p#{number:03}#{text}",
    &[
        Piece::literal("p#"),
        Piece::part::<Padded<u32, 3>>("number"),
        Piece::literal("#"),
        Piece::part::<String>("text"),
    ],
);
static LITERAL: Template = Template::new("SK", "metadata", &[Piece::literal("metadata")]);
static ENDED: Template = Template::new("A", "{text}#end", &[Piece::part::<String>("text"), Piece::literal("#end")]);
static DOUBLE: Template = Template::new(
    "SK",
    "{text}##{text2}",
    &[Piece::part::<String>("text"), Piece::literal("##"), Piece::part::<String>("text2")],
);

fn shown(key: QueryKey<Any>) -> String {
    let condition = key.into_condition().unwrap();
    let values: Vec<_> = condition.values().map(|(_, value)| value.as_s().map_or("a number", |text| text)).collect();
    format!("{condition:?} {values:?}")
}

#[test]
fn a_sort_key_is_opened_with_its_literals_and_walked_from_part_to_part() {
    const SORT: &[SortKey] =
        &[SortKey::Composed(&LITERAL), SortKey::Composed(&ENDED), SortKey::Plain("B"), SortKey::Composed(&NUMBERED)];
    assert_eq!(shown(open(&[])), " []");
    let whole = open(SORT);
    assert_eq!(shown(whole.clone()), r#"SK = … ["metadata"]"#);
    let ended = composed_part::<Text, _, QueryKey<Any>>(whole).eq("x");
    assert_eq!(shown(ended.clone()), r#"SK = … AND A = … ["metadata", "x#end"]"#);
    let plain = sort_part::<Number, _, QueryKey<Any>>(ended.clone()).eq(7u32);
    let opened = r#"SK = … AND A = … AND number = … AND begins_with(SK, …) ["metadata", "x#end", "007", "p#"]"#;
    assert_eq!(shown(plain.clone()), opened);
    let known = ended.known::<u32>(&7).known::<Padded<u32, 3>>(&5);
    let opened = r#"SK = … AND A = … AND B = … AND begins_with(SK, …) ["metadata", "x#end", "a number", "p#005#"]"#;
    assert_eq!(shown(known.clone()), opened);
    let done = known.known::<String>(&"y".to_owned());
    assert!(shown(done.clone()).ends_with(r#""p#005#y"]"#));
    assert_eq!(done.known::<u32>(&1).into_condition().unwrap_err().reason, "the sort key has no such part here");
}

#[test]
fn a_part_is_compared_from_and_to_the_texts_next_to_its_own() {
    let number = || composed_part::<Number, _, QueryKey<Any>>(one(&NUMBERED));
    let text = || composed_part::<Text, _, QueryKey<Any>>(number().eq(1u32));
    for (key, expected) in [
        (number().ge(10u32), r#"BETWEEN … AND … ["p#010", "p#\u{10ffff}"]"#),
        (number().gt(10u32), r#"BETWEEN … AND … ["p#010#\u{10ffff}", "p#\u{10ffff}"]"#),
        (number().le(10u32), r#"BETWEEN … AND … ["p#", "p#010#\u{10ffff}"]"#),
        (number().lt(10u32), r#"BETWEEN … AND … ["p#", "p#01/\u{10ffff}"]"#),
        (number().between(1u32, 2u32), r#"BETWEEN … AND … ["p#001", "p#002#\u{10ffff}"]"#),
        (text().gt("a"), r#"BETWEEN … AND … ["p#001#a\0", "p#001#\u{10ffff}"]"#),
        (text().le("a"), r#"BETWEEN … AND … ["p#001#", "p#001#a"]"#),
        (text().between("a", "a"), r#"BETWEEN … AND … ["p#001#a", "p#001#a"]"#),
    ] {
        assert_eq!(shown(key), format!("SK {expected}"));
    }
    assert_eq!(shown(text().begins_with("a")), r#"begins_with(SK, …) ["p#001#a"]"#);
    assert_eq!(shown(text().eq("a#b")), r#"SK = … ["p#001#a#b"]"#);
}

#[test]
fn what_no_item_can_have_is_refused_by_the_parts_name() {
    let refused = |key: QueryKey<Any>| {
        let refused = key.into_condition().unwrap_err();
        format!("{}: {}", refused.attribute, refused.reason)
    };
    let number = || composed_part::<Number, _, QueryKey<Any>>(one(&NUMBERED));
    let double = || composed_part::<Text, _, QueryKey<Any>>(one(&DOUBLE));
    let ended = || composed_part::<Text, _, QueryKey<Any>>(one(&ENDED));
    assert_eq!(refused(number().eq(1000u32)), "number: it has 4 digits, and there is room for 3");
    assert_eq!(
        refused(number().between(2u32, 1u32)),
        "number: the lower bound of `between` is greater than the upper one"
    );
    let read_otherwise = "text: no item has it: key `SK` (`{text}##{text2}`) would be read as another value";
    assert_eq!(refused(double().eq("a#")), read_otherwise);
    let reaches = |key| format!("text: the text reaches into what stands behind the part in key `{key}`");
    for prefix in ["a#", "a##", "a##b"] {
        assert_eq!(refused(double().begins_with(prefix)), reaches("SK"), "{prefix}");
    }
    for prefix in ["a#", "a#e", "a#end"] {
        assert_eq!(refused(ended().begins_with(prefix)), reaches("A"), "{prefix}");
    }
    assert_eq!(shown(ended().begins_with("a#end2")), r#"begins_with(A, …) ["a#end2"]"#);
    assert_eq!(refused(ended().begins_with("")), "text: the text of a sort key cannot be empty");
    assert_eq!(refused(ended().eq("\u{10FFFF}")), "text: U+10FFFF cannot be in a key: it ends the ranges of queries");
    assert_eq!(
        refused(ended().eq("x".repeat(1021))),
        "text: the text of a sort key has at most 1024 bytes, and this one has 1025"
    );
}

#[test]
fn a_partition_is_composed_or_a_value_of_another_name() {
    let ask = || {
        Ask::<Any>::new().composed(&NUMBERED, |parts| parts.part::<Padded<u32, 3>>(&1)?.part::<String>(&"é".to_owned()))
    };
    let key = ask().plain::<String>("GSI1-PK", "x").key();
    assert_eq!(shown(key), r#"SK = … AND GSI1-PK = … ["p#001#é", "x"]"#);
    let refused = |ask: Ask<Any>| ask.key().into_condition().unwrap_err().attribute;
    assert_eq!(refused(Ask::new().composed(&NUMBERED, |parts| parts.part::<Padded<u32, 3>>(&1000))), "number");
    assert_eq!(refused(ask().composed(&NUMBERED, |parts| Ok(parts.member(false)))), "SK");
}
