//! What is declared, in which file: names are visible in all files, and each is declared once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Context;
use crate::diagnostics::{Code, Diagnostic, codes, shown};
use crate::model::{self, FileId};
use crate::names;
use crate::source::{SourceId, Span};
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

/// All declarations of all files, in the order of the files' modules.
pub(super) struct Declarations<'a> {
    pub(super) files: Vec<File<'a>>,
    pub(super) tables: Vec<Declared<'a, syntax::Table>>,
    pub(super) entities: Vec<Declared<'a, syntax::Entity>>,
    pub(super) types: Vec<Declared<'a, Spanned<syntax::NamedType>>>,
    pub(super) collections: Vec<Declared<'a, syntax::Collection>>,
    /// Whether there can be no table that is not in `tables`: a file that could not be read may declare any.
    pub(super) all_tables: bool,
    /// The same of entities.
    pub(super) all_entities: bool,
    /// The same of types.
    pub(super) all_types: bool,
}

pub(super) struct File<'a> {
    /// Its stem is empty if the file's name gives none.
    pub(super) model: model::File,
    path: PathBuf,
    /// Its very beginning.
    pub(super) place: Span,
    /// What holds for the whole file.
    pub(super) defaults: &'a Field<syntax::Defaults>,
    /// Whether all that it says was understood.
    complete: bool,
}

pub(super) struct Declared<'a, T> {
    pub(super) file: FileId,
    pub(super) name: &'a Spanned<String>,
    /// What is said of it; none if that could not be read.
    pub(super) value: Option<&'a T>,
    /// Which of the declarations under one name this is.
    pub(super) uniqueness: Uniqueness,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Uniqueness {
    Unique,
    /// There are others, and this is the first.
    First,
    /// There is one before.
    Repeated,
}

impl<'a> Declarations<'a> {
    pub(super) fn collect(files: &'a [(SourceId, syntax::File)], cx: &mut Context<'_>) -> Self {
        let all_read = all_read(files, cx);
        let mut files: Vec<_> = files.iter().map(|(id, syntax)| (file(*id, syntax, cx), syntax)).collect();
        files.sort_by(|(one, _), (other, _)| (&one.model.stem, &one.path).cmp(&(&other.model.stem, &other.path)));
        let mut tables = Vec::new();
        let mut entities = Vec::new();
        let mut types = Vec::new();
        let mut collections = Vec::new();
        for (position, (_, syntax)) in files.iter().enumerate() {
            tables.extend(declared(FileId(position), &syntax.tables));
            entities.extend(declared(FileId(position), &syntax.entities));
            types.extend(declared(FileId(position), &syntax.types));
            collections.extend(declared(FileId(position), &syntax.collections));
        }
        mark_repeated("table", &mut tables, cx);
        mark_repeated("entity", &mut entities, cx);
        mark_repeated("type", &mut types, cx);
        mark_repeated("collection", &mut collections, cx);
        Self {
            all_tables: all_read && files.iter().all(|(_, syntax)| is_complete(&syntax.tables)),
            all_entities: all_read && files.iter().all(|(_, syntax)| is_complete(&syntax.entities)),
            all_types: all_read && files.iter().all(|(_, syntax)| is_complete(&syntax.types)),
            files: files.into_iter().map(|(file, _)| file).collect(),
            tables,
            entities,
            types,
            collections,
        }
    }

    /// Whether nothing that a file says of all its entities was lost.
    pub(super) fn is_complete(&self, file: FileId) -> bool {
        self.files.get(file.0).is_some_and(|file| file.complete)
    }
}

/// Whether all that is written was read. What was not has been reported, and may declare any name.
fn all_read(files: &[(SourceId, syntax::File)], cx: &Context<'_>) -> bool {
    const LOSSES: [Code; 4] = [codes::CANNOT_READ, codes::NOT_UTF8, codes::NO_SCHEMA_FILE, codes::SEVERAL_DOCUMENTS];
    let is_read = |id| files.iter().any(|(read, _)| *read == id);
    cx.sources.iter().all(|(id, _)| is_read(id)) && !LOSSES.iter().any(|code| cx.sink.has(*code))
}

/// Whether all names of a section are known.
pub(super) fn is_complete<T>(section: &Field<Map<T>>) -> bool {
    match section {
        Field::Absent => true,
        Field::Broken => false,
        Field::Given(map) => map.complete,
    }
}

fn file<'a>(id: SourceId, syntax: &'a syntax::File, cx: &mut Context<'_>) -> File<'a> {
    let place = Span { source: id, start: 0, end: 0 };
    let path = cx.sources.get(id).map(|source| source.path.clone()).unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // All of the name stands in a comment of generated code.
    let is_printable = name.chars().all(|character| character == ' ' || character.is_ascii_graphic());
    let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_printable).and_then(names::file_stem);
    if stem.is_none() {
        cx.sink.report(
            Diagnostic::new(codes::FILE_NAME, format!("no Rust module can be called after {}", shown(&name)))
                .at(place, "")
                .help("use ASCII letters, digits, `_` and `-`, as in `hacker_news.yaml`"),
        );
    }
    let model = model::File { name, stem: stem.unwrap_or_default() };
    File {
        model,
        path,
        place,
        defaults: &syntax.defaults,
        complete: syntax.lost.is_absent(),
    }
}

fn declared<T>(file: FileId, map: &Field<Map<T>>) -> impl Iterator<Item = Declared<'_, T>> {
    let entries = map.value().map_or(&[][..], |map| &map.entries);
    entries.iter().map(move |(name, value)| Declared {
        file,
        name,
        value: value.as_ref(),
        uniqueness: Uniqueness::Unique,
    })
}

fn mark_repeated<T>(what: &str, declarations: &mut [Declared<'_, T>], cx: &mut Context<'_>) {
    let mut seen = BTreeMap::new();
    for position in 0..declarations.len() {
        let name = declarations[position].name;
        let Some(first) = seen.get(name.as_str()).copied() else {
            seen.insert(name.as_str(), position);
            continue;
        };
        declarations[position].uniqueness = Uniqueness::Repeated;
        declarations[first].uniqueness = Uniqueness::First;
        cx.sink.report(
            Diagnostic::new(codes::REPEATED_DECLARATION, format!("the {what} {} is declared twice", shown(name)))
                .at(name.span, "declared again")
                .also(declarations[first].name.span, "first declared here")
                .help("every file sees the names of all files: declare it once, or give one of them another name"),
        );
    }
}
