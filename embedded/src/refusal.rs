//! What a request is answered that the engine does not carry out: DynamoDB's statuses, codes and messages.
//!
//! The engine checks a request's values while it reads them. What its own HTTP server makes of the errors is not
//! public, so it is said here once more, as far as an SDK can cause them: an SDK never sends a body that is malformed
//! or mistyped.

use dynoxide::DynoxideError;
use dynoxide::validation::format_validation_errors;
use serde_json::json;

use crate::http_client::Answer;

/// An error as DynamoDB sends it.
pub(crate) fn refused(error: &DynoxideError) -> Answer {
    Answer { status: error.status_code(), body: error.to_json() }
}

/// DynamoDB gives no message here; ours tells a test's author that it is the emulator that lacks the operation.
pub(crate) fn unknown(operation: &str) -> Answer {
    let body = json!({
        "__type": "com.amazon.coral.service#UnknownOperationException",
        "message": format!("`{operation}` is not an operation of the embedded DynamoDB"),
    });
    Answer { status: 400, body: body.to_string() }
}

/// The three writes of one item count the errors that they find in its values; all other operations only name them.
pub(crate) fn worded(operation: &str, error: DynoxideError) -> DynoxideError {
    let DynoxideError::EnvelopedValidation(message) = error else {
        return error;
    };
    let counted = match operation {
        "PutItem" | "UpdateItem" | "DeleteItem" => format_validation_errors(std::slice::from_ref(&message)),
        _ => None,
    };
    DynoxideError::ValidationException(counted.unwrap_or(message))
}

/// The error of a body that does not read as its operation's request.
///
/// The engine puts a mark before the message of a value that is well-formed but refused, for serde passes on only
/// text.
pub(crate) fn unreadable(error: &serde_json::Error) -> DynoxideError {
    let text = error.to_string();
    // The SDK writes the body, so nobody can use a position in it.
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = text.strip_suffix(&place).unwrap_or(&text);

    match message.split_once(':') {
        Some(("VALIDATION_REQUEST", message)) => DynoxideError::EnvelopedValidation(message.to_owned()),
        Some(("VALIDATION" | "VALIDATION_AS_READ", message)) => DynoxideError::ValidationException(message.to_owned()),
        Some(("SERIALIZATION" | "SERIALIZATION_AS_READ", message)) => {
            DynoxideError::SerializationException(message.to_owned())
        }
        _ if message.starts_with("recursion limit exceeded") => DynoxideError::ValidationException(TOO_DEEP.to_owned()),
        // A member left out, or an enum's value that the SDK does not know either.
        _ if message.starts_with("missing field") || message.starts_with("unknown variant") => {
            DynoxideError::ValidationException(message.to_owned())
        }
        _ => DynoxideError::SerializationException(message.to_owned()),
    }
}

/// Deeper than serde_json follows is deeper than DynamoDB stores.
const TOO_DEEP: &str = "Nesting Levels have exceeded supported limits: \
    Attributes in the item have nested levels beyond supported limit";
