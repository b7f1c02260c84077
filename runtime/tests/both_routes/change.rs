//! Items of which one thing is not as it was.

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::Item;

use super::random::Random;

/// Changes one thing in an item, on whatever level: a value is another, or gone, or there is one more.
pub(crate) fn change(members: &mut Item, random: &mut Random) {
    let mut names: Vec<_> = members.keys().cloned().collect();
    names.sort();
    if names.is_empty() || random.once_in(4) {
        // Nobody knows it.
        members.insert(format!("unknown {}", random.text()), random.value());
        return;
    }
    let name = random.one_of(&names).clone();
    let Some(value) = members.get_mut(&name) else { return };
    match value {
        AttributeValue::M(inner) if !random.once_in(3) => change(inner, random),
        AttributeValue::L(elements) if !elements.is_empty() && !random.once_in(3) => {
            let position = random.below(elements.len());
            match &mut elements[position] {
                AttributeValue::M(inner) if !random.once_in(3) => change(inner, random),
                element if random.once_in(2) => *element = random.value(),
                _ => drop(elements.remove(position)),
            }
        }
        AttributeValue::Ss(texts) if random.once_in(2) => texts.push(random.text()),
        AttributeValue::Ns(numbers) if random.once_in(2) => numbers.push(random.digits(3)),
        AttributeValue::S(text) if random.once_in(2) => text.push_str(&random.text()),
        AttributeValue::N(digits) if random.once_in(2) => *digits = random.digits(39),
        value if random.once_in(2) => *value = random.value(),
        _ => drop(members.remove(&name)),
    }
}
