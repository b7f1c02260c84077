//! `format`: how a time is written, in the directives of `strftime`.
//!
//! Only what can be written and read back to the same text is let through, and it must say which day it is.

use super::Context;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::model::TimeFormat;
use crate::yaml::Spanned;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Timestamp,
    Date,
}

/// What a directive tells of a time, in the order in which larger things come before smaller ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Year,
    Month,
    Day,
    DayOfYear,
    Hour,
    HalfDayHour,
    Minute,
    Second,
    Fraction,
    HalfDay,
    Offset,
    Epoch,
}

struct Directive {
    name: &'static str,
    fields: &'static [Field],
    /// Whether all its texts have one width and are in the order of their values.
    sorts: bool,
    digits: Digits,
}

/// The digits of a directive's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// There are only digits, and as many are read as are written.
    Fixed,
    /// There are only digits, and all that follow are read.
    Open,
    /// It begins with something else, and ends in digits of which all that follow are read.
    Trailing,
    /// It begins with something else, and its end is clear.
    None,
}

macro_rules! directives {
    ($($name:literal $fields:expr, $sorts:literal $digits:ident;)*) => {
        &[$(Directive { name: $name, fields: &$fields, sorts: $sorts, digits: Digits::$digits }),*]
    };
}

/// All that are let through, apart from `%%`.
const DIRECTIVES: &[Directive] = directives! {
    "%Y" [Field::Year], true Fixed;
    "%m" [Field::Month], true Fixed;
    "%d" [Field::Day], true Fixed;
    "%e" [Field::Day], false Open;
    "%b" [Field::Month], false None;
    "%B" [Field::Month], false None;
    "%j" [Field::DayOfYear], true Fixed;
    "%F" [Field::Year, Field::Month, Field::Day], true Fixed;
    "%H" [Field::Hour], true Fixed;
    "%I" [Field::HalfDayHour], false Fixed;
    "%p" [Field::HalfDay], false None;
    "%M" [Field::Minute], true Fixed;
    "%S" [Field::Second], true Fixed;
    "%R" [Field::Hour, Field::Minute], true Fixed;
    "%T" [Field::Hour, Field::Minute, Field::Second], true Fixed;
    "%f" [Field::Fraction], false Open;
    "%3f" [Field::Fraction], true Open;
    "%6f" [Field::Fraction], true Open;
    "%9f" [Field::Fraction], true Open;
    "%.f" [Field::Fraction], false Trailing;
    "%.3f" [Field::Fraction], true Trailing;
    "%.6f" [Field::Fraction], true Trailing;
    "%.9f" [Field::Fraction], true Trailing;
    "%z" [Field::Offset], false Trailing;
    "%:z" [Field::Offset], false Trailing;
    "%s" [Field::Epoch], false Open;
};

/// The format, unless something is wrong with it, which is then reported.
pub(super) fn check(text: &Spanned<String>, of: Of, cx: &mut Context<'_>) -> Option<TimeFormat> {
    report(text, examine(text, of), cx)
}

