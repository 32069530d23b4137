//! One verb of the command a file.

pub mod activity;
mod asking;
pub mod change;
pub mod check;
pub mod coverage;
pub mod demonstration;
pub mod explain;
pub mod export;
pub mod figures;
pub mod frame;
pub mod gaps;
pub mod generate;
pub mod journal;
mod marked;
pub mod members;
pub mod month;
pub mod reform;
pub mod rules;
pub mod schema;
mod side_by_side;
mod steps;
pub mod targets;
pub mod units;
pub mod worklist;
