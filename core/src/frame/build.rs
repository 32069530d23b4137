//! A frame from a registry on a day.

use super::{
    Cell, Frame, Layer, Map, StallStates, Stands,
    mark::{AGE_BITS, AGE_UNKNOWN, Kinds, Mark, Needs},
    plane::Plane,
    strata::{bits_of, is_none},
};
use crate::{
    Registry, Result,
    coverage::{OnDay, Places, Who, level_names},
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{HouseholdIx, PersonIx, UnitIx},
    order::{Order, Set},
    person::Sex,
    place::{Crossing, PlaceMap},
    platform::{PlatformIx, Setup, SetupState},
    rule::Subject,
    skill::{Catalogue, Evidence, SkillIx},
    team::{Body, Membership},
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
    Unborn,
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
    /// A bit of the number of a lane among those of the frame.
    Lane(u8),
    Role(Code),
    Force(Code),
    /// A word that no fact of the registry uses.
    Never,
}

/// Planes being filled, slot by slot.
struct Builder<'a> {
    on_day: &'a OnDay<'a>,
    found: Vec<Found>,
    marks: Vec<Mark>,
    planes: Vec<Plane>,
    cells: Vec<Cell>,
    slot: usize,
    lanes: &'a [String],
}

impl Frame {
    /// The frame of a day with the planes of some needs.
    ///
    /// # Errors
    ///
    /// None yet: a word that the registry lacks is a plane without a bit.
    pub fn build(on_day: &OnDay<'_>, needs: &Needs, catalogue: &Catalogue) -> Result<Self> {
        Self::build_as::<true>(on_day, needs, catalogue, &mut |_, _, _| {})
    }