fn report(text: &Spanned<String>, examined: Result<bool, Wrong>, cx: &mut Context<'_>) -> Option<TimeFormat> {
    let (message, help) = match examined {
        Ok(sorts) => return Some(TimeFormat { text: text.value.clone(), sorts }),
        Err(wrong) => wrong,
    };
    let diagnostic = Diagnostic::new(codes::FORMAT, message).at(text.span, "");
    cx.sink.report(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
    None
}

/// The format of a part of a key, which is not read back: it need not say the day, or the month.
pub(super) fn check_derived(text: &Spanned<String>, of: Of, cx: &mut Context<'_>) -> Option<TimeFormat> {
    report(text, examine_as(text, of, true), cx)
}

/// In nanoseconds.
pub(super) const SECOND: i128 = 1_000_000_000;
/// In nanoseconds.
pub(super) const MILLISECOND: i128 = 1_000_000;

/// The smallest step that a format can tell, in nanoseconds.
pub(super) fn unit(text: &str) -> i128 {
    let pieces = pieces(text).unwrap_or_default();
    let units = pieces.iter().filter_map(Piece::directive).flat_map(|directive| {
        directive.fields.iter().map(|field| match field {
            Field::Fraction if directive.name.contains('3') => MILLISECOND,
            Field::Fraction if directive.name.contains('6') => 1_000,
            Field::Fraction => 1,
            Field::Second | Field::Epoch => SECOND,
            Field::Minute => 60 * SECOND,
            Field::Hour | Field::HalfDayHour => 3_600 * SECOND,
            Field::Year | Field::Month | Field::Day | Field::DayOfYear | Field::HalfDay | Field::Offset => DAY,
        })
    });
    units.min().unwrap_or(DAY)
}

/// In nanoseconds.
const DAY: i128 = 86_400 * SECOND;

/// What is wrong with a format, and what to do about it.
type Wrong = (String, Option<String>);

/// Whether texts of the format sort as the times do.
fn examine(text: &str, of: Of) -> Result<bool, Wrong> {
    examine_as(text, of, false)
}

fn examine_as(text: &str, of: Of, is_derived: bool) -> Result<bool, Wrong> {
    let pieces = pieces(text)?;
    let directives: Vec<&Directive> = pieces.iter().filter_map(Piece::directive).collect();
    let fields: Vec<Field> = directives.iter().flat_map(|directive| directive.fields).copied().collect();
    repeated(&directives)?;
    if of == Of::Date
        && let Some(time) = directives.iter().find(|directive| directive.fields.iter().any(|field| is_time(*field)))
    {
        return Err((format!("a date has no {}", shown(time.name)), Some("write `timestamp` for the type".to_owned())));
    }
    missing(&fields, is_derived)?;
    lost(&fields)?;
    run_together(&pieces)?;
    let sorts = fields.is_sorted() && directives.iter().all(|directive| directive.sorts);
    Ok(sorts)
}

/// A part of a format.
enum Piece {
    Literal(char),
    Directive(&'static Directive),
}

impl Piece {
    fn directive(&self) -> Option<&'static Directive> {
        match self {
            Piece::Literal(_) => None,
            Piece::Directive(directive) => Some(directive),
        }
    }

    fn begins_with_digit(&self) -> bool {
        match self {
            Piece::Literal(character) => character.is_ascii_digit(),
            Piece::Directive(directive) => matches!(directive.digits, Digits::Fixed | Digits::Open),
        }
    }
}

fn pieces(text: &str) -> Result<Vec<Piece>, Wrong> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first != '%' {
            pieces.push(Piece::Literal(first));
            rest = &rest[first.len_utf8()..];
        } else if let Some(behind) = rest.strip_prefix("%%") {
            pieces.push(Piece::Literal('%'));
            rest = behind;
        } else if let Some(directive) = DIRECTIVES.iter().find(|directive| rest.starts_with(directive.name)) {
            pieces.push(Piece::Directive(directive));
            rest = &rest[directive.name.len()..];
        } else {
            return Err(unknown(rest));
        }
    }
    Ok(pieces)
}

fn unknown(rest: &str) -> Wrong {
    if rest == "%" {
        return ("a directive is missing behind the `%`".to_owned(), Some("for a `%` itself, write `%%`".to_owned()));
    }
    // Up to its letter.
    let end = rest.char_indices().skip(1).find(|(_, character)| character.is_alphabetic());
    let name = end.map_or(rest, |(start, letter)| &rest[..start + letter.len_utf8()]);
    let known = list(DIRECTIVES.iter().map(|directive| directive.name).chain(["%%"]), "and");
    (
        format!("unknown directive {}", shown(name)),
        Some(format!("these can be read back as they were written: {known}")),
    )
}

fn is_time(field: Field) -> bool {
    !matches!(field, Field::Year | Field::Month | Field::Day | Field::DayOfYear)
}

