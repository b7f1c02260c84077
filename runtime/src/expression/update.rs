//! Update expressions.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Expression, Path, Placeholders, Term};
use crate::codec::{Encoded, Item};
use crate::entity::FedKey;
use crate::error::Refused;
use crate::item_size;

/// What an update does, no two things to one place.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Actions {
    /// What is set besides, unless something else changes it.
    stamps: Vec<(String, AttributeValue)>,
    set: Vec<(Path, Term)>,
    add: Vec<(Path, AttributeValue)>,
    remove: Vec<Path>,
    delete: Vec<(Path, AttributeValue)>,
    fill: Option<Fill>,
}

/// What an upsert sets where nothing is, and nothing else changes it.
#[derive(Clone, PartialEq)]
struct Fill {
    attributes: Vec<(String, AttributeValue)>,
    keys: &'static [FedKey],
}

/// The places that an update changes.
#[derive(Clone)]
pub struct ChangedPlaces {
    paths: Vec<Path>,
    /// Attributes that it changes besides.
    besides: Vec<String>,
}

impl ChangedPlaces {
    /// Leaves in an item only attributes of which something was changed.
    pub(crate) fn only(&self, item: &mut Item) {
        let is_besides = |name: &str| self.besides.iter().any(|besides| besides == name);
        item.retain(|name, _| is_besides(name) || self.paths.iter().any(|path| path.attribute() == name));
    }

    /// Whether all of a place was changed.
    pub(crate) fn hold(&self, place: &Path) -> bool {
        self.paths.iter().any(|path| path.holds(place)) || self.besides.iter().any(|name| name == place.attribute())
    }
}

impl Actions {
    /// An update that sets these attributes by itself, except where it is told otherwise.
    pub(crate) fn stamping(stamps: Item) -> Self {
        Self { stamps: sorted(stamps), ..Self::default() }
    }

    /// The same, and these where the item does not have them yet. `keys` are those that are composed of them.
    pub(crate) fn filling(mut self, attributes: Item, keys: &'static [FedKey]) -> Self {
        self.fill = Some(Fill { attributes: sorted(attributes), keys });
        self
    }

    pub(crate) fn set(&mut self, path: Path, value: Term) -> Encoded<()> {
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
        if self.fills() && !path.is_whole() {
            let reason =
                "an upsert changes whole attributes: where there is no item yet, there is nothing to change inside";
            return Err(Refused::new(path.to_string(), reason));
        }
        match self.changed().find(|claimed| claimed.overlaps(path)) {
            None => Ok(()),
            Some(same) if same == path => Err(Refused::new(path.to_string(), "one update changes an attribute once")),
            Some(other) => Err(Refused::new(path.to_string(), format!("the same update changes `{other}`"))),
        }
    }

    fn changed(&self) -> impl Iterator<Item = &Path> {
        let with_values = self.add.iter().chain(&self.delete).map(|(path, _)| path);
        self.set.iter().map(|(path, _)| path).chain(with_values).chain(&self.remove)
    }

    /// Whether elements of lists are among what they change.
    pub(crate) fn have_elements(&self) -> bool {
        self.changed().any(Path::has_elements)
    }

    /// What it changes, to look it up in what DynamoDB returns.
    pub(crate) fn changed_places(&self) -> ChangedPlaces {
        let besides = self.stamps.iter().chain(self.filled()).map(|(name, _)| name.clone());
        ChangedPlaces {
            paths: self.changed().cloned().collect(),
            besides: besides.collect(),
        }
    }

    /// Whether something of an attribute is changed by what the caller says.
    fn changes(&self, attribute: &str) -> bool {
        self.changed().any(|path| path.attribute() == attribute)
    }

    /// How many operators and functions it has.
    pub(super) fn operators(&self) -> usize {
        self.filled().count() + self.set.iter().map(|(_, term)| term.operators()).sum::<usize>()
    }

