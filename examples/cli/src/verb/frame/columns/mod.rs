//! Residents in columns, row by row into a frame: a country never exists as objects.

mod csv;

use crate::failure::{Failure, refused};
use noidai::{
    Day, Error, ErrorKind, Result,
    coverage::{OnDay, Places},
    error::At,
    frame::{Frame, FrameBuilder, NOBODY, NOT_ASSESSED, OPEN, Residents},
    skill::Catalogue,
};
use std::{collections::HashMap, path::Path};

/// Rows of a batch.
const BATCH: usize = 1 << 16;

/// A column of a file of residents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Household,
    Unit,
    Birth,
    /// By number of the skill in the catalogue.
    Level(usize),
    Open,
    Nobody,
}

/// Residents on their way into a frame.
struct Rows<'a> {
    file: String,
    builder: FrameBuilder,
    catalogue: &'a Catalogue,
    /// Positions of units by id, and by code where no id is so.
    units: HashMap<String, u32>,
    most_households: Option<u64>,
    /// The header's columns; nothing for one that is not known.
    columns: Vec<Column>,
    names: Vec<String>,
    place: Vec<u32>,
    household: Vec<u64>,
    birth: Vec<i32>,
    levels: Vec<Vec<u8>>,
    marks: Vec<u8>,
    /// Unit and household of the row before, and how many households there are.
    before: (String, String),
    position: u32,
    homes: u64,
}

/// The frame of a file of residents, whose households stand in the units of a day.
///
/// # Errors
///
/// The file cannot be read; a column is missing or not known; a household whose rows do
/// not stand together, out of order or in no unit of the map; a level beyond the ladder.
pub fn frame(
    file: &Path,
    on_day: &OnDay<'_>,
    catalogue: &Catalogue,
    most_households: Option<u64>,
) -> std::result::Result<Frame, Failure> {
    let map = on_day.map();
    let registry = on_day.registry();
    let places = Places::of(registry, map);
    let levels = map.levels().iter();
    let levels = levels.map(|level| registry.vocabulary().text(*level).to_owned());
    let mut units = HashMap::new();
    for (at, place) in (0..).zip(&places.units) {
        units.entry(place.code.clone()).or_insert(at);
    }
    for (at, place) in (0..).zip(&places.units) {
        units.insert(place.id.clone(), at);
    }
    let name = file.file_name().unwrap_or_default();
    let mut rows = Rows {
        file: name.to_string_lossy().into_owned(),
        builder: FrameBuilder::new(on_day.day(), places, levels.collect(), catalogue.clone()),
        catalogue,
        units,
        most_households,
        columns: Vec::new(),
        names: Vec::new(),
        place: Vec::new(),
        household: Vec::new(),
        birth: Vec::new(),
        levels: vec![Vec::new(); catalogue.skills.len()],
        marks: Vec::new(),
        before: Default::default(),
        position: 0,
        homes: 0,
    };
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => csv::read(file, &mut rows)?,
        _ => {
            let error = refused(file, "phải là tệp CSV", "a CSV file was due");
            return Err(Failure::Usage(error));
        }
    }
    rows.push()?;
    Ok(rows.builder.finish()?)
}

