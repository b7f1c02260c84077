//! The texts that formats of times have.

use super::{Class, Texts, date, pattern};

/// The texts of times in a format of `strftime`'s directives. What it does not know can be any text.
pub(in crate::check) fn of_format(format: &str) -> Vec<Texts> {
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
