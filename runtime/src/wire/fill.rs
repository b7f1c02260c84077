//! Requests as bytes: items that were written as they are sent go into the body that the SDK makes of the rest.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_types::body::SdkBody;

use crate::json::{Broken, Reader};
use crate::plan::Attempts;

/// What the SDK leaves out of a body.
pub(crate) enum Fill {
    /// The item of a PutItem, which is then not in the SDK's input.
    Item(String),
    /// The items of the puts in a TransactWriteItems, in order; those that are left out have an empty one in the SDK's
    /// input.
    Items(Vec<Option<String>>),
    /// All of it.
    Body(String),
}

impl Fill {
    /// The whole body.
    fn fill(&self, body: &str) -> Result<String, Broken> {
        match self {
            Self::Item(item) => {
                let mut reader = Reader::new(body);
                reader.object()?;
                let rest = body.get(reader.offset()..).unwrap_or_default();
                let separator = if reader.next_is(b'}') { "" } else { "," };
                Ok(["{\"Item\":", item, separator, rest].concat())
            }
            Self::Items(items) => fill_puts(body, items),
            Self::Body(whole) => Ok(whole.clone()),
        }
    }
}

/// The body of a TransactWriteItems with these items in its puts.
fn fill_puts(body: &str, items: &[Option<String>]) -> Result<String, Broken> {
    let (mut filled, mut copied, mut items) = (String::with_capacity(body.len()), 0, items.iter());
    let mut reader = Reader::new(body);
    each(&mut reader, "TransactItems", |reader| {
        reader.array()?;
        while reader.element()? {
            each(reader, "Put", |reader| {
                let item = items.next().and_then(Option::as_ref);
                each(reader, "Item", |reader| {
                    // Space before it is passed.
                    reader.next_is(b'{');
                    let start = reader.offset();
                    reader.skip()?;
                    if let Some(item) = item {
                        filled.push_str(body.get(copied..start).unwrap_or_default());
                        filled.push_str(item);
                        copied = reader.offset();
                    }
                    Ok(())
                })
            })?;
        }
        Ok(())
    })?;
    filled.push_str(body.get(copied..).unwrap_or_default());
    Ok(filled)
}

/// Has the member of this name read, of the object that comes next, and passes over the others.
fn each<'a>(
    reader: &mut Reader<'a>,
    member: &str,
    mut read: impl FnMut(&mut Reader<'a>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    reader.object()?;
    while let Some(name) = reader.name()? {
        if name == member { read(reader)? } else { reader.skip()? }
    }
    Ok(())
}

/// Fills the body of a call: an interceptor of the SDK, which counts the attempts as well.
pub(crate) struct Filling {
    /// What goes into it, if anything is left out.
    fill: Option<Arc<Fill>>,
    attempts: Attempts,
}

impl Filling {
    pub(crate) fn new(fill: Option<Fill>, attempts: Attempts) -> Self {
        Self { fill: fill.map(Arc::new), attempts }
    }
}

/// Without the items, some of whose values may be sensitive.
impl fmt::Debug for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filling")
    }
}

// As the one that takes answers apart has.
#[dyn_dispatch_hint]
impl Intercept for Filling {
    fn name(&self) -> &'static str {
        "dynaschema::Filling"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(fill) = self.fill.clone() else { return Ok(()) };
        let own = config.load::<SharedRequestSerializer>().cloned();
        let own = own.ok_or("the SDK has no serializer of its own")?;
        let serializer = Serializer { own, fill };
        config.interceptor_state().store_put(SharedRequestSerializer::new(serializer));
        Ok(())
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.attempts.begin();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.attempts.end(context);
        Ok(())
    }
}

/// Puts what is left out into what the SDK makes of its input.
struct Serializer {
    own: SharedRequestSerializer,
    fill: Arc<Fill>,
}

impl fmt::Debug for Serializer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serializer over {:?}", self.own)
    }
}

impl SerializeRequest for Serializer {
    fn serialize_input(&self, input: Input, config: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let mut request = self.own.serialize_input(input, config)?;
        let body = request.body().bytes().ok_or("the SDK's body is not in memory")?;
        let filled = self.fill.fill(std::str::from_utf8(body)?)?;
        request.headers_mut().insert("content-length", filled.len().to_string());
        *request.body_mut() = SdkBody::from(filled);
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_go_where_the_sdk_has_left_them_out() {
        let item = || r#"{"a":{"S":"x"}}"#.to_owned();
        for (fill, body, expected) in [
            (Fill::Item(item()), r#"{"TableName":"t"}"#, r#"{"Item":{"a":{"S":"x"}},"TableName":"t"}"#),
            (Fill::Item(item()), "{}", r#"{"Item":{"a":{"S":"x"}}}"#),
            (Fill::Body("{}".to_owned()), r#"{"RequestItems":{"t":[]}}"#, "{}"),
            (
                Fill::Items(vec![Some(item()), None, Some(item())]),
                r#"{"ClientRequestToken":"t","TransactItems":[{"Put":{"Item":{},"TableName":"t"}},{"Delete":{"Key":{"Item":{"S":"k"}}}},{"Put":{"Item":{"b":{"M":{"Put":{"S":"Item"}}}}}},{"Put":{"TableName":"t","Item": {}}}],"Last":{}}"#,
                r#"{"ClientRequestToken":"t","TransactItems":[{"Put":{"Item":{"a":{"S":"x"}},"TableName":"t"}},{"Delete":{"Key":{"Item":{"S":"k"}}}},{"Put":{"Item":{"b":{"M":{"Put":{"S":"Item"}}}}}},{"Put":{"TableName":"t","Item": {"a":{"S":"x"}}}}],"Last":{}}"#,
            ),
        ] {
            assert_eq!(fill.fill(body).as_deref(), Ok(expected));
        }
    }
}
