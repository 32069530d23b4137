//! Reforms of units: finding a unit by what somebody wrote, what became of it, what
//! a reform would do, and tables of reforms as registrars publish them.

mod audit;
mod bodies;
mod code;
mod course;
mod fallen;
mod find;
mod flow;
mod inheritance;
mod preview;
mod table;
mod targets;
mod touched_targets;
mod tree;

pub use audit::audit;
pub use bodies::{CommitteesAt, with_bodies};
pub use course::{Change, What, course};
pub use fallen::{Fallen, OldTarget};
pub use find::{Directory, Found, Match};
pub use flow::{Flow, Way, flow};
pub use preview::{Preview, preview};
pub use table::{REFORM, ReformTable, Terms, read};
pub use targets::Reason;
pub(crate) use targets::{TargetStanding, targets_on};
pub use touched_targets::{TouchedTargets, WayOfTargets};
pub use tree::{Branch, Lines, ancestry, posterity};
