//! What a file's `defaults` say.

use super::Context;
use super::declarations::Declarations;
use super::derives::{self, Request};
use crate::diagnostics::{Code, Diagnostic, Severity, codes, shown, similar};
use crate::model::{FileId, Unknown};
use crate::source::SourceId;
use crate::syntax::{self, Case, KeyParts};
use crate::yaml::{Field, List, Spanned};

/// The settings of all files.
pub(super) struct Settings {
    files: Vec<FileSettings>,
}

#[derive(Default)]
pub(super) struct FileSettings {
    /// None if nobody knows which.
    pub(super) case: Option<Case>,
    pub(super) unknown: Unknown,
    pub(super) key_parts: KeyParts,
    pub(super) derives: Request,
    allowed: Vec<Code>,
}

impl Settings {
    pub(super) fn collect(declarations: &Declarations<'_>, cx: &mut Context<'_>) -> Self {
        Self {
            files: declarations.files.iter().map(|file| settings(file.defaults, cx)).collect(),
        }
    }

    pub(super) fn of(&self, file: FileId) -> &FileSettings {
        static NONE: FileSettings = FileSettings {
            case: None,
            unknown: Unknown::Ignore,
            key_parts: KeyParts::Stored,
            derives: Request::NONE,
            allowed: Vec::new(),
        };
        self.files.get(file.0).unwrap_or(&NONE)
    }

    /// Which warnings are not wanted, and of which file.
    pub(super) fn allowed(&self, declarations: &Declarations<'_>) -> Vec<(SourceId, Code)> {
        let files = declarations.files.iter().zip(&self.files);
        files.flat_map(|(file, settings)| settings.allowed.iter().map(|code| (file.place.source, *code))).collect()
    }
}

impl FileSettings {
    /// The case of an entity's or a type's names, if it is known.
    pub(super) fn case(&self, own: &Field<Case>) -> Option<Case> {
        match own {
            Field::Absent => self.case,
            Field::Broken => None,
            Field::Given(case) => Some(case.value),
        }
    }

    /// What an entity or a type does with attributes that the schema does not name.
    pub(super) fn unknown(&self, own: &Field<syntax::Unknown>) -> Unknown {
        own.value().copied().map_or(self.unknown, unknown)
    }
}

fn settings(defaults: &Field<syntax::Defaults>, cx: &mut Context<'_>) -> FileSettings {
    match defaults {
        Field::Absent => FileSettings { case: Some(Case::default()), ..FileSettings::default() },
        Field::Broken => FileSettings::default(),
        Field::Given(defaults) => FileSettings {
            case: match &defaults.case {
                Field::Absent => Some(Case::default()),
                case => case.value().copied(),
            },
            unknown: defaults.unknown.value().copied().map(unknown).unwrap_or_default(),
            key_parts: defaults.key_parts.value().copied().unwrap_or_default(),
            derives: derives::read(&defaults.derives, cx),
            allowed: allowed(&defaults.allow, cx),
        },
    }
}

fn unknown(said: syntax::Unknown) -> Unknown {
    match said {
        syntax::Unknown::Ignore => Unknown::Ignore,
        syntax::Unknown::Keep => Unknown::Keep,
        syntax::Unknown::Deny => Unknown::Deny,
    }
}

fn allowed(codes: &Field<List<Spanned<String>>>, cx: &mut Context<'_>) -> Vec<Code> {
    let codes = codes.value().map_or(&[][..], |codes| &codes.elements);
    codes.iter().flatten().filter_map(|code| allowed_code(code, cx)).collect()
}

fn allowed_code(written: &Spanned<String>, cx: &mut Context<'_>) -> Option<Code> {
    let warnings = || Code::all().filter(|code| code.entry().severity == Severity::Warning);
    let refused = match Code::find(written) {
        Some(code) if code.entry().severity == Severity::Warning => return Some(code),
        Some(code) => Diagnostic::new(codes::ALLOW, format!("{code} cannot be allowed"))
            .at(written.span, "an error, not a warning"),
        None => {
            let unknown = Diagnostic::new(codes::ALLOW, format!("there is no warning {}", shown(written)));
            let unknown = unknown.at(written.span, "");
            match similar(written, warnings().map(|code| code.entry().code)) {
                Some(meant) => unknown.help(format!("did you mean `{meant}`?")).replace(written.span, meant),
                None => unknown.help("warnings have codes like `DS0104`, which stand behind their messages"),
            }
        }
    };
    cx.sink.report(refused);
    None
}
