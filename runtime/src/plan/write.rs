//! Single writes: PutItem, UpdateItem, DeleteItem.

use std::fmt;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::Place;
use crate::codec::{Encoded, Item};
use crate::entity::Entity;
use crate::error::{Error, FailedCondition, ServiceError};
use crate::expression::{Actions, Expression, Names, Path, Placeholders, Values};
use crate::key::ItemKey;

/// A write of one item.
#[derive(Clone)]
pub(crate) struct Write {
    pub(crate) place: Place,
    pub(crate) entity: &'static str,
    /// The item's key, as errors show it.
    pub(crate) key: ItemKey,
    pub(crate) action: Action,
    pub(crate) guard: Guard,
    pub(crate) condition: Option<Expression>,
}

#[derive(Clone)]
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
    pub(crate) fn new<E: Entity>(place: &Place, action: Action, guard: Guard) -> Self {
        let key = ItemKey::of::<E>(action.item());
        Self {
            place: place.clone(),
            entity: E::NAME,
            key,
            action,
            guard,
            condition: None,
        }
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
        let Rendered { condition, update, names, values } = self.render();
        let on_failure = condition.is_some().then_some(ReturnValuesOnConditionCheckFailure::AllOld);
        let Place { client, table, .. } = &self.place;
        let attempt = Attempt {
            table,
            entity: self.entity,
            key: self.key,
            guard: self.guard,
            alone: self.condition.is_none(),
        };
        match self.action {
            Action::Put(item) => {
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
            Action::Update { key, .. } => {
                let update = client
                    .update_item()
                    .table_name(table)
                    .set_key(Some(key))
                    .set_update_expression(update)
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

    /// The expressions as DynamoDB reads them.
    fn render(&self) -> Rendered {
        let mut placeholders = Placeholders::default();
        let condition = self.guarded_condition().map(|condition| condition.render(&mut placeholders));
        let update = match &self.action {
            Action::Update { actions, .. } => actions.clone().render(&mut placeholders),
            Action::Put(_) | Action::Delete { .. } => None,
        };
        let (names, values) = placeholders.into_maps();
        Rendered { condition, update, names, values }
    }

    /// The guard and the caller's condition as one expression. Every item has its table's partition key, so that this
    /// attribute tells whether there is one.
    fn guarded_condition(&self) -> Option<Expression> {
        let exists = || self.place.meta.key.partition.first().map(|key| Expression::Exists(Path::new(key.name)));
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

/// Without the item's values, some of which may be sensitive.
impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.action {
            Action::Put(_) => "Put",
            Action::Update { .. } => "Update",
            Action::Delete { .. } => "Delete",
        };
        let mut write = f.debug_struct(name);
        write.field("table", &self.place).field("entity", &self.entity).field("key", &self.key);
        if let Action::Update { actions, .. } = &self.action {
            write.field("actions", actions);
        }
        write.field("guard", &self.guard).field("condition", &self.condition).finish_non_exhaustive()
    }
}

impl Action {
    /// The item, or its key.
    fn item(&self) -> &Item {
        match self {
            Self::Put(item) | Self::Update { key: item, .. } | Self::Delete { key: item } => item,
        }
    }
}

/// A write's expressions with what their placeholders stand for.
struct Rendered {
    condition: Option<String>,
    update: Option<String>,
    names: Option<Names>,
    values: Option<Values>,
}

/// What an error tells of the write that met it.
struct Attempt<'w> {
    table: &'w str,
    entity: &'static str,
    key: ItemKey,
    guard: Guard,
    /// The guard is the only condition.
    alone: bool,
}

impl Attempt<'_> {
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
            return ServiceError::new(operation, self.table, error).into();
        };
        let item = failed.item.clone();
        let there = item.is_some();
        let failed = Box::new(FailedCondition {
            table: self.table.to_owned(),
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
