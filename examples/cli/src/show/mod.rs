//! Answers as tables for people, as CSV, and as JSON.

mod document;
mod drawing;
mod household;
mod rows;
mod team;
mod words;

pub use document::{csv, json};
pub use household::household;
pub use rows::{group, table};
pub use team::team;
pub use words::{say, verdict};
