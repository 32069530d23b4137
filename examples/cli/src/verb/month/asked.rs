//! What is asked of a month: the unit, the days, the map and the levels.

use crate::failure::Failure;
use noidai::{
    Day, Error, Registry,
    id::UnitIx,
    place::PlaceMap,
    time::{Every, Period},
};

/// A unit and a period.
pub struct Asked {
    /// The day asked about: the last that is counted.
    pub day: Day,
    /// How periods follow one another.
    pub every: Every,
    /// The whole period that the day lies in.
    pub period: Period,
    /// On which map, as a question has it.
    pub map: String,
    /// The day called now, where the map is of that.
    pub today: Option<Day>,
    /// The map.
    pub place_map: PlaceMap,
    /// The unit.
    pub unit: UnitIx,
    /// Its id.
    pub id: String,
    /// Its code and name on the day of the map.
    pub code: String,
    pub name: String,
    /// Its own level, where it has one, and the one that its rows stand for below.
    pub levels: Vec<String>,
    /// Whether its people are named: it is no larger than a commune.
    pub names_people: bool,
}

impl Asked {
    /// Finds the unit on the map, and the period of the day.
    ///
    /// # Errors
    ///
    /// There is no such unit, or the period reaches out of the calendar.
    pub fn new(
        registry: &Registry,
        (text, every, day): (&str, Every, Day),
        (map, today, map_day): (String, Option<Day>, Day),
    ) -> Result<Self, Failure> {
        let wrong = |option: &'static str| move |error: Error| Failure::Usage(error.path(option));
        let period = every.around(day).map_err(wrong("--period"))?;
        let place_map = registry.map(map_day);
        let unit = registry.unit_on(&place_map, text).map_err(wrong("UNIT"))?;
        let known = registry.unit(unit);
        let words = registry.vocabulary();
        let level_name = |level| words.text(level).to_owned();
        let own = place_map.level(unit).map(level_name);
        let inside: Vec<String> = place_map
            .levels_in(unit)
            .into_iter()
            .map(level_name)
            .collect();
        let names_people =
            !inside.iter().any(|level| level == "commune") || own.as_deref() == Some("commune");
        // Of what is larger, its communes; of a commune, all that is in it.
        let below = match names_people {
            true => inside.last(),
            false => inside.iter().find(|level| *level == "commune"),
        };
        let mut levels: Vec<String> = own.iter().chain(below).cloned().collect();
        levels.dedup();
        Ok(Self {
            day,
            every,
            period,
            map,
            today,
            unit,
            id: registry.unit_ids().text(unit).to_owned(),
            code: known.map_or("", |unit| unit.code_on(map_day)).to_owned(),
            name: known.map_or("", |unit| unit.name_on(map_day)).to_owned(),
            place_map,
            levels,
            names_people,
        })
    }

    /// The last day before the period.
    pub fn eve(&self) -> Day {
        self.period.from.before()
    }

    /// Whether the period goes on after the day.
    pub fn is_running(&self) -> bool {
        self.day < self.period.last()
    }

    /// The day of the map.
    pub fn map_day(&self) -> Day {
        self.place_map.day()
    }

    /// The command that answers the same as rows.
    pub fn command(&self, verb: &str, options: &str) -> String {
        let unit = match self.id.contains(' ') {
            true => format!("\"{}\"", self.id),
            false => self.id.clone(),
        };
        let mut command = format!("noidai {verb} DIR --where {unit}");
        if self.map_day() != self.day {
            command.push_str(&format!(" --map {}", self.map_day()));
        }
        format!("{command} {options} --format csv")
    }
}
