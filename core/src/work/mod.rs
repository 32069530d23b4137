//! The work of a month and year: what was done, who sits in teams, whom to visit next, targets and how far they are
//! reached, figures from elsewhere, and what has changed.

pub mod change;
pub mod done;
pub mod figures;
pub mod members;
pub mod places;
pub mod targets;
pub mod worklist;
