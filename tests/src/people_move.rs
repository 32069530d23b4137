//! Households that split and join, people who die, teams that change: counted
//! as of the day, whatever the day asked about.

use crate::random::{Fact, batch, day};
use noidai::{
    Registry,
    coverage::{Question, Verdict, verdict},
    event::{
        Batch, Code,
        batch::{Listed, SetupOwner},
    },
    household::{Join, Split, Stall},
    id::PersonIx,
    person::{Advocacy, Birth, Sex, Teaching},
    platform::{Setup, SetupState},
    rule::built_in,
    skill::{Assessment, Evidence, SkillIx},
    team::{Body, Membership, Team},
    time::Spell,
};

/// Two listed households; `p0`, fluent in everything, and `p1` live in `h0`.
fn two_households() -> Batch {
    let home = |number| Fact::Household {
        number,
        unit: 2,
        listed: Listed::Yes,
    };
    let mut facts = vec![home(0), home(1)];
    for number in 0..2 {
        facts.push(Fact::Person {
            number,
            birth: Birth::Unknown,
            sex: Sex::Unknown,
        });
        let spell = Spell::default();
        facts.push(Fact::Residence {
            person: number,
            household: 0,
            kind: Code::PERMANENT,
            spell,
        });
        for skill in 0..5 {
            let level = if number == 0 { 3 } else { 0 };
            facts.push(Fact::Assessment {
                person: number,
                skill,
                level,
                day: Some(day(0)),
                how: Evidence::Observed,
            });
        }
    }
    batch(&facts)
}

fn person(batch: &Batch, id: &str) -> PersonIx {
    batch.people.find(id).unwrap()
}

fn asked(registry: &Registry, rule: &str, on: i64, id: &str) -> Option<Verdict> {
    let rule = built_in()
        .into_iter()
        .find(|known| known.id == rule)
        .unwrap();
    verdict(registry, &rule, &Question::on(day(on)), id).ok()
}

fn ministry(registry: &Registry, on: i64, id: &str) -> Option<Verdict> {
    asked(registry, "ministry-household", on, id)
}

#[test]
fn a_household_splits() {
    let mut batch = two_households();
    let split = Split {
        day: day(10),
        from: batch.households.find("h0").unwrap(),
        into: batch.households.intern("h9").unwrap(),
        people: vec![person(&batch, "p0")],
    };
    batch.splits.push(split);
    let registry = Registry::open(batch).unwrap();
    assert_eq!(ministry(&registry, 9, "h0"), Some(Verdict::Covered));
    assert_eq!(ministry(&registry, 9, "h9"), None, "it does not exist yet");
    assert_eq!(ministry(&registry, 10, "h0"), Some(Verdict::NotCovered));
    assert_eq!(ministry(&registry, 10, "h9"), Some(Verdict::Covered));
    let new = registry.household_ids().find("h9").unwrap();
    let unit = registry.placed_on(new, day(10)).unwrap().unit;
    assert_eq!(
        registry.unit_ids().text(unit),
        "31400/1",
        "where the first one stands"
    );
}

#[test]
fn a_household_joins_another_and_the_next() {
    let mut batch = two_households();
    let [h0, h1, h2] = ["h0", "h1", "h2"].map(|id| batch.households.intern(id).unwrap());
    let (_, record) = batch.household[0];
    batch.household.push((h2, record));
    // Given in the wrong order of days on purpose.
    batch.joins.push(Join {
        day: day(20),
        from: h1,
        into: h2,
    });
    batch.joins.push(Join {
        day: day(10),
        from: h0,
        into: h1,
    });
    let registry = Registry::open(batch).unwrap();
    for (on, covered) in [(9, "h0"), (10, "h1"), (19, "h1"), (20, "h2"), (40, "h2")] {
        for id in ["h0", "h1", "h2"] {
            let expected = (id == covered).then_some(Verdict::Covered);
            let found = ministry(&registry, on, id).filter(|found| *found != Verdict::Outside);
            assert_eq!(found, expected, "{id} on day {on}");
        }
    }
    assert_eq!(ministry(&registry, 10, "h0"), None, "who joins closes");
}

#[test]
fn the_dead_are_counted_nowhere() {
    let mut batch = two_households();
    let who = person(&batch, "p0");
    batch.deaths.push((who, day(10)));
    let registry = Registry::open(batch.clone()).unwrap();
    assert_eq!(ministry(&registry, 9, "h0"), Some(Verdict::Covered));
    assert_eq!(ministry(&registry, 10, "h0"), Some(Verdict::NotCovered));

    let skill = SkillIx::new(0, 0).unwrap();
    let late = Assessment {
        day: Some(day(11)),
        skill,
        level: 3,
        how: Evidence::Observed,
        by: None,
    };
    batch.assessments.push((who, late));
    let error = Registry::open(batch).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a fact of 2025-01-12 lies after the person's death (2025-01-11)"
    );
}

