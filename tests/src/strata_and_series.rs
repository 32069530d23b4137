//! Strata and series by hand, each naming the sentence of the design it shows.

use crate::random::{Fact, batch, day};
use noidai::{
    Error, Registry,
    coverage::{Coverage, Over, Question, SeriesQuestion, coverage, series},
    event::{Code, batch::Listed},
    person::{Birth, Sex},
    rule::{Rule, built_in},
    time::Spell,
};

fn rule(id: &str) -> Rule {
    built_in().into_iter().find(|rule| rule.id == id).unwrap()
}

fn household(number: usize, unit: usize) -> Fact {
    Fact::Household {
        number,
        unit,
        listed: Listed::Yes,
    }
}

fn resident(person: usize, home: usize, birth: Birth, sex: Sex) -> [Fact; 2] {
    let spell = Spell::default();
    let kind = Code::PERMANENT;
    [
        Fact::Person {
            number: person,
            birth,
            sex,
        },
        Fact::Residence {
            person,
            household: home,
            kind,
            spell,
        },
    ]
}

fn flagged(household: usize, flag: &'static str, from: i64) -> Fact {
    let spell = Spell {
        from: Some(day(from)),
        until: None,
    };
    Fact::Flag {
        household,
        flag,
        spell,
    }
}

fn asked(facts: &[Fact], rule: &Rule, by: &str, stratify: &[&str]) -> Result<Coverage, Error> {
    let registry = Registry::open(batch(facts)).unwrap();
    let mut question = Question::on(day(20));
    question.by = vec![by.to_owned()];
    question.stratify = stratify.iter().map(|text| (*text).to_owned()).collect();
    coverage(&registry, rule, &question)
}

fn strata(answer: &Coverage) -> Vec<String> {
    let each = answer.rows.iter().map(|row| {
        let population = row.counts.population();
        format!("{} {}: {population}", row.unit, row.strata.join(" "))
    });
    each.collect()
}

/// Two people in hamlet 1 and one in the commune; one household carries two flags,
/// one of them only later.
fn some() -> Vec<Fact> {
    let mut facts = vec![household(0, 2), household(1, 2), household(2, 1)];
    facts.extend(resident(0, 0, Birth::Year(2012), Sex::Female));
    facts.extend(resident(1, 0, Birth::Year(1990), Sex::Female));
    facts.extend(resident(2, 1, Birth::Year(1950), Sex::Unknown));
    facts.extend(resident(3, 2, Birth::Unknown, Sex::Male));
    facts.extend([
        flagged(0, "near-poor", 0),
        flagged(0, "poor", 0),
        flagged(1, "poor", 21),
    ]);
    facts
}

/// "A stratifier belongs to a subject (age band, sex: resident …)"; a birth that is
/// not known is its own stratum, last.
#[test]
fn residents_by_age_and_sex() {
    let answer = asked(
        &some(),
        &rule("resident-fluent"),
        "hamlet",
        &["age-band", "sex"],
    )
    .unwrap();
    assert_eq!(
        strata(&answer),
        [
            "31400/1 0-14 female: 1",
            "31400/1 15-59 female: 1",
            "31400/1 60+ unknown: 1",
            // Nobody lives in hamlet 2: its row is there all the same.
            "31400/2 none none: 0",
            "31400 unknown male: 1",
        ]
    );
    assert!(answer.strata_add_up);
    assert_eq!(answer.total.population(), 4);
}

/// "Many-valued stratifiers (flag, force) count a subject in each stratum, and the
/// answer says that strata do not add up."
#[test]
fn households_by_flag_are_in_each() {
    let answer = asked(&some(), &rule("ministry-household"), "province", &["flag"]).unwrap();
    assert_eq!(
        strata(&answer),
        // In the order of the catalogue of flags; the later flag does not stand yet.
        ["93 poor: 1", "93 near-poor: 1", "93 none: 2"]
    );
    assert!(!answer.strata_add_up);
    assert_eq!(answer.total.population(), 3);
}

