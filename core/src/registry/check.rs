//! What in a batch contradicts itself. Import refuses it, merge marks it.

use super::settle;
use crate::{
    Day, Error, ErrorKind,
    event::{
        Batch, Column,
        batch::{FlagOwner, SetupOwner},
    },
    household::{Residence, Sort},
    id::{Dense, Ids, PersonIx},
    place::Parented,
    team::{AnswersTo, Body},
    time::Spell,
};

/// A contradiction, and the fact that it was seen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The column.
    pub column: Column,
    /// The fact's position in the column, in order of arrival.
    pub index: usize,
    /// What is wrong with it.
    pub error: Error,
}

struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    fn add(&mut self, column: Column, index: usize, error: Error) {
        self.list.push(Finding {
            column,
            index,
            error,
        });
    }

    fn unknown<Ix: Dense>(
        &mut self,
        column: Column,
        index: usize,
        ids: &Ids<Ix>,
        ix: Ix,
        known: &[bool],
        noun: &str,
    ) {
        if !known.get(ix.index()).copied().unwrap_or(false) {
            self.add(
                column,
                index,
                Error::new(ErrorKind::UnknownReference)
                    .found(ids.text(ix))
                    .expected(noun),
            );
        }
    }

    /// Ends that had nothing to end.
    fn idle(
        &mut self,
        column: Column,
        ends: Vec<usize>,
        what: &str,
        day: impl Fn(usize) -> Option<Day>,
    ) {
        for index in ends {
            let day = day(index).map_or_else(String::new, |day| day.to_string());
            let error = Error::new(ErrorKind::NothingToEnd)
                .found(day)
                .expected(what);
            self.add(column, index, error);
        }
    }

    fn spell(&mut self, column: Column, index: usize, spell: Spell) {
        if let (Some(from), Some(until)) = (spell.from, spell.until)
            && until <= from
        {
            let error = Error::new(ErrorKind::EndsBeforeBegins)
                .found(until.to_string())
                .expected(from.to_string());
            self.add(column, index, error);
        }
    }

    /// Records of one owner that differ: all of them are found, those too that
    /// repeat one another.
    fn doubled<Ix: Dense, T: PartialEq>(
        &mut self,
        column: Column,
        ids: &Ids<Ix>,
        rows: &[(Ix, T)],
        same: impl Fn(&T, &T) -> bool,
    ) {
        let mut first: Vec<u32> = vec![u32::MAX; ids.len()];
        let mut differ: Vec<Ix> = Vec::new();
        for (index, (owner, record)) in rows.iter().enumerate() {
            let Some(slot) = first.get_mut(owner.index()) else {
                continue;
            };
            match rows.get(*slot as usize) {
                None => *slot = u32::try_from(index).unwrap_or(u32::MAX),
                Some((_, before)) if same(before, record) => {}
                Some(_) => differ.push(*owner),
            }
        }
        if differ.is_empty() {
            return;
        }
        differ.sort_unstable();
        for (index, (owner, _)) in rows.iter().enumerate() {
            if differ.binary_search(owner).is_ok() {
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(ids.text(*owner));
                self.add(column, index, error);
            }
        }
    }
}

fn known<Ix: Dense, T>(ids: &Ids<Ix>, rows: &[(Ix, T)]) -> Vec<bool> {
    let mut known = vec![false; ids.len()];
    for (owner, _) in rows {
        if let Some(slot) = known.get_mut(owner.index()) {
            *slot = true;
        }
    }
    known
}

