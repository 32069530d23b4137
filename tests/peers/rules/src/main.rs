//! The ministry's rule over the households of a simulated country: in a frame, and
//! household by household in two rule engines.
//!
//!     cargo run --release --locked -p noidai-peers-rules -- FOLDER HOUSEHOLDS
//!
//! Writes the same residents to FOLDER as columns (a file of little-endian numbers each)
//! and what the frame counts in each hamlet, for `columns.py`, which asks columnar engines
//! the same. It says so by a line `ready`; then each line `go` on the standard input is
//! answered by what the counts in every hamlet took of a processor, and then the rows of
//! every level as well, in nanoseconds.

use datalogic_rs::{Engine, ParsedData};
use noidai::{
    coverage::{Question, Verdict},
    frame::Frame,
    rule::{Rule, built_in},
};
use noidai_demonstration::Country;
use nix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use std::{
    env,
    fs::{self, File},
    hint::black_box,
    io::{self, BufWriter, Write},
    path::Path,
    time::Duration,
};
use zen_expression::{compile_expression, variable::Variable, vm::VM};

type Failure = Box<dyn std::error::Error>;

/// Households that the rule engines are asked about; each costs them the same.
const SAMPLE: usize = 20_000;
const RUNS: usize = 7;
const FLUENT: u8 = 3;
const SKILLS: [&str; 5] = ["a", "b", "c", "d", "e"];

fn main() -> Result<(), Failure> {
    let mut given = env::args().skip(1);
    let (Some(folder), Some(households)) = (given.next(), given.next()) else {
        return Err("FOLDER HOUSEHOLDS".into());
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let households: u64 = households.parse()?;
    let question = Question::on("2025-06-30".parse()?);
    let (frame, sample) = country(folder, households, &question)?;
    let rule = built_in().swap_remove(0);
    write_counts(folder, &frame, &rule, &question)?;

    let ours = fastest(RUNS, || counted(&frame, &rule, &question))?;
    let each = ours.as_secs_f64() / households as f64;
    eprintln!(
        "noidai: {households} households, one thread, all counts in every hamlet: {:.3} ms, {:.2} ns a household",
        ours.as_secs_f64() * 1e3,
        each * 1e9,
    );
    let wanted = sample.iter().filter(|home| is_covered(home)).count();
    for (engine, took) in [
        ("zen-expression", zen(&sample, wanted)?),
        ("datalogic-rs", datalogic(&sample, wanted)?),
    ] {
        let own = took.as_secs_f64() / sample.len() as f64;
        eprintln!(
            "{engine}: {} households as objects in memory, the rule compiled: {:.0} ns a household, {:.0} × as long",
            sample.len(),
            own * 1e9,
            own / each,
        );
    }

    println!("ready");
    for line in io::stdin().lines() {
        if line? == "go" {
            let counts = fastest(1, || counted(&frame, &rule, &question))?;
            let rows = fastest(1, || {
                black_box(frame.coverage(&rule, &question)?);
                Ok(())
            })?;
            println!("{} {}", counts.as_nanos(), rows.as_nanos());
        }
    }
    Ok(())
}

/// All counts in every hamlet.
fn counted(frame: &Frame, rule: &Rule, question: &Question) -> Result<(), Failure> {
    let own = frame.cut(rule.subject, 1).into_iter().next().unwrap_or_default();
    black_box(frame.part(rule, question, own)?);
    Ok(())
}

fn fastest(runs: usize, mut body: impl FnMut() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let mut least = Duration::MAX;
    for _ in 0..runs {
        let started = processor_time()?;
        body()?;
        least = least.min(processor_time()?.saturating_sub(started));
    }
    Ok(least)
}

/// What this thread took of a processor so far: what else a machine does is not in it.
fn processor_time() -> Result<Duration, Failure> {
    Ok(clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?.into())
}

/// By resident, the levels.
type Home = Vec<[u8; 5]>;

/// The frame, its residents as columns, and the first households.
fn country(
    folder: &Path,
    households: u64,
    question: &Question,
) -> Result<(Frame, Vec<Home>), Failure> {
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut hamlet, mut household) = (file("hamlet.u32")?, file("household.u32")?);
    let mut levels = Vec::new();
    for skill in SKILLS {
        levels.push(file(&format!("{skill}.u8"))?);
    }
    let country = Country::on(question.day);
    let mut builder = country.frame();
    let mut sample: Vec<Home> = Vec::new();
    let mut failed = None;
    country.each_batch(households, |rows| {
        let written = (|| -> io::Result<()> {
            for (place, home) in rows.place.iter().zip(rows.household) {
                hamlet.write_all(&place.to_le_bytes())?;
                household.write_all(&(*home as u32).to_le_bytes())?;
            }
            for (to, column) in levels.iter_mut().zip(rows.levels) {
                to.write_all(column)?;
            }
            Ok(())
        })();
        failed = failed.take().or(written.err());
        for (at, home) in rows.household.iter().enumerate() {
            let home = *home as usize;
            if home >= SAMPLE {
                break;
            }
            if sample.len() <= home {
                sample.push(Home::new());
            }
            let mut own = [0; 5];
            for (own, column) in own.iter_mut().zip(rows.levels) {
                *own = column[at];
            }
            sample[home].push(own);
        }
        builder.push(rows)
    })?;
    match failed {
        Some(failed) => Err(failed.into()),
        None => Ok((builder.finish()?, sample)),
    }
}

