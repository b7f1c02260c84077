//! Schemas of any number of entities. Each has 13 attributes, a key and an index.

/// How entities share tables.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Each has a table of its own, and a plain key.
    Own,
    /// So many are in one table, with composed keys.
    Shared(usize),
}

impl Shape {
    /// In words.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Own => "a table each, plain keys".to_owned(),
            Self::Shared(usize::MAX) => "all in one table, composed keys".to_owned(),
            Self::Shared(count) => format!("{count} in a table, composed keys"),
        }
    }
}

/// The schema's text.
pub(crate) fn text(shape: Shape, entities: usize) -> String {
    let (table, entity, in_one) = match shape {
        Shape::Own => (include_str!("../texts/tables.yaml"), include_str!("../texts/entity.yaml"), 1),
        Shape::Shared(in_one) => {
            (include_str!("../texts/shared_table.yaml"), include_str!("../texts/shared_entity.yaml"), in_one)
        }
    };
    let tables: String = (0..entities.div_ceil(in_one)).map(|number| numbered(table, number)).collect();
    let entities: String =
        (0..entities).map(|number| numbered(entity, number).replace("_T_", &(number / in_one).to_string())).collect();
    format!("tables:\n{tables}entities:\n{entities}")
}

/// A text of one thing, with its number in all names.
pub(crate) fn numbered(text: &str, number: usize) -> String {
    text.replace("_N_", &number.to_string())
}
