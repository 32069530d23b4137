//! A fact that comes late, put into what it touches: possible where nothing else can
//! change by it. Everything else is folded anew.

use super::{Finding, Registry};
use crate::{
    ErrorKind,
    activity::{Activity, Done},
    event::{Batch, Column, Kind, Reading, batch::SetupOwner},
    household::Residence,
    id::{ActivityIx, Dense, HouseholdIx, PersonIx, StallIx, TeamIx, UnitIx},
};

/// What of a fold waits for further facts, or does something to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    /// Whether anything waits for what it refers to.
    pub anything: bool,
    /// Whether a reform does: a reform names what it refers to by text alone.
    pub a_reform: bool,
    /// Whether an activity says that something was found on its day that was not.
    pub for_its_day: bool,
    /// Households that were joined into others: whoever lives there moves on.
    joined: Vec<HouseholdIx>,
}

impl Waiting {
    /// What of a batch and its findings does.
    pub fn of(batch: &Batch, findings: &[Finding]) -> Self {
        let for_its_day = |finding: &Finding| finding.error.kind() == ErrorKind::NotThatDay;
        Self {
            for_its_day: findings.iter().any(for_its_day),
            joined: batch.joins.iter().map(|join| join.from).collect(),
            ..Self::default()
        }
    }
}

/// How many ids there were before.
struct Before {
    people: usize,
    households: usize,
    activities: usize,
    others: [usize; 5],
}

impl Registry {
    fn counts(&self) -> Before {
        Before {
            people: self.person_ids.len(),
            households: self.household_ids.len(),
            activities: self.activity_ids.len(),
            others: [
                self.unit_ids.len(),
                self.team_ids.len(),
                self.committee_ids.len(),
                self.organisation_ids.len(),
                self.stall_ids.len(),
            ],
        }
    }

    /// Lends ids, words and texts to a batch, or takes them back.
    fn lend(&mut self, batch: &mut Batch) {
        core::mem::swap(&mut self.vocabulary, &mut batch.vocabulary);
        core::mem::swap(&mut self.arena, &mut batch.arena);
        core::mem::swap(&mut self.person_ids, &mut batch.people);
        core::mem::swap(&mut self.household_ids, &mut batch.households);
        core::mem::swap(&mut self.unit_ids, &mut batch.units);
        core::mem::swap(&mut self.team_ids, &mut batch.teams);
        core::mem::swap(&mut self.committee_ids, &mut batch.committees);
        core::mem::swap(&mut self.organisation_ids, &mut batch.organisations);
        core::mem::swap(&mut self.stall_ids, &mut batch.stalls);
        core::mem::swap(&mut self.activity_ids, &mut batch.activities);
    }

    /// Takes in the fact of an event whose key no other has, and leaves it in `batch`, which
    /// is empty before. False if more than what the event is about would have to be looked at:
    /// then this registry is to be folded anew.
    pub(crate) fn take_in(
        &mut self,
        kind: &Kind,
        event: &Reading<'_>,
        batch: &mut Batch,
        waiting: &Waiting,
    ) -> bool {
        let before = self.counts();
        self.lend(batch);
        let laid = kind.lay(event, batch);
        self.lend(batch);
        let is_alone = laid.is_ok() && self.is_alone(batch, &before, waiting);
        if is_alone {
            self.put(batch);
        }
        is_alone
    }

    /// Whether what was laid down is sound, and neither contradicts nor heals anything.
    fn is_alone(&self, laid: &Batch, before: &Before, waiting: &Waiting) -> bool {
        const ALONE: [Column; 8] = [
            Column::Persons,
            Column::Household,
            Column::Placed,
            Column::Residences,
            Column::Setups,
            Column::Assessments,
            Column::Activity,
            Column::Done,
        ];
        let mut counts = Column::ALL.iter().zip(laid.lengths());
        if counts.any(|(column, count)| count > 0 && !ALONE.contains(column)) {
            return false;
        }
        let now = self.counts();
        now.others == before.others
            && now.people == before.people + laid.persons.len()
            && now.households == before.households + laid.household.len()
            && now.activities == before.activities + laid.activity.len()
            && laid
                .persons
                .iter()
                .all(|(own, _)| own.index() >= before.people)
            && laid.household.iter().all(|(own, _)| {
                own.index() >= before.households && !waiting.a_reform && !self.is_placed(*own)
            })
            && laid
                .placed
                .iter()
                .all(|(_, placed)| self.is_unit(placed.unit))
            && laid
                .residences
                .iter()
                .all(|row| self.is_first(row, waiting))
            && laid
                .setups
                .iter()
                .all(|(own, _)| !waiting.for_its_day && self.has(*own))
            && laid.assessments.iter().all(|(own, found)| {
                let people = [Some(*own), found.by];
                !waiting.for_its_day && people.into_iter().flatten().all(|own| self.lives(own))
            })
            && laid.activity.iter().all(|(own, activity)| {
                own.index() >= before.activities
                    && activity.unit.is_none_or(|unit| self.is_unit(unit))
                    && activity.team.is_none_or(|team| self.is_team(team))
            })
            && laid.done.iter().all(|(own, done)| self.can_be(*own, *done))
    }

