//! Whom to visit next: the households of a unit, lane, team or member, each with why
//! and with what to bring about there.

mod ageing;
mod answer;
mod question;
mod scope;
mod work;

pub use answer::{InReason, LastVisit, Reason, ToVisit, Worklist};
pub use question::WorklistQuestion;
pub use work::{WorklistWork, worklist};
