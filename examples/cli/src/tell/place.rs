//! Units by name.

use noidai::{Day, Registry};

/// The name of a unit on the day of a map, by id; nothing for everywhere.
pub fn place(registry: &Registry, unit: Option<&String>, map_day: Day) -> Option<String> {
    let unit = registry.unit_ids().find(unit?)?;
    Some(registry.unit(unit)?.name_on(map_day).to_owned())
}
