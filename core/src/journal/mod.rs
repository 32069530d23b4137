//! The journal: recorded at the door, merged without loss.
//!
//! A device writes [records](record) into a chain of its own; a [`Journal`] is a set
//! of records of any devices, and a merge is the union of two sets. The host stores
//! and sends the bytes: the journal says which.

mod chain;
mod claims;
mod differences;
mod duplicates;
mod effect;
mod erase;
mod exchange;
pub mod file;
mod identity;
mod known;
mod ledger;
mod one_value;
mod open;
mod outcome;
pub mod pack;
pub mod record;
mod set;
mod summary;
mod write;

pub use chain::{Chain, Fork, Gap};
pub use differences::{Changed, Differences, Said};
pub use duplicates::{Candidate, Likeness, candidates};
pub use effect::{Folded, Folding};
pub use exchange::Merged;
pub use file::Loss;
pub use identity::Identity;
pub use known::{KnownAt, Skew};
pub use ledger::{Ledger, Posted};
pub use one_value::{Decides, ONE_VALUE, Value};
pub use open::{Opening, Unread};
pub use outcome::{Became, Outcome};
pub use record::{Personal, Record};
pub use set::Journal;
pub use summary::{Reached, Summary};
pub use write::{Entry, Writer};
pub(crate) use write::{Written, Wrong};
