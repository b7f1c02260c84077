//! Which entities are in a table, and which may be.

use super::declarations::Declarations;
use super::facts::{Entity, Table};
use crate::diagnostics::similar;
use crate::yaml::Spanned;

/// The entities of one table.
pub(super) struct Members<'c, 'a> {
    entities: Vec<&'c Entity<'a>>,
    /// Entities of which nobody knows what table they are in.
    strangers: Vec<&'c Entity<'a>>,
    /// Whether there can be no entity that nobody knows of.
    all_entities: bool,
}

impl<'c, 'a> Members<'c, 'a> {
    /// Those of each table.
    pub(super) fn of_all(
        tables: &[Table<'a>],
        entities: &'c [Entity<'a>],
        declarations: &Declarations<'a>,
    ) -> Vec<Self> {
        let of_table = |position| Self {
            entities: entities.iter().filter(|entity| entity.table == Some(position)).collect(),
            strangers: entities.iter().filter(|entity| entity.table.is_none()).collect(),
            all_entities: declarations.all_entities,
        };
        (0..tables.len()).map(of_table).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'c Entity<'a>> {
        self.entities.iter().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Whether there can be no others.
    pub(super) fn are_all(&self) -> bool {
        self.all_entities && self.strangers.is_empty()
    }

    /// Whether one of them has the attribute of this physical name.
    pub(super) fn declare(&self, name: &str) -> bool {
        self.iter().any(|entity| entity.has(name))
    }

    /// Whether somebody may have an attribute of this physical name whom nobody could read.
    pub(super) fn may_declare(&self, name: &str) -> bool {
        let may_declare = |stranger: &&Entity<'_>| !stranger.complete || stranger.has(name);
        !self.all_entities || self.iter().any(|entity| !entity.complete) || self.strangers.iter().any(may_declare)
    }

    /// The physical name that was most likely meant.
    pub(super) fn meant(&self, name: &str) -> Option<&'c Spanned<String>> {
        let attributes = || self.iter().flat_map(|entity| &entity.attributes).filter(|attribute| attribute.stored);
        let by_schema_name = attributes().find(|attribute| attribute.name.as_str() == name);
        let by_likeness = || {
            let physical = || attributes().filter_map(|attribute| attribute.physical.as_ref());
            let meant = similar(name, physical().map(|name| name.as_str()))?;
            physical().find(|name| name.as_str() == meant)
        };
        by_schema_name.and_then(|attribute| attribute.physical.as_ref()).or_else(by_likeness)
    }
}
