//! `dynaschema explain`

use crate::support::Folder;

#[test]
fn a_code_is_explained_however_it_is_written() {
    let folder = Folder::new("explain_code");
    for code in ["DS0001", "ds0001"] {
        let run = folder.run(&["explain", code]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert!(run.stdout.starts_with("DS0001 (error)\n"), "{}", run.stdout);
        assert!(run.stdout.contains("\nWhat to do: "), "{}", run.stdout);
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn without_a_code_every_code_has_a_line() {
    let run = Folder::new("explain_all").run(&["explain"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);

    let codes: Vec<&str> = dynaschema_codegen::Code::all().map(|code| code.entry().code).collect();
    let listed: Vec<&str> = run.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, codes);
}

#[test]
fn every_code_can_be_explained() {
    let folder = Folder::new("explain_every");
    for code in dynaschema_codegen::Code::all() {
        let run = folder.run(&["explain", code.entry().code]);
        assert_eq!(run.status, Some(0), "{code}");
        assert!(run.stdout.contains(code.entry().what), "{code}");
        assert!(run.stdout.contains(code.entry().fix), "{code}");
    }
}

#[test]
fn an_unknown_code_is_an_error_of_the_command_line() {
    let run = Folder::new("explain_unknown").run(&["explain", "DS9999"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("`DS9999`"), "{}", run.stderr);
}
