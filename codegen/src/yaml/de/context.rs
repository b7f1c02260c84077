//! What all of a document's values share while they are read.

use std::collections::HashSet;

use serde::de::DeserializeSeed;

use crate::diagnostics::{Diagnostic, Sink};
use crate::source::Span;
use crate::yaml::budget::Budget;
use crate::yaml::node::Node;

use super::NodeDeserializer;
use super::failure::Failure;

pub(super) struct Context<'s> {
    sink: &'s mut Sink,
    /// See [`Language::planned`](crate::yaml::Language::planned).
    pub(super) planned: fn(&str) -> &'static [&'static str],
    /// The aliases behind which we are.
    aliases: Vec<Span>,
    budget: Budget,
    /// What was reported behind an alias is met again at the anchor, or behind other aliases.
    reported: HashSet<(Span, String)>,
}

impl<'s> Context<'s> {
    pub(super) fn new(sink: &'s mut Sink, planned: fn(&str) -> &'static [&'static str]) -> Self {
        Context {
            sink,
            planned,
            aliases: Vec::new(),
            budget: Budget::default(),
            reported: HashSet::new(),
        }
    }

    /// Reads a node, and reports why it could not be read.
    pub(super) fn read<'de, S: DeserializeSeed<'de>>(&mut self, node: &Node, seed: S) -> Result<S::Value, Failure> {
        self.behind(node.alias, |context| {
            context.spend()?;
            context.read_here(node, seed)
        })
    }

    /// Like [`read`](Self::read), for a node that was come to already.
    pub(super) fn read_here<'de, S: DeserializeSeed<'de>>(
        &mut self,
        node: &Node,
        seed: S,
    ) -> Result<S::Value, Failure> {
        seed.deserialize(NodeDeserializer { node, context: self }).map_err(|failure| {
            if let Failure::Refused(refusal) = failure {
                self.report(node.span, refusal.diagnostic(node));
            }
            Failure::Reported
        })
    }

    /// Does something behind an alias, if there is one.
    pub(super) fn behind<T>(&mut self, alias: Option<Span>, then: impl FnOnce(&mut Self) -> T) -> T {
        self.aliases.extend(alias);
        let result = then(self);
        if alias.is_some() {
            self.aliases.pop();
        }
        result
    }

    /// Counts what is read behind aliases.
    fn spend(&mut self) -> Result<(), Failure> {
        match self.aliases.first() {
            Some(outermost) if !self.budget.spend(1, *outermost, self.sink) => Err(Failure::Reported),
            _ => Ok(()),
        }
    }

    /// Reports something about what is written in a place, once.
    pub(super) fn report(&mut self, written: Span, mut diagnostic: Diagnostic) {
        if !self.reported.insert((written, diagnostic.message.clone())) {
            return;
        }
        for alias in self.aliases.iter().rev() {
            if diagnostic.labels.iter().all(|label| label.span != *alias) {
                diagnostic = diagnostic.also(*alias, "used here");
            }
        }
        self.sink.report(diagnostic);
    }
}
