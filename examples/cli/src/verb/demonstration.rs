//! The main job: make the demonstration, ask the ministry's rule, and say how
//! far the province is, which hamlets lag, and how long it took.

use super::{
    coverage::{HEADER, cells, cover},
    explain,
    side_by_side::SideBySide,
};
use crate::{
    Context,
    failure::Failure,
    input::Progress,
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report, broken},
    tell,
    words::{self, count, lasted, number, say},
};
use noidai::{
    Day, Language, Registry, Result,
    coverage::{Asked, Coverage, OnDay, Question, Row, RowKind, Verdict},
    gap::{Explanation, GapQuestion, explain_asked},
    id::HouseholdIx,
    json,
    rule::{Rule, Subject, built_in},
};
use std::time::{Duration, Instant};

/// How many hamlets furthest behind are shown.
const FURTHEST_BEHIND: usize = 10;
/// Width of the names of rules, in characters.
const NAME: usize = 44;
/// Most households of one hamlet that are looked at for an example.
const MOST_TRIED: usize = 200;

/// The demonstration, when no verb is given.
#[derive(clap::Args)]
pub struct Demonstration {
    #[command(flatten)]
    output: Output,
}

impl Demonstration {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let demonstrated = Demonstrated::new(context)?;
        self.output.give(&demonstrated, context)
    }
}

/// The whole chain, with how long each step took.
struct Demonstrated {
    registry: Registry,
    day: Day,
    rule: Rule,
    answer: Coverage,
    /// Every other rule, for the whole province.
    others: Vec<(Rule, Row)>,
    furthest_behind: Vec<Row>,
    months: SideBySide,
    example: Option<(HouseholdIx, Explanation)>,
    steps: Vec<(Step, Duration)>,
}

#[derive(Clone, Copy)]
enum Step {
    Made,
    Folded,
    Answered,
    Others,
    SideBySide,
    Explained,
}

impl Demonstrated {
    fn new(context: &Context) -> Result<Self, Failure> {
        let mut steps = Vec::new();
        let making = say(context.language, "đang tạo số liệu", "making the data");
        let batch = timed(Step::Made, &mut steps, || {
            let _progress = Progress::begin(making, None);
            noidai_demonstration::make(context.scale)
        })?;
        let folding = say(context.language, "đang dựng sổ", "laying the registry down");
        let registry = timed(Step::Folded, &mut steps, || {
            let _progress = Progress::begin(folding, None);
            Registry::open(batch)
        })?;
        let day = noidai_demonstration::day()?;
        let mut rules = built_in().into_iter();
        // The first is the ministry's: a test of the core says so.
        let rule = rules.next().ok_or_else(|| {
            noidai::Error::new(noidai::ErrorKind::UnknownRule).found(noidai::rule::MINISTRY)
        })?;
        let question = Question::on(day);
        let answer = timed(Step::Answered, &mut steps, || {
            cover(&registry, &rule, &question, context)
        })?;
        let mut others = Vec::new();
        timed(Step::Others, &mut steps, || -> Result<(), Failure> {
            let mut question = Question::on(day);
            question.by = vec!["province".to_owned()];
            for rule in rules {
                let answer = cover(&registry, &rule, &question, context)?;
                if let Some(row) = answer.rows.into_iter().next() {
                    others.push((rule, row));
                }
            }
            Ok(())
        })?;
        let months = timed(Step::SideBySide, &mut steps, || {
            SideBySide::new(&registry, &rule, day, noidai_demonstration::last_day()?)
        })?;
        let furthest_behind = furthest_behind(&registry, &answer, day);
        let on_day = OnDay::new(&registry, day);
        let example = furthest_behind
            .iter()
            .find_map(|row| example(&on_day, &rule, &row.unit, &mut steps));
        Ok(Self {
            furthest_behind,
            months,
            example,
            registry,
            day,
            rule,
            answer,
            others,
            steps,
        })
    }

    fn figures(&self, language: Language) -> Block {
        let registry = &self.registry;
        // Who is counted on the day: not the dead, nor households that have closed.
        let on_day = OnDay::new(registry, self.day);
        let (mut residents, mut households) = (0, 0);
        on_day.each_subject(Subject::Resident, |_, _| residents += 1);
        on_day.each_subject(Subject::Household, |_, _| households += 1);
        let committees = registry.committee_ids().iter().filter(|ix| {
            let known = registry.committee(*ix);
            known.is_some_and(|known| known.spell.holds(self.day))
        });
        let figures = [
            (residents, "nhân khẩu", ["resident", "residents"]),
            (households, "hộ", ["household", "households"]),
            (registry.team_ids().len(), "tổ", ["team", "teams"]),
            (
                registry.memberships_in_teams(),
                "thành viên",
                ["member", "members"],
            ),
            (
                committees.count(),
                "ban chỉ đạo",
                ["steering committee", "steering committees"],
            ),
        ];
        let figures = figures.map(|(size, vi, en)| {
            let what = words::noun(size as u64, vi, en, language).to_owned();
            (count(size, language), what)
        });
        Block::Figures(figures.to_vec())
    }

