//! The obvious executor: any rule about any world, as naively as the sentences of the
//! design read, that the library's own answers are held to in everything.
//!
//! It reads plain tables ([`world`]) and not the registry, so that it shares neither
//! the fold nor the reading with what it checks.

mod answer;
mod chance;
mod change;
mod homes;
mod judge;
mod known_otherwise;
mod lay_down;
mod make_rule;
mod make_world;
mod one_change;
mod places;
mod settings;
mod world;

use answer::Answer;
use chance::Chance;
use noidai::{
    Registry,
    coverage::{
        Asked, Counts, Coverage, CoverageWork, OnDay, Over, Question, SeriesQuestion, Verdict, Who,
        coverage, series,
    },
    frame::{Frame, FrameFile, Needs, Partial},
    rule::{Rule, Subject, built_in},
};
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use world::World;

/// How often each verdict was given, how many rules the static check refused, and
/// how many questions a frame was asked and answered.
#[derive(Default)]
struct Seen {
    verdicts: BTreeMap<Verdict, usize>,
    rules: usize,
    refused: usize,
    to_frame: usize,
    framed: usize,
}

thread_local! {
    static SEEN: RefCell<Seen> = RefCell::default();
}

fn written(counts: &Counts) -> [u64; 6] {
    Verdict::ALL.map(|verdict| counts.of(verdict))
}

/// The two ends of a share, from its counts.
fn share(counts: &[u64; 6]) -> [Option<u32>; 2] {
    let [_, undetermined, _, covered, not_covered, not_assessed] = *counts;
    let divisor = covered + not_covered + not_assessed + undetermined;
    let ppm = |numerator: u64| (divisor > 0).then(|| (numerator * 1_000_000 / divisor) as u32);
    [ppm(covered), ppm(covered + not_assessed + undetermined)]
}

fn same(found: &Coverage, expected: &Answer, context: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(written(&found.total), expected.total, "{}", context);
    prop_assert_eq!(
        found.open_households,
        expected.open_households,
        "{}",
        context
    );
    let rows: Vec<answer::Row> = found
        .rows
        .iter()
        .map(|row| {
            (
                row.kind.code(),
                row.unit.clone(),
                row.code.clone(),
                row.level.clone(),
                row.strata.clone(),
                written(&row.counts),
            )
        })
        .collect();
    prop_assert_eq!(&rows, &expected.rows, "{}", context);
    for row in &found.rows {
        let shares = [row.counts.share_low(), row.counts.share_high()];
        prop_assert_eq!(shares, share(&written(&row.counts)));
    }
    Ok(())
}

/// Rows of a level add up to the whole where strata do.
fn adds_up(found: &Coverage) -> Result<(), TestCaseError> {
    let mut sums: BTreeMap<&str, Counts> = BTreeMap::new();
    for row in &found.rows {
        sums.entry(&row.level).or_default().add(&row.counts);
    }
    for (level, sum) in sums {
        if found.strata_add_up {
            prop_assert_eq!(sum, found.total, "{}", level);
        }
    }
    Ok(())
}

/// The rows of each unit over the strata of single-valued stratifiers add up to the
/// row of the same question without strata.
fn strata_add_up(found: &Coverage, plain: &Coverage) -> Result<(), TestCaseError> {
    let sums = |answer: &Coverage| {
        let mut sums: BTreeMap<_, Counts> = BTreeMap::new();
        for row in &answer.rows {
            let key = (row.level.clone(), row.kind, row.unit.clone());
            sums.entry(key).or_default().add(&row.counts);
        }
        sums
    };
    prop_assert_eq!(sums(found), sums(plain));
    Ok(())
}

