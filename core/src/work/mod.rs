//! The work of a month and year: targets and how far they are reached, figures from
//! elsewhere, and what has changed.

pub mod figures;
pub mod targets;
