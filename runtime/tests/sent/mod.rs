//! What was sent, without what all requests about items have.

use dynaschema_scripted::Scripted;
use serde_json::{Value, json};

/// What was sent since this was last asked. Each of these requests asks what it costs; that is taken out.
pub(crate) fn asked(scripted: &Scripted) -> Vec<Value> {
    let mut sent = scripted.sent();
    for request in &mut sent {
        let body = request.as_object_mut().and_then(|request| request.values_mut().next()).expect("a request");
        let asked = body.as_object_mut().and_then(|body| body.remove("ReturnConsumedCapacity"));
        assert_eq!(asked, Some(json!("TOTAL")), "{body}");
    }
    sent
}
