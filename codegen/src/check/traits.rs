//! Sets of the traits that a schema can ask for by name.

/// A trait of the standard library that a generated type may implement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trait {
    Copy,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
}

impl Trait {
    pub(super) const ALL: [Trait; 6] =
        [Trait::Copy, Trait::Eq, Trait::Hash, Trait::PartialOrd, Trait::Ord, Trait::Default];

    pub(super) fn name(self) -> &'static str {
        match self {
            Trait::Copy => "Copy",
            Trait::Eq => "Eq",
            Trait::Hash => "Hash",
            Trait::PartialOrd => "PartialOrd",
            Trait::Ord => "Ord",
            Trait::Default => "Default",
        }
    }
}

/// Some of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    pub(super) const NONE: Traits = Traits(0);
    pub(super) const ALL: Traits = Traits(0b11_1111);

    pub(super) const fn of(traits: &[Trait]) -> Self {
        let mut set = 0;
        let mut position = 0;
        while position < traits.len() {
            set |= 1 << traits[position] as u8;
            position += 1;
        }
        Traits(set)
    }

    pub(super) fn has(self, wanted: Trait) -> bool {
        self.0 & Self::of(&[wanted]).0 != 0
    }

    pub(super) fn or(self, others: Self) -> Self {
        Traits(self.0 | others.0)
    }

    pub(super) fn and(self, others: Self) -> Self {
        Traits(self.0 & others.0)
    }

    pub(super) fn without(self, others: Self) -> Self {
        Traits(self.0 & !others.0)
    }

    /// With what each of them needs: `Ord` needs `Eq` and `PartialOrd`.
    pub(super) fn closed(self) -> Self {
        if self.has(Trait::Ord) { self.or(Self::of(&[Trait::Eq, Trait::PartialOrd])) } else { self }
    }
}
