//! `statement`: PartiQL, the way out of what verbs can say.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::execute_statement::ExecuteStatementInput;
use aws_sdk_dynamodb::operation::execute_statement::builders::ExecuteStatementFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::attribute::{Attr, Attribute, Held, Place as AttributePlace};
use crate::codec::{Encoded, attribute_value};
use crate::decoder::Decoder;
use crate::entity::{Entity, SameAs};
use crate::error::{Error, ServiceError};
use crate::operand::Operand;
use crate::plan::{self, Custom, Metered, Place};

/// A PartiQL statement, whose rows are items of `E`. Made by [`Table::statement`](crate::Table::statement).
///
/// `{table}` in it is the table's physical name in quotes. What it does is DynamoDB's business: no key is composed, no
/// version advanced, and nothing that has expired is hidden.
#[must_use = "a statement does nothing until it is sent"]
pub struct Statement<E> {
    statement: Encoded<plan::Statement>,
    custom: Custom<ExecuteStatementFluentBuilder>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Statement<E> {
    pub(crate) fn new(place: &Place, text: &str) -> Self {
        Self {
            statement: plan::Statement::new(place, text),
            custom: Custom::default(),
            entity: PhantomData,
        }
    }

    /// A value for the next `?`, as this attribute holds it.
    pub fn parameter<A, P>(self, attribute: Attr<A, P>, value: impl Operand<Held<P>>) -> Self
    where
        A: Attribute<Of: SameAs<E>>,
        P: AttributePlace,
    {
        let name = attribute.to_string();
        let value = attribute_value::<P::Encoding>(&value.into_value()).map_err(|refused| refused.of(&name));
        self.push(value)
    }

    /// A value for the next `?`, as the SDK holds it.
    pub fn value(self, value: AttributeValue) -> Self {
        self.push(Ok(value))
    }

    fn push(mut self, value: Encoded<AttributeValue>) -> Self {
        self.statement = self.statement.and_then(|mut statement| {
            statement.parameters.push(value?);
            Ok(statement)
        });
        self
    }

    /// Reads with strong consistency.
    pub fn consistent(mut self) -> Self {
        if let Ok(statement) = &mut self.statement {
            statement.consistent = true;
        }
        self
    }

    /// Changes the SDK's request before it is sent, that of each page: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(ExecuteStatementFluentBuilder) -> ExecuteStatementFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<ExecuteStatementFluentBuilder, Error> {
        Ok(self.custom.apply(self.statement?.request(None)))
    }

    /// What would be sent: a dry run. Of several pages, the first.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn request(self) -> Result<ExecuteStatementInput, Error> {
        let built = self.into_sdk()?.as_input().clone().build();
        built.map_err(|error| ServiceError::unbuilt("ExecuteStatement", "", error).into())
    }

    /// Sends the statement, and gives all rows; a statement that writes has none.
    ///
    /// # Errors
    /// [`Error::Decode`] where a row is not what the schema says, as one that does not hold all attributes is;
    /// [`Error::Refused`] for a statement that DynamoDB would refuse for its length, and for a value; [`Error::Service`] for
    /// everything else.
    pub async fn all(self) -> Result<Vec<E>, Error> {
        Ok(self.all_metered().await?.value)
    }

    /// Sends the statement, and tells what it cost.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn all_metered(self) -> Result<Metered<Vec<E>>, Error> {
        let Self { statement, custom, .. } = self;
        let decoder = Decoder::whole::<E>();
        let rows = statement?.send(&custom, decoder.sinks()).await?;
        rows.and_then(|rows| Ok(decoder.open(rows).into()))
    }
}

impl<E> Clone for Statement<E> {
    fn clone(&self) -> Self {
        Self {
            statement: self.statement.clone(),
            custom: self.custom.clone(),
            entity: PhantomData,
        }
    }
}

/// Without the parameters, some of which may be sensitive.
impl<E> fmt::Debug for Statement<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.statement.as_ref().map(|statement| &statement.text);
        f.debug_tuple("Statement").field(&text).finish()
    }
}
