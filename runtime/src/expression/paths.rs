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

    /// The same with this attribute whole, if nothing of it is asked for.
    pub(crate) fn and(mut self, attribute: &'static str) -> Self {
        if self.0.iter().all(|path| path.attribute() != attribute) {
            self.0.push(Path::new(attribute));
        }
        self
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
                (Step::Member(name) | Step::Key { name, .. }, AttributeValue::M(members)) => members.get_mut(name)?,
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
        // Where there are several elements, each is asked for whole, and so once.
        elements(path, depth, &self.0).filter(|other| *other < position).count()
    }
}

/// Refuses what DynamoDB would: empty names, and paths that overlap.
pub(crate) fn check_overlap(wanted: &[Path]) -> Encoded<()> {
    for (position, path) in wanted.iter().enumerate() {
        path.check()?;
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn key(name: String) -> Step {
        Step::Key { name, is_sensitive: false }
    }

    fn asked(wanted: &[Path]) -> Vec<String> {
        Paths::new(wanted).0.iter().map(Path::to_string).collect()
    }

    fn member(path: &Path, name: &str) -> Path {
        path.clone().key(name.to_owned())
    }

    #[test]
    fn elements_are_asked_for_whole_where_their_places_in_the_answer_would_not_tell_them_apart() {
        let list = Path::new("list");
        let element = |position| list.clone().element(position);
        let (first, second) = (element(0), element(1));
        let inner = member(&first, "inner");
        for (wanted, expected) in [
            (vec![member(&first, "a")], vec!["list[0].a"]),
            (vec![member(&first, "a"), member(&first, "b")], vec!["list[0].a", "list[0].b"]),
            (vec![second.clone(), first.clone()], vec!["list[1]", "list[0]"]),
            (vec![member(&first, "a"), second.clone()], vec!["list[0]", "list[1]"]),
            (vec![member(&first, "a"), member(&second, "a"), member(&first, "b")], vec!["list[0]", "list[1]"]),
            (vec![inner.clone().element(2), inner.clone().element(1)], vec!["list[0].inner[2]", "list[0].inner[1]"]),
            (
                vec![member(&inner.clone().element(2), "a"), inner.clone().element(1)],
                vec!["list[0].inner[2]", "list[0].inner[1]"],
            ),
            (vec![inner.element(2), second], vec!["list[0]", "list[1]"]),
            (vec![first, Path::new("other").element(1)], vec!["list[0]", "other[1]"]),
        ] {
            assert_eq!(asked(&wanted), expected);
        }
    }

    #[test]
    fn paths_that_overlap_are_refused_by_name() {
        let address = Path::new("address");
        let (city, lines) = (member(&address, "city"), member(&address, "lines"));
        for (wanted, refused) in [
            (vec![city.clone(), lines.clone().element(0), lines.clone().element(1)], None),
            (vec![city.clone(), Path::new("city")], None),
            (vec![city.clone(), city.clone()], Some(("address.city", "selects an attribute once"))),
            (vec![city.clone(), address.clone()], Some(("address", "selects `address.city`"))),
            (vec![address, city], Some(("address.city", "selects `address`"))),
            (vec![lines.clone(), lines.clone().element(3)], Some(("address.lines[3]", "selects `address.lines`"))),
            (
                vec![member(&lines.clone().element(3), "a"), lines.element(3)],
                Some(("address.lines[3]", "selects `address.lines[3].a`")),
            ),
        ] {
            match (check_overlap(&wanted), refused) {
                (Ok(()), None) => {}
                (Err(error), Some((attribute, reason))) => {
                    assert_eq!(error.attribute, attribute);
                    assert!(error.reason.contains(reason), "{error}");
                }
                (checked, _) => panic!("{wanted:?}: {checked:?}"),
            }
        }
    }

    const ATTRIBUTES: [&str; 2] = ["a", "b"];

    /// Values of lists and maps, in which what is asked for may be missing or be something else.
    fn value() -> impl Strategy<Value = AttributeValue> {
        let leaf = any::<u8>().prop_map(|number| AttributeValue::N(number.to_string()));
        leaf.prop_recursive(4, 48, 4, |inner| {
            prop_oneof![
                3 => prop::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
                2 => prop::collection::hash_map("[ab]", inner, 0..3).prop_map(AttributeValue::M),
            ]
        })
    }

    fn item() -> impl Strategy<Value = Item> {
        prop::collection::hash_map(prop::sample::select(&ATTRIBUTES[..]).prop_map(str::to_owned), value(), 0..3)
    }

    fn path() -> impl Strategy<Value = Path> {
        let step = prop_oneof![3 => (0_usize..5).prop_map(Step::Element), 2 => "[ab]".prop_map(key)];
        (prop::sample::select(&ATTRIBUTES[..]), prop::collection::vec(step, 0..5)).prop_map(|(attribute, steps)| {
            steps.into_iter().fold(Path::new(attribute), |path, step| match step {
                Step::Member(name) | Step::Key { name, .. } => path.key(name),
                Step::Element(position) => path.element(position),
            })
        })
    }

    /// What is inside a value at these steps.
    fn inside<'a>(value: &'a AttributeValue, steps: &[Step]) -> Option<&'a AttributeValue> {
        steps.iter().try_fold(value, |value, step| match (step, value) {
            (Step::Member(name) | Step::Key { name, .. }, AttributeValue::M(members)) => members.get(name),
            (Step::Element(position), AttributeValue::L(elements)) => elements.get(*position),
            _ => None,
        })
    }

    /// What DynamoDB answers of a value: nothing that is not there, and elements of a list without their positions.
    fn answered(value: &AttributeValue, paths: &[&[Step]]) -> Option<AttributeValue> {
        if paths.contains(&&[][..]) {
            return Some(value.clone());
        }
        let behind = |first: &Step| -> Vec<&[Step]> {
            paths.iter().filter(|path| path.first() == Some(first)).map(|path| &path[1..]).collect()
        };
        match value {
            AttributeValue::M(members) => {
                let answer = members
                    .iter()
                    .filter_map(|(name, member)| Some((name.clone(), answered(member, &behind(&key(name.clone())))?)));
                let answer: Item = answer.collect();
                (!answer.is_empty()).then_some(AttributeValue::M(answer))
            }
            AttributeValue::L(elements) => {
                let answer = elements.iter().enumerate();
                let answer: Vec<_> =
                    answer.filter_map(|(at, element)| answered(element, &behind(&Step::Element(at)))).collect();
                (!answer.is_empty()).then_some(AttributeValue::L(answer))
            }
            _ => None,
        }
    }

    fn answer(item: &Item, asked: &Paths) -> Item {
        let attributes: BTreeSet<_> = asked.0.iter().map(Path::attribute).collect();
        let answer = attributes.into_iter().filter_map(|attribute| {
            let of_it = asked.0.iter().filter(|path| path.attribute() == attribute);
            let steps: Vec<_> = of_it.map(Path::steps).collect();
            Some((attribute.to_owned(), answered(item.get(attribute)?, &steps)?))
        });
        answer.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn each_value_is_found_in_the_answer_where_it_is_in_the_item(
            item in item(),
            candidates in prop::collection::vec(path(), 1..8),
        ) {
            let mut wanted: Vec<Path> = Vec::new();
            for path in candidates {
                if wanted.iter().all(|other| !other.overlaps(&path)) {
                    wanted.push(path);
                }
            }
            check_overlap(&wanted).unwrap();
            let asked = Paths::new(&wanted);
            check_overlap(&asked.0).unwrap();
            let mut answer = answer(&item, &asked);
            for path in &wanted {
                let expected = item.get(path.attribute()).and_then(|value| inside(value, path.steps())).cloned();
                prop_assert_eq!(asked.take(path, &mut answer), expected, "{} of {:?}", path, asked);
            }
        }
    }
}
