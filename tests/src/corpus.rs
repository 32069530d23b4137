//! The corpus in Rust: the same bytes, and what was worked out by hand.
//! `NOIDAI_WRITE=1 cargo test -p noidai-tests corpus` writes the answers anew.

use noidai::{
    ask::{Opened, refused},
    import::Source,
};
use noidai_corpus::{Case, File, Step, compact, pretty, themes};
use serde_json::{Value, value::RawValue};

/// What the library says of a case, in the place of what the file says.
fn replay(shared: &[File], case: &mut Case) {
    let files: Vec<(&str, Vec<u8>)> = shared
        .iter()
        .chain(&case.files)
        .map(|file| (file.name.as_str(), file.bytes()))
        .collect();
    let sources: Vec<Source> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    let opened = Opened::open(&sources, &case.options_text());
    case.refused = opened.as_ref().err().map(|faults| raw(refused(faults)));
    let Ok(opened) = opened else { return };
    for step in &mut case.steps {
        match opened.ask(&step.request_bytes()) {
            Ok(answer) => (step.answer, step.error) = (Some(raw(answer)), None),
            Err(faults) => (step.answer, step.error) = (None, Some(raw(refused(&faults)))),
        }
    }
}

fn raw(text: String) -> Box<RawValue> {
    RawValue::from_string(text).unwrap()
}

/// Whether everything that was worked out by hand is so: of an object the fields
/// named, of a list every item.
fn agrees(by_hand: &Value, found: &Value) -> Result<(), String> {
    match (by_hand, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            wanted.iter().try_for_each(|(key, value)| {
                let found = found.get(key).ok_or_else(|| format!("/{key}: missing"))?;
                agrees(value, found).map_err(|fault| format!("/{key}{fault}"))
            })
        }
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
            let pairs = wanted.iter().zip(found).enumerate();
            pairs.into_iter().try_for_each(|(at, (value, found))| {
                agrees(value, found).map_err(|fault| format!("/{at}{fault}"))
            })
        }
        (wanted, found) if wanted == found => Ok(()),
        (wanted, found) => Err(format!(": by hand {wanted}, found {found}")),
    }
}

fn held(by_hand: Option<&RawValue>, found: &[Option<&RawValue>], place: &str) -> usize {
    let Some(by_hand) = by_hand else { return 0 };
    let value = |raw: &RawValue| serde_json::from_str(raw.get()).unwrap();
    let found = found
        .iter()
        .flatten()
        .next()
        .unwrap_or_else(|| panic!("{place}: worked out by hand, and nothing was answered"));
    if let Err(fault) = agrees(&value(by_hand), &value(found)) {
        panic!("{place}{fault}");
    }
    1
}

fn same(written: Option<&RawValue>, said: Option<&RawValue>, place: &str) {
    let [written, said] = [written, said].map(|raw| raw.map(|raw| compact(raw.get())));
    assert_eq!(written, said, "{place}");
}

#[test]
fn the_corpus_gives_the_same_bytes() {
    let writing = std::env::var_os("NOIDAI_WRITE").is_some();
    let (mut cases, mut by_hand) = (0, 0);
    for (path, mut theme) in themes() {
        let committed: Vec<Case> = theme.cases.clone();
        for (case, committed) in theme.cases.iter_mut().zip(&committed) {
            let place = format!("{}, {}", path.display(), case.name);
            assert!(case.shows.len() > 20, "{place}: it shows no sentence");
            replay(&theme.files, case);
            let refused = case.refused.as_deref();
            let mut worked_out = held(case.by_hand.as_deref(), &[refused], &place);
            if !writing {
                same(committed.refused.as_deref(), refused, &place);
            }
            for (at, (step, committed)) in case.steps.iter().zip(&committed.steps).enumerate() {
                let place = format!("{place}, step {at}");
                let Step { answer, error, .. } = step;
                let said = [answer.as_deref(), error.as_deref()];
                worked_out += held(step.by_hand.as_deref(), &said, &place);
                if !writing {
                    same(committed.answer.as_deref(), said[0], &place);
                    same(committed.error.as_deref(), said[1], &place);
                }
            }
            cases += 1;
            by_hand += usize::from(worked_out > 0);
        }
        let laid_out = pretty(&serde_json::to_string(&theme).unwrap());
        if writing {
            std::fs::write(&path, laid_out).unwrap();
        } else {
            let committed = std::fs::read_to_string(&path).unwrap();
            assert_eq!(committed, laid_out, "{}: not laid out", path.display());
        }
    }
    println!("{cases} cases, {by_hand} worked out by hand");
    assert!(
        by_hand >= 16,
        "{by_hand} of {cases} cases are worked out by hand"
    );
}
