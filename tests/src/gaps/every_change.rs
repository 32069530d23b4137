//! The smallest change against every set of changes, one after the other, on the
//! public surface alone.

use super::{
    law::{count, most_wanted, run, saw, says, seen},
    shown,
    worlds::{Dice, LEVELS, PLATFORMS, SKILLS, World, day, world},
};
use noidai::{
    Registry,
    coverage::{Question, Verdict, verdict},
    event::{Batch, Code, batch::SetupOwner, lines},
    gap::{Basis, Change, Exact, GapQuestion, Named, events, explain},
    id::PersonIx,
    platform::SetupState,
    skill::Evidence,
    team::Body,
};
use proptest::prelude::*;

/// Most candidates that are tried in every combination.
const MOST: usize = 12;

fn there(noun: &'static str, id: &str) -> Named {
    Named {
        noun,
        id: Some(id.to_owned()),
        new: None,
    }
}

fn new(noun: &'static str, number: u32) -> Named {
    Named {
        noun,
        id: None,
        new: Some(number),
    }
}

/// Changes as JSON Lines, as a host would pass them on.
fn told(registry: &Registry, changes: &[Change]) -> noidai::Result<String> {
    let mut id_of = |named: &Named| Ok(shown::named(named));
    let events = events(registry, changes, "basic-skills", day(), &mut id_of)?;
    Ok(events.iter().map(|event| event.line() + "\n").collect())
}

fn read(batch: Batch, texts: &[&str]) -> Batch {
    let source = |bytes| lines::Source {
        file: "events.jsonl",
        bytes,
    };
    let sources: Vec<lines::Source> = texts.iter().map(|text| source(text.as_bytes())).collect();
    let read = lines::read(batch, &sources, &lines::Options::default());
    read.unwrap_or_else(|faults| panic!("{faults:?} {texts:?}"))
        .batch
}
struct Candidates<'w> {
    world: &'w World,
    rule: String,
    list: Vec<Change>,
}

