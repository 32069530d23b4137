//! Reading a registry: each noun by its number, and who lives where on a day.

use super::{Registry, fold::COUNTED_FIRST};
use crate::{
    Day,
    event::{
        Code, FlagIx, Vocabulary,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner},
    },
    household::{Flagged, Placed, Residence, Sort, Stall},
    id::{CommitteeIx, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx, TeamIx, UnitIx},
    order::Order,
    person::{Advocacy, Teaching},
    place::{Crossing, Lineage, PlaceMap, Reform, Unit},
    platform::Setup,
    skill::Assessment,
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team},
};

/// Where a person is counted on a day, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The household.
    pub household: HouseholdIx,
    /// The kind of residence: `permanent`, `temporary`, `away` or the host's.
    pub kind: Code,
}

/// The stretch of a sorted list that belongs to an owner.
pub(super) fn stretch<K: Ord + Copy, T>(rows: &[(K, T)], owner: K) -> &[(K, T)] {
    let start = rows.partition_point(|(key, _)| *key < owner);
    let end = rows.partition_point(|(key, _)| *key <= owner);
    rows.get(start..end).unwrap_or(&[])
}

impl Registry {
    /// As which host knew it at which instant of its clock, `HOST@INSTANT`; nothing:
    /// all that is known.
    pub fn known_at(&self) -> Option<&str> {
        self.known_at.as_deref()
    }

    /// The words that facts are written in.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Ids of units.
    pub fn unit_ids(&self) -> &Ids<UnitIx> {
        &self.unit_ids
    }

    /// Ids of people.
    pub fn person_ids(&self) -> &Ids<PersonIx> {
        &self.person_ids
    }

    /// Ids of households.
    pub fn household_ids(&self) -> &Ids<HouseholdIx> {
        &self.household_ids
    }

    /// Ids of teams.
    pub fn team_ids(&self) -> &Ids<TeamIx> {
        &self.team_ids
    }

    /// Ids of steering committees.
    pub fn committee_ids(&self) -> &Ids<CommitteeIx> {
        &self.committee_ids
    }

    /// Ids of organisations.
    pub fn organisation_ids(&self) -> &Ids<OrganisationIx> {
        &self.organisation_ids
    }

    /// Ids of stalls.
    pub fn stall_ids(&self) -> &Ids<StallIx> {
        &self.stall_ids
    }

    /// A unit.
    pub fn unit(&self, ix: UnitIx) -> Option<&Unit> {
        self.units.get(ix.index()).filter(|unit| unit.is_recorded())
    }

    /// The map of a day.
    pub fn map(&self, day: Day) -> PlaceMap {
        PlaceMap::new(&self.units, &self.unit_ids, day)
    }

    /// The reforms in effect, by day.
    pub fn reforms(&self) -> &[Reform] {
        &self.reforms
    }

