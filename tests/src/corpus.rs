//! The corpus in Rust: the same bytes, and what was worked out by hand.
//! `NOIDAI_WRITE=1 cargo test -p noidai-tests corpus` writes the answers anew.

use noidai::{
    ask::{AskedFrame, Opened, WholeFrame, refused},
    coverage::OnDay,
    frame::Frame,
    import::{Faults, Source},
    rule::{Rule, built_in},
};
use noidai_corpus::{Case, File, FrameOf, Step, compact, pretty, themes};
use serde_json::{Value, value::RawValue};

/// What the library says of a case, in the place of what the file says.
fn replay(shared: &[File], frames: &[FrameOf], case: &mut Case) {
    if let Some(loaded) = &case.frame {
        let framed = WholeFrame::load(loaded.file(frames)).map_err(Faults::from);
        case.refused = framed.as_ref().err().map(|faults| raw(refused(faults)));
        if let Ok(mut framed) = framed {
            answer(&mut case.steps, |_, request| framed.ask(request));
        }
        return;
    }
    let files: Vec<(&str, Vec<u8>)> = shared
        .iter()
        .chain(&case.files)
        .map(|file| (file.name.as_str(), file.bytes()))
        .collect();
    let sources: Vec<Source> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    let open = if case.kept {
        Opened::keep
    } else {
        Opened::open
    };
    let opened = open(&sources, &case.options_text());
    case.refused = opened.as_ref().err().map(|faults| raw(refused(faults)));
    let Ok(mut opened) = opened else { return };
    answer(&mut case.steps, |step, request| match step.tells() {
        true => opened.tell(request),
        false => opened.ask(request),
    });
}

fn answer(steps: &mut [Step], mut ask: impl FnMut(&Step, &str) -> Result<String, Faults>) {
    for step in steps {
        match ask(step, &step.request_bytes()) {
            Ok(answer) => (step.answer, step.error) = (Some(raw(answer)), None),
            Err(faults) => (step.answer, step.error) = (None, Some(raw(refused(&faults)))),
        }
    }
}

/// The file of a frame.
fn frame_file(shared: &[File], frame: &FrameOf) -> Vec<u8> {
    let files: Vec<(&str, Vec<u8>)> = shared
        .iter()
        .chain(&frame.files)
        .map(|file| (file.name.as_str(), file.bytes()))
        .collect();
    let sources = files.iter().map(|(file, bytes)| Source { file, bytes });
    let opened = Opened::open(&sources.collect::<Vec<_>>(), "{}").unwrap();
    let asked: AskedFrame = serde_json::from_str(frame.request.get()).unwrap();
    let rules = asked.rules.iter().map(|id| {
        let id = id.as_str().unwrap();
        built_in().into_iter().find(|rule| rule.id == id).unwrap()
    });
    let rules: Vec<Rule> = rules.collect();
    let on_day = OnDay::new(opened.registry(), asked.question.day);
    let frame = Frame::for_rules(&on_day, &rules.iter().collect::<Vec<_>>(), &asked.question);
    frame.unwrap().to_bytes().unwrap()
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

/// What went wrong, of all cases.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    /// Compares with what was worked out by hand; whether there was something.
    fn hold(
        &mut self,
        by_hand: Option<&RawValue>,
        found: &[Option<&RawValue>],
        place: &str,
    ) -> bool {
        let Some(by_hand) = by_hand else { return false };
        let value = |raw: &RawValue| serde_json::from_str(raw.get()).unwrap();
        let agreed = match found.iter().flatten().next() {
            Some(found) => agrees(&value(by_hand), &value(found)),
            None => Err(": worked out by hand, and nothing was answered".to_owned()),
        };
        if let Err(fault) = agreed {
            self.0.push(format!("{place}{fault}"));
        }
        true
    }

    fn same(&mut self, written: Option<&RawValue>, said: Option<&RawValue>, place: &str) {
        let [written, said] = [written, said].map(|raw| raw.map(|raw| compact(raw.get())));
        if written != said {
            let show = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
            self.0.push(format!(
                "{place}:\n  written {}\n  said    {}",
                show(written),
                show(said)
            ));
        }
    }
}

#[test]
fn the_corpus_gives_the_same_bytes() {
    let writing = std::env::var_os("NOIDAI_WRITE").is_some();
    let mut faults = Wrong::default();
    let (mut cases, mut by_hand) = (0, 0);
    for (path, mut theme) in themes() {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        for frame in &mut theme.frames {
            let made = frame_file(&theme.files, frame);
            if !writing && frame.file() != made {
                faults.0.push(format!("{file}: the frame {}", frame.name));
            }
            frame.set(&made);
        }
        let committed: Vec<Case> = theme.cases.clone();
        for (case, committed) in theme.cases.iter_mut().zip(&committed) {
            let place = format!("{file}, {}", case.name);
            assert!(case.shows.len() > 20, "{place}: it shows no sentence");
            replay(&theme.files, &theme.frames, case);
            let refused = case.refused.as_deref();
            if let (false, Some(report)) = (case.steps.is_empty(), refused) {
                faults
                    .0
                    .push(format!("{place}: nothing was opened, {report}"));
            }
            let mut worked_out = faults.hold(case.by_hand.as_deref(), &[refused], &place);
            if !writing {
                faults.same(committed.refused.as_deref(), refused, &place);
            }
            for (at, (step, committed)) in case.steps.iter().zip(&committed.steps).enumerate() {
                let place = format!("{place}, step {at}");
                let said = [step.answer.as_deref(), step.error.as_deref()];
                worked_out |= faults.hold(step.by_hand.as_deref(), &said, &place);
                if !writing {
                    faults.same(committed.answer.as_deref(), said[0], &place);
                    faults.same(committed.error.as_deref(), said[1], &place);
                }
            }
            cases += 1;
            by_hand += usize::from(worked_out);
        }
        let laid_out = pretty(&serde_json::to_string(&theme).unwrap());
        if writing {
            std::fs::write(&path, laid_out).unwrap();
        } else if std::fs::read_to_string(&path).unwrap() != laid_out {
            faults.0.push(format!("{file}: not laid out"));
        }
    }
    println!("{cases} cases, {by_hand} worked out by hand");
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
    assert!(
        by_hand >= 40,
        "{by_hand} of {cases} cases are worked out by hand"
    );
}
