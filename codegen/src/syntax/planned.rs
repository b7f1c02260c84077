//! Keys of the language that this version does not support.

/// The keys of a struct of [`syntax`](super) to come, by its name.
pub(super) fn keys(name: &str) -> &'static [&'static str] {
    match name {
        "Table" => &[
            "warm",
            "stream",
            "point_in_time_recovery",
            "deletion_protection",
            "class",
            "encryption",
            "resource_policy",
            "tags",
        ],
        "Index" => &["warm"],
        "Throughput" => &["on_demand"],
        _ => &[],
    }
}
