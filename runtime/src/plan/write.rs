//! Single writes: PutItem, UpdateItem, DeleteItem.

use std::fmt;
use std::pin::pin;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::transaction::Keys;
use super::{Call, Lock, Metered, Place, capacity};
use crate::attributes::Attributes;
use crate::codec::{Encoded, Item, Outgoing};
use crate::entity::Entity;
use crate::error::Error;
use crate::expiry::Expiry;
use crate::expression::{Actions, ChangedPlaces, Expression, Names, Path, Placeholders, Values};
use crate::item_size::item_size;
use crate::key::ItemKey;
use crate::wire::{Fill, Filling, Operation, intercepted_by, operation};

/// A write of one item.
#[derive(Clone)]
pub(crate) struct Write {
    pub(crate) place: Place,
    pub(crate) entity: &'static str,
    /// The attributes of the key that errors do not show.
    pub(crate) sensitive: &'static [&'static str],
    pub(crate) action: Action,
    pub(crate) guard: Guard,
    /// Boxed, as what updates alone have is: writes of batches are many, and are moved.
    pub(crate) condition: Option<Box<Expression>>,
    pub(crate) lock: Option<Lock>,
    /// Whether somebody wants to know what it costs.
    pub(crate) is_metered: bool,
}

#[derive(Clone)]
pub(crate) enum Action {
    Put(Outgoing),
    Update {
        key: Item,
        actions: Box<Actions>,
    },
    Delete {
        key: Item,
    },
    /// Looks at an item, which only transactions can.
    Check {
        key: Item,
    },
}

/// What a verb asks of the item that is there, besides the caller's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    Nothing,
    MustExist,
    MustNotExist,
}

static PUT_ITEM: Operation = operation!(put_item::PutItem, PutItemOutput, "Item");

/// What a write returns of the item: what the caller asked for.
pub(crate) type Written = Result<Metered<Option<Item>>, Error>;

impl Write {
    pub(crate) fn new<E: Entity>(place: &Place, action: Action, guard: Guard) -> Self {
        Self {
            place: place.clone(),
            entity: E::NAME,
            sensitive: E::SENSITIVE,
            action,
            guard,
            condition: None,
            lock: None,
            is_metered: false,
        }
    }

    /// The item's key, as errors show it.
    pub(crate) fn key(&self) -> ItemKey {
        ItemKey::in_table(self.place.meta, self.action.attributes(), self.sensitive)
    }

    /// The same, of which somebody wants to know what it costs.
    pub(crate) fn metered(self) -> Self {
        Self { is_metered: true, ..self }
    }

    /// Adds a condition; several must all hold.
    pub(crate) fn require(mut self, condition: Encoded<Expression>) -> Encoded<Self> {
        if let Some(condition) = condition?.sent()? {
            self.condition = Some(Box::new(condition.joined(self.condition.map(|other| *other))));
        }
        Ok(self)
    }

    /// Adds to an update's actions.
    pub(crate) fn actions(mut self, change: impl FnOnce(&mut Actions) -> Encoded<()>) -> Encoded<Self> {
        if let Action::Update { actions, .. } = &mut self.action {
            change(actions)?;
        }
        Ok(self)
    }

    /// The request, with the item in it.
    pub(crate) fn put_item(&self, returning: ReturnValue) -> Encoded<PutItemFluentBuilder> {
        Ok(self.put(returning)?.set_item(Some(self.action.item()?)))
    }

    /// The request as it is best sent: without the item where this goes into it as it is.
    pub(crate) fn filled_put_item(&self, returning: ReturnValue) -> Encoded<(PutItemFluentBuilder, Option<Fill>)> {
        let json = if let Action::Put(item) = &self.action { item.as_json() } else { None };
        match json.filter(|_| PUT_ITEM.can_be_filled()) {
            Some(json) => Ok((self.put(returning)?, Some(Fill::Item(json.to_owned())))),
            None => Ok((self.put_item(returning)?, None)),
        }
    }

    fn put(&self, returning: ReturnValue) -> Encoded<PutItemFluentBuilder> {
        let Rendered { condition, names, values, .. } = self.render()?;
        Ok(self
            .place
            .client
            .put_item()
            .table_name(&self.place.table)
            .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(wanted(returning))
            .set_return_consumed_capacity(capacity::asked(self.is_metered)))
    }

