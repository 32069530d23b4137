//! `noidai members`: teams, committees and who sits in them, by place.

use super::asking::{OnMap, Rows, When, at_its_option};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report},
    tell,
    words::{self, number, say},
};
use noidai::{
    Day, Language, Registry, Result, json,
    work::members::{MemberCounts, MembersByPlace, MembersQuestion, members},
};

#[derive(clap::Args)]
pub struct Members {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    output: Output,
}

impl Members {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let opened = Opened::new(&self.input, context)?;
        let day = self.when.state(opened.last)?;
        let mut question = MembersQuestion::on(day);
        question.unit.clone_from(&self.rows.place.within);
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        let map_day = question.map_day().map_err(at_its_option)?;
        question.by = self.rows.levels(opened.registry(), map_day);
        let answer = members(opened.registry(), &question).map_err(at_its_option)?;
        self.output.say_day(self.when.on.as_deref(), day);
        let found = Found {
            registry: opened.registry(),
            answer,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

struct Found<'a> {
    registry: &'a Registry,
    answer: MembersByPlace,
    is_simulated: bool,
}

/// The stable names of a row; the last holds pairs of a code and a count.
const HEADER: [&str; 12] = [
    "row",
    "unit",
    "code",
    "name",
    "level",
    "teams",
    "teams_with_head",
    "team_seats",
    "committees",
    "committee_seats",
    "people",
    "forces",
];

fn numbers(counts: &MemberCounts) -> [u64; 6] {
    [
        counts.teams,
        counts.teams_with_head,
        counts.team_seats,
        counts.committees,
        counts.committee_seats,
        counts.people,
    ]
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let answer = &self.answer;
        let place = tell::place(self.registry, answer.unit.as_ref(), answer.map_day);
        let mut parts: Vec<String> = place.into_iter().collect();
        parts.push(words::day(answer.day, language));
        if answer.map_day != answer.day {
            let map_day = words::day(answer.map_day, language);
            parts.push(format!("{} {map_day}", say("bản đồ ngày", "map of")));
        }
        let title = say(
            "Tổ, ban chỉ đạo và thành viên",
            "Teams, committees, members",
        );
        let mut report = Report::new(title, parts.join(" · "));
        let columns = [
            say("Tổ", "Teams"),
            say("Có tổ\ntrưởng", "With\na head"),
            say("Lượt thành\nviên tổ", "Seats in\nteams"),
            say("Ban\nchỉ đạo", "Commit-\ntees"),
            say("Lượt thành\nviên ban", "Seats in\ncommittees"),
            say("Số\nngười", "People"),
        ];
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut add = |called: String, counts: &MemberCounts| {
            let mut cells = vec![Cell::text(called)];
            let counts = numbers(counts);
            cells.extend(counts.map(|count| Cell::text(number(count, language))));
            rows.push(cells);
        };
        for row in &answer.rows {
            let called = words::called(row.row, &row.name, &row.unit, language);
            add(called, &row.counts);
        }
        add(say("Tất cả", "Together").to_owned(), &answer.total);
        let columns = columns.into_iter().map(Column::number);
        report.push(Block::Grid(Grid {
            columns: core::iter::once(Column::text(say("Đơn vị", "Unit")))
                .chain(columns)
                .collect(),
            rows,
            has_sum: true,
        }));
        let forces = answer.total.forces.iter().map(|one| {
            let force = words::code(&one.force, language);
            vec![
                Cell::text(tell::capital(force)),
                Cell::text(number(one.seats, language)),
            ]
        });
        let forces: Vec<_> = forces.collect();
        if !forces.is_empty() {
            let heading = say("Thành viên tổ, theo lực lượng", "Seats in teams, by force");
            report.push(Block::Heading(heading.to_owned()));
            report.push(Block::Grid(Grid {
                columns: vec![
                    Column::text(say("Lực lượng", "Force")),
                    Column::number(say("Lượt", "Seats")),
                ],
                rows: forces,
                has_sum: false,
            }));
        }
        report.push(Block::Note(
            say(
                "Mỗi người được đếm một lần trong từng dòng; ai ở nhiều tổ hoặc ban thì có nhiều lượt, nên cột Số người có thể không cộng lại được.",
                "People are counted once in each row; who sits in several bodies has several seats, so People need not add up.",
            )
            .to_owned(),
        ));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        for row in &self.answer.rows {
            let texts = [row.row.code(), &row.unit, &row.code, &row.name, &row.level];
            let mut cells: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            cells.extend(numbers(&row.counts).iter().map(u64::to_string));
            let forces = row.counts.forces.iter();
            let forces = forces.map(|one| format!("{}={}", one.force, one.seats));
            cells.push(forces.collect::<Vec<_>>().join("; "));
            sheet.push(cells);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&self.answer)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.answer.map_day)
    }
}
