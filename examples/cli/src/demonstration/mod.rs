//! The demonstration: the real places of Hậu Giang with simulated people.

mod chance;
mod households;
mod names;
mod places;

use noidai::{Day, Result, event::Batch};

/// Stands wherever simulated figures are shown.
pub const STAMP: &str = "DỮ LIỆU MÔ PHỎNG, không phải số liệu thật / simulated data";

/// Residents at the size of the province (census of 2019).
pub const RESIDENTS: u32 = 733_017;

/// How large to make it, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Residents in all.
    pub residents: u32,
    /// The same seed gives the same facts.
    pub seed: u64,
}

/// The day that the demonstration is about.
pub fn day() -> Result<Day> {
    "2025-06-30".parse()
}

/// Makes the whole demonstration.
pub fn make(scale: Scale) -> Result<Batch> {
    let mut batch = Batch::default();
    let mut chance = chance::Chance::new(scale.seed);
    let hamlets = places::lay_down(&mut batch)?;
    households::settle(&mut batch, &hamlets, scale.residents, &mut chance)?;
    Ok(batch)
}
