//! What can be changed or asked: slots with their values, made as a goal speaks of
//! them.

use super::{
    change::Basis,
    formula::Slot,
    ground::Mode,
    scene::{BodyKey, Found, OwnerKey, PersonKey, Scene},
    wants::{Spec, Wants},
};
use crate::{
    coverage::Who,
    hashed::HashMap,
    id::{HouseholdIx, UnitIx},
    order::Order,
    platform::{PlatformIx, SetupState},
    skill::{Evidence, SkillIx},
};

/// One thing that can be done or asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act<'c> {
    Raise {
        person: PersonKey,
        skill: SkillIx,
        basis: Basis,
        from: u8,
        to: u8,
        how: Evidence,
    },
    SetUp {
        owner: OwnerKey,
        platform: PlatformIx,
        from: Option<SetupState>,
        to: SetupState,
    },
    Add {
        body: BodyKey,
        person: PersonKey,
        role: &'c str,
        force: Option<&'c str>,
    },
    Head {
        body: BodyKey,
        person: PersonKey,
    },
    Form {
        body: BodyKey,
        unit: UnitIx,
    },
    AskSkill {
        person: PersonKey,
        skill: SkillIx,
        to: u8,
        how: Evidence,
    },
    AskPlatform {
        owner: OwnerKey,
        platform: PlatformIx,
        to: SetupState,
    },
    AskWhoElse {
        household: HouseholdIx,
    },
}

/// What a slot is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SlotKey {
    Skill(PersonKey, SkillIx),
    Platform(OwnerKey, PlatformIx),
    Add(BodyKey, u16),
    Head(BodyKey, PersonKey),
    Form(UnitIx, bool, usize),
    WhoElse(HouseholdIx),
}

/// The slots of one goal.
#[derive(Debug, Default)]
pub(super) struct Possible<'c> {
    slots: Vec<Slot>,
    acts: Vec<(Act<'c>, u16)>,
    by_key: HashMap<SlotKey, Option<u16>>,
    persons: HashMap<PersonKey, u16>,
    new_persons: HashMap<(NewIn, usize), u16>,
    bodies: u16,
}

/// Where somebody is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum NewIn {
    Body(BodyKey),
    Household(HouseholdIx),
}

impl<'c> Possible<'c> {
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Every act with its cost, by value.
    pub fn all(&self) -> &[(Act<'c>, u16)] {
        &self.acts
    }

    pub fn slot(&self, slot: u16) -> Slot {
        let nothing = Slot {
            person: None,
            first: 0,
            count: 0,
        };
        self.slots
            .get(usize::from(slot))
            .copied()
            .unwrap_or(nothing)
    }

    /// The acts of a slot.
    pub fn acts(&self, slot: u16) -> impl Iterator<Item = &Act<'c>> {
        let slot = self.slot(slot);
        let first = usize::from(slot.first);
        let acts = self.acts.get(first..first + usize::from(slot.count));
        acts.into_iter().flatten().map(|(act, _)| act)
    }

    /// Whether a slot was made, or was found to have no values.
    pub fn find(&self, key: SlotKey) -> Option<Option<u16>> {
        self.by_key.get(&key).copied()
    }

