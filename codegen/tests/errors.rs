//! What is said about each mistake, a folder for each in `errors/`:
//!
//! - `schema.yaml`, or several files: the schema that has it wrong. The folder is called after the code, which is all that may
//!   be reported: one mistake has no follow-on errors.
//! - `expected.txt`: the whole report. `UPDATE_EXPECT=1 cargo test -p dynaschema-codegen --test errors` writes it.
//! - `fixed.yaml`, or the folder `fixed`: the corrected twin, which is accepted without a word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dynaschema_codegen::{Builder, Code, Diagnostics, Severity};

const CASES: &str = "tests/errors";

#[test]
fn each_mistake_gets_its_report() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1");
    let mut differing = Vec::new();
    for case in cases() {
        let report = report(&case).plain();
        let path = case.join("expected.txt");
        if update {
            fs::write(&path, &report).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != report {
            differing.push(format!("{} should hold:\n{report}", path.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn each_mistake_is_reported_under_its_code_and_no_other() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(expected) = name.get(..6).and_then(Code::find) {
            let codes: BTreeSet<String> = report(&case).iter().map(|finding| finding.code().to_string()).collect();
            assert_eq!(codes, BTreeSet::from([expected.to_string()]), "{name}");
        }
    }
}

#[test]
fn the_corrected_twin_of_each_mistake_is_accepted() {
    for case in cases() {
        let fixed = if case.join("fixed").is_dir() { case.join("fixed") } else { case.join("fixed.yaml") };
        match Builder::new().schema(&fixed).generate() {
            Ok(generated) => assert!(generated.warnings.is_empty(), "{}", generated.warnings.plain()),
            Err(diagnostics) => panic!("{}", diagnostics.plain()),
        }
    }
}

#[test]
fn each_code_has_a_case() {
    let names: Vec<String> =
        cases().iter().map(|case| case.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let elsewhere: Vec<String> = outside_of_schemas().into_iter().map(|(code, _)| code.to_owned()).collect();
    for code in Code::all().map(|code| code.to_string()) {
        let is_tested = names.iter().any(|name| name.starts_with(&format!("{code}-"))) || elsewhere.contains(&code);
        assert!(is_tested, "{code} has no folder in {CASES}");
    }
}

#[test]
fn mistakes_outside_of_schemas_are_reported() {
    for (code, diagnostics) in outside_of_schemas() {
        let codes: Vec<String> = diagnostics.iter().map(|finding| finding.code().to_string()).collect();
        assert_eq!(codes, [code], "{}", diagnostics.plain());
    }
}

#[test]
fn ten_mistakes_in_two_files_are_ten_errors_each_in_its_place() {
    let report = report(&Path::new(CASES).join("ten-mistakes"));
    let found: Vec<_> = report
        .iter()
        .map(|finding| {
            let file = finding.path().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
            assert_eq!(finding.severity(), Severity::Error);
            let position = finding.position().unwrap();
            (finding.code().to_string(), file, position.line, position.column)
        })
        .collect();
    let expected = [
        ("DS0047", "links.yaml", 4, 11),
        ("DS0053", "links.yaml", 5, 35),
        ("DS0061", "links.yaml", 6, 22),
        ("DS0033", "links.yaml", 8, 7),
        ("DS0019", "links.yaml", 15, 16),
        ("DS0044", "links.yaml", 16, 38),
        ("DS0043", "links.yaml", 17, 37),
        ("DS0037", "links.yaml", 18, 17),
        ("DS0055", "users.yaml", 9, 11),
        ("DS0036", "users.yaml", 11, 12),
    ];
    let expected = expected.map(|(code, file, line, column)| (code.to_owned(), file.to_owned(), line, column));
    assert_eq!(found, expected, "{}", report.plain());
}

#[test]
fn the_examples_of_the_catalogue_have_the_mistakes_that_they_are_examples_of() {
    // They take more than one file, or more lines than an example should have.
    let only_described = ["DS0030", "DS0034", "DS0102", "DS0133"];
    for code in Code::all().filter(|code| code.to_string().as_str() >= "DS0030") {
        if only_described.contains(&code.to_string().as_str()) {
            continue;
        }
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("example_{code}.yaml"));
        fs::write(&path, code.entry().example).unwrap();
        let report = report_of(&Builder::new().schema(&path));
        assert!(report.iter().any(|finding| finding.code() == code), "{code}:\n{}", report.plain());
    }
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(CASES).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// The report of a case: of the schema files in its folder, or of the folder if there are none.
fn report(case: &Path) -> Diagnostics {
    let files = fs::read_dir(case).unwrap().map(|file| file.unwrap().path());
    let files: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|extension| extension == "yaml" || extension == "yml"))
        .filter(|file| file.file_name().is_some_and(|name| name != "fixed.yaml"))
        .collect();
    if files.is_empty() {
        return report_of(&Builder::new().schema(case));
    }
    report_of(&files.into_iter().fold(Builder::new(), Builder::schema))
}

fn report_of(builder: &Builder) -> Diagnostics {
    match builder.generate() {
        Ok(generated) => generated.warnings,
        Err(diagnostics) => diagnostics,
    }
}

/// Mistakes that are made with paths, not in a schema.
fn outside_of_schemas() -> Vec<(&'static str, Diagnostics)> {
    let valid = Builder::new().schema(Path::new(CASES).join("DS0019-unknown-key/fixed.yaml"));
    let missing = Builder::new().schema(Path::new(CASES).join("no such file.yaml"));
    vec![
        ("DS0001", missing.generate().unwrap_err()),
        ("DS0003", Builder::new().generate().unwrap_err()),
        // A file is no folder to write to.
        ("DS0004", valid.write_to(Path::new(CASES).join("DS0019-unknown-key/fixed.yaml")).unwrap_err()),
        // Only build scripts have an `OUT_DIR`.
        ("DS0005", valid.compile().unwrap_err()),
    ]
}

#[test]
fn what_could_not_be_read_leads_to_no_second_report() {
    let entity = "entities: { Link: { table: News, attributes: { link: string } } }";
    let lost = Builder::new().schema(Path::new(CASES).join("no such file.yaml")).text("links.yaml", entity);
    let cut = Builder::new()
        .text("links.yaml", format!("{entity}\n---\ntables: {{ News: {{ key: {{ partition: link }} }} }}\n"));
    for (builder, code) in [(lost, "DS0001"), (cut, "DS0009")] {
        let found = builder.generate().unwrap_err();
        assert_eq!(found.iter().map(|finding| finding.code().to_string()).collect::<Vec<_>>(), [code]);
    }
}
