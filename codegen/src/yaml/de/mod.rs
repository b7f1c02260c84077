//! From the tree to `Deserialize` types.
//!
//! Every error is reported where it happens; what travels up is a [`Failure`] that means so. A scalar is what the type
//! that asks for it wants it to be: `no` and `1.0` are texts to a text.

mod access;
mod context;
mod failure;
mod refusal;
mod scalar;

use std::marker::PhantomData;

use serde::de::{Deserializer, IntoDeserializer, Visitor};

use access::{ListAccess, MapAccess, PlacedAccess};
use context::Context;
use failure::Failure;
use refusal::Refusal;

use crate::diagnostics::Sink;

use super::node::{Content, Node};
use super::{FORMS, Language, PLACED, is_whole_number};

/// Reads a document, and reports what is wrong with it.
pub(super) fn read<T: Language>(document: &Node, sink: &mut Sink) -> Option<T> {
    Context::new(sink, T::planned).read(document, PhantomData).ok()
}

/// Reads one node.
struct NodeDeserializer<'n, 'c, 's> {
    node: &'n Node,
    context: &'c mut Context<'s>,
}

impl<'n> NodeDeserializer<'n, '_, '_> {
    /// Lets the visitor take what is there, or refuse it in its own words. A text in quotes is an owned one, to tell it
    /// from others to those who care.
    fn offer<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &*self.node.content {
            Content::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Content::Scalar(scalar) if scalar.plain => visitor.visit_str(&scalar.text),
            Content::Scalar(scalar) => visitor.visit_string(scalar.text.clone()),
            Content::List(elements) => ListAccess::visit(elements, self.context, visitor),
            Content::Map(entries) => MapAccess::of_map(entries, self.context).visit(visitor),
            Content::Repeated(_) | Content::Broken => Err(Failure::Reported),
        }
    }

    /// The text of a plain scalar, the only thing that may be more than a text.
    fn plain(&self) -> Option<&'n str> {
        self.node.scalar().filter(|scalar| scalar.plain).map(|scalar| scalar.text.as_str())
    }
}

/// Writes the methods for whole numbers.
macro_rules! whole_numbers {
    ($($method:ident $visit:ident $number:ty)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            match self.plain().filter(|text| is_whole_number(text)) {
                Some(text) => match text.parse::<$number>() {
                    Ok(number) => visitor.$visit(number),
                    Err(_) => Err(Failure::Refused(Refusal::out_of_range(&visitor))),
                },
                None => {
                    let node = self.node;
                    self.offer(visitor).map_err(|failure| failure.or_instead(scalar::instead_of_number(node)))
                }
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_, '_, '_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.offer(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.plain() {
            Some("true") => visitor.visit_bool(true),
            Some("false") => visitor.visit_bool(false),
            _ => {
                let node = self.node;
                self.offer(visitor).map_err(|failure| failure.or_instead(scalar::instead_of_bool(node)))
            }
        }
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_i128 visit_i128 i128
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        match name {
            PLACED => visitor.visit_seq(PlacedAccess::new(self.node, self.context)),
            FORMS => match &*self.node.content {
                Content::Map(_) => visitor.visit_some(self),
                _ => self.offer(visitor),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    /// A struct knows its keys, so that all others can be reported at once.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &*self.node.content {
            Content::Map(entries) => MapAccess::of_struct(entries, name, keys, self.context).visit(visitor),
            // Derived visitors take a list for a struct's fields in order.
            Content::List(_) => Err(Failure::Refused(Refusal::expected(&visitor))),
            _ => self.offer(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &*self.node.content {
            Content::Repeated(_) | Content::Broken => Err(Failure::Reported),
            Content::Scalar(scalar) if !scalar.is_null() => {
                visitor.visit_enum(scalar.text.as_str().into_deserializer())
            }
            _ => Err(Failure::Refused(Refusal::expected_one_of(words))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
    }
}
