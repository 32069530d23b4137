//! One verb of the command a file.

pub mod check;
pub mod coverage;
pub mod demonstration;
pub mod explain;
pub mod generate;
pub mod rules;
