//! Tables and events as JSON Lines, read as one.

use super::{answers, dice::Dice, everything, read, written};
use noidai::{Language, Registry, event::lines, export::File, import::Options};

fn events(text: String) -> File {
    let name = "events.jsonl".to_owned();
    File { name, text }
}

#[test]
fn events_and_tables_of_one_batch_are_one_batch() {
    for seed in 0..12 {
        let batch = everything::batch(&mut Dice::new(seed));
        let expected = answers(&Registry::open(batch.clone()).unwrap());
        let events = events(lines::write(&batch));
        let tables = written(batch);
        let alone = read(core::slice::from_ref(&events), &Options::default());
        assert_eq!(
            answers(&alone.open().unwrap().registry),
            expected,
            "seed {seed}"
        );
        // Tables beside them: what both say is said once. (Of units and
        // households tables say the ends that events say apart.)
        let said_alike = ["people.csv", "setups.csv", "assessments.csv"];
        let mut files = tables;
        files.retain(|file| said_alike.contains(&&*file.name));
        files.push(events);
        let both = read(&files, &Options::default()).open();
        let registry = both
            .unwrap_or_else(|faults| panic!("seed {seed}: {faults:?}"))
            .registry;
        assert_eq!(answers(&registry), expected, "seed {seed}");
    }
}

#[test]
fn a_row_and_an_event_that_contradict_each_other_are_placed_and_both_go() {
    let batch = read(
        &[File {
            name: "people.csv".to_owned(),
            text: "id,sex\np1,nam\np2,nam\n".to_owned(),
        }],
        &Options::default(),
    )
    .batch;
    let files = [
        events(lines::write(&batch)),
        File {
            name: "people.csv".to_owned(),
            text: "id,sex\np1,nữ\np3,nữ\n".to_owned(),
        },
    ];
    let faults = read(&files, &Options::default()).open().unwrap_err();
    let said: Vec<String> = faults
        .first
        .iter()
        .map(|error| error.place().describe(Language::English).unwrap())
        .collect();
    assert_eq!(
        said,
        ["events.jsonl, line 1", "people.csv, row 2, column id"]
    );
    let options = Options {
        set_aside: true,
        ..Options::default()
    };
    let imported = read(&files, &options);
    assert_eq!(imported.aside.rows, 2);
    let line = files[0].text.lines().next().unwrap();
    assert_eq!(imported.aside.files[0].text, format!("{line}\n"));
    assert!(imported.aside.files[1].text.ends_with(",p1,nữ\n"));
    assert_eq!(imported.batch.persons.len(), 2);
}