    /// The same, and calls with each subject's slot and id. Not `WHOLE`, it knows
    /// residents and households on the map of its day, and no words but those needed.
    pub(super) fn build_as<const WHOLE: bool>(
        on_day: &OnDay<'_>,
        needs: &Needs,
        catalogue: &Catalogue,
        note: &mut dyn FnMut(Subject, usize, &str),
    ) -> Result<Self> {
        let registry = on_day.registry();
        let vocabulary = registry.vocabulary();
        // The day's own map, and those that subjects are followed to.
        let mut crossings: Vec<Crossing<'_>> = Vec::new();
        if WHOLE {
            let others = needs.map_days.iter().filter(|day| **day != on_day.day());
            crossings.extend(others.map(|day| registry.crossing(*day)));
        }
        let map = Map::of(registry, on_day.map());
        let others = crossings.iter();
        let others = others.map(|crossing| Map::of(registry, crossing.map()));
        let other_maps: Vec<Map> = others.collect();
        let standing = |who: Who, unit: Option<UnitIx>| {
            let place = |map: &PlaceMap, unit: Option<UnitIx>| {
                let at = unit.and_then(|unit| map.position_of(unit));
                u32::try_from(at.unwrap_or(map.units().len())).unwrap_or(u32::MAX)
            };
            let own = place(on_day.map(), unit);
            let elsewhere = crossings.iter();
            let elsewhere =
                elsewhere.map(|crossing| place(crossing.map(), on_day.unit_of(crossing, who)));
            core::iter::once(own).chain(elsewhere).collect::<Stands>()
        };

        // Households by cell and then by id, whatever their order of arrival.
        let mut households: Vec<(Stands, HouseholdIx)> = Vec::new();
        on_day.each_subject(Subject::Household, |who, unit| {
            if let Who::Household(household) = who {
                households.push((standing(who, unit), household));
            }
        });
        let ids = registry.household_ids();
        households.order_by(|a, b| (&a.0, ids.text(a.1)).cmp(&(&b.0, ids.text(b.1))));
        let mut bodies = Vec::new();
        let has_bodies = WHOLE && needs.bodies;
        if has_bodies {
            on_day.each_subject(Subject::Team, |who, unit| {
                if let Who::Team(team) = who {
                    let exact = on_day.team_unit(team);
                    bodies.push((standing(who, unit), Body::Team(team), exact));
                }
            });
            // No subjects, so they stand nowhere; but a unit has them.
            let maps = core::iter::once(&map).chain(&other_maps);
            let nowhere = maps.map(|map| map.places.units.len() as u32);
            let nowhere: Stands = nowhere.collect();
            for committee in registry.committee_ids().iter() {
                let known = registry.committee(committee);
                if known.is_some_and(|known| known.spell.holds(on_day.day())) {
                    let exact = on_day.committee_unit(committee);
                    bodies.push((nowhere.clone(), Body::Committee(committee), exact));
                }
            }
        }
        if WHOLE {
            let text = |body: &Body| match body {
                Body::Team(team) => registry.team_ids().text(*team),
                Body::Committee(committee) => registry.committee_ids().text(*committee),
            };
            bodies.order_by(|a, b| (&a.0, text(&a.1)).cmp(&(&b.0, text(&b.1))));
        }

        let (mut marks, mut member_marks) = (needs.marks.clone(), needs.member_marks.clone());
        let mut lanes = Set::new();
        let has_all_words = WHOLE && needs.all_words;
        if has_all_words {
            add_words(on_day, &households, &mut marks, &mut lanes);
            for (_, body, _) in &bodies {
                let text = |code| vocabulary.text(code).to_owned();
                for (_, seat) in registry.members_on(*body, on_day.day()) {
                    let words = [Mark::Role(text(seat.role)), Mark::Force(text(seat.force))];
                    member_marks.extend(words);
                }
            }
        }
        if WHOLE && needs.all_flags {
            let flags = vocabulary.flags().iter();
            marks.extend(flags.map(|flag| Mark::HouseholdFlag(flag.code.clone())));
        }
        let lanes: Vec<String> = lanes.into_iter().collect();

        let mut builder = Builder::new(on_day, catalogue, marks, &lanes);
        let mut residents: Vec<(PersonIx, Code)> = Vec::new();
        let platforms = needs.stall_platforms.iter();
        let platforms = platforms.map(|code| vocabulary.platform(code));
        let platforms: Vec<Option<PlatformIx>> = platforms.collect();
        let mut stalls = Vec::new();
        for (places, household) in households {
            builder.enter(places);
            residents.clear();
            residents.extend(registry.residents_on(household, on_day.day()));
            for (slot, (person, _)) in (builder.slot..).zip(&residents) {
                note(Subject::Resident, slot, registry.person_ids().text(*person));
            }
            builder.household(household, &residents);
            if has_all_words {
                builder.lane(household);
            }
            note(Subject::Household, builder.slot - 1, ids.text(household));
            if needs.stalls {
                builder.stalls_of(household, &platforms, &mut stalls);
            }
        }
        let households = builder.finish();

        let (mut members, mut known) = (Layer::default(), Vec::new());
        let mut organised: Vec<&str> = Vec::new();
        if has_bodies {
            let mut builder = Builder::new(on_day, catalogue, member_marks, &lanes);
            let mut named: Set<&str> = Set::new();
            let organisation = |body: &Body| match body {
                Body::Team(team) => registry.team(*team).and_then(|team| team.organisation),
                Body::Committee(_) => None,
            };
            let organisations = registry.organisation_ids();
            let own = bodies.iter().filter_map(|(_, body, _)| organisation(body));
            named.extend(own.map(|own| organisations.text(own)));
            organised.extend(named);
            for (places, body, unit) in bodies {
                builder.enter(places);
                builder.body(&registry.members_on(body, on_day.day()));
                if let Body::Team(team) = body {
                    let id = registry.team_ids().text(team);
                    note(Subject::Team, builder.slot - 1, id);
                }
                let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let own = organisation(&body).map(|own| organisations.text(own));
                known.push(super::Body {
                    last: number(builder.slot.saturating_sub(1)),
                    is_team: matches!(body, Body::Team(_)),
                    unit: unit
                        .and_then(|unit| on_day.map().position_of(unit))
                        .map(number),
                    organisation: own
                        .and_then(|own| organised.binary_search(&own).ok())
                        .map(number),
                });
            }
            members = builder.finish();
        }

        let (mut units, mut unit_kinds) = (Vec::new(), Vec::new());
        if WHOLE {
            for unit in on_day.map().units() {
                let known = registry.unit(*unit);
                let kind = known.map_or("", |unit| unit.kind_on(on_day.day()));
                unit_kinds.push(kind.to_owned());
                units.push(standing(Who::Unit(*unit), Some(*unit)));
            }
        }
        Ok(Self {
            day: on_day.day(),
            known_at: registry.known_at().map(str::to_owned),
            is_simulated: false,
            catalogue: catalogue.clone(),
            vocabulary: vocabulary.clone(),
            has_all_words,
            map,
            other_maps,
            unit_kinds,
            units,
            households,
            members,
            has_bodies,
            bodies: known,
            organisations: organised.into_iter().map(str::to_owned).collect(),
            lanes,
            stall_platforms: needs.stall_platforms.iter().cloned().collect(),
            has_stalls: needs.stalls,
            stalls,
        })
    }
}

