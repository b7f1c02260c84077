//! Update expressions.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Placeholders;
use crate::codec::Encoded;
use crate::error::Refused;

/// What an update does, each attribute at most once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Actions {
    set: Vec<(&'static str, AttributeValue)>,
    add: Vec<(&'static str, AttributeValue)>,
    remove: Vec<&'static str>,
}

impl Actions {
    pub(crate) fn set(&mut self, name: &'static str, value: AttributeValue) -> Encoded<()> {
        self.claim(name)?;
        self.set.push((name, value));
        Ok(())
    }

    pub(crate) fn add(&mut self, name: &'static str, value: AttributeValue) -> Encoded<()> {
        self.claim(name)?;
        self.add.push((name, value));
        Ok(())
    }

    pub(crate) fn remove(&mut self, name: &'static str) -> Encoded<()> {
        self.claim(name)?;
        self.remove.push(name);
        Ok(())
    }

    /// DynamoDB refuses an update whose paths overlap.
    fn claim(&self, name: &'static str) -> Encoded<()> {
        let mut claimed = self.set.iter().chain(&self.add).map(|(name, _)| name).chain(&self.remove);
        if claimed.any(|claimed| *claimed == name) {
            return Err(Refused::new(name, "one update changes an attribute once"));
        }
        Ok(())
    }

    /// The update expression; DynamoDB refuses an empty one, so there is none without actions.
    pub(crate) fn render(self, to: &mut Placeholders) -> Option<String> {
        let mut clauses = Vec::new();
        let mut clause = |keyword: &str, actions: Vec<String>| {
            if !actions.is_empty() {
                clauses.push(format!("{keyword} {}", actions.join(", ")));
            }
        };
        let set = self.set.into_iter().map(|(name, value)| format!("{} = {}", to.name(name), to.value(value)));
        clause("SET", set.collect());
        let add = self.add.into_iter().map(|(name, value)| format!("{} {}", to.name(name), to.value(value)));
        clause("ADD", add.collect());
        clause("REMOVE", self.remove.into_iter().map(|name| to.name(name)).collect());
        Some(clauses.join(" ")).filter(|expression| !expression.is_empty())
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
        actions.remove("note").unwrap();
        actions.set("a", number("1")).unwrap();
        actions.set("b", number("2")).unwrap();
        let rendered = actions.render(&mut Placeholders::default());
        assert_eq!(rendered.as_deref(), Some("SET #n0 = :v0, #n1 = :v1 REMOVE #n2"));

        let mut actions = Actions::default();
        actions.add("points", number("1")).unwrap();
        assert_eq!(actions.render(&mut Placeholders::default()).as_deref(), Some("ADD #n0 :v0"));

        assert_eq!(Actions::default().render(&mut Placeholders::default()), None);
    }

    #[test]
    fn an_attribute_that_is_changed_twice_is_refused_by_name() {
        let mut actions = Actions::default();
        actions.set("points", number("1")).unwrap();
        assert_eq!(actions.add("points", number("1")).unwrap_err().attribute, "points");
        assert_eq!(actions.remove("points").unwrap_err().attribute, "points");
    }
}