    /// The slot of a key, made where there is none; nothing without values, or
    /// where there are more than can be numbered.
    pub fn put(
        &mut self,
        key: SlotKey,
        person: Option<PersonKey>,
        acts: impl FnOnce() -> Vec<(Act<'c>, u16)>,
    ) -> Option<u16> {
        if let Some(known) = self.find(key) {
            return known;
        }
        let acts = acts();
        let made = self.make(person, acts);
        self.by_key.insert(key, made);
        made
    }

    fn make(&mut self, person: Option<PersonKey>, acts: Vec<(Act<'c>, u16)>) -> Option<u16> {
        let count = u16::try_from(acts.len()).ok().filter(|count| *count > 0)?;
        let first = u16::try_from(self.acts.len()).ok()?;
        first.checked_add(count)?;
        let slot = u16::try_from(self.slots.len()).ok()?;
        let next = u16::try_from(self.persons.len()).ok()?;
        let person = person.map(|person| self.persons.get_or(person, next));
        self.slots.push(Slot {
            person,
            first,
            count,
        });
        self.acts.extend(acts);
        Some(slot)
    }

    /// The number of the n-th new member of a body.
    pub fn new_person(&mut self, body: BodyKey, nth: usize) -> u16 {
        self.new_in(NewIn::Body(body), nth)
    }

    /// The number of the n-th further resident of a household.
    pub fn new_resident(&mut self, who: Who, nth: usize) -> u16 {
        match who {
            Who::Household(household) => self.new_in(NewIn::Household(household), nth),
            _ => 0,
        }
    }

    fn new_in(&mut self, place: NewIn, nth: usize) -> u16 {
        let next = u16::try_from(self.new_persons.len()).unwrap_or(u16::MAX);
        self.new_persons.get_or((place, nth), next)
    }

    /// The n-th new team or committee of a unit, and the slot that forms it.
    pub fn new_body(&mut self, unit: UnitIx, team: bool, nth: usize) -> Option<(BodyKey, u16)> {
        let key = SlotKey::Form(unit, team, nth);
        let next = self.bodies;
        let slot = self.put(key, None, || {
            let body = match team {
                true => BodyKey::NewTeam(next),
                false => BodyKey::NewCommittee(next),
            };
            vec![(Act::Form { body, unit }, 1)]
        })?;
        self.bodies = self.bodies.max(next.saturating_add(1));
        match self.acts(slot).next() {
            Some(Act::Form { body, .. }) => Some((*body, slot)),
            _ => None,
        }
    }
}

/// Kinds of evidence that differ in what they count for, of those that count for
/// something.
fn kinds<'s>(specs: &[&'s Spec<'s>]) -> Vec<Evidence> {
    let mut known: Vec<(Evidence, Vec<bool>)> = Vec::new();
    for how in Evidence::ALL {
        let counts: Vec<bool> = specs.iter().map(|spec| spec.counts(how)).collect();
        if counts.contains(&true) && known.iter().all(|(_, other)| *other != counts) {
            known.push((how, counts));
        }
    }
    known.into_iter().map(|(how, _)| how).collect()
}

/// What can be done about, or asked of, somebody's skill.
pub(super) fn of_skill<'c>(
    scene: &Scene,
    wants: &Wants,
    mode: Mode,
    person: PersonKey,
    skill: SkillIx,
) -> Vec<(Act<'c>, u16)> {
    let specs: Vec<&Spec> = wants
        .specs
        .iter()
        .filter(|spec| spec.asks_for(skill))
        .collect();
    let found: Vec<Found> = specs
        .iter()
        .map(|spec| scene.found(person, skill, spec))
        .collect();
    let known = |found: &Found| matches!(found, Found::Level(_));
    let mut acts = Vec::new();
    if mode == Mode::Questions && found.iter().all(known) {
        return acts;
    }
    for how in kinds(&specs) {
        let counting = || {
            specs
                .iter()
                .zip(&found)
                .filter(|(spec, _)| spec.counts(how))
        };
        let mut levels: Vec<u8> = match mode {
            // To a level that is asked for and not reached; to be known at all, where
            // it may be needed that a level is not reached.
            Mode::Changes => counting()
                .filter(|(spec, found)| !known(found) || found.level() < spec.level)
                .flat_map(|(spec, found)| {
                    let lowest = spec.needed.to_fail && !known(found);
                    [Some(spec.level), lowest.then_some(0)]
                })
                .flatten()
                .collect(),
            // What is found may be anything.
            Mode::Questions => counting().map(|(spec, _)| spec.level).chain([0]).collect(),
        };
        levels.retain(|level| usize::from(*level) < scene.catalogue.levels.len());
        levels.order();
        levels.dedup();
        let lowest = counting().map(|(_, found)| *found);
        let present = lowest.min_by_key(|found| (found.level(), known(found)));
        let present = present.unwrap_or(Found::Nothing);
        let basis = match present {
            Found::Level(_) => Basis::Found,
            Found::Stale(_) => Basis::Stale,
            Found::Nothing => Basis::NotAssessed,
        };
        for to in levels {
            acts.push(match mode {
                Mode::Changes => {
                    let raise = Act::Raise {
                        person,
                        skill,
                        basis,
                        from: present.level(),
                        to,
                        how,
                    };
                    (raise, u16::from(to.saturating_sub(present.level()).max(1)))
                }
                Mode::Questions => (
                    Act::AskSkill {
                        person,
                        skill,
                        to,
                        how,
                    },
                    1,
                ),
            });
        }
    }
    acts
}

/// What can be done about, or asked of, a platform of somebody.
pub(super) fn of_platform<'c>(
    wants: &Wants,
    mode: Mode,
    owner: OwnerKey,
    platform: PlatformIx,
    present: Option<SetupState>,
) -> Vec<(Act<'c>, u16)> {
    let mut acts = Vec::new();
    match (mode, present) {
        (Mode::Questions, Some(_)) => {}
        (Mode::Questions, None) => {
            let ask = |to| {
                (
                    Act::AskPlatform {
                        owner,
                        platform,
                        to,
                    },
                    1,
                )
            };
            acts.extend(SetupState::ALL.map(ask));
        }
        (Mode::Changes, present) => {
            let asked: Vec<&[SetupState]> = wants
                .platforms
                .iter()
                .filter(|(one, ..)| *one == platform)
                .map(|(_, states, _)| *states)
                .collect();
            let mut needed = wants.platforms.iter();
            let to_fail = needed.any(|(one, _, needed)| *one == platform && needed.to_fail);
            // Of states that are the same to every condition, the least.
            let mut known: Vec<Vec<bool>> = Vec::new();
            let further = SetupState::ALL
                .into_iter()
                .filter(|state| *state > present.unwrap_or(SetupState::Absent));
            for to in further {
                let counts: Vec<bool> = asked.iter().map(|states| states.contains(&to)).collect();
                if (to_fail || counts.contains(&true)) && !known.contains(&counts) {
                    known.push(counts);
                    let act = Act::SetUp {
                        owner,
                        platform,
                        from: present,
                        to,
                    };
                    acts.push((act, 1));
                }
            }
        }
    }
    acts
}
