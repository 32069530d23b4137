//! The main job: make the demonstration, ask the ministry's rule, and say how
//! far the province is, which hamlets lag, and how long it took.

use super::explain;
use crate::{failure::Failure, show};
use noidai::{
    Day, Language, Registry,
    coverage::{Question, Row, Verdict, coverage, verdict},
    id::HouseholdIx,
    rule::{Rule, built_in},
};
use noidai_demonstration::{STAMP, Scale};
use std::{fmt::Write, time::Instant};

/// How many hamlets furthest behind are shown.
const FURTHEST_BEHIND: usize = 10;

pub fn run(scale: Scale, language: Language) -> Result<String, Failure> {
    let say = |vi, en| show::say(language, vi, en);
    let started = Instant::now();
    let batch = noidai_demonstration::make(scale)?;
    let made = started.elapsed();

    let started = Instant::now();
    let registry = Registry::open(batch)?;
    let folded = started.elapsed();

    let day = noidai_demonstration::day()?;
    let started = Instant::now();
    let mut out = String::new();
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(out);
    };
    let answer = coverage(&registry, &rule, &Question::on(day))?;
    let answered = started.elapsed();

    let count = |number: usize| show::group(number as u64, language);
    let _ = writeln!(out, "{STAMP}\n");
    let _ = writeln!(
        out,
        "{} · {day}",
        say("Tỉnh Hậu Giang", "Hậu Giang province")
    );
    let _ = writeln!(
        out,
        "{} {} · {} {} · {} {} · {} {} · {} {}\n",
        count(registry.person_ids().len()),
        say("nhân khẩu", "residents"),
        count(registry.household_ids().len()),
        say("hộ", "households"),
        count(registry.team_ids().len()),
        say("tổ", "teams"),
        count(registry.memberships_in_teams()),
        say("thành viên", "members"),
        count(registry.committee_ids().len()),
        say("ban chỉ đạo", "steering committees"),
    );
    let _ = writeln!(out, "{}\n({})\n", rule.names.get(language), rule.source);
    let level = |name: &str| answer.level(name).cloned().collect::<Vec<Row>>();
    let mut rows = level("district");
    rows.extend(level("province"));
    let _ = writeln!(out, "{}\n", show::table(&rows, language));

    let mut hamlets = level("hamlet");
    // Of places without households there is nothing to say.
    hamlets.retain(|row| row.counts.share_low().is_some());
    hamlets.sort_by(|a, b| (a.counts.share_low(), &a.unit).cmp(&(b.counts.share_low(), &b.unit)));
    hamlets.truncate(FURTHEST_BEHIND);
    let map = registry.map(day);
    for row in &mut hamlets {
        let above = registry
            .unit_ids()
            .find(&row.unit)
            .and_then(|unit| map.parent(unit));
        let commune = above
            .and_then(|unit| registry.unit(unit))
            .map_or("", |unit| unit.name_on(day));
        row.name = format!("{}, {commune}", row.name);
    }
    let _ = writeln!(
        out,
        "{}",
        say(
            "Mười ấp, khu vực còn xa nhất",
            "The ten hamlets furthest behind"
        )
    );
    let _ = writeln!(out, "{}\n", show::table(&hamlets, language));

    let mut explained = None;
    let example = hamlets
        .iter()
        .find_map(|row| example(&registry, &rule, &row.unit, day));
    if let Some(household) = example {
        let started = Instant::now();
        let shown = explain::household(&registry, &rule, household, day, language)?;
        explained = Some(started.elapsed());
        let _ = writeln!(out, "{}", say("Một hộ ở đó", "One household there"));
        let _ = writeln!(out, "{shown}");
    }
    let _ = write!(
        out,
        "{} {made:.2?} · {} {folded:.2?} · {} {answered:.2?}",
        say("tạo số liệu", "made in"),
        say("dựng sổ", "folded in"),
        say("trả lời mọi cấp", "answered at all levels in"),
    );
    if let Some(explained) = explained {
        let one = say("giải thích một hộ", "one household explained in");
        let _ = write!(out, " · {one} {explained:.2?}");
    }
    let _ = writeln!(out, "\n{STAMP}");
    Ok(out)
}

/// A family of the hamlet, all of it listed and asked, that is not covered.
fn example(registry: &Registry, rule: &Rule, hamlet: &str, day: Day) -> Option<HouseholdIx> {
    let unit = registry.unit_ids().find(hamlet)?;
    let question = Question::on(day);
    let here = registry.household_ids().iter().filter(|household| {
        registry
            .placed_on(*household, day)
            .is_some_and(|placed| placed.unit == unit)
            && (3..=5).contains(&registry.residents_on(*household, day).count())
    });
    let mut not_covered = here.filter(|household| {
        let id = registry.household_ids().text(*household);
        verdict(registry, rule, &question, id) == Ok(Verdict::NotCovered)
    });
    not_covered.next()
}
