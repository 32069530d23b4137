//! Gaps: hand-worked cases and laws.

mod by_hand;
mod every_change;
mod every_question;
mod law;
pub mod shown;
mod sizes;
mod worlds;