impl Map {
    fn of(registry: &Registry, map: &PlaceMap) -> Self {
        Self {
            day: map.day(),
            places: Places::of(registry, map),
            levels: level_names(registry, map),
        }
    }
}

/// Adds a mark for each kind of residence and of household that there is, and the bits
/// of lanes.
fn add_words(
    on_day: &OnDay<'_>,
    households: &[(Stands, HouseholdIx)],
    marks: &mut Set<Mark>,
    lanes: &mut Set<String>,
) {
    let (registry, day) = (on_day.registry(), on_day.day());
    let text = |code| registry.vocabulary().text(code).to_owned();
    for (_, household) in households {
        let kind = registry.household(*household);
        marks.extend(kind.map(|record| Mark::Kind(text(record.opened.kind))));
        let residents = registry.residents_on(*household, day);
        marks.extend(residents.map(|(_, kind)| Mark::Residence(text(kind))));
        let lane = registry.placed_on(*household, day);
        let lane = lane.map(|placed| text(placed.lane));
        lanes.extend(lane.filter(|lane| !is_none(lane)));
    }
    marks.extend((0..bits_of(lanes.iter().count())).map(Mark::Lane));
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
        Mark::Unborn => Some(Found::Unborn),
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
        Mark::Lane(bit) => Some(Found::Lane(*bit)),
        Mark::Role(role) => vocabulary.find(role).map(Found::Role),
        Mark::Force(force) => vocabulary.find(force).map(Found::Force),
    };
    found.unwrap_or(Found::Never)
}

impl<'a> Builder<'a> {
    fn new(
        on_day: &'a OnDay<'a>,
        catalogue: &Catalogue,
        marks: Set<Mark>,
        lanes: &'a [String],
    ) -> Self {
        let marks: Vec<Mark> = marks.into_iter().collect();
        let found = marks.iter().map(|mark| find(on_day, catalogue, mark));
        Self {
            on_day,
            found: found.collect(),
            planes: marks.iter().map(|_| Plane::default()).collect(),
            marks,
            cells: Vec::new(),
            slot: 0,
            lanes,
        }
    }

    /// What comes next stands at these places.
    fn enter(&mut self, places: Stands) {
        if self.cells.last().is_none_or(|cell| cell.places != places) {
            self.cells.push(Cell {
                places,
                start: self.slot,
                end: self.slot,
                open: 0,
            });
        }
    }

    fn finish(mut self) -> Layer {
        for plane in &mut self.planes {
            plane.extend_to(self.slot);
        }
        Layer {
            cells: self.cells,
            slots: self.slot,
            marks: self.marks,
            planes: self.planes,
        }
    }

