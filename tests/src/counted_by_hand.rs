//! Cases worked out by hand, each naming the sentence of the design it shows.

use crate::random::{Fact, batch, day};
use noidai::{
    Registry,
    coverage::{Coverage, Question, Verdict, coverage, verdict},
    event::{Code, batch::Listed},
    person::{Birth, Sex},
    rule::{Given, Rule, built_in},
    skill::Evidence,
    time::Spell,
};

fn rule(id: &str) -> Rule {
    built_in().into_iter().find(|rule| rule.id == id).unwrap()
}

fn household(number: usize, listed: Listed) -> Fact {
    Fact::Household {
        number,
        unit: 2,
        listed,
    }
}

fn resident(person: usize, home: usize, birth: Birth) -> [Fact; 2] {
    let spell = Spell::default();
    [
        Fact::Person {
            number: person,
            birth,
            sex: Sex::Unknown,
        },
        Fact::Residence {
            person,
            household: home,
            kind: Code::PERMANENT,
            spell,
        },
    ]
}

fn levels(person: usize, levels: [Option<u8>; 5], on: i64) -> Vec<Fact> {
    let each = levels.into_iter().enumerate();
    each.filter_map(|(skill, level)| {
        Some(Fact::Assessment {
            person,
            skill,
            level: level?,
            day: Some(day(on)),
            how: Evidence::Observed,
        })
    })
    .collect()
}

const FLUENT: [Option<u8>; 5] = [Some(3); 5];
const NOT_YET: [Option<u8>; 5] = [Some(0); 5];

fn of(facts: &[Fact], rule: &Rule, question: &Question) -> Verdict {
    let registry = Registry::open(batch(facts)).unwrap();
    verdict(&registry, rule, question, "h0").unwrap()
}

fn ministry(facts: &[Fact]) -> Verdict {
    of(facts, &rule("ministry-household"), &Question::on(day(20)))
}

fn home_of(people: &[[Option<u8>; 5]], listed: Listed) -> Vec<Fact> {
    let mut facts = vec![household(0, listed)];
    for (person, found) in people.iter().enumerate() {
        facts.extend(resident(person, 0, Birth::Unknown));
        facts.extend(levels(person, *found, 10));
    }
    facts
}

/// "A household nobody has asked yet is *not assessed*, never silently *not
/// covered*."
#[test]
fn not_asked_is_not_assessed() {
    assert_eq!(
        ministry(&home_of(&[[None; 5]], Listed::Yes)),
        Verdict::NotAssessed
    );
    assert_eq!(
        ministry(&home_of(&[NOT_YET], Listed::Yes)),
        Verdict::NotCovered
    );
}

/// "Two residents fluent, the third unknown, *at least one*: true."
#[test]
fn the_known_suffice() {
    assert_eq!(
        ministry(&home_of(&[FLUENT, FLUENT, [None; 5]], Listed::Yes)),
        Verdict::Covered
    );
    assert_eq!(ministry(&home_of(&[FLUENT], Listed::No)), Verdict::Covered);
}

/// "An open one has any number of further residents, unknown in everything."
#[test]
fn an_open_household_is_never_not_covered() {
    assert_eq!(
        ministry(&home_of(&[NOT_YET], Listed::No)),
        Verdict::NotAssessed
    );
    assert_eq!(ministry(&home_of(&[], Listed::No)), Verdict::NotAssessed);
}

/// "Listed and empty is empty; built-in rules leave it outside the population."
#[test]
fn an_empty_household_is_outside() {
    assert_eq!(ministry(&home_of(&[], Listed::Yes)), Verdict::Outside);
}

/// "The difference between *one person has all five* and *the five are there
/// between them* is the heart of the matter."
#[test]
fn one_person_or_together() {
    let halves = [
        [Some(3), Some(3), Some(3), Some(0), Some(0)],
        [Some(0), Some(0), Some(0), Some(3), Some(3)],
    ];
    let facts = home_of(&halves, Listed::Yes);
    assert_eq!(ministry(&facts), Verdict::NotCovered);
    assert_eq!(
        of(&facts, &rule("household-together"), &Question::on(day(20))),
        Verdict::Covered
    );
}

/// "*No older than d days* means day − evidence ≤ d; older evidence is
/// *unknown*, not *not yet*."
#[test]
fn stale_evidence_is_unknown() {
    let facts = home_of(&[FLUENT], Listed::Yes);
    for (days, expected) in [(10, Verdict::Covered), (9, Verdict::NotAssessed)] {
        let mut question = Question::on(day(20));
        question.parameters = vec![Given::new("max_age_days", days)];
        assert_eq!(of(&facts, &rule("ministry-household"), &question), expected);
    }
}