    /// Every other built-in rule in the whole province.
    fn other_rules(&self, language: Language) -> Grid {
        let say = |vi, en| say(language, vi, en);
        let rows = self.others.iter().map(|(rule, row)| {
            let counts = &row.counts;
            let (low, high) = (counts.share_low(), counts.share_high());
            vec![
                Cell::text(broken(rule.names.get(language), NAME)),
                Cell::text(number(counts.population(), language)),
                Cell::text(number(counts.numerator(), language)),
                Cell::text(words::share(low, high, language)),
                Cell::bar(low, high),
            ]
        });
        Grid {
            columns: vec![
                Column::text(say("Yêu cầu", "Requirement")),
                Column::number(say("Đối tượng\nxét", "Population")),
                Column::number(say("Đạt", "Covered")),
                Column::number(say("Tỷ lệ đạt", "Coverage")),
                Column::text(""),
            ],
            rows: rows.collect(),
            has_sum: false,
        }
    }

    fn times(&self, language: Language) -> String {
        let name = |step| match step {
            Step::Made => say(language, "tạo số liệu", "data made"),
            Step::Folded => say(language, "dựng sổ", "registry laid down"),
            Step::Answered => say(language, "trả lời ở mọi cấp", "answered at all levels"),
            Step::Others => say(language, "các yêu cầu khác", "the other requirements"),
            Step::SideBySide => say(language, "hai tháng cạnh nhau", "both months"),
            Step::Explained => say(language, "giải thích một hộ", "one household explained"),
        };
        let times = self
            .steps
            .iter()
            .map(|(step, time)| format!("{} {}", name(*step), lasted(*time, language)));
        times.collect::<Vec<_>>().join(" · ")
    }
}

impl Answer for Demonstrated {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en).to_owned();
        let day = words::day(self.day, language);
        let title = say("Tỉnh Hậu Giang", "Hậu Giang province");
        let what = say(
            "kỹ năng số của các hộ, ngày",
            "digital skills of its households,",
        );
        let mut report = Report::new(format!("{title}: {what} {day}"), "");
        report.push(self.figures(language));
        report.push(Block::Text(format!(
            "{}: {}",
            say("Yêu cầu", "Requirement"),
            self.rule.names.get(language)
        )));
        report.push(Block::Note(words::source(&self.rule, language).to_owned()));
        let subject = self.rule.subject.name();
        report.push(tell::summary(&self.answer.total, subject, language));

        report.push(Block::Heading(say("Theo đơn vị cấp huyện", "By district")));
        let mut rows: Vec<Row> = self.answer.level("district").cloned().collect();
        rows.extend(self.answer.level("province").cloned());
        let mut districts = tell::grid(&rows, &[], language);
        districts.has_sum = true;
        report.push(Block::Grid(districts));
        report.push(tell::legend(language));

        report.push(Block::Heading(say(
            "Mười ấp, khu vực còn xa nhất",
            "The ten hamlets furthest behind",
        )));
        report.push(Block::Grid(tell::grid(
            &self.furthest_behind,
            &[],
            language,
        )));

        report.push(Block::Heading(say(
            "Các yêu cầu khác, toàn tỉnh",
            "The other requirements, whole province",
        )));
        report.push(Block::Grid(self.other_rules(language)));

        report.blocks.extend(self.months.blocks(language));

        if let Some((household, explanation)) = &self.example {
            report.push(Block::Heading(say(
                "Một hộ chưa đạt ở đó",
                "One household there that is not covered",
            )));
            let registry = &self.registry;
            report.blocks.extend(explain::household(
                registry,
                &self.rule,
                *household,
                explanation,
                language,
            ));
        }
        report.push(Block::Heading(say("Thời gian", "Time taken")));
        report.push(Block::Note(self.times(language)));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        for row in &self.answer.rows {
            sheet.push(cells(row));
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&self.answer)
    }

    fn is_simulated(&self) -> bool {
        true
    }
}

/// Does a step, and says how long it took.
fn timed<T>(step: Step, steps: &mut Vec<(Step, Duration)>, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    steps.push((step, started.elapsed()));
    done
}

/// The hamlets of the lowest share, each with its commune. Of places without
/// households there is nothing to say, and what lies in no hamlet is none.
fn furthest_behind(registry: &Registry, answer: &Coverage, day: Day) -> Vec<Row> {
    let mut hamlets: Vec<Row> = answer
        .level("hamlet")
        .filter(|row| row.kind == RowKind::Unit && row.counts.share_low().is_some())
        .cloned()
        .collect();
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
    hamlets
}

/// A family of the hamlet that is not covered and could be.
fn example(
    on_day: &OnDay<'_>,
    rule: &Rule,
    hamlet: &str,
    steps: &mut Vec<(Step, Duration)>,
) -> Option<(HouseholdIx, Explanation)> {
    let (registry, day) = (on_day.registry(), on_day.day());
    let unit = registry.unit_ids().find(hamlet)?;
    let question = GapQuestion::on(day);
    let of_coverage = question.coverage();
    let asked = Asked::new(on_day, rule, &of_coverage).ok()?;
    let here = registry.household_ids().iter().filter(|household| {
        registry
            .placed_on(*household, day)
            .is_some_and(|placed| placed.unit == unit)
            && (3..=4).contains(&registry.residents_on(*household, day).count())
    });
    for household in here.take(MOST_TRIED) {
        let id = registry.household_ids().text(household);
        let started = Instant::now();
        let explanation = explain_asked(&asked, &question, id).ok()?;
        let lasted = started.elapsed();
        let can_be_covered = explanation
            .smallest_change
            .as_ref()
            .is_some_and(|change| change.cost.is_some());
        if explanation.verdict == Verdict::NotCovered && can_be_covered {
            steps.push((Step::Explained, lasted));
            return Some((household, explanation));
        }
    }
    None
}
