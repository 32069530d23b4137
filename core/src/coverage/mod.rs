//! Coverage: where each subject of a rule went, and the sums over places.

mod ability;
mod answer;
mod asked;
mod counts;
mod judge;
mod kleene;
mod level_rows;
mod members;
mod on_day;
mod places;
mod question;
mod roll_up;
mod series;
mod strata;
mod work;

pub use answer::{ANSWERS, Coverage, InPeriod, Row, RowKind, Series};
pub use asked::{Asked, verdict};
pub use counts::{Counts, Verdict};
pub use judge::{Judge, Who};
pub(crate) use level_rows::rows_of;
pub(crate) use on_day::Made;
pub use on_day::OnDay;
pub use places::{Place, Places};
pub use question::{Over, Question, SeriesQuestion};
pub(crate) use roll_up::{Direct, RollUp};
pub use series::series;
pub(crate) use strata::{NONE, UNKNOWN, band};
pub use work::{CoverageWork, coverage, coverage_on};
pub(crate) use work::{level_names, levels, within};
