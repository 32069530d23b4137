//! An import in steps is the import in one go.

use super::*;

fn files() -> Vec<(&'static str, String)> {
    let rows: String = (0..200)
        .map(|at| format!("p{at},\"Tên, {at}\",{}\n", 1950 + at % 50))
        .collect();
    let stays: String = (0..200)
        .map(|at| format!("p{at},h{},permanent\n", at % 20))
        .collect();
    let homes: String = (0..20).map(|at| format!("h{at},31441\n")).collect();
    vec![
        ("units.csv", UNITS.to_owned()),
        ("people.csv", format!("id,name,birth\n{rows}")),
        ("households.csv", format!("id,unit\n{homes}")),
        ("residences.csv", format!("person,household,kind\n{stays}")),
    ]
}

#[test]
fn steps_of_any_size_give_the_same() {
    let files = files();
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(file, text)| Source {
            file,
            bytes: text.as_bytes(),
        })
        .collect();
    let whole = tables(&sources, &Options::default()).unwrap();
    for work in [1, 37, 1000, u64::MAX] {
        let mut import = Import::new(&sources, Options::default());
        let mut before = 0;
        let mut steps = 0_u64;
        loop {
            let progress = import.step(work);
            assert!(progress.done >= before && progress.done <= progress.all);
            before = progress.done;
            steps += 1;
            if progress.is_finished() {
                break;
            }
        }
        assert!(work > 1000 || steps > 3, "{steps} steps of {work}");
        let stepped = import.finish().unwrap();
        assert_eq!(
            crate::export::files(stepped.batch).unwrap(),
            crate::export::files(whole.batch.clone()).unwrap()
        );
    }
}