/// What tells the same as something before it.
fn repeated(directives: &[&Directive]) -> Result<(), Wrong> {
    for (position, directive) in directives.iter().enumerate() {
        let before = directives[..position].iter().find(|before| tells_again(before, directive));
        if let Some(before) = before {
            let message = format!("{} says again what {} says", shown(directive.name), shown(before.name));
            return Err((message, Some("leave one of them out".to_owned())));
        }
    }
    Ok(())
}

fn tells_again(one: &Directive, other: &Directive) -> bool {
    let tells = |directive: &Directive, field| directive.fields.contains(&field);
    let both = |a, b| (tells(one, a) && tells(other, b)) || (tells(one, b) && tells(other, a));
    // Seconds since 1970 say everything but what is smaller.
    let whole = |one: &Directive, other: &Directive| tells(one, Field::Epoch) && !tells(other, Field::Fraction);
    one.fields.iter().any(|field| tells(other, *field))
        || both(Field::DayOfYear, Field::Month)
        || both(Field::DayOfYear, Field::Day)
        || both(Field::Hour, Field::HalfDayHour)
        || both(Field::Hour, Field::HalfDay)
        || whole(one, other)
        || whole(other, one)
}

fn missing(fields: &[Field], is_derived: bool) -> Result<(), Wrong> {
    let has = |field| fields.contains(&field);
    let needs = |there: bool, what: &str, directive: &str| {
        if there {
            return Ok(());
        }
        Err((format!("the {what} is missing"), Some(format!("add {}", shown(directive)))))
    };
    let has_hour = has(Field::Hour) || has(Field::HalfDayHour);
    if !has(Field::Epoch) {
        needs(has(Field::Year), "year", "%Y")?;
        if !has(Field::DayOfYear) {
            let is_within_day = fields.iter().any(|field| is_time(*field));
            needs(has(Field::Month) || is_derived && !is_within_day && !has(Field::Day), "month", "%m")?;
            needs(has(Field::Day) || is_derived && !is_within_day, "day", "%d")?;
        }
        needs(!has(Field::Fraction) || has(Field::Second), "second", "%S")?;
        needs(!has(Field::Second) || has(Field::Minute), "minute", "%M")?;
        needs(!has(Field::Minute) || has_hour, "hour", "%H")?;
        needs(!has(Field::Offset) || has_hour, "hour", "%H")?;
    }
    needs(!has(Field::HalfDayHour) || has(Field::HalfDay), "half of the day", "%p")?;
    needs(!has(Field::HalfDay) || has(Field::HalfDayHour), "hour", "%I")
}

/// What `strftime` writes and `strptime` does not read.
fn lost(fields: &[Field]) -> Result<(), Wrong> {
    if fields.contains(&Field::Epoch) && fields.contains(&Field::Fraction) {
        let help = "use whole seconds, or a date and a time: `%F %T%.3f`".to_owned();
        return Err(("a fraction beside `%s` is lost when it is read".to_owned(), Some(help)));
    }
    Ok(())
}

