//! Places through time: the country by simulation before and after a reform, and
//! the demonstration's households on another day's map.

use super::{
    Failure,
    allocator::in_use,
    clock::{by_turns, ratio, time, timed},
    figure::Figure,
};
use noidai::{
    Day, Registry,
    coverage::{OnDay, Question, coverage_on},
    event::{Batch, Code, batch::UnitOpened},
    id::UnitIx,
    place::{Coded, Moved, Named, NewUnit, Parented, Reform, Succession},
    reform::posterity,
    rule::built_in,
    time::Spell,
};
use noidai_demonstration::Scale;
use std::path::Path;

/// Provinces, districts, communes and hamlets until 30 June 2025; provinces and
/// communes since, and how many communes were split.
const OLD: [usize; 4] = [63, 696, 10_035, 93_000];
const NEW: [usize; 2] = [34, 3_321];
const SPLIT: usize = 441;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let day: Day = "2025-07-01".parse()?;
    let mut batch = country()?;
    let plain = batch.clone();
    batch.reforms.push(reform(day));
    let (made, registry) = {
        let before = in_use();
        let (took, registry) = timed(|| Registry::open(batch.clone()));
        let registry = registry?;
        let units = registry.unit_ids().len();
        let bytes = (in_use() - before) as f64;
        let memory = Figure::new("places and lineage, a unit", bytes / units as f64, "bytes")
            .against(format!("{units} units, old and new"));
        (
            vec![
                memory,
                seconds("the country's reform recorded and indexed", took),
            ],
            registry,
        )
    };
    let mut figures = made;
    let took = time(|| Registry::open(plain.clone()));
    figures.push(seconds("the same without the reform", took));
    for text in ["2025-06-30", "2025-07-01"] {
        let on: Day = text.parse()?;
        let map = (0..5)
            .map(|_| time(|| registry.map(on)))
            .min()
            .unwrap_or_default();
        let all = (0..5)
            .map(|_| time(|| registry.crossing(on)))
            .min()
            .unwrap_or_default();
        let name = format!("map of {text}");
        figures.push(Figure::new(name, map.as_secs_f64() * 1e3, "ms"));
        let name = format!("map of {text} and the ways to it from any day");
        figures.push(Figure::new(name, all.as_secs_f64() * 1e3, "ms"));
    }
    let communes: Vec<UnitIx> = (0..OLD[2])
        .filter_map(|at| registry.unit_ids().find(&id("c", at)))
        .collect();
    let took = time(|| {
        let trees = communes
            .iter()
            .map(|unit| posterity(&registry, *unit, day.before()));
        trees.map(|tree| tree.further.len()).sum::<usize>()
    });
    let each = took.as_secs_f64() * 1e6 / communes.len() as f64;
    figures.push(Figure::new("one unit's lineage", each, "µs").at_most(100.0));
    drop(registry);
    figures.push(roll_up(day)?);
    Ok(figures)
}

fn seconds(what: &str, took: std::time::Duration) -> Figure {
    Figure::new(what, took.as_secs_f64(), "s").at_most(1.0)
}

/// Coverage of the demonstration's households on the day's own map and on another.
fn roll_up(day: Day) -> Result<Figure, Failure> {
    let registry = Registry::open(noidai_demonstration::make(Scale::times(1.0, 1))?)?;
    let rules = built_in();
    let rule = rules.first().ok_or("no rule")?;
    let own = Question::on(noidai_demonstration::day()?);
    let mut other = own.clone();
    other.map = day.to_string();
    let on_day = OnDay::new(&registry, own.day);
    let (elsewhere, here) = by_turns(
        7,
        || coverage_on(&on_day, rule, &other),
        || coverage_on(&on_day, rule, &own),
    );
    let figure = Figure::new("roll-up on another day's map", ratio(elsewhere, here), "×");
    Ok(figure.against("the same day's map").at_most(1.3))
}

fn id(level: &str, number: usize) -> String {
    format!("{level}{number:05}")
}

/// Which of so many above holds one of so many below.
fn above(number: usize, below: usize, above: usize) -> usize {
    number * above / below
}

fn country() -> Result<Batch, Failure> {
    let mut batch = Batch::default();
    let levels = [
        ("p", Code::PROVINCE),
        ("d", Code::DISTRICT),
        ("c", Code::COMMUNE),
        ("h", Code::HAMLET),
    ];
    for (depth, (letter, level)) in levels.into_iter().enumerate() {
        let count = OLD.get(depth).copied().unwrap_or(0);
        for number in 0..count {
            let own = id(letter, number);
            let unit = batch.units.intern(&own)?;
            let parent = match depth
                .checked_sub(1)
                .and_then(|up| Some((levels.get(up)?, *OLD.get(up)?)))
            {
                Some(((letter, _), all)) => {
                    Some(batch.units.intern(&id(letter, above(number, count, all)))?)
                }
                None => None,
            };
            let spell = Spell::default();
            batch.unit_opened.push((
                unit,
                UnitOpened {
                    spell,
                    level: Some(level),
                },
            ));
            batch
                .unit_parents
                .push((unit, Parented { from: None, parent }));
            let name = format!("Đơn vị {own}");
            batch.unit_names.push((
                unit,
                Named {
                    from: None,
                    name,
                    kind: String::new(),
                },
            ));
            if level != Code::HAMLET {
                batch.unit_codes.push((
                    unit,
                    Coded {
                        from: None,
                        code: own,
                    },
                ));
            }
        }
    }
    Ok(batch)
}

/// Provinces merge, districts go, communes merge; every so many a commune is split
/// between its own successor and the next, hamlet by hamlet.
fn reform(day: Day) -> Reform {
    let mut reform = Reform::new(day, "mô phỏng");
    let opened = |unit: String, level: &str, parent: Option<String>| NewUnit {
        code: unit.clone(),
        name: format!("Đơn vị {unit}"),
        kind: String::new(),
        level: level.to_owned(),
        unit,
        parent,
    };
    let [provinces, communes] = NEW;
    for number in 0..provinces {
        reform.open.push(opened(id("np", number), "province", None));
    }
    for number in 0..OLD[0] {
        reform.succeed.push(Succession {
            from: id("p", number),
            into: id("np", above(number, OLD[0], provinces)),
            part: false,
        });
    }
    reform
        .close
        .extend((0..OLD[1]).map(|number| id("d", number)));
    for number in 0..communes {
        let province = id("np", above(number, communes, provinces));
        reform
            .open
            .push(opened(id("nc", number), "commune", Some(province)));
    }
    let every = OLD[2] / SPLIT;
    let is_split = |number: usize| number.is_multiple_of(every) && number / every < SPLIT;
    for number in 0..OLD[2] {
        let into = above(number, OLD[2], communes);
        let part = is_split(number);
        let from = id("c", number);
        if part {
            let next = (into + 1) % communes;
            reform.succeed.push(Succession {
                from: from.clone(),
                into: id("nc", next),
                part,
            });
            reform.close.push(from.clone());
        }
        reform.succeed.push(Succession {
            from,
            into: id("nc", into),
            part,
        });
    }
    for number in 0..OLD[3] {
        let commune = above(number, OLD[3], OLD[2]);
        if is_split(commune) {
            let into = above(commune, OLD[2], communes) + number % 2;
            let parent = Some(id("nc", into % communes));
            reform.moves.push(Moved {
                unit: id("h", number),
                parent,
            });
        }
    }
    reform
}
