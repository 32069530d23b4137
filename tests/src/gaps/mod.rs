//! Gaps: hand-worked cases and laws.

mod by_hand;
pub mod shown;
