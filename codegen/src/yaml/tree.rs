//! Builds the tree of a document, one event after the other.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Sink, codes, shown};
use crate::source::Span;

use super::budget::Budget;
use super::node::{Content, Entries, Node, Scalar};
use super::open_map::OpenMap;

/// How deep collections may be in each other. The language itself needs far less.
pub(super) const MAX_NESTING: usize = 64;

/// The parser's number for a node without anchor.
const NO_ANCHOR: usize = 0;

pub(super) struct Tree<'s> {
    sink: &'s mut Sink,
    /// The collections that are not complete, from the outermost to the innermost.
    open: Vec<Open>,
    /// None stands for a collection that is not complete.
    anchors: HashMap<usize, Option<Node>>,
    budget: Budget,
    root: Option<Node>,
}

struct Open {
    span: Span,
    flow: bool,
    anchor: usize,
    collection: Collection,
}

enum Collection {
    List(Vec<Node>),
    Map(OpenMap),
}

/// There is no use in going on; it was reported.
pub(super) type Complete = Option<()>;

impl<'s> Tree<'s> {
    pub(super) fn new(sink: &'s mut Sink) -> Self {
        Tree {
            sink,
            open: Vec::new(),
            anchors: HashMap::new(),
            budget: Budget::default(),
            root: None,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.report(diagnostic);
    }

    pub(super) fn open_list(&mut self, span: Span, flow: bool, anchor: usize) -> Complete {
        self.open(span, flow, anchor, Collection::List(Vec::new()))
    }

    pub(super) fn open_map(&mut self, span: Span, flow: bool, anchor: usize) -> Complete {
        self.open(span, flow, anchor, Collection::Map(OpenMap::default()))
    }

    fn open(&mut self, span: Span, flow: bool, anchor: usize, collection: Collection) -> Complete {
        if self.open.len() == MAX_NESTING {
            self.report(too_deep(span));
            return None;
        }
        if anchor != NO_ANCHOR {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open { span, flow, anchor, collection });
        Some(())
    }

    /// The bracket or brace that was opened last, of those that are open.
    pub(super) fn innermost_brackets(&self) -> Option<Span> {
        self.open.iter().rev().find(|open| open.flow).map(|open| open.span)
    }

    /// Completes the innermost collection.
    pub(super) fn close(&mut self, end: Span, text: &str) {
        let Some(Open { mut span, flow, anchor, collection }) = self.open.pop() else { return };
        let content = match collection {
            Collection::List(elements) => Content::List(elements),
            Collection::Map(map) => Content::Map(map.finish(&mut self.budget, self.sink)),
        };
        // A block ends where its last value ends, not where the next thing begins.
        span.end = if flow { end.end } else { span.end.max(last_end(&content)) };
        let content = match &content {
            Content::Map(entries) if flow && is_bare_template(entries, span, text) => {
                self.report(unquoted_braces(entries, span, text));
                Content::Broken
            }
            _ => content,
        };
        self.add(Node::new(content, span), anchor);
    }

    /// Puts a complete node into the innermost collection.
    pub(super) fn add(&mut self, node: Node, anchor: usize) {
        if anchor != NO_ANCHOR {
            self.anchors.insert(anchor, Some(node.clone()));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open { collection: Collection::List(elements), .. }) => elements.push(node),
            Some(Open { collection: Collection::Map(map), .. }) => map.add(node, self.sink),
        }
    }

    pub(super) fn alias(&mut self, span: Span, anchor: usize) {
        let node = match self.anchors.get(&anchor) {
            Some(Some(node)) if self.open.len() + node.height > MAX_NESTING => {
                self.report(too_deep(span));
                Node::broken(span)
            }
            Some(Some(node)) => Node { alias: Some(span), ..node.clone() },
            _ => {
                self.report(self.recursive_alias(span, anchor));
                Node::broken(span)
            }
        };
        self.add(node, NO_ANCHOR);
    }

    pub(super) fn unknown_alias(&mut self, span: Span, name: &str) {
        let anchor = shown(&format!("&{name}"));
        let diagnostic =
            Diagnostic::new(codes::UNKNOWN_ALIAS, format!("there is no anchor {anchor} before this alias"))
                .at(span, "")
                .help(format!("an alias repeats what was written before it, in this file: {anchor} marks it"))
                .help("a text that begins with `*` needs quotes");
        self.report(diagnostic);
        self.add(Node::broken(span), NO_ANCHOR);
    }

    fn recursive_alias(&self, span: Span, anchor: usize) -> Diagnostic {
        let diagnostic = Diagnostic::new(codes::RECURSIVE_ALIAS, "an alias stands inside its own anchor")
            .at(span, "this would go on without end");
        match self.open.iter().find(|open| open.anchor == anchor) {
            Some(open) => diagnostic.also(open.span, "it repeats this"),
            None => diagnostic,
        }
    }

    /// The document, if there is anything in it.
    pub(super) fn finish(self) -> Option<Node> {
        self.root
    }
}

fn last_end(content: &Content) -> usize {
    let last = match content {
        Content::List(elements) => elements.last(),
        // What `<<` brought in is written somewhere else.
        Content::Map(entries) => {
            entries.list.iter().rev().find(|entry| entry.merged.is_none()).map(|entry| &entry.value)
        }
        Content::Scalar(_) | Content::Repeated(_) | Content::Broken => None,
    };
    last.map_or(0, |node| node.place().end)
}

/// `{link}` is a map for YAML, but nobody writes a map so. If more text is glued to it, it is no YAML at all, and
/// reported as that.
fn is_bare_template(entries: &Entries, span: Span, text: &str) -> bool {
    let written = text.get(span.start..span.end).unwrap_or("");
    let after = text.get(span.end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let stands_alone = after.is_whitespace() || matches!(after, ',' | ':' | ']' | '}');
    let has_no_value = entries.list.iter().all(|entry| entry.value.scalar().is_some_and(Scalar::is_empty));
    stands_alone && has_no_value && !entries.list.is_empty() && !written.contains([':', '*'])
}

fn unquoted_braces(entries: &Entries, span: Span, text: &str) -> Diagnostic {
    let diagnostic = |message| Diagnostic::new(codes::UNQUOTED_BRACES, message).at(span, "YAML takes this for a map");
    match (entries.list.as_slice(), text.get(span.start..span.end)) {
        // Only one name can be a template.
        ([entry], Some(written)) if !entry.name.contains(' ') && !written.contains(',') => {
            let diagnostic = diagnostic("a text in braces needs quotes").help("put quotes around the text");
            if written.contains(['"', '\\', '\n']) {
                diagnostic
            } else {
                diagnostic.replace(span, format!("\"{written}\""))
            }
        }
        _ => diagnostic("keys in braces have no values").help("each key needs a value, after a colon and a space"),
    }
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(codes::NESTING, format!("more than {MAX_NESTING} maps and lists are inside each other"))
        .at(span, "")
}