/// Positions of the rows of each owner, grouped, for owners with more than one.
fn grouped<Ix: Dense, T>(rows: &[(Ix, T)], owners: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; owners + 1];
    for (owner, _) in rows {
        if let Some(count) = starts.get_mut(owner.index() + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut order = vec![0_u32; rows.len()];
    for (index, (owner, _)) in rows.iter().enumerate() {
        if let Some(at) = next.get_mut(owner.index()) {
            if let Some(slot) = order.get_mut(*at as usize) {
                *slot = u32::try_from(index).unwrap_or(0);
            }
            *at += 1;
        }
    }
    (starts, order)
}

/// Every contradiction of a batch, by column and position.
pub(super) fn batch(batch: &Batch) -> Vec<Finding> {
    let mut findings = Findings { list: Vec::new() };
    let units = known(&batch.units, &batch.unit_opened);
    let people = known(&batch.people, &batch.persons);
    let mut households = known(&batch.households, &batch.household);
    for split in &batch.splits {
        if let Some(slot) = households.get_mut(split.into.index()) {
            *slot = true;
        }
    }
    let teams = known(&batch.teams, &batch.team);
    let committees = known(&batch.committees, &batch.committee);
    let organisations = known(&batch.organisations, &batch.organisation);
    let stalls = known(&batch.stalls, &batch.stall);
    let mut died: Vec<Option<Day>> = vec![None; batch.people.len()];
    for (person, day) in &batch.deaths {
        if let Some(slot) = died.get_mut(person.index()) {
            *slot = Some(*day);
        }
    }
    let dead_on = |person: PersonIx, day: Option<Day>| -> Option<(Day, Day)> {
        let died = died.get(person.index()).copied().flatten()?;
        day.filter(|day| *day > died).map(|day| (day, died))
    };
    let after_death = |day: Day, died: Day| {
        Error::new(ErrorKind::AfterDeath)
            .found(day.to_string())
            .expected(died.to_string())
    };

    findings.doubled(
        Column::UnitOpened,
        &batch.units,
        &batch.unit_opened,
        PartialEq::eq,
    );
    findings.doubled(Column::Persons, &batch.people, &batch.persons, |a, b| {
        (a.birth, a.sex, batch.read(a.name), batch.read(a.phone))
            == (b.birth, b.sex, batch.read(b.name), batch.read(b.phone))
    });
    findings.doubled(
        Column::Household,
        &batch.households,
        &batch.household,
        |a, b| {
            (a.opened, a.listed, batch.read(a.address))
                == (b.opened, b.listed, batch.read(b.address))
        },
    );
    findings.doubled(Column::Team, &batch.teams, &batch.team, PartialEq::eq);
    findings.doubled(
        Column::Committee,
        &batch.committees,
        &batch.committee,
        PartialEq::eq,
    );
    findings.doubled(
        Column::Organisation,
        &batch.organisations,
        &batch.organisation,
        PartialEq::eq,
    );
    findings.doubled(Column::Stall, &batch.stalls, &batch.stall, PartialEq::eq);

    for (index, (_, opened)) in batch.unit_opened.iter().enumerate() {
        findings.spell(Column::UnitOpened, index, opened.spell);
    }
    units_under_themselves(batch, &units, &mut findings);
    for (index, (_, committee)) in batch.committee.iter().enumerate() {
        findings.spell(Column::Committee, index, committee.spell);
        findings.unknown(
            Column::Committee,
            index,
            &batch.units,
            committee.unit,
            &units,
            "unit",
        );
    }
    for (index, (_, organisation)) in batch.organisation.iter().enumerate() {
        findings.spell(Column::Organisation, index, organisation.spell);
        findings.unknown(
            Column::Organisation,
            index,
            &batch.units,
            organisation.unit,
            &units,
            "unit",
        );
    }
    for (index, (_, team)) in batch.team.iter().enumerate() {
        findings.spell(Column::Team, index, team.spell);
        findings.unknown(Column::Team, index, &batch.units, team.unit, &units, "unit");
        let organisation = match team.answers_to {
            Some(AnswersTo::Committee(committee)) => {
                findings.unknown(
                    Column::Team,
                    index,
                    &batch.committees,
                    committee,
                    &committees,
                    "committee",
                );
                None
            }
            Some(AnswersTo::Organisation(organisation)) => Some(organisation),
            None => None,
        };
        for organisation in [organisation, team.organisation].into_iter().flatten() {
            findings.unknown(
                Column::Team,
                index,
                &batch.organisations,
                organisation,
                &organisations,
                "organisation",
            );
        }
    }
    for (index, (person, seat)) in batch.memberships.iter().enumerate() {
        findings.spell(Column::Memberships, index, seat.spell);
        findings.unknown(
            Column::Memberships,
            index,
            &batch.people,
            *person,
            &people,
            "person",
        );
        match seat.body {
            Body::Team(team) => findings.unknown(
                Column::Memberships,
                index,
                &batch.teams,
                team,
                &teams,
                "team",
            ),
            Body::Committee(committee) => {
                findings.unknown(
                    Column::Memberships,
                    index,
                    &batch.committees,
                    committee,
                    &committees,
                    "committee",
                );
            }
        }
    }
    let mut seats = std::borrow::Cow::Borrowed(batch.memberships.as_slice());
    if !batch.membership_ends.is_empty() {
        let idle = settle::memberships_ended(batch, seats.to_mut());
        findings.idle(Column::MembershipEnds, idle, "membership", |at| {
            Some(batch.membership_ends.get(at)?.2)
        });
    }
    if !batch.flag_ends.is_empty() {
        let idle = settle::flags_ended(batch, &mut batch.flags.clone());
        findings.idle(Column::FlagEnds, idle, "flag", |at| {
            Some(batch.flag_ends.get(at)?.2)
        });
    }
    if !batch.advocate_ends.is_empty() {
        let idle = settle::advocacies_ended(batch, &mut batch.advocates.clone());
        findings.idle(Column::AdvocateEnds, idle, "advocate", |at| {
            Some(batch.advocate_ends.get(at)?.1)
        });
    }
    let (starts, order) = grouped(&seats, batch.people.len());
    each_pair(&seats, &starts, &order, |one, two, a, b| {
        if a.body == b.body && a != b && a.spell.overlaps(b.spell) {
            let body = match a.body {
                Body::Team(team) => batch.teams.text(team),
                Body::Committee(committee) => batch.committees.text(committee),
            };
            let from = later(a.spell, b.spell);
            for index in [one, two] {
                findings.add(
                    Column::Memberships,
                    index,
                    Error::new(ErrorKind::TwoMemberships)
                        .found(from.clone())
                        .expected(body),
                );
            }
        }
    });
    for (index, (_, household)) in batch.household.iter().enumerate() {
        findings.spell(Column::Household, index, household.opened.spell);
    }
    for (index, (household, placed)) in batch.placed.iter().enumerate() {
        findings.unknown(
            Column::Placed,
            index,
            &batch.households,
            *household,
            &households,
            "household",
        );
        findings.unknown(
            Column::Placed,
            index,
            &batch.units,
            placed.unit,
            &units,
            "unit",
        );
    }
    for (index, (household, head)) in batch.heads.iter().enumerate() {
        findings.unknown(
            Column::Heads,
            index,
            &batch.households,
            *household,
            &households,
            "household",
        );
        findings.unknown(
            Column::Heads,
            index,
            &batch.people,
            head.person,
            &people,
            "person",
        );
    }
    residences(batch, &people, &households, &dead_on, &mut findings);
    for (index, (_, stall)) in batch.stall.iter().enumerate() {
        findings.spell(Column::Stall, index, stall.spell);
        findings.unknown(
            Column::Stall,
            index,
            &batch.households,
            stall.household,
            &households,
            "household",
        );
        if let Some(unit) = stall.unit {
            findings.unknown(Column::Stall, index, &batch.units, unit, &units, "unit");
        }
    }
    for (index, (owner, flagged)) in batch.flags.iter().enumerate() {
        findings.spell(Column::Flags, index, flagged.spell);
        match owner {
            FlagOwner::Person(person) => findings.unknown(
                Column::Flags,
                index,
                &batch.people,
                *person,
                &people,
                "person",
            ),
            FlagOwner::Household(household) => {
                findings.unknown(
                    Column::Flags,
                    index,
                    &batch.households,
                    *household,
                    &households,
                    "household",
                );
            }
        }
    }
    for (index, (owner, setup)) in batch.setups.iter().enumerate() {
        match owner {
            SetupOwner::Person(person) => {
                findings.unknown(
                    Column::Setups,
                    index,
                    &batch.people,
                    *person,
                    &people,
                    "person",
                );
                if let Some((day, died)) = dead_on(*person, setup.day) {
                    findings.add(Column::Setups, index, after_death(day, died));
                }
            }
            SetupOwner::Household(household) => {
                findings.unknown(
                    Column::Setups,
                    index,
                    &batch.households,
                    *household,
                    &households,
                    "household",
                );
            }
            SetupOwner::Stall(stall) => findings.unknown(
                Column::Setups,
                index,
                &batch.stalls,
                *stall,
                &stalls,
                "stall",
            ),
        }
    }
    let (starts, order) = grouped(&batch.assessments, batch.people.len());
    each_pair(&batch.assessments, &starts, &order, |one, two, a, b| {
        if (a.skill, a.day) == (b.skill, b.day) && a != b {
            let (_, skill) = batch.vocabulary.skill_code(a.skill);
            for index in [one, two] {
                findings.add(
                    Column::Assessments,
                    index,
                    Error::new(ErrorKind::DuplicateKeyOther).found(skill),
                );
            }
        }
    });
    for (index, (person, found)) in batch.assessments.iter().enumerate() {
        findings.unknown(
            Column::Assessments,
            index,
            &batch.people,
            *person,
            &people,
            "person",
        );
        if let Some(by) = found.by {
            findings.unknown(
                Column::Assessments,
                index,
                &batch.people,
                by,
                &people,
                "person",
            );
        }
        if let Some((day, died)) = dead_on(*person, found.day) {
            findings.add(Column::Assessments, index, after_death(day, died));
        }
    }
    for (index, (person, advocacy)) in batch.advocates.iter().enumerate() {
        findings.spell(Column::Advocates, index, advocacy.spell);
        findings.unknown(
            Column::Advocates,
            index,
            &batch.people,
            *person,
            &people,
            "person",
        );
    }
    for (index, (person, teaching)) in batch.teachings.iter().enumerate() {
        findings.unknown(
            Column::Teachings,
            index,
            &batch.people,
            *person,
            &people,
            "person",
        );
        findings.unknown(
            Column::Teachings,
            index,
            &batch.people,
            teaching.learner,
            &people,
            "person",
        );
    }
    findings
        .list
        .sort_by_key(|finding| (finding.column, finding.index));
    findings.list.dedup();
    findings.list
}

fn later(a: Spell, b: Spell) -> String {
    a.from
        .max(b.from)
        .map_or_else(String::new, |day| day.to_string())
}

/// Calls for each pair of facts of one owner.
fn each_pair<Ix: Dense, T: Copy>(
    rows: &[(Ix, T)],
    starts: &[u32],
    order: &[u32],
    mut pair: impl FnMut(usize, usize, T, T),
) {
    for bounds in starts.windows(2) {
        let [start, end] = bounds else { continue };
        let own = order.get(*start as usize..*end as usize).unwrap_or(&[]);
        for (at, one) in own.iter().enumerate() {
            for two in own.iter().skip(at + 1) {
                if let (Some((_, a)), Some((_, b))) =
                    (rows.get(*one as usize), rows.get(*two as usize))
                {
                    pair(*one as usize, *two as usize, *a, *b);
                }
            }
        }
    }
}

fn residences(
    batch: &Batch,
    people: &[bool],
    households: &[bool],
    dead_on: &impl Fn(PersonIx, Option<Day>) -> Option<(Day, Day)>,
    findings: &mut Findings,
) {
    for (index, (person, stay)) in batch.residences.iter().enumerate() {
        findings.spell(Column::Residences, index, stay.spell);
        findings.unknown(
            Column::Residences,
            index,
            &batch.people,
            *person,
            people,
            "person",
        );
        findings.unknown(
            Column::Residences,
            index,
            &batch.households,
            stay.household,
            households,
            "household",
        );
        if let Some((day, died)) = dead_on(*person, stay.spell.from) {
            let error = Error::new(ErrorKind::AfterDeath)
                .found(day.to_string())
                .expected(died.to_string());
            findings.add(Column::Residences, index, error);
        }
    }
    // Two at once are two after what was recorded apart has ended the first.
    let settled = settle::has_moves(batch).then(|| settle::residences(batch));
    let (rows, origins) = match &settled {
        None => (batch.residences.as_slice(), &[][..]),
        Some(settled) => (settled.rows.as_slice(), settled.origins.as_slice()),
    };
    let recorded = batch.residences.len();
    let place = |row: usize| match row.checked_sub(recorded) {
        None => row,
        Some(begun) => origins.get(begun).map_or(row, |origin| *origin as usize),
    };
    if let Some(settled) = &settled {
        findings.list.extend(settled.findings.iter().cloned());
    }
    let (starts, order) = grouped(rows, batch.people.len());
    each_pair(
        rows,
        &starts,
        &order,
        |one, two, a: Residence, b: Residence| {
            if a.sort() == b.sort() && a != b && a.spell.overlaps(b.spell) {
                let kind = match a.sort() {
                    Sort::Permanent => "permanent",
                    Sort::Temporary => "temporary",
                    Sort::Away => "away",
                };
                for index in [one, two] {
                    let error = Error::new(ErrorKind::TwoResidences)
                        .found(later(a.spell, b.spell))
                        .expected(kind);
                    findings.add(Column::Residences, place(index), error);
                }
            }
        },
    );
}

/// Follows the parents of each unit as they stand after each change.
fn units_under_themselves(batch: &Batch, units: &[bool], findings: &mut Findings) {
    let mut parents: Vec<Vec<Parented>> = vec![Vec::new(); batch.units.len()];
    for (index, (unit, parented)) in batch.unit_parents.iter().enumerate() {
        if let Some(parent) = parented.parent {
            findings.unknown(
                Column::UnitParents,
                index,
                &batch.units,
                parent,
                units,
                "unit",
            );
        }
        if let Some(own) = parents.get_mut(unit.index()) {
            own.push(*parented);
            own.sort_unstable();
        }
    }
    for (index, (unit, parented)) in batch.unit_parents.iter().enumerate() {
        let mut above = parented.parent;
        let mut steps = 0;
        while let Some(next) = above {
            if next == *unit {
                let error = Error::new(ErrorKind::UnitUnderItself).found(batch.units.text(*unit));
                findings.add(Column::UnitParents, index, error);
                break;
            }
            steps += 1;
            if steps > 64 {
                break;
            }
            above = parents
                .get(next.index())
                .and_then(|own| {
                    own.iter()
                        .rev()
                        .find(|entry| entry.from <= parented.from)
                        .or(own.first())
                })
                .and_then(|entry| entry.parent);
        }
    }
}
