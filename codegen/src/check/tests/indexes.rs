//! What local indexes, projections and names of questions come to in the model.

use super::{accept, run};
use crate::model::{Entity, IndexItem, IndexKind, KeyKind, Projection, Schema};

/// Two tables' worth of keys in one: a global index, local ones, and an index that projects all.
const SHOP: &str = "
tables:
  Shop:
    key: { partition: PK, sort: SK }
    indexes:
      by_date: { local: LSI1, sort: Date, project: [Note, Total] }
      by_total: { local: LSI2, sort: Total, project: keys_only }
      gsi1: { global: GSI1, partition: Customer, sort: [Date, SK], project: [Total] }
      reverse: { global: GSI2, partition: SK, sort: PK }
entities:
  Order:
    table: Shop
    case: pascal
    attributes:
      note: string?
      sk: { type: uuid, name: SK }
      total: number
      customer: string?
      status: string
      pk: { type: string, name: PK }
      date: date
";

fn shop(from: &str, to: &str) -> Schema {
    accept(&[("shop.yaml", &SHOP.replace(from, to))])
}

fn functions(entity: &Entity) -> Vec<&str> {
    entity.questions.iter().map(|question| question.function.as_str()).collect()
}

/// What each question finds: the struct and the physical names.
fn items(entity: &Entity) -> Vec<Option<(&str, Vec<&str>)>> {
    let names = |item: &IndexItem| item.attributes.iter().map(|(id, _)| entity.attribute(*id).name.as_str()).collect();
    let questions = entity.questions.iter();
    questions.map(|question| question.item.as_ref().map(|item| (item.rust_name.as_str(), names(item)))).collect()
}

#[test]
fn a_local_index_has_the_tables_partition_and_a_sort_key_of_its_own() {
    let schema = shop("", "");
    let index = &schema.tables[0].indexes[0];
    let key: Vec<_> =
        [&index.key.partition, &index.key.sort].map(|half| (half[0].name.as_str(), half[0].kind, half.len())).into();
    assert_eq!(key, [("PK", KeyKind::String, 1), ("Date", KeyKind::String, 1)]);
    assert_eq!((index.name.as_str(), index.kind), ("LSI1", IndexKind::Local));
    assert_eq!(schema.tables[0].indexes[2].kind, IndexKind::Global { throughput: None });
}

#[test]
fn an_entity_is_in_a_local_index_if_it_has_its_sort_attribute() {
    let entity = |schema: Schema| schema.entities[0].clone();
    let all = entity(shop("", ""));
    assert_eq!(functions(&all), ["by_key", "by_date", "by_total", "gsi1", "reverse"]);
    let by_date = &all.questions[1];
    let key: Vec<_> = by_date.key.attributes().into_iter().map(|id| all.attribute(id).field.as_str()).collect();
    let steps: Vec<_> = by_date.steps.iter().map(|step| step.rust_name.as_str()).collect();
    assert_eq!((key, steps), (vec!["pk", "date"], vec!["ByDateThenDate"]));
    let declared = SHOP.replace("sort: Total", "sort: { name: Owed, type: number }");
    let without = entity(accept(&[("shop.yaml", &declared)]));
    assert_eq!(functions(&without), ["by_key", "by_date", "gsi1", "reverse"]);
}

