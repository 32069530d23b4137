//! The office's monthly work: tables against a journal, and only the differences
//! recorded.

use super::{SALT, cases, instant, world::assessed, writer};
use noidai::{
    event::{Batch, Event, lines},
    journal::{Became, Differences, Entry, Folded, Journal},
};
use proptest::prelude::*;

const DAYS: [&str; 2] = ["2025-06-01", "2025-06-14"];

/// A person's row: the year of birth; and rows of assessments: day, level.
type Row = (u8, Vec<(u8, u8)>);

/// The tables of a month, of up to five persons.
fn table(rows: &[Option<Row>]) -> Batch {
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let Some((year, levels)) = row else { continue };
        let id = format!("p{at}");
        let person = Event::new("person-recorded").about("person", &id);
        let person = person.data("birth_year", 1960 + u32::from(*year));
        text += &(person.personal_if("name", &format!("Bé {year}")).line() + "\n");
        for (day, level) in levels {
            let level = ["not-yet", "guided", "can-do", "fluent"][usize::from(*level)];
            text += &(assessed(&id, DAYS[usize::from(*day)], level).line() + "\n");
        }
    }
    let file = lines::Source {
        file: "events.jsonl",
        bytes: text.as_bytes(),
    };
    let read = lines::read(Batch::default(), &[file], &lines::Options::default());
    read.unwrap_or_else(|faults| panic!("{faults:?}")).batch
}

fn fold(journal: &Journal) -> Folded {
    journal.fold(&lines::Options::default())
}

fn compare(journal: &Journal, table: &Batch) -> Differences {
    let day = "2025-06-14".parse().unwrap();
    journal
        .differences(&fold(journal).outcomes, table, day)
        .unwrap()
}

fn record(journal: &mut Journal, entries: Vec<Entry>) {
    for entry in entries {
        journal.append(&writer(0, 1), &entry.salted(SALT)).unwrap();
        journal.confirm();
    }
}

fn row() -> impl Strategy<Value = Option<Row>> {
    let levels = (0_u8..4, 0_u8..4, 0_u8..4).prop_map(|(which, first, last)| match which {
        0 => Vec::new(),
        1 => vec![(0, first)],
        2 => vec![(1, last)],
        _ => vec![(0, first), (1, last)],
    });
    prop::option::weighted(0.8, (0_u8..3, levels))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), failure_persistence: None, ..ProptestConfig::default() })]

    /// After the differences are recorded there are none, and everything that the
    /// tables say holds.
    #[test]
    fn what_is_recorded_differs_no_more(months in prop::collection::vec(prop::collection::vec(row(), 5), 1..4)) {
        let mut journal = Journal::default();
        for (month, rows) in months.iter().enumerate() {
            let table = table(rows);
            let found = compare(&journal, &table);
            if month == 0 {
                prop_assert!(found.same == 0 && found.changed.is_empty() && found.vanished.is_empty());
            }
            record(&mut journal, found.entries(instant(0)));
            let again = compare(&journal, &table);
            let none = again.new.is_empty() && again.again.is_empty() && again.changed.is_empty();
            prop_assert!(none, "{:?}", again);
            let facts = lines::write(&fold(&journal).facts);
            for line in lines::write(&table).lines() {
                prop_assert!(facts.lines().any(|fact| fact == line), "{} in {}", line, facts);
            }
            // Vanished rows are left alone: they still hold.
            for said in &found.vanished {
                let mut outcomes = fold(&journal).outcomes.into_iter();
                prop_assert!(outcomes.any(|one| one.record == said.record && one.holds));
            }
            let outcomes = fold(&journal).outcomes;
            prop_assert!(outcomes.iter().all(|one| matches!(one.became, Became::InEffect | Became::Replaced | Became::Repeated)));
        }
    }
}

#[test]
fn what_was_corrected_at_the_door_is_not_said_again_by_the_old_table() {
    let mut journal = Journal::default();
    let old = table(&[Some((0, vec![(0, 1)]))]);
    let found = compare(&journal, &old);
    record(&mut journal, found.entries(instant(0)));
    // A phone corrects the imported level.
    let outcome = fold(&journal)
        .outcomes
        .into_iter()
        .find(|one| one.kind == "skill-assessed")
        .unwrap();
    let mut right = assessed("p0", DAYS[0], "fluent");
    right.replaces = Some(noidai::event::Replaces {
        event: outcome.record.to_string(),
        digest: outcome.digest.to_string(),
    });
    journal
        .append(&writer(1, 1), &Entry::of(right, instant(1)))
        .unwrap();
    journal.confirm();
    let found = compare(&journal, &old);
    assert_eq!(
        (
            found.same,
            found.overruled,
            found.new.len(),
            found.changed.len()
        ),
        (1, 1, 0, 0)
    );
    // A row that says a third thing is a change of what holds.
    let other = table(&[Some((0, vec![(0, 2)]))]);
    let found = compare(&journal, &other);
    assert_eq!(found.changed.len(), 1);
    assert_eq!(found.changed[0].before.record.device, "phone-1");
}

#[test]
fn a_row_that_was_retracted_comes_again() {
    let mut journal = Journal::default();
    let (with, without) = (table(&[Some((0, Vec::new()))]), table(&[None]));
    let first = compare(&journal, &with);
    record(&mut journal, first.entries(instant(0)));
    let gone = compare(&journal, &without);
    assert_eq!(gone.vanished.len(), 1);
    record(&mut journal, gone.retractions(instant(1)));
    assert_eq!(lines::write(&fold(&journal).facts), "");
    let back = compare(&journal, &with);
    assert_eq!((back.new.len(), back.again.len()), (0, 1));
    record(&mut journal, back.entries(instant(2)));
    assert_eq!(lines::write(&fold(&journal).facts), lines::write(&with));
    assert_eq!(compare(&journal, &with).same, 1);
}