fn agree(
    world: &World,
    rule: &Rule,
    question: &Question,
    step: usize,
) -> Result<(), TestCaseError> {
    let (registry, findings) = Registry::fold(lay_down::batch(world));
    prop_assert_eq!(&findings, &[]);
    SEEN.with_borrow_mut(|seen| seen.rules += 1);
    if !rule.check(registry.vocabulary()).is_empty() {
        SEEN.with_borrow_mut(|seen| seen.refused += 1);
        return Ok(());
    }
    let found = match coverage(&registry, rule, question) {
        Ok(found) => found,
        // Two local values together, or a given one, can be a fault that neither is.
        Err(_) => {
            SEEN.with_borrow_mut(|seen| seen.refused += 1);
            return Ok(());
        }
    };
    let context = format!(
        "{}\n{question:?}",
        noidai::json::write(rule).unwrap_or_default()
    );
    let expected = answer::answer(world, rule, question);
    let on_day = OnDay::new(&registry, question.day);
    let asked = Asked::new(&on_day, rule, question).unwrap();
    for one in &expected.judged {
        let (who, unit) = asked.subject(&one.id).unwrap();
        let verdict = asked.verdict(who, unit).unwrap();
        prop_assert_eq!(verdict, one.verdict, "{} {}", one.id, context);
        SEEN.with_borrow_mut(|seen| *seen.verdicts.entry(verdict).or_default() += 1);
    }
    same(&found, &expected, &context)?;
    adds_up(&found)?;

    let mut work = CoverageWork::new(&on_day, rule, question).unwrap();
    while work.step(step).unwrap() {}
    prop_assert_eq!(work.done(), work.all());
    prop_assert_eq!(&work.finish().unwrap(), &found);

    if found.strata_add_up && !question.stratify.is_empty() {
        let mut plain = question.clone();
        plain.stratify.clear();
        strata_add_up(&found, &coverage(&registry, rule, &plain).unwrap())?;
    }
    in_a_frame(&on_day, rule, question, step)?;
    over_days(world, rule, question, &registry, step)
}

/// A frame gives the same bytes, on its own map and on another, in parts and through its
/// file, or names what it cannot answer.
fn in_a_frame(
    on_day: &OnDay<'_>,
    rule: &Rule,
    question: &Question,
    step: usize,
) -> Result<(), TestCaseError> {
    let mut question = question.clone();
    for map in [
        "then".to_owned(),
        question.day.plus(step as i64 * 7).to_string(),
    ] {
        question.map = map;
        SEEN.with_borrow_mut(|seen| seen.to_frame += 1);
        // A unit or level of one map may not be there on another.
        let Ok(expected) = coverage(on_day.registry(), rule, &question) else {
            continue;
        };
        let answered = Frame::for_rules(on_day, &[rule], &question)
            .and_then(|frame| Ok((frame.coverage(rule, &question)?, frame)));
        match answered {
            Ok((answer, frame)) => {
                prop_assert_eq!(&answer, &expected, "{:?} {:?}", rule, question);
                through_its_file(&frame, rule, &question, step, &expected)?;
                which_subjects(on_day, rule, &question)?;
                SEEN.with_borrow_mut(|seen| seen.framed += 1);
            }
            Err(error) => prop_assert_eq!(error.name(), "not-in-frame", "{}", error),
        }
    }
    Ok(())
}

/// The side table turns the bits of a verdict into the ids of its subjects.
fn which_subjects(
    on_day: &OnDay<'_>,
    rule: &Rule,
    question: &Question,
) -> Result<(), TestCaseError> {
    let registry = on_day.registry();
    let mut question = question.clone();
    (question.unit, question.map) = (None, "then".to_owned());
    // Values of other units can be faults, or ask for what is not in the frame.
    if coverage(registry, rule, &question).is_err() {
        return Ok(());
    }
    let (_, catalogue) = registry.vocabulary().catalogue(&rule.catalogue).unwrap();
    let needs = Needs::of(&[rule], &question, catalogue).unwrap();
    let (frame, ids) = Frame::build_with_ids(on_day, &needs, catalogue).unwrap();
    let asked = Asked::new(on_day, rule, &question).unwrap();
    let mut expected: BTreeMap<Verdict, Vec<&str>> = BTreeMap::new();
    on_day.each_subject(rule.subject, |who, unit| {
        let id = match who {
            Who::Resident(person, ..) => registry.person_ids().text(person),
            Who::Household(household) => registry.household_ids().text(household),
            Who::Team(team) => registry.team_ids().text(team),
            Who::Unit(unit) => registry.unit_ids().text(unit),
            _ => unreachable!(),
        };
        let verdict = asked.verdict(who, unit).unwrap();
        expected.entry(verdict).or_default().push(id);
    });
    for verdict in Verdict::ALL {
        let subjects = match frame.subjects(rule, &question, verdict) {
            Ok(subjects) => subjects,
            Err(error) => {
                prop_assert_eq!(error.name(), "not-in-frame", "{}", error);
                return Ok(());
            }
        };
        let mut found = ids.of(rule.subject, &subjects);
        found.sort_unstable();
        let mut own = expected.remove(&verdict).unwrap_or_default();
        own.sort_unstable();
        prop_assert_eq!(found, own, "{:?} {:?}", verdict, rule);
    }
    Ok(())
}

