//! Coverage: where each subject of a rule went, and the sums over places.

mod counts;
mod evaluate;
mod roll_up;

pub use counts::{Counts, Verdict};
pub use evaluate::{Judge, Who};
pub use roll_up::{Coverage, Question, Row, RowKind, coverage, verdict};
