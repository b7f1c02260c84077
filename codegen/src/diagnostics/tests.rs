//! How diagnostics look.

use crate::source::{SourceId, Sources, Span};

use super::{Code, Diagnostic, Diagnostics, Sink, codes};

const FIRST: &str = "tables:\n  Größe: { naem: Maße }\n";
const SECOND: &str = "entities:\r\n  Größe: {}\r\n";

fn sources() -> (Sources, SourceId, SourceId) {
    let mut sources = Sources::default();
    let first = sources.push("schema/a.yaml", FIRST);
    let second = sources.push("schema/b.yaml", SECOND);
    (sources, first, second)
}

/// The place of a text.
fn span(source: SourceId, text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span { source, start, end: start + part.len() }
}

fn report(sources: &Sources, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut sink = Sink::default();
    diagnostics.into_iter().for_each(|diagnostic| sink.report(diagnostic));
    sink.into_diagnostics(sources)
}

/// Without the sequences that make colours.
fn stripped(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>()
}

#[test]
fn a_report_shows_the_places_the_help_and_the_replacement() {
    let (sources, a, b) = sources();
    let key = span(a, FIRST, "naem");
    let diagnostics = report(
        &sources,
        [
            Diagnostic::new(codes::DUPLICATE_KEY, "`Größe` is there twice")
                .at(span(b, SECOND, "Größe"), "again here")
                .also(span(a, FIRST, "Größe"), "first here")
                .also(span(a, FIRST, "Maße"), ""),
            Diagnostic::new(codes::UNKNOWN_KEY, "unknown key `naem`")
                .at(key, "")
                .help("keys are short")
                .help("did you mean `name`?")
                .replace(key, "name"),
            Diagnostic::new(codes::CANNOT_READ, "cannot read `c`").help("make it"),
        ],
    );
    let expected = "\
error[DS0001]: cannot read `c`
 |
 = help: make it

error[DS0019]: unknown key `naem`
 --> schema/a.yaml:2:12
  |
2 |   Größe: { naem: Maße }
  |            ^^^^
  |
  = help: keys are short
help: did you mean `name`?
  |
2 -   Größe: { naem: Maße }
2 +   Größe: { name: Maße }
  |

error[DS0017]: `Größe` is there twice
 --> schema/b.yaml:2:3
  |
2 |   Größe: {}
  |   ^^^^^ again here
  |
 ::: schema/a.yaml:2:3
  |
2 |   Größe: { naem: Maße }
  |   -----          ----
  |   |
  |   first here

3 errors; `dynaschema explain DS0001` tells more
";
    assert_eq!(diagnostics.plain(), expected);
    assert_ne!(diagnostics.styled(), diagnostics.plain());
    assert_eq!(stripped(&diagnostics.styled()), diagnostics.plain());
    assert_eq!(diagnostics.to_string(), diagnostics.plain());
    assert_eq!(format!("{diagnostics:?}"), format!("\n{}", diagnostics.styled()));
}

#[test]
fn findings_are_in_order_and_tell_their_places_in_characters() {
    let (sources, a, b) = sources();
    let places = [span(b, SECOND, "Größe"), span(a, FIRST, "Maße"), span(a, FIRST, "naem"), span(b, SECOND, "{}")];
    let diagnostics = report(&sources, places.map(|place| Diagnostic::new(codes::SYNTAX, "an\nerror").at(place, "")));
    let lines: Vec<_> = diagnostics.iter().map(|finding| finding.line()).collect();
    assert_eq!(
        lines,
        [
            "schema/a.yaml:2:12: an error [DS0007]",
            "schema/a.yaml:2:18: an error [DS0007]",
            "schema/b.yaml:2:3: an error [DS0007]",
            "schema/b.yaml:2:10: an error [DS0007]",
        ]
    );
}

#[test]
fn what_is_reported_of_one_place_stays_in_order() {
    let (sources, a, _) = sources();
    let place = span(a, FIRST, "naem");
    let diagnostics = report(&sources, ["z", "a", "m"].map(|text| Diagnostic::new(codes::SYNTAX, text).at(place, "")));
    assert_eq!(diagnostics.iter().map(|finding| finding.message().to_owned()).collect::<Vec<_>>(), ["z", "a", "m"]);
}

#[test]
fn a_span_outside_its_text_does_not_panic() {
    let (sources, a, b) = sources();
    let bounds = [0, 1, 10, 13, FIRST.len() - 1, FIRST.len(), FIRST.len() + 1, usize::MAX];
    for source in [a, b, Span::NOWHERE.source] {
        for start in bounds {
            for end in bounds {
                let span = Span { source, start, end };
                let diagnostic =
                    Diagnostic::new(codes::SYNTAX, "x").at(span, "here").also(span, "").replace(span, "y\nz");
                assert!(report(&sources, [diagnostic]).plain().starts_with("error[DS0007]: x"));
            }
        }
    }
}