    /// The bytes that are known of it: of an item that is written whole all, of others the key and the values.
    pub(super) fn size(&self) -> usize {
        let values = if let Action::Update { actions, .. } = &self.action { actions.size() } else { 0 };
        let item = match &self.action {
            Action::Put(item) => item.size(),
            Action::Update { key, .. } | Action::Delete { key } | Action::Check { key } => item_size(key),
        };
        item + values
    }

    /// Whether another write is of the same item.
    pub(super) fn is_of_the_item_of(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }

    /// What an update changes.
    pub(crate) fn changed_places(&self) -> Encoded<Option<ChangedPlaces>> {
        match &self.action {
            Action::Update { actions, .. } => Ok(Some(self.advancing(actions)?.changed_places())),
            Action::Put(_) | Action::Delete { .. } | Action::Check { .. } => Ok(None),
        }
    }

    /// Whether elements of lists are changed. What DynamoDB returns of these does not tell which they are.
    fn changes_elements(&self) -> bool {
        matches!(&self.action, Action::Update { actions, .. } if actions.have_elements())
    }

    pub(crate) fn update_item(&self, returning: ReturnValue) -> Encoded<UpdateItemFluentBuilder> {
        let Rendered { condition, update, names, values } = self.render()?;
        let returning = match returning {
            ReturnValue::UpdatedNew if self.changes_elements() => ReturnValue::AllNew,
            ReturnValue::UpdatedOld if self.changes_elements() => ReturnValue::AllOld,
            other => other,
        };
        Ok(self
            .place
            .client
            .update_item()
            .table_name(&self.place.table)
            .set_key(Some(self.action.item()?))
            .set_update_expression(update)
            .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(wanted(returning))
            .set_return_consumed_capacity(capacity::asked(self.is_metered)))
    }

    pub(crate) fn delete_item(&self, returning: ReturnValue) -> Encoded<DeleteItemFluentBuilder> {
        let Rendered { condition, names, values, .. } = self.render()?;
        Ok(self
            .place
            .client
            .delete_item()
            .table_name(&self.place.table)
            .set_key(Some(self.action.item()?))
            .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(wanted(returning))
            .set_return_consumed_capacity(capacity::asked(self.is_metered)))
    }

    /// The expressions as DynamoDB reads them.
    pub(super) fn render(&self) -> Encoded<Rendered> {
        let mut placeholders = Placeholders::default();
        let condition = self.whole_condition().map(|condition| placeholders.condition("condition", condition));
        let condition = condition.transpose()?;
        let update = match &self.action {
            Action::Update { actions, .. } => placeholders.update(self.advancing(actions)?)?,
            Action::Put(_) | Action::Delete { .. } | Action::Check { .. } => None,
        };
        let (names, values) = placeholders.into_maps()?;
        Ok(Rendered { condition, update, names, values })
    }

    /// An update's actions with that on the version.
    fn advancing(&self, actions: &Actions) -> Encoded<Actions> {
        let mut actions = actions.clone();
        if let Some(lock) = &self.lock {
            actions.add(Path::new(lock.attribute), AttributeValue::N("1".to_owned()))?;
        }
        Ok(actions)
    }

    pub(super) fn is_upsert(&self) -> bool {
        matches!(&self.action, Action::Update { actions, .. } if actions.fills())
    }

