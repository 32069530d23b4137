//! The work of a month and year: what was done, whom to visit next, targets and how far they are
//! reached, figures from elsewhere, and what has changed.

pub mod change;
pub mod done;
pub mod figures;
pub mod targets;
pub mod worklist;
