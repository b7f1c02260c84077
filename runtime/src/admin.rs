//! Tables themselves: create, look, delete. A table that is made or deleted is waited for; its time to live is enabled
//! when it is there.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::config::{AsyncSleep, SharedAsyncSleep};
use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::operation::describe_table::DescribeTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, LocalSecondaryIndex,
    ProjectionType, ProvisionedThroughput, ScalarAttributeType, TableDescription, TableStatus, TimeToLiveDescription,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use aws_smithy_async::rt::sleep::default_async_sleep;

use crate::error::{Error, ServiceError, TableTimeout};
use crate::metadata::{
    Billing, IndexKind, IndexMeta, KeyAttribute, KeyKind, KeySchema, Projection, TableMeta, Throughput, TimeToLive,
};
use crate::plan::Place;

/// How long a table is waited for, unless the caller says otherwise.
const WAIT: Duration = Duration::from_secs(10 * 60);
/// The pause before the second look; it doubles from look to look …
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// … up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A request to create a table as the schema says.
#[must_use = "a table is not created before the request is sent"]
#[derive(Debug)]
pub struct CreateTable {
    place: Place,
    wait: Duration,
    if_missing: bool,
}

impl CreateTable {
    pub(crate) fn new(place: &Place) -> Self {
        Self { place: place.clone(), wait: WAIT, if_missing: false }
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

    /// Creates the table, and waits until it and its indexes can be used. If the schema gives it a time to live, that is
    /// enabled then, which DynamoDB does within an hour.
    ///
    /// # Errors
    /// [`Error::Service`], with the code `ResourceInUseException` where there is such a table; [`Error::Timeout`] where
    /// it is not ready in time.
    pub async fn send(self) -> Result<(), Error> {
        let Place { client, table, meta } = &self.place;
        let failed = |error| ServiceError::new("CreateTable", table, error);
        let create = define(client.create_table().table_name(table), meta)
            .map_err(|error| failed(SdkError::construction_failure(error)))?;
        let mut left = self.wait;
        loop {
            let created = match create.clone().send().await {
                Err(error) if self.if_missing && is_there(&error) => false,
                created => created.map(|_| true).map_err(failed)?,
            };
            // One that was there may have been on its way out, and be missing then. One that was just made may not be
            // seen at once.
            let gone = |table: Option<&TableDescription>| !created && table.is_none();
            let settled = |table: Option<&TableDescription>| table.is_some_and(is_active) || gone(table);
            if self.place.wait_until("ACTIVE", self.wait, settled).await?.is_some() {
                return self.place.enable_time_to_live(created).await;
            }
            // It is created again, but not in a rush: what one call does not see yet, another may.
            if left.is_zero() {
                return Err(self.place.timeout("ACTIVE", self.wait));
            }
            let nap = LONGEST_PAUSE.min(left);
            self.place.sleep()?.sleep(nap).await;
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
        let delete = client.delete_table().table_name(table);
        delete.send().await.map_err(|error| ServiceError::new("DeleteTable", table, error))?;
        self.place.wait_until("deleted", self.wait, |table| table.is_none()).await?;
        Ok(())
    }
}

impl Place {
    async fn describe(&self) -> Result<Option<TableDescription>, SdkError<DescribeTableError>> {
        let describe = self.client.describe_table().table_name(&self.table);
        Ok(describe.send().await?.table)
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
    /// new is looked at first.
    async fn enable_time_to_live(&self, is_new: bool) -> Result<(), Error> {
        let Self { client, table, meta } = self;
        let Some(TimeToLive { attribute, .. }) = meta.time_to_live else { return Ok(()) };
        if !is_new {
            let described = client.describe_time_to_live().table_name(table).send().await;
            let described = described.map_err(|error| ServiceError::new("DescribeTimeToLive", table, error))?;
            if described.time_to_live_description.is_some_and(|it| is_enabled(&it, attribute)) {
                return Ok(());
            }
        }
        let failed = |error| ServiceError::new("UpdateTimeToLive", table, error);
        let wanted = TimeToLiveSpecification::builder().enabled(true).attribute_name(attribute).build();
        let wanted = wanted.map_err(|error| failed(SdkError::construction_failure(error)))?;
        let update = client.update_time_to_live().table_name(table).time_to_live_specification(wanted);
        update.send().await.map_err(failed)?;
        Ok(())
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
            self.sleep()?.sleep(nap).await;
            slept += nap;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn timeout(&self, awaited: &'static str, waited: Duration) -> Error {
        Error::Timeout(TableTimeout { table: self.table.clone(), awaited, waited })
    }

    /// The client's way to sleep, or the SDK's default, so that we need no async runtime of our own.
    fn sleep(&self) -> Result<SharedAsyncSleep, ServiceError> {
        self.client.config().sleep_impl().or_else(default_async_sleep).ok_or_else(|| {
            let missing = "there is no way to sleep: enable `rt-tokio` of aws-sdk-dynamodb, or give the client's configuration a `sleep_impl`";
            self.not_described(SdkError::construction_failure(missing))
        })
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

type Builder = aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;

fn define(create: Builder, meta: &TableMeta) -> Result<Builder, BuildError> {
    let create = match meta.billing {
        Billing::OnDemand => create.billing_mode(BillingMode::PayPerRequest),
        Billing::Provisioned(units) => {
            create.billing_mode(BillingMode::Provisioned).provisioned_throughput(throughput(units)?)
        }
    };
    let of_kind = |kind| meta.indexes.iter().filter(move |index| index.kind == kind);
    let global = of_kind(IndexKind::Global).map(global_index).collect::<Result<Vec<_>, _>>()?;
    let local = of_kind(IndexKind::Local).map(local_index).collect::<Result<Vec<_>, _>>()?;
    Ok(create
        .set_key_schema(Some(key_schema(&meta.key)?))
        .set_attribute_definitions(Some(attribute_definitions(meta)?))
        .set_global_secondary_indexes(Some(global).filter(|indexes| !indexes.is_empty()))
        .set_local_secondary_indexes(Some(local).filter(|indexes| !indexes.is_empty())))
}

fn global_index(index: &IndexMeta) -> Result<GlobalSecondaryIndex, BuildError> {
    GlobalSecondaryIndex::builder()
        .index_name(index.name)
        .set_key_schema(Some(key_schema(&index.key)?))
        .projection(projection(index.projection))
        .set_provisioned_throughput(index.throughput.map(throughput).transpose()?)
        .build()
}

fn local_index(index: &IndexMeta) -> Result<LocalSecondaryIndex, BuildError> {
    LocalSecondaryIndex::builder()
        .index_name(index.name)
        .set_key_schema(Some(key_schema(&index.key)?))
        .projection(projection(index.projection))
        .build()
}

fn projection(projection: Projection) -> aws_sdk_dynamodb::types::Projection {
    let builder = aws_sdk_dynamodb::types::Projection::builder();
    match projection {
        Projection::All => builder.projection_type(ProjectionType::All),
        Projection::KeysOnly => builder.projection_type(ProjectionType::KeysOnly),
        Projection::Include(attributes) => builder
            .projection_type(ProjectionType::Include)
            .set_non_key_attributes(Some(attributes.iter().copied().map(str::to_owned).collect())),
    }
    .build()
}

fn key_schema(key: &KeySchema) -> Result<Vec<KeySchemaElement>, BuildError> {
    let partition = key.partition.iter().map(|key| (key, KeyType::Hash));
    let sort = key.sort.iter().map(|key| (key, KeyType::Range));
    let element =
        |(key, role): (&KeyAttribute, _)| KeySchemaElement::builder().attribute_name(key.name).key_type(role).build();
    partition.chain(sort).map(element).collect()
}

/// DynamoDB wants each attribute of any key exactly once, and no other.
fn attribute_definitions(meta: &TableMeta) -> Result<Vec<AttributeDefinition>, BuildError> {
    let mut keys: Vec<&KeyAttribute> = Vec::new();
    for key in meta.key.attributes().chain(meta.indexes.iter().flat_map(|index| index.key.attributes())) {
        if keys.iter().all(|known| known.name != key.name) {
            keys.push(key);
        }
    }
    let definition = |key: &KeyAttribute| {
        let kind = match key.kind {
            KeyKind::String => ScalarAttributeType::S,
            KeyKind::Number => ScalarAttributeType::N,
            KeyKind::Binary => ScalarAttributeType::B,
        };
        AttributeDefinition::builder().attribute_name(key.name).attribute_type(kind).build()
    };
    keys.into_iter().map(definition).collect()
}

fn throughput(units: Throughput) -> Result<ProvisionedThroughput, BuildError> {
    ProvisionedThroughput::builder().read_capacity_units(units.read).write_capacity_units(units.write).build()
}
