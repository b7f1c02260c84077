//! Items of entities of which nothing is known but their generated text: what decoding finds missing is put in, until it
//! finds nothing missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::jiff::{Timestamp, civil::Date, fmt::strtime};
use dynaschema::{DecodeError, Entity, Item};

use super::random::Random;
use super::read;

/// So often something is put right before an item is given up.
const MOST_TRIES: usize = 600;

/// What generated code says between quotes.
pub(crate) struct Words {
    /// The names of members.
    names: Vec<String>,
    /// What the parts of keys are, by their names, in the words of errors: `uuid`.
    parts: BTreeMap<String, &'static str>,
    /// The formats of times and dates.
    formats: Vec<String>,
    /// The texts of enumerations.
    texts: Vec<String>,
    /// What is decoded: entities, what indexes hold of them, structs.
    pub(crate) decoded: BTreeSet<String>,
}

impl Words {
    pub(crate) fn of(generated: &str) -> Self {
        let code = || generated.lines().map(str::trim).filter(|line| !line.starts_with("///"));
        let name = |line: &str| {
            let (name, _) = line.strip_prefix('"')?.split_once("\" =>")?;
            (!name.contains('\\')).then(|| name.to_owned())
        };
        let decoded = code().filter_map(|line| line.strip_prefix("impl rt::DecodeItem for ")?.strip_suffix(" {"));
        Self {
            names: code().filter_map(name).collect::<BTreeSet<_>>().into_iter().collect(),
            parts: parts(generated),
            formats: code().filter_map(|line| quoted(line, "const FORMAT: ")).collect(),
            texts: code()
                .filter_map(|line| quoted(line, "const EXPECTED: "))
                .flat_map(|texts| one_of(&texts))
                .collect(),
            decoded: decoded.map(str::to_owned).collect(),
        }
    }

    /// An item with what an item must have, and some of what it may have.
    pub(crate) fn item<E: Entity + Debug + PartialEq>(&self, random: &mut Random) -> Option<Item> {
        let mut guess = Guess {
            words: self,
            random,
            parts: BTreeMap::new(),
            templates: BTreeMap::new(),
        };
        let mut item = guess.filled::<E>(Item::new(), MOST_TRIES)?;
        for name in &self.names {
            if item.contains_key(name) || guess.random.once_in(3) {
                continue;
            }
            // Whatever is expected there, it is probably not this: decoding will say.
            let mut more = item.clone();
            let probe = if guess.random.once_in(2) {
                AttributeValue::S("x".to_owned())
            } else {
                AttributeValue::Bs(vec![Blob::new([7])])
            };
            more.insert(name.clone(), probe);
            if let Some(more) = guess.filled::<E>(more, 60) {
                item = more;
            }
        }
        Some(item)
    }
}

/// The text of a constant.
fn quoted(line: &str, constant: &str) -> Option<String> {
    let (_, text) = line.strip_prefix(constant)?.split_once('"')?;
    Some(text.trim_end_matches(['"', ';']).to_owned())
}

/// The texts in `S (one, another or a third)`.
fn one_of(expected: &str) -> Vec<String> {
    let texts = expected.trim_start_matches("S (").trim_end_matches(')').split(" or ");
    texts.flat_map(|texts| texts.split(", ")).map(str::to_owned).collect()
}

/// The types of the parts of keys.
fn parts(generated: &str) -> BTreeMap<String, &'static str> {
    const KINDS: &[(&str, &str)] = &[
        ("rt::Uuid", "uuid"),
        ("rt::Date", "date"),
        ("rt::Timestamp", "timestamp"),
        ("u8", "u8"),
        ("u16", "u16"),
        ("u32", "u32"),
        ("u64", "u64"),
        ("i16", "i16"),
        ("i32", "i32"),
        ("Enumeration", "enumeration"),
    ];
    let mut parts = BTreeMap::new();
    for piece in generated.split("rt::Piece::part::<").skip(1) {
        let Some((of, name)) = piece.split_once("(\"") else { continue };
        let Some((name, _)) = name.split_once('"') else { continue };
        let kind = KINDS.iter().find(|(of_kind, _)| of.contains(of_kind));
        if let Some((_, kind)) = kind.filter(|_| !of.contains("Derived")) {
            parts.insert(name.to_owned(), *kind);
        }
    }
    parts
}

/// What was put in.
struct Guess<'w> {
    words: &'w Words,
    random: &'w mut Random,
    /// The texts of the parts of keys, by their names.
    parts: BTreeMap<String, String>,
    /// The templates of keys, by the attributes that they fill.
    templates: BTreeMap<String, String>,
}

