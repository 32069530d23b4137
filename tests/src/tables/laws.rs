//! Whatever a batch without contradictions holds comes back from its tables.

use super::{answers, dice::Dice, everything, read, written};
use noidai::{Registry, export::File, import::Options};
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

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