fn through_its_file(
    frame: &Frame,
    rule: &Rule,
    question: &Question,
    parts: usize,
    expected: &Coverage,
) -> Result<(), TestCaseError> {
    let bytes = frame.to_bytes().unwrap();
    let file = FrameFile::open(&bytes).unwrap();
    file.verify().unwrap();
    let needs = Needs::of(&[rule], question, file.catalogue()).unwrap();
    let frame = file.load(&needs).unwrap();
    let cuts = frame.cut(rule.subject, parts).into_iter().rev();
    let parts = cuts.map(|own| {
        let part = frame.part(rule, question, own).unwrap();
        Partial::from_bytes(&frame, rule, question, &part.to_bytes()).unwrap()
    });
    let merged = parts.reduce(|mut one, other| {
        one.merge(&other).unwrap();
        one
    });
    if let Some(merged) = merged {
        prop_assert_eq!(&frame.finish(rule, question, merged).unwrap(), expected);
    }
    Ok(())
}

/// A series is the coverage of each of its days.
fn over_days(
    world: &World,
    rule: &Rule,
    question: &Question,
    registry: &Registry,
    back: usize,
) -> Result<(), TestCaseError> {
    let days = vec![question.day, question.day.plus(-(back as i64))];
    let asked = SeriesQuestion::over(question.clone(), Over::Days(days.clone()));
    // A unit or level of one day may not be there on another.
    let Ok(found) = series(registry, rule, &asked) else {
        return Ok(());
    };
    for (day, period) in days.into_iter().zip(&found.periods) {
        let question = asked.on(day);
        prop_assert_eq!((period.from, period.until), (day, day.after()));
        let expected = answer::answer(world, rule, &question);
        same(&period.coverage, &expected, &format!("{question:?}"))?;
    }
    Ok(())
}

fn case(numbers: &[u32]) -> Result<(), TestCaseError> {
    let chance = &mut Chance(numbers);
    let subject = chance.of(&[
        Subject::Household,
        Subject::Resident,
        Subject::Household,
        Subject::Team,
        Subject::Unit,
    ]);
    let built_in_at = chance.below(40);
    // The rule first, so that it shrinks to a small one whatever the world is.
    let step = 1 + chance.below(5);
    let world = make_world::world(chance);
    let mut rule = make_rule::rule(chance, subject, &world);
    if let Some(known) = built_in().into_iter().nth(built_in_at) {
        rule = known;
    }
    let question = make_rule::question(chance, &rule, &world);
    agree(&world, &rule, &question, step)
}

/// `NOIDAI_CASES` gives another number of cases than the ordinary one.
#[test]
fn the_executors_agree_and_every_outcome_occurs() {
    let cases = std::env::var("NOIDAI_CASES").ok();
    let cases = cases.map_or(4000, |cases| cases.parse().unwrap());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 3000,
        ..ProptestConfig::with_cases(cases)
    });
    let numbers = prop::collection::vec(any::<u32>(), 2000);
    runner
        .run(&numbers, |numbers| case(&numbers))
        .unwrap_or_else(|error| panic!("{error}"));
    SEEN.with_borrow(|seen| {
        assert!(
            seen.refused * 2 < seen.rules,
            "{} of {}",
            seen.refused,
            seen.rules
        );
        let asked = seen.to_frame;
        assert!(seen.framed * 3 > asked * 2, "{} of {asked}", seen.framed);
        let all: usize = seen.verdicts.values().sum();
        for verdict in Verdict::ALL {
            let count = seen.verdicts.get(&verdict).copied().unwrap_or(0);
            assert!(
                count * 20 >= all,
                "{verdict:?} occurs {count} times of {all}: {:?}",
                seen.verdicts
            );
        }
    });
}