impl Guess<'_> {
    fn filled<E: Entity + Debug + PartialEq>(&mut self, mut item: Item, most: usize) -> Option<Item> {
        for _ in 0..most {
            match read::<E>(&item, self.random) {
                Ok(_) => return Some(item),
                Err(error) => self.repair(&mut item, &error),
            }
        }
        None
    }

    fn repair(&mut self, item: &mut Item, error: &DecodeError) {
        if error.expected == "nothing" {
            take(item, &error.attribute);
            return;
        }
        if self.is_typed(error.expected) && !self.templates.contains_key(&error.attribute) {
            let value = self.value(error.expected, &error.found);
            put(item, &error.attribute, value);
            return;
        }
        // A composed key. Its parts are what the item's attributes say, or what another key says, or anything.
        let template = match self.templates.get(&error.attribute) {
            Some(known) if error.expected.starts_with("what the item") => known.clone(),
            Some(known) if self.is_typed(error.expected) => {
                let (known, names) = (known.clone(), part_names(known));
                if !names.is_empty() {
                    let text = self.text(error.expected.trim_start_matches(['S', 'N', ' ']), &error.found);
                    self.parts.insert(self.random.one_of(&names).clone(), text);
                }
                known
            }
            _ => error.expected.to_owned(),
        };
        if error.found != "nothing" && self.templates.contains_key(&error.attribute) && self.random.once_in(3) {
            for name in part_names(&template) {
                self.parts.remove(&name);
            }
        }
        self.templates.insert(error.attribute.clone(), template);
        for (attribute, template) in self.templates.clone() {
            if attribute == error.attribute || item.contains_key(&attribute) {
                let key = self.composed(&template, item);
                item.insert(attribute, AttributeValue::S(key));
            }
        }
    }

    /// Whether this says what a value is, and is not the text of a key.
    fn is_typed(&self, expected: &str) -> bool {
        let kind = expected.split_once(" (").map_or(expected, |(kind, _)| kind);
        ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS", "JSON", "a value of any type"].contains(&kind)
    }

    fn value(&mut self, expected: &str, found: &str) -> AttributeValue {
        let (kind, rest) = expected.split_once(" (").unwrap_or((expected, ""));
        let several = 1 + self.random.below(3);
        // What lies in it will be put right in its turn.
        let placeholder = || AttributeValue::Null(true);
        match kind {
            "S" => AttributeValue::S(self.text(rest, found)),
            "N" => AttributeValue::N(self.number(rest)),
            "B" => AttributeValue::B(self.random.bytes()),
            "BOOL" => AttributeValue::Bool(self.random.once_in(2)),
            "NULL" => placeholder(),
            "L" => AttributeValue::L((1..several).map(|_| placeholder()).collect()),
            "M" => {
                // No more than one: members have no order, and each may be wrong.
                let name = self.random.one_of(&self.words.names).clone();
                AttributeValue::M((1..several).take(1).map(|_| (name.clone(), placeholder())).collect())
            }
            "SS" => AttributeValue::Ss((0..several).map(|place| format!("{place}{}", self.random.text())).collect()),
            "NS" => AttributeValue::Ns((0..several).map(|place| place.to_string()).collect()),
            "BS" => AttributeValue::Bs(vec![self.random.bytes()]),
            _ => self.random.value(),
        }
    }

    fn number(&mut self, kind: &str) -> String {
        let most = *self.random.one_of(&[2, 3, 5, 10, 19, 38]);
        let sign = if self.random.once_in(3) { "-" } else { "" };
        let fraction = matches!(kind.trim_end_matches(')'), "" | "f32" | "f64" | "number") && self.random.once_in(2);
        let digits = self.random.digits(most);
        match digits.as_str() {
            "0" => digits,
            digits if fraction => format!("{sign}{digits}.5"),
            digits => format!("{sign}{digits}"),
        }
    }

    /// A text of what stands in brackets behind `S`.
    fn text(&mut self, kind: &str, found: &str) -> String {
        let kind = kind.trim_start_matches('(').trim_end_matches(')');
        let time = Timestamp::from_millisecond(self.random.bits() as i64 % 4_000_000_000_000).unwrap_or_default();
        let day =
            Date::new(2000 + self.random.below(99) as i16, 1 + self.random.below(12) as i8, 1).unwrap_or_default();
        let format = found.split_once("the format `").and_then(|(_, format)| format.split('`').next());
        let format = match (format, &*self.words.formats) {
            (None, formats @ [_, ..]) if self.random.once_in(2) => Some(self.random.one_of(formats).as_str()),
            (format, _) => format,
        };
        let formatted = format.and_then(|format| strtime::format(format, time).ok());
        match kind {
            "timestamp" | "date" if formatted.is_some() => formatted.unwrap_or_default(),
            "timestamp" => strtime::format("%Y-%m-%dT%H:%M:%S.%3fZ", time).unwrap_or_default(),
            "date" => day.to_string(),
            "uuid" => {
                let bits = u128::from(self.random.bits()) << 64 | u128::from(self.random.bits());
                dynaschema::uuid::Uuid::from_u128(bits).to_string()
            }
            "json" => r#"{"a": [1, "\u00e9"]}"#.to_owned(),
            "an integer with leading zeros" => {
                let width = 1 + self.random.below(12);
                format!("{:0>width$}", self.random.digits(3))
            }
            "number" | "f32" | "f64" => self.number(kind),
            _ if kind.starts_with(['i', 'u']) && kind[1..].parse::<u8>().is_ok() => self.number(kind),
            "enumeration" => self.random.one_of(&self.words.texts).clone(),
            _ if kind.contains(" or ") => self.random.one_of(&one_of(kind)).clone(),
            _ if self.random.once_in(3) => self.random.digits(6),
            _ => format!("x{}", self.random.text()),
        }
    }

    /// A key of a template.
    fn composed(&mut self, template: &str, item: &Item) -> String {
        let (mut key, mut rest) = (String::new(), template);
        while let Some((literal, part, behind)) = rest
            .split_once('{')
            .and_then(|(literal, part)| part.split_once('}').map(|(part, behind)| (literal, part, behind)))
        {
            let (name, format) = part.split_once(':').unwrap_or((part, ""));
            key.push_str(literal);
            key.push_str(&self.part(name, format, item));
            rest = behind;
        }
        key + rest
    }

    fn part(&mut self, name: &str, format: &str, item: &Item) -> String {
        let of_item = match item.get(name) {
            Some(AttributeValue::S(text) | AttributeValue::N(text)) => Some(text.clone()),
            _ => self.parts.get(name).cloned(),
        };
        let text = of_item.unwrap_or_else(|| {
            let text = match self.words.parts.get(name) {
                Some(kind) => self.text(kind, ""),
                None if self.random.once_in(2) => self.random.digits(4),
                None => format!("x{}", self.random.digits(3)),
            };
            self.parts.entry(name.to_owned()).or_insert(text).clone()
        });
        if format.starts_with('%') {
            // Of the day that the part is, or of one that the item has under another name.
            let texts = item.values().filter_map(|value| value.as_s().or(value.as_n()).ok());
            let mut days: Vec<Date> = texts.chain([&text]).filter_map(|text| day(text)).collect();
            days.sort();
            let day = if days.is_empty() { Date::default() } else { *self.random.one_of(&days) };
            return strtime::format(format, day).unwrap_or_default();
        }
        match format.parse::<usize>() {
            Ok(width) => format!("{text:0>width$}"),
            Err(_) => text,
        }
    }
}

