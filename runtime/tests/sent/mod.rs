//! What was sent.

use dynaschema_scripted::Scripted;
use serde_json::Value;

/// What was sent since this was last asked. Nobody looks at what these requests cost, so that none asks it.
pub(crate) fn asked(scripted: &Scripted) -> Vec<Value> {
    let sent = scripted.sent();
    assert!(sent.iter().all(|request| !request.to_string().contains("ReturnConsumedCapacity")), "{sent:?}");
    sent
}
