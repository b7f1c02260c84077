//! A single write as a transaction: TransactWriteItems with one action.

use aws_sdk_dynamodb::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, Update,
};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use tracing::Instrument;

use super::failure::Attempt;
use super::write::Rendered;
use super::{Action, Call, Metered, Write};
use crate::error::{Error, Refused, ServiceError};

impl Write {
    /// The transaction of this write. Without a token the SDK makes one up.
    pub(crate) fn transaction(&self, token: Option<String>) -> Result<TransactWriteItemsFluentBuilder, Error> {
        let rendered = self.render()?;
        if rendered.update.is_none() && rendered.condition.is_none() && matches!(self.action, Action::Update { .. }) {
            // UpdateItem would create it all the same.
            return Err(Refused::request("an upsert of nothing but a key is no action of a transaction").into());
        }
        let action = self.act(rendered);
        let action = action.map_err(|error| ServiceError::unbuilt("TransactWriteItems", &self.place.table, error))?;
        let request = self.place.client.transact_write_items().transact_items(action);
        Ok(request.set_client_request_token(token).return_consumed_capacity(ReturnConsumedCapacity::Total))
    }

    /// This write as an action of a transaction.
    fn act(&self, rendered: Rendered) -> Result<TransactWriteItem, BuildError> {
        let Rendered { condition, update, names, values } = rendered;
        let on_failure = condition.is_some().then_some(ReturnValuesOnConditionCheckFailure::AllOld);
        let action = TransactWriteItem::builder();
        let item = Some(self.action.item().clone());
        Ok(match &self.action {
            Action::Put(_) => {
                let put = Put::builder()
                    .table_name(&self.place.table)
                    .set_item(item)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.put(put.build()?)
            }
            // An update that changes nothing looks at the item all the same.
            Action::Update { .. } if update.is_none() => {
                let check = ConditionCheck::builder()
                    .table_name(&self.place.table)
                    .set_key(item)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.condition_check(check.build()?)
            }
            Action::Update { .. } => {
                let update = Update::builder()
                    .table_name(&self.place.table)
                    .set_key(item)
                    .set_update_expression(update)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.update(update.build()?)
            }
            Action::Delete { .. } => {
                let delete = Delete::builder()
                    .table_name(&self.place.table)
                    .set_key(item)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure);
                action.delete(delete.build()?)
            }
        }
        .build())
    }

    /// Sends what [`transaction`](Self::transaction) made.
    pub(crate) async fn send_transaction(self, request: TransactWriteItemsFluentBuilder) -> Result<Metered<()>, Error> {
        let call = Call::new("TransactWriteItems", &self.place, None, &self.key);
        let retrying = aws_sdk_dynamodb::Config::builder().retry_classifier(Conflicts);
        let request = request.customize().config_override(retrying).interceptor(call.attempts());
        match request.send().instrument(call.span()).await {
            Ok(output) => {
                let consumed = output.consumed_capacity.unwrap_or_default().into_iter().next();
                Ok(call.metered((), consumed))
            }
            Err(error) => {
                let failed = Attempt::new(self, &call).failed(error, |error| {
                    let mut failed = reasons(error).iter().filter(|reason| code(reason) == "ConditionalCheckFailed");
                    failed.next().map(|reason| reason.item.clone())
                });
                failed.map(|metered| metered.map(|_| ()))
            }
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