/// Digits behind digits of which nobody knows how many there are.
fn run_together(pieces: &[Piece]) -> Result<(), Wrong> {
    for pair in pieces.windows(2) {
        let [one, next] = pair else { continue };
        if let Some(directive) =
            one.directive().filter(|directive| matches!(directive.digits, Digits::Open | Digits::Trailing))
            && next.begins_with_digit()
        {
            let message = format!("nobody can tell where {} ends", shown(directive.name));
            return Err((message, Some("put something between it and the digits that follow".to_owned())));
        }
        // Without a fraction or seconds of its own, these read on at what could begin them.
        let reads_on = |name, mark| {
            one.directive().is_some_and(|directive| directive.name == name)
                && matches!(next, Piece::Literal(it) if *it == mark)
        };
        for (name, mark) in [("%.f", '.'), ("%:z", ':')] {
            if reads_on(name, mark) {
                let message = format!("nobody can tell where {} ends", shown(name));
                return Err((message, Some(format!("put something other than `{mark}` behind it"))));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        for text in
            ["%T%.3f%F", "%H%M%S%3f%Y%m%d", "%3f%F %T", "%Y%e%m", "%B%e%Y", "%T%.3f0 %F", "%F %T%.f.", "%F %T %:z:"]
        {
            assert!(wrong(text, Of::Timestamp).contains("nobody can tell where"), "{text}");
        }
    }

    fn wrong(text: &str, of: Of) -> String {
        examine(text, of).expect_err(text).0
    }

    #[test]
    fn formats_sort_if_their_parts_do_and_are_in_order() {
        for text in
            ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%.3fZ", "%F %T", "%Y%m%d%H%M%S%9f", "%Y/%j", "am %F um %R Uhr, %%"]
        {
            assert_eq!(examine(text, Of::Timestamp), Ok(true), "{text}");
        }
        for text in [
            "%d.%m.%Y",
            "%s",
            "%F %T%.f",
            "%F %T%.f%:z",
            "%F %T %z",
            "%Y-%m-%e",
            "%Y %b %d",
            "%B %d, %Y",
            "%F %I:%M:%S %p",
            "%T %F",
            "%F %I %p",
        ] {
            assert_eq!(examine(text, Of::Timestamp), Ok(false), "{text}");
        }
        assert_eq!(examine("%Y%m%d", Of::Date), Ok(true));
    }

    #[test]
    fn a_format_knows_the_smallest_step_that_it_can_tell() {
        for (text, expected) in [
            ("%F", DAY),
            ("%F %H", 3_600 * SECOND),
            ("%F %R", 60 * SECOND),
            ("%F %T", SECOND),
            ("%s", SECOND),
            ("%F %T%.3f", MILLISECOND),
            ("%F %T%6f", 1_000),
            ("%F %T%.f", 1),
        ] {
            assert_eq!(unit(text), expected, "{text}");
        }
    }

    #[test]
    fn a_format_says_which_day_it_is_and_nothing_twice() {
        for (text, expected) in [
            ("", "the year is missing"),
            ("%H:%M", "the year is missing"),
            ("%Y-%d", "the month is missing"),
            ("%Y-%m", "the day is missing"),
            ("%F %M", "the hour is missing"),
            ("%F %H %S", "the minute is missing"),
            ("%F %H:%M%.3f", "the second is missing"),
            ("%F %:z", "the hour is missing"),
            ("%F %I:%M", "the half of the day is missing"),
            ("%F %p", "the hour is missing"),
            ("%F %Y", "`%Y` says again what `%F` says"),
            ("%F %B", "`%B` says again what `%F` says"),
            ("%Y %j %m", "`%m` says again what `%j` says"),
            ("%F %H %I", "`%I` says again what `%H` says"),
            ("%s %Y", "`%Y` says again what `%s` says"),
            ("%F %T %s", "`%s` says again what `%F` says"),
        ] {
            assert_eq!(wrong(text, Of::Timestamp), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_back_is_refused() {
        for (text, expected) in [
            ("%F %", "a directive is missing behind the `%`"),
            ("%F %T %Z", "unknown directive `%Z`"),
            ("%F %_H", "unknown directive `%_H`"),
            ("%F %.4f", "unknown directive `%.4f`"),
            ("%F %ü", "unknown directive `%ü`"),
            ("%F %.", "unknown directive `%.`"),
            ("%s.%f", "a fraction beside `%s` is lost when it is read"),
            ("%s0", "nobody can tell where `%s` ends"),
            ("%F %T%.f0", "nobody can tell where `%.f` ends"),
        ] {
            assert_eq!(wrong(text, Of::Timestamp), expected, "{text}");
        }
    }

    #[test]
    fn a_date_has_no_time() {
        for (text, directive) in [("%F %H", "%H"), ("%s", "%s"), ("%F%.3f", "%.3f"), ("%F %z", "%z"), ("%F %p", "%p")] {
            assert_eq!(wrong(text, Of::Date), format!("a date has no `{directive}`"));
        }
    }
}
