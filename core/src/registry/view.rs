//! A registry on a day while some changes of that day have not happened yet.

use super::{Registry, Stay, fold::COUNTED_FIRST};
use crate::{
    Day,
    event::{
        Code, FlagIx,
        batch::{FlagOwner, SetupOwner},
    },
    household::{Residence, Sort},
    id::{HouseholdIx, PersonIx, StallIx},
    platform::{PlatformIx, Setup},
    skill::{Assessment, SkillIx},
    team::{Body, Membership},
    time::Spell,
};

/// What changes on a day: what the day itself brings, and the beginnings and ends of
/// facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// People are a day older.
    Age,
    /// What was found earlier is a day older.
    Evidence,
    /// Units, teams, committees and parameters of the rule are those of the day.
    Place,
    SeatBegun(PersonIx, Body),
    SeatEnded(PersonIx, Body),
    Died(PersonIx),
    Opened(HouseholdIx),
    Moved(HouseholdIx),
    Listed(HouseholdIx),
    StayBegun(PersonIx, HouseholdIx, Code),
    StayEnded(PersonIx, HouseholdIx, Code),
    Closed(HouseholdIx),
    StallOpened(StallIx),
    StallClosed(StallIx),
    FlagSet(FlagOwner, FlagIx),
    FlagCleared(FlagOwner, FlagIx),
    SetUp(SetupOwner, PlatformIx),
    Assessed(PersonIx, SkillIx),
    AdvocateNamed(PersonIx),
    AdvocateEnded(PersonIx),
    Taught(PersonIx, PersonIx, SkillIx),
}

/// A registry on a day without some of the day's changes. With none hidden it reads
/// as the registry does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    registry: &'a Registry,
    day: Day,
    hidden: &'a [Edge],
    /// Whether anybody moves, dies, or any household opens or closes, by what is hidden.
    moves: bool,
}

impl<'a> View<'a> {
    pub(crate) fn new(registry: &'a Registry, day: Day, hidden: &'a [Edge]) -> Self {
        let moves = hidden.iter().any(|edge| {
            matches!(
                edge,
                Edge::Died(_)
                    | Edge::Opened(_)
                    | Edge::Closed(_)
                    | Edge::StayBegun(..)
                    | Edge::StayEnded(..)
            )
        });
        Self {
            registry,
            day,
            hidden,
            moves,
        }
    }

    fn hides(&self, edge: Edge) -> bool {
        self.hidden.contains(&edge)
    }

    fn is_plain(&self) -> bool {
        self.hidden.is_empty()
    }

    /// The day that ages are counted to.
    pub(crate) fn age_day(&self) -> Day {
        match self.hides(Edge::Age) {
            true => self.day.before(),
            false => self.day,
        }
    }

    /// The day that the age of evidence is counted to.
    pub(crate) fn evidence_day(&self) -> Day {
        match self.hides(Edge::Evidence) {
            true => self.day.before(),
            false => self.day,
        }
    }

    /// Whether what begins on a day has begun; absent: since ever.
    fn begun(&self, from: Option<Day>, edge: Edge) -> bool {
        from.is_none_or(|from| from < self.day || (from == self.day && !self.hides(edge)))
    }

    fn holds(&self, spell: Spell, begun: Edge, ended: Edge) -> bool {
        let goes_on = |until| self.day < until || (until == self.day && self.hides(ended));
        self.begun(spell.from, begun) && spell.until.is_none_or(goes_on)
    }

    /// Whether a household exists.
    pub(crate) fn is_household(&self, ix: HouseholdIx) -> bool {
        if !self.moves {
            return self.registry.is_household_on(ix, self.day);
        }
        let known = self.registry.household(ix);
        known.is_some_and(|own| {
            let (begun, ended) = (Edge::Opened(ix), Edge::Closed(ix));
            self.holds(own.opened.spell, begun, ended)
        })
    }

    /// The day that the household's place is of.
    pub(crate) fn place_day(&self, ix: HouseholdIx) -> Day {
        match self.hides(Edge::Moved(ix)) {
            true => self.day.before(),
            false => self.day,
        }
    }

    /// Whether all residents of a household are listed.
    pub(crate) fn is_listed(&self, ix: HouseholdIx) -> bool {
        match self.hides(Edge::Listed(ix)) {
            true => self.registry.is_listed_on(ix, self.day.before()),
            false => self.registry.is_listed_on(ix, self.day),
        }
    }

