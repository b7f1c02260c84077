//! Types that the schema declares: for each kind a trait of data, which generated code implements, and an encoding.

mod enumeration;
mod newtype;
mod own;
mod structure;
mod union;

pub use enumeration::{Enumeration, TextEnum, UnknownText, text_enum};
pub use newtype::{Newtype, NewtypeOf};
pub use own::{ConversionError, Convert, Own};
pub use structure::Structure;
pub use union::{HasVariant, TaggedUnion, Union, content, only_content, unknown_tag};
