//! What changes for a subject between two days, and in which order.

use super::{looks::Looks, whose::Whose};
use crate::{
    Day, Registry,
    coverage::OnDay,
    event::batch::{FlagOwner, SetupOwner},
    id::{HouseholdIx, PersonIx, UnitIx},
    order::Order,
    registry::Edge,
    team::Body,
    time::Spell,
};

/// The changes of a subject in a stretch of days.
pub(super) struct Edges<'a> {
    registry: &'a Registry,
    /// After this day, and up to the other.
    between: (Day, Day),
    looks: &'a Looks,
    pub found: Vec<(Day, Edge)>,
}

impl<'a> Edges<'a> {
    pub(super) fn of(
        registry: &'a Registry,
        whose: Whose,
        between: (Day, Day),
        looks: &'a Looks,
        epochs: &[Day],
        maps: &[OnDay<'_>],
    ) -> Vec<(Day, Edge)> {
        let mut edges = Self {
            registry,
            between,
            looks,
            found: epochs.iter().map(|day| (*day, Edge::Place)).collect(),
        };
        match whose {
            Whose::Household(home) => edges.household(home),
            Whose::Person(person) => {
                edges.person(person);
                for stay in registry.residences(person) {
                    edges.home(stay.household);
                    // Whom an advocate has taught must live there too.
                    let others = registry.lived_in(stay.household).iter();
                    for other in others.filter(|_| looks.advocates) {
                        edges.stays(*other);
                    }
                }
            }
            Whose::Team(team) => edges.body(Body::Team(team)),
            Whose::Unit(unit) => edges.unit(unit, maps),
        }
        let id = |edge: &Edge| text(registry, edge);
        edges.found.order_by(|(a, one), (b, two)| {
            let keys = (a, rank(one)).cmp(&(b, rank(two)));
            keys.then_with(|| id(one).cmp(&id(two)))
        });
        edges.found.dedup();
        edges.found
    }

    fn add(&mut self, day: Option<Day>, edge: Edge) {
        if let Some(day) = day
            && self.between.0 < day
            && day <= self.between.1
        {
            self.found.push((day, edge));
        }
    }

    fn spell(&mut self, spell: Spell, begun: Edge, ended: Edge) {
        self.add(spell.from, begun);
        self.add(spell.until, ended);
    }

    fn home(&mut self, home: HouseholdIx) {
        let registry = self.registry;
        if let Some(own) = registry.household(home) {
            self.spell(own.opened.spell, Edge::Opened(home), Edge::Closed(home));
        }
        for placed in registry.places_of(home) {
            self.add(placed.from, Edge::Moved(home));
        }
        for from in registry.listings_of(home) {
            self.add(from, Edge::Listed(home));
        }
    }

    fn household(&mut self, home: HouseholdIx) {
        let registry = self.registry;
        self.home(home);
        self.flags(FlagOwner::Household(home));
        self.setups(SetupOwner::Household(home));
        for stall in registry.stalls_of(home) {
            if let Some(own) = registry.stall(*stall) {
                let (begun, ended) = (Edge::StallOpened(*stall), Edge::StallClosed(*stall));
                self.spell(own.spell, begun, ended);
            }
            self.setups(SetupOwner::Stall(*stall));
        }
        for person in registry.lived_in(home) {
            self.person(*person);
        }
    }

    fn flags(&mut self, owner: FlagOwner) {
        if !self.looks.flags {
            return;
        }
        let registry = self.registry;
        for own in registry.flags(owner) {
            let (begun, ended) = (
                Edge::FlagSet(owner, own.flag),
                Edge::FlagCleared(owner, own.flag),
            );
            self.spell(own.spell, begun, ended);
        }
    }

    fn setups(&mut self, owner: SetupOwner) {
        if !self.looks.platforms {
            return;
        }
        let registry = self.registry;
        for own in registry.other_setups(owner) {
            self.add(own.day, Edge::SetUp(owner, own.platform));
        }
    }

    /// Where somebody lives, and that they died.
    fn stays(&mut self, person: PersonIx) {
        let registry = self.registry;
        self.add(registry.died(person), Edge::Died(person));
        for stay in registry.residences(person) {
            let begun = Edge::StayBegun(person, stay.household, stay.kind);
            let ended = Edge::StayEnded(person, stay.household, stay.kind);
            self.spell(stay.spell, begun, ended);
            if let Some(own) = registry.household(stay.household) {
                let home = stay.household;
                self.spell(own.opened.spell, Edge::Opened(home), Edge::Closed(home));
            }
        }
    }

    /// Somebody who lives somewhere.
    fn person(&mut self, person: PersonIx) {
        self.stays(person);
        self.of_person(person);
    }

    /// What is known of somebody, wherever they live.
    fn of_person(&mut self, person: PersonIx) {
        let registry = self.registry;
        self.flags(FlagOwner::Person(person));
        if self.looks.platforms {
            for own in registry.setups(person) {
                let edge = Edge::SetUp(SetupOwner::Person(person), own.platform);
                self.add(own.day, edge);
            }
        }
        if self.looks.skills {
            for found in registry.assessments(person) {
                self.add(found.day, Edge::Assessed(person, found.skill));
                for most in &self.looks.evidence {
                    let aged = found.day.map(|day| day.plus(i64::from(*most) + 1));
                    self.add(aged, Edge::Evidence);
                }
            }
        }
        if self.looks.advocates {
            for own in registry.advocacies(person) {
                let (begun, ended) = (Edge::AdvocateNamed(person), Edge::AdvocateEnded(person));
                self.spell(own.spell, begun, ended);
            }
            for own in registry.teachings(person) {
                self.add(own.day, Edge::Taught(person, own.learner, own.skill));
                self.stays(own.learner);
            }
        }
        if self.looks.ages {
            self.birthdays(person);
        }
    }

    fn birthdays(&mut self, person: PersonIx) {
        let birth = self.registry.person(person).map(|own| own.birth);
        let Some(born) = birth.and_then(|birth| birth.counted_as()) else {
            return;
        };
        for year in self.between.0.year()..=self.between.1.year() {
            let (month, day) = (born.month(), born.day_of_month());
            // Born on 29 February, one is older on 1 March in common years.
            let birthday = Day::new(year, month, day).or_else(|| Day::new(year, 3, 1));
            self.add(birthday, Edge::Age);
        }
    }

    fn body(&mut self, body: Body) {
        if !self.looks.members {
            return;
        }
        let registry = self.registry;
        for person in registry.ever_members(body) {
            self.add(registry.died(*person), Edge::Died(*person));
            self.of_person(*person);
            for seat in registry.memberships(*person) {
                if seat.body == body {
                    let (begun, ended) = (
                        Edge::SeatBegun(*person, body),
                        Edge::SeatEnded(*person, body),
                    );
                    self.spell(seat.spell, begun, ended);
                }
            }
        }
    }

    /// The bodies of a unit, and of those below it on any of the maps.
    fn unit(&mut self, unit: UnitIx, maps: &[OnDay<'_>]) {
        let mut bodies: Vec<Body> = Vec::new();
        for on_day in maps {
            let map = on_day.map();
            for below in map.units().get(map.stretch(unit)).unwrap_or(&[]) {
                bodies.extend(on_day.teams_of(*below).iter().copied().map(Body::Team));
                let committees = on_day.committees_of(*below).iter().copied();
                bodies.extend(committees.map(Body::Committee));
            }
        }
        bodies.order_by_key(|body| match body {
            Body::Team(own) => (0, own.index()),
            Body::Committee(own) => (1, own.index()),
        });
        bodies.dedup();
        for body in bodies {
            self.body(body);
        }
    }
}

/// The place of a change among those of its day: what the day itself brings first,
/// then the ranks of the kinds of events.
fn rank(edge: &Edge) -> u16 {
    match edge {
        Edge::Age => 0,
        Edge::Evidence => 1,
        Edge::Place => 200,
        Edge::SeatBegun(..) => 340,
        Edge::SeatEnded(..) => 350,
        Edge::Died(_) => 420,
        Edge::Opened(_) => 510,
        Edge::Moved(_) => 520,
        Edge::Listed(_) => 540,
        Edge::StayBegun(..) => 550,
        Edge::StayEnded(..) => 560,
        Edge::Closed(_) => 590,
        Edge::StallOpened(_) => 595,
        Edge::StallClosed(_) => 598,
        Edge::FlagSet(..) => 610,
        Edge::FlagCleared(..) => 620,
        Edge::SetUp(..) => 630,
        Edge::Assessed(..) => 640,
        Edge::AdvocateNamed(_) => 650,
        Edge::AdvocateEnded(_) => 660,
        Edge::Taught(..) => 670,
    }
}

/// The texts that order changes of one rank, as keys of events are ordered: a shorter
/// text stands before a longer one.
fn text<'r>(registry: &'r Registry, edge: &Edge) -> [(usize, &'r str); 3] {
    let who = |own| registry.person_ids().text(own);
    let home = |own| registry.household_ids().text(own);
    let stall = |own| registry.stall_ids().text(own);
    let words = registry.vocabulary();
    let seat = |body| match body {
        Body::Team(team) => registry.team_ids().text(team),
        Body::Committee(committee) => registry.committee_ids().text(committee),
    };
    let texts = match *edge {
        Edge::Age | Edge::Evidence | Edge::Place => ["", "", ""],
        Edge::SeatBegun(person, body) | Edge::SeatEnded(person, body) => {
            [who(person), seat(body), ""]
        }
        Edge::Died(person) | Edge::AdvocateNamed(person) | Edge::AdvocateEnded(person) => {
            [who(person), "", ""]
        }
        Edge::Opened(own) | Edge::Moved(own) | Edge::Listed(own) | Edge::Closed(own) => {
            [home(own), "", ""]
        }
        Edge::StayBegun(person, own, kind) | Edge::StayEnded(person, own, kind) => {
            [home(own), who(person), words.text(kind)]
        }
        Edge::StallOpened(own) | Edge::StallClosed(own) => [stall(own), "", ""],
        Edge::FlagSet(owner, flag) | Edge::FlagCleared(owner, flag) => {
            let owner = match owner {
                FlagOwner::Person(person) => who(person),
                FlagOwner::Household(own) => home(own),
            };
            [owner, words.flag_code(flag), ""]
        }
        Edge::SetUp(owner, platform) => {
            let owner = match owner {
                SetupOwner::Person(person) => who(person),
                SetupOwner::Household(own) => home(own),
                SetupOwner::Stall(own) => stall(own),
            };
            [owner, words.platform_code(platform), ""]
        }
        Edge::Assessed(person, skill) => {
            let (catalogue, code) = words.skill_code(skill);
            [who(person), catalogue, code]
        }
        Edge::Taught(person, learner, skill) => {
            [who(person), who(learner), words.skill_code(skill).1]
        }
    };
    texts.map(|text| (text.len(), text))
}
