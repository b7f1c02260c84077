//! Encodings, each by itself: what is written is read back, whatever form the item has in between; what cannot be
//! written back the same is not read; and nothing that a table may hold makes reading panic.

mod arbitrary;
#[path = "../both_routes/mod.rs"]
mod both_routes;
mod declared;
mod formats;
mod holder;
mod lambda;
mod redaction;
mod refused;
mod round_trip;
mod strict;