/// "Latest on or before the day holds": a later loss and a later gain.
#[test]
fn the_latest_evidence_holds() {
    let mut facts = home_of(&[FLUENT], Listed::Yes);
    facts.extend(levels(0, NOT_YET, 15));
    facts.extend(levels(0, FLUENT, 25));
    assert_eq!(ministry(&facts), Verdict::NotCovered);
    let later = Question::on(day(25));
    assert_eq!(
        of(&facts, &rule("ministry-household"), &later),
        Verdict::Covered
    );
}

/// An age bound is a parameter; of unknown age is unknown.
#[test]
fn an_age_bound() {
    for (birth, expected) in [
        (Birth::Year(2007), Verdict::Covered),
        (Birth::Year(2008), Verdict::NotCovered),
        (Birth::Unknown, Verdict::NotAssessed),
    ] {
        let mut facts = vec![household(0, Listed::Yes)];
        facts.extend(resident(0, 0, birth));
        facts.extend(levels(0, FLUENT, 10));
        let mut question = Question::on(day(20));
        question.parameters = vec![Given::new("min_age", 18)];
        assert_eq!(
            of(&facts, &rule("ministry-household"), &question),
            expected,
            "{birth:?}"
        );
    }
}

/// "One permanent and one temporary may coexist: the person is counted in the
/// temporary one"; and whoever moves counts where they lived on the day.
#[test]
fn counted_where_they_live() {
    let mut facts = vec![household(0, Listed::Yes), household(1, Listed::Yes)];
    facts.extend(resident(0, 0, Birth::Unknown));
    facts.extend(levels(0, FLUENT, 0));
    let spell = Spell {
        from: Some(day(15)),
        until: Some(day(25)),
    };
    facts.push(Fact::Residence {
        person: 0,
        household: 1,
        kind: Code::TEMPORARY,
        spell,
    });
    let registry = Registry::open(batch(&facts)).unwrap();
    let rule = rule("ministry-household");
    for (on, here, there) in [
        (14, Verdict::Covered, Verdict::Outside),
        (15, Verdict::Outside, Verdict::Covered),
        (24, Verdict::Outside, Verdict::Covered),
        (25, Verdict::Covered, Verdict::Outside),
    ] {
        let question = Question::on(day(on));
        assert_eq!(
            verdict(&registry, &rule, &question, "h0").unwrap(),
            here,
            "day {on}"
        );
        assert_eq!(
            verdict(&registry, &rule, &question, "h1").unwrap(),
            there,
            "day {on}"
        );
    }
}

/// "Then under the lowest higher unit that holds something directly a
/// *remainder* row; one row *unassigned* holds only what no unit contains."
#[test]
fn remainder_and_unassigned_rows() {
    let at = |number, unit| Fact::Household {
        number,
        unit,
        listed: Listed::No,
    };
    // One in hamlet 1, one in the commune, one in hamlet 2, which closes on day 30:
    // the map of that day can place it in no hamlet, but the commune contains it. One
    // is nowhere at all.
    let mut facts = batch(&[at(0, 2), at(1, 1), at(2, 3), at(3, 1)]);
    let nowhere = facts.households.find("h3").unwrap();
    facts.placed.retain(|(household, _)| *household != nowhere);
    let (registry, _) = Registry::fold(facts);
    let rows = |on: i64| -> Vec<(String, String, u64)> {
        let mut question = Question::on(day(on));
        question.by = vec!["hamlet".to_owned()];
        let answer: Coverage = coverage(&registry, &rule("ministry-household"), &question).unwrap();
        answer
            .rows
            .iter()
            .map(|row| {
                (
                    row.kind.code().to_owned(),
                    row.unit.clone(),
                    row.counts.population(),
                )
            })
            .collect()
    };
    let row = |kind: &str, unit: &str, count| (kind.to_owned(), unit.to_owned(), count);
    assert_eq!(
        rows(29),
        [
            row("unit", "31400/1", 1),
            row("unit", "31400/2", 1),
            row("remainder", "31400", 1),
            row("unassigned", "", 1)
        ]
    );
    assert_eq!(
        rows(30),
        [
            row("unit", "31400/1", 1),
            row("remainder", "31400", 2),
            row("unassigned", "", 1)
        ]
    );
}
