//! The journal: recorded at the door, merged without loss.
//!
//! A device writes [records](record) into a chain of its own; a [`Journal`] is a set
//! of records of any devices, and a merge is the union of two sets. The host stores
//! and sends the bytes: the journal says which.

mod chain;
mod exchange;
pub mod file;
mod identity;
mod open;
pub mod record;
mod set;
mod summary;
mod write;

pub use chain::{Chain, Fork, Gap};
pub use exchange::Merged;
pub use file::Loss;
pub use identity::Identity;
pub use open::{Opening, Unread};
pub use record::{Personal, Record};
pub use set::Journal;
pub use summary::{Reached, Summary};
pub use write::{Entry, Writer};
