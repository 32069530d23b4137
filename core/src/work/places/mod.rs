//! The units of a day, and what a code or name meant, means and came from.

mod lineage;
mod of_day;

pub use lineage::{LineageQuestion, Lineages, UnitLineage, lineages};
pub use of_day::{PlacesOfDay, PlacesQuestion, UnitOfDay, places};
