//! The command as a user runs it: the binary, in a folder of its own.

mod explain;
mod generate;
mod support;
