//! Of whom nothing changes between two days: their state is found once.

use super::{looks::Looks, whose::Whose};
use crate::{
    Day, Registry,
    event::batch::SetupOwner,
    household::Residence,
    id::{HouseholdIx, PersonIx},
    time::Spell,
};

/// The people and households of whom anything changes in a stretch of days. One walk over
/// the facts in their order costs less than judging everybody twice.
pub(super) struct Touched {
    people: Vec<bool>,
    households: Vec<bool>,
}

/// After the first day, and up to the second.
fn lies_in(day: Option<Day>, between: (Day, Day)) -> bool {
    day.is_some_and(|day| between.0 < day && day <= between.1)
}

fn changes(spell: Spell, between: (Day, Day)) -> bool {
    lies_in(spell.from, between) || lies_in(spell.until, between)
}

fn is_in(list: &[bool], at: usize) -> bool {
    list.get(at).copied().unwrap_or(true)
}

impl Touched {
    /// Looks for changes of what a rule looks at.
    pub(super) fn of(registry: &Registry, looks: &Looks, between: (Day, Day)) -> Self {
        let mut touched = Self {
            people: vec![false; registry.person_ids().len()],
            households: vec![false; registry.household_ids().len()],
        };
        touched.homes(registry, looks, between);
        for (person, day) in &registry.deaths {
            if lies_in(Some(*day), between) {
                touched.person(*person);
            }
        }
        for person in registry.person_ids().iter() {
            let mut stays = registry.residences(person).iter();
            let mut assessed = registry.assessments(person).iter();
            let mut set_up = registry.setups(person).iter();
            // One home that closes can be why somebody is counted in another.
            let moves = |own: &Residence| {
                changes(own.spell, between) || is_in(&touched.households, own.household.index())
            };
            if stays.any(moves)
                || (looks.skills && assessed.any(|own| lies_in(own.day, between)))
                || (looks.platforms && set_up.any(|own| lies_in(own.day, between)))
            {
                touched.person(person);
            }
        }
        for person in registry.person_ids().iter() {
            touched.share(registry, person);
        }
        touched
    }

    /// Households that open, close, move, are listed, or have something set up.
    fn homes(&mut self, registry: &Registry, looks: &Looks, between: (Day, Day)) {
        for home in registry.household_ids().iter() {
            let known = registry.household(home);
            let mut placed = registry.places_of(home).iter();
            let mut stalls = registry.stalls_of(home).iter();
            if known.is_some_and(|own| changes(own.opened.spell, between))
                || placed.any(|own| lies_in(own.from, between))
                || registry
                    .listings_of(home)
                    .any(|from| lies_in(from, between))
                || stalls.any(|stall| {
                    let known = registry.stall(*stall);
                    known.is_some_and(|own| changes(own.spell, between))
                })
            {
                self.home(home);
            }
        }
        let set_up = registry.other_setups.iter();
        for (owner, _) in set_up.filter(|(_, own)| looks.platforms && lies_in(own.day, between)) {
            match owner {
                SetupOwner::Household(home) => self.home(*home),
                SetupOwner::Stall(stall) => {
                    if let Some(own) = registry.stall(*stall) {
                        self.home(own.household);
                    }
                }
                SetupOwner::Person(person) => self.person(*person),
            }
        }
    }

    fn person(&mut self, person: PersonIx) {
        if let Some(own) = self.people.get_mut(person.index()) {
            *own = true;
        }
    }

    fn home(&mut self, home: HouseholdIx) {
        if let Some(own) = self.households.get_mut(home.index()) {
            *own = true;
        }
    }

    /// Who is touched touches every household that they ever live in.
    fn share(&mut self, registry: &Registry, person: PersonIx) {
        if is_in(&self.people, person.index()) {
            for stay in registry.residences(person) {
                self.home(stay.household);
            }
        }
    }

    /// Whether anything changes for a subject.
    pub(super) fn has(&self, registry: &Registry, whose: Whose) -> bool {
        match whose {
            Whose::Household(home) => is_in(&self.households, home.index()),
            Whose::Person(person) => {
                let homes = registry.residences(person).iter();
                let mut homes = homes.map(|stay| stay.household.index());
                is_in(&self.people, person.index())
                    || homes.any(|home| is_in(&self.households, home))
            }
            Whose::Team(_) | Whose::Unit(_) => true,
        }
    }
}
