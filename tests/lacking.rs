//! The table of what servers lack names tests that are there, and no test is skipped without it.

mod support;

use std::fs;
use std::path::Path;

#[test]
fn what_is_skipped_is_in_the_table_and_what_is_in_the_table_is_skipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut skipping = Vec::new();
    let mut tests = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let Some((_, name)) = line.split_once("fn ") else { continue };
            let name = name.split('(').next().unwrap().to_owned();
            if lines.peek().is_some_and(|line| line.trim().starts_with("if support::is_lacking() {")) {
                skipping.push(name.clone());
            }
            tests.push(name);
        }
    }
    let mut table: Vec<String> = support::lacking::DYNALITE.iter().map(|(test, _)| (*test).to_owned()).collect();
    skipping.sort();
    table.sort();
    assert_eq!(skipping, table);
    for name in table {
        assert_eq!(tests.iter().filter(|test| **test == name).count(), 1, "{name} is the name of one test");
    }
}
