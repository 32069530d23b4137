//! One fact a row, table by table.

use super::{
    schema::{self, Table},
    units,
    values::{Importer, Parsed, Row},
    words::List,
};
use crate::{
    Error, ErrorKind,
    event::batch::{Batch, FlagOwner, Household, Listed, Person, SetupOwner},
    household::{Flagged, Head, Opened, Placed, Residence, Stall},
    id::{CommitteeIx, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx, TeamIx, UnitIx},
    person::{Advocacy, Sex, Teaching},
    platform::{Platform, Setup, SetupState},
    registry::Column,
    skill::{Assessment, Catalogue, Evidence, Level, Names, Skill},
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team},
    text::fold,
    time::Spell,
};

pub(super) type Take = fn(&mut Importer<'_>, &Row<'_>) -> Parsed<()>;

/// What reads the rows of a table.
pub(super) fn of(table: &Table) -> Option<Take> {
    Some(match table.name {
        "units" => units::row,
        "skills" => skill,
        "platforms" => platform,
        "committees" => committee,
        "organisations" => organisation,
        "teams" => team,
        "people" => person,
        "members" => member,
        "households" => household,
        "residences" => residence,
        "stalls" => stall,
        "assessments" => assessment,
        "setups" => setup,
        "flags" => flag,
        "teaching" => teaching,
        _ => return None,
    })
}

fn people(batch: &mut Batch) -> &mut Ids<PersonIx> {
    &mut batch.people
}
fn households(batch: &mut Batch) -> &mut Ids<HouseholdIx> {
    &mut batch.households
}
fn teams(batch: &mut Batch) -> &mut Ids<TeamIx> {
    &mut batch.teams
}
fn committees(batch: &mut Batch) -> &mut Ids<CommitteeIx> {
    &mut batch.committees
}
fn organisations(batch: &mut Batch) -> &mut Ids<OrganisationIx> {
    &mut batch.organisations
}
fn stalls(batch: &mut Batch) -> &mut Ids<StallIx> {
    &mut batch.stalls
}

fn own_unit(importer: &mut Importer<'_>, row: &Row<'_>, column: usize) -> Parsed<UnitIx> {
    match importer.unit(row, column)? {
        Some(unit) => Ok(unit),
        None => {
            let error = Error::new(ErrorKind::MissingValue).expected("unit");
            importer.fault(row, column, error)
        }
    }
}

fn skill(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::skills::*;
    let catalogue = importer.text(row, CATALOGUE);
    let version = importer.text(row, VERSION);
    let code = importer.text(row, CODE);
    let vi = importer.text(row, NAME_VI);
    let en = importer.text(row, NAME_EN);
    let pillar = importer.text(row, PILLAR);
    let fluent = importer.yes_no(row, FLUENT);
    let (catalogue, version, code, vi) = (catalogue?, version?, code?, vi?);
    let (en, pillar, fluent) = (en?, pillar?, fluent? == Some(true));
    let en = if en.is_empty() { vi.clone() } else { en };
    let names = Names { vi, en };
    let at = match importer
        .catalogues
        .iter()
        .position(|(known, ..)| known.code == catalogue)
    {
        Some(at) => at,
        None => {
            let empty = Catalogue {
                names: Names::new(&catalogue, &catalogue),
                code: catalogue,
                version: String::new(),
                levels: Vec::new(),
                fluent: String::new(),
                skills: Vec::new(),
            };
            importer
                .catalogues
                .push((empty, importer.file, row.record.line));
            importer.catalogues.len() - 1
        }
    };
    let Some((known, ..)) = importer.catalogues.get_mut(at) else {
        return Ok(());
    };
    if !version.is_empty() {
        known.version = version;
    }
    match fold(row.cell(ENTRY)).as_str() {
        "level" | "muc" => {
            if fluent {
                known.fluent.clone_from(&code);
            }
            known.levels.push(Level { code, names });
        }
        "skill" | "ky nang" => known.skills.push(Skill {
            code,
            names,
            pillar,
        }),
        "catalogue" | "danh muc" => known.names = names,
        _ => {
            let expected = "catalogue, level, skill";
            return importer.value(row, ENTRY, ErrorKind::UnknownValue, expected);
        }
    }
    Ok(())
}

