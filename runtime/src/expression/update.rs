//! Update expressions.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Path, Placeholders};
use crate::codec::{Encoded, Item};
use crate::error::Refused;

/// What an update does, no two things to one place.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Actions {
    /// What is set besides, unless something else changes it.
    stamps: Vec<(String, AttributeValue)>,
    set: Vec<(Path, AttributeValue)>,
    add: Vec<(Path, AttributeValue)>,
    remove: Vec<Path>,
    delete: Vec<(Path, AttributeValue)>,
}

impl Actions {
    /// An update that sets these attributes by itself, except where it is told otherwise.
    pub(crate) fn stamping(stamps: Item) -> Self {
        let mut stamps: Vec<_> = stamps.into_iter().collect();
        stamps.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self { stamps, ..Self::default() }
    }

    pub(crate) fn set(&mut self, path: Path, value: AttributeValue) -> Encoded<()> {
        self.claim(&path)?;
        self.set.push((path, value));
        Ok(())
    }

    pub(crate) fn add(&mut self, path: Path, value: AttributeValue) -> Encoded<()> {
        self.claim(&path)?;
        self.add.push((path, value));
        Ok(())
    }

    pub(crate) fn remove(&mut self, path: Path) -> Encoded<()> {
        self.claim(&path)?;
        self.remove.push(path);
        Ok(())
    }

    pub(crate) fn delete(&mut self, path: Path, elements: AttributeValue) -> Encoded<()> {
        self.claim(&path)?;
        self.delete.push((path, elements));
        Ok(())
    }

    /// DynamoDB refuses an update whose paths overlap, and empty names.
    fn claim(&self, path: &Path) -> Encoded<()> {
        path.check()?;
        match self.changed().find(|claimed| claimed.overlaps(path)) {
            None => Ok(()),
            Some(same) if same == path => Err(Refused::new(path.to_string(), "one update changes an attribute once")),
            Some(other) => Err(Refused::new(path.to_string(), format!("the same update changes `{other}`"))),
        }
    }

    fn changed(&self) -> impl Iterator<Item = &Path> {
        let with_values = self.set.iter().chain(&self.add).chain(&self.delete);
        with_values.map(|(path, _)| path).chain(&self.remove)
    }

    /// The update expression; DynamoDB refuses an empty one, so there is none without actions.
    pub(crate) fn render(self, to: &mut Placeholders) -> Option<String> {
        let mut clauses = Vec::new();
        let mut clause = |keyword: &str, actions: Vec<String>| {
            if !actions.is_empty() {
                clauses.push(format!("{keyword} {}", actions.join(", ")));
            }
        };
        let stamps: Vec<String> = self
            .stamps
            .iter()
            .filter(|(name, _)| !self.changed().any(|path| path.attribute() == name))
            .map(|(name, value)| format!("{} = {}", to.name(name), to.value(value.clone())))
            .collect();
        let set = self.set.into_iter().map(|(path, value)| format!("{} = {}", path.render(to), to.value(value)));
        clause("SET", set.chain(stamps).collect());
        let add = self.add.into_iter().map(|(path, value)| format!("{} {}", path.render(to), to.value(value)));
        clause("ADD", add.collect());
        clause("REMOVE", self.remove.iter().map(|path| path.render(to)).collect());
        let delete = self.delete.into_iter().map(|(path, value)| format!("{} {}", path.render(to), to.value(value)));
        clause("DELETE", delete.collect());
        Some(clauses.join(" ")).filter(|expression| !expression.is_empty())
    }
}

/// Without values.
impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clone().render(&mut Placeholders::shown()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(digits: &str) -> AttributeValue {
        AttributeValue::N(digits.to_owned())
    }

    #[test]
    fn clauses_stand_once_each_and_only_where_they_do_something() {
        let mut actions = Actions::default();
        actions.remove(Path::new("note")).unwrap();
        actions.set(Path::new("a"), number("1")).unwrap();
        actions.set(Path::new("b"), number("2")).unwrap();
        let rendered = actions.render(&mut Placeholders::default());
        assert_eq!(rendered.as_deref(), Some("SET #n0 = :v0, #n1 = :v1 REMOVE #n2"));

        let mut actions = Actions::default();
        actions.add(Path::new("points"), number("1")).unwrap();
        assert_eq!(actions.render(&mut Placeholders::default()).as_deref(), Some("ADD #n0 :v0"));

        let mut actions = Actions::default();
        actions.delete(Path::new("tags"), AttributeValue::Ss(vec!["a".to_owned()])).unwrap();
        actions.remove(Path::new("note")).unwrap();
        let rendered = actions.render(&mut Placeholders::default());
        assert_eq!(rendered.as_deref(), Some("REMOVE #n0 DELETE #n1 :v0"));

        assert_eq!(Actions::default().render(&mut Placeholders::default()), None);
    }

    #[test]
    fn an_attribute_that_is_changed_twice_is_refused_by_name() {
        let mut actions = Actions::default();
        actions.set(Path::new("points"), number("1")).unwrap();
        assert_eq!(actions.add(Path::new("points"), number("1")).unwrap_err().attribute, "points");
        assert_eq!(actions.remove(Path::new("points")).unwrap_err().attribute, "points");
        assert_eq!(actions.delete(Path::new("points"), number("1")).unwrap_err().attribute, "points");
    }
}
