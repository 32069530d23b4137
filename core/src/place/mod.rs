//! Places: units with dates, and the map of any day.

mod map;
mod unit;

pub use map::PlaceMap;
pub use unit::{Coded, Named, Parented, Unit};
