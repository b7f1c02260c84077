//! Tables themselves: create, look, delete. A table that is made or deleted is waited for; its time to live is enabled
//! when it is there.

mod define;

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::operation::create_table::{CreateTableError, CreateTableInput};
use aws_sdk_dynamodb::operation::describe_table::DescribeTableError;
use aws_sdk_dynamodb::types::{
    TableDescription, TableStatus, TimeToLiveDescription, TimeToLiveSpecification, TimeToLiveStatus,
};
use tracing::Instrument;

use crate::error::{Error, ServiceError, TableTimeout};
use crate::metadata::TimeToLive;
use crate::plan::{self, Call, Custom, Place};
use crate::verbs::dry_run;

/// How long a table is waited for, unless the caller says otherwise.
const WAIT: Duration = Duration::from_secs(10 * 60);
/// The pause before the second look; it doubles from look to look …
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// … up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A request to create a table as the schema says.
#[must_use = "a table is not created before the request is sent"]
#[derive(Debug, Clone)]
pub struct CreateTable {
    place: Place,
    wait: Duration,
    if_missing: bool,
    custom: Custom<CreateTableFluentBuilder>,
}

impl CreateTable {
    pub(crate) fn new(place: &Place) -> Self {
        Self {
            place: place.clone(),
            wait: WAIT,
            if_missing: false,
            custom: Custom::default(),
        }
    }

    /// Leaves a table that is already there as it is, and only waits for it. Whether it is what the schema says is not
    /// looked at, but for its time to live: it is enabled where it is not.
    pub fn if_missing(mut self) -> Self {
        self.if_missing = true;
        self
    }

