//! Single writes: PutItem, UpdateItem, DeleteItem.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::Place;
use crate::codec::{Encoded, Item};
use crate::error::{Error, FailedCondition, ServiceError};
use crate::expression::{Actions, Expression, Placeholders};
use crate::key::ItemKey;

/// A write of one item.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    pub(crate) place: Place,
    pub(crate) entity: &'static str,
    pub(crate) action: Action,
    pub(crate) guard: Guard,
    pub(crate) condition: Option<Expression>,
}

#[derive(Debug, Clone)]
pub(crate) enum Action {
    Put(Item),
    Update { key: Item, actions: Actions },
    Delete { key: Item },
}

/// What a verb asks of the item that is there, besides the caller's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    Nothing,
    MustExist,
    MustNotExist,
}

impl Write {
    pub(crate) fn new(place: &Place, entity: &'static str, action: Action, guard: Guard) -> Self {
        Self { place: place.clone(), entity, action, guard, condition: None }
    }

    /// Adds a condition; several must all hold.
    pub(crate) fn require(mut self, condition: Encoded<Expression>) -> Encoded<Self> {
        self.condition = Some(condition?.joined(self.condition));
        Ok(self)
    }

    /// Adds to an update's actions.
    pub(crate) fn actions(mut self, change: impl FnOnce(&mut Actions) -> Encoded<()>) -> Encoded<Self> {
        if let Action::Update { actions, .. } = &mut self.action {
            change(actions)?;
        }
        Ok(self)
    }

    /// Sends the write. Gives the attributes that `returning` asks for.
    pub(crate) async fn send(self, returning: ReturnValue) -> Result<Option<Item>, Error> {
        let mut placeholders = Placeholders::default();
        let condition = self.guarded_condition().map(|condition| condition.render(&mut placeholders));
        let on_failure = condition.is_some().then_some(ReturnValuesOnConditionCheckFailure::AllOld);
        let item = match &self.action {
            Action::Put(item) | Action::Update { key: item, .. } | Action::Delete { key: item } => item,
        };
        let Place { client, table, meta } = &self.place;
        let attempt = Attempt {
            table: table.clone(),
            entity: self.entity,
            key: ItemKey::of(item, meta),
            guard: self.guard,
            alone: self.condition.is_none(),
        };
        match self.action {
            Action::Put(item) => {
                let (names, values) = placeholders.into_maps();
                let put = client
                    .put_item()
                    .table_name(table)
                    .set_item(Some(item))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure)
                    .return_values(returning);
                let output = put.send().await.map_err(|error| {
                    attempt.failed("PutItem", error, |error| match error {
                        PutItemError::ConditionalCheckFailedException(failed) => Some(failed),
                        _ => None,
                    })
                })?;
                Ok(output.attributes)
            }
            Action::Update { key, actions } => {
                let update_expression = actions.render(&mut placeholders);
                let (names, values) = placeholders.into_maps();
                let update = client
                    .update_item()
                    .table_name(table)
                    .set_key(Some(key))
                    .set_update_expression(update_expression)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure)
                    .return_values(returning);
                let output = update.send().await.map_err(|error| {
                    attempt.failed("UpdateItem", error, |error| match error {
                        UpdateItemError::ConditionalCheckFailedException(failed) => Some(failed),
                        _ => None,
                    })
                })?;
                Ok(output.attributes)
            }
            Action::Delete { key } => {
                let (names, values) = placeholders.into_maps();
                let delete = client
                    .delete_item()
                    .table_name(table)
                    .set_key(Some(key))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(names)
                    .set_expression_attribute_values(values)
                    .set_return_values_on_condition_check_failure(on_failure)
                    .return_values(returning);
                let output = delete.send().await.map_err(|error| {
                    attempt.failed("DeleteItem", error, |error| match error {
                        DeleteItemError::ConditionalCheckFailedException(failed) => Some(failed),
                        _ => None,
                    })
                })?;
                Ok(output.attributes)
            }
        }
    }

    /// The guard and the caller's condition as one expression. Every item has its table's partition key, so that this attribute tells
    /// whether there is one.
    fn guarded_condition(&self) -> Option<Expression> {
        let exists = || self.place.meta.key.partition.first().map(|key| Expression::Exists(key.name));
        let guard = match self.guard {
            Guard::Nothing => None,
            Guard::MustExist => exists(),
            Guard::MustNotExist => exists().map(Expression::negated),
        };
        match self.condition.clone() {
            Some(condition) => Some(condition.joined(guard)),
            None => guard,
        }
    }
}

/// What an error tells of the write that met it.
struct Attempt {
    table: String,
    entity: &'static str,
    key: ItemKey,
    guard: Guard,
    /// The guard is the only condition.
    alone: bool,
}

impl Attempt {
    /// The error of a write: a failed condition with the item as it stands, or what the service says.
    fn failed<E>(
        self,
        operation: &'static str,
        error: SdkError<E>,
        condition: impl Fn(&E) -> Option<&ConditionalCheckFailedException>,
    ) -> Error
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let Some(failed) = error.as_service_error().and_then(condition) else {
            return ServiceError::new(operation, &self.table, error).into();
        };
        let item = failed.item.clone();
        let there = item.is_some();
        let failed = Box::new(FailedCondition {
            table: self.table,
            entity: self.entity,
            key: self.key,
            item,
            source: Box::new(error),
        });
        match self.guard {
            Guard::MustNotExist if there || self.alone => Error::AlreadyExists(failed),
            Guard::MustExist if !there || self.alone => Error::NotFound(failed),
            _ => Error::ConditionFailed(failed),
        }
    }
}