impl Importer<'_> {
    /// Adds the catalogues, once all their rows are read.
    pub fn finish_skills(&mut self) {
        for (mut catalogue, file, line) in core::mem::take(&mut self.catalogues) {
            catalogue.levels.dedup();
            catalogue.skills.dedup();
            if let Err(error) = self.batch.vocabulary.add_catalogue(catalogue) {
                let at = self.place(file, line, None);
                self.faults.push(error.at(at));
            }
        }
    }
}

fn platform(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::platforms::*;
    let code = importer.text(row, CODE);
    let vi = importer.text(row, NAME_VI);
    let en = importer.text(row, NAME_EN);
    let (code, vi, en) = (code?, vi?, en?);
    let en = if en.is_empty() { vi.clone() } else { en };
    let platform = Platform {
        code,
        names: Names { vi, en },
    };
    match importer.batch.vocabulary.add_platform(platform) {
        Ok(()) => Ok(()),
        Err(error) => importer.fault(row, CODE, error),
    }
}

fn committee(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::committees::*;
    let id = importer.id(row, ID, committees);
    let unit = own_unit(importer, row, UNIT);
    let name = importer.text(row, NAME);
    let spell = importer.spell(row, FROM, UNTIL);
    let (id, unit, name, spell) = (id?, unit?, name?, spell?);
    importer.stood(Column::Committee, row);
    let record = Committee { spell, unit, name };
    importer.batch.committee.push((id, record));
    Ok(())
}

fn organisation(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::organisations::*;
    let id = importer.id(row, ID, organisations);
    let unit = own_unit(importer, row, UNIT);
    let name = importer.text(row, NAME);
    let kind = importer.word(row, KIND, List::Organisation);
    let spell = importer.spell(row, FROM, UNTIL);
    let (id, unit, name, kind, spell) = (id?, unit?, name?, kind?, spell?);
    importer.stood(Column::Organisation, row);
    let record = Organisation {
        spell,
        unit,
        name,
        kind,
    };
    importer.batch.organisation.push((id, record));
    Ok(())
}

fn team(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::teams::*;
    let id = importer.id(row, ID, teams);
    let unit = match importer.unit(row, UNIT) {
        Ok(Some(unit)) => Ok(unit),
        Ok(None) => {
            let error = Error::new(ErrorKind::TeamWithoutUnit).found(row.cell(ID));
            importer.fault(row, UNIT, error)
        }
        Err(bad) => Err(bad),
    };
    let name = importer.text(row, NAME);
    let organisation = importer.maybe_id(row, ORGANISATION, organisations);
    let committee = importer.maybe_id(row, COMMITTEE, committees);
    let spell = importer.spell(row, FROM, UNTIL);
    let record = Team {
        unit: unit?,
        name: name?,
        organisation: organisation?,
        answers_to: committee?.map(AnswersTo::Committee),
        spell: spell?,
    };
    let id = id?;
    importer.stood(Column::Team, row);
    importer.batch.team.push((id, record));
    Ok(())
}

fn person(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::people::*;
    let id = importer.id(row, ID, people);
    let name = importer.personal(row, NAME);
    let birth = importer.birth(row, BIRTH);
    let sex = match row.cell(SEX) {
        "" => Ok(Sex::Unknown),
        "Nữ" | "nữ" | "female" => Ok(Sex::Female),
        "Nam" | "nam" | "male" => Ok(Sex::Male),
        other => match super::cell::sex(other) {
            Some(sex) => Ok(sex),
            None => importer.value(row, SEX, ErrorKind::UnknownValue, "nữ, nam"),
        },
    };
    let phone = importer.personal(row, PHONE);
    let died = importer.day(row, DIED);
    let record = Person {
        name: name?,
        birth: birth?,
        sex: sex?,
        phone: phone?,
    };
    let (id, died) = (id?, died?);
    importer.stood(Column::Persons, row);
    importer.batch.persons.push((id, record));
    if let Some(day) = died {
        importer.batch.deaths.push((id, day));
    }
    Ok(())
}

