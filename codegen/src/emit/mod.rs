//! From the model to artefacts. Pure and infallible: whatever could go wrong was found by the check.

pub(crate) mod rust;
