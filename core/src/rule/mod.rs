//! Rules as documents: who is considered, who is excluded, what is required.

mod built_in;
mod check;
mod condition;
mod document;
mod settings;
mod stratifier;

pub use built_in::{MINISTRY, built_in, built_in_of};
pub use condition::{Collection, Condition, HowMany, Skills};
pub use document::{Concrete, Parameter, Rule, Setting, Subject};
pub use settings::{Given, Settings};
pub use stratifier::{Stratifier, check_stratifiers};
