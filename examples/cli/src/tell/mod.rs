//! Answers told in words: blocks of a report made from the core's answers.

mod change;
mod changed;
mod counts;
mod done;
mod figures;
mod household;
mod place;
mod reason;
mod series;
mod targets;
mod team;

pub use change::{changes, one_line, questions};
pub use changed::{changed, net};
pub use counts::{capital, grid, legend, summary};
pub use done::{details, done, done_by};
pub use figures::{compared, figures};
pub use household::{household, name, title};
pub use place::place;
pub use reason::reasons;
pub use series::{series, ways};
pub use targets::{on_course, outcome, targets};
pub use team::team;
