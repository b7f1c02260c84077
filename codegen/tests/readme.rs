//! The README shows schemas that are accepted, without a warning but for what they leave out.

use dynaschema_codegen::Builder;

fn schemas_of_the_readme() -> Vec<&'static str> {
    let blocks = include_str!("../../README.md").split("```yaml\n").skip(1);
    blocks.filter_map(|block| block.split("```").next()).collect()
}

#[test]
fn the_schemas_of_the_readme_are_accepted() {
    let blocks = schemas_of_the_readme();
    assert_eq!(blocks.len(), 4);
    for schema in blocks {
        let generated = Builder::new().text("readme.yaml", schema).generate().unwrap_or_else(|error| panic!("{error}"));
        assert!(generated.warnings.is_empty(), "{}", generated.warnings);
    }
}

/// PyYAML takes a `?` before a comma or a bracket for the mark of a key.
#[test]
fn what_is_shown_is_yaml_for_other_readers_too() {
    let examples = [
        include_str!("../../schema/hacker_news.yaml"),
        include_str!("../../schema/matches.yaml"),
        include_str!("../../schema/online_shop.yaml"),
        include_str!("../../schema/game_player_profiles.yaml"),
        include_str!("../../schema/sessions.yaml"),
    ];
    for text in schemas_of_the_readme().into_iter().chain(examples) {
        let marks = |line: &&str| ["?,", "? }", "?}", "?]"].iter().any(|mark| line.contains(mark));
        let unquoted: Vec<&str> = text.lines().filter(marks).collect();
        assert!(unquoted.is_empty(), "{unquoted:?}");
    }
}
