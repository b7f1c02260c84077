//! A read, by each contestant.

use std::fmt;

use aws_sdk_dynamodb::Client;
use serde::de::DeserializeOwned;
use serde_dynamo::aws_sdk_dynamodb_1::from_item;

use super::{Bench, same};
use crate::Failure;
use crate::answers::Cost;
use crate::by_hand::{FromItem, Item};
use crate::contest::{Contest, Contestant};

/// A struct of a program without dynaschema.
pub(super) trait Plain: DeserializeOwned + FromItem + PartialEq + fmt::Debug + 'static {}

impl<T: DeserializeOwned + FromItem + PartialEq + fmt::Debug + 'static> Plain for T {}

/// What is read, and how.
pub(super) struct Reading<'e, T, R, D> {
    /// How many calls make a sample.
    pub(super) times: usize,
    /// What all have to find.
    pub(super) expected: &'e [T],
    /// The answer to those who ask what it costs, and to those who do not.
    pub(super) answer: Box<dyn Fn(Cost) -> String>,
    /// What the raw SDK, and what is built on it, are told of the cost.
    pub(super) cost: Cost,
    /// What dynaschema is told: it asks where somebody looks at it, and in calls of many items always.
    pub(super) told: Cost,
    /// Asks for the SDK's maps.
    pub(super) raw: R,
    /// Makes what asks for dynaschema's structs.
    pub(super) typed: D,
}

impl<T, R, D> Reading<'_, T, R, D> {
    pub(super) fn contest<Maps, Ask, Structs, Struct>(self, bench: &Bench) -> Result<Contest, Failure>
    where
        T: Plain,
        R: AsyncFn(&Client) -> Result<Maps, Failure> + Clone + 'static,
        Maps: IntoIterator<Item = Item> + 'static,
        D: FnOnce(&Client) -> Ask,
        Ask: AsyncFn() -> Result<Structs, Failure> + 'static,
        Structs: IntoIterator<Item = Struct> + 'static,
        Struct: Into<T> + 'static,
    {
        let client = |cost| bench.answer(&(self.answer)(cost)).client();
        let (raw_client, serde_client, hand_client) = (client(self.cost), client(self.cost), client(self.cost));
        let (raw, serde_raw, hand_raw) = (self.raw.clone(), self.raw.clone(), self.raw);

        let raw = async move || raw(&raw_client).await;
        let by_serde = async move || {
            let items = serde_raw(&serde_client).await?;
            Ok(items.into_iter().map(from_item).collect::<Result<Vec<T>, _>>()?)
        };
        let by_hand = async move || {
            let items = hand_raw(&hand_client).await?;
            Ok(items.into_iter().map(T::from_item).collect::<Result<Vec<T>, _>>()?)
        };
        let typed = (self.typed)(&client(self.told));

        same("serde_dynamo", &*bench.run(by_serde())?, self.expected)?;
        same("code by hand", &*bench.run(by_hand())?, self.expected)?;
        let found: Vec<T> = bench.run(typed())?.into_iter().map(Into::into).collect();
        same("dynaschema", &*found, self.expected)?;

        Ok(Contest {
            times: self.times,
            of: 1,
            works: vec![
                (Contestant::RawSdk, bench.work(raw)),
                (Contestant::SerdeDynamo, bench.work(by_serde)),
                (Contestant::ByHand, bench.work(by_hand)),
                (Contestant::Dynaschema, bench.work(typed)),
            ],
        })
    }
}
