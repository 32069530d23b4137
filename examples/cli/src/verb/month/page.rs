//! The month as a report: what a terminal shows, and a page that is printed.

use super::{cover::Cover, found::Found, part::Part, teams::Team};
use crate::{
    report::{Block, Report},
    tell,
    words::{count, say},
};
use noidai::{Language, Registry, rule::Rule};

/// How many teams furthest behind are shown.
const FURTHEST_BEHIND: usize = 10;
/// Most rows of teams, kinds and forces that are shown.
const MOST_ROWS: usize = 30;

/// What a report is made of.
pub struct Pages<'a> {
    pub registry: &'a Registry,
    pub cover: &'a Cover,
    pub found: &'a Found,
    pub parts: &'a [Part],
    pub rule: &'a Rule,
    /// The levels that are shown, highest first.
    pub levels: &'a [String],
    pub teams: &'a [Team<'a>],
}

impl Pages<'_> {
    /// The report.
    pub fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let cover = self.cover;
        let mut report = Report::new(&cover.title, &cover.subtitle);
        let figures = cover.figures.iter();
        let figures = figures.map(|own| (own.shown(language), own.what.clone()));
        report.push(Block::Figures(figures.collect()));
        for remark in &cover.remarks {
            report.push(Block::Text(remark.clone()));
        }
        for [what, value] in &cover.stands_on {
            report.push(Block::Note(format!("{what}: {value}")));
        }
        self.done(&mut report, language);
        self.coverage(&mut report, language);
        let heading = say("Thay đổi trong kỳ", "What changed in the period");
        report.push(Block::Heading(heading.to_owned()));
        let subject = self.rule.subject.name();
        let changed = tell::changed(self.registry, &self.found.changed, subject, language);
        report.blocks.extend(changed);
        let heading = say("Chỉ tiêu", "Targets");
        report.push(Block::Heading(heading.to_owned()));
        let (rules, answer) = (&self.found.rules, &self.found.targets);
        let targets = tell::targets(self.registry, rules, answer, language);
        report.blocks.extend(targets);
        self.behind(&mut report, language);
        self.worklists(&mut report, language);
        let heading = say("Cách tính", "How counted");
        report.push(Block::Heading(heading.to_owned()));
        report.push(tell::legend(language));
        let notes = cover.notes.iter().cloned().map(Block::Note);
        report.blocks.extend(notes);
        report
    }

    fn part(&self, code: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.code == code)
    }

    fn done(&self, report: &mut Report, language: Language) {
        let say = |vi, en| say(language, vi, en).to_owned();
        report.push(Block::Heading(say("Đã làm trong kỳ", "What was done")));
        let done = tell::done(self.registry, &self.found.done, language);
        report.blocks.extend(done);
        let by = [
            (
                "activities_by_kind",
                &["parted_by", "row_name"][..],
                say("Theo loại hoạt động và lực lượng", "By kind and force"),
            ),
            (
                "activities_by_team",
                &["team_name"],
                say("Theo tổ", "By team"),
            ),
        ];
        for (code, names, heading) in by {
            let part = self.part(code);
            let Some(part) = part.filter(|part| !part.sheet.rows().is_empty()) else {
                continue;
            };
            let counts = [
                "activities",
                "households_reached",
                "people_met",
                "people_guided",
                "paid_units",
            ];
            let names = [names, &counts].concat();
            report.push(Block::Heading(heading));
            // Skills, platforms and plans stand above already.
            let part = part.of("parted_by", &["", "kind", "force"]);
            report.push(Block::Grid(part.grid(&names, MOST_ROWS, language)));
            self.others(report, &part, MOST_ROWS, language);
        }
    }

    /// How many rows of a part are in the workbook alone.
    fn others(&self, report: &mut Report, part: &Part, shown: usize, language: Language) {
        let others = part.sheet.rows().len().saturating_sub(shown);
        if others > 0 {
            let rest = say(
                language,
                "dòng nữa trong tệp Excel (--xlsx)",
                "more rows in the workbook (--xlsx)",
            );
            report.push(Block::Note(format!("+ {} {rest}", count(others, language))));
        }
    }

    fn coverage(&self, report: &mut Report, language: Language) {
        let say = |vi, en| say(language, vi, en);
        let covered = &self.found.covered;
        let heading = say("Tỷ lệ đạt cuối kỳ", "Coverage at the end of the period");
        report.push(Block::Heading(heading.to_owned()));
        let subject = self.rule.subject.name();
        report.push(tell::summary(&covered.total, subject, language));
        // The levels that the sheet shows, in its order.
        let rows = self.levels.iter().flat_map(|level| {
            let rows = covered.rows.iter();
            rows.filter(move |row| row.level == *level).cloned()
        });
        let rows: Vec<_> = rows.collect();
        report.push(Block::Grid(tell::grid(&rows, &[], language)));
        let Some(part) = self.part("coverage_by_rule") else {
            return;
        };
        let heading = say("Các yêu cầu khác", "The other requirements");
        report.push(Block::Heading(heading.to_owned()));
        let names = [
            "rule_name",
            "subject",
            "population",
            "numerator",
            "not_covered",
            "not_assessed",
            "share_low",
            "share_high",
        ];
        let all = part.sheet.rows().len();
        report.push(Block::Grid(part.grid(&names, all, language)));
    }

    fn behind(&self, report: &mut Report, language: Language) {
        let say = |vi, en| say(language, vi, en);
        let Some(part) = self.part("teams") else {
            return;
        };
        let heading = say("Các tổ, chậm nhất trước", "Teams, furthest behind first");
        report.push(Block::Heading(heading.to_owned()));
        let teams = part.sheet.rows().len();
        if teams == 0 {
            let [vi, en] = part.without;
            report.push(Block::Text(say(vi, en).to_owned()));
            return;
        }
        let names = [
            "team_name",
            "name",
            "population",
            "numerator",
            "share_low",
            "share_high",
            "activities",
            "paid_units",
            "to_visit",
        ];
        let grid = part.grid(&names, FURTHEST_BEHIND, language);
        report.push(Block::Grid(grid));
        self.others(report, part, FURTHEST_BEHIND, language);
        let how = part.columns.iter().find(|column| column.of == "name");
        let how = how.map(|column| column.term.meaning(language));
        let how = how.map(|text| Block::Note(text.to_owned()));
        report.blocks.extend(how);
    }

    fn worklists(&self, report: &mut Report, language: Language) {
        let Some(part) = self.part("worklist") else {
            return;
        };
        for team in self.teams {
            let own = part.of("team", &[team.id]);
            if own.sheet.rows().is_empty() {
                continue;
            }
            let visits = say(language, "Hộ cần đến", "Worklist");
            let (named, all) = (own.sheet.rows().len(), team.list.len());
            let (of_named, of_all) = (count(named, language), count(all, language));
            let heading = format!("{visits}: {} ({of_named} / {of_all})", team.name);
            report.push(Block::Heading(heading));
            let names = ["household", "head_name", "lane", "why", "to_do"];
            report.push(Block::Grid(own.grid(&names, named, language)));
        }
    }
}
