//! The catalogue of all codes, by which a diagnostic can be looked up.
//!
//! `DS0001` to `DS0029` belong to reading files and YAML, those from `DS0030` on to the rules of the schema, `DS0101` to
//! `DS0119` are warnings, those from `DS0120` on belong to composed keys, those from `DS0134` on to settings of tables.

use std::fmt;
use std::hash::{Hash, Hasher};

mod indexes;
mod keys;
mod lints;
mod reader;
mod rules;
mod tables;
mod types;

/// The codes under speaking names, for the place of report.
pub(crate) mod codes {
    pub(crate) use super::indexes::*;
    pub(crate) use super::keys::*;
    pub(crate) use super::lints::*;
    pub(crate) use super::reader::*;
    pub(crate) use super::rules::*;
    pub(crate) use super::tables::*;
    pub(crate) use super::types::*;
}

/// Whether the schema can be used all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// What is generated may not be what was meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// What the catalogue says about a code.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry {
    /// `DS0001`.
    pub code: &'static str,
    /// Whether it is an error.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub what: &'static str,
    /// Why that is wrong.
    pub why: &'static str,
    /// A schema that has it wrong.
    pub example: &'static str,
    /// What to do about it.
    pub fix: &'static str,
}

/// The code of a diagnostic, as `DS0016`.
#[derive(Clone, Copy)]
pub struct Code(&'static Entry);

impl Code {
    /// All codes, in order.
    pub fn all() -> impl Iterator<Item = Code> {
        [reader::ALL, rules::ALL, types::ALL, indexes::ALL, lints::ALL, keys::ALL, tables::ALL]
            .into_iter()
            .flatten()
            .copied()
    }

    /// The code that is written so, in capitals or not.
    pub fn find(code: &str) -> Option<Code> {
        Code::all().find(|candidate| candidate.0.code.eq_ignore_ascii_case(code))
    }

    const fn new(entry: &'static Entry) -> Self {
        Code(entry)
    }

    /// What the catalogue says about it.
    pub fn entry(self) -> &'static Entry {
        self.0
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.code.hash(state);
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.code)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.code)
    }
}

/// Writes entries as constants, and `ALL` of them as a table.
macro_rules! catalogue {
    ($($name:ident = $code:literal $severity:ident {
        what: $what:literal,
        why: $why:literal,
        example: $example:literal,
        fix: $fix:literal $(,)?
    })*) => {
        $(
            #[doc = $what]
            pub(crate) const $name: $crate::diagnostics::Code =
                $crate::diagnostics::Code::new(&$crate::diagnostics::Entry {
                    code: $code,
                    severity: $crate::diagnostics::Severity::$severity,
                    what: $what,
                    why: $why,
                    example: $example,
                    fix: $fix,
                });
        )*

        /// All codes of this file, in order.
        pub(super) const ALL: &[$crate::diagnostics::Code] = &[$($name),*];
    };
}
use catalogue;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_each_is_there_once() {
        let codes: Vec<_> = Code::all().map(|code| code.entry().code).collect();
        assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
    }

    #[test]
    fn every_entry_says_everything() {
        for code in Code::all() {
            let Entry { code, severity: _, what, why, example, fix } = code.entry();
            for text in [what, why, example, fix] {
                assert!(!text.trim().is_empty(), "{code}");
            }
            for text in [what, why, fix] {
                assert!(text.ends_with('.') && !text.contains('\n'), "{code}: {text}");
            }
        }
    }

    #[test]
    fn a_code_tells_its_severity_by_its_number() {
        for code in Code::all() {
            let number: u32 = code.entry().code.strip_prefix("DS").unwrap().parse().unwrap();
            assert_eq!(code.entry().code, format!("DS{number:04}"));
            let expected = if (101..120).contains(&number) { Severity::Warning } else { Severity::Error };
            assert_eq!(code.entry().severity, expected, "{code}");
        }
    }

    #[test]
    fn a_code_is_found_as_people_write_it() {
        assert_eq!(Code::find("ds0001"), Some(codes::CANNOT_READ));
        assert_eq!(Code::find("DS9999"), None);
    }
}
