//! The paths that a read asks for, and where what they ask for is in the answer.

use aws_sdk_dynamodb::types::AttributeValue;

use super::path::Step;
use super::{Path, Placeholders};
use crate::codec::{Encoded, Item};
use crate::error::Refused;

/// The paths of a projection expression, of which none is another or lies inside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths(Vec<Path>);

impl Paths {
    /// What is asked for where a selection wants this.
    ///
    /// Of the elements of a list, DynamoDB returns those that are asked for one behind another, without their positions.
    /// Which ones they are is known by how many there are, as long as every one comes that the list has; but one in which
    /// what is asked for is missing does not come at all. So where several elements of one list are wanted, they are
    /// asked for whole.
    pub(crate) fn new(wanted: &[Path]) -> Self {
        let mut asked: Vec<Path> = Vec::new();
        for path in wanted {
            let path = path.truncated(whole_element(path, wanted).unwrap_or(path.depth()));
            if !asked.contains(&path) {
                asked.push(path);
            }
        }
        Self(asked)
    }

    /// The projection expression.
    pub(crate) fn render(&self, to: &mut Placeholders) -> String {
        self.0.iter().map(|path| path.render(to)).collect::<Vec<_>>().join(", ")
    }

    /// Takes the value at a path that is wanted out of the answer.
    pub(crate) fn take(&self, path: &Path, item: &mut Item) -> Option<AttributeValue> {
        let mut value = item.get_mut(path.attribute())?;
        for (depth, step) in path.steps().iter().enumerate() {
            value = match (step, value) {
                (Step::Member(name), AttributeValue::M(members)) => members.get_mut(name)?,
                (Step::Element(position), AttributeValue::L(elements)) => {
                    elements.get_mut(self.position(path, depth, *position))?
                }
                _ => return None,
            };
        }
        Some(std::mem::replace(value, AttributeValue::Null(true)))
    }

    /// Where an element is in the answer: behind those before it that are asked for, or where it is in the item if it
    /// lies in something that is asked for whole.
    fn position(&self, path: &Path, depth: usize, position: usize) -> usize {
        if self.0.iter().any(|asked| asked.depth() <= depth && asked.overlaps(path)) {
            return position;
        }
        let mut before: Vec<usize> = elements(path, depth, &self.0).filter(|other| *other < position).collect();
        before.sort_unstable();
        before.dedup();
        before.len()
    }
}

/// Refuses what DynamoDB would: paths that overlap.
pub(crate) fn check_overlap(wanted: &[Path]) -> Encoded<()> {
    for (position, path) in wanted.iter().enumerate() {
        match wanted.iter().take(position).find(|other| other.overlaps(path)) {
            None => {}
            Some(same) if same == path => {
                return Err(Refused::new(path.to_string(), "one request selects an attribute once"));
            }
            Some(other) => {
                return Err(Refused::new(path.to_string(), format!("the same request selects `{other}`")));
            }
        }
    }
    Ok(())
}

/// How many steps lead to the first element on a path that is not the only one wanted of its list.
fn whole_element(path: &Path, wanted: &[Path]) -> Option<usize> {
    path.steps().iter().enumerate().find_map(|(depth, step)| match step {
        Step::Element(position) if elements(path, depth, wanted).any(|other| other != *position) => Some(depth + 1),
        _ => None,
    })
}

/// The elements that paths go through of the list that a path is in after so many steps.
fn elements<'a>(path: &'a Path, depth: usize, paths: &'a [Path]) -> impl Iterator<Item = usize> + 'a {
    let list = path.truncated(depth);
    paths.iter().filter_map(move |other| match other.steps().get(depth)? {
        Step::Element(position) if other.truncated(depth) == list => Some(*position),
        _ => None,
    })
}
