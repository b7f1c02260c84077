//! Whether two templates of keys can give the same text.
//!
//! A template becomes a small automaton: states, and steps between them that read a character of some range or nothing.
//! A text that two templates match is a walk through both automata at once, and such a walk is searched for. Where the
//! texts of a part are not known exactly, there are more of them: two templates may be said to overlap that do not, but
//! never the other way round.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::RangeInclusive;

/// What texts a piece of a template has.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Texts {
    /// Exactly this.
    Literal(String),
    /// Any, the empty one too.
    Any,
    /// A whole number as it is written: `0`, `7`, `-7`, without leading zeros.
    Integer { signed: bool },
    /// So many digits.
    Digits(usize),
    /// Hex in lower case with hyphens, 8-4-4-4-12.
    Uuid,
    /// One of these.
    OneOf(Vec<String>),
    /// One character of each class.
    Pattern(Vec<Class>),
}

/// What a character of a [`Texts::Pattern`] can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    DigitOrSpace,
    Char(char),
}

/// Whether there is a text that both match.
pub(super) fn overlap(one: &[Texts], other: &[Texts]) -> bool {
    meet(&Automaton::of(one), &Automaton::of(other))
}

/// Whether a text of `other` can begin with a text of `prefix`.
pub(super) fn can_begin_with(other: &[Texts], prefix: &[Texts]) -> bool {
    let mut open = Automaton::of(prefix);
    open.append(&Texts::Any);
    meet(&Automaton::of(other), &open)
}

/// How many bytes all of the texts have, if they have as many.
pub(super) fn width(texts: &Texts) -> Option<usize> {
    match texts {
        Texts::Literal(text) => Some(text.len()),
        Texts::Any | Texts::Integer { .. } => None,
        Texts::Digits(width) => Some(*width),
        Texts::Uuid => Some(36),
        Texts::OneOf(texts) => {
            let first = texts.first()?.len();
            texts.iter().all(|text| text.len() == first).then_some(first)
        }
        Texts::Pattern(classes) => {
            let bytes = |class: &Class| match class {
                Class::Digit | Class::DigitOrSpace => 1,
                Class::Char(character) => character.len_utf8(),
            };
            Some(classes.iter().map(bytes).sum())
        }
    }
}

/// RFC 3339 in UTC, to the millisecond.
pub(super) fn timestamp() -> Texts {
    pattern("dddd-dd-ddTdd:dd:dd.dddZ")
}

pub(super) fn date() -> Texts {
    pattern("dddd-dd-dd")
}

/// Each `d` is a digit, everything else itself.
fn pattern(text: &str) -> Texts {
    let class = |character| if character == 'd' { Class::Digit } else { Class::Char(character) };
    Texts::Pattern(text.chars().map(class).collect())
}

/// The texts of times in a format of `strftime`'s directives. What it does not know can be any text.
pub(super) fn of_format(format: &str) -> Vec<Texts> {
    let mut texts = Vec::new();
    let mut rest = format.chars();
    while let Some(first) = rest.next() {
        if first != '%' {
            push_literal(first, &mut texts);
            continue;
        }
        let mut name = String::new();
        // Up to its letter.
        for character in rest.by_ref() {
            name.push(character);
            if character.is_alphabetic() || character == '%' {
                break;
            }
        }
        match name.as_str() {
            "%" => push_literal('%', &mut texts),
            name => texts.push(of_directive(name)),
        }
    }
    texts
}

