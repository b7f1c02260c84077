//! Templates that overlap, and such that do not.

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
