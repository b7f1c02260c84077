//! "Did you mean".

/// From here on two names are one with a slip; 1 is the same name.
const CLOSE: f64 = 0.75;

/// The candidate that a misspelt name was most likely meant to be, if any is close. Of equally close ones the first.
pub(crate) fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best = None;
    for candidate in candidates {
        let likeness = likeness(name, candidate);
        if likeness >= CLOSE && best.is_none_or(|(_, record)| likeness > record) {
            best = Some((candidate, likeness));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// A slip in a short name weighs much in relation to its length, so that one is always forgiven from three letters on.
fn likeness(name: &str, candidate: &str) -> f64 {
    let (name, candidate) = (name.to_lowercase(), candidate.to_lowercase());
    let shorter = name.chars().count().min(candidate.chars().count());
    if shorter >= 3 && strsim::damerau_levenshtein(&name, &candidate) == 1 {
        return CLOSE.max(strsim::normalized_damerau_levenshtein(&name, &candidate));
    }
    strsim::normalized_damerau_levenshtein(&name, &candidate)
}

#[cfg(test)]
mod tests {
    use super::similar;

    const KEYS: [&str; 6] = ["doc", "name", "key", "billing", "indexes", "attributes"];

    #[test]
    fn a_slip_finds_the_name() {
        assert_eq!(similar("attribtes", KEYS), Some("attributes"));
        assert_eq!(similar("ke", ["key"]), None);
        assert_eq!(similar("kex", KEYS), Some("key"));
        assert_eq!(similar("Name", KEYS), Some("name"));
        assert_eq!(similar("indices", KEYS), None);
        assert_eq!(similar("index", ["indexes"]), None);
    }

    #[test]
    fn another_name_does_not() {
        assert_eq!(similar("ttl", KEYS), None);
        assert_eq!(similar("", KEYS), None);
        assert_eq!(similar("größe", KEYS), None);
    }

    #[test]
    fn the_closest_wins_and_then_the_first() {
        assert_eq!(similar("points", ["point", "pointss", "points"]), Some("points"));
        assert_eq!(similar("lint", ["link", "line"]), Some("link"));
    }
}
