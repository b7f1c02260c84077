//! Several writes as one: TransactWriteItems.

use std::pin::pin;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, Update,
};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;

use super::write::Rendered;
use super::{Action, Call, Metered, Write, capacity};
use crate::codec::Item;
use crate::error::{Cancelled, Error, Reason, Refused, ServiceError};
use crate::wire::{Fill, Filling, Operation, intercepted_by, operation};

const OPERATION: &str = "TransactWriteItems";
/// How many actions a transaction has at most.
pub(crate) const MOST_ACTIONS: usize = 100;
/// How many characters a token has.
const TOKEN: std::ops::RangeInclusive<usize> = 1..=36;
/// How many bytes its items have at most, together.
const MOST_BYTES: usize = 4 * 1024 * 1024;

static TRANSACT_WRITE_ITEMS: Operation =
    operation!(transact_write_items::TransactWriteItems, TransactWriteItemsOutput, "TransactItems");

/// Writes of which all are done, or none.
pub(crate) struct Transaction {
    pub(crate) client: Client,
    /// In the order of the reasons for which it may be cancelled.
    pub(crate) writes: Vec<Write>,
    pub(crate) token: Option<String>,
}

impl Transaction {
    /// The request, with all items in it.
    pub(crate) fn request(&self) -> Result<TransactWriteItemsFluentBuilder, Error> {
        self.requested(false)
    }

    /// The request as it is best sent: without items that go into it as they are.
    pub(crate) fn filled_request(&self) -> Result<(TransactWriteItemsFluentBuilder, Option<Fill>), Error> {
        if !TRANSACT_WRITE_ITEMS.can_be_filled() {
            return Ok((self.request()?, None));
        }
        let puts = self.writes.iter().filter_map(|write| match &write.action {
            Action::Put(item) => Some(item.as_json().map(str::to_owned)),
            _ => None,
        });
        let puts: Vec<Option<String>> = puts.collect();
        let fill = puts.iter().any(Option::is_some).then_some(Fill::Items(puts));
        Ok((self.requested(fill.is_some())?, fill))
    }

    fn requested(&self, is_filled: bool) -> Result<TransactWriteItemsFluentBuilder, Error> {
        self.check()?;
        let actions = self.writes.iter().map(|write| write.act(is_filled)).collect::<Result<Vec<_>, _>>()?;
        let request = self.client.transact_write_items().set_transact_items(Some(actions));
        let request = request.set_client_request_token(self.token.clone());
        Ok(request.return_consumed_capacity(ReturnConsumedCapacity::Total))
    }

    /// Refuses what DynamoDB would refuse of the actions together.
    fn check(&self) -> Result<(), Refused> {
        let count = self.writes.len();
        if count == 0 || count > MOST_ACTIONS {
            let reason = format!("a transaction has 1 to {MOST_ACTIONS} actions, and this one has {count}");
            return Err(Refused::request(reason));
        }
        if let Some(length) =
            self.token.as_ref().map(|token| token.chars().count()).filter(|length| !TOKEN.contains(length))
        {
            return Err(Refused::request(format!("a token has 1 to 36 characters, and this one has {length}")));
        }
        let bytes: usize = self.writes.iter().map(Write::size).sum();
        if bytes > MOST_BYTES {
            let reason = format!("the items of the transaction have {bytes} bytes, and DynamoDB allows {MOST_BYTES}");
            return Err(Refused::request(reason));
        }
        for (position, write) in self.writes.iter().enumerate() {
            if self.writes.iter().take(position).any(|earlier| earlier.is_of_the_item_of(write)) {
                let what = format!("`{}` with {} in table `{}`", write.entity, write.key(), write.place.table);
                return Err(Refused::request(format!("a transaction has two actions on {what}")));
            }
        }
        Ok(())
    }

    /// Sends what [`request`](Self::request) made, with what the caller changed of it.
    pub(crate) async fn send(
        self,
        request: TransactWriteItemsFluentBuilder,
        fill: Option<Fill>,
    ) -> Result<Metered<()>, Error> {
        let tables = self.writes.iter().map(|write| &*write.place.table);
        let call = Call::of_tables(OPERATION, tables, Some(&Keys(&self.writes)));
        let filling = intercepted_by(Filling::new(fill, call.attempts()));
        let request = request.customize().config_override(filling.retry_classifier(Conflicts));
        let error = match call.spanning(pin!(request.send())).await {
            Ok(output) => {
                let consumed = output
                    .consumed_capacity
                    .unwrap_or_default()
                    .into_iter()
                    .fold(None, |sum, one| capacity::sum(sum, Some(one)));
                call.answered(self.writes.len(), None, consumed.as_ref());
                return Ok(Metered { value: (), consumed, retries: call.retries() });
            }
            Err(error) => error,
        };
        let reasons = error.as_service_error().map(reasons).unwrap_or_default();
        if reasons.len() != self.writes.len() {
            return Err(call.failed(ServiceError::new(OPERATION, call.tables(), error).into()));
        }
        let reasons = self.writes.into_iter().zip(reasons.to_vec()).map(|(write, reason)| write.cancelled(reason));
        let reasons = reasons.collect();
        Err(call.failed(Error::Cancelled(Box::new(Cancelled { reasons, source: Box::new(error) }))))
    }
}

