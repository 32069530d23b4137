//! The whole country in a frame: its building, the ministry's rule and a complex one,
//! beside the sum of the bytes that each plan must read, and how these grow.

mod drawing;
mod growth;
mod visits;

use super::{
    Failure,
    clock::{by_turns, ratio, time},
    figure::Figure,
};
use noidai::{
    coverage::Question,
    frame::{Frame, Partial},
    rule::{Rule, built_in},
};
use noidai_demonstration::{Country, HAMLETS, HOUSEHOLDS};
use std::{hint::black_box, path::Path, thread, time::Duration};

const RUNS: usize = 15;

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let question = Question::on("2025-06-30".parse()?);
    let (frame, building) = country(&Country::on(question.day), HOUSEHOLDS)?;
    let mut figures = vec![
        Figure::new(
            "residents a second put into the frame, one core",
            frame.slots() as f64 / building.as_secs_f64() / 1e6,
            "million",
        )
        .against("columns in memory"),
        Figure::new(
            "the frame with levels and ages",
            frame.bytes() as f64 / frame.slots() as f64,
            "bytes a resident",
        )
        .at_most(3.2),
    ];
    let ministry = built_in().swap_remove(0);
    let complex = complex()?;
    of_rule("ministry's rule", &frame, &ministry, 3.0, &mut figures)?;
    let name = "two thirds of adults, or one fluent";
    of_rule(name, &frame, &complex, 15.0, &mut figures)?;
    let (one, other) = by_turns(
        RUNS,
        || counted(&frame, &complex, &question),
        || counted(&frame, &ministry, &question),
    );
    figures.push(
        Figure::new(name, ratio(one, other), "×")
            .against("ministry's rule")
            .at_most(5.0),
    );
    growth::figures(&frame, &question, folder, &mut figures)?;
    visits::figures(frame, &ministry, &mut figures)?;
    Ok(figures)
}

/// What is measured of one rule.
fn of_rule(
    name: &str,
    frame: &Frame,
    rule: &Rule,
    most: f64,
    figures: &mut Vec<Figure>,
) -> Result<(), Failure> {
    let question = Question::on(frame.day());
    let read = frame.bytes_read(&frame.plan(rule, &question)?);
    let words = vec![1_u64; read / 8];
    let part = counted(frame, rule, &question)?;
    let (counted, summed) = by_turns(
        RUNS,
        || counted(frame, rule, &question),
        || {
            let words = black_box(&words).iter();
            words.fold(0_u64, |sum, word| sum.wrapping_add(*word))
        },
    );
    let (written, _) = by_turns(RUNS, || frame.finish(rule, &question, part.clone()), || ());
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let film = 1000.0 / 24.0;
    figures.push(
        Figure::new(
            format!("{name}, all counts in {HAMLETS} hamlets"),
            ms(counted),
            "ms",
        )
        .against("one frame of a film, one core")
        .at_most(film),
    );
    figures.push(
        Figure::new(name, ratio(counted, summed), "×")
            .against(format!(
                "summing the {} MB that its plan reads, {:.1} GB/s",
                read / 1_000_000,
                read as f64 / summed.as_secs_f64() / 1e9
            ))
            .at_most(most),
    );
    figures.push(
        Figure::new(
            format!("{name}, with the rows of all levels as a document"),
            ms(counted + written),
            "ms",
        )
        .against(format!("{:.1} ms of these for the rows", ms(written))),
    );
    let (one, two) = by_turns(
        RUNS,
        || by_threads(frame, rule, &question, 1),
        || by_threads(frame, rule, &question, 2),
    );
    figures.push(
        Figure::new(
            format!("{name}, counted by two threads and merged"),
            ratio(one, two),
            "× as fast",
        )
        .against("one thread"),
    );
    Ok(())
}

/// The counts of everybody, on one core.
fn counted(frame: &Frame, rule: &Rule, question: &Question) -> noidai::Result<Partial> {
    let cells = frame.cut(rule.subject, 1).into_iter().next();
    frame.part(rule, question, cells.unwrap_or_default())
}

/// Cut, answered in parts by so many threads, and merged.
fn by_threads(
    frame: &Frame,
    rule: &Rule,
    question: &Question,
    threads: usize,
) -> noidai::Result<()> {
    let parts = thread::scope(|scope| {
        let started: Vec<_> = frame
            .cut(rule.subject, threads)
            .into_iter()
            .map(|cells| scope.spawn(move || frame.part(rule, question, cells)))
            .collect();
        let joined = started.into_iter().filter_map(|part| part.join().ok());
        joined.collect::<noidai::Result<Vec<Partial>>>()
    })?;
    let mut parts = parts.into_iter();
    if let Some(mut whole) = parts.next() {
        for part in parts {
            whole.merge(&part)?;
        }
        black_box(whole);
    }
    Ok(())
}

/// Two thirds of those from 15 to 60 can do three of the skills, or somebody is
/// fluent in all.
fn complex() -> noidai::Result<Rule> {
    Rule::read(
        r#"{"v":1,"id":"complex","names":{"vi":"phức tạp","en":"complex"},"source":"a benchmark","subject":"household",
        "catalogue":"basic-skills","population":{"not":"empty"},"exclusions":null,"requirement":{"any_of":[
        {"some":{"of":"residents","who":{"skills":{}}}},
        {"share":{"at_least":666666,"of":"residents","where":{"age":{"min":15,"max":60}},"who":{"skills":{"at_least":3,"level":"can-do"}}}}]}}"#,
    )
}

/// So many households of a country by simulation, streamed, and how long the frame took of it.
fn country(country: &Country, households: u64) -> Result<(Frame, Duration), Failure> {
    let mut builder = country.frame();
    let mut building = Duration::ZERO;
    country.each_batch(households, |rows| {
        let mut pushed = Ok(());
        building += time(|| pushed = builder.push(rows));
        pushed
    })?;
    let mut frame = None;
    building += time(|| frame = Some(builder.finish()));
    match frame {
        Some(frame) => Ok((frame?, building)),
        None => Err("no frame".into()),
    }
}
