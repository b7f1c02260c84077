//! Document paths: an attribute, or a place inside it.

use std::fmt;

use super::Placeholders;

/// The path to a value of an item: `address.lines[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    attribute: &'static str,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Element(usize),
}

impl Path {
    pub(crate) const fn new(attribute: &'static str) -> Self {
        Self { attribute, steps: Vec::new() }
    }

    /// The attribute that it begins with.
    pub(crate) fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// How many steps it goes into the attribute.
    pub(crate) fn depth(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The path up to so many steps.
    pub(super) fn truncated(&self, steps: usize) -> Self {
        Self {
            attribute: self.attribute,
            steps: self.steps.iter().take(steps).cloned().collect(),
        }
    }

    /// Whether it is the whole attribute.
    pub(crate) fn is_whole(&self) -> bool {
        self.steps.is_empty()
    }

    /// The path inside the map here.
    pub(crate) fn join(self, inside: Self) -> Self {
        let mut path = self.member(inside.attribute.to_owned());
        path.steps.extend(inside.steps);
        path
    }

    pub(crate) fn member(mut self, name: String) -> Self {
        self.steps.push(Step::Member(name));
        self
    }

    pub(crate) fn element(mut self, position: usize) -> Self {
        self.steps.push(Step::Element(position));
        self
    }

    /// Whether one is the other or lies inside it.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.attribute == other.attribute && self.steps.iter().zip(&other.steps).all(|(one, other)| one == other)
    }

    pub(super) fn render(&self, to: &mut Placeholders) -> String {
        let mut text = to.name(self.attribute);
        for step in &self.steps {
            match step {
                Step::Member(name) => {
                    text.push('.');
                    text += &to.name(name);
                }
                Step::Element(position) => text += &format!("[{position}]"),
            }
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.attribute)?;
        self.steps.iter().try_for_each(|step| match step {
            Step::Member(name) => write!(f, ".{name}"),
            Step::Element(position) => write!(f, "[{position}]"),
        })
    }
}