    /// Whether a reform gives a household its place.
    fn is_placed(&self, household: HouseholdIx) -> bool {
        let id = self.household_ids.text(household);
        let mut places = self.reforms.iter().flat_map(|reform| &reform.places);
        places.any(|place| place.household == id)
    }

    fn is_unit(&self, unit: UnitIx) -> bool {
        self.unit(unit).is_some_and(crate::place::Unit::is_recorded)
    }

    fn is_team(&self, team: TeamIx) -> bool {
        self.team(team).is_some()
    }

    fn is_stall(&self, stall: StallIx) -> bool {
        self.stall(stall).is_some()
    }

    fn is_household(&self, household: HouseholdIx) -> bool {
        self.household(household).is_some()
    }

    /// Whether somebody is recorded, and not as dead.
    fn lives(&self, person: PersonIx) -> bool {
        self.person(person).is_some() && self.died(person).is_none()
    }

    fn has(&self, owner: SetupOwner) -> bool {
        match owner {
            SetupOwner::Person(person) => self.lives(person),
            SetupOwner::Household(household) => self.is_household(household),
            SetupOwner::Stall(stall) => self.is_stall(stall),
        }
    }

    /// Whether somebody lives nowhere yet, and nothing moves them on.
    fn is_first(&self, (person, stay): &(PersonIx, Residence), waiting: &Waiting) -> bool {
        !waiting.anything
            && !waiting.joined.contains(&stay.household)
            && self.lives(*person)
            && self.is_household(stay.household)
            && self.residences(*person).is_empty()
    }

    fn can_be(&self, own: ActivityIx, done: Done) -> bool {
        let Some(Activity { day, .. }) = self.activity(own).copied() else {
            return false;
        };
        let of_somebody = done.person().is_none_or(|person| self.lives(person));
        of_somebody
            && match done {
                Done::Visited(visit) => {
                    self.is_household(visit.household) && visit.next.is_none_or(|next| next > day)
                }
                Done::SetUp { owner, platform } => {
                    self.has(owner) && self.setup_of_day(owner, platform, day).is_some()
                }
                Done::Assessed { person, skill } => {
                    let mut own = self.assessments(person).iter();
                    own.any(|found| found.skill == skill && found.day == Some(day))
                }
                _ => true,
            }
    }

    fn put(&mut self, laid: &Batch) {
        for (own, record) in &laid.persons {
            fill(&mut self.people, *own, *record);
        }
        for (own, record) in &laid.household {
            fill(&mut self.households, *own, *record);
        }
        for (own, placed) in &laid.placed {
            self.placed.insert(*own, *placed);
        }
        for (own, stay) in &laid.residences {
            self.residences.insert(*own, *stay);
            self.lived.insert(stay.household, *own);
        }
        for (own, setup) in &laid.setups {
            match own {
                SetupOwner::Person(own) => self.setups.insert(*own, *setup),
                other => among(&mut self.other_setups, (*other, *setup)),
            }
        }
        for (own, found) in &laid.assessments {
            self.assessments.insert(*own, *found);
        }
        for (own, record) in &laid.activity {
            fill(&mut self.activities, *own, *record);
        }
        for (own, done) in &laid.done {
            self.done.insert(*own, *done);
            if let Done::Visited(visit) = done {
                among(&mut self.visited, (visit.household, *own));
            }
        }
    }
}

/// Puts a record at its owner's place.
fn fill<Ix: Dense, T>(column: &mut Vec<Option<T>>, owner: Ix, record: T) {
    if column.len() <= owner.index() {
        column.resize_with(owner.index() + 1, || None);
    }
    if let Some(slot) = column.get_mut(owner.index()) {
        *slot = Some(record);
    }
}

/// Puts a row among sorted ones.
fn among<T: Ord>(rows: &mut Vec<T>, row: T) {
    if let Err(at) = rows.binary_search(&row) {
        rows.insert(at, row);
    }
}