#[test]
fn a_stall_pays_for_its_household() {
    let mut batch = two_households();
    let household = batch.households.find("h0").unwrap();
    let stall = batch.stalls.intern("s0").unwrap();
    let market = batch.vocabulary.code("Chợ Cái Tắc").unwrap();
    batch.stall.push((
        stall,
        Stall {
            spell: Spell::default(),
            household,
            unit: None,
            market,
        },
    ));
    let platform = batch.vocabulary.platform("payment-qr").unwrap();
    let setup = |state, on| Setup {
        day: Some(day(on)),
        platform,
        state,
    };
    batch
        .setups
        .push((SetupOwner::Stall(stall), setup(SetupState::Installed, 5)));
    batch
        .setups
        .push((SetupOwner::Stall(stall), setup(SetupState::Activated, 10)));
    let registry = Registry::open(batch).unwrap();
    let pays = |on| asked(&registry, "household-online-payment", on, "h0");
    assert_eq!(
        pays(9),
        Some(Verdict::NotAssessed),
        "nobody was asked about the rest"
    );
    assert_eq!(pays(10), Some(Verdict::Covered));
}

#[test]
fn an_advocate_who_has_taught_somebody_of_the_household() {
    let mut batch = two_households();
    let (first, second) = (person(&batch, "p0"), person(&batch, "p1"));
    let spell = Spell {
        from: Some(day(5)),
        until: None,
    };
    batch.advocates.push((first, Advocacy { spell }));
    let skill = SkillIx::new(0, 2).unwrap();
    batch.teachings.push((
        first,
        Teaching {
            day: Some(day(8)),
            learner: second,
            skill,
        },
    ));
    let registry = Registry::open(batch).unwrap();
    let taught = |on| asked(&registry, "household-advocate", on, "h0");
    assert_eq!(
        taught(7),
        Some(Verdict::NotCovered),
        "named, and has taught nobody"
    );
    assert_eq!(taught(8), Some(Verdict::Covered));
}

/// Guidance 793/BTTTT-THH (2022): the head and two others.
#[test]
fn a_team_of_three_with_a_head() {
    let mut batch = two_households();
    let team = batch.teams.intern("t0").unwrap();
    let unit = batch.units.find("31400/1").unwrap();
    let record = Team {
        spell: Spell::default(),
        unit,
        name: "Tổ".to_owned(),
        organisation: None,
        answers_to: None,
    };
    batch.team.push((team, record));
    let third = batch.people.intern("p2").unwrap();
    batch.persons.push((third, Default::default()));
    for (id, role, from) in [
        ("p0", Code::HEAD, 0),
        ("p1", Code::MEMBER, 0),
        ("p2", Code::DEPUTY, 10),
    ] {
        let spell = Spell {
            from: Some(day(from)),
            until: (id == "p0").then(|| day(20)),
        };
        let seat = Membership {
            spell,
            body: Body::Team(team),
            role,
            force: Code::NONE,
        };
        let who = person(&batch, id);
        batch.memberships.push((who, seat));
    }
    let registry = Registry::open(batch).unwrap();
    for (on, expected) in [
        (9, Verdict::NotCovered),
        (10, Verdict::Covered),
        (20, Verdict::NotCovered),
    ] {
        assert_eq!(
            asked(&registry, "team-complete", on, "t0"),
            Some(expected),
            "day {on}"
        );
    }
}

/// Ends and listings that are recorded apart from the beginnings.
#[test]
fn what_is_recorded_later_holds_from_its_day() {
    let mut batch = two_households();
    let who = person(&batch, "p0");
    let [h0, h1] = ["h0", "h1"].map(|id| batch.households.find(id).unwrap());
    batch.residence_ends.push((who, h0, day(10), Code::MOVED));
    batch.household_closed.push((h0, day(30)));
    for (household, record) in &mut batch.household {
        if *household == h1 {
            record.listed = Listed::No;
        }
    }
    batch.listed.push((h1, Some(day(15))));
    let hamlet = batch.units.find("31400/1").unwrap();
    batch.unit_closed.push((hamlet, day(20)));
    let registry = Registry::open(batch).unwrap();

    assert_eq!(ministry(&registry, 9, "h0"), Some(Verdict::Covered));
    assert_eq!(ministry(&registry, 10, "h0"), Some(Verdict::NotCovered));
    assert_eq!(ministry(&registry, 29, "h0"), Some(Verdict::NotCovered));
    assert_eq!(ministry(&registry, 30, "h0"), None, "it has closed");
    assert_eq!(ministry(&registry, 14, "h1"), Some(Verdict::NotAssessed));
    assert_eq!(
        ministry(&registry, 15, "h1"),
        Some(Verdict::Outside),
        "listed and empty"
    );
    let unit = registry.unit_ids().find("31400/1").unwrap();
    assert!(registry.map(day(19)).position_of(unit).is_some());
    assert!(registry.map(day(20)).position_of(unit).is_none());
}
