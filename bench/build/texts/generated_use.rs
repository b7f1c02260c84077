
/// Writes, reads and asks.
pub fn use_N_(client: &Client, item: Order_N_) -> Used<'_, Order_N_> {
    Box::pin(async move {
        let orders = Orders_N_::table(client);
        orders.put(&item).send().await?;
        let found = orders.get(Order_N_::key("a", "b")).send().await?;
        let mut all = orders.query(Order_N_::by_status("open").created_at().ge(7u64)).limit(10).all().await?;
        all.extend(found);
        Ok(all)
    })
}
