//! Answers told in words: blocks of a report made from the core's answers.

mod change;
mod counts;
mod done;
mod household;
mod place;
mod reason;
mod series;
mod team;

pub use change::{changes, one_line, questions};
pub use counts::{capital, grid, legend, summary};
pub use done::done;
pub use household::{household, name, title};
pub use place::place;
pub use reason::reasons;
pub use series::{series, ways};
pub use team::team;