/// An open household has further residents, so its size is not known.
#[test]
fn the_size_of_an_open_household_is_unknown() {
    let mut facts = some();
    facts[1] = Fact::Household {
        number: 1,
        unit: 2,
        listed: Listed::No,
    };
    let answer = asked(
        &facts,
        &rule("ministry-household"),
        "province",
        &["size", "kind"],
    );
    assert_eq!(
        strata(&answer.unwrap()),
        ["93 1 family: 1", "93 2 family: 1", "93 unknown family: 1"]
    );
}

/// "… and any other is an error found before the rule runs."
#[test]
fn a_stratifier_of_another_subject_is_refused() {
    let error = asked(
        &some(),
        &rule("ministry-household"),
        "province",
        &["kind", "sex"],
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "/stratify/1: a rule about household cannot be stratified by sex"
    );
}

fn over(text: &str, on: i64) -> Result<Vec<(String, u64)>, Error> {
    let over: Over = noidai::json::read(text).unwrap();
    // The third household opens its door on day 40: 10 February.
    let mut facts = batch(&some());
    let third = facts.households.find("h2").unwrap();
    for (household, record) in &mut facts.household {
        if *household == third {
            record.opened.spell.from = Some(day(40));
        }
    }
    for (_, stay) in &mut facts.residences {
        if stay.household == third {
            stay.spell.from = Some(day(40));
        }
    }
    let registry = Registry::open(facts).unwrap();
    let question = SeriesQuestion::over(Question::on(day(on)), over);
    let answer = series(&registry, &rule("ministry-household"), &question)?;
    let each = answer.periods.iter().map(|period| {
        let coverage = &period.coverage;
        let days = format!("{} {} {}", period.from, period.until, coverage.day);
        (days, coverage.total.population())
    });
    Ok(each.collect())
}

/// "Coverage of a period is that of its last day"; reports run by calendar month or
/// from the 15th to the 14th. The period that still runs is answered as of the day.
#[test]
fn a_period_is_its_last_day() {
    let said = |text: &str, on| over(text, on).unwrap();
    let row = |text: &str, count| (text.to_owned(), count);
    assert_eq!(
        said(
            r#"{"periods":{"from":"2025-01-31","until":"2025-03-02","every":"month"}}"#,
            60
        ),
        [
            row("2025-01-01 2025-02-01 2025-01-31", 2),
            row("2025-02-01 2025-03-01 2025-02-28", 3),
            row("2025-03-01 2025-04-01 2025-03-02", 3),
        ]
    );
    assert_eq!(
        said(
            r#"{"periods":{"from":"2025-01-15","until":"2025-02-15","every":"month:15"}}"#,
            60
        ),
        [row("2025-01-15 2025-02-15 2025-02-14", 3)]
    );
    assert_eq!(
        said(r#"{"days":["2025-02-10","2025-02-09"]}"#, 60),
        [
            row("2025-02-10 2025-02-11 2025-02-10", 3),
            row("2025-02-09 2025-02-10 2025-02-09", 2)
        ]
    );
}

#[test]
fn what_a_series_refuses() {
    for (text, expected) in [
        (
            r#"{"days":["2025-01-21","2025-01-22"]}"#,
            "/over/days/1: 2025-01-22 is out of range; expected ≤ 2025-01-21",
        ),
        (
            r#"{"days":[]}"#,
            "/over/days: 0 is out of range; expected 1–1200",
        ),
        (
            r#"{"periods":{"from":"2025-01-01","until":"2025-03-01","every":"month"}}"#,
            "/over/periods/until: 2025-02-01 is out of range; expected ≤ 2025-01-21",
        ),
        (
            r#"{"periods":{"from":"2025-03-01","until":"2025-03-01","every":"year"}}"#,
            "/over/periods/until: the spell ends on 2025-03-01, not after it begins (2025-03-01)",
        ),
    ] {
        assert_eq!(over(text, 20).unwrap_err().to_string(), expected);
    }
}
