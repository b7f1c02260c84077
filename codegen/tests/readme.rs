//! The README shows schemas that are accepted, without a warning but for what they leave out.

use dynaschema_codegen::Builder;

#[test]
fn the_schemas_of_the_readme_are_accepted() {
    let readme = include_str!("../../README.md");
    let blocks: Vec<&str> = readme.split("```yaml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    for schema in blocks {
        let generated = Builder::new().text("readme.yaml", schema).generate().unwrap_or_else(|error| panic!("{error}"));
        assert!(generated.warnings.is_empty(), "{}", generated.warnings);
    }
}
