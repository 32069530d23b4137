//! Targets for the simulated year, of the size that Hậu Giang set itself, and real
//! figures from elsewhere.

use super::hamlet::DISTRICTS;
use noidai::{
    Day, Result,
    event::{Batch, Code},
    figure::{Figure, Value},
    target::Target,
};

/// The province.
const PROVINCE: &str = "93";
/// The plan's shares, with the days on which they are due in the simulated year: the
/// plan (2022) had them due in its third and fourth quarter.
const PLAN: &str = "Mức của 103/KH-UBND (30/5/2022), hạn dời sang kỳ mô phỏng / shares of the plan, due days moved";
/// What communes are given of it.
const OF_COMMUNES: &str = "mô phỏng / simulated";
const ARTICLE: &str = "Báo Hậu Giang, 26/4/2024";
const CENSUS: &str = "Tổng điều tra dân số và nhà ở 2019";

/// The rule, each share, and until when.
const TARGETS: [(&str, u32, (i32, u32, u32)); 4] = [
    ("ministry-household", 700_000, (2025, 3, 31)),
    ("ministry-household", 900_000, (2025, 12, 31)),
    ("household-app", 500_000, (2025, 3, 31)),
    ("household-app", 800_000, (2025, 12, 31)),
];

/// Lays targets and figures down.
pub fn record(batch: &mut Batch) -> Result<()> {
    for (rule, share, due) in TARGETS {
        target(batch, Code::NONE, (rule, share, due), PLAN)?;
    }
    let (rule, share) = ("ministry-household", 700_000);
    target(
        batch,
        Code::COMMUNE,
        (rule, share, (2025, 12, 31)),
        OF_COMMUNES,
    )?;
    figures(batch)
}

fn target(
    batch: &mut Batch,
    level: Code,
    (rule, share, (year, month, day)): (&str, u32, (i32, u32, u32)),
    source: &str,
) -> Result<()> {
    let (Some(due), Some(from)) = (Day::new(year, month, day), Day::new(2024, 8, 1)) else {
        return Ok(());
    };
    let target = Target {
        unit: batch.units.intern(PROVINCE)?,
        level,
        rule: batch.vocabulary.code(rule)?,
        due,
        from,
        share,
        baseline: None,
        // The plan names no rule.
        is_assumed: level == Code::NONE,
        source: source.into(),
    };
    batch.targets.push(target);
    Ok(())
}

/// A calendar year.
const fn year(year: i32) -> [(i32, u32, u32); 2] {
    [(year, 1, 1), (year + 1, 1, 1)]
}

fn figures(batch: &mut Batch) -> Result<()> {
    let rank = |place| Value::Rank { place, among: 63 };
    let score = Value::Score {
        points: 88_020,
        out_of: 100_000,
    };
    let online = |numerator| Value::Share {
        numerator,
        denominator: 100,
    };
    // The article names no year for the DTI: in April 2024 that of 2022 was the last.
    let of_dti = format!("{ARTICLE}; bài không nêu năm, coi là DTI 2022");
    let up_one = format!("{ARTICLE} (PAR INDEX 2023 tăng một bậc)");
    let plan = "103/KH-UBND, 30/5/2022";
    let (third, fourth) = ([(2022, 7, 1), (2022, 10, 1)], [(2022, 10, 1), (2023, 1, 1)]);
    let province: [(&str, _, &str, Value, &str); 6] = [
        ("dti", year(2022), "DTI 2022", rank(17), &of_dti),
        ("par-index", year(2022), "PAR INDEX", rank(20), &up_one),
        ("par-index", year(2023), "PAR INDEX", rank(19), ARTICLE),
        ("par-index", year(2023), "PAR INDEX", score, ARTICLE),
        ("procedures-online-target", third, "", online(30), plan),
        ("procedures-online-target", fourth, "", online(50), plan),
    ];
    for (name, period, edition, value, source) in province {
        figure(batch, PROVINCE, (name, edition), period, value, source)?;
    }
    let census = [(2019, 4, 1), (2019, 4, 2)];
    let all = DISTRICTS.iter().map(|(_, residents)| residents).sum();
    for (unit, residents) in [(PROVINCE, all)].into_iter().chain(DISTRICTS) {
        let count = Value::Count(residents);
        figure(batch, unit, ("population", ""), census, count, CENSUS)?;
    }
    Ok(())
}

fn figure(
    batch: &mut Batch,
    unit: &str,
    (name, edition): (&str, &str),
    [from, until]: [(i32, u32, u32); 2],
    value: Value,
    source: &str,
) -> Result<()> {
    let day = |(year, month, day)| Day::new(year, month, day);
    let (Some(from), Some(until)) = (day(from), day(until)) else {
        return Ok(());
    };
    let figure = Figure {
        name: batch.vocabulary.code(name)?,
        unit: batch.units.intern(unit)?,
        from,
        until,
        edition: edition.into(),
        value,
        source: source.into(),
    };
    batch.figures.push(figure);
    Ok(())
}