/// The keys of writes, as spans show them.
pub(super) struct Keys<'w>(pub(super) &'w [Write]);

impl std::fmt::Display for Keys<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, write) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "; " };
            write!(f, "{separator}{}", write.key())?;
        }
        Ok(())
    }
}

impl Write {
    /// This write as an action of a transaction.
    fn act(&self, is_filled: bool) -> Result<TransactWriteItem, Error> {
        let rendered = self.render()?;
        if rendered.update.is_none() && rendered.condition.is_none() && matches!(self.action, Action::Update { .. }) {
            // UpdateItem would create it all the same.
            return Err(Refused::request("an upsert of nothing but a key is no action of a transaction").into());
        }
        self.action_of(rendered, is_filled)
    }

    fn action_of(&self, rendered: Rendered, is_filled: bool) -> Result<TransactWriteItem, Error> {
        let Rendered { condition, update, names, values } = rendered;
        let on_failure = condition.is_some().then_some(ReturnValuesOnConditionCheckFailure::AllOld);
        let action = TransactWriteItem::builder();
        let unbuilt = |error: BuildError| ServiceError::unbuilt(OPERATION, &self.place.table, error);
        let key = |key: &Item| Some(key.clone());
        Ok(match &self.action {
            Action::Put(whole) => {
                // Where it goes into the request as it is, there is an empty one in its place.
                let is_left_out = is_filled && whole.as_json().is_some();
                let item = if is_left_out { Item::new() } else { whole.to_map()? };
                let put = Put::builder()
                    .table_name(&self.place.table)
                    .set_item(Some(item))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.put(put.build().map_err(unbuilt)?)
            }
            Action::Update { key: of, .. } if update.is_some() => {
                let update = Update::builder()
                    .table_name(&self.place.table)
                    .set_key(key(of))
                    .set_update_expression(update)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.update(update.build().map_err(unbuilt)?)
            }
            // An update that changes nothing looks at the item all the same.
            Action::Check { key: of } | Action::Update { key: of, .. } => {
                let check = ConditionCheck::builder()
                    .table_name(&self.place.table)
                    .set_key(key(of))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.condition_check(check.build().map_err(unbuilt)?)
            }
            Action::Delete { key: of } => {
                let delete = Delete::builder()
                    .table_name(&self.place.table)
                    .set_key(key(of))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.delete(delete.build().map_err(unbuilt)?)
            }
        }
        .build())
    }

    /// Why the transaction of this write was cancelled, if it was for this write.
    fn cancelled(self, reason: CancellationReason) -> Option<Error> {
        let code = code(&reason).to_owned();
        let said = Reason { code, message: reason.message.unwrap_or_default() };
        match &*said.code {
            "None" => None,
            "ConditionalCheckFailed" => Some(self.failed(reason.item, Box::new(said))),
            _ => Some(ServiceError::of_reason(OPERATION, &self.place.table, said).into()),
        }
    }
}

/// Why a transaction was cancelled: one reason for each action.
fn reasons(error: &TransactWriteItemsError) -> &[CancellationReason] {
    match error {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => cancelled.cancellation_reasons(),
        _ => &[],
    }
}

fn code(reason: &CancellationReason) -> &str {
    reason.code.as_deref().unwrap_or("None")
}

/// Has the SDK retry a transaction that was cancelled for nothing but conflicts and throttling.
#[derive(Debug)]
struct Conflicts;

impl ClassifyRetry for Conflicts {
    fn name(&self) -> &'static str {
        "dynaschema::Conflicts"
    }

    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let error = match context.output_or_error() {
            Some(Err(error)) => error.as_operation_error(),
            _ => None,
        };
        let reasons = error.and_then(|error| error.downcast_ref()).map(reasons).unwrap_or_default();
        let passes = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
        let mut failed = reasons.iter().map(code).filter(|code| *code != "None").peekable();
        if failed.peek().is_some() && failed.all(|code| passes.contains(&code)) {
            return RetryAction::transient_error();
        }
        RetryAction::NoActionIndicated
    }
}
