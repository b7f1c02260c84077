//! PartiQL: ExecuteStatement, page after page.

use std::pin::pin;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::execute_statement::builders::ExecuteStatementFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};

use super::sift::Sift;
use super::{Call, Custom, Metered, Place, capacity};
use crate::codec::Encoded;
use crate::decoder::{Sink, Sinks};
use crate::error::{Error, Refused, ServiceError};
use crate::wire::{Hook, Operation, intercepted_by, operation};

const OPERATION: &str = "ExecuteStatement";
/// How many characters a statement has at most.
const MOST_CHARACTERS: usize = 8192;

/// A statement with its parameters.
#[derive(Clone)]
pub(crate) struct Statement {
    place: Place,
    pub(crate) text: String,
    pub(crate) parameters: Vec<AttributeValue>,
    pub(crate) consistent: bool,
}

impl Statement {
    pub(crate) fn new(place: &Place, text: &str) -> Encoded<Self> {
        // Table names have no quotes in them.
        let text = text.replace("{table}", &format!("\"{}\"", place.table));
        let length = text.chars().count();
        if length == 0 || length > MOST_CHARACTERS {
            let reason = format!("a statement has 1 to {MOST_CHARACTERS} characters, and this one has {length}");
            return Err(Refused::request(reason));
        }
        Ok(Self {
            place: place.clone(),
            text,
            parameters: Vec::new(),
            consistent: false,
        })
    }

    pub(crate) fn request(&self, next: Option<String>) -> ExecuteStatementFluentBuilder {
        let parameters = Some(self.parameters.clone()).filter(|parameters| !parameters.is_empty());
        self.place
            .client
            .execute_statement()
            .statement(&self.text)
            .set_parameters(parameters)
            .set_consistent_read(self.consistent.then_some(true))
            .set_next_token(next)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
    }

    /// Sends it until there are no more rows.
    pub(crate) async fn send(
        self,
        custom: &Custom<ExecuteStatementFluentBuilder>,
        sinks: Arc<dyn Sinks>,
    ) -> Result<Metered<Box<dyn Sink>>, Error> {
        let table = &self.place.table;
        let mut all = Metered { value: Arc::clone(&sinks).sink(), consumed: None, retries: 0 };
        let mut next = None;
        loop {
            let call = Call::new(OPERATION, &self.place, None, None);
            let sift = Sift::of_all(&self.place, Arc::clone(&sinks));
            let hook = Hook::new(&EXECUTE_STATEMENT, self.place.route, call.attempts(), sift);
            let request = custom.apply(self.request(next)).customize().config_override(intercepted_by(hook.clone()));
            let sent = call.spanning(pin!(request.send())).await;
            let output = sent.map_err(|error| call.failed(ServiceError::new(OPERATION, table, error).into()))?;
            let found = hook.taken(|sift| sift.maps(output.items.unwrap_or_default()));
            let found = found.map_err(|error| call.failed(ServiceError::broken(OPERATION, table, error).into()))?.found;
            call.answered(found.len(), None, output.consumed_capacity.as_ref());
            all.value.append(found.all()?);
            all.consumed = capacity::sum(all.consumed, output.consumed_capacity);
            all.retries += call.retries();
            next = output.next_token;
            if next.is_none() {
                return Ok(all);
            }
        }
    }
}

static EXECUTE_STATEMENT: Operation = operation!(execute_statement::ExecuteStatement, ExecuteStatementOutput, "Items");
