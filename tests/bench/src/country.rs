//! The whole country in a frame: its building, the ministry's rule and a complex one,
//! beside the sum of the bytes that each plan must read.

use super::{
    Failure,
    clock::{by_turns, ratio, time},
    figure::Figure,
};
use noidai::{
    Day,
    coverage::{Place, Places, Question},
    frame::{Frame, FrameBuilder, NOT_ASSESSED, Partial, Residents},
    rule::{Rule, built_in},
    skill::Catalogue,
};
use std::{hint::black_box, path::Path, thread, time::Duration};

/// Households and people of Việt Nam (census of 2019), hamlets (estimated).
const HOUSEHOLDS: u64 = 26_870_079;
const PEOPLE: u64 = 96_208_984;
const HAMLETS: usize = 93_000;
const COMMUNES: usize = 10_035;
const DISTRICTS: usize = 696;
const PROVINCES: usize = 63;
/// Rows of a batch.
const BATCH: usize = 1 << 20;
const RUNS: usize = 7;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let question = Question::on("2025-06-30".parse()?);
    let (frame, building) = country(question.day)?;
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
    for (name, rule, most) in [
        ("ministry's rule", &ministry, 3.0),
        ("two thirds of adults, or one fluent", &complex()?, 15.0),
    ] {
        let read = frame.bytes_read(&frame.plan(rule, &question)?);
        let words = vec![1_u64; read / 8];
        let all = || {
            let cells = frame.cut(1).into_iter().next().unwrap_or_default();
            frame.part(rule, &question, cells)
        };
        let part = all()?;
        let (counted, summed) = by_turns(RUNS, all, || {
            let words = black_box(&words).iter();
            words.fold(0_u64, |sum, word| sum.wrapping_add(*word))
        });
        let written = time(|| frame.finish(rule, &question, part.clone()));
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        figures.push(
            Figure::new(
                format!("{name}, all counts in {HAMLETS} hamlets"),
                ms(counted),
                "ms",
            )
            .against("one frame of a film, one core")
            .at_most(1000.0 / 24.0),
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
        figures.push(Figure::new(
            format!("{name}, the rows of all levels as a document"),
            ms(written),
            "ms",
        ));
        let (one, two) = by_turns(
            RUNS,
            || by_threads(&frame, rule, &question, 1),
            || by_threads(&frame, rule, &question, 2),
        );
        figures.push(
            Figure::new(format!("{name}, two threads"), ratio(one, two), "× as fast")
                .against("one thread"),
        );
    }
    Ok(figures)
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
            .cut(threads)
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
        black_box(frame.finish(rule, question, whole)?);
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

/// SplitMix64: the same country each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The units of the country in the order of the map, and the positions of hamlets.
fn places() -> (Places, Vec<u32>) {
    let mut units: Vec<Place> = Vec::new();
    let mut hamlets = Vec::new();
    // By level: how many units there are, and where the open one stands.
    let levels = [
        ("province", PROVINCES),
        ("district", DISTRICTS),
        ("commune", COMMUNES),
        ("hamlet", HAMLETS),
    ];
    let mut open = [0_usize; 4];
    for hamlet in 0..HAMLETS {
        for (level, (name, count)) in levels.iter().enumerate() {
            let number = |hamlet: usize| hamlet * count / HAMLETS;
            let first = hamlet == 0 || number(hamlet) != number(hamlet - 1);
            if first {
                if let Some(slot) = open.get_mut(level) {
                    *slot = units.len();
                }
                units.push(Place {
                    id: format!("{name}-{}", units.len()),
                    code: format!("{}", units.len()),
                    name: format!("{name} {}", units.len()),
                    level: (*name).to_owned(),
                    end: 0,
                });
            }
            let end = units.len();
            for at in open.iter().take(level + 1) {
                if let Some(place) = units.get_mut(*at) {
                    place.end = end;
                }
            }
        }
        hamlets.push(u32::try_from(units.len() - 1).unwrap_or(0));
    }
    (Places { units }, hamlets)
}

/// The country by simulation, streamed, and how long the frame took of it.
fn country(day: Day) -> Result<(Frame, Duration), Failure> {
    let (places, hamlets) = places();
    let levels = ["province", "district", "commune", "hamlet"];
    let levels = levels.map(str::to_owned).to_vec();
    let mut builder = FrameBuilder::new(day, places, levels, Catalogue::basic());
    let mut building = Duration::ZERO;
    let mut chance = Chance(1);
    let (mut place, mut household, mut birth) = (vec![], vec![], vec![]);
    let mut found: [Vec<u8>; 5] = Default::default();
    let mut people = 0;
    for home in 0..HOUSEHOLDS {
        // So many that the mean is the census's.
        let size = ((home + 1) * PEOPLE / HOUSEHOLDS).saturating_sub(people);
        let size = (size + chance.next() % 3).saturating_sub(1).max(1);
        people += size;
        let hamlet = (home * HAMLETS as u64 / HOUSEHOLDS) as usize;
        let asked = chance.next() % 10 < 8;
        for _ in 0..size {
            let drawn = chance.next();
            place.push(hamlets.get(hamlet).copied().unwrap_or(0));
            household.push(home);
            birth.push(day.number() - (drawn % 30_000) as i32);
            let fluent = drawn >> 32 & 15 == 0;
            for (skill, column) in found.iter_mut().enumerate() {
                let level = (drawn >> (40 + 2 * skill) & 3) as u8;
                column.push(match (asked, fluent) {
                    (false, _) => NOT_ASSESSED,
                    (true, true) => 3,
                    (true, false) => level,
                });
            }
        }
        if place.len() >= BATCH || home + 1 == HOUSEHOLDS {
            let levels: Vec<&[u8]> = found.iter().map(Vec::as_slice).collect();
            let rows = Residents {
                place: &place,
                household: &household,
                birth: &birth,
                levels: &levels,
                marks: &[],
            };
            let mut pushed = Ok(());
            building += time(|| pushed = builder.push(&rows));
            pushed?;
            place.clear();
            household.clear();
            birth.clear();
            found.iter_mut().for_each(Vec::clear);
        }
    }
    let mut frame = None;
    building += time(|| frame = Some(builder.finish()));
    match frame {
        Some(frame) => Ok((frame?, building)),
        None => Err("no frame".into()),
    }
}
