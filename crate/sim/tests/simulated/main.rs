//! Simulated runs of small programs written as Rust futures.

mod choices;
mod machine;
mod properties;
mod support;