    /// Waits at most this long for the table to become `ACTIVE`; 10 minutes is the default.
    pub fn wait_at_most(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Changes the SDK's request before it is sent: for settings that the schema language has no word for yet.
    pub fn customize(
        mut self,
        change: impl Fn(CreateTableFluentBuilder) -> CreateTableFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself: nothing is then waited for, and no time to live is enabled.
    ///
    /// # Errors
    /// None that a checked schema could give.
    pub fn into_sdk(self) -> Result<CreateTableFluentBuilder, Error> {
        let Place { client, table, meta, .. } = &self.place;
        let create = define::define(client.create_table().table_name(table), meta);
        let create = create.map_err(|error| ServiceError::unbuilt("CreateTable", table, error))?;
        Ok(self.custom.apply(create))
    }

    dry_run!("CreateTable": CreateTableInput);

    /// Creates the table, and waits until it and its indexes can be used. If the schema gives it a time to live, that is
    /// enabled then, which DynamoDB does within an hour.
    ///
    /// # Errors
    /// [`Error::Service`], with the code `ResourceInUseException` where there is such a table; [`Error::Timeout`] where
    /// it is not ready in time.
    pub async fn send(self) -> Result<(), Error> {
        let Self { place, wait, if_missing, .. } = self.clone();
        let create = self.into_sdk()?;
        let mut left = wait;
        loop {
            let created = match place.traced("CreateTable", create.clone().send()).await {
                Err(error) if if_missing && is_there(&error) => false,
                created => {
                    created.map(|_| true).map_err(|error| ServiceError::new("CreateTable", &place.table, error))?
                }
            };
            // One that was there may have been on its way out, and be missing then. One that was just made may not be
            // seen at once.
            let gone = |table: Option<&TableDescription>| !created && table.is_none();
            let settled = |table: Option<&TableDescription>| table.is_some_and(is_active) || gone(table);
            if place.wait_until("ACTIVE", wait, settled).await?.is_some() {
                return place.enable_time_to_live(created).await;
            }
            // It is created again, but not in a rush: what one call does not see yet, another may.
            if left.is_zero() {
                return Err(place.timeout("ACTIVE", wait));
            }
            let nap = LONGEST_PAUSE.min(left);
            plan::sleep(&place.client, "CreateTable", &place.table)?.sleep(nap).await;
            left -= nap;
        }
    }
}

fn is_there(error: &SdkError<CreateTableError>) -> bool {
    error.as_service_error().is_some_and(CreateTableError::is_resource_in_use_exception)
}

/// A request to ask whether a table is there.
#[must_use = "nothing is asked before the request is sent"]
#[derive(Debug)]
pub struct TableExists {
    place: Place,
}

impl TableExists {
    pub(crate) fn new(place: &Place) -> Self {
        Self { place: place.clone() }
    }

    /// Is there such a table? One that is being created or deleted is there too.
    ///
    /// # Errors
    /// [`Error::Service`] for everything but the answer that there is no such table.
    pub async fn send(self) -> Result<bool, Error> {
        Ok(self.place.look().await?.is_some())
    }
}

/// A request to describe a table.
#[must_use = "nothing is asked before the request is sent"]
#[derive(Debug)]
pub struct DescribeTable {
    place: Place,
}

impl DescribeTable {
    pub(crate) fn new(place: &Place) -> Self {
        Self { place: place.clone() }
    }

    /// What DynamoDB says of the table, in the SDK's own type.
    ///
    /// # Errors
    /// [`Error::Service`], with the code `ResourceNotFoundException` where there is no such table.
    pub async fn send(self) -> Result<TableDescription, Error> {
        let description = self.place.describe().await.map_err(|error| self.place.not_described(error))?;
        let nothing = || self.place.not_described(SdkError::construction_failure("the answer describes no table"));
        Ok(description.ok_or_else(nothing)?)
    }
}

/// A request to delete a table with everything in it.
#[must_use = "a table is not deleted before the request is sent"]
#[derive(Debug)]
pub struct DeleteTable {
    place: Place,
    wait: Duration,
}

impl DeleteTable {
    pub(crate) fn new(place: &Place) -> Self {
        Self { place: place.clone(), wait: WAIT }
    }

    /// Waits at most this long for the table to be gone; 10 minutes is the default.
    pub fn wait_at_most(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Deletes the table, and waits until it is gone.
    ///
    /// # Errors
    /// [`Error::Service`], with the code `ResourceNotFoundException` where there is no such table; [`Error::Timeout`]
    /// where it is not gone in time.
    pub async fn send(self) -> Result<(), Error> {
        let Place { client, table, .. } = &self.place;
        let delete = self.place.traced("DeleteTable", client.delete_table().table_name(table).send()).await;
        delete.map_err(|error| ServiceError::new("DeleteTable", table, error))?;
        self.place.wait_until("deleted", self.wait, |table| table.is_none()).await?;
        Ok(())
    }
}

impl Place {
    async fn describe(&self) -> Result<Option<TableDescription>, SdkError<DescribeTableError>> {
        let describe = self.client.describe_table().table_name(&self.table);
        Ok(self.traced("DescribeTable", describe.send()).await?.table)
    }

    /// Makes a call in a span.
    async fn traced<T, E: ProvideErrorMetadata>(
        &self,
        operation: &'static str,
        call: impl Future<Output = Result<T, SdkError<E>>>,
    ) -> Result<T, SdkError<E>> {
        let span = Call::new(operation, self, None, None).span();
        let answer = call.instrument(span.clone()).await;
        if let Err(error) = &answer {
            span.record("error", error.code().unwrap_or("no answer"));
        }
        answer
    }

    /// The description, or `None` where there is no such table.
    async fn look(&self) -> Result<Option<TableDescription>, ServiceError> {
        match self.describe().await {
            Err(error) if error.as_service_error().is_some_and(DescribeTableError::is_resource_not_found_exception) => {
                Ok(None)
            }
            described => described.map_err(|error| self.not_described(error)),
        }
    }

    /// Lets items expire, if the schema says so. DynamoDB refuses to enable what is enabled, so that a table that is not
    /// new is looked at first, and another one if somebody else was faster.
    async fn enable_time_to_live(&self, is_new: bool) -> Result<(), Error> {
        let Some(TimeToLive { attribute, .. }) = self.meta.time_to_live else { return Ok(()) };
        if !is_new && self.expires_by(attribute).await? {
            return Ok(());
        }
        let failed = |error| ServiceError::new("UpdateTimeToLive", &self.table, error);
        let wanted = TimeToLiveSpecification::builder().enabled(true).attribute_name(attribute).build();
        let wanted = wanted.map_err(|error| ServiceError::unbuilt("UpdateTimeToLive", &self.table, error))?;
        let update = self.client.update_time_to_live().table_name(&self.table).time_to_live_specification(wanted);
        match self.traced("UpdateTimeToLive", update.send()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let may_be_on = error.code() == Some("ValidationException");
                // If nobody can tell, this is the error that matters.
                let is_on = may_be_on && self.expires_by(attribute).await.unwrap_or(false);
                if is_on { Ok(()) } else { Err(failed(error).into()) }
            }
        }
    }

    /// Whether items expire by this attribute, or soon will.
    async fn expires_by(&self, attribute: &str) -> Result<bool, ServiceError> {
        let describe = self.client.describe_time_to_live().table_name(&self.table);
        let described = self.traced("DescribeTimeToLive", describe.send()).await;
        let described = described.map_err(|error| ServiceError::new("DescribeTimeToLive", &self.table, error))?;
        Ok(described.time_to_live_description.is_some_and(|described| is_enabled(&described, attribute)))
    }

    fn not_described(&self, error: SdkError<DescribeTableError>) -> ServiceError {
        ServiceError::new("DescribeTable", &self.table, error)
    }

    /// Looks at the table until it is as wanted. The SDK's own waiters pause for 20 seconds at least.
    async fn wait_until(
        &self,
        awaited: &'static str,
        wait: Duration,
        reached: impl Fn(Option<&TableDescription>) -> bool,
    ) -> Result<Option<TableDescription>, Error> {
        let started = Instant::now();
        let mut slept = Duration::ZERO;
        let mut pause = FIRST_PAUSE;
        loop {
            let table = self.look().await?;
            if reached(table.as_ref()) {
                return Ok(table);
            }
            // Looks take time too; and where the clock is paused, as in tests, only the sleeps do.
            let left = wait.saturating_sub(slept.max(started.elapsed()));
            if left.is_zero() {
                return Err(self.timeout(awaited, wait));
            }
            let nap = pause.min(left);
            plan::sleep(&self.client, "DescribeTable", &self.table)?.sleep(nap).await;
            slept += nap;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn timeout(&self, awaited: &'static str, waited: Duration) -> Error {
        Error::Timeout(TableTimeout { table: self.table.clone(), awaited, waited })
    }
}

fn is_active(table: &TableDescription) -> bool {
    table.table_status == Some(TableStatus::Active)
}

/// Whether items expire by this attribute, or soon will.
fn is_enabled(described: &TimeToLiveDescription, attribute: &str) -> bool {
    let status = described.time_to_live_status.as_ref();
    let is_on = matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling));
    is_on && described.attribute_name() == Some(attribute)
}
