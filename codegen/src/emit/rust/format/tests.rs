//! Whatever the layout, the tokens are the same; and the layouts of the forms that generated code has.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::File;

fn formatted(items: TokenStream) -> String {
    let mut file = File::new(String::new());
    file.push(items);
    file.into_text()
}

fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Tokens one a line, without commas before a closing delimiter, which layout may add.
fn tokens(stream: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                all.push(format!("{:?}", group.delimiter()));
                all.extend(tokens(group.stream()));
                let is_list = group.delimiter() != Delimiter::None;
                all.pop_if(|last| is_list && last == ",");
                all.push("end".to_owned());
            }
            tree => all.push(tree.to_string()),
        }
    }
    all
}

/// The generated files that others read.
fn goldens() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("expected.rs"));
    let goldens: Vec<_> =
        entries.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect();
    assert!(goldens.len() > 3, "{}", goldens.len());
    goldens
}

#[test]
fn what_is_formatted_stays_as_it_is() {
    for (path, text) in goldens() {
        let (header, items) = text.split_once('\n').unwrap();
        let again = format!("{header}\n{}", formatted(parsed(items)));
        let same = again.lines().zip(text.lines()).take_while(|(one, other)| one == other).count();
        assert!(again == text, "{path}:{}: {:?}", same + 1, again.lines().nth(same));
    }
}

#[test]
fn tokens_survive() {
    for (path, text) in goldens() {
        let before = parsed(&text);
        let after = tokens(parsed(&formatted(before.clone())));
        let before = tokens(before);
        let first = before.iter().zip(&after).position(|(one, other)| one != other);
        assert_eq!(first.and_then(|at| before.get(at..before.len().min(at + 9))), None, "{path}");
        assert_eq!(before.len(), after.len(), "{path}");
    }
}

/// The second opinion: what it makes of our text says the same, but that it puts arms that are long into blocks.
#[test]
fn prettyplease_reads_the_same() {
    let words = |text: &str| -> Vec<String> {
        let is_word = |token: &String| !["Brace", "end", ",", ";"].contains(&token.as_str());
        // Docs are strings that need no `r`.
        tokens(parsed(text))
            .into_iter()
            .filter(is_word)
            .map(|word| word.trim_start_matches("r\"").replace('"', ""))
            .collect()
    };
    for (path, text) in goldens() {
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let (theirs, ours) = (words(&prettyplease::unparse(&file)), words(&text));
        let first = ours.iter().zip(&theirs).position(|(one, other)| one != other);
        assert_eq!(first.and_then(|at| ours.get(at..ours.len().min(at + 9))), None, "{path}");
        assert_eq!(ours.len(), theirs.len(), "{path}");
    }
}

#[test]
fn operators_stand_where_rustfmt_puts_them() {
    for line in [
        "use ::dynaschema::codegen_v1 as rt;",
        "rt::require!(\"jiff\");",
        "rt::written!(Thing by version);",
        "pub struct A<'a, T: B + 'a>(pub &'a mut [T]);",
        "pub const A: &'static [&'static str] = &[\"a\", b::C];",
        "const A: ::core::option::Option<i8> = Some(-1);",
        "type A = <b::C as d::E>::F;",
        "type A = Box<dyn ::a::B<Vec<Vec<u8>>>>;",
        "impl<Q: rt::ProjectsAll> rt::FilterableOn<Q> for A {}",
        "let a = move |_, b| b.c(*d, &&e)?;",
        "let a = || !b && c == d;",
        "let A { b, .. } = c;",
        "let a = b - 1..c;",
        "let a = matches!(b, c | d);",
    ] {
        assert_eq!(formatted(parsed(line)), format!("\n{line}\n"));
    }
}

#[test]
fn docs_are_comments_where_they_can_be() {
    for (attribute, line) in [
        (r#"#[doc = " a \"b\" \\ c"]"#, "/// a \"b\" \\ c"),
        (r##"#[doc = r" a\b"]"##, r"/// a\b"),
        (r##"#[doc = " \u{7f}"]"##, "/// \u{7f}"),
        (r#"#[doc = ""]"#, "///"),
        (r#"#[doc = "/"]"#, r#"#[doc = "/"]"#),
        (r#"#[doc = "a\nb"]"#, r#"#[doc = "a\nb"]"#),
        ("#[doc(hidden)]", "#[doc(hidden)]"),
    ] {
        assert_eq!(formatted(parsed(&format!("{attribute} enum A {{}}"))), format!("\n{line}\nenum A {{}}\n"));
    }
}

#[test]
fn what_does_not_fit_is_broken() {
    let long = "a".repeat(90);
    for (items, layout) in [
        ("fn f(a: LONG, b: A) -> B { c }", "fn f(\n    a: LONG,\n    b: A,\n) -> B {\n    c\n}"),
        ("let a = B { c: LONG, ..d };", "let a = B {\n    c: LONG,\n    ..d\n};"),
        ("let a = (LONG, b);", "let a = (\n    LONG,\n    b,\n);"),
        ("let a = (LONG);", "let a = (\n    LONG\n);"),
        ("a!(LONG, bcdefghijk);", "a!(LONG, bcdefghijk);"),
        ("let a = b(&[LONG, c]);", "let a = b(&[\n    LONG,\n    c,\n]);"),
        ("let a = B::c(LONG).d(e)?;", "let a = B::c(\n    LONG,\n)\n.d(e)?;"),
        ("let a = B::c(e).d(LONG).f();", "let a = B::c(e)\n    .d(LONG)\n    .f();"),
        ("f.a(LONG).b(ccccc)", "f.a(LONG)\n    .b(ccccc)"),
        ("let a = f(move |b| { c; d });", "let a = f(move |b| {\n    c;\n    d\n});"),
        (
            "fn f() { match a { b => c, D { e } => { f(); g } h => D { i }, } j }",
            "fn f() {\n    match a {\n        b => c,\n        D { e } => {\n            f();\n            g\n        }\n        \
             h => D { i },\n    }\n    j\n}",
        ),
        (
            "fn f() { while let Some(a) = b { if c { d } else { e } } match f {} }",
            "fn f() {\n    while let Some(a) = b {\n        if c {\n            d\n        } else {\n            e\n        \
             }\n    }\n    match f {}\n}",
        ),
        (
            "#[a] struct A { #[b] c: D<E, F>, pub g: H }",
            "#[a]\nstruct A {\n    #[b]\n    c: D<E, F>,\n    pub g: H,\n}",
        ),
        (
            "struct A { b: C } fn d() {} enum E { F, G(H) }",
            "struct A {\n    b: C,\n}\n\nfn d() {}\nenum E {\n    F,\n    G(H),\n}",
        ),
    ] {
        let items = parsed(&items.replace("LONG", &long));
        assert_eq!(formatted(items), format!("\n{}\n", layout.replace("LONG", &long)));
    }
}
