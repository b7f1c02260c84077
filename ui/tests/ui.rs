//! Every file of `cases/` is compiled by itself. A line that ends in `//~ sentence` must give an error that says so,
//! and no other line may give one: the sentence is promised, rustc's text around it is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[test]
fn every_case_gives_the_errors_that_it_names_and_no_others() {
    let crates = check_this_crate();
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root().join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 8, "the cases are gone");
    let failures: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = cases.iter().map(|case| scope.spawn(|| failures(case, &crates))).collect();
        running.into_iter().flat_map(|case| case.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The metadata of the crates that cases use, by their names.
fn check_this_crate() -> BTreeMap<String, PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let check = Command::new(cargo)
        .args(["check", "--lib", "--quiet", "--message-format=json"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    let messages = json_lines(&check.stdout);
    let artifacts = messages.iter().filter(|message| message["reason"] == "compiler-artifact");
    artifacts
        .filter_map(|artifact| {
            let name = artifact["target"]["name"].as_str()?.replace('-', "_");
            let mut files = artifact["filenames"].as_array()?.iter().filter_map(Value::as_str);
            let metadata = files.find(|file| file.ends_with(".rmeta"))?;
            ["dynaschema", "dynaschema_ui"].contains(&name.as_str()).then(|| (name, metadata.into()))
        })
        .collect()
}

/// What a case promises and does not keep.
fn failures(case: &Path, crates: &BTreeMap<String, PathBuf>) -> Vec<String> {
    let errors = errors(case, crates);
    let text = fs::read_to_string(case).unwrap();
    let promises = (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once("//~ ")?.1)));
    let promises: BTreeMap<u64, &str> = promises.collect();
    let place = |line: u64| format!("{}:{line}", case.display());
    let missing = promises.iter().filter(|(line, sentence)| {
        !errors.iter().any(|error| error.line == **line && error.says.iter().any(|said| said.contains(**sentence)))
    });
    let missing = missing.map(|(line, sentence)| format!("{}: no error says: {sentence}", place(*line)));
    let unexpected = errors.iter().filter(|error| !promises.contains_key(&error.line));
    let unexpected = unexpected.map(|error| format!("{}: an error that is not promised", place(error.line)));
    let mut failures: Vec<String> = missing.chain(unexpected).collect();
    if !failures.is_empty() {
        failures.extend(errors.iter().map(|error| error.rendered.clone()));
    }
    failures
}

struct Error {
    line: u64,
    /// The message, the notes and the labels; not the quoted source, in which the promise itself stands.
    says: Vec<String>,
    rendered: String,
}

/// The errors of a case.
fn errors(case: &Path, crates: &BTreeMap<String, PathBuf>) -> Vec<Error> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=json"]);
    rustc.arg("--out-dir").arg(env!("CARGO_TARGET_TMPDIR"));
    for (name, metadata) in crates {
        rustc.arg("--extern").arg(format!("{name}={}", metadata.display()));
        let folder = metadata.parent().expect("a file is in a folder");
        rustc.arg("-L").arg(format!("dependency={}", folder.display()));
    }
    let output = rustc.arg(case).output().expect("rustc runs");
    let messages = json_lines(&output.stderr);
    messages.iter().filter(|message| message["level"] == "error").filter_map(error).collect()
}

fn error(message: &Value) -> Option<Error> {
    let spans = message["spans"].as_array()?;
    // The last word, "aborting due to …", points nowhere.
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let labels = spans.iter().map(|span| &span["label"]);
    let notes = message["children"].as_array()?.iter().map(|note| &note["message"]);
    let says = std::iter::once(&message["message"]).chain(labels).chain(notes);
    Some(Error {
        line: outermost(primary)["line_start"].as_u64()?,
        says: says.filter_map(Value::as_str).map(without_paths).collect(),
        rendered: message["rendered"].as_str()?.to_owned(),
    })
}

/// Where the case calls the macro that an error is in.
fn outermost(span: &Value) -> &Value {
    match &span["expansion"] {
        Value::Object(expansion) => outermost(&expansion["span"]),
        _ => span,
    }
}

/// `String` for `std::string::String`: rustc writes paths out where a name alone would mean several things.
fn without_paths(text: &str) -> String {
    let is_name = |character: char| character.is_alphanumeric() || "_#".contains(character);
    let pieces = text.split_inclusive("::");
    pieces.map(|piece| piece.strip_suffix("::").map_or(piece, |path| path.trim_end_matches(is_name))).collect()
}

fn json_lines(text: &[u8]) -> Vec<Value> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.filter_map(|line| serde_json::from_slice(line).ok()).collect()
}