    /// The guard, the lock and the caller's condition as one expression. Every item has its table's partition key, so
    /// that this attribute tells whether there is one.
    fn whole_condition(&self) -> Option<Expression> {
        let exists = || self.place.meta.key.partition.first().map(|key| Expression::Exists(Path::new(key.name)));
        // To what is written whole, an item that is hidden is none.
        let or_over = |absent: Expression| match Expiry::of(self.place.meta, None) {
            Some(expiry) => absent.or(expiry.condition()),
            None => absent,
        };
        let guard = match self.guard {
            Guard::Nothing => None,
            Guard::MustExist => exists(),
            Guard::MustNotExist => exists().map(Expression::negated).map(or_over),
        };
        let lock = self.lock.as_ref().filter(|_| self.guard != Guard::MustNotExist).and_then(Lock::condition);
        let creates = matches!(self.action, Action::Put(_)) && self.lock.is_some_and(|lock| lock.seen == Some(0));
        let lock = if creates && self.guard == Guard::Nothing { lock.map(or_over) } else { lock };
        let own = match lock {
            Some(lock) => Some(lock.joined(guard)),
            None => guard,
        };
        // An upsert would fill an item that nobody sees, and leave it hidden.
        let hidden = Expiry::of(self.place.meta, None).filter(|_| self.is_upsert());
        let shown = hidden.map(|expiry| expiry.condition().negated());
        let filled = if let Action::Update { actions, .. } = &self.action { actions.condition() } else { None };
        let others = [shown, filled, self.condition.as_deref().cloned()];
        others.into_iter().flatten().fold(own, |all, one| Some(one.joined(all)))
    }
}

/// Sends what the method before it made, with what the caller changed of it.
macro_rules! sends {
    ($($name:ident: $operation:literal, $request:ident, $error:ident;)*) => {
        impl Write {$(
            pub(crate) async fn $name(self, request: $request, fill: Option<Fill>) -> Written {
                let call = Call::new($operation, &self.place, None, Some(&Keys(std::slice::from_ref(&self))));
                let filling = Filling::new(fill, call.attempts());
                let request = request.customize().config_override(intercepted_by(filling));
                let sent = call.spanning(pin!(request.send())).await;
                let error = match sent {
                    Ok(output) => return Ok(call.metered(output.attributes, output.consumed_capacity)),
                    Err(error) => error,
                };
                self.answered(&call, error, |error| match error {
                    $error::ConditionalCheckFailedException(failed) => Some(failed.item.clone()),
                    _ => None,
                })
            }
        )*}
    };
}

sends! {
    send_put_item: "PutItem", PutItemFluentBuilder, PutItemError;
    send_update_item: "UpdateItem", UpdateItemFluentBuilder, UpdateItemError;
    send_delete_item: "DeleteItem", DeleteItemFluentBuilder, DeleteItemError;
}

/// Where there is a condition, an error shows the item as it stands.
fn on_failure(condition: Option<&String>) -> Option<ReturnValuesOnConditionCheckFailure> {
    condition.map(|_| ReturnValuesOnConditionCheckFailure::AllOld)
}

fn wanted(returning: ReturnValue) -> Option<ReturnValue> {
    Some(returning).filter(|returning| *returning != ReturnValue::None)
}

/// Without the item's values, some of which may be sensitive.
impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.action {
            Action::Put(_) => "Put",
            Action::Update { .. } => "Update",
            Action::Delete { .. } => "Delete",
            Action::Check { .. } => "Check",
        };
        let mut write = f.debug_struct(name);
        write.field("table", &self.place).field("entity", &self.entity).field("key", &self.key());
        if let Action::Update { actions, .. } = &self.action {
            write.field("actions", actions);
        }
        write.field("guard", &self.guard).field("lock", &self.lock).field("condition", &self.condition);
        write.finish_non_exhaustive()
    }
}

impl Action {
    /// The item's key, with as much else of the item as there is.
    pub(crate) fn attributes(&self) -> &dyn Attributes {
        match self {
            Self::Put(item) => item.keys(),
            Self::Update { key, .. } | Self::Delete { key } | Self::Check { key } => key,
        }
    }

    /// The item that is put, or the key of one.
    pub(crate) fn item(&self) -> Encoded<Item> {
        match self {
            Self::Put(item) => item.to_map(),
            Self::Update { key, .. } | Self::Delete { key } | Self::Check { key } => Ok(key.clone()),
        }
    }

    /// The item that is put with what the write has set in it, if it has set something.
    pub(crate) fn written(&self) -> Item {
        let item = if let Self::Put(item) = self { item.as_map() } else { None };
        item.cloned().unwrap_or_default()
    }
}

/// A write's expressions with what their placeholders stand for.
pub(super) struct Rendered {
    pub(super) condition: Option<String>,
    pub(super) update: Option<String>,
    pub(super) names: Option<Names>,
    pub(super) values: Option<Values>,
}
