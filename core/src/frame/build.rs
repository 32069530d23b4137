//! A frame from a registry on a day.

use super::{
    Cell, Frame, StallStates,
    mark::{AGE_BITS, AGE_UNKNOWN, Kinds, Mark, Needs},
    plane::Plane,
};
use crate::{
    Result,
    coverage::{OnDay, Places, Who},
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{HouseholdIx, PersonIx},
    order::{Order, Set},
    person::Sex,
    platform::{PlatformIx, Setup, SetupState},
    rule::Subject,
    skill::{Catalogue, Evidence, SkillIx},
};

/// A mark with its words found in the registry.
enum Found {
    Last,
    Phantom,
    Open,
    Level(SkillIx, Kinds, u8),
    Assessed(SkillIx, Kinds),
    Fresh(SkillIx, Kinds, u32),
    Age(u8),
    Sex(Sex),
    Residence(Code),
    Flag(crate::event::FlagIx),
    HouseholdFlag(crate::event::FlagIx),
    State(PlatformIx, u8),
    StateKnown(PlatformIx),
    HouseholdState(PlatformIx, u8),
    HouseholdStateKnown(PlatformIx),
    Advocate(bool),
    Kind(Code),
    /// A word that no fact of the registry uses.
    Never,
}

struct Builder<'a> {
    on_day: &'a OnDay<'a>,
    found: Vec<Found>,
    planes: Vec<Plane>,
    has_stalls: bool,
    stall_platforms: Vec<Option<PlatformIx>>,
    stalls: Vec<StallStates>,
    slot: usize,
}

impl Frame {
    /// The frame of a day with the planes of some needs.
    ///
    /// # Errors
    ///
    /// None yet: a word that the registry lacks is a plane without a bit.
    pub fn build(on_day: &OnDay<'_>, needs: &Needs, catalogue: &Catalogue) -> Result<Self> {
        let registry = on_day.registry();
        let map = on_day.map();
        // Households by cell and then by id, whatever their order of arrival.
        let mut households: Vec<(usize, HouseholdIx)> = Vec::new();
        on_day.each_subject(Subject::Household, |who, unit| {
            if let Who::Household(household) = who {
                let place = unit.and_then(|unit| map.position_of(unit));
                households.push((place.unwrap_or(map.units().len()), household));
            }
        });
        let ids = registry.household_ids();
        households.order_by(|a, b| (a.0, ids.text(a.1)).cmp(&(b.0, ids.text(b.1))));

        let mut residents: Vec<(PersonIx, Code)> = Vec::new();
        let mut slots = 0;
        for (_, household) in &households {
            let count = registry.residents_on(*household, on_day.day()).count();
            slots += count.max(1);
        }
        let mut all = needs.marks.clone();
        if needs.all_words {
            add_words(on_day, &households, &mut all);
        }
        let marks: Vec<Mark> = all.into_iter().collect();
        let vocabulary = registry.vocabulary();
        let mut builder = Builder {
            on_day,
            found: marks
                .iter()
                .map(|mark| find(on_day, catalogue, mark))
                .collect(),
            planes: marks.iter().map(|_| Plane::zero(slots)).collect(),
            has_stalls: needs.stalls,
            stall_platforms: needs
                .stall_platforms
                .iter()
                .map(|code| vocabulary.platform(code))
                .collect(),
            stalls: Vec::new(),
            slot: 0,
        };
        let mut cells: Vec<Cell> = Vec::new();
        for (place, household) in households {
            let start = builder.slot;
            residents.clear();
            residents.extend(registry.residents_on(household, on_day.day()));
            builder.household(household, &residents);
            let open = u64::from(!registry.is_listed_on(household, on_day.day()));
            match cells.last_mut().filter(|cell| cell.place == place) {
                Some(cell) => {
                    cell.end = builder.slot;
                    cell.open += open;
                }
                None => cells.push(Cell {
                    place,
                    start,
                    end: builder.slot,
                    open,
                }),
            }
        }
        let levels = map.levels();
        let levels = levels
            .iter()
            .map(|level| vocabulary.text(*level).to_owned());
        Ok(Self {
            day: on_day.day(),
            known_at: registry.known_at().map(str::to_owned),
            is_simulated: false,
            catalogue: catalogue.clone(),
            vocabulary: vocabulary.clone(),
            has_all_words: needs.all_words,
            places: Places::of(registry, map),
            levels: levels.collect(),
            cells,
            slots,
            marks,
            planes: builder.planes,
            stall_platforms: needs.stall_platforms.iter().cloned().collect(),
            has_stalls: needs.stalls,
            stalls: builder.stalls,
        })
    }
}

