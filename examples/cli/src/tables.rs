//! A folder of tables: written from a batch, and read into one.

use noidai::{
    Day, Error, ErrorKind, Result,
    event::{
        Batch,
        batch::{FlagOwner, Listed, SetupOwner},
    },
    import::{self, Faults, Imported, Source},
    person::Birth,
    team::{AnswersTo, Body},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// One table being written; cells that a spreadsheet would run are neutralised.
struct Writer {
    file: PathBuf,
    rows: csv::Writer<fs::File>,
}

impl Writer {
    fn new(folder: &Path, name: &str, header: &[&str]) -> Result<Self> {
        let file = folder.join(format!("{name}.csv"));
        let rows = csv::Writer::from_path(&file).map_err(|fault| unusable(&file, fault))?;
        let mut writer = Self { file, rows };
        writer.row(header)?;
        Ok(writer)
    }

    fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<()> {
        let safe = cells.iter().map(|cell| {
            let cell = cell.as_ref();
            if cell.starts_with(['=', '+', '-', '@']) {
                format!("'{cell}")
            } else {
                cell.to_owned()
            }
        });
        self.rows
            .write_record(safe)
            .map_err(|fault| unusable(&self.file, fault))
    }

    fn close(mut self) -> Result<()> {
        self.rows
            .flush()
            .map_err(|fault| unusable(&self.file, fault))
    }
}

fn unusable(file: &Path, fault: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::UnusableFile).found(format!("{}: {fault}", file.display()))
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// Writes a batch as tables; the folder is made where there is none.
pub fn write(batch: &Batch, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|fault| unusable(folder, fault))?;
    places(batch, folder)?;
    bodies(batch, folder)?;
    people(batch, folder)?;
    households(batch, folder)?;
    facts(batch, folder)
}

