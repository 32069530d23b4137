//! Gaps: hand-worked cases and laws.

mod by_hand;
mod exhaustive;
pub mod shown;
mod worlds;
