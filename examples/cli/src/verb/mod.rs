//! One verb of the command a file.

pub mod coverage;
pub mod demonstration;
pub mod rules;
