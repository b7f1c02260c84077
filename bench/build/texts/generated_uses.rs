//! What dynaschema generates, and a use of each entity.

pub mod schema;

use aws_sdk_dynamodb::Client;
use dynaschema::Error;
use schema::*;

/// A use, as a task of an async runtime holds it.
pub type Used<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<Vec<T>, Error>> + Send + 'a>>;
