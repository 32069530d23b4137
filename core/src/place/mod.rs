//! Places: units with dates, reforms of them, the map of any day, and the way from
//! the units of one day to those of another.

mod crossing;
mod levels;
mod lineage;
mod map;
mod reform;
mod unit;
mod walk;

pub(crate) use crossing::Ways;
pub use crossing::{Crossing, Standing};
pub use levels::no_such_level;
pub use lineage::{Lineage, Passage};
pub use map::PlaceMap;
pub use reform::{
    ClosedCommittee, HouseholdPlaced, Moved, MovedTeam, NewCommittee, NewUnit, Recoded, Reform,
    Renamed, Succession,
};
pub use unit::{Coded, Named, Parented, Unit};
pub(crate) use walk::Walk;
