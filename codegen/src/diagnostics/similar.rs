//! "Did you mean".

/// From here on two names are one with a slip; 1 is the same name.
const CLOSE: f64 = 0.75;

/// Words that other tools, or other places of a schema, have for what the language calls so.
const SYNONYMS: &[(&str, &str)] = &[
    ("hash", "partition"),
    ("hash_key", "partition"),
    ("partition_key", "partition"),
    ("pk", "partition"),
    ("range", "sort"),
    ("range_key", "sort"),
    ("sort_key", "sort"),
    ("sk", "sort"),
    ("entity", "entities"),
    ("fields", "attributes"),
    ("attributes", "fields"),
    ("struct", "fields"),
    ("enum", "values"),
    ("union", "variants"),
    ("discriminator", "tag"),
    ("columns", "attributes"),
    ("properties", "attributes"),
    ("index", "indexes"),
    ("gsi", "global"),
    ("lsi", "local"),
    ("projection", "project"),
    ("indices", "indexes"),
    ("boolean", "bool"),
    ("str", "string"),
    ("text", "string"),
    ("varchar", "string"),
    ("binary", "bytes"),
    ("blob", "bytes"),
    ("decimal", "number"),
    ("datetime", "timestamp"),
    ("array", "list"),
    ("vec", "list"),
    ("hashmap", "map"),
    ("object", "map"),
    ("hashset", "set"),
    ("int", "i64"),
    ("integer", "i64"),
    ("long", "i64"),
    ("float", "f64"),
    ("double", "f64"),
];

/// The candidate that a word of the language was most likely meant to be: it is close to that, or it is another word
/// for it.
pub(crate) fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let synonym = SYNONYMS.iter().find(|(synonym, _)| synonym.eq_ignore_ascii_case(word));
    let known = synonym.and_then(|(_, known)| candidates.clone().into_iter().find(|candidate| candidate == known));
    known.or_else(|| similar(word, candidates))
}

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
    use super::{meant, similar};

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
    fn another_word_for_it_finds_the_word() {
        assert_eq!(meant("Hash", ["partition", "sort"]), Some("partition"));
        assert_eq!(meant("fields", KEYS), Some("attributes"));
        assert_eq!(meant("LSI", ["global", "local"]), Some("local"));
        assert_eq!(meant("attribtes", KEYS), Some("attributes"));
        assert_eq!(meant("fields", ["partition", "sort"]), None);
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
