
/// Writes, reads and asks.
pub fn use_N_(client: &Client, item: Order_N_) -> Used<'_, Order_N_> {
    Box::pin(async move {
        let table = "Orders_N_";
        client.put_item().table_name(table).set_item(Some(serde_dynamo::to_item(&item)?)).send().await?;
        let found = client
            .get_item()
            .table_name(table)
            .key("customer_id", AttributeValue::S("a".to_owned()))
            .key("order_id", AttributeValue::S("b".to_owned()))
            .send()
            .await?;
        let asked = client
            .query()
            .table_name(table)
            .index_name("status_index")
            .key_condition_expression("#status = :status AND #created_at >= :created_at")
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#created_at", "created_at")
            .expression_attribute_values(":status", AttributeValue::S("open".to_owned()))
            .expression_attribute_values(":created_at", AttributeValue::N("7".to_owned()))
            .limit(10)
            .send()
            .await?;
        let mut all: Vec<Order_N_> = serde_dynamo::from_items(asked.items.unwrap_or_default())?;
        all.extend(found.item.map(serde_dynamo::from_item).transpose()?);
        Ok(all)
    })
}
