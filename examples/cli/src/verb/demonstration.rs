//! The main job: make the demonstration, ask the ministry's rule, and say how
//! far the province is, which hamlets lag, and how long it took.

use crate::{
    demonstration::{self, STAMP, Scale},
    show,
};
use noidai::{
    Language, Registry, Result,
    coverage::{Question, Row, coverage},
    rule::built_in,
    text,
};
use std::{fmt::Write, time::Instant};

/// How many hamlets furthest behind are shown.
const FURTHEST_BEHIND: usize = 10;

pub fn run(scale: Scale, language: Language) -> Result<String> {
    let vietnamese = language == Language::Vietnamese;
    let say = |vi: &'static str, en: &'static str| if vietnamese { vi } else { en };
    let started = Instant::now();
    let batch = demonstration::make(scale)?;
    let made = started.elapsed();

    let started = Instant::now();
    let registry = Registry::open(batch)?;
    let folded = started.elapsed();

    let day = demonstration::day()?;
    let started = Instant::now();
    let mut out = String::new();
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(out);
    };
    let answer = coverage(&registry, &rule, &Question::on(day))?;
    let answered = started.elapsed();

    let count = |number: usize| text::group(number as u64);
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
    let _ = writeln!(
        out,
        "{} {made:.2?} · {} {folded:.2?} · {} {answered:.2?}",
        say("tạo số liệu", "made in"),
        say("dựng sổ", "folded in"),
        say("trả lời mọi cấp", "answered at all levels in"),
    );
    Ok(out)
}
