//! A budget of bytes: counted before anything is laid down.

use super::*;

fn people(rows: usize) -> String {
    let rows = (0..rows).map(|at| format!("p{at},Trần Văn {at},1967\n"));
    format!("id,name,birth\n{}", rows.collect::<String>())
}

fn within(budget: u64, files: &[(&str, &[u8])]) -> Result<Imported, Faults> {
    let options = Options {
        budget_bytes: Some(budget),
        ..Options::default()
    };
    run_with(files, &options)
}

/// What the import of some files counts.
fn counted(files: &[(&str, &[u8])]) -> u64 {
    let (mut enough, mut too_few) = (1 << 20, 0);
    while too_few + 1 < enough {
        let middle = (enough + too_few) / 2;
        match within(middle, files) {
            Ok(_) => enough = middle,
            Err(_) => too_few = middle,
        }
    }
    enough
}

#[test]
fn past_the_budget_nothing_is_imported() {
    let text = people(50);
    let files = [("people.csv", text.as_bytes())];
    let all = counted(&files);
    assert_eq!(within(all, &files).unwrap().batch.persons.len(), 50);
    let size = text.len() as u64;
    for budget in [0, size - 1, size, all / 2, all - 1] {
        let faults = within(budget, &files).unwrap_err();
        assert_eq!(faults.count, 1, "{:?}", faults.first);
        let error = &faults.first[0];
        assert_eq!(error.kind(), ErrorKind::OverBudget);
        let found: u64 = error.found_text(false).unwrap().parse().unwrap();
        assert!(found > budget && found <= all, "{budget} {found} {all}");
        let vietnamese = error.message(Language::Vietnamese);
        assert!(
            vietnamese.ends_with(&format!("mức cho phép là {budget}")),
            "{vietnamese}"
        );
    }
}

#[test]
fn what_grows_with_every_row_is_counted() {
    let count = |rows| counted(&[("people.csv", people(rows).as_bytes())]);
    let (few, many) = (count(10), count(100));
    let rows = (people(100).len() - people(10).len()) as u64;
    // The text itself, the text laid down, and the facts of 90 rows.
    assert!(many - few > rows * 2, "{few} {many} {rows}");
    let events = crate::event::lines::write(
        &run(&[("people.csv", people(100).as_bytes())])
            .unwrap()
            .batch,
    );
    assert!(counted(&[("events.jsonl", events.as_bytes())]) > events.len() as u64 * 2);
}

#[test]
fn rows_set_aside_do_not_pass_the_budget_by() {
    let text = people(50).replace(",1967", ",31/2/1990");
    let files = [("people.csv", text.as_bytes())];
    let options = |budget_bytes| Options {
        budget_bytes,
        set_aside: true,
        ..Options::default()
    };
    assert_eq!(run_with(&files, &options(None)).unwrap().aside.rows, 50);
    let refused = run_with(&files, &options(Some(text.len() as u64 * 2))).unwrap_err();
    assert_eq!(refused.first[0].kind(), ErrorKind::OverBudget);
}
