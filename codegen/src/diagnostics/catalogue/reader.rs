//! The codes of files and YAML: `DS0001` to `DS0029`.

super::catalogue! {
    CANNOT_READ = "DS0001" Error {
        what: "A path of the schema cannot be read.",
        why: "It does not exist, or this user may not read it. A missing file is never taken for an empty schema.",
        example: "# build.rs: Builder::new().schema(\"shcema\")",
        fix: "Correct the path. In a build script, relative paths start at the package's folder, else at the current one.",
    }
    NOT_UTF8 = "DS0002" Error {
        what: "A schema file is not UTF-8 text.",
        why: "YAML could be in other encodings, but names would then differ with the settings of an editor.",
        example: "# a file that was saved as Latin-1 or UTF-16",
        fix: "Save the file as UTF-8.",
    }
    NO_SCHEMA_FILE = "DS0003" Error {
        what: "There is no schema file.",
        why: "A folder without schema files, or no path at all, is more likely a mistake than an empty schema.",
        example: "# build.rs: Builder::new().schema(\"src\")",
        fix: "Name a file, or a folder that holds files ending in `.yaml` or `.yml`. Folders in the folder are not searched.",
    }
    CANNOT_WRITE = "DS0004" Error {
        what: "Generated code cannot be written, or what is there cannot be read.",
        why: "The folder does not exist and cannot be made, or this user has no right to it.",
        example: "# Builder::new().schema(\"schema\").write_to(\"/schema\")",
        fix: "Correct the folder, or its permissions.",
    }
    NO_OUT_DIR = "DS0005" Error {
        what: "There is no `OUT_DIR` to generate into.",
        why: "Cargo sets it for build scripts, and for nothing else.",
        example: "# src/main.rs: Builder::new().schema(\"schema\").compile()",
        fix: "Call `compile` in build.rs. Elsewhere, `write_to` writes into a folder that you name.",
    }
    CONTROL_CHARACTER = "DS0006" Error {
        what: "A control character, or another line break than the usual ones, stands in a schema file.",
        why: "YAML forbids most of them, and its readers differ over the others. They cannot be seen, and mostly come from a \
              copy, or from a file that is no text at all.",
        example: "tables: \u{0}",
        fix: "Delete it. In a text in double quotes it can be written as an escape, such as `\\u0000`.",
    }
    SYNTAX = "DS0007" Error {
        what: "A schema file is not YAML.",
        why: "Nothing of the file can be relied on after such a place, so that the rest of it is not read.",
        example: "tables: { HackerNews: { key: { partition: link }",
        fix: "Look at the place, and at what stands before it: a bracket or a quote that is not closed, a missing colon, \
              keys of one map in different columns, or a text that needs quotes.",
    }
    TAB = "DS0008" Error {
        what: "A tab stands in the indentation.",
        why: "YAML counts columns, and tabs are as wide as an editor wants them to be.",
        example: "tables:\n\tHackerNews: {}",
        fix: "Indent with spaces.",
    }
    SEVERAL_DOCUMENTS = "DS0009" Error {
        what: "A schema file holds several YAML documents.",
        why: "A file becomes one module of generated code. After `---`, a reader could take the rest for another schema.",
        example: "tables: {}\n---\nentities: {}",
        fix: "Put the second document into a file of its own: all files of a schema see each other's names. \
              A `---` before the first key is fine.",
    }
    TAG = "DS0010" Error {
        what: "A value has a YAML tag.",
        why: "What a value is follows from its place in the schema, and there is nothing that a tag could change.",
        example: "entities: { Link: { doc: !!str 5 } }",
        fix: "Delete the tag; `doc: 5` is the text already. A text that begins with `!` needs quotes.",
    }
    UNKNOWN_ALIAS = "DS0011" Error {
        what: "An alias has no anchor.",
        why: "`*name` repeats the value that `&name` marked before it, in the same file.",
        example: "tables: { HackerNews: { billing: *small } }",
        fix: "Write `&small` before the value that is to be repeated. A text that begins with `*` needs quotes.",
    }
    RECURSIVE_ALIAS = "DS0012" Error {
        what: "An alias stands inside the value that it repeats.",
        why: "The value would have no end.",
        example: "tables: &all { HackerNews: *all }",
        fix: "Move the anchor to the part that is to be repeated.",
    }
    EXPANSION = "DS0013" Error {
        what: "Aliases repeat too many values.",
        why: "Aliases of aliases let a few lines stand for more than there is memory for, so that there is a limit.",
        example: "# a hundred thousand values behind aliases",
        fix: "Write fewer aliases, or split the schema: the limit holds for each file.",
    }
    NESTING = "DS0014" Error {
        what: "Maps and lists are nested too deeply.",
        why: "No schema needs that. A generated file, or a bracket that is not closed, may have gone wrong.",
        example: "# [[[[[[[[[[ … and so on, more than 64 times",
        fix: "Close the brackets; look for an alias of a value that holds an alias.",
    }
    INVALID_MERGE = "DS0015" Error {
        what: "`<<` stands before something that is no map.",
        why: "`<<: *name` puts the entries of the map `&name` into this one, so that several maps can share them. The map's own \
              entries win.",
        example: "entities: { Link: { <<: link } }",
        fix: "Write an alias of a map, or a list of such aliases. A key that is really called so stands in quotes.",
    }
    INVALID_KEY = "DS0016" Error {
        what: "A key of a map is no name.",
        why: "YAML allows lists, maps and nothing at all as keys; in a schema, a key is the name of something.",
        example: "tables: { [HackerNews, Users]: {} }",
        fix: "Write the name. A name with braces or brackets in it needs quotes.",
    }
    DUPLICATE_KEY = "DS0017" Error {
        what: "A key stands twice in one map.",
        why: "Most readers of YAML silently take the last one. Whatever the other says would be lost.",
        example: "tables: { HackerNews: { doc: Stories., doc: News. } }",
        fix: "Remove or rename one of them.",
    }
    UNQUOTED_BRACES = "DS0018" Error {
        what: "A text in braces has no quotes, or keys have no values.",
        why: "Without them, braces make a map: `{link}` is one with the key `link` and nothing as its value.",
        example: "tables: { HackerNews: { doc: {link} } }",
        fix: "Write `\"{link}\"` if the text is meant, else the values: `{ link: string }`.",
    }
    UNKNOWN_KEY = "DS0019" Error {
        what: "A key means nothing in its place.",
        why: "A misspelt key that was ignored would look as if it worked.",
        example: "tables: { HackerNews: { keys: { partition: link } } }",
        fix: "Correct it; the message says which keys there are. In braces, too, a space belongs after a colon.",
    }
    WRONG_TYPE = "DS0020" Error {
        what: "A value is not what its place wants.",
        why: "Each key wants a text, a number, `true` or `false`, a list or a map, and some want one of several.",
        example: "tables: [HackerNews]",
        fix: "Write what the message says. Numbers are decimal and without quotes; only `true` and `false` are bools.",
    }
    NO_VALUE = "DS0021" Error {
        what: "A value is missing.",
        why: "After a key, nothing is null. That is no value in a schema, not even an empty text or map, and whatever was left \
              out would be lost in silence. Only the sections `tables`, `entities` and `indexes` may be empty, as they are \
              when all in them is a comment.",
        example: "tables: { HackerNews: }",
        fix: "Write the value, or remove the key. An empty map is `{}`, an empty list `[]`, an empty text `\"\"`.",
    }
    OUT_OF_RANGE = "DS0022" Error {
        what: "A number is too small or too large.",
        why: "No number of that size can be meant here.",
        example: "tables: { HackerNews: { billing: { read: 1000000000000000000000000000000000000000, write: 1 } } }",
        fix: "Write a number in the range that the message says.",
    }
}
