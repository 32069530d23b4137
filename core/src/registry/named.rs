//! Units as questions name them: by id, or by the code of a day.

use super::Registry;
use crate::{
    Day, Error, ErrorKind, Result,
    id::UnitIx,
    order::Order,
    place::{PlaceMap, Unit, Walk},
};

/// Most units that a message names.
const MOST_NAMED: usize = 8;

impl Registry {
    /// The unit of a map that a text names: by its id, else by the code that it
    /// carries on the map's day. Never by a name, which is no identity.
    ///
    /// ```
    /// use noidai::{Registry, event::Batch};
    /// let registry = Registry::open(Batch::default())?;
    /// let refused = registry.unit_on(&registry.map("2025-07-01".parse()?), "31441");
    /// assert_eq!(refused.unwrap_err().name(), "unknown-unit");
    /// # Ok::<(), noidai::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Several units carry the code on that day: which ones. Or none does: when the
    /// unit closed and what took its place on the map, when it opens and what is there
    /// until then, or which units carry the code on other days.
    pub fn unit_on(&self, map: &PlaceMap, text: &str) -> Result<UnitIx> {
        let by_id = self.unit_ids.find(text);
        if let Some(unit) = by_id.filter(|unit| map.position_of(*unit).is_some()) {
            return Ok(unit);
        }
        let day = map.day();
        let carries = |unit: &UnitIx| {
            self.unit(*unit)
                .is_some_and(|unit| unit.code_on(day) == text)
        };
        let found: Vec<UnitIx> = match text {
            "" => Vec::new(),
            _ => map.units().iter().copied().filter(carries).collect(),
        };
        match found.as_slice() {
            [unit] => Ok(*unit),
            [] => Err(self.not_there(text, by_id, day)),
            several => {
                let error = Error::new(ErrorKind::SeveralUnits).found(text);
                Err(error.expected(self.called(several, day)))
            }
        }
    }

    /// Why no unit of a day is so called.
    fn not_there(&self, text: &str, by_id: Option<UnitIx>, day: Day) -> Error {
        let by_id = by_id.filter(|unit| self.unit(*unit).is_some());
        let known = by_id.map_or_else(|| self.ever_coded(text), |unit| vec![unit]);
        match known.as_slice() {
            [] => Error::new(ErrorKind::UnknownUnit).found(text),
            [unit] => self.elsewhere_in_time(text, *unit, day),
            several => {
                let error = Error::new(ErrorKind::CodeOfAnotherDay).found(text);
                error.expected(self.called(several, day))
            }
        }
    }

    /// Why the only unit that was ever so called is not there, or not so called.
    fn elsewhere_in_time(&self, text: &str, unit: UnitIx, day: Day) -> Error {
        let spell = self.unit(unit).map(|unit| unit.spell).unwrap_or_default();
        let (kind, changed, arrow, last) = match (spell.from, spell.until) {
            (_, Some(until)) if until <= day => (ErrorKind::UnitClosed, until, '→', until.before()),
            (Some(from), _) if day < from => (ErrorKind::UnitNotYetOpen, from, '←', from),
            _ => {
                let error = Error::new(ErrorKind::CodeOfAnotherDay).found(text);
                return error.expected(self.called(&[unit], day));
            }
        };
        let walk = Walk {
            units: &self.units,
            lineage: &self.lineage,
            day,
        };
        let instead = walk.candidates(unit, Some(last)).into_iter();
        let mut instead: Vec<UnitIx> = instead.map(|(unit, _)| unit).collect();
        instead.order_by_key(|unit| (self.code_then(*unit, day), self.unit_ids.text(*unit)));
        let mut expected = changed.to_string();
        if !instead.is_empty() {
            expected.push_str(&format!(" {arrow} {}", self.called(&instead, day)));
        }
        let found = self.called(&[unit], day);
        Error::new(kind).found(found).expected(expected)
    }

    /// The units that carried a code on some day of their lives, by id.
    fn ever_coded(&self, code: &str) -> Vec<UnitIx> {
        let carried = |unit: &Unit| {
            let has = |entry: &crate::place::Coded| !code.is_empty() && entry.code == code;
            unit.is_recorded() && unit.codes.iter().any(has)
        };
        let units = self.unit_ids.iter();
        let mut found: Vec<UnitIx> = units
            .filter(|ix| self.units.get(ix.index()).is_some_and(carried))
            .collect();
        found.order_by_key(|unit| self.unit_ids.text(*unit));
        found
    }

    fn code_then(&self, unit: UnitIx, day: Day) -> &str {
        self.unit(unit).map_or("", |unit| unit.code_on(day))
    }

    /// Id, code, name and level of a unit on a map.
    pub(crate) fn shown_on(&self, map: &PlaceMap, unit: UnitIx) -> [String; 4] {
        let (day, known) = (map.day(), self.unit(unit));
        let level = map.level(unit);
        [
            self.unit_ids.text(unit).to_owned(),
            known.map_or("", |unit| unit.code_on(day)).to_owned(),
            known.map_or("", |unit| unit.name_on(day)).to_owned(),
            level
                .map_or("", |level| self.vocabulary.text(level))
                .to_owned(),
        ]
    }

    /// Units with their names on a day, or on the nearest day that they have.
    fn called(&self, units: &[UnitIx], day: Day) -> String {
        let named = units.iter().take(MOST_NAMED).map(|ix| {
            let name = self
                .unit(*ix)
                .map_or("", |unit| unit.name_on(unit.spell.nearest(day)));
            format!("{} ({name})", self.unit_ids.text(*ix))
        });
        let mut named: Vec<String> = named.collect();
        let unnamed = units.len().saturating_sub(MOST_NAMED);
        if unnamed > 0 {
            named.push(format!("+ {unnamed}"));
        }
        named.join(", ")
    }
}