/// Adds a mark for each kind of residence and of household that there is.
fn add_words(on_day: &OnDay<'_>, households: &[(usize, HouseholdIx)], marks: &mut Set<Mark>) {
    let (registry, day) = (on_day.registry(), on_day.day());
    let text = |code| registry.vocabulary().text(code).to_owned();
    for (_, household) in households {
        let kind = registry.household(*household);
        marks.extend(kind.map(|record| Mark::Kind(text(record.opened.kind))));
        let residents = registry.residents_on(*household, day);
        marks.extend(residents.map(|(_, kind)| Mark::Residence(text(kind))));
    }
}

fn find(on_day: &OnDay<'_>, catalogue: &Catalogue, mark: &Mark) -> Found {
    let vocabulary = on_day.registry().vocabulary();
    let at = vocabulary.catalogue(&catalogue.code).map(|(at, _)| at);
    let skill = |code: &String| at.and_then(|at| vocabulary.skill(at, code));
    let platform = |code: &String| vocabulary.platform(code);
    let found = match mark {
        Mark::Last => Some(Found::Last),
        Mark::Phantom => Some(Found::Phantom),
        Mark::Open => Some(Found::Open),
        Mark::Level(code, kinds, bit) => skill(code).map(|skill| Found::Level(skill, *kinds, *bit)),
        Mark::Assessed(code, kinds) => skill(code).map(|skill| Found::Assessed(skill, *kinds)),
        Mark::Fresh(code, kinds, days) => {
            skill(code).map(|skill| Found::Fresh(skill, *kinds, *days))
        }
        Mark::Age(bit) => Some(Found::Age(*bit)),
        Mark::Female => Some(Found::Sex(Sex::Female)),
        Mark::Male => Some(Found::Sex(Sex::Male)),
        Mark::Residence(kind) => vocabulary.find(kind).map(Found::Residence),
        Mark::Flag(code) => vocabulary.flag(code).map(Found::Flag),
        Mark::HouseholdFlag(code) => vocabulary.flag(code).map(Found::HouseholdFlag),
        Mark::State(code, bit) => platform(code).map(|ix| Found::State(ix, *bit)),
        Mark::StateKnown(code) => platform(code).map(Found::StateKnown),
        Mark::HouseholdState(code, bit) => platform(code).map(|ix| Found::HouseholdState(ix, *bit)),
        Mark::HouseholdStateKnown(code) => platform(code).map(Found::HouseholdStateKnown),
        Mark::Advocate => Some(Found::Advocate(false)),
        Mark::AdvocateWhoTaught => Some(Found::Advocate(true)),
        Mark::Kind(kind) => vocabulary.find(kind).map(Found::Kind),
    };
    found.unwrap_or(Found::Never)
}