    /// The bytes of all values.
    pub(crate) fn size(&self) -> usize {
        let named = self.stamps.iter().chain(self.filled()).map(|(name, value)| name.len() + item_size::size(value));
        let set = self.set.iter().map(|(_, term)| term.size());
        let other = self.add.iter().chain(&self.delete).map(|(_, value)| item_size::size(value));
        named.chain(set).chain(other).sum()
    }

    /// Whether it is an upsert.
    pub(crate) fn fills(&self) -> bool {
        self.fill.is_some()
    }

    /// What is filled in, and not changed otherwise.
    fn filled(&self) -> impl Iterator<Item = &(String, AttributeValue)> {
        let all = self.fill.iter().flat_map(|fill| &fill.attributes);
        all.filter(|(name, _)| !self.changes(name) && self.stamps.iter().all(|(stamp, _)| stamp != name))
    }

    /// What has to hold of an item that is there, so that the keys which are filled in are those of the item that comes
    /// of it.
    pub(crate) fn condition(&self) -> Option<Expression> {
        let keys = self.fill.as_ref()?.keys.iter().filter(|key| !self.changes(key.name));
        keys.filter_map(|key| key.condition(|name| self.filled().any(|(filled, _)| filled == name)))
            .reduce(Expression::and)
    }

    /// The update expression; DynamoDB refuses an empty one, so there is none without actions.
    pub(super) fn render(self, to: &mut Placeholders) -> Option<String> {
        let mut clauses = Vec::new();
        let mut clause = |keyword: &str, actions: Vec<String>| {
            if !actions.is_empty() {
                clauses.push(format!("{keyword} {}", actions.join(", ")));
            }
        };
        let stamps: Vec<_> = self.stamps.iter().filter(|(name, _)| !self.changes(name)).cloned().collect();
        let filled: Vec<_> = self.filled().cloned().collect();
        let said = self.set.into_iter().map(|(path, value)| format!("{} = {}", path.render(to), value.render(to)));
        let mut set: Vec<String> = said.collect();
        set.extend(stamps.into_iter().map(|(name, value)| format!("{} = {}", to.name(&name), to.value(value))));
        set.extend(filled.into_iter().map(|(name, value)| {
            let name = to.name(&name);
            format!("{name} = if_not_exists({name}, {})", to.value(value))
        }));
        clause("SET", set);
        let add = self.add.into_iter().map(|(path, value)| format!("{} {}", path.render(to), to.value(value)));
        clause("ADD", add.collect());
        clause("REMOVE", self.remove.iter().map(|path| path.render(to)).collect());
        let delete = self.delete.into_iter().map(|(path, value)| format!("{} {}", path.render(to), to.value(value)));
        clause("DELETE", delete.collect());
        Some(clauses.join(" ")).filter(|expression| !expression.is_empty())
    }
}

/// In the order of their names, so that requests are the same in every run.
fn sorted(attributes: Item) -> Vec<(String, AttributeValue)> {
    let mut attributes: Vec<_> = attributes.into_iter().collect();
    attributes.sort_by(|(one, _), (other, _)| one.cmp(other));
    attributes
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

    fn value(digits: &str) -> Term {
        Term::Value(number(digits))
    }

    #[test]
    fn clauses_stand_once_each_and_only_where_they_do_something() {
        let mut actions = Actions::default();
        actions.remove(Path::new("note")).unwrap();
        actions.set(Path::new("a"), value("1")).unwrap();
        actions.set(Path::new("b"), value("2")).unwrap();
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
        actions.set(Path::new("points"), value("1")).unwrap();
        assert_eq!(actions.add(Path::new("points"), number("1")).unwrap_err().attribute, "points");
        assert_eq!(actions.remove(Path::new("points")).unwrap_err().attribute, "points");
        assert_eq!(actions.delete(Path::new("points"), number("1")).unwrap_err().attribute, "points");
    }
}
