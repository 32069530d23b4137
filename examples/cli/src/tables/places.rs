//! The table of units.

use super::writer::{Writer, day};
use noidai::{Result, event::Batch};
use std::path::Path;

/// Writes `units`.
pub fn places(batch: &Batch, folder: &Path) -> Result<()> {
    let code_of = |text| batch.vocabulary.text(text);
    let mut units = Writer::new(
        folder,
        "units",
        &[
            "id", "code", "name", "kind", "level", "parent", "opened", "closed",
        ],
    )?;
    for (ix, opened) in &batch.unit_opened {
        let named = batch
            .unit_names
            .iter()
            .find(|(unit, _)| unit == ix)
            .map(|(_, named)| named);
        let coded = batch
            .unit_codes
            .iter()
            .find(|(unit, _)| unit == ix)
            .map(|(_, coded)| coded);
        let parent = batch
            .unit_parents
            .iter()
            .find(|(unit, _)| unit == ix)
            .and_then(|(_, parented)| parented.parent);
        units.row(&[
            batch.units.text(*ix),
            coded.map_or("", |coded| &coded.code),
            named.map_or("", |named| &named.name),
            named.map_or("", |named| &named.kind),
            opened.level.map_or("", code_of),
            parent.map_or("", |parent| batch.units.text(parent)),
            &day(opened.spell.from),
            &day(opened.spell.until),
        ])?;
    }
    units.close()
}