impl Candidates<'_> {
    fn raises(&mut self, person: &Named, known: Option<PersonIx>) {
        for (at, skill) in SKILLS
            .iter()
            .enumerate()
            .filter(|(_, skill)| says(&self.rule, skill))
        {
            let on = self.world.batch.assessments.iter();
            let found = on
                .filter(|(who, found)| Some(*who) == known && found.skill.position() == at)
                .map(|(_, found)| found)
                .next_back();
            let stale = found.is_some_and(|found| day().days_since(found.day.unwrap()) > 100);
            // A rule in which one condition bounds the age and another does not is
            // left out by the caller, so it is one present level for all.
            let stale = stale && says(&self.rule, "max_age_days");
            let present = found.filter(|_| !stale);
            let basis = match (found, present) {
                (_, Some(_)) => Basis::Found,
                (Some(_), None) => Basis::Stale,
                (None, None) => Basis::NotAssessed,
            };
            for (level, code) in (0_u32..).zip(LEVELS) {
                let from = present.map(|found| u32::from(found.level));
                let further = from.is_none_or(|from| level > from);
                // To be found at the lowest level can matter where something must not
                // be so.
                let must_not = says(&self.rule, "not") || says(&self.rule, "where");
                if (says(&self.rule, code) || level == 0 && must_not) && further {
                    self.list.push(Change::Raise {
                        person: person.clone(),
                        skill: (*skill).to_owned(),
                        basis,
                        from: from.map(|from| LEVELS[from as usize].to_owned()),
                        to: code.to_owned(),
                        evidence: Evidence::Observed,
                        cost: (level - from.unwrap_or(0)).max(1),
                    });
                }
            }
        }
    }

    fn setups(&mut self, owner: &Named, key: Option<SetupOwner>) {
        for code in PLATFORMS.iter().filter(|code| says(&self.rule, code)) {
            let platform = self.world.batch.vocabulary.platform(code).unwrap();
            let found = self.world.batch.setups.iter();
            let mut found =
                found.filter(|(who, found)| Some(*who) == key && found.platform == platform);
            let from = found.next().map(|(_, found)| found.state);
            for to in SetupState::ALL {
                let must_not = says(&self.rule, "not") || says(&self.rule, "where");
                let further = to > from.unwrap_or(SetupState::Absent);
                if further && (must_not || says(&self.rule, to.code())) {
                    self.list.push(Change::SetUp {
                        owner: owner.clone(),
                        platform: (*code).to_owned(),
                        from,
                        to,
                        cost: 1,
                    });
                }
            }
        }
    }

    /// More new ones than any condition of these rules could need: a share of 60 %
    /// takes one and a half for each who does not, one of 50 % may break.
    fn most_new(&self, known: u32) -> u32 {
        let share = match says(&self.rule, "share") {
            true => (known * 3).div_ceil(2).max(known + 1),
            false => 1,
        };
        most_wanted(&self.rule).max(share)
    }

    fn person(&mut self, person: &Named, known: Option<PersonIx>) {
        self.raises(person, known);
        self.setups(person, known.map(SetupOwner::Person));
    }

    fn body(&mut self, body: &Named, known: Option<Body>, first_new: u32) {
        let batch = &self.world.batch;
        let seats: Vec<_> = batch
            .memberships
            .iter()
            .filter(|(_, seat)| Some(seat.body) == known)
            .collect();
        for (person, seat) in seats {
            let named = there("person", batch.people.text(*person));
            if seat.role != Code::HEAD && says(&self.rule, "role") {
                self.list.push(Change::AppointHead {
                    body: body.clone(),
                    person: named.clone(),
                    cost: 1,
                });
            }
            self.person(&named, Some(*person));
        }
        let members = count(
            batch
                .memberships
                .iter()
                .filter(|(_, seat)| Some(seat.body) == known),
        );
        for number in 0..self.most_new(members) {
            let person = new("person", first_new + number);
            let mut ways = vec![("member", None)];
            if says(&self.rule, "youth-union") {
                ways.push(("member", Some("youth-union".to_owned())));
            }
            if says(&self.rule, "deputy") {
                let as_deputy = ways.iter().map(|(_, force)| ("deputy", force.clone()));
                ways.extend(as_deputy.collect::<Vec<_>>());
            }
            for (role, force) in ways {
                self.list.push(Change::AddMember {
                    body: body.clone(),
                    person: person.clone(),
                    role: role.to_owned(),
                    force,
                    cost: 1,
                });
            }
            if says(&self.rule, "role") {
                self.list.push(Change::AppointHead {
                    body: body.clone(),
                    person: person.clone(),
                    cost: 1,
                });
            }
            self.person(&person, None);
        }
    }

    fn gather(&mut self) {
        let batch = &self.world.batch;
        match self.world.id {
            "h1" => {
                for (person, _) in &batch.residences {
                    self.person(&there("person", batch.people.text(*person)), Some(*person));
                }
                let home = batch.households.find("h1").unwrap();
                self.setups(&there("household", "h1"), Some(SetupOwner::Household(home)));
                if let Some(stall) = batch.stalls.find("s1") {
                    self.setups(&there("stall", "s1"), Some(SetupOwner::Stall(stall)));
                }
            }
            "t1" => {
                let team = batch.teams.find("t1").unwrap();
                self.body(&there("team", "t1"), Some(Body::Team(team)), 1);
            }
            _ => {
                if says(&self.rule, "committees") {
                    self.list.push(Change::FormCommittee {
                        unit: there("unit", "31400"),
                        committee: new("committee", 1),
                        cost: 1,
                    });
                }
                for (number, id, unit) in [(1, "t1", "31400/1"), (2, "t2", "31400/2")] {
                    if !says(&self.rule, "teams") {
                        continue;
                    }
                    let members = says(&self.rule, "members");
                    if let (Some(team), true) = (batch.teams.find(id), members) {
                        self.body(&there("team", id), Some(Body::Team(team)), number * 100);
                    }
                    let teams = u32::from(batch.teams.find(id).is_some());
                    for more in 0..self.most_new(teams) {
                        let team = new("team", number * 10 + more);
                        self.list.push(Change::FormTeam {
                            unit: there("unit", unit),
                            team: team.clone(),
                            cost: 1,
                        });
                        if members {
                            self.body(&team, None, number * 100 + more * 10 + 10);
                        }
                    }
                }
            }
        }
    }
}
type Key = (bool, String, u32, u32, String, u32, u32);

