//! `noidai schema`: the forms of documents and tables.

use crate::{
    Context,
    failure::Failure,
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report, broken},
    words::say,
};
use noidai::{
    Error, ErrorKind, Language, Result,
    import::schema::{self, TABLES},
};

/// The schemas of documents that the library keeps, by name.
macro_rules! documents {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../../core/schemas/", $name, ".json"))),)*]
    };
}

const DOCUMENTS: &[(&str, &str)] = documents! {
    "activity" "activity_question" "answers" "appended" "change_question" "compared_figures"
    "condition" "converted" "coverage" "duplicates" "errors" "event" "event_kinds"
    "exchanged" "explanation" "figure_question" "figures" "files" "frame" "frame_part"
    "frame_request" "frame_subjects" "frame_summary" "gap_question" "gaps"
    "journal" "mapping" "members" "members_question" "opened"
    "opening" "packed" "places" "places_question"
    "question" "records" "reform" "report" "request"
    "rule" "rules" "series" "series_question" "tables" "target_question" "targets" "telling" "told"
    "vocabulary" "what_changed" "worklist" "worklist_question"
};

/// Width of the meaning of a table, in characters.
const MEANING: usize = 80;

#[derive(clap::Args)]
pub struct Schema {
    /// A document's JSON Schema, or a table; without a name, the list of both. Where
    /// both have the name, NAME.csv is the table.
    ///
    /// vi: JSON Schema của một tài liệu, hoặc một bảng; không nêu tên thì liệt kê cả
    /// hai. Khi cả hai cùng tên, NAME.csv là bảng.
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Schema {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let Some(name) = &self.name else {
            return self.output.give(&All, context);
        };
        if let Some((_, text)) = DOCUMENTS.iter().find(|(known, _)| known == name) {
            return Ok((*text).to_owned());
        }
        let plain = name.strip_suffix(".csv").unwrap_or(name);
        match TABLES.iter().find(|table| table.name == plain) {
            Some(table) => self.output.give(&One(table), context),
            None => {
                let known = DOCUMENTS.iter().map(|(name, _)| (*name).to_owned());
                let tables = TABLES.iter().map(|table| format!("{}.csv", table.name));
                let known: Vec<String> = known.chain(tables).collect();
                let error = Error::new(ErrorKind::UnknownValue).found(name);
                Err(Failure::Usage(error.expected(known.join(", "))))
            }
        }
    }
}

/// The header of a sheet of columns.
const HEADER: [&str; 8] = [
    "table",
    "column",
    "column_vi",
    "kind",
    "required",
    "key",
    "personal",
    "example",
];

fn push(sheet: &mut Sheet, table: &schema::Table) {
    for column in table.columns {
        let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
        sheet.push(vec![
            table.name.to_owned(),
            column.name.to_owned(),
            column.vi.to_owned(),
            kind(column),
            yes(column.required),
            yes(column.key),
            yes(column.personal),
            column.example.to_owned(),
        ]);
    }
}

/// The stable word for what a column holds.
fn kind(column: &schema::Column) -> String {
    noidai::json::write(&column.kind)
        .unwrap_or_default()
        .trim_matches('"')
        .to_owned()
}

/// Every document and table.
struct All;

impl Answer for All {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let title = say("Các bảng và tài liệu", "Tables and documents");
        let mut report = Report::new(title, "");
        report.push(Block::Heading(say("Bảng (CSV)", "Tables (CSV)").to_owned()));
        let rows = TABLES.iter().map(|table| {
            let meaning = match language {
                Language::Vietnamese => table.meaning.vi,
                Language::English => table.meaning.en,
            };
            vec![Cell::text(table.name), Cell::text(broken(meaning, MEANING))]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Bảng", "Table")),
                Column::text(say("Mỗi dòng là", "One row is")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        let heading = say("Tài liệu (JSON Schema)", "Documents (JSON Schema)");
        report.push(Block::Heading(heading.to_owned()));
        let names: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
        report.push(Block::Text(names.join(" · ")));
        report.push(Block::Note(
            say(
                "Xem một mục: noidai schema TÊN",
                "One of them: noidai schema NAME",
            )
            .to_owned(),
        ));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        for table in TABLES {
            push(&mut sheet, table);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        Ok(schema::document())
    }

    fn is_simulated(&self) -> bool {
        false
    }
}

/// One table.
struct One(&'static schema::Table);

impl Answer for One {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let meaning = match language {
            Language::Vietnamese => self.0.meaning.vi,
            Language::English => self.0.meaning.en,
        };
        let mut report = Report::new(format!("{}.csv", self.0.name), meaning);
        let yes = |is: bool| Cell::text(if is { "✓" } else { "" });
        let rows = self.0.columns.iter().map(|column| {
            vec![
                Cell::text(column.name),
                Cell::text(column.vi),
                Cell::text(kind(column)),
                yes(column.required),
                yes(column.key),
                yes(column.personal),
                Cell::text(column.example),
            ]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Cột", "Column")),
                Column::text(say("Tiêu đề tiếng Việt", "In Vietnamese")),
                Column::text(say("Giá trị", "Holds")),
                Column::text(say("Bắt\nbuộc", "Required")),
                Column::text(say("Khóa", "Key")),
                Column::text(say("Cá\nnhân", "Personal")),
                Column::text(say("Ví dụ", "Example")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        push(&mut sheet, self.0);
        sheet
    }

    fn json(&self) -> Result<String> {
        noidai::json::write(self.0)
    }

    fn is_simulated(&self) -> bool {
        false
    }
}