impl Builder<'_> {
    /// Lays a household down: its residents in their order, or a slot of nobody.
    fn household(&mut self, household: HouseholdIx, residents: &[(PersonIx, Code)]) {
        for (person, kind) in residents {
            for at in 0..self.found.len() {
                let is = self
                    .found
                    .get(at)
                    .is_some_and(|mark| self.resident(mark, *person, household, *kind));
                self.put(at, is);
            }
            self.slot += 1;
        }
        if residents.is_empty() {
            self.slot += 1;
        }
        // What is the household's own stands at its last slot.
        self.slot -= 1;
        for at in 0..self.found.len() {
            let is = self
                .found
                .get(at)
                .is_some_and(|mark| self.own(mark, household, residents.is_empty()));
            self.put(at, is);
        }
        self.stalls_of(household);
        self.slot += 1;
    }

    fn put(&mut self, at: usize, is: bool) {
        if let Some(plane) = self.planes.get_mut(at) {
            plane.put(self.slot, is);
        }
    }

    /// Whether a mark is set in a resident's slot.
    fn resident(&self, mark: &Found, person: PersonIx, household: HouseholdIx, kind: Code) -> bool {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        let assessed = |skill: SkillIx, kinds: Kinds| {
            registry.assessed_on(person, skill, day, |found| {
                let at = Evidence::ALL.iter().position(|known| *known == found.how);
                at.is_some_and(|at| kinds >> at & 1 == 1)
            })
        };
        let record = registry.person(person);
        match mark {
            Found::Level(skill, kinds, bit) => {
                assessed(*skill, *kinds).is_some_and(|found| found.level >> bit & 1 == 1)
            }
            Found::Assessed(skill, kinds) => assessed(*skill, *kinds).is_some(),
            Found::Fresh(skill, kinds, days) => assessed(*skill, *kinds)
                .and_then(|found| found.day)
                .is_some_and(|found| day.days_since(found) <= i64::from(*days)),
            Found::Age(bit) => {
                let age = record.and_then(|record| record.birth.age_on(day));
                let kept = age.map_or(AGE_UNKNOWN, |age| {
                    u16::try_from(age.max(0))
                        .unwrap_or(AGE_UNKNOWN)
                        .min(AGE_UNKNOWN - 1)
                });
                *bit < AGE_BITS && kept >> bit & 1 == 1
            }
            Found::Sex(sex) => record.is_some_and(|record| record.sex == *sex),
            Found::Residence(wanted) => kind == *wanted,
            Found::Flag(flag) => registry.is_flagged(FlagOwner::Person(person), *flag, day),
            Found::State(platform, bit) => self
                .state(registry.setups(person).iter(), *platform)
                .is_some_and(|state| state as u8 >> bit & 1 == 1),
            Found::StateKnown(platform) => self
                .state(registry.setups(person).iter(), *platform)
                .is_some(),
            Found::Advocate(taught) => registry.is_advocate_on(person, household, *taught, day),
            _ => false,
        }
    }

    /// Whether a mark of the household itself is set.
    fn own(&self, mark: &Found, household: HouseholdIx, empty: bool) -> bool {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        let state = |platform| {
            let own = registry.other_setups(SetupOwner::Household(household));
            self.state(own, platform)
        };
        match mark {
            Found::Last => true,
            Found::Phantom => empty,
            Found::Open => !registry.is_listed_on(household, day),
            Found::HouseholdFlag(flag) => {
                registry.is_flagged(FlagOwner::Household(household), *flag, day)
            }
            Found::HouseholdState(platform, bit) => {
                state(*platform).is_some_and(|state| state as u8 >> bit & 1 == 1)
            }
            Found::HouseholdStateKnown(platform) => state(*platform).is_some(),
            Found::Kind(kind) => registry
                .household(household)
                .is_some_and(|record| record.opened.kind == *kind),
            _ => false,
        }
    }

    fn stalls_of(&mut self, household: HouseholdIx) {
        if !self.has_stalls {
            return;
        }
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        for stall in registry.stalls_on(household, day) {
            let states = self.stall_platforms.iter().map(|platform| {
                let own = registry.other_setups(SetupOwner::Stall(stall));
                platform.and_then(|platform| self.state(own, platform))
            });
            let states = states.collect();
            self.stalls.push(StallStates {
                slot: u32::try_from(self.slot).unwrap_or(u32::MAX),
                states,
            });
        }
    }

    /// The latest state of a platform on the day.
    fn state<'s>(
        &self,
        setups: impl Iterator<Item = &'s Setup>,
        platform: PlatformIx,
    ) -> Option<SetupState> {
        let known = setups.filter(|setup| {
            setup.platform == platform && setup.day.is_none_or(|day| day <= self.on_day.day())
        });
        known.last().map(|setup| setup.state)
    }
}
