//! The parts of a month, each with the rows of the verb that answers it.

use super::{
    asked::Asked,
    column::{Column, Form, cell},
    columns,
    found::Found,
    part::{Part, only, widened},
    teams::{Team, rows, visits},
};
use crate::{
    book::term::Term,
    output::Sheet,
    tell,
    verb::{activity, change, coverage, targets},
    words,
};
use noidai::{
    Language, Registry,
    work::{change::Cause, done::DoneBy},
};

/// Where the parts come from.
pub struct Sources<'a> {
    pub registry: &'a Registry,
    pub asked: &'a Asked,
    pub found: &'a Found,
    /// What of the command names the rule and its values.
    pub rule_options: String,
    pub teams: &'a [Team<'a>],
    /// Most households named a team.
    pub limit: usize,
    pub language: Language,
}

impl Sources<'_> {
    /// All parts, in the order of their sheets.
    pub fn parts(&self) -> Vec<Part> {
        let done = self.done();
        let by_team = self.by_team();
        let teams = self.team_rows(&by_team);
        let mut parts = vec![done, by_team, self.by_kind()];
        parts.extend(self.by_member());
        parts.extend([
            self.coverage(),
            self.by_rule(),
            self.change(),
            self.targets(),
            teams,
        ]);
        if self.limit > 0 {
            parts.push(self.worklist());
        }
        parts
    }

    /// The options of a state on the day.
    fn on(&self) -> String {
        format!("--on {}", self.asked.day)
    }

    fn period(&self) -> String {
        format!("{} --period {}{}", self.on(), self.asked.every, self.by())
    }

    fn by(&self) -> String {
        match self.asked.levels.is_empty() {
            true => String::new(),
            false => format!(" --by {}", self.asked.levels.join(",")),
        }
    }

    /// The command of what was done, by the unit's own level.
    fn activity(&self, by: &str) -> String {
        let own = self.asked.levels.first().map_or("", String::as_str);
        let options = format!("{} --period {}", self.on(), self.asked.every);
        let options = format!("{options} --by {own} --stratify {by}");
        self.asked.command("activity", &options)
    }

    fn done(&self) -> Part {
        Part {
            code: "activities",
            name: ["Hoạt động", "Activities"],
            shows: [
                "Đã làm gì trong kỳ, theo đơn vị",
                "What was done in the period, by unit",
            ],
            note: NOTHING,
            without: NO_ACTIVITY,
            command: self.asked.command("activity", &self.period()),
            sheet: activity::rows(&self.found.done),
            columns: columns::DONE.to_vec(),
        }
    }

    fn by_team(&self) -> Part {
        let sheet = activity::rows(&self.found.by_team);
        let sheet = only(&sheet, has_activities(&sheet));
        Part {
            code: "activities_by_team",
            name: ["Hoạt động theo tổ", "Activities by team"],
            shows: [
                "Từng tổ đã làm gì trong kỳ",
                "What each team did in the period",
            ],
            note: [
                "Tổ không có hoạt động thì không có dòng.",
                "A team without activities has no row.",
            ],
            without: NO_ACTIVITY,
            command: self.activity("team"),
            sheet: self.named(&sheet, "team_name", DoneBy::Team),
            columns: columns::BY_TEAM.to_vec(),
        }
    }

    /// By kind and force; then what of each skill, platform and plan there was.
    fn by_kind(&self) -> Part {
        let language = self.language;
        let (kinds, forces) = (&self.found.by_kind, &self.found.by_force);
        let mut sheet = activity::rows(kinds);
        sheet = widened(&only(&sheet, |_| false), &PARTED, |_| Vec::new());
        for (by, answer) in [("kind", kinds), ("force", forces)] {
            let own = activity::rows(answer);
            let own = only(&own, has_activities(&own));
            let own = widened(&own, &PARTED, |row| {
                let name = words::code(cell(&own, row, "stratum"), language);
                vec![by.to_owned(), tell::capital(name), String::new()]
            });
            for row in own.rows() {
                sheet.push(row.clone());
            }
        }
        let details = tell::details(self.registry, &self.found.done.total, language);
        let counted = [
            ("skill", "people_guided"),
            ("platform", "set_ups_count"),
            ("plan", "paid_units"),
        ];
        for ((by, column), (_, _, rows)) in counted.into_iter().zip(details) {
            for (name, count) in rows {
                let count = count.to_string();
                let cells = sheet.header().iter().map(|own| match *own {
                    "parted_by" => by.to_owned(),
                    "row_name" => tell::capital(&name),
                    own if own == column => count.clone(),
                    _ => String::new(),
                });
                let cells = cells.collect();
                sheet.push(cells);
            }
        }
        let whole = self.asked.command("activity", &self.period());
        Part {
            code: "activities_by_kind",
            name: ["Theo loại, lực lượng", "By kind and force"],
            shows: [
                "Hoạt động theo loại và lực lượng; hướng dẫn, cài đặt, số công",
                "Activities by kind and force; people guided, set-ups, paid units",
            ],
            note: [
                "Kỹ năng, nền tảng và kế hoạch là các cột guided, set_ups, paid của lệnh thứ ba.",
                "Skills, platforms and plans are the columns guided, set_ups and paid of the third command.",
            ],
            without: NO_ACTIVITY,
            command: [self.activity("kind"), self.activity("force"), whole].join("\n"),
            sheet,
            columns: columns::PARTS_OF_IT.to_vec(),
        }
    }

    /// The rows that are parted further, with the names of what they are parted into.
    fn named(&self, sheet: &Sheet, column: &'static str, by: DoneBy) -> Sheet {
        widened(sheet, &[column], |row| {
            let own = cell(sheet, row, "stratum");
            let name = tell::done_by(self.registry, Some(by), own, self.language);
            vec![name]
        })
    }

    fn by_member(&self) -> Option<Part> {
        let sheet = activity::rows(self.found.by_member.as_ref()?);
        let sheet = only(&sheet, has_activities(&sheet));
        Some(Part {
            code: "activities_by_member",
            name: ["Hoạt động theo thành viên", "Activities by member"],
            shows: [
                "Ai đã tham gia, và số công của từng người",
                "Who took part, and the paid units of each",
            ],
            note: NOTHING,
            without: NO_ACTIVITY,
            command: self.activity("member"),
            sheet: self.named(&sheet, "member_name", DoneBy::Member),
            columns: columns::BY_MEMBER.to_vec(),
        })
    }

    fn coverage(&self) -> Part {
        let mut sheet = Sheet::new(&coverage::HEADER);
        // In the order of the levels that are shown.
        for level in &self.asked.levels {
            let rows = self.found.covered.rows.iter();
            for row in rows.filter(|row| row.level == *level) {
                sheet.push(coverage::cells(row));
            }
        }
        let options = format!("{}{}{}", self.on(), self.by(), self.rule_options);
        Part {
            code: "coverage",
            name: ["Tỷ lệ đạt", "Coverage"],
            shows: [
                "Đạt bao nhiêu vào ngày cuối kỳ, theo đơn vị",
                "How far the rule is met on the last day of the period, by unit",
            ],
            note: NOTHING,
            without: ["Không có đơn vị nào.", "There is no unit."],
            command: self.asked.command("coverage", &options),
            sheet,
            columns: columns::COVERAGE.to_vec(),
        }
    }

    fn by_rule(&self) -> Part {
        let mut sheet = Sheet::new(&["rule", "rule_name", "subject"]);
        sheet.widen(&coverage::HEADER);
        for (rule, row) in &self.found.by_rule {
            let texts = [&rule.id, rule.names.get(self.language), rule.subject.name()];
            let mut cells: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            cells.extend(coverage::cells(row));
            sheet.push(cells);
        }
        let own = self.asked.levels.first().map_or("", String::as_str);
        let options = format!("{} --by {own} --rule RULE", self.on());
        Part {
            code: "coverage_by_rule",
            name: ["Các yêu cầu", "Requirements"],
            shows: [
                "Cả đơn vị theo từng yêu cầu vào ngày cuối kỳ",
                "The whole unit by each requirement on the last day of the period",
            ],
            note: [
                "Trong lệnh, RULE là mã của quy tắc; dòng của cả đơn vị.",
                "In the command RULE is the rule's id; the row of the whole unit.",
            ],
            without: ["Không có gì để tính.", "There is nothing to count."],
            command: self.asked.command("coverage", &options),
            sheet,
            columns: columns::BY_RULE.to_vec(),
        }
    }

    fn change_command(&self) -> String {
        let days = format!("--from {} --to {}", self.asked.eve(), self.asked.day);
        let options = format!("{days}{}{}", self.by(), self.rule_options);
        self.asked.command("change", &options)
    }

    /// The columns of the causes that brought anything about in some rows.
    fn of_causes(&self, sheet: &Sheet) -> Vec<Column> {
        let happened = |cause: &&Cause| {
            let mut rows = sheet.rows().iter();
            rows.any(|row| cell(sheet, row, cause.code()) != "0")
        };
        let causes = Cause::ALL.iter().filter(happened);
        let column = |cause: &Cause| {
            let name = [Language::Vietnamese, Language::English];
            let name = name.map(|language| words::cause(*cause, language));
            let meaning = columns::OF_CAUSE;
            Column::of(cause.code(), Form::Signed, Term { name, meaning })
        };
        causes.map(column).collect()
    }

    fn change(&self) -> Part {
        let all = change::rows(&self.found.changed);
        let sheet = only(&all, |row| {
            let is_whole =
                cell(&all, row, "row") == "unit" && cell(&all, row, "unit") == self.asked.id;
            is_whole || cell(&all, row, "count") == "covered"
        });
        let mut columns = columns::CHANGE.to_vec();
        columns.extend(self.of_causes(&sheet));
        Part {
            code: "change",
            name: ["Thay đổi", "Change"],
            shows: [
                "Từ trước kỳ đến cuối kỳ, theo đơn vị và nguyên nhân",
                "From before the period to its end, by unit and cause",
            ],
            note: NOTHING,
            without: ["Không có đơn vị nào.", "There is no unit."],
            command: self.change_command(),
            sheet,
            columns,
        }
    }

    fn targets(&self) -> Part {
        let sheet = targets::rows(&self.found.targets.rows);
        let named = |row: &[String]| {
            let id = cell(&sheet, row, "rule");
            let mut rules = self.found.rules.iter();
            let rule = rules.find(|rule| rule.id == id);
            let name = rule.map_or(id, |rule| rule.names.get(self.language));
            vec![name.to_owned()]
        };
        Part {
            code: "targets",
            name: ["Chỉ tiêu", "Targets"],
            shows: [
                "Chỉ tiêu của đơn vị và các đơn vị bên trong, theo bản đồ của kỳ",
                "Targets of the unit and of those in it, on the map of the period",
            ],
            note: NOTHING,
            without: [
                "Không có chỉ tiêu nào của đơn vị này.",
                "No target is set for this unit.",
            ],
            command: self.asked.command("targets", &self.on()),
            sheet: widened(&sheet, &["rule_name"], named),
            columns: columns::TARGETS.to_vec(),
        }
    }

    fn team_rows(&self, by_team: &Part) -> Part {
        let (covered, teams) = (&self.found.covered, self.teams);
        let options = format!("{}{} --team TEAM", self.on(), self.rule_options);
        let worklist = self.asked.command("worklist", &options);
        Part {
            code: "teams",
            name: ["Các tổ, chậm nhất trước", "Teams, furthest behind"],
            shows: [
                "Địa bàn của từng tổ, tổ đã làm gì, còn bao nhiêu hộ cần đến",
                "Each team's area, what it did, how many households to visit",
            ],
            note: [
                "Trong lệnh, TEAM là mã tổ (worklist đếm hộ theo cột reasons). Địa bàn của tổ: lệnh coverage với --where là đơn vị ấy; hoạt động: như trang theo tổ.",
                "In the command TEAM is the team's id (count the households by the column reasons). The area: coverage with --where that unit; activities: as on the sheet by team.",
            ],
            without: NO_TEAM,
            command: worklist,
            sheet: rows(self.registry, teams, covered, by_team),
            columns: columns::TEAMS.to_vec(),
        }
    }

    fn worklist(&self) -> Part {
        let options = format!("{}{} --team TEAM", self.on(), self.rule_options);
        let options = format!("{options} --limit {}", self.limit);
        Part {
            code: "worklist",
            name: ["Hộ cần đến theo tổ", "Worklist by team"],
            shows: [
                "Từng tổ cần đến hộ nào trước",
                "Whom each team is to visit first",
            ],
            note: [
                "Trong lệnh, TEAM là mã tổ.",
                "In the command TEAM is the team's id.",
            ],
            without: match self.teams.is_empty() {
                true => NO_TEAM,
                false => [
                    "Không còn hộ nào cần đến.",
                    "No household is to be visited.",
                ],
            },
            command: self.asked.command("worklist", &options),
            sheet: visits(
                self.registry,
                self.teams,
                (&self.found.worklist, self.limit),
                self.language,
            ),
            columns: columns::WORKLIST.to_vec(),
        }
    }
}

/// What is appended to rows that are parted.
const PARTED: [&str; 3] = ["parted_by", "row_name", "set_ups_count"];

const NOTHING: [&str; 2] = ["", ""];
const NO_ACTIVITY: [&str; 2] = [
    "Không có hoạt động nào được ghi nhận trong kỳ.",
    "No activity is recorded in the period.",
];
const NO_TEAM: [&str; 2] = [
    "Không có tổ nào ở đơn vị này.",
    "There is no team in this unit.",
];

/// Whether a row has any activity: a unit without has one that stands for nobody.
fn has_activities(sheet: &Sheet) -> impl Fn(&[String]) -> bool + '_ {
    move |row| cell(sheet, row, "activities") != "0"
}
