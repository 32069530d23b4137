//! Places through time: reforms, lineage, and any fact on any day's map.

mod asked;
mod by_hand;
mod conflicts;
mod country;
mod laws;
mod nothing_vanishes;
mod obvious;
mod parted;
mod preview;
mod random;
mod real;
mod refusals;
mod targets;