fn push_literal(character: char, to: &mut Vec<Texts>) {
    match to.last_mut() {
        Some(Texts::Literal(text)) => text.push(character),
        _ => to.push(Texts::Literal(character.into())),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Of a directive without its `%`. What is written is in UTC, and in years of four digits.
fn of_directive(name: &str) -> Texts {
    match name {
        "Y" => Texts::Digits(4),
        "m" | "d" | "H" | "I" | "M" | "S" => Texts::Digits(2),
        "j" | "3f" => Texts::Digits(3),
        "6f" => Texts::Digits(6),
        "9f" => Texts::Digits(9),
        "e" => Texts::Pattern(vec![Class::DigitOrSpace, Class::Digit]),
        "F" => date(),
        "R" => pattern("dd:dd"),
        "T" => pattern("dd:dd:dd"),
        ".3f" => pattern(".ddd"),
        ".6f" => pattern(".dddddd"),
        ".9f" => pattern(".ddddddddd"),
        "B" => Texts::OneOf(MONTHS.map(str::to_owned).into()),
        "b" => Texts::OneOf(MONTHS.map(|month| month.chars().take(3).collect()).into()),
        "p" => Texts::OneOf(["AM", "PM"].map(str::to_owned).into()),
        "z" => Texts::Literal("+0000".to_owned()),
        ":z" => Texts::Literal("+00:00".to_owned()),
        "s" => Texts::Integer { signed: true },
        // `f` and `.f` have as many digits as they need.
        _ => Texts::Any,
    }
}

/// Whether a walk through both leads to both ends.
fn meet(one: &Automaton, other: &Automaton) -> bool {
    let start = (Automaton::START, Automaton::START);
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([start]);
    while let Some(pair) = queue.pop_front() {
        if pair == (one.end, other.end) {
            return true;
        }
        let (here, there) = (&one.states[pair.0], &other.states[pair.1]);
        // Who reads nothing goes alone; a character is read by both.
        let first = here.skips.iter().map(|&next| (next, pair.1));
        let second = there.skips.iter().map(|&next| (pair.0, next));
        let both = here.reads.iter().flat_map(|(range, next)| {
            let same = there.reads.iter().filter(|(other, _)| intersect(range, other));
            same.map(|(_, other)| (*next, *other))
        });
        for next in first.chain(second).chain(both) {
            if seen.insert(next) {
                queue.push_back(next);
            }
        }
    }
    false
}

fn intersect(one: &RangeInclusive<char>, other: &RangeInclusive<char>) -> bool {
    one.start().max(other.start()) <= one.end().min(other.end())
}

const DIGIT: RangeInclusive<char> = '0'..='9';

/// What reads the texts of a template. A walk from the start to the end reads one of them.
struct Automaton {
    states: Vec<State>,
    /// Nothing leads away from it but to itself, so that the next part can begin here.
    end: usize,
}

#[derive(Default)]
struct State {
    /// Where a character of a range leads.
    reads: Vec<(RangeInclusive<char>, usize)>,
    /// Where one comes without reading.
    skips: Vec<usize>,
}

impl Automaton {
    const START: usize = 0;

    fn of(template: &[Texts]) -> Self {
        let mut automaton = Automaton { states: vec![State::default()], end: Self::START };
        for texts in template {
            automaton.append(texts);
        }
        automaton
    }

    fn append(&mut self, texts: &Texts) {
        match texts {
            Texts::Literal(text) => text.chars().for_each(|character| self.read([character..=character])),
            Texts::Any => self.step(self.end, '\0'..=char::MAX, self.end),
            Texts::Integer { signed } => self.append_integer(*signed),
            Texts::Digits(count) => (0..*count).for_each(|_| self.read([DIGIT])),
            Texts::Uuid => {
                for (position, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
                    if position > 0 {
                        self.read(['-'..='-']);
                    }
                    (0..length).for_each(|_| self.read([DIGIT, 'a'..='f']));
                }
            }
            Texts::OneOf(texts) => self.append_one_of(texts),
            Texts::Pattern(classes) => {
                for class in classes {
                    match *class {
                        Class::Digit => self.read([DIGIT]),
                        Class::DigitOrSpace => self.read([DIGIT, ' '..=' ']),
                        Class::Char(character) => self.read([character..=character]),
                    }
                }
            }
        }
    }

    fn append_integer(&mut self, signed: bool) {
        let (start, digits, end) = (self.end, self.state(), self.state());
        self.step(start, '0'..='0', end);
        self.step(start, '1'..='9', digits);
        self.step(digits, DIGIT, digits);
        self.states[digits].skips.push(end);
        if signed {
            // There is no `-0`.
            let minus = self.state();
            self.step(start, '-'..='-', minus);
            self.step(minus, '1'..='9', digits);
        }
        self.end = end;
    }

    /// What begins alike shares its states: two long enumerations are not held against each other text by text.
    fn append_one_of(&mut self, texts: &[String]) {
        let (start, end) = (self.end, self.state());
        let mut known = BTreeMap::new();
        for text in texts {
            let mut last = start;
            for character in text.chars() {
                last = *known.entry((last, character)).or_insert_with(|| {
                    let next = self.state();
                    self.step(last, character..=character, next);
                    next
                });
            }
            self.states[last].skips.push(end);
        }
        self.end = end;
    }

    /// One more character, of one of these ranges.
    fn read<const N: usize>(&mut self, ranges: [RangeInclusive<char>; N]) {
        let next = self.state();
        for range in ranges {
            self.step(self.end, range, next);
        }
        self.end = next;
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    fn step(&mut self, from: usize, range: RangeInclusive<char>, to: usize) {
        self.states[from].reads.push((range, to));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Texts::{Any, Digits, Integer, Uuid};
    use super::*;

    const UNSIGNED: Texts = Integer { signed: false };
    const SIGNED: Texts = Integer { signed: true };

    fn text(text: &str) -> Texts {
        Texts::Literal(text.to_owned())
    }

    fn one_of(texts: &[&str]) -> Texts {
        Texts::OneOf(texts.iter().copied().map(str::to_owned).collect())
    }

    /// Both ways round.
    fn overlapping(one: &[Texts], other: &[Texts]) -> bool {
        let found = overlap(one, other);
        assert_eq!(overlap(other, one), found, "{other:?} and {one:?}");
        found
    }

    #[test]
    fn templates_overlap_if_one_text_is_of_both() {
        let cases: &[(&[Texts], &[Texts], bool)] = &[
            // Empty texts.
            (&[], &[], true),
            (&[], &[text("")], true),
            (&[], &[Any], true),
            (&[], &[Any, Any, Digits(0)], true),
            (&[], &[text("a")], false),
            (&[], &[UNSIGNED], false),
            (&[text("a")], &[text(""), text("a"), text("")], true),
            // Literals.
            (&[text("metadata")], &[text("metadata")], true),
            (&[text("metadata")], &[text("meta")], false),
            (&[text("größe")], &[text("gr"), Any, text("e")], true),
            (&[text("größe")], &[text("grö"), text("ße")], true),
            // Prefixes and separators.
            (&[text("sh#"), Any], &[text("shp#"), Any], false),
            (&[text("sh"), Any], &[text("shp#"), Any], true),
            (&[text("u#"), Any], &[text("u#"), Any, text("#follower")], true),
            (&[text("u#"), UNSIGNED], &[text("u#"), Any, text("#follower")], false),
            (&[text("o#"), Any], &[text("o#")], true),
            (&[Any, text("#a")], &[Any, text("#b")], false),
            (&[Any, text("#a")], &[text("b#"), Any], true),
            // Not in two overlapping places: `aXa` with one `a`.
            (&[text("a#"), Any, text("#a")], &[text("a#a")], false),
            (&[text("a#"), Any, text("#a")], &[text("a##a")], true),
            // Numbers.
            (&[Digits(3)], &[Any], true),
            (&[Digits(3)], &[Digits(4)], false),
            (&[Digits(3)], &[text("01a")], false),
            (&[Digits(3)], &[UNSIGNED], true),
            (&[text("0"), Digits(2)], &[UNSIGNED], false),
            (&[text("0")], &[UNSIGNED], true),
            (&[text("-1")], &[UNSIGNED], false),
            (&[text("-1")], &[SIGNED], true),
            (&[text("-0")], &[SIGNED], false),
            (&[text("-")], &[SIGNED], false),
            (&[text("1a")], &[SIGNED], false),
            (&[Digits(40)], &[SIGNED], true),
            (&[UNSIGNED], &[SIGNED], true),
            // Adjacent parts.
            (&[Digits(2), Digits(2)], &[Digits(4)], true),
            (&[UNSIGNED, SIGNED], &[text("12-3")], true),
            (&[UNSIGNED, SIGNED], &[text("12-03")], false),
            (&[UNSIGNED, UNSIGNED], &[text("00")], true),
            (&[Any, UNSIGNED], &[text("a007")], true),
            (&[Any, UNSIGNED], &[text("a")], false),
            (&[Any, Digits(2), Any], &[text("a1b2")], false),
            (&[one_of(&["a", "ab"]), one_of(&["c", "bc"])], &[text("abbc")], true),
            (&[one_of(&["a", "ab"]), one_of(&["c", "bc"])], &[text("abb")], false),
            // Enumerations.
            (&[one_of(&[])], &[Any], false),
            (&[one_of(&[""])], &[], true),
            (&[one_of(&["open", "shipped"])], &[one_of(&["closed", "shipped"])], true),
            (&[one_of(&["open", "shipped"])], &[one_of(&["opened", "ship"])], false),
            (&[one_of(&["open", "1"])], &[UNSIGNED], true),
            (&[one_of(&["open", "opened"])], &[text("opened")], true),
            (&[one_of(&["open", "opened"])], &[text("opene")], false),
            (&[Any, one_of(&["a", "b"])], &[text("xa")], true),
            (&[Any, one_of(&["a", "b"])], &[text("xc")], false),
            // Fixed forms.
            (&[Uuid], &[Uuid], true),
            (&[Uuid], &[text("01234567-89ab-cdef-0123-456789abcdef")], true),
            (&[Uuid], &[text("01234567-89AB-cdef-0123-456789abcdef")], false),
            (&[Uuid], &[date()], false),
            (&[Uuid], &[timestamp()], false),
            (&[Uuid], &[Digits(8), text("-"), Any], true),
            (&[date()], &[text("x")], false),
            (&[date()], &[text("2024-07-14")], true),
            (&[date()], &[text("2024-7-14")], false),
            (&[date()], &[timestamp()], false),
            (&[date(), text("T"), Any], &[timestamp()], true),
            (&[timestamp()], &[text("2024-07-14T01:02:03.004Z")], true),
        ];
        for (one, other, expected) in cases {
            assert_eq!(overlapping(one, other), *expected, "{one:?} and {other:?}");
        }
    }

    #[test]
    fn a_text_begins_with_any_text_of_the_prefix() {
        let cases: &[(&[Texts], &[Texts], bool)] = &[
            (&[Any], &[text("a")], true),
            (&[], &[text("a")], false),
            (&[text("a")], &[], true),
            (&[text("ab"), Any], &[text("a")], true),
            (&[text("a"), Any], &[text("ab")], true),
            (&[text("sh#"), Any], &[text("shp#")], false),
            (&[text("meta")], &[text("metadata")], false),
            (&[date()], &[Digits(4), text("-")], true),
            (&[UNSIGNED], &[text("-")], false),
            (&[UNSIGNED], &[text("0")], true),
            (&[UNSIGNED, text("#")], &[text("00")], false),
            (&[one_of(&["open", "shipped"])], &[text("ship")], true),
            (&[one_of(&["open", "shipped"])], &[text("c")], false),
            (&[text("u#"), Any, text("#f")], &[text("u#"), UNSIGNED, text("#")], true),
        ];
        for (other, prefix, expected) in cases {
            assert_eq!(can_begin_with(other, prefix), *expected, "{other:?} and {prefix:?}");
        }
    }

    #[test]
    fn the_texts_of_a_format_are_those_of_its_directives() {
        for (format, written) in [
            ("", ""),
            ("%F", "2024-07-04"),
            ("%Y%m%d", "20240704"),
            ("am %d.%m.%Y um %R Uhr, 100%%", "am 04.07.2024 um 23:30 Uhr, 100%"),
            ("%Y %b %e", "2024 Jul  4"),
            ("%B %e, %Y", "September 14, 2024"),
            ("%Y/%j", "2024/060"),
            ("%FT%H:%M:%S%.3fZ", "2024-07-04T23:30:59.123Z"),
            ("%F %T%6f%z", "2024-07-04 23:30:59123456+0000"),
            ("%F %T%.9f%:z", "2024-07-04 23:30:59.123456789+00:00"),
            ("%F %T%.6f", "2024-07-04 23:30:59.123456"),
            ("%F %T%.f", "2024-07-04 23:30:59"),
            ("%F %T%.f", "2024-07-04 23:30:59.5"),
            ("%F %T %f", "2024-07-04 23:30:59 000456"),
            ("%F %I:%M %p", "2024-07-04 11:30 PM"),
            ("%T%3f", "23:30:59123"),
            ("%T%9f", "23:30:59123456789"),
            ("%s", "-1"),
            ("%?", "whatever"),
            ("a%", "a whatever"),
        ] {
            let texts = of_format(format);
            assert!(overlapping(&texts, &[text(written)]), "{format}: {texts:?}");
        }
        assert_eq!(of_format("a%%b%Y"), [text("a%b"), Digits(4)]);
        for (format, other) in [
            ("%F", "2024-07-041"),
            ("%Y", "-001"),
            ("%b", "Juli"),
            ("%e", "4"),
            ("%p", "pm"),
            ("%R", "23.30"),
            ("%.3f", "123"),
            ("%z", "+0100"),
            ("%s", "007"),
            ("%%", "%%"),
        ] {
            assert!(!overlapping(&of_format(format), &[text(other)]), "{format}");
        }
    }

    #[test]
    fn long_templates_are_no_trouble() {
        let values: Vec<String> = (0..2_000).map(|number| format!("value {number}")).collect();
        let (one, other) = ([Texts::OneOf(values.clone())], [Texts::OneOf(values), text("!")]);
        assert!(!overlapping(&one, &other));
        let long = text(&"a#".repeat(200));
        assert!(!overlapping(&[Any, long.clone(), Any, text("b")], &[long, Any, text("c")]));
    }

    const ALPHABET: [char; 3] = ['0', '1', '-'];

    /// A character of each class that a part has is in the alphabet, and of each two that have one in common.
    fn part() -> impl Strategy<Value = Texts> {
        let short = || "[01-]{0,2}";
        let character = prop::sample::select(&ALPHABET[..]);
        let class = prop_oneof![Just(Class::Digit), Just(Class::DigitOrSpace), character.prop_map(Class::Char)];
        prop_oneof![
            3 => short().prop_map(Texts::Literal),
            3 => Just(Any),
            2 => any::<bool>().prop_map(|signed| Integer { signed }),
            1 => (0..3_usize).prop_map(Digits),
            2 => prop::collection::vec(short(), 0..3).prop_map(Texts::OneOf),
            2 => prop::collection::vec(class, 0..3).prop_map(Texts::Pattern),
        ]
    }

    /// No more characters than these are needed: where both templates repeat themselves, both can do so once less.
    fn needed(template: &[Texts]) -> usize {
        let lengths = template.iter().map(|texts| match texts {
            Texts::Literal(text) => text.len(),
            Any => 0,
            Integer { signed } => 1 + usize::from(*signed),
            Digits(count) => *count,
            Uuid => 36,
            Texts::OneOf(texts) => texts.iter().map(String::len).max().unwrap_or_default(),
            Texts::Pattern(classes) => classes.len(),
        });
        lengths.sum()
    }

    fn is_of(text: &str, texts: &Texts) -> bool {
        let digit = |character: char| character.is_ascii_digit();
        match texts {
            Texts::Literal(literal) => text == literal,
            Any => true,
            Integer { signed } => {
                text.parse::<i64>().is_ok_and(|number| number.to_string() == text && (*signed || number >= 0))
            }
            Digits(count) => text.len() == *count && text.chars().all(digit),
            Uuid => unreachable!("too long to be tried"),
            Texts::OneOf(texts) => texts.iter().any(|one| one == text),
            Texts::Pattern(classes) => {
                let fits = |(character, class): (char, &Class)| match class {
                    Class::Digit => digit(character),
                    Class::DigitOrSpace => digit(character) || character == ' ',
                    Class::Char(expected) => character == *expected,
                };
                text.len() == classes.len() && text.chars().zip(classes).all(fits)
            }
        }
    }

    /// Where texts of a template can end that a text begins with. All characters have one byte.
    fn ends(template: &[Texts], text: &str) -> Vec<usize> {
        let mut ends = vec![0];
        for texts in template {
            let next = |end: &usize| ends.iter().any(|start| start <= end && is_of(&text[*start..*end], texts));
            ends = (0..=text.len()).filter(next).collect();
        }
        ends
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_answer_is_that_of_all_short_texts(
            one in prop::collection::vec(part(), 0..4),
            other in prop::collection::vec(part(), 0..4),
        ) {
            let longest = needed(&one) + needed(&other);
            prop_assume!(longest <= 8);
            let mut texts = vec![String::new()];
            let (mut same, mut begins) = (false, false);
            for length in 0..=longest {
                for text in &texts {
                    let found = ends(&one, text);
                    if found.contains(&length) {
                        let beginnings = ends(&other, text);
                        same |= beginnings.contains(&length);
                        begins |= !beginnings.is_empty();
                    }
                }
                texts = texts.iter().flat_map(|text| ALPHABET.map(|character| format!("{text}{character}"))).collect();
            }
            prop_assert_eq!(overlapping(&one, &other), same);
            prop_assert_eq!(can_begin_with(&one, &other), begins);
        }
    }
}
