//! What verbs are asked alike, each option once: which rule, for which day or period, of
//! which place, on which map.

mod option;
mod place;
mod rule;
mod when;

pub use option::at_its_option;
pub use place::{OnMap, Rows, Where};
pub use rule::{OfRule, rule_of};
pub use when::{OfPeriod, When};

/// The rule and the day.
#[derive(clap::Args, Clone, Debug)]
pub struct Asking {
    #[command(flatten)]
    pub of: OfRule,
    #[command(flatten)]
    pub when: When,
}