    /// Where a person is counted; [`Registry::stay_on`].
    pub(crate) fn stay(&self, ix: PersonIx) -> Option<Stay> {
        if !self.moves {
            return self.registry.stay_on(ix, self.day);
        }
        if self.has_died(ix) {
            return None;
        }
        let spells = self.registry.residences(ix);
        let holds = |stay: &Residence| {
            let begun = Edge::StayBegun(ix, stay.household, stay.kind);
            let ended = Edge::StayEnded(ix, stay.household, stay.kind);
            self.holds(stay.spell, begun, ended) && self.is_household(stay.household)
        };
        let last = |sort: Sort| {
            let of_sort = spells.iter().filter(|stay| stay.sort() == sort);
            of_sort.filter(|stay| holds(stay)).max_by_key(|stay| {
                let home = self.registry.household_ids().text(stay.household);
                (stay.spell, home, self.registry.vocabulary().text(stay.kind))
            })
        };
        let counted = COUNTED_FIRST.into_iter().find_map(last)?;
        let kind = match counted.sort() {
            Sort::Permanent if last(Sort::Away).is_some() => Code::AWAY,
            _ => counted.kind,
        };
        Some(Stay {
            household: counted.household,
            kind,
        })
    }

    fn has_died(&self, ix: PersonIx) -> bool {
        let died = self.registry.died(ix);
        died.is_some_and(|died| self.begun(Some(died), Edge::Died(ix)))
    }

    /// Who is counted in a household, each with the kind of residence.
    pub(crate) fn residents(self, ix: HouseholdIx) -> impl Iterator<Item = (PersonIx, Code)> + 'a {
        let ever = self.registry.lived.of(ix).iter();
        ever.filter_map(move |person| {
            let stay = self.stay(*person)?;
            (stay.household == ix).then_some((*person, stay.kind))
        })
    }

    /// The stalls that a household runs.
    pub(crate) fn stalls(self, ix: HouseholdIx) -> impl Iterator<Item = StallIx> + 'a {
        let ever = self.registry.stalls_of.of(ix).iter().copied();
        ever.filter(move |stall| {
            let (begun, ended) = (Edge::StallOpened(*stall), Edge::StallClosed(*stall));
            let known = self.registry.stall(*stall);
            known.is_some_and(|own| self.holds(own.spell, begun, ended))
        })
    }

    /// Whether a flag stands.
    pub(crate) fn is_flagged(&self, owner: FlagOwner, flag: FlagIx) -> bool {
        let (begun, ended) = (Edge::FlagSet(owner, flag), Edge::FlagCleared(owner, flag));
        let mut flags = self.registry.flags(owner);
        flags.any(|own| own.flag == flag && self.holds(own.spell, begun, ended))
    }

    /// Whether a resident is the household's advocate; [`Registry::is_advocate_on`].
    pub(crate) fn is_advocate(&self, ix: PersonIx, home: HouseholdIx, who_taught: bool) -> bool {
        if self.is_plain() {
            let registry = self.registry;
            return registry.is_advocate_on(ix, home, who_taught, self.day);
        }
        let (begun, ended) = (Edge::AdvocateNamed(ix), Edge::AdvocateEnded(ix));
        let named = self
            .registry
            .advocacies(ix)
            .any(|own| self.holds(own.spell, begun, ended));
        let taught = || {
            self.registry.teachings(ix).any(|teaching| {
                let edge = Edge::Taught(ix, teaching.learner, teaching.skill);
                self.begun(teaching.day, edge)
                    && teaching.learner != ix
                    && self
                        .stay(teaching.learner)
                        .is_some_and(|stay| stay.household == home)
            })
        };
        named && (!who_taught || taught())
    }

    /// Who is a member of a team or committee; [`Registry::members_on`].
    pub(crate) fn members(&self, body: Body) -> Vec<(PersonIx, Membership)> {
        if self.is_plain() {
            return self.registry.members_on(body, self.day);
        }
        let words = self.registry.vocabulary();
        let people = self.registry.ever_members(body).iter();
        let mut members: Vec<(PersonIx, Membership)> = people
            .filter(|person| !self.has_died(**person))
            .filter_map(|person| {
                let (begun, ended) = (
                    Edge::SeatBegun(*person, body),
                    Edge::SeatEnded(*person, body),
                );
                let seats = self.registry.memberships(*person);
                let seats =
                    seats.filter(|seat| seat.body == body && self.holds(seat.spell, begun, ended));
                let key = |seat: &&Membership| {
                    (seat.spell, words.text(seat.role), words.text(seat.force))
                };
                Some((*person, *seats.max_by_key(key)?))
            })
            .collect();
        let id = |person| self.registry.person_ids().text(person);
        crate::order::Order::order_by(members.as_mut_slice(), |a, b| id(a.0).cmp(id(b.0)));
        members
    }

    /// The latest assessment of a skill that `counts` accepts.
    pub(crate) fn assessed(
        &self,
        ix: PersonIx,
        skill: SkillIx,
        counts: impl Fn(&Assessment) -> bool,
    ) -> Option<&'a Assessment> {
        let hidden = !self.is_plain() && self.hides(Edge::Assessed(ix, skill));
        self.registry.assessed_on(ix, skill, self.day, |found| {
            !(hidden && found.day == Some(self.day)) && counts(found)
        })
    }

    /// Whether a set-up was found by now.
    pub(crate) fn is_set_up_by(&self, owner: SetupOwner, setup: &Setup) -> bool {
        self.begun(setup.day, Edge::SetUp(owner, setup.platform))
    }
}