#[test]
fn what_an_index_projects_is_in_the_model_as_it_is_listed() {
    let schema = shop("", "");
    let projections = schema.tables[0].indexes.iter().map(|index| index.projection.clone());
    let include = |names: &[&str]| Projection::Include(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(
        projections.collect::<Vec<_>>(),
        [include(&["Note", "Total"]), Projection::KeysOnly, include(&["Total"]), Projection::All]
    );
    assert_eq!(shop("project: keys_only", "project: all").tables[0].indexes[1].projection, Projection::All);
}

#[test]
fn what_is_found_has_the_keys_and_the_projected_attributes_in_the_entitys_order() {
    let schema = shop("", "");
    assert_eq!(
        items(&schema.entities[0]),
        [
            None,
            Some(("OrderByDate", vec!["Note", "SK", "Total", "PK", "Date"])),
            Some(("OrderByTotal", vec!["SK", "Total", "PK"])),
            Some(("OrderGsi1", vec!["SK", "Total", "Customer", "PK", "Date"])),
            None,
        ]
    );
}

#[test]
fn an_index_that_lists_all_attributes_has_an_item_of_its_own_all_the_same() {
    let schema = shop("[Note, Total]", "[Note, Total, Customer, Status]");
    let all = schema.entities[0].attributes.len();
    let item = schema.entities[0].questions[1].item.as_ref();
    assert_eq!(item.map(|item| (item.rust_name.as_str(), item.attributes.len())), Some(("OrderByDate", all)));
}

#[test]
fn a_question_that_is_named_keeps_the_place_of_its_index() {
    let named = "table: Shop\n    indexes: { of_customer: { index: gsi1 }, by_total: {}, at: { index: by_date } }";
    let order = &shop("table: Shop", named).entities[0];
    assert_eq!(functions(order), ["by_key", "at", "by_total", "of_customer", "reverse"]);
    let of_customer = &order.questions[3];
    assert_eq!(
        (
            of_customer.marker.as_str(),
            of_customer.steps[0].rust_name.as_str(),
            items(order)[3].as_ref().map(|item| item.0)
        ),
        ("OfCustomer", "OfCustomerThenDate", Some("OrderOfCustomer"))
    );
}

#[test]
fn a_name_for_a_question_frees_that_of_the_index() {
    let clash = SHOP.replace("status: string", "gsi1: string");
    let (_, findings) = run(&[("shop.yaml", &clash)]);
    assert!(findings.len() == 1 && findings[0].starts_with("DS0035"), "{findings:?}");
    accept(&[(
        "shop.yaml",
        &clash.replace("table: Shop", "table: Shop\n    indexes: { of_customer: { index: gsi1 } }"),
    )]);
}

#[test]
fn indexes_have_as_much_as_dynamodb_allows() {
    let list = |count: usize, from: usize| (from..from + count).map(|it| format!("a{it}")).collect::<Vec<_>>();
    let schema = |local: usize, lists: &[usize]| {
        let indexes: String = (0..local)
            .map(|number| format!("      l{number}: {{ local: LSI{number}, sort: a{number} }}\n"))
            .chain(lists.iter().enumerate().map(|(number, count)| {
                let list = list(*count, 20).join(", ");
                format!("      g{number}: {{ global: GSI{number}, partition: a0, project: [{list}] }}\n")
            }))
            .collect();
        let attributes: String = list(60, 0).iter().map(|name| format!("      {name}: u8\n")).collect();
        format!(
            "tables:\n  Wide:\n    key: {{ partition: id, sort: at }}\n    indexes:\n{indexes}\
             entities:\n  Row:\n    table: Wide\n    attributes:\n      id: string\n      at: u8\n{attributes}"
        )
    };
    accept(&[("wide.yaml", &schema(5, &[20, 20, 20, 20, 20]))]);
    for (local, lists, code) in [(6, &[][..], "DS0087"), (0, &[21], "DS0088"), (0, &[20, 20, 20, 20, 20, 1], "DS0088")]
    {
        let (_, findings) = run(&[("wide.yaml", &schema(local, lists))]);
        assert!(findings.len() == 1 && findings[0].starts_with(code), "{findings:?}");
    }
}

#[test]
fn a_collection_is_narrowed_by_no_more_than_all_its_entities_know() {
    let schema = accept(&[(
        "shop.yaml",
        "
tables:
  Shop:
    key: { partition: PK, sort: SK }
    indexes: { gsi1: { global: GSI1, partition: G1P, sort: G1S } }
entities:
  Shipment:
    table: Shop
    key: { partition: \"s#{id}\", sort: shipment }
    indexes: { by_id: { index: gsi1, partition: \"s#{id}\", sort: \"s#{id}\" } }
    attributes: { id: string }
  Part:
    table: Shop
    key: { partition: \"p#{id}\", sort: part }
    indexes: { by_shipment: { index: gsi1, partition: \"s#{shipment}\", sort: \"s#{id}\" } }
    attributes: { id: string, shipment: string }
collections:
  Whole: { index: Shop.gsi1, fields: { shipment: Shipment, parts: list<Part> } }
",
    )]);
    let [shipment, part] = schema.entities.as_slice() else { panic!("{schema:?}") };
    assert_eq!((shipment.questions[1].known, part.questions[1].known), (1, 0));
    let [whole] = schema.collections.as_slice() else { panic!("{schema:?}") };
    assert_eq!((whole.known, whole.steps.len()), (0, 1), "parts of a shipment have ids of their own");
}

#[test]
fn what_a_question_is_called_does_not_make_its_partition_a_sort_key() {
    let schema = "
tables:
  Shop:
    key: { partition: PK }
    indexes: { gsi1: { global: GSI1, partition: G1P } }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{id}\" }
    indexes: { of_sort: { index: gsi1, partition: \"{number}#x\" } }
    attributes: { id: string, number: u32 }
";
    accept(&[("shop.yaml", schema)]);
}
