//! Events: everything that changes state, as facts in columns.
//!
//! Whatever a fact came in (a row of a table, a JSON event), it is laid down
//! in one [`Batch`] of typed columns; the [`Registry`](crate::Registry) is the
//! fold of a batch. As JSON, an event travels in an [`Envelope`]; [`kind::ALL`]
//! lists what can happen, [`lines`] reads and writes files of events, and
//! [`binary`] lays down the bytes that their digests are made of.

pub mod batch;
pub mod binary;
pub(crate) mod decode;
pub mod envelope;
pub mod kind;
mod last_day;
mod lent;
pub mod lines;
mod reading;
pub mod vocabulary;
mod word_order;
mod write;

pub use batch::{Batch, Column, TextRef};
pub use envelope::{About, Envelope, Event, Replaces};
pub use kind::Kind;
pub(crate) use lent::{Abouts, Named, Scalar};
pub(crate) use reading::check_reading;
pub use reading::{Reading, check_event};
pub use vocabulary::{Code, Flag, FlagIx, Vocabulary};
