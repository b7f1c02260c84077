
/// An order of a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order_N_ {
    /// Partition key.
    pub customer_id: String,
    /// Sort key.
    pub order_id: String,
    /// Partition key of an index.
    pub status: String,
    /// A name.
    pub name: String,
    /// An address of mail.
    pub email: String,
    /// Absent when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Sort key of an index.
    pub created_at: u64,
    /// A number.
    pub quantity: u64,
    /// A sum.
    pub total: f64,
    /// Whether it is paid.
    pub paid: bool,
    /// A list.
    pub lines: Vec<String>,
    /// A set, absent when empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", with = "serde_dynamo::string_set")]
    pub tags: BTreeSet<String>,
    /// A map.
    pub address: BTreeMap<String, String>,
}
