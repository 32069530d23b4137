//! Coverage: where each subject of a rule went, and the sums over places.

mod asked;
mod counts;
mod evaluate;
mod on_day;
mod question;
mod roll_up;

pub use asked::Asked;
pub use counts::{Counts, Verdict};
pub use evaluate::{Judge, Who};
pub use on_day::OnDay;
pub use question::Question;
pub use roll_up::{Coverage, Row, RowKind, coverage, coverage_on, verdict};
