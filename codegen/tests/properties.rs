//! What holds for every schema that is accepted: it becomes Rust, and the order of files does not matter.

use std::fs;
use std::path::Path;
use std::process::Command;

use dynaschema_codegen::Builder;
use proptest::prelude::*;
use proptest::sample::select;

/// Types that are there without being declared.
const BUILT_IN: &[&str] = &[
    "string",
    "bytes",
    "bool",
    "i8",
    "i64",
    "i128",
    "u8",
    "u32",
    "u128",
    "f32",
    "f64",
    "number",
    "uuid",
    "timestamp",
    "date",
    "epoch_seconds",
    "epoch_millis",
    "json",
];
/// What a type is put into; most often nothing.
const AROUND: &[&str] = &["{}", "{}", "{}", "list<{}>", "map<{}>", "set<{}>", "list<{}?>", "map<list<{}>>"];
/// Options of an attribute, each accepted with some types only; most often none.
const OPTIONS: &[&str] = &[
    "",
    "",
    "",
    ", optional: true",
    ", optional: true",
    ", optional: true, null: true",
    ", sensitive: true",
    ", as: string",
    ", stamp: write",
    ", stamp: insert, optional: true",
    ", format: \"%Y-%m-%d %H:%M\"",
    ", default: 1",
    ", default: []",
    ", doc: \"`x` [y](z) */\"",
];
/// Kinds of declared types; `{0}` and `{1}` are other types, `{2}` is the type itself.
const KINDS: &[&str] = &[
    "{ newtype: {0} }",
    "{ newtype: string }",
    "{ newtype: date, format: \"%d.%m.%Y\" }",
    "{ values: [one, TWO, three3], derives: [Default] }",
    "{ values: { ok: OK, none: NONE }, other: true }",
    "{ fields: {} }",
    "{ fields: { a: {0}, some: \"{1}?\", next: \"{2}?\" } }",
    "{ unknown: keep, fields: { a: {0}, f: { type: {1}, sensitive: true } } }",
    "{ unknown: deny, derives: [Default], fields: { value: u8, list: list<{2}>, map: \"map<{2}?>\" } }",
    "{ tag: t, content: c, unknown: deny, variants: { some: {0}, ok_not: {1}, self: list<{2}> } }",
    "{ rust: \"crate::Own\", as: string }",
    "{ type: timestamp, format: \"%Y-%m-%dT%H:%M:%S\" }",
    "{ type: u32, as: string }",
];
/// What an index holds; `{}` is an attribute.
const PROJECTIONS: &[&str] =
    &["", "", ", project: all", ", project: keys_only", ", project: [{}]", ", project: [partition_key, {}]"];
/// Templates of keys; `{0}` and `{1}` are attributes.
const TEMPLATES: &[&str] = &[
    "p#{partition_key}",
    "{partition_key}",
    "{partition_key}#{{}}",
    "text",
    "{0}",
    "x#{0}",
    "{0}#{1}",
    "{partition_key}#{0:010}",
    "{0:%Y-%m}#{0}",
    "{1}#{partition_key}#end",
];
const DECLARED: &[&str] =
    &["Address", "Box", "Clone", "Debug", "Default", "F", "Formatter", "Item", "M", "None", "Ok", "Ord", "Str", "T"];

/// Names that Rust, its prelude and generated code use too; some of them meet in one entity.
const NAMES: &[&str] = &[
    "add",
    "as_text",
    "at",
    "by_key",
    "clone",
    "crate",
    "days_old",
    "default",
    "from_city",
    "from_str",
    "hash",
    "id",
    "into_iter",
    "into_value",
    "is_open",
    "key",
    "len",
    "m",
    "member",
    "members",
    "name",
    "neg",
    "new",
    "next",
    "none",
    "not",
    "ok",
    "option",
    "q",
    "result",
    "rt",
    "self",
    "self_key",
    "some",
    "str",
    "string",
    "super",
    "t",
    "to_city",
    "type",
];
const ENTITIES: &[&str] =
    &["Link", "Option", "String", "Self", "Rt", "Vec", "Result", "Some", "M", "T", "Q", "Type", "Codec"];

/// What a table says of its entities; and another entity of it, which `{0}` and the rest of its key, `{1}`, are put into,
/// or a collection.
const SEVERAL: &[(&str, &str)] = &[
    ("", ""),
    ("    entity_attribute: kind\n", ""),
    ("", "  Beside:\n    table: {0}Table\n    key: { partition: \"zz#{id}\"{1} }\n    attributes: { id: uuid }\n"),
    (
        "    entity_attribute: kind\n",
        "  Beside:\n    table: {0}Table\n    key: { partition: \"zz#{id}\"{1} }\n    attributes: { id: uuid }\ncollections:\n  All: { table: {0}Table, fields: { found: list<{0}> } }\n",
    ),
];

