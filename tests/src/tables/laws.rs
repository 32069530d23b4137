//! Whatever a batch without contradictions holds comes back from its tables.

use super::{answers, dice::Dice, everything, read, written};
use noidai::{
    Registry,
    export::File,
    import::{Imported, Options, Source, tables},
};
use proptest::prelude::*;

/// The tables with their rows in another order, some of them twice, split in
/// two files.
fn shuffled(files: &[File], turn: usize) -> Vec<File> {
    let mut out = Vec::new();
    for file in files {
        let stem = file.name.strip_suffix(".csv").unwrap();
        let mut lines = file.text.lines();
        let header = lines.next().unwrap();
        let mut rows: Vec<&str> = lines.collect();
        if file.text.matches('"').count() == 0 {
            let turn = turn % rows.len();
            rows.rotate_left(turn);
            rows.reverse();
            rows.push(rows[0]);
        }
        let (one, two) = rows.split_at(rows.len() / 2);
        for (part, rows) in [one, two].into_iter().enumerate() {
            let text = format!("{header}\n{}\n", rows.join("\n"));
            let name = format!("{stem}-{part}.csv");
            out.push(File { name, text });
        }
    }
    out
}

#[test]
fn what_was_done_in_two_activities_is_written_as_it_was_read() {
    let texts = [
        ("people.csv", "id\np1\n"),
        (
            "activities.csv",
            "id,day,kind\na0,2025-02-04,door\na1,2025-02-04,door\n",
        ),
        (
            "setups.csv",
            "person,platform,state,day,activity\np1,vneid,installed,2025-02-04,a0\np1,vneid,installed,2025-02-04,a1\n",
        ),
        (
            "assessments.csv",
            "person,skill,level,day,activity\np1,online-safety,fluent,2025-02-04,a0\np1,online-safety,fluent,2025-02-04,a1\n",
        ),
    ];
    let files = texts.map(|(name, text)| File {
        name: name.to_owned(),
        text: text.to_owned(),
    });
    let once = written(read(&files, &Options::default()).batch);
    let rows = |name: &str| {
        let file = once.iter().find(|file| file.name == name).unwrap();
        file.text.lines().count() - 1
    };
    assert_eq!((rows("setups.csv"), rows("assessments.csv")), (2, 2));
    assert_eq!(written(read(&once, &Options::default()).batch), once);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn tables_lose_nothing(seed in any::<u64>(), turn in 0_usize..50) {
        let batch = everything::batch(&mut Dice::new(seed));
        let (registry, findings) = Registry::fold(batch.clone());
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let files = written(batch);
        let imported = read(&files, &Options::default());
        prop_assert_eq!(imported.note_count, 0, "{:?}", imported.notes);
        let again = written(imported.batch.clone());
        prop_assert_eq!(&again, &files, "written, read and written");
        let (back, findings) = Registry::fold(imported.batch);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let expected = answers(&registry);
        prop_assert_eq!(answers(&back), expected.clone());
        let other = read(&shuffled(&files, turn), &Options::default()).open().unwrap();
        prop_assert_eq!(answers(&other.registry), expected, "rows in another order, some twice");
    }
}

/// Rows with cells exchanged between rows and columns, emptied, or replaced by
/// what stands in spreadsheets; some rows cut short, some files cut anywhere.
fn spoilt(files: &[File], dice: &mut Dice) -> Vec<(String, Vec<u8>)> {
    const BAD: [&str; 9] = [
        "",
        "#N/A",
        "31/2/2025",
        "1/2/25",
        "45000",
        "p1",
        "h1",
        "=1+1",
        "\u{1ea5} ; \" ,",
    ];
    let mut out = Vec::new();
    for file in files {
        let mut rows: Vec<Vec<String>> = file
            .text
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect();
        let faults = if dice.one_in(9) { 1 + dice.below(6) } else { 0 };
        for _ in 0..faults {
            let row = dice.below(rows.len());
            if row == 0 && !dice.one_in(20) {
                continue;
            }
            let other = dice.below(rows.len());
            let column = dice.below(rows[row].len());
            let from = dice.below(rows[other].len());
            match dice.below(4) {
                0 => rows[row][column] = dice.pick(&BAD).to_owned(),
                1 => rows[row][column] = rows[other][from].clone(),
                2 => rows[row][column] = rows[other].get(column).cloned().unwrap_or_default(),
                _ => rows[row].truncate(column.max(1)),
            }
        }
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let mut bytes = (lines.join("\n") + "\n").into_bytes();
        if dice.one_in(60) {
            bytes.truncate(dice.below(bytes.len()));
        }
        out.push((file.name.clone(), bytes));
    }
    out
}

#[derive(Default)]
struct Seen {
    refused: usize,
    set_aside: usize,
    clean: usize,
}

/// Whatever stands in tables, nothing panics, and where rows are set aside what
/// is left contradicts nothing; the rows set aside and those left are together
/// all that there were.
#[test]
fn what_is_left_never_contradicts_itself() {
    let mut seen = Seen::default();
    for seed in 0..80 {
        let mut dice = Dice::new(seed);
        let files = written(everything::batch(&mut dice));
        let spoilt = spoilt(&files, &mut dice);
        let sources: Vec<Source<'_>> = spoilt
            .iter()
            .map(|(file, bytes)| Source { file, bytes })
            .collect();
        let refused = tables(&sources, &Options::default()).and_then(Imported::open);
        let options = Options {
            set_aside: true,
            ..Options::default()
        };
        let Ok(imported) = tables(&sources, &options) else {
            assert!(refused.is_err());
            seen.refused += 1;
            continue;
        };
        assert!(Registry::check(&imported.batch).is_empty(), "seed {seed}");
        assert_eq!(refused.is_ok(), imported.aside.rows == 0, "seed {seed}");
        match imported.aside.rows {
            0 => seen.clean += 1,
            _ => seen.set_aside += 1,
        }
        // Set aside again, what is left gives nothing more up.
        let left = written(imported.batch);
        let again = read(&left, &options);
        assert_eq!(
            again.aside.rows, 0,
            "seed {seed}: {:?}",
            again.aside.reasons
        );
    }
    let Seen {
        refused,
        set_aside,
        clean,
    } = seen;
    assert!(
        refused > 0 && set_aside > 20 && clean > 2,
        "refused {refused}, set aside {set_aside}, clean {clean}"
    );
}