fn places(batch: &Batch, folder: &Path) -> Result<()> {
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

fn bodies(batch: &Batch, folder: &Path) -> Result<()> {
    let mut committees = Writer::new(
        folder,
        "committees",
        &["id", "unit", "name", "from", "until"],
    )?;
    for (ix, committee) in &batch.committee {
        let (from, until) = (day(committee.spell.from), day(committee.spell.until));
        committees.row(&[
            batch.committees.text(*ix),
            batch.units.text(committee.unit),
            &committee.name,
            &from,
            &until,
        ])?;
    }
    committees.close()?;
    let mut teams = Writer::new(
        folder,
        "teams",
        &["id", "unit", "name", "committee", "from", "until"],
    )?;
    for (ix, team) in &batch.team {
        let committee = match team.answers_to {
            Some(AnswersTo::Committee(committee)) => batch.committees.text(committee),
            _ => "",
        };
        let (from, until) = (day(team.spell.from), day(team.spell.until));
        teams.row(&[
            batch.teams.text(*ix),
            batch.units.text(team.unit),
            &team.name,
            committee,
            &from,
            &until,
        ])?;
    }
    teams.close()?;
    let mut members = Writer::new(
        folder,
        "members",
        &[
            "person",
            "team",
            "committee",
            "role",
            "force",
            "from",
            "until",
        ],
    )?;
    for (person, seat) in &batch.memberships {
        let (team, committee) = match seat.body {
            Body::Team(team) => (batch.teams.text(team), ""),
            Body::Committee(committee) => ("", batch.committees.text(committee)),
        };
        members.row(&[
            batch.people.text(*person),
            team,
            committee,
            batch.vocabulary.text(seat.role),
            batch.vocabulary.text(seat.force),
            &day(seat.spell.from),
            &day(seat.spell.until),
        ])?;
    }
    members.close()
}

fn people(batch: &Batch, folder: &Path) -> Result<()> {
    let mut people = Writer::new(folder, "people", &["id", "name", "birth", "sex", "phone"])?;
    for (ix, person) in &batch.persons {
        let birth = match person.birth {
            Birth::Unknown => String::new(),
            Birth::Year(year) => year.to_string(),
            Birth::Day(day) => day.to_string(),
        };
        let sex = match person.sex {
            noidai::person::Sex::Unknown => "",
            known => known.code(),
        };
        people.row(&[
            batch.people.text(*ix),
            batch.read(person.name),
            &birth,
            sex,
            batch.read(person.phone),
        ])?;
    }
    people.close()
}

fn households(batch: &Batch, folder: &Path) -> Result<()> {
    let header = [
        "id", "unit", "head", "lane", "address", "kind", "from", "until", "listed",
    ];
    let mut households = Writer::new(folder, "households", &header)?;
    let places: std::collections::HashMap<_, _> = batch.placed.iter().copied().collect();
    let heads: std::collections::HashMap<_, _> = batch.heads.iter().copied().collect();
    for (ix, household) in &batch.household {
        let placed = places.get(ix);
        households.row(&[
            batch.households.text(*ix),
            placed.map_or("", |placed| batch.units.text(placed.unit)),
            heads
                .get(ix)
                .map_or("", |head| batch.people.text(head.person)),
            placed.map_or("", |placed| batch.vocabulary.text(placed.lane)),
            batch.read(household.address),
            batch.vocabulary.text(household.opened.kind),
            &day(household.opened.spell.from),
            &day(household.opened.spell.until),
            match household.listed {
                Listed::BySight => "",
                Listed::No => "không",
                Listed::Yes => "có",
            },
        ])?;
    }
    households.close()?;
    let mut residences = Writer::new(
        folder,
        "residences",
        &["person", "household", "kind", "from", "until", "reason"],
    )?;
    for (person, stay) in &batch.residences {
        residences.row(&[
            batch.people.text(*person),
            batch.households.text(stay.household),
            batch.vocabulary.text(stay.kind),
            &day(stay.spell.from),
            &day(stay.spell.until),
            batch.vocabulary.text(stay.reason),
        ])?;
    }
    residences.close()?;
    let mut stalls = Writer::new(
        folder,
        "stalls",
        &["id", "household", "unit", "market", "from", "until"],
    )?;
    for (ix, stall) in &batch.stall {
        stalls.row(&[
            batch.stalls.text(*ix),
            batch.households.text(stall.household),
            stall.unit.map_or("", |unit| batch.units.text(unit)),
            batch.vocabulary.text(stall.market),
            &day(stall.spell.from),
            &day(stall.spell.until),
        ])?;
    }
    stalls.close()
}

fn facts(batch: &Batch, folder: &Path) -> Result<()> {
    let words = &batch.vocabulary;
    let mut assessments = Writer::new(
        folder,
        "assessments",
        &["person", "catalogue", "skill", "level", "day", "how"],
    )?;
    for (person, found) in &batch.assessments {
        let (catalogue, skill) = words.skill_code(found.skill);
        let levels = words
            .catalogue(catalogue)
            .map(|(_, catalogue)| &catalogue.levels);
        let level = levels
            .and_then(|levels| levels.get(usize::from(found.level)))
            .map_or("", |level| &level.code);
        assessments.row(&[
            batch.people.text(*person),
            catalogue,
            skill,
            level,
            &day(found.day),
            found.how.code(),
        ])?;
    }
    assessments.close()?;
    let mut setups = Writer::new(
        folder,
        "setups",
        &["person", "household", "stall", "platform", "state", "day"],
    )?;
    for (owner, setup) in &batch.setups {
        let (person, household, stall) = match owner {
            SetupOwner::Person(person) => (batch.people.text(*person), "", ""),
            SetupOwner::Household(household) => ("", batch.households.text(*household), ""),
            SetupOwner::Stall(stall) => ("", "", batch.stalls.text(*stall)),
        };
        let platform = words.platform_code(setup.platform);
        setups.row(&[
            person,
            household,
            stall,
            platform,
            setup.state.code(),
            &day(setup.day),
        ])?;
    }
    setups.close()?;
    let mut flags = Writer::new(
        folder,
        "flags",
        &["person", "household", "flag", "from", "until"],
    )?;
    for (owner, flagged) in &batch.flags {
        let (person, household) = match owner {
            FlagOwner::Person(person) => (batch.people.text(*person), ""),
            FlagOwner::Household(household) => ("", batch.households.text(*household)),
        };
        let (from, until) = (day(flagged.spell.from), day(flagged.spell.until));
        flags.row(&[
            person,
            household,
            words.flag_code(flagged.flag),
            &from,
            &until,
        ])?;
    }
    flags.close()?;
    let mut teaching = Writer::new(
        folder,
        "teaching",
        &["advocate", "learner", "catalogue", "skill", "day"],
    )?;
    for (person, advocacy) in &batch.advocates {
        teaching.row(&[
            batch.people.text(*person),
            "",
            "",
            "",
            &day(advocacy.spell.from),
        ])?;
    }
    for (person, taught) in &batch.teachings {
        let (catalogue, skill) = words.skill_code(taught.skill);
        let learner = batch.people.text(taught.learner);
        teaching.row(&[
            batch.people.text(*person),
            learner,
            catalogue,
            skill,
            &day(taught.day),
        ])?;
    }
    teaching.close()
}

/// Reads every table of some folders as one batch.
///
/// # Errors
///
/// Every fault of the tables; a folder or file that cannot be read is one.
pub fn read(folders: &[PathBuf]) -> Result<Imported, Faults> {
    let one = |error| Faults {
        count: 1,
        first: vec![error],
    };
    let mut files = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).map_err(|fault| one(unusable(folder, fault)))?;
        for entry in entries {
            let path = entry.map_err(|fault| one(unusable(folder, fault)))?.path();
            if path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
            {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut sources = Vec::new();
    for path in &files {
        let bytes = fs::read(path).map_err(|fault| one(unusable(path, fault)))?;
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        sources.push((name, bytes));
    }
    let sources: Vec<Source<'_>> = sources
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    import::tables(&sources, &import::Options::default())
}