fn member(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::members::*;
    let person = importer.id(row, PERSON, people);
    let team = importer.maybe_id(row, TEAM, teams);
    let committee = importer.maybe_id(row, COMMITTEE, committees);
    let role = importer.word(row, ROLE, List::Role);
    let force = importer.word(row, FORCE, List::Force);
    let spell = importer.spell(row, FROM, UNTIL);
    let owners = [team?.map(Body::Team), committee?.map(Body::Committee)];
    let body = importer.one_of(row, &[TEAM, COMMITTEE], &owners);
    let record = Membership {
        body: body?,
        role: role?,
        force: force?,
        spell: spell?,
    };
    let person = person?;
    importer.stood(Column::Memberships, row);
    importer.batch.memberships.push((person, record));
    Ok(())
}

fn household(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::households::*;
    let id = importer.id(row, ID, households);
    let unit = own_unit(importer, row, UNIT);
    let head = importer.maybe_id(row, HEAD, people);
    let lane = importer.word(row, LANE, List::Name);
    let address = importer.personal(row, ADDRESS);
    let kind = importer.word(row, KIND, List::Household);
    let spell = importer.spell(row, FROM, UNTIL);
    let listed = importer.yes_no(row, LISTED);
    let (id, unit, head, lane) = (id?, unit?, head?, lane?);
    let spell: Spell = spell?;
    let record = Household {
        opened: Opened { spell, kind: kind? },
        listed: match listed? {
            None => Listed::BySight,
            Some(false) => Listed::No,
            Some(true) => Listed::Yes,
        },
        address: address?,
    };
    let from = spell.from;
    importer.stood(Column::Household, row);
    importer.batch.household.push((id, record));
    importer.stood(Column::Placed, row);
    importer
        .batch
        .placed
        .push((id, Placed { from, unit, lane }));
    if let Some(person) = head {
        importer.stood(Column::Heads, row);
        importer.batch.heads.push((id, Head { from, person }));
    }
    Ok(())
}

fn residence(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::residences::*;
    let person = importer.id(row, PERSON, people);
    let household = importer.id(row, HOUSEHOLD, households);
    let kind = importer.word(row, KIND, List::Residence);
    let spell = importer.spell(row, FROM, UNTIL);
    let reason = importer.word(row, REASON, List::Reason);
    let record = Residence {
        household: household?,
        kind: kind?,
        spell: spell?,
        reason: reason?,
    };
    let person = person?;
    importer.stood(Column::Residences, row);
    importer.batch.residences.push((person, record));
    Ok(())
}

fn stall(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::stalls::*;
    let id = importer.id(row, ID, stalls);
    let household = importer.id(row, HOUSEHOLD, households);
    let unit = importer.unit(row, UNIT);
    let market = importer.word(row, MARKET, List::Name);
    let spell = importer.spell(row, FROM, UNTIL);
    let record = Stall {
        household: household?,
        unit: unit?,
        market: market?,
        spell: spell?,
    };
    let id = id?;
    importer.stood(Column::Stall, row);
    importer.batch.stall.push((id, record));
    Ok(())
}