/// The day that a text begins with, or that lies so many milliseconds behind 1970.
fn day(text: &str) -> Option<Date> {
    let of_number = || {
        let time = Timestamp::from_millisecond(text.parse().ok()?).ok()?;
        strtime::format("%F", time).ok()?.parse().ok()
    };
    text.get(..10).and_then(|day| day.parse().ok()).or_else(of_number)
}

/// The names of a template's parts.
fn part_names(template: &str) -> Vec<String> {
    let parts = template.split('{').skip(1).filter_map(|part| part.split(['}', ':']).next());
    parts.map(str::to_owned).collect()
}

/// Puts a value at a place inside an item.
fn put(item: &mut Item, path: &str, value: AttributeValue) {
    match step(item, path) {
        Some((name, "")) => drop(item.insert(name, value)),
        Some((name, inside)) => {
            if let Some(outer) = item.get_mut(&name) {
                put_inside(outer, inside, value);
            }
        }
        None => drop(item.insert(path.to_owned(), value)),
    }
}

fn put_inside(outer: &mut AttributeValue, path: &str, value: AttributeValue) {
    if let Some((position, inside)) = path.strip_prefix('[').and_then(|path| path.split_once(']')) {
        let position: usize = position.parse().expect("a position");
        match (outer, value) {
            (AttributeValue::L(elements), value) if inside.is_empty() => elements[position] = value,
            (AttributeValue::L(elements), value) => put_inside(&mut elements[position], inside, value),
            (AttributeValue::Ss(texts), AttributeValue::S(text)) => texts[position] = text,
            (AttributeValue::Ns(numbers), AttributeValue::N(number)) => numbers[position] = number,
            (AttributeValue::Bs(blobs), AttributeValue::B(bytes)) => blobs[position] = bytes,
            _ => {}
        }
    } else if let AttributeValue::M(members) = outer {
        put(members, path.trim_start_matches('.'), value);
    }
}

/// Takes away what lies at a place inside an item.
fn take(item: &mut Item, path: &str) {
    let Some((name, inside)) = step(item, path) else { return };
    if inside.is_empty() {
        item.remove(&name);
        return;
    }
    let (mut outer, mut inside) = (item.get_mut(&name), inside);
    while let Some((position, behind)) = inside.strip_prefix('[').and_then(|path| path.split_once(']')) {
        let Some(AttributeValue::L(elements)) = outer else { return };
        (outer, inside) = (elements.get_mut(position.parse::<usize>().expect("a position")), behind);
    }
    if let Some(AttributeValue::M(members)) = outer {
        take(members, inside.trim_start_matches('.'));
    }
}

/// The member that a path begins with, and the rest of the path.
fn step<'p>(item: &Item, path: &'p str) -> Option<(String, &'p str)> {
    let names = item.keys().filter_map(|name| Some((name.clone(), path.strip_prefix(name.as_str())?)));
    let names = names.filter(|(_, rest)| rest.is_empty() || rest.starts_with(['.', '[']));
    names.max_by_key(|(name, _)| name.len())
}
