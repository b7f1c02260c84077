//! The SDK's seam: a deserializer of ours in the place of the operation's own, for one call.

use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::FrozenLayer;

use super::Route;
use super::answer::{AnswerError, Rest, splice};
use crate::json::{Broken, Reader};
use crate::plan::Attempts;

/// Where DynamoDB says the checksum of a body.
const CHECKSUM: &str = "x-amz-crc32";

/// An operation whose answers hold items.
pub(crate) struct Operation {
    /// The member of an answer that they are in.
    member: &'static str,
    /// What the SDK makes of an answer without members.
    empty: fn() -> Output,
    /// The SDK's configuration of the operation, with its own deserializer; none where it has no such thing.
    own: LazyLock<Option<FrozenLayer>>,
}

impl Operation {
    pub(crate) const fn new(member: &'static str, empty: fn() -> Output, own: fn() -> Option<FrozenLayer>) -> Self {
        Self { member, empty, own: LazyLock::new(own) }
    }

    /// Whether the SDK's body of a request can be filled.
    pub(crate) fn can_be_filled(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.load::<SharedRequestSerializer>().is_some())
    }

    /// The deserializer that the SDK has for it.
    fn deserializer(&self) -> Option<&SharedResponseDeserializer> {
        self.own.as_ref()?.load::<SharedResponseDeserializer>()
    }
}

/// What takes the items out of an answer, where the reader comes to the [member](Operation) that they are in.
pub(crate) trait Take: Send + Sync + 'static {
    /// What is made of them.
    type Taken: Send;

    /// Reads the value that comes next, of about so many items; 0 where nobody knows.
    fn take(&self, reader: &mut Reader<'_>, expected: usize) -> Result<Self::Taken, Broken>;

    /// What there is where an answer has no such member.
    fn nothing(&self) -> Self::Taken;
}

/// Takes the items out of the answers to one call: an interceptor of the SDK.
pub(crate) struct Hook<T: Take>(Arc<Call<T>>);

struct Call<T: Take> {
    operation: &'static Operation,
    route: Route,
    /// One interceptor for both is cheaper than two.
    attempts: Attempts,
    take: T,
    /// Of the last answer.
    taken: Mutex<Option<Result<T::Taken, AnswerError>>>,
}

impl<T: Take> Hook<T> {
    pub(crate) fn new(operation: &'static Operation, route: Route, attempts: Attempts, take: T) -> Self {
        Self(Arc::new(Call { operation, route, attempts, take, taken: Mutex::new(None) }))
    }

    /// What was taken out of the answer, or is taken out of the maps where the SDK has decoded it by itself.
    pub(crate) fn taken(&self, of_maps: impl FnOnce(&T) -> T::Taken) -> Result<T::Taken, AnswerError> {
        match self.0.taken.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(taken) => taken,
            None if self.0.route == Route::Wire => Err(AnswerError::NoSeam),
            None => Ok(of_maps(&self.0.take)),
        }
    }
}

impl<T: Take> Call<T> {
    /// Takes the items out, and gives the rest of the answer.
    fn read(&self, body: &[u8]) -> Result<(T::Taken, Rest), AnswerError> {
        let body = std::str::from_utf8(body).map_err(|error| AnswerError::Text(error.valid_up_to()))?;
        let mut taken = None;
        let rest = splice(body, self.operation.member, |reader, expected| {
            taken = Some(self.take.take(reader, expected)?);
            Ok(())
        })?;
        Ok((taken.unwrap_or_else(|| self.take.nothing()), rest))
    }
}

impl<T: Take> Clone for Hook<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Take> fmt::Debug for Hook<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hook of `{}`", self.0.operation.member)
    }
}

// What is not overridden is not called, in any of the SDK's twenty places. The attribute is hidden, and all of the SDK's own
// generated code uses it.
#[dyn_dispatch_hint]
impl<T: Take> Intercept for Hook<T> {
    fn name(&self) -> &'static str {
        "dynaschema::Hook"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.0.route != Route::Maps && self.0.operation.deserializer().is_some() {
            config.interceptor_state().store_put(SharedResponseDeserializer::new(self.clone()));
        }
        Ok(())
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.attempts.begin();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.attempts.end(context);
        Ok(())
    }
}

impl<T: Take> DeserializeResponse for Hook<T> {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        config: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        let Some(own) = self.0.operation.deserializer() else {
            return Err(OrchestratorError::other("the SDK has no deserializer of its own"));
        };
        let body = response.body().bytes().filter(|_| response.status().is_success());
        let Some(body) = body else { return own.deserialize_nonstreaming_with_config(response, config) };
        // As the other SDKs do: what was changed on its way is asked for again.
        check(response, body).map_err(|error| OrchestratorError::response(error.into()))?;
        let (taken, rest) = match self.0.read(body) {
            Ok((taken, rest)) => (Ok(taken), rest),
            // To the SDK this is an answer without items: an error would have it ask again for what comes again.
            Err(error) => (Err(error), Rest::Nothing),
        };
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(taken);
        let Rest::Answer(rest) = rest else { return Ok((self.0.operation.empty)()) };
        let mut small = HttpResponse::new(response.status(), SdkBody::from(rest));
        *small.headers_mut() = response.headers().clone();
        own.deserialize_nonstreaming_with_config(&small, config)
    }
}

/// Holds a body against the checksum that was sent with it, if there was one.
fn check(response: &HttpResponse, body: &[u8]) -> Result<(), AnswerError> {
    let Some(sent) = response.headers().get(CHECKSUM).and_then(|sent| sent.parse().ok()) else { return Ok(()) };
    let found = crc32fast::hash(body);
    if found == sent { Ok(()) } else { Err(AnswerError::Checksum { sent, found }) }
}
