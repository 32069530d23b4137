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
    let aside = &imported.aside.files[0];
    assert_eq!(aside.name, "events.jsonl");
    let said = aside.text.strip_prefix("{\"aside\":{").unwrap();
    let (said, own) = said.split_once("},").unwrap();
    assert_eq!(format!("{{{own}"), format!("{line}\n"));
    assert!(
        said.starts_with(
            "\"code\":\"duplicate-other\",\"vi\":\"events.jsonl, dòng 1: p1 xuất hiện hai lần"
        ) && said.ends_with("\",\"drop\":false"),
        "{said}"
    );
    assert!(imported.aside.files[1].text.ends_with(",p1,nữ\n"));
    assert_eq!(imported.batch.persons.len(), 2);
}

/// Lines that contradict each other, and a reform that cannot be: set aside, and the
/// lines of all files by what they say.
fn aside_of_lines() -> (Vec<File>, Vec<File>) {
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let person = |id: &str, sex: &str| {
        format!(
            "{{\"v\":1,\"kind\":\"person-recorded\",\"about\":[{{\"noun\":\"person\",\"id\":\"{id}\"}}],\"data\":{{\"sex\":\"{sex}\"}}}}\n"
        )
    };
    let lines = person("p1", "female") + &person("p2", "male") + &person("p1", "male");
    let all = vec![
        file(
            "units.csv",
            "id,code,name,level\na,01234,Xã Một,commune\nb,01235,Xã Hai,commune\n",
        ),
        file("events.jsonl", &lines),
        file(
            "reforms.jsonl",
            "{\"day\":\"2025-07-01\",\"act\":\"1/NQ\",\"rename\":[{\"unit\":\"z\",\"name\":\"Xã Ba\"}]}\n",
        ),
    ];
    let options = Options {
        set_aside: true,
        ..Options::default()
    };
    let imported = read(&all, &options);
    assert_eq!(imported.aside.rows, 3);
    let names: Vec<&str> = imported
        .aside
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["events.jsonl", "reforms.jsonl"]);
    (all, imported.aside.files)
}

#[test]
fn lines_mended_and_fed_back_take_the_place_of_the_faulty_ones() {
    let (all, aside) = aside_of_lines();
    let mut mended = aside.clone();
    mended[0].text = mended[0].text.replace("\"male\"", "\"female\"");
    mended[1].text = mended[1].text.replace("\"unit\":\"z\"", "\"unit\":\"b\"");
    let mut both = all.clone();
    both.extend(mended);
    let imported = read(&both, &Options::default());
    assert_eq!(imported.note_count, 0);
    let mut clean = all.clone();
    let lines: Vec<&str> = all[1].text.lines().collect();
    clean[1].text = format!("{}\n{}\n", lines[1], lines[0]);
    clean[2].text = all[2].text.replace("\"unit\":\"z\"", "\"unit\":\"b\"");
    let clean = read(&clean, &Options::default());
    assert_eq!(written(imported.batch), written(clean.batch));
    // Fed back as they are, they are set aside again, and can be mended then.
    let mut unmended = all.clone();
    unmended.extend(aside.clone());
    let options = Options {
        set_aside: true,
        ..Options::default()
    };
    let again = read(&unmended, &options).aside.files;
    let renumbered = |file: &File| File {
        name: file.name.clone(),
        text: file
            .text
            .replace("dòng 3", "dòng 2")
            .replace("line 3", "line 2"),
    };
    let expected: Vec<File> = aside.iter().map(renumbered).collect();
    assert_eq!(again, expected);
}

#[test]
fn lines_marked_to_be_dropped_are_gone_and_told() {
    let (all, aside) = aside_of_lines();
    let mut dropped = aside;
    for file in &mut dropped {
        file.text = file.text.replace("\"drop\":false", "\"drop\":true");
    }
    let mut both = all;
    both.extend(dropped);
    let imported = read(&both, &Options::default());
    let said: Vec<String> = imported
        .notes
        .iter()
        .map(|note| note.message(Language::English))
        .collect();
    let told = |place: &str| {
        format!(
            "{place}: this row is marked to be dropped; it and the row that it was are left out"
        )
    };
    assert_eq!(
        said,
        [
            "events.jsonl, line 1",
            "events.jsonl, line 2",
            "reforms.jsonl, line 1"
        ]
        .map(told)
    );
    assert_eq!(imported.batch.persons.len(), 1);
    assert!(imported.batch.reforms.is_empty());
    assert!(imported.open().is_ok());
}