    /// Sets the marks that hold in the present slot.
    fn mark(&mut self, holds: impl Fn(&Self, &Found) -> bool) {
        for at in 0..self.found.len() {
            let is = self.found.get(at).is_some_and(|mark| holds(self, mark));
            if let Some(plane) = self.planes.get_mut(at).filter(|_| is) {
                plane.extend_to(self.slot + 1);
                plane.set(self.slot);
            }
        }
    }

    /// Lays a household down: its residents in their order, or a slot of nobody.
    fn household(&mut self, household: HouseholdIx, residents: &[(PersonIx, Code)]) {
        for (person, kind) in residents {
            self.mark(|own, mark| own.resident(mark, *person, household, *kind));
            self.slot += 1;
        }
        if residents.is_empty() {
            self.slot += 1;
        }
        // What is the household's own stands at its last slot.
        self.slot -= 1;
        self.mark(|own, mark| own.own(mark, household, residents.is_empty()));
        self.slot += 1;
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        if let Some(cell) = self.cells.last_mut() {
            cell.end = self.slot;
            cell.open += u64::from(!registry.is_listed_on(household, day));
        }
    }

    /// Lays a team or committee down: its members, or a slot of nobody.
    fn body(&mut self, members: &[(PersonIx, Membership)]) {
        for (person, seat) in members {
            self.mark(|own, mark| match mark {
                Found::Role(role) => seat.role == *role,
                Found::Force(force) => seat.force == *force,
                mark => own.person(mark, *person),
            });
            self.slot += 1;
        }
        if members.is_empty() {
            self.slot += 1;
        }
        self.slot -= 1;
        self.mark(|_, mark| match mark {
            Found::Last => true,
            Found::Phantom => members.is_empty(),
            _ => false,
        });
        self.slot += 1;
        if let Some(cell) = self.cells.last_mut() {
            cell.end = self.slot;
        }
    }

    /// Whether a mark is set in a resident's slot.
    fn resident(&self, mark: &Found, person: PersonIx, household: HouseholdIx, kind: Code) -> bool {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        match mark {
            Found::Residence(wanted) => kind == *wanted,
            Found::Advocate(taught) => registry.is_advocate_on(person, household, *taught, day),
            mark => self.person(mark, person),
        }
    }

    /// Whether a mark is set in the slot of a resident or member.
    fn person(&self, mark: &Found, person: PersonIx) -> bool {
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
            Found::Unborn => record
                .and_then(|record| record.birth.age_on(day))
                .is_some_and(|age| age < 0),
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
            Found::Flag(flag) => registry.is_flagged(FlagOwner::Person(person), *flag, day),
            Found::State(platform, bit) => self
                .state(registry.setups(person).iter(), *platform)
                .is_some_and(|state| state as u8 >> bit & 1 == 1),
            Found::StateKnown(platform) => self
                .state(registry.setups(person).iter(), *platform)
                .is_some(),
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

    /// Lays down the lane of the household that was laid down last.
    fn lane(&mut self, household: HouseholdIx) {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        let lane = registry.placed_on(household, day);
        let lane = lane.map_or("", |placed| registry.vocabulary().text(placed.lane));
        let lanes = self.lanes;
        let at = lanes.binary_search_by(|known| known.as_str().cmp(lane));
        let number = at.map_or(0, |at| at + 1);
        self.slot -= 1;
        self.mark(|_, mark| matches!(mark, Found::Lane(bit) if number >> bit & 1 == 1));
        self.slot += 1;
    }

    /// Notes the stalls of the household that was laid down last.
    fn stalls_of(
        &self,
        household: HouseholdIx,
        platforms: &[Option<PlatformIx>],
        stalls: &mut Vec<StallStates>,
    ) {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        for stall in registry.stalls_on(household, day) {
            let states = platforms.iter().map(|platform| {
                let own = registry.other_setups(SetupOwner::Stall(stall));
                platform.and_then(|platform| self.state(own, platform))
            });
            stalls.push(StallStates {
                slot: u32::try_from(self.slot - 1).unwrap_or(u32::MAX),
                states: states.collect(),
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
