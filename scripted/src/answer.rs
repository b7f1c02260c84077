//! What becomes of a request.

use serde_json::{Value, json};

/// What becomes of one request.
///
/// An HTTP status with a JSON body is one too: `(200, json!({}))`.
#[derive(Clone, Debug)]
pub struct Answer(pub(crate) Fate);

#[derive(Clone, Debug)]
pub(crate) enum Fate {
    Answered {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    Passed,
    Lost,
    Broken,
    Unsent,
    Hanging,
    /// Of a batch, every so many are left unprocessed.
    Unprocessed(usize),
}

impl Answer {
    /// An HTTP status and a JSON body.
    pub fn json(status: u16, body: Value) -> Self {
        Self::bytes(status, body.to_string())
    }

    /// An HTTP status and a body that need not be JSON.
    pub fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self(Fate::Answered { status, headers: Vec::new(), body: body.into() })
    }

    /// The same answer with this header. An answer that is not of the script has only its own.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Fate::Answered { headers, .. } = &mut self.0 {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }

    /// DynamoDB refuses with this code (`ResourceNotFoundException`).
    pub fn error(code: &str) -> Self {
        Self::error_saying(code, "as the script says")
    }

    /// DynamoDB refuses with this code and message.
    pub fn error_saying(code: &str, message: &str) -> Self {
        // The one error that is the server's fault.
        let status = if code == "InternalServerError" { 500 } else { 400 };
        let code = format!("com.amazonaws.dynamodb.v20120810#{code}");
        Self::json(status, json!({ "__type": code, "message": message }))
    }

    /// DynamoDB refuses because more was asked than is provisioned; the SDK asks again.
    pub fn throttled() -> Self {
        let message = "The level of configured provisioned throughput for the table was exceeded. Consider increasing \
            your provisioning level with the UpdateTable API.";
        Self::error_saying("ProvisionedThroughputExceededException", message)
    }

    /// The HTTP client underneath answers.
    pub fn pass() -> Self {
        Self(Fate::Passed)
    }

    /// The HTTP client underneath is asked, and does what it is asked; its answer is lost with the connection. The SDK
    /// asks again.
    pub fn lost() -> Self {
        Self(Fate::Lost)
    }

    /// The HTTP client underneath is asked, and does what it is asked; its answer begins, and its body never comes. The SDK
    /// asks again.
    pub fn broken() -> Self {
        Self(Fate::Broken)
    }

    /// The connection breaks before the request arrives. The SDK asks again.
    pub fn unsent() -> Self {
        Self(Fate::Unsent)
    }

    /// No answer ever comes. Timeouts of operations and of their attempts end the waiting; those of connections do not,
    /// as there is none.
    pub fn hangs() -> Self {
        Self(Fate::Hanging)
    }

    /// Of the keys or writes of a batch, every so many come back unprocessed, all of them for 1; the HTTP client underneath
    /// answers for the others.
    pub fn unprocessed(every: usize) -> Self {
        Self(Fate::Unprocessed(every.max(1)))
    }
}

/// Takes out of a batch what is to come back unprocessed: what is left to ask, and what was taken, each in the form of the
/// request, or nothing.
pub(crate) fn take_unprocessed(request: &Value, every: usize) -> (Value, Value) {
    let (mut asked, mut taken) = (request.clone(), json!({}));
    let tables = request["RequestItems"].as_object().into_iter().flatten();
    let mut position = 0;
    for (table, items) in tables {
        let of_get = items.get("Keys");
        let all = of_get.unwrap_or(items).as_array().cloned().unwrap_or_default();
        let (left, out): (Vec<Value>, Vec<Value>) = all.into_iter().partition(|_| {
            position += 1;
            position % every != 0
        });
        let put = |to: &mut Value, some: Vec<Value>| {
            if some.is_empty() {
                if let Some(tables) = to.as_object_mut() {
                    tables.remove(table);
                }
            } else if of_get.is_some() {
                to[table] = items.clone();
                to[table]["Keys"] = some.into();
            } else {
                to[table] = some.into();
            }
        };
        put(&mut asked["RequestItems"], left);
        put(&mut taken, out);
    }
    (asked, taken)
}

impl From<(u16, Value)> for Answer {
    fn from((status, body): (u16, Value)) -> Self {
        Self::json(status, body)
    }
}
