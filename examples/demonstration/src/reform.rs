//! The reform of 1 July 2025: the city of Cần Thơ opens, the old province and its
//! districts close, and the 75 communes become 28 of the city's 103.

use noidai::{
    Error, Registry, Result,
    event::Batch,
    import::Source,
    json,
    reform::{CommitteesAt, Terms, read, with_bodies},
};

const CITY: &str = include_str!("../data/can_tho_reform.json");
const SUCCESSION: &str = include_str!("../data/hau_giang_succession.csv");
const ACT: &str = "1668/NQ-UBTVQH15";
const CITY_CODE: &str = "92";

/// Records the reform over the places of the batch, which has no people yet.
pub fn record(batch: &mut Batch) -> Result<()> {
    let city: noidai::place::Reform = json::read(CITY)?;
    let terms = Terms {
        day: city.day,
        act: ACT.to_owned(),
        under: CITY_CODE.to_owned(),
    };
    batch.reforms.push(city);
    // Places alone: whoever they name comes later.
    let (registry, _) = Registry::fold(batch.clone());
    let source = Source {
        file: "hau_giang_succession.csv",
        bytes: SUCCESSION.as_bytes(),
    };
    let table = read(source, &registry, &terms).map_err(|faults| {
        let first = faults.first.into_iter().next();
        first.unwrap_or_else(|| Error::new(noidai::ErrorKind::BadJson))
    })?;
    let communes = with_bodies(&registry, table.reform, CommitteesAt::Open);
    batch.reforms.push(communes);
    Ok(())
}
