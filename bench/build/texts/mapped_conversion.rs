
/// Reads an item.
pub fn read_N_(item: Item) -> Result<Order_N_, serde_dynamo::Error> {
    serde_dynamo::from_item(item)
}

/// Writes an item.
pub fn write_N_(item: &Order_N_) -> Result<Item, serde_dynamo::Error> {
    serde_dynamo::to_item(item)
}
