//! From text to tree. Only this file knows the YAML parser, so that another could take its place.

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::diagnostics::{Diagnostic, Sink, codes};
use crate::source::{SourceId, Span};

use super::node::{Content, Node, Scalar};
use super::tree::{MAX_NESTING, Tree, too_deep};

/// The document of a source; none if it is not YAML. An empty document is an empty map.
pub(super) fn compose(text: &str, source: SourceId, sink: &mut Sink) -> Option<Node> {
    let place = |range: Range<usize>| Span { source, start: range.start, end: range.end };
    if let Some((start, character)) = text.char_indices().find(|(_, character)| is_forbidden(*character)) {
        sink.report(control_character(place(start..start + character.len_utf8()), character));
        return None;
    }
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: 2 * MAX_NESTING,
        block_nesting_limit: 2 * MAX_NESTING,
    };
    let mut tree = Tree::new(sink);
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match event {
            Ok((event, at)) => (event, at),
            Err(error) => {
                let diagnostic = syntax_error(text, source, &error, tree.innermost_brackets());
                tree.report(diagnostic);
                return None;
            }
        };
        let span = place(byte(at.start, text)..byte(at.end, text));
        if event.tag().is_some() {
            let tag = at.tag_span().unwrap_or(at);
            tree.report(tag_refused(place(byte(tag.start, text)..byte(tag.end, text))));
        }
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    tree.report(several_documents(span));
                    break;
                }
            }
            Event::Scalar(value, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                // The parser's word for what is not there is `~`.
                let text = if plain && at.start == at.end { String::new() } else { value.into_owned() };
                tree.add(Node::new(Content::Scalar(Scalar { text, plain }), span), anchor);
            }
            Event::SequenceStart(style, anchor, _) => tree.open_list(span, is_flow(style), anchor)?,
            Event::MappingStart(style, anchor, _) => tree.open_map(span, is_flow(style), anchor)?,
            Event::SequenceEnd | Event::MappingEnd => tree.close(span, text),
            Event::Alias(anchor) => tree.alias(span, anchor),
            Event::UnresolvedAlias(name) => tree.unknown_alias(span, &name),
            _ => {}
        }
    }
    let root = tree.finish().filter(|root| !root.is_null());
    Some(root.unwrap_or_else(|| Node::empty(place(0..0))))
}

fn is_flow(style: StructureStyle) -> bool {
    style == StructureStyle::Flow
}

/// Byte offsets are always there for a text; characters are only counted should they not be.
fn byte(marker: Marker, text: &str) -> usize {
    marker
        .byte_offset()
        .unwrap_or_else(|| text.char_indices().nth(marker.index()).map_or(text.len(), |(offset, _)| offset))
}

/// What YAML allows in no text, and what only some of its readers take for the end of a line.
fn is_forbidden(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    is_control || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn control_character(span: Span, character: char) -> Diagnostic {
    let number = u32::from(character);
    Diagnostic::new(
        codes::CONTROL_CHARACTER,
        format!("the invisible character U+{number:04X} cannot stand in a schema"),
    )
    .at(span, "")
    .help(format!("delete it; in a text in double quotes, it can be written `\\u{number:04X}`"))
}

fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::new(codes::SEVERAL_DOCUMENTS, "a second document begins in this file")
        .at(span, "nothing from here on is read")
        .help("put it into a file of its own: all files of a schema see each other's names")
}

fn tag_refused(span: Span) -> Diagnostic {
    Diagnostic::new(codes::TAG, "tags mean nothing here")
        .at(span, "delete this")
        .help("what a value is follows from its place; a text that begins with `!` needs quotes")
}

/// The parser cannot go on after an error, so that there is one a file.
fn syntax_error(text: &str, source: SourceId, error: &ScanError, brackets: Option<Span>) -> Diagnostic {
    let start = byte(*error.marker(), text);
    let span = Span { source, start, end: start };
    let message = match error.kind() {
        ErrorKind::RecursionLimitExceeded => return too_deep(span),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => return tab(text, span),
        ErrorKind::UnexpectedCharacter { character } => format!("nothing can begin with `{character}`"),
        kind => kind.to_string(),
    };
    let diagnostic = Diagnostic::new(codes::SYNTAX, format!("this is not YAML: {message}")).at(span, "");
    if holds_template(text, start) {
        return diagnostic.help("a text with `{` or `}` in it needs quotes: `\"o#{order_id}\"`");
    }
    match (error.kind(), brackets) {
        // This is where the parser notices that they were not closed before.
        (
            ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement,
            Some(brackets),
        ) => diagnostic.also(brackets, "is this closed?"),
        (ErrorKind::UnexpectedCharacter { .. }, _) => diagnostic.help("put quotes around the text"),
        (ErrorKind::MappingValueNotAllowed, _) => {
            diagnostic.help("a text with `: ` in it needs quotes; or is what stands before this not complete?")
        }
        (ErrorKind::ExpectedBlockMappingKey, _) => diagnostic.help("the keys of one map stand in one column"),
        (ErrorKind::ExpectedBlockSequenceEntry, _) => {
            diagnostic.help("the elements of one list stand in one column, each after a `-`")
        }
        _ => diagnostic,
    }
}

/// The parser stops near a tab, not always at it.
fn tab(text: &str, near: Span) -> Diagnostic {
    let line = line_start(text, near.start);
    let tab = text.get(line..).and_then(|rest| rest.find('\t')).map_or(near.start, |offset| line + offset);
    Diagnostic::new(codes::TAB, "a tab stands where YAML wants spaces")
        .at(Span { start: tab, end: tab + 1, ..near }, "a tab")
        .help("indent with spaces; many editors do so on their own if told")
}

/// Whether a brace of this line is glued to text, as in `o#{order_id}`.
fn holds_template(text: &str, at: usize) -> bool {
    let line = text.get(line_start(text, at)..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let outside = |character: char| character.is_whitespace() || "{}[],:\"'".contains(character);
    let characters: Vec<char> = line.chars().collect();
    characters.windows(2).any(|pair| match pair {
        [before, '{'] => !outside(*before),
        ['}', after] => !outside(*after),
        _ => false,
    })
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_end| line_end + 1)
}
