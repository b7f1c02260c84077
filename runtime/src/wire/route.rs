//! Which way answers are decoded.

use std::sync::LazyLock;

/// The way from an answer to what is read of it. Both are the same codec, and give the same.
///
/// `DYNASCHEMA_ROUTE=maps` in the environment has a whole process read from the SDK's maps, without a new build; a
/// table says it for itself by [`Table::route`](crate::Table::route).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Route {
    /// From the bytes of the answer where the SDK lets us, or else from its maps. The default.
    Fastest,
    /// From the bytes of the answer; an error where the SDK does not let us.
    Wire,
    /// From the SDK's maps.
    Maps,
}

impl Default for Route {
    /// What the environment says, or the fastest.
    fn default() -> Self {
        static SAID: LazyLock<Route> = LazyLock::new(|| match std::env::var("DYNASCHEMA_ROUTE").as_deref() {
            Ok("wire") => Route::Wire,
            Ok("maps") => Route::Maps,
            _ => Route::Fastest,
        });
        *SAID
    }
}