/// The order of changes: ids in byte order, new ones last; then what is done, then
/// skills and platforms in their order, then how far.
fn key(rule: &str, change: &Change) -> Key {
    let (about, rank, second, at, within) = match change {
        Change::FormTeam { unit, team, .. } => (unit, 0, None, team.new.unwrap_or(0), 0),
        Change::FormCommittee {
            unit, committee, ..
        } => (unit, 1, None, committee.new.unwrap_or(0), 0),
        Change::AddMember {
            person,
            body,
            role,
            force,
            ..
        } => {
            let within = u32::from(role != "member") * 2 + u32::from(force.is_some());
            (person, 2, Some(body), 0, within)
        }
        Change::AppointHead { person, body, .. } => (person, 3, Some(body), 0, 0),
        Change::Raise {
            person, skill, to, ..
        } => {
            let at = SKILLS.iter().position(|one| one == skill).unwrap();
            let level = LEVELS.iter().position(|one| one == to).unwrap();
            (person, 4, None, at as u32, level as u32)
        }
        // Platforms as the rule names them.
        Change::SetUp {
            owner,
            platform,
            to,
            ..
        } => {
            let at = rule.find(&format!("\"{platform}\"")).unwrap();
            (owner, 5, None, at as u32, *to as u32)
        }
    };
    let second = second.and_then(|body| body.id.clone()).unwrap_or_default();
    let id = about.id.clone().unwrap_or_default();
    (
        about.id.is_none(),
        id,
        about.new.unwrap_or(0),
        rank,
        second,
        at,
        within,
    )
}

/// Whether two changes cannot both be made.
fn exclude(a: &Change, b: &Change) -> bool {
    match (a, b) {
        (
            Change::Raise { person, skill, .. },
            Change::Raise {
                person: other,
                skill: also,
                ..
            },
        ) => (person, skill) == (other, also),
        (
            Change::SetUp {
                owner, platform, ..
            },
            Change::SetUp {
                owner: other,
                platform: also,
                ..
            },
        ) => (owner, platform) == (other, also),
        (Change::AddMember { person, .. }, Change::AddMember { person: other, .. }) => {
            person == other
        }
        _ => false,
    }
}

fn covered(world: &World, registry: &Registry, changes: &[Change]) -> bool {
    // Some combinations make no sense: what they refer to is not there.
    let Ok(told) = told(registry, changes) else {
        return false;
    };
    let batch = read(world.batch.clone(), &[&told]);
    let (registry, _) = Registry::fold(batch);
    verdict(&registry, &world.rule, &Question::on(day()), world.id) == Ok(Verdict::Covered)
}

/// All sets of changes, the least first; the first that covers.
fn tried(world: &World, registry: &Registry, candidates: &[Change]) -> Option<Vec<Change>> {
    let mut sets: Vec<(u32, usize, usize, Vec<usize>)> = Vec::new();
    for set in 0_u32..1 << candidates.len() {
        let picks: Vec<usize> = (0..candidates.len())
            .filter(|at| set >> at & 1 == 1)
            .collect();
        let clash = picks.iter().enumerate().any(|(nth, a)| {
            let mut rest = picks[nth + 1..].iter();
            rest.any(|b| exclude(&candidates[*a], &candidates[*b]))
        });
        if clash {
            continue;
        }
        let cost = picks.iter().map(|at| candidates[*at].cost()).sum();
        let mut persons: Vec<_> = picks
            .iter()
            .filter_map(|at| candidates[*at].person())
            .collect();
        persons.sort();
        persons.dedup();
        sets.push((cost, persons.len(), picks.len(), picks));
    }
    sets.sort();
    sets.into_iter().find_map(|(_, _, _, picks)| {
        let changes: Vec<Change> = picks.iter().map(|at| candidates[*at].clone()).collect();
        covered(world, registry, &changes).then_some(changes)
    })
}

