
use aws_sdk_dynamodb::Client;

/// Any error.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A use, as a task of an async runtime holds it.
pub type Used<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<Vec<T>, Error>> + Send + 'a>>;