    /// Which unit became which.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// The way from the units of any day to the map of one.
    pub fn crossing(&self, day: Day) -> Crossing<'_> {
        Crossing::new(&self.units, &self.lineage, self.map(day))
    }

    /// A team.
    pub fn team(&self, ix: TeamIx) -> Option<&Team> {
        self.teams.get(ix.index())?.as_ref()
    }

    /// The unit that a team is of on a day, and since when; absent: since ever.
    pub fn team_unit_on(&self, ix: TeamIx, day: Day) -> Option<(UnitIx, Option<Day>)> {
        let team = self.team(ix)?;
        let moved = stretch(&self.team_moved, ix).iter().rev();
        let mut moved = moved.filter(|(_, moved)| moved.day <= day);
        let last = moved.find_map(|(_, moved)| Some((moved.unit?, Some(moved.day))));
        Some(last.unwrap_or((team.unit, team.spell.from)))
    }

    /// Whom a team answers to on a day.
    pub fn answers_to_on(&self, ix: TeamIx, day: Day) -> Option<AnswersTo> {
        let moved = stretch(&self.team_moved, ix).iter().rev();
        let mut moved = moved.filter(|(_, moved)| moved.day <= day);
        let last = moved.find_map(|(_, moved)| moved.answers_to);
        last.or_else(|| self.team(ix)?.answers_to)
    }

    /// A steering committee.
    pub fn committee(&self, ix: CommitteeIx) -> Option<&Committee> {
        self.committees.get(ix.index())?.as_ref()
    }

    /// An organisation.
    pub fn organisation(&self, ix: OrganisationIx) -> Option<&Organisation> {
        self.organisations.get(ix.index())?.as_ref()
    }

    /// A stall.
    pub fn stall(&self, ix: StallIx) -> Option<&Stall> {
        self.stalls.get(ix.index())?.as_ref()
    }

    /// A household's record.
    pub fn household(&self, ix: HouseholdIx) -> Option<&Household> {
        self.households.get(ix.index())?.as_ref()
    }

    /// A person's record.
    pub fn person(&self, ix: PersonIx) -> Option<&Person> {
        self.people.get(ix.index())?.as_ref()
    }

    /// A person's name (personal); empty where it is not known.
    pub fn name(&self, ix: PersonIx) -> &str {
        self.person(ix).map_or("", |person| {
            crate::event::batch::read(&self.arena, person.name)
        })
    }

    /// A person's phone (personal); empty where it is not known.
    pub fn phone(&self, ix: PersonIx) -> &str {
        self.person(ix).map_or("", |person| {
            crate::event::batch::read(&self.arena, person.phone)
        })
    }

    /// A household's address (personal); empty where it is not known.
    pub fn address(&self, ix: HouseholdIx) -> &str {
        self.household(ix).map_or("", |household| {
            crate::event::batch::read(&self.arena, household.address)
        })
    }

    /// The day a person died.
    pub fn died(&self, ix: PersonIx) -> Option<Day> {
        stretch(&self.deaths, ix).last().map(|(_, day)| *day)
    }

    /// A person's residences, in order.
    pub fn residences(&self, ix: PersonIx) -> &[Residence] {
        self.residences.of(ix)
    }

    /// A person's assessments, by day.
    pub fn assessments(&self, ix: PersonIx) -> &[Assessment] {
        self.assessments.of(ix)
    }

    /// A person's own set-ups, by day.
    pub fn setups(&self, ix: PersonIx) -> &[Setup] {
        self.setups.of(ix)
    }

    /// Set-ups of a household or stall, by day.
    pub fn other_setups(&self, owner: SetupOwner) -> impl Iterator<Item = &Setup> {
        stretch(&self.other_setups, owner)
            .iter()
            .map(|(_, setup)| setup)
    }

    /// Flags of a person or household.
    pub fn flags(&self, owner: FlagOwner) -> impl Iterator<Item = &Flagged> {
        stretch(&self.flags, owner)
            .iter()
            .map(|(_, flagged)| flagged)
    }

    /// Whether a flag stands on a day. A flag that is not present is false.
    pub fn is_flagged(&self, owner: FlagOwner, flag: FlagIx, day: Day) -> bool {
        self.flags(owner)
            .any(|flagged| flagged.flag == flag && flagged.spell.holds(day))
    }

    /// A person's spells as the household's advocate.
    pub fn advocacies(&self, ix: PersonIx) -> impl Iterator<Item = &Advocacy> {
        stretch(&self.advocates, ix)
            .iter()
            .map(|(_, advocacy)| advocacy)
    }

    /// Whether a resident of a household is its advocate on a day; if asked, one
    /// who has taught another resident of it.
    pub fn is_advocate_on(
        &self,
        ix: PersonIx,
        household: HouseholdIx,
        who_taught: bool,
        day: Day,
    ) -> bool {
        let named = self
            .advocacies(ix)
            .any(|advocacy| advocacy.spell.holds(day));
        let taught = || {
            self.teachings(ix).any(|teaching| {
                teaching.day.is_none_or(|on| on <= day)
                    && teaching.learner != ix
                    && self
                        .stay_on(teaching.learner, day)
                        .is_some_and(|stay| stay.household == household)
            })
        };
        named && (!who_taught || taught())
    }

    /// What a person has taught.
    pub fn teachings(&self, ix: PersonIx) -> impl Iterator<Item = &Teaching> {
        stretch(&self.teachings, ix)
            .iter()
            .map(|(_, teaching)| teaching)
    }

    /// A person's memberships.
    pub fn memberships(&self, ix: PersonIx) -> impl Iterator<Item = &Membership> {
        stretch(&self.memberships, ix)
            .iter()
            .map(|(_, membership)| membership)
    }

    /// How many seats in teams there ever were: who sat in two counts twice.
    pub fn memberships_in_teams(&self) -> usize {
        self.memberships
            .iter()
            .filter(|(_, seat)| matches!(seat.body, Body::Team(_)))
            .count()
    }

    /// Who is a member of a team or committee on a day, with the seat. A person
    /// has one seat in a body: of several, the last by days and then by words.
    pub fn members_on(&self, body: Body, day: Day) -> Vec<(PersonIx, Membership)> {
        let people = self.ever_members(body);
        let mut members: Vec<_> = people
            .iter()
            .filter(|person| self.died(**person).is_none_or(|died| day < died))
            .filter_map(|person| {
                let seat = self
                    .memberships(*person)
                    .filter(|seat| seat.body == body && seat.spell.holds(day))
                    .max_by_key(|seat| {
                        let text = |code| self.vocabulary.text(code);
                        (seat.spell, text(seat.role), text(seat.force))
                    })?;
                Some((*person, *seat))
            })
            .collect();
        members.order_by(|a, b| self.person_ids.text(a.0).cmp(self.person_ids.text(b.0)));
        members
    }

    /// Where a household is on a day.
    pub fn placed_on(&self, ix: HouseholdIx, day: Day) -> Option<&Placed> {
        let begun = self
            .placed
            .of(ix)
            .iter()
            .filter(|placed| placed.from.is_none_or(|from| from <= day));
        begun.max_by_key(|placed| {
            (
                placed.from,
                self.unit_ids.text(placed.unit),
                self.vocabulary.text(placed.lane),
            )
        })
    }

    /// Who heads a household on a day (chủ hộ).
    pub fn head_on(&self, ix: HouseholdIx, day: Day) -> Option<PersonIx> {
        let begun = self
            .heads
            .of(ix)
            .iter()
            .filter(|head| head.from.is_none_or(|from| from <= day));
        begun
            .max_by_key(|head| (head.from, self.person_ids.text(head.person)))
            .map(|head| head.person)
    }

    /// Whether a household exists on a day.
    pub fn is_household_on(&self, ix: HouseholdIx, day: Day) -> bool {
        self.household(ix)
            .is_some_and(|household| household.opened.spell.holds(day))
    }

    /// Whether all residents of a household are listed on a day. If not, it is
    /// open: further residents are unknown in everything.
    pub fn is_listed_on(&self, ix: HouseholdIx, day: Day) -> bool {
        let by_record = match self.household(ix).map(|household| household.listed) {
            Some(Listed::Yes) => true,
            Some(Listed::No) | None => false,
            Some(Listed::BySight) => !self.lived.of(ix).is_empty(),
        };
        by_record
            || stretch(&self.listed, ix)
                .iter()
                .any(|(_, from)| from.is_none_or(|from| from <= day))
    }

    /// The stalls that a household runs on a day.
    pub fn stalls_on(&self, ix: HouseholdIx, day: Day) -> impl Iterator<Item = StallIx> + '_ {
        self.stalls_of.of(ix).iter().copied().filter(move |stall| {
            self.stall(*stall)
                .is_some_and(|stall| stall.spell.holds(day))
        })
    }

    /// Where a person is counted on a day: in the temporary residence if there
    /// is one, else in the permanent one, as away where an away spell stands
    /// beside it. The dead are counted nowhere.
    ///
    /// DESIGN, "Where people live".
    pub fn stay_on(&self, ix: PersonIx, day: Day) -> Option<Stay> {
        let spells = self.residences.of(ix);
        // Where spells contradict each other, the last holds: by days, then by
        // ids and not by arrival.
        let last = |sort: Sort| {
            spells
                .iter()
                .filter(|stay| {
                    stay.sort() == sort
                        && stay.spell.holds(day)
                        && self.is_household_on(stay.household, day)
                })
                .max_by_key(|stay| {
                    (
                        stay.spell,
                        self.household_ids.text(stay.household),
                        self.vocabulary.text(stay.kind),
                    )
                })
        };
        let counted = match spells {
            // Most people have one.
            [only] => {
                let here = only.spell.holds(day) && self.is_household_on(only.household, day);
                here.then_some(only)?
            }
            _ => COUNTED_FIRST.into_iter().find_map(last)?,
        };
        if self.died(ix).is_some_and(|died| died <= day) {
            return None;
        }
        let kind = match counted.sort() {
            Sort::Permanent if spells.len() > 1 && last(Sort::Away).is_some() => Code::AWAY,
            _ => counted.kind,
        };
        Some(Stay {
            household: counted.household,
            kind,
        })
    }

    /// Who is counted in a household on a day, each with the kind of
    /// residence, in the order of ids of this registry.
    pub fn residents_on(
        &self,
        ix: HouseholdIx,
        day: Day,
    ) -> impl Iterator<Item = (PersonIx, Code)> + '_ {
        self.lived.of(ix).iter().filter_map(move |person| {
            let stay = self.stay_on(*person, day)?;
            (stay.household == ix).then_some((*person, stay.kind))
        })
    }

    /// The latest assessment of a skill on or before a day, of the kinds that
    /// `counts` accepts.
    pub fn assessed_on(
        &self,
        ix: PersonIx,
        skill: crate::skill::SkillIx,
        day: Day,
        counts: impl Fn(&Assessment) -> bool,
    ) -> Option<&Assessment> {
        self.assessments.of(ix).iter().rev().find(|found| {
            found.skill == skill && found.day.is_none_or(|on| on <= day) && counts(found)
        })
    }
}