fn evidence(importer: &mut Importer<'_>, row: &Row<'_>, column: usize) -> Parsed<Evidence> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(Evidence::Observed);
    }
    if let Some(kind) = Evidence::from_code(text) {
        return Ok(kind);
    }
    match fold(text).replace('-', " ").as_str() {
        "quan sat" | "observed" => Ok(Evidence::Observed),
        "tu khai" | "self declared" => Ok(Evidence::SelfDeclared),
        "chung nhan" | "chung chi" | "certificate" => Ok(Evidence::Certificate),
        _ => {
            let expected = Evidence::ALL.map(Evidence::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

fn assessment(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::assessments::*;
    let person = importer.id(row, PERSON, people);
    let day = importer.day(row, DAY);
    let how = evidence(importer, row, HOW);
    let by = importer.maybe_id(row, BY, people);
    let catalogue = importer.catalogue(row, CATALOGUE)?;
    let skill = importer.skill(row, SKILL, catalogue)?;
    let level = importer.level(row, LEVEL, skill)?;
    let record = Assessment {
        day: day?,
        skill,
        level,
        how: how?,
        by: by?,
    };
    let person = person?;
    importer.stood(Column::Assessments, row);
    importer.batch.assessments.push((person, record));
    Ok(())
}

fn state(importer: &mut Importer<'_>, row: &Row<'_>, column: usize) -> Parsed<SetupState> {
    let text = row.cell(column);
    if let Some(state) = SetupState::from_code(text) {
        return Ok(state);
    }
    match fold(text).replace('-', " ").as_str() {
        "khong" | "khong co" | "chua co" | "absent" => Ok(SetupState::Absent),
        "da mo tai khoan" | "mo tai khoan" | "account opened" => Ok(SetupState::AccountOpened),
        "da cai dat" | "cai dat" | "installed" => Ok(SetupState::Installed),
        "da kich hoat" | "kich hoat" | "activated" => Ok(SetupState::Activated),
        _ => {
            let expected = SetupState::ALL.map(SetupState::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

fn setup(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::setups::*;
    let person = importer.maybe_id(row, PERSON, people);
    let household = importer.maybe_id(row, HOUSEHOLD, households);
    let stall = importer.maybe_id(row, STALL, stalls);
    let platform = importer.platform(row, PLATFORM);
    let state = state(importer, row, STATE);
    let day = importer.day(row, DAY);
    let owners = [
        person?.map(SetupOwner::Person),
        household?.map(SetupOwner::Household),
        stall?.map(SetupOwner::Stall),
    ];
    let owner = importer.one_of(row, &[PERSON, HOUSEHOLD, STALL], &owners);
    let record = Setup {
        platform: platform?,
        state: state?,
        day: day?,
    };
    let owner = owner?;
    importer.stood(Column::Setups, row);
    importer.batch.setups.push((owner, record));
    Ok(())
}

fn flag(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::flags::*;
    let person = importer.maybe_id(row, PERSON, people);
    let household = importer.maybe_id(row, HOUSEHOLD, households);
    let spell = importer.spell(row, FROM, UNTIL);
    let text = row.cell(FLAG);
    let mut known = importer.batch.vocabulary.flag(text);
    if known.is_none() {
        let wanted = fold(text);
        let flags = importer.batch.vocabulary.flags();
        let found = flags.iter().find(|flag| {
            [&flag.code, &flag.names.vi, &flag.names.en]
                .iter()
                .any(|name| fold(name) == wanted)
        });
        known = found.and_then(|flag| importer.batch.vocabulary.flag(&flag.code));
    }
    let flags = importer.batch.vocabulary.flags();
    let flag = match known.and_then(|flag| Some((flag, flags.get(flag.index())?))) {
        None => {
            let codes: Vec<&str> = flags.iter().map(|flag| flag.code.as_str()).collect();
            let codes = codes.join(", ");
            importer.value(row, FLAG, ErrorKind::UnknownFlag, codes)
        }
        Some((_, flag))
            if flag.sensitive && !importer.options.allow_sensitive.contains(&flag.code) =>
        {
            let error = Error::new(ErrorKind::SensitiveFlag).found(flag.code.clone());
            importer.fault(row, FLAG, error)
        }
        Some((flag, _)) => Ok(flag),
    };
    let owners = [
        person?.map(FlagOwner::Person),
        household?.map(FlagOwner::Household),
    ];
    let owner = importer.one_of(row, &[PERSON, HOUSEHOLD], &owners);
    let record = Flagged {
        flag: flag?,
        spell: spell?,
    };
    let owner = owner?;
    importer.stood(Column::Flags, row);
    importer.batch.flags.push((owner, record));
    Ok(())
}

fn teaching(importer: &mut Importer<'_>, row: &Row<'_>) -> Parsed<()> {
    use schema::teaching::*;
    let advocate = importer.id(row, ADVOCATE, people);
    let day = importer.day(row, DAY);
    let learner = importer.maybe_id(row, LEARNER, people);
    let (advocate, day) = (advocate?, day?);
    let Some(learner) = learner? else {
        if !row.cell(SKILL).is_empty() {
            let error = Error::new(ErrorKind::MissingValue).expected("learner");
            return importer.fault(row, LEARNER, error);
        }
        let spell = Spell {
            from: day,
            until: None,
        };
        importer.stood(Column::Advocates, row);
        importer
            .batch
            .advocates
            .push((advocate, Advocacy { spell }));
        return Ok(());
    };
    let catalogue = importer.catalogue(row, CATALOGUE)?;
    let skill = importer.skill(row, SKILL, catalogue)?;
    importer.stood(Column::Teachings, row);
    let record = Teaching {
        day,
        learner,
        skill,
    };
    importer.batch.teachings.push((advocate, record));
    Ok(())
}