#[test]
fn what_spans_many_lines_is_marked_on_its_first() {
    let (sources, a, _) = sources();
    let diagnostic = Diagnostic::new(codes::SYNTAX, "x").at(Span { source: a, start: 0, end: FIRST.len() }, "here");
    assert!(report(&sources, [diagnostic]).plain().contains("1 | tables:\n  | ^^^^^^^ here\n"));
}

#[test]
fn texts_of_a_schema_cannot_control_a_terminal() {
    let (sources, a, _) = sources();
    let evil = "\u{1b}[31m\u{7}";
    let place = span(a, FIRST, "naem");
    let diagnostic = Diagnostic::new(codes::SYNTAX, evil).at(place, evil).help(evil).help(evil).replace(place, evil);
    let diagnostics = report(&sources, [diagnostic]);
    let line = diagnostics.iter().next().unwrap().line();
    assert!(!(diagnostics.plain() + &line).contains(['\u{1b}', '\u{7}']), "{:?}", diagnostics.plain());
}

#[test]
fn errors_and_warnings_are_counted() {
    let Some(lint) = Code::all().find(|code| code.entry().severity == super::Severity::Warning) else { return };
    let mut sink = Sink::default();
    sink.report(Diagnostic::new(lint, "w"));
    assert!(!sink.has_errors());
    sink.report(Diagnostic::new(codes::SYNTAX, "e"));
    sink.report(Diagnostic::new(codes::SYNTAX, "f"));
    sink.report(Diagnostic::new(codes::SYNTAX, "f"));
    assert!(sink.has_errors());
    let report = sink.into_diagnostics(&Sources::default()).plain();
    // The first error, not the warning before it.
    assert!(report.ends_with("`dynaschema explain DS0007` tells more\n"), "{report}");
    assert!(report.starts_with(&format!("warning[{lint}]: w\n")), "{report}");
    assert!(report.contains("\n2 errors, 1 warning; "), "{report}");
    assert_eq!(Diagnostics::default().plain(), "");
}

#[test]
fn diagnostics_can_be_sent_and_boxed() {
    fn error<E: std::error::Error + Send + Sync + 'static>(_: E) {}
    error(Diagnostics::from(Diagnostic::new(codes::CANNOT_READ, "x")));
}

#[test]
fn the_lines_of_a_long_text_are_numbered_as_they_are() {
    let text = "a: 1\r\n".repeat(10_000) + "z: 1";
    let mut sources = Sources::default();
    let id = sources.push("a.yaml", text.as_str());
    let place = span(id, &text, "z: 1");
    let diagnostic = Diagnostic::new(codes::SYNTAX, "x").at(place, "here").help("write").replace(place, "y");
    let report = report(&sources, [diagnostic]);
    assert!(report.plain().contains(" --> a.yaml:10001:1\n"), "{}", report.plain());
    assert!(report.plain().contains("\n10001 + y\n"), "{}", report.plain());
    assert_eq!(report.iter().next().and_then(|finding| finding.position()).map(|it| it.line), Some(10_001));
}

#[test]
fn places_far_apart_in_a_file_are_both_shown() {
    let text = "first: 1\n".to_owned() + &"a: 1\n".repeat(10_000) + "last: 1\n";
    let mut sources = Sources::default();
    let id = sources.push("a.yaml", text.as_str());
    let diagnostic =
        Diagnostic::new(codes::SYNTAX, "x").at(span(id, &text, "last"), "").also(span(id, &text, "first"), "");
    let plain = report(&sources, [diagnostic]).plain();
    assert!(plain.contains("--> a.yaml:10002:1\n") && plain.contains("::: a.yaml:1:1\n"), "{plain}");
}

#[test]
fn a_line_that_a_machine_wrote_is_not_shown_twice_more_for_a_replacement() {
    let report = |padding: usize| {
        let mut sources = Sources::default();
        let text = format!("{{ naem: x, {} }}", "y".repeat(padding));
        let id = sources.push("a.yaml", text);
        let span = Span { source: id, start: 2, end: 6 };
        let mut sink = Sink::default();
        let help = "did you mean `name`?";
        sink.report(Diagnostic::new(codes::UNKNOWN_KEY, "unknown key").at(span, "").help(help).replace(span, "name"));
        sink.into_diagnostics(&sources).plain()
    };
    assert!(report(50).contains("+ { name: x"));
    let long = report(5000);
    assert!(long.contains("did you mean `name`?") && long.len() < 1000, "{long}");
}
