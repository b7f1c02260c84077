//! What generated code calls, under the one path that it uses.
//!
//! The version is part of the path: when generated code and runtime must change together there will be a `codegen_v2`,
//! and code that was generated before fails on this one line instead of on many.

pub use aws_sdk_dynamodb::Client;

pub use crate::attribute::{Attr, Attribute, FilterableOn, Removable, Settable};
pub use crate::codec::{Codec, Decoded, EncodeItem, Encoded, Members, MembersTarget, field};
pub use crate::entity::{Entity, IntoKey, StoredIn, TableDefinition};
pub use crate::metadata::{IndexMeta, KeyAttribute, KeySchema, TableMeta, Throughput};
pub use crate::operand::Operand;
pub use crate::question::{Ask, IntoQueryKey, ProjectsAll, QueryKey, Question, SortPart, StrongRead, sort_part};
pub use crate::table::Table;
