//! The keys of a struct: which are written, which were lost.

use super::{Context, Shown};
use crate::diagnostics::{Diagnostic, codes, list, meant, shown};
use crate::yaml::LOST;
use crate::yaml::node::{Entries, Entry};

/// The entries that a struct knows; the others are reported. Where one was lost, it is not known which keys are really
/// absent.
pub(super) fn known<'n>(
    entries: &'n Entries,
    name: &str,
    keys: &'static [&'static str],
    context: &mut Context<'_>,
) -> Vec<Shown<'n>> {
    let planned = (context.planned)(name);
    let writable: Vec<&str> = keys.iter().copied().filter(|key| *key != LOST).collect();
    let mut absent = keys.to_vec();
    absent.retain(|key| entries.list.iter().all(|entry| entry.name.value != *key));
    let mut seen = Vec::with_capacity(keys.len());
    let mut complete = entries.complete;
    for entry in &entries.list {
        if writable.contains(&entry.name.as_str()) {
            seen.push(Shown::Entry(entry));
            continue;
        }
        let (diagnostic, meant) = if planned.contains(&entry.name.as_str()) {
            (planned_key(entry), None)
        } else {
            unknown_key(entry, &writable, &absent)
        };
        context.behind(entry.merged, |context| context.report(entry.name.span, diagnostic));
        match absent.iter().position(|key| Some(*key) == meant) {
            Some(index) => seen.push(Shown::Meant(absent.swap_remove(index))),
            None => complete = false,
        }
    }
    if !complete {
        seen.extend(absent.into_iter().map(Shown::Meant));
    }
    seen
}

fn planned_key(entry: &Entry) -> Diagnostic {
    Diagnostic::new(codes::PLANNED, format!("{} is not supported yet", shown(&entry.name)))
        .at(entry.name.span, "")
        .help("it has its place in the language; for now, leave it out")
}

/// What is said of a key that nobody knows, and which of the absent ones was most likely meant.
fn unknown_key<'k>(entry: &Entry, writable: &[&'k str], absent: &[&'k str]) -> (Diagnostic, Option<&'k str>) {
    let name = &entry.name;
    let diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, format!("unknown key {}", shown(name))).at(name.span, "");
    if let Some((key, value)) = name.split_once(':')
        && let Some(key) = writable.iter().copied().find(|known| *known == key)
    {
        let diagnostic = diagnostic.help("a space belongs after the colon");
        // Only without quotes, and with nothing behind it, is it as simple as that.
        let is_plain = name.span.end - name.span.start == name.len() && entry.value.is_null();
        let diagnostic = if is_plain { diagnostic.replace(name.span, format!("{key}: {value}")) } else { diagnostic };
        return (diagnostic, Some(key));
    }
    let candidates = absent.iter().copied().filter(|key| *key != LOST);
    match meant(name, candidates) {
        Some(meant) => (diagnostic.help(format!("did you mean `{meant}`?")).replace(name.span, meant), Some(meant)),
        None => (diagnostic.help(format!("known here: {}", list(writable.iter().copied(), "and"))), None),
    }
}