impl Rows<'_> {
    /// Takes the names of the columns.
    fn header<'h>(&mut self, names: impl Iterator<Item = &'h str>) -> Result<()> {
        let skills = &self.catalogue.skills;
        for name in names {
            let skill = skills.iter().position(|skill| skill.code == name);
            let column = match (name, skill) {
                (_, Some(skill)) => Column::Level(skill),
                ("household", _) => Column::Household,
                ("unit", _) => Column::Unit,
                ("birth", _) => Column::Birth,
                ("open", _) => Column::Open,
                ("nobody", _) => Column::Nobody,
                _ => {
                    let error = Error::new(ErrorKind::UnknownColumn).found(name);
                    return Err(error.at(self.cell(1, name)));
                }
            };
            self.columns.push(column);
            self.names.push(name.to_owned());
        }
        let due = [(Column::Household, "household"), (Column::Unit, "unit")];
        let due = due
            .into_iter()
            .map(|(column, name)| (column, name.to_owned()));
        let levels = skills.iter().enumerate();
        let levels = levels.map(|(at, skill)| (Column::Level(at), skill.code.clone()));
        for (column, name) in due.chain(levels) {
            if !self.columns.contains(&column) {
                let error = Error::new(ErrorKind::MissingColumn).expected(name);
                return Err(error.at(self.cell(1, "")));
            }
        }
        Ok(())
    }

    fn cell(&self, row: u64, column: &str) -> At {
        At::Cell {
            file: self.file.clone(),
            row,
            column: column.to_owned(),
        }
    }

    /// Takes a row, whose line is that of the file.
    fn row<'r>(&mut self, line: u64, cells: impl Iterator<Item = &'r str>) -> Result<()> {
        let (mut birth, mut mark) = (0, 0);
        let (mut unit, mut household) = ("", "");
        self.levels
            .iter_mut()
            .for_each(|own| own.push(NOT_ASSESSED));
        let mut wrong = None;
        for (at, cell) in cells.enumerate() {
            let found = match self.columns.get(at) {
                Some(Column::Unit) => {
                    unit = cell;
                    Ok(())
                }
                Some(Column::Household) => {
                    household = cell;
                    Ok(())
                }
                Some(Column::Birth) => born(cell).map(|born| birth = born),
                Some(Column::Level(skill)) => self.level(cell).map(|level| {
                    let own = self.levels.get_mut(*skill);
                    own.and_then(|own| own.last_mut())
                        .into_iter()
                        .for_each(|own| *own = level);
                }),
                Some(Column::Open) => is(cell).map(|is| mark |= OPEN * u8::from(is)),
                Some(Column::Nobody) => is(cell).map(|is| mark |= NOBODY * u8::from(is)),
                None => Ok(()),
            };
            if let Err(error) = found {
                wrong = Some((at, error));
                break;
            }
        }
        if let Some((at, error)) = wrong {
            let column = self.names.get(at).cloned().unwrap_or_default();
            return Err(error.at(self.cell(line, &column)));
        }
        self.enter(line, unit, household)?;
        self.place.push(self.position);
        self.household.push(self.homes);
        self.birth.push(birth);
        self.marks.push(mark);
        // A household may go on in the next batch.
        match self.place.len() >= BATCH {
            true => self.push(),
            false => Ok(()),
        }
    }

    /// Finds out in which household a row is.
    fn enter(&mut self, line: u64, unit: &str, household: &str) -> Result<()> {
        let is_first = self.homes == 0;
        let is_other = is_first || self.before.0 != unit;
        let before = self.position;
        if is_other {
            let Some(position) = self.units.get(unit) else {
                let error = Error::new(ErrorKind::UnknownUnit).found(unit);
                return Err(error.at(self.cell(line, "unit")));
            };
            self.position = *position;
            unit.clone_into(&mut self.before.0);
        }
        if !is_other && self.before.1 == household {
            return Ok(());
        }
        let rises = match is_other {
            true => is_first || before < self.position,
            false => self.before.1.as_str() < household,
        };
        if !rises {
            let error = Error::new(ErrorKind::BrokenHousehold).found(household);
            return Err(error.at(self.cell(line, "household")));
        }
        self.homes += 1;
        if let Some(most) = self.most_households.filter(|most| *most < self.homes) {
            let error =
                Error::new(ErrorKind::OutOfRange).found(format!("{} households", self.homes));
            let error = error.expected(format!("--households {most}"));
            return Err(error.at(self.cell(line, "household")));
        }
        household.clone_into(&mut self.before.1);
        Ok(())
    }

    /// A level by its code, or by its number on the ladder from 0.
    fn level(&self, cell: &str) -> Result<u8> {
        if cell.is_empty() {
            return Ok(NOT_ASSESSED);
        }
        let ladder = &self.catalogue.levels;
        let number = ladder.iter().position(|level| level.code == cell);
        let number = number.or_else(|| cell.parse().ok());
        let number = number.filter(|number| *number < ladder.len());
        number
            .and_then(|number| u8::try_from(number).ok())
            .ok_or_else(|| {
                let known: Vec<&str> = ladder.iter().map(|level| level.code.as_str()).collect();
                let error = Error::new(ErrorKind::UnknownLevel).found(cell);
                error.expected(known.join(", "))
            })
    }

    /// Hands the rows so far over.
    fn push(&mut self) -> Result<()> {
        let levels: Vec<&[u8]> = self.levels.iter().map(Vec::as_slice).collect();
        let pushed = self.builder.push(&Residents {
            place: &self.place,
            household: &self.household,
            birth: &self.birth,
            levels: &levels,
            marks: &self.marks,
        });
        pushed?;
        self.place.clear();
        self.household.clear();
        self.birth.clear();
        self.levels.iter_mut().for_each(Vec::clear);
        self.marks.clear();
        Ok(())
    }
}

/// A day of birth as a number: a year alone counts as its 1 January.
fn born(cell: &str) -> Result<i32> {
    if cell.is_empty() {
        return Ok(0);
    }
    let year = cell.parse().ok().filter(|_| cell.len() == 4);
    match year.and_then(|year| Day::new(year, 1, 1)) {
        Some(day) => Ok(day.number()),
        None => Ok(cell.parse::<Day>()?.number()),
    }
}

/// A mark: 1 or nothing.
fn is(cell: &str) -> Result<bool> {
    match cell {
        "1" => Ok(true),
        "" | "0" => Ok(false),
        _ => {
            let error = Error::new(ErrorKind::UnknownValue).found(cell);
            Err(error.expected("0, 1"))
        }
    }
}