/// One table with one entity in it.
#[derive(Debug, Clone)]
struct Case {
    entity: &'static str,
    sorted: bool,
    /// How the table's key is composed, where it is.
    key: Option<(&'static str, &'static str)>,
    /// What is said of a table with a composed key, and what stands behind.
    several: (&'static str, &'static str),
    /// A name, a type and options.
    attributes: Vec<(&'static str, String, &'static str)>,
    /// A name and a kind.
    types: Vec<(&'static str, String)>,
    settings: &'static str,
    indexes: Vec<Index>,
    doc: String,
}

/// An index of the table.
#[derive(Debug, Clone)]
struct Index {
    name: &'static str,
    /// How many attributes of the entity are in its sort key.
    parts: usize,
    local: bool,
    projection: &'static str,
    /// What the entity calls its question.
    question: Option<&'static str>,
    /// How its key is composed, where it is, and the field that says whether an item is in it.
    key: Option<(&'static str, &'static str, Option<&'static str>)>,
}

impl Index {
    fn yaml(&self, attributes: &[&str]) -> String {
        let Self { name, parts, local, projection, key, question: _ } = self;
        if key.is_some() {
            return format!("      {name}: {{ global: index-{name}, partition: pk-{name}, sort: sk-{name} }}\n");
        }
        let (kind, partition) = if *local { ("local", "") } else { ("global", ", partition: partition_key") };
        let sort: Vec<&str> = attributes.iter().copied().take(*parts).collect();
        let projection = projection.replace("{}", attributes.last().unwrap_or(&"partition_key"));
        format!("      {name}: {{ {kind}: index-{name}{partition}, sort: [{}]{projection} }}\n", sort.join(", "))
    }
}

/// A template of these attributes.
fn filled(template: &str, attributes: &[&str]) -> String {
    let attribute = |position: usize| attributes.get(position).copied().unwrap_or("partition_key");
    template.replace("{0", &format!("{{{}", attribute(0))).replace("{1", &format!("{{{}", attribute(1)))
}

fn index() -> impl Strategy<Value = Index> {
    let question = proptest::option::weighted(0.3, select(NAMES));
    let member = proptest::option::weighted(0.3, select(NAMES));
    let key = proptest::option::weighted(0.4, (select(TEMPLATES), select(TEMPLATES), member));
    (select(NAMES), 0..5_usize, any::<bool>(), select(PROJECTIONS), question, key).prop_map(
        |(name, parts, local, projection, question, key)| Index {
            name,
            // More would be wrong.
            parts: if local { 1 } else { parts },
            local,
            projection,
            question,
            key,
        },
    )
}

impl Case {
    fn yaml(&self) -> String {
        let Self {
            entity,
            sorted,
            key,
            several,
            attributes,
            types,
            settings,
            indexes,
            doc,
        } = self;
        let sort = match (sorted, key) {
            (false, _) => "",
            (true, Some(_)) => ", sort: SK",
            (true, None) => ", sort: sort_key",
        };
        let partition = if key.is_some() { "PK" } else { "partition_key" };
        let (said, behind) = if key.is_some() { *several } else { ("", "") };
        let mut yaml = format!(
            "defaults: {{ allow: [DS0106, DS0107]{} }}\ntables:\n  {entity}Table:\n    key: {{ partition: {partition}{sort} }}\n{said}    indexes:\n",
            if doc.len() % 2 == 0 { ", key_parts: in_key" } else { "" }
        );
        let names: Vec<&str> = attributes.iter().map(|(name, ..)| *name).collect();
        for index in indexes {
            yaml += &index.yaml(&names);
        }
        if indexes.is_empty() {
            yaml = yaml.replace("    indexes:\n", "");
        }
        yaml += &format!("entities:\n  {entity}:\n    table: {entity}Table\n    doc: {doc:?}\n");
        if let Some((partition, sort)) = key {
            let sort = if *sorted { format!(", sort: {:?}", filled(sort, &names)) } else { String::new() };
            yaml += &format!("    key: {{ partition: {:?}{sort} }}\n", filled(partition, &names));
        }
        let question = |index: &Index| match index.key {
            None => Some(format!("{}: {{ index: {} }}", index.question?, index.name)),
            Some((partition, sort, member)) => {
                let name = index.question.unwrap_or(index.name);
                let member = member.map(|member| format!(", member: {member}")).unwrap_or_default();
                let (partition, sort) = (filled(partition, &names), filled(sort, &names));
                Some(format!("{name}: {{ index: {}, partition: {partition:?}, sort: {sort:?}{member} }}", index.name))
            }
        };
        let questions: Vec<String> = indexes.iter().filter_map(question).collect();
        yaml += &format!("    indexes: {{ {} }}\n    attributes:\n", questions.join(", "));
        yaml += "      partition_key: string\n";
        if *sorted {
            yaml += "      sort_key: u64\n";
        }
        for (name, ty, options) in attributes {
            yaml += &format!("      {name}: {{ type: \"{ty}\"{options} }}\n");
        }
        yaml += settings;
        yaml += &behind.replace("{0}", entity).replace("{1}", if *sorted { ", sort: \"z\"" } else { "" });
        if !types.is_empty() {
            yaml += "types:\n";
        }
        for (name, kind) in types {
            yaml += &format!("  {name}: {kind}\n");
        }
        yaml
    }
}

fn case() -> impl Strategy<Value = Case> {
    let names = proptest::sample::subsequence(DECLARED, 0..4);
    names
        .prop_flat_map(|declared| {
            let ty = ty(&declared);
            let kind = |name: &'static str| {
                let (one, other) = (ty.clone(), ty.clone());
                (select(KINDS), one, other).prop_map(move |(kind, one, other)| {
                    (name, kind.replace("{0}", &one).replace("{1}", &other).replace("{2}", name))
                })
            };
            let types: Vec<_> = declared.iter().map(|name| kind(name)).collect();
            let attribute = (select(NAMES), ty, select(OPTIONS));
            let attributes = proptest::collection::vec(attribute, 0..6);
            let indexes = proptest::collection::vec(index(), 0..3);
            let settings = select(&["", "", "    unknown: keep\n", "    unknown: deny\n", "    case: camel\n"][..]);
            let doc = "[a-z `\\[\\]/*\\\\\"#]{0,20}";
            let key = proptest::option::of((select(TEMPLATES), select(TEMPLATES)));
            let several = select(SEVERAL);
            ((select(ENTITIES), any::<bool>(), key, several), attributes, types, settings, indexes, doc)
        })
        .prop_map(|((entity, sorted, key, several), attributes, types, settings, indexes, doc)| Case {
            entity,
            sorted,
            key,
            several,
            attributes,
            types,
            settings,
            indexes,
            doc,
        })
}

/// A type that may be accepted: of the language, or one of these.
fn ty(declared: &[&'static str]) -> impl Strategy<Value = String> + Clone + use<> {
    let names: Vec<&'static str> = BUILT_IN.iter().chain(declared).chain(declared).copied().collect();
    (select(AROUND), select(names)).prop_map(|(around, name)| around.replace("{}", name))
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

/// Some hundred accepted cases.
fn accepted() -> Vec<String> {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cases = (0..3000).map(|_| case().new_tree(&mut runner).expect("a case").current());
    let generated = cases.filter_map(|case| generate(&Builder::new().text("case.yaml", case.yaml())).ok());
    generated.map(|mut files| files.remove("case.rs").expect("a file for the schema file")).collect()
}

/// The properties above would say nothing if every case were refused.
#[test]
fn many_cases_are_accepted() {
    assert!(accepted().len() > 100);
}

/// The type of a user's own that cases name.
const OWN: &str = "
/// A type of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Own(String);
impl ::dynaschema::Convert<String> for Own {
    fn to_stored(&self) -> Result<String, ::dynaschema::ConversionError> {
        Ok(self.0.clone())
    }
    fn from_stored(stored: String) -> Result<Self, ::dynaschema::ConversionError> {
        Ok(Self(stored))
    }
}
";

#[test]
#[ignore = "compiles some hundred schemas, which takes minutes"]
fn whatever_is_accepted_compiles_without_a_warning_public_or_private() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accepted");
    let _ = fs::remove_dir_all(&scratch);
    fs::create_dir_all(scratch.join("src")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"accepted\"\nedition = \"2024\"\n\n[dependencies]\ndynaschema = {{ path = {:?}, \
         features = [\"jiff\", \"json\", \"uuid\"] }}\n\n[workspace]\n",
        root.join("runtime")
    );
    fs::write(scratch.join("Cargo.toml"), manifest).unwrap();

    let lints = "#![deny(warnings, missing_docs, unreachable_pub)]\n";
    let mut public = format!("//! Accepted.\n{lints}{OWN}");
    let mut private = format!("//! Accepted.\n{lints}#![allow(dead_code)]\n{OWN}fn main() {{}}\n");
    for (number, text) in accepted().iter().enumerate() {
        fs::write(scratch.join(format!("src/case{number}.rs")), text).unwrap();
        public += &format!("/// Accepted.\npub mod case{number};\n");
        private += &format!("#[allow(dead_code, unreachable_pub)]\nmod case{number};\n");
    }
    fs::write(scratch.join("src/lib.rs"), public).unwrap();
    fs::write(scratch.join("src/main.rs"), private).unwrap();
    let clippy = Command::new(env!("CARGO")).arg("clippy").current_dir(&scratch).status().unwrap();
    assert!(clippy.success());
}