/// Lines in which new ones are numbered as they appear.
fn lines(changes: &[Change]) -> Vec<String> {
    let mut text: Vec<String> = changes.iter().map(shown::change).collect();
    for noun in ["person", "team", "committee"] {
        let mut seen: Vec<String> = Vec::new();
        let mark = format!("new-{noun}-");
        for line in &mut text {
            let mut out = String::new();
            for word in line.split(' ') {
                if let Some(number) = word.strip_prefix(&mark) {
                    let at = seen
                        .iter()
                        .position(|known| known == number)
                        .unwrap_or_else(|| {
                            seen.push(number.to_owned());
                            seen.len() - 1
                        });
                    out.push_str(&format!("{mark}{} ", at + 1));
                } else {
                    out.push_str(word);
                    out.push(' ');
                }
            }
            *line = out.trim_end().to_owned();
        }
    }
    text
}
fn smallest_is_smallest(dice: &mut Dice) -> Result<(), TestCaseError> {
    let Some(world) = world(dice) else {
        return Ok(());
    };
    let rule = world.rule.population.to_string() + &world.rule.requirement.to_string();
    // One present level for all conditions: see `raises`.
    let bounded = rule.matches("max_age_days").count();
    if bounded > 0 && bounded != rule.matches("\"level\"").count() {
        return Ok(());
    }
    let registry = world.registry();
    let question = GapQuestion::on(day());
    let before = explain(&registry, &world.rule, &question, world.id).unwrap();
    prop_assert_eq!(
        before.verdict,
        verdict(&registry, &world.rule, &Question::on(day()), world.id).unwrap()
    );
    let Some(smallest) = before.smallest_change else {
        prop_assert!(before.verdict != Verdict::NotCovered);
        return Ok(());
    };
    let found = smallest.cost.is_some();
    if found {
        prop_assert!(
            covered(&world, &registry, &smallest.changes),
            "{:?} {rule}",
            lines(&smallest.changes)
        );
        // Read with the facts as another host has them, in any order, nothing
        // contradicts anything.
        let exported = lines::write(&world.batch);
        let told = told(&registry, &smallest.changes).unwrap();
        let batch = read(Batch::default(), &[&told, &exported, &told]);
        let other = Registry::open(batch)
            .map_err(|error| TestCaseError::fail(format!("{error} {told}")))?;
        let after = explain(&other, &world.rule, &question, world.id).unwrap();
        prop_assert_eq!(after.verdict, Verdict::Covered, "{} {}", exported, told);
        // Nothing of it is too much.
        for at in 0..smallest.changes.len() {
            let mut fewer = smallest.changes.clone();
            fewer.remove(at);
            prop_assert!(
                !covered(&world, &registry, &fewer),
                "{:?} {rule}",
                lines(&fewer)
            );
        }
    } else {
        prop_assert!(!smallest.blocked.is_empty());
    }
    seen(if found { "applied" } else { "impossible" });
    let mut candidates = Candidates {
        world: &world,
        rule: rule.clone(),
        list: Vec::new(),
    };
    candidates.gather();
    let mut list = candidates.list;
    if list.len() > MOST {
        seen("too many to try");
        return Ok(());
    }
    list.sort_by_cached_key(|change| key(&rule, change));
    let exact = Exact {
        cost: true,
        persons: true,
    };
    prop_assert_eq!(smallest.exact, exact);
    let best = tried(&world, &registry, &list);
    prop_assert_eq!(
        smallest.cost.is_some().then(|| lines(&smallest.changes)),
        best.as_deref().map(lines),
        "{}",
        rule
    );
    seen(world.id);
    Ok(())
}
#[test]
fn nothing_smaller_covers() {
    saw(&run(smallest_is_smallest), &["applied", "impossible"]);
}
