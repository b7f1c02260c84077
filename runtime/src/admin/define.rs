//! What the schema says of a table, in the SDK's words.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, LocalSecondaryIndex,
    ProjectionType, ProvisionedThroughput, ScalarAttributeType,
};

use crate::metadata::{
    Billing, IndexKind, IndexMeta, KeyAttribute, KeyKind, KeySchema, Projection, TableMeta, Throughput,
};

/// The request to create a table, filled in.
pub(super) fn define(
    create: CreateTableFluentBuilder,
    meta: &TableMeta,
) -> Result<CreateTableFluentBuilder, BuildError> {
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