/// By hamlet: its place, and households that are covered, not covered, not assessed.
fn write_counts(
    folder: &Path,
    frame: &Frame,
    rule: &Rule,
    question: &Question,
) -> Result<(), Failure> {
    let mut question = question.clone();
    question.by = vec!["hamlet".to_owned()];
    let answer = frame.coverage(rule, &question)?;
    let mut counts = Vec::new();
    for row in &answer.rows {
        let of = |verdict| row.counts.of(verdict);
        let own = [Verdict::Covered, Verdict::NotCovered, Verdict::NotAssessed].map(of);
        if own.iter().any(|count| *count > 0) {
            let place: u64 = row.code.parse()?;
            counts.push([place, own[0], own[1], own[2]]);
        }
    }
    fs::write(folder.join("counts.json"), serde_json::to_string(&counts)?)?;
    Ok(())
}

fn is_covered(home: &Home) -> bool {
    home.iter().any(|own| own.iter().all(|level| *level == FLUENT))
}

fn objects(home: &Home) -> Value {
    let resident = |own: &[u8; 5]| {
        let fields = SKILLS.iter().zip(own);
        Value::Object(fields.map(|(skill, level)| ((*skill).to_owned(), json!(level))).collect())
    };
    json!({ "residents": home.iter().map(resident).collect::<Vec<_>>() })
}

/// The rule in zen's expressions, compiled once, over variables made before.
fn zen(sample: &[Home], wanted: usize) -> Result<Duration, Failure> {
    let all = SKILLS.map(|skill| format!("#.{skill} == {FLUENT}")).join(" and ");
    let rule = compile_expression(&format!("some(residents, {all})"))?;
    let homes: Vec<Variable> = sample.iter().map(|home| objects(home).into()).collect();
    let mut vm = VM::new();
    fastest(3, || {
        let mut covered = 0;
        for home in &homes {
            covered += usize::from(rule.evaluate_with(home.shallow_clone(), &mut vm)? == Variable::Bool(true));
        }
        same(covered, wanted)
    })
}

/// The rule in JSONLogic, compiled once, over data that was parsed before.
fn datalogic(sample: &[Home], wanted: usize) -> Result<Duration, Failure> {
    let all: Vec<Value> = SKILLS.iter().map(|skill| json!({"==": [{"var": skill}, FLUENT]})).collect();
    let rule = json!({"some": [{"var": "residents"}, {"and": all}]});
    let engine = Engine::new();
    let rule = engine.compile(rule.to_string().as_str())?;
    let mut homes = Vec::new();
    for home in sample {
        homes.push(ParsedData::from_json(&objects(home).to_string())?);
    }
    let mut session = engine.session();
    fastest(3, || {
        let mut covered = 0;
        for home in &homes {
            covered += usize::from(session.eval_borrowed(&rule, home)?.as_bool() == Some(true));
            session.reset();
        }
        same(covered, wanted)
    })
}

fn same(covered: usize, wanted: usize) -> Result<(), Failure> {
    match covered == wanted {
        true => Ok(()),
        false => Err(format!("{covered} households covered, and {wanted} are").into()),
    }
}
