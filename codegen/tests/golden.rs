//! Golden texts: `golden/CASE/schema.yaml` gives `golden/CASE/expected.rs`, byte for byte. The same files are compiled by
//! `tests/golden.rs` of the root package. `UPDATE_GENERATED=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use dynaschema_codegen::Builder;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn generated(case: &Path) -> String {
    let generated =
        Builder::new().schema(case.join("schema.yaml")).generate().unwrap_or_else(|error| panic!("{error}"));
    generated.files["schema.rs"].clone()
}

#[test]
fn a_schema_gives_the_same_text_as_ever() {
    let update = std::env::var_os("UPDATE_GENERATED").is_some_and(|value| value == "1");
    for case in cases() {
        let (text, path) = (generated(&case), case.join("expected.rs"));
        if update {
            fs::write(&path, text).unwrap();
        } else {
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert!(text == expected, "{} is not what the schema gives; UPDATE_GENERATED=1 writes it", path.display());
        }
    }
}

#[test]
fn generated_text_is_formatted_and_small() {
    for case in cases() {
        let text = generated(&case);
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let same = lines(&text)[1..] == lines(&prettyplease::unparse(&parsed));
        assert!(same, "{}: only blank lines and the header are not prettyplease's", case.display());
    }
    let hacker_news = generated(&cases().into_iter().find(|case| case.ends_with("hacker_news")).unwrap());
    assert!(hacker_news.lines().count() < 300);
}

#[test]
fn writing_twice_touches_nothing_and_removes_what_is_no_longer_given() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written");
    let _ = fs::remove_dir_all(&folder);
    let builder = |case: &str| Builder::new().schema(format!("tests/golden/{case}/schema.yaml"));
    let first = builder("hacker_news").write_to(&folder).unwrap();
    assert_eq!((first.written.len(), first.unchanged), (2, 0));
    let modified = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
    let before = (modified("mod.rs"), modified("schema.rs"));

    let second = builder("hacker_news").write_to(&folder).unwrap();
    assert_eq!((second.written.len(), second.removed.len(), second.unchanged), (0, 0, 2));
    assert_eq!((modified("mod.rs"), modified("schema.rs")), before);
    assert_eq!(builder("hacker_news").check(&folder).unwrap(), []);

    fs::write(folder.join("old.rs"), fs::read(folder.join("schema.rs")).unwrap()).unwrap();
    fs::write(folder.join("own.rs"), "// written by hand\n").unwrap();
    let drift: Vec<String> = builder("hacker_news").check(&folder).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(drift, [format!("{}: no longer generated", folder.join("old.rs").display())]);
    builder("hacker_news").write_to(&folder).unwrap();
    assert!(!folder.join("old.rs").exists() && folder.join("own.rs").exists());
}
