//! The units of a map with what an answer's rows say of them.

use crate::{Error, ErrorKind, Registry, Result, place::PlaceMap};
use serde::{Deserialize, Serialize};

/// A unit of a map, as rows show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its code on the day; empty where it has none.
    pub code: String,
    /// Its name on the day.
    pub name: String,
    /// Its level; empty where it has none.
    pub level: String,
    /// The first position after the unit and all below it.
    pub end: usize,
}

/// The units of a map, each before what lies in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// By position.
    pub units: Vec<Place>,
}

impl Places {
    /// The units of a map of this registry.
    pub fn of(registry: &Registry, map: &PlaceMap) -> Self {
        let day = map.day();
        let units = map.units().iter().map(|unit| {
            let known = registry.unit(*unit);
            let level = map.level(*unit);
            Place {
                id: registry.unit_ids().text(*unit).to_owned(),
                code: known.map_or("", |unit| unit.code_on(day)).to_owned(),
                name: known.map_or("", |unit| unit.name_on(day)).to_owned(),
                level: level
                    .map_or("", |level| registry.vocabulary().text(level))
                    .to_owned(),
                end: map.stretch(*unit).end,
            }
        });
        Self {
            units: units.collect(),
        }
    }

    /// Where the unit of an id stands, else the one that carries a code.
    ///
    /// # Errors
    ///
    /// There is none, or several carry the code.
    pub fn position_of(&self, text: &str) -> Result<usize> {
        if let Some(at) = self.units.iter().position(|place| place.id == text) {
            return Ok(at);
        }
        let carries = |(_, place): &(usize, &Place)| !text.is_empty() && place.code == text;
        let found: Vec<_> = self.units.iter().enumerate().filter(carries).collect();
        match found.as_slice() {
            [(at, _)] => Ok(*at),
            [] => Err(Error::new(ErrorKind::UnknownUnit).found(text)),
            several => {
                let called = several
                    .iter()
                    .map(|(_, place)| format!("{} ({})", place.id, place.name));
                let called = called.collect::<Vec<_>>().join(", ");
                Err(Error::new(ErrorKind::SeveralUnits)
                    .found(text)
                    .expected(called))
            }
        }
    }

    /// The positions of the unit at a position and of all below it.
    pub fn stretch(&self, at: usize) -> core::ops::Range<usize> {
        at..self.units.get(at).map_or(at, |place| place.end)
    }
}
