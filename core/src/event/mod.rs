//! Events: everything that changes state, as facts in columns.
//!
//! Whatever a fact came in (a row of a table, a JSON event), it is laid down
//! in one [`Batch`] of typed columns; the [`Registry`](crate::Registry) is the
//! fold of a batch.

pub mod batch;
mod last_day;
pub mod vocabulary;

pub use batch::{Batch, TextRef};
pub use vocabulary::{Code, Flag, FlagIx, Vocabulary};
