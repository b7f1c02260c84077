//! What holds for every schema that is accepted: it becomes Rust, and the order of files does not matter.

use dynaschema_codegen::Builder;
use proptest::prelude::*;
use proptest::sample::select;

const TYPES: &[&str] = &["string", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "set<string>"];
/// Names that Rust, its prelude and generated code use too; some of them meet in one entity.
const NAMES: &[&str] = &[
    "id",
    "at",
    "type",
    "self",
    "super",
    "crate",
    "option",
    "string",
    "some",
    "none",
    "members",
    "member",
    "name",
    "key",
    "new",
    "rt",
    "q",
    "t",
    "m",
    "into_value",
    "clone",
    "days_old",
    "result",
    "ok",
    "by_key",
    "str",
    "self_key",
];
const ENTITIES: &[&str] =
    &["Link", "Option", "String", "Self", "Rt", "Vec", "Result", "Some", "M", "T", "Q", "Type", "Codec"];

/// One table with one entity in it.
#[derive(Debug, Clone)]
struct Case {
    entity: &'static str,
    sorted: bool,
    attributes: Vec<(&'static str, &'static str, bool)>,
    /// For each index, how many attributes it has behind the first.
    indexes: Vec<(&'static str, usize)>,
    doc: String,
}

impl Case {
    fn yaml(&self) -> String {
        let Self { entity, sorted, attributes, indexes, doc } = self;
        let sort = if *sorted { ", sort: sort_key" } else { "" };
        let mut yaml =
            format!("tables:\n  {entity}Table:\n    key: {{ partition: partition_key{sort} }}\n    indexes:\n");
        for (name, parts) in indexes {
            let sort: Vec<&str> = attributes.iter().map(|(name, ..)| *name).take(*parts).collect();
            yaml += &format!(
                "      {name}: {{ global: index-{name}, partition: partition_key, sort: [{}] }}\n",
                sort.join(", ")
            );
        }
        if indexes.is_empty() {
            yaml = yaml.replace("    indexes:\n", "");
        }
        yaml += &format!("entities:\n  {entity}:\n    table: {entity}Table\n    doc: {doc:?}\n    attributes:\n");
        yaml += "      partition_key: string\n";
        if *sorted {
            yaml += "      sort_key: u64\n";
        }
        for (name, ty, optional) in attributes {
            yaml += &format!("      {name}: {{ type: {ty}, optional: {optional} }}\n");
        }
        yaml
    }
}

fn case() -> impl Strategy<Value = Case> {
    let attribute = (select(NAMES), select(TYPES), any::<bool>());
    let attributes = proptest::collection::vec(attribute, 0..8);
    let indexes = proptest::collection::vec((select(NAMES), 0..5_usize), 0..3);
    let doc = "[a-z `\\[\\]/*\\\\\"#]{0,20}";
    (select(ENTITIES), any::<bool>(), attributes, indexes, doc)
        .prop_map(|(entity, sorted, attributes, indexes, doc)| Case { entity, sorted, attributes, indexes, doc })
}

/// The generated files, or the codes of what is wrong.
fn generate(builder: &Builder) -> Result<std::collections::BTreeMap<String, String>, Vec<String>> {
    let generated = builder.generate();
    generated.map(|generated| generated.files).map_err(|diagnostics| {
        let mut codes: Vec<String> = diagnostics.iter().map(|finding| finding.code().to_string()).collect();
        codes.sort();
        codes
    })
}

proptest! {
    #[test]
    fn whatever_is_accepted_becomes_rust(case in case()) {
        let generated = generate(&Builder::new().text("case.yaml", case.yaml()));
        for (name, text) in generated.iter().flatten() {
            prop_assert!(syn::parse_file(text).is_ok(), "{name}:\n{text}");
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(cases in proptest::collection::vec(case(), 2..4)) {
        let texts: Vec<_> = cases.iter().enumerate().map(|(number, case)| (format!("f{number}.yaml"), case.yaml())).collect();
        let forwards = texts.iter().fold(Builder::new(), |builder, (name, text)| builder.text(name, text));
        let backwards = texts.iter().rev().fold(Builder::new(), |builder, (name, text)| builder.text(name, text));
        prop_assert_eq!(generate(&forwards), generate(&backwards));
    }
}

/// The two properties above would say nothing if every case were refused.
#[test]
fn many_cases_are_accepted() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let accepted = (0..200).filter(|_| {
        let case = case().new_tree(&mut runner).expect("a case").current();
        generate(&Builder::new().text("case.yaml", case.yaml())).is_ok()
    });
    assert!(accepted.count() > 20);
}
