//! Small automata: states, and steps between them that read a character of some range or nothing.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::RangeInclusive;

use super::{Class, Texts};

/// Whether a walk through both leads to both ends.
pub(super) fn meet(one: &Automaton, other: &Automaton) -> bool {
    let start = (Automaton::START, Automaton::START);
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([start]);
    while let Some(pair) = queue.pop_front() {
        if pair == (one.end, other.end) {
            return true;
        }
        let (here, there) = (&one.states[pair.0], &other.states[pair.1]);
        // Who reads nothing goes alone; a character is read by both.
        let first = here.skips.iter().map(|&next| (next, pair.1));
        let second = there.skips.iter().map(|&next| (pair.0, next));
        let both = here.reads.iter().flat_map(|(range, next)| {
            let same = there.reads.iter().filter(|(other, _)| intersect(range, other));
            same.map(|(_, other)| (*next, *other))
        });
        for next in first.chain(second).chain(both) {
            if seen.insert(next) {
                queue.push_back(next);
            }
        }
    }
    false
}

fn intersect(one: &RangeInclusive<char>, other: &RangeInclusive<char>) -> bool {
    one.start().max(other.start()) <= one.end().min(other.end())
}

const DIGIT: RangeInclusive<char> = '0'..='9';

/// What reads the texts of a template. A walk from the start to the end reads one of them.
pub(super) struct Automaton {
    states: Vec<State>,
    /// Nothing leads away from it but to itself, so that the next part can begin here.
    end: usize,
}

#[derive(Default)]
struct State {
    /// Where a character of a range leads.
    reads: Vec<(RangeInclusive<char>, usize)>,
    /// Where one comes without reading.
    skips: Vec<usize>,
}

impl Automaton {
    const START: usize = 0;

    pub(super) fn of(template: &[Texts]) -> Self {
        let mut automaton = Automaton { states: vec![State::default()], end: Self::START };
        for texts in template {
            automaton.append(texts);
        }
        automaton
    }

    pub(super) fn append(&mut self, texts: &Texts) {
        match texts {
            Texts::Literal(text) => text.chars().for_each(|character| self.read([character..=character])),
            Texts::Any => self.step(self.end, '\0'..=char::MAX, self.end),
            Texts::Integer { signed } => self.append_integer(*signed),
            Texts::Digits(count) => (0..*count).for_each(|_| self.read([DIGIT])),
            Texts::Uuid => {
                for (position, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
                    if position > 0 {
                        self.read(['-'..='-']);
                    }
                    (0..length).for_each(|_| self.read([DIGIT, 'a'..='f']));
                }
            }
            Texts::OneOf(texts) => self.append_one_of(texts),
            Texts::Pattern(classes) => {
                for class in classes {
                    match *class {
                        Class::Digit => self.read([DIGIT]),
                        Class::DigitOrSpace => self.read([DIGIT, ' '..=' ']),
                        Class::Char(character) => self.read([character..=character]),
                    }
                }
            }
        }
    }

    fn append_integer(&mut self, signed: bool) {
        let (start, digits, end) = (self.end, self.state(), self.state());
        self.step(start, '0'..='0', end);
        self.step(start, '1'..='9', digits);
        self.step(digits, DIGIT, digits);
        self.states[digits].skips.push(end);
        if signed {
            // There is no `-0`.
            let minus = self.state();
            self.step(start, '-'..='-', minus);
            self.step(minus, '1'..='9', digits);
        }
        self.end = end;
    }

    /// What begins alike shares its states: two long enumerations are not held against each other text by text.
    fn append_one_of(&mut self, texts: &[String]) {
        let (start, end) = (self.end, self.state());
        let mut known = BTreeMap::new();
        for text in texts {
            let mut last = start;
            for character in text.chars() {
                last = *known.entry((last, character)).or_insert_with(|| {
                    let next = self.state();
                    self.step(last, character..=character, next);
                    next
                });
            }
            self.states[last].skips.push(end);
        }
        self.end = end;
    }

    /// One more character, of one of these ranges.
    fn read<const N: usize>(&mut self, ranges: [RangeInclusive<char>; N]) {
        let next = self.state();
        for range in ranges {
            self.step(self.end, range, next);
        }
        self.end = next;
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    fn step(&mut self, from: usize, range: RangeInclusive<char>, to: usize) {
        self.states[from].reads.push((range, to));
    }
}
