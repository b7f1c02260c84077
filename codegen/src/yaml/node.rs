//! The tree of a document: what is written, where.

use std::rc::Rc;

use crate::diagnostics::shown;
use crate::source::Span;

use super::Spanned;

/// How many bytes of text a message can hold.
const SHORT: usize = 60;

/// One value of the document.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where it is written; for an alias that is at its anchor.
    pub(super) span: Span,
    /// The alias that stands for it here.
    pub(super) alias: Option<Span>,
    /// How many collections are in each other, this one counted.
    pub(super) height: usize,
    /// All aliases of an anchor share it.
    pub(super) content: Rc<Content>,
}

#[derive(Debug)]
pub(super) enum Content {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Entries),
    /// All values of a key that stands several times, which was reported.
    Repeated(Vec<Node>),
    /// Something is wrong with it, and that was reported.
    Broken,
}

#[derive(Debug)]
pub(super) struct Entries {
    pub(super) list: Vec<Entry>,
    /// Whether none was left out because something was wrong with it. If one was, nobody may say that it is missing.
    pub(super) complete: bool,
}

/// A text that has not been asked what it means.
#[derive(Debug)]
pub(super) struct Scalar {
    pub(super) text: String,
    /// Without quotes, on the lines of its key: only such a text can be a number, a bool or null.
    pub(super) plain: bool,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: Spanned<String>,
    pub(super) value: Node,
    /// The alias by which `<<` brought it here.
    pub(super) merged: Option<Span>,
}

impl Node {
    pub(super) fn new(content: Content, span: Span) -> Self {
        fn highest<'n>(nodes: impl Iterator<Item = &'n Node>) -> usize {
            nodes.map(|node| node.height).max().unwrap_or(0)
        }
        let height = match &content {
            Content::Scalar(_) | Content::Broken => 0,
            Content::List(elements) => 1 + highest(elements.iter()),
            Content::Map(entries) => 1 + highest(entries.list.iter().map(|entry| &entry.value)),
            Content::Repeated(values) => highest(values.iter()),
        };
        Node { span, alias: None, height, content: Rc::new(content) }
    }

    /// A text that nothing but a text can be read from.
    pub(super) fn text(text: &Spanned<String>) -> Self {
        Node::new(Content::Scalar(Scalar { text: text.value.clone(), plain: false }), text.span)
    }

    /// A map without entries.
    pub(super) fn empty(span: Span) -> Self {
        Node::new(Content::Map(Entries { list: Vec::new(), complete: true }), span)
    }

    pub(super) fn broken(span: Span) -> Self {
        Node::new(Content::Broken, span)
    }

    /// The place at which it takes effect.
    pub(super) fn place(&self) -> Span {
        self.alias.unwrap_or(self.span)
    }

    pub(super) fn scalar(&self) -> Option<&Scalar> {
        match &*self.content {
            Content::Scalar(scalar) => Some(scalar),
            Content::List(_) | Content::Map(_) | Content::Repeated(_) | Content::Broken => None,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        self.scalar().is_some_and(Scalar::is_null)
    }

    /// What it is, in the language's words.
    pub(super) fn describe(&self) -> String {
        match &*self.content {
            Content::Scalar(scalar) if scalar.is_null() => "nothing".to_owned(),
            Content::Scalar(Scalar { text, .. }) if text.len() > SHORT || text.contains('\n') => {
                "a long text".to_owned()
            }
            Content::Scalar(Scalar { text, plain: false }) if !text.is_empty() => format!("the text {}", shown(text)),
            Content::Scalar(Scalar { text, .. }) => shown(text),
            Content::List(_) => "a list".to_owned(),
            Content::Map(_) => "a map".to_owned(),
            Content::Repeated(_) | Content::Broken => "something broken".to_owned(),
        }
    }
}

impl Scalar {
    pub(super) fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// Whether there is not even a word for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.plain && self.text.is_empty()
    }
}
