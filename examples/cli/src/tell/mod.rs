//! Answers told in words: blocks of a report made from the core's answers.

mod change;
mod counts;
mod household;
mod reason;
mod series;
mod team;

pub use change::{changes, one_line, questions};
pub use counts::{capital, grid, legend, summary};
pub use household::{household, name, title};
pub use reason::reasons;
pub use series::{series, ways};
pub use team::team;
