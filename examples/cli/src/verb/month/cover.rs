//! The cover of a month: whose it is, what it stands on, and its main figures.

use super::{
    asked::Asked,
    column::{Column, Form, cell},
    found::Found,
    part::Part,
};
use crate::{
    output::Sheet,
    words::{self, number, say},
};
use noidai::{Day, Language, rule::Rule, work::targets::Outcome};
use noidai_workbook::{Cell, Look};

/// What stands before the parts.
pub struct Cover {
    /// Id of the unit.
    pub unit: String,
    pub title: String,
    pub subtitle: String,
    /// Whether it was made from simulated data.
    pub is_simulated: bool,
    /// What it stands on: a name and a value each.
    pub stands_on: Vec<[String; 2]>,
    /// What else must be known to read it.
    pub remarks: Vec<String>,
    /// What must be known of the map, which pages say at their end.
    pub of_map: Option<&'static str>,
    pub figures: Vec<Figure>,
    /// How figures hang together.
    pub notes: Vec<String>,
}

/// A main figure: a cell of a part.
pub struct Figure {
    pub what: String,
    /// The sheet that it stands on.
    pub on: &'static str,
    text: String,
    form: Form,
}

impl Figure {
    fn column(&self) -> Column {
        Column::new("figure", self.form, ["", ""], ["", ""])
    }

    fn sheet() -> Sheet {
        Sheet::new(&["figure"])
    }

    /// What a workbook holds of it.
    pub fn held(&self, language: Language) -> Cell {
        let row = [self.text.clone()];
        let cell = self.column().held(&Self::sheet(), &row, language);
        cell.look(Look::Boxed)
    }

    /// What a page shows of it.
    pub fn shown(&self, language: Language) -> String {
        let row = [self.text.clone()];
        match self.column().shown(&Self::sheet(), &row, language) {
            crate::report::Cell::Text(text, _) => text,
            _ => String::new(),
        }
    }
}

/// What a month is read from.
pub struct Source<'a> {
    /// Names of folders and workbooks.
    pub names: Vec<String>,
    /// The last day in the data.
    pub last: Option<Day>,
    pub is_simulated: bool,
    pub rule: &'a Rule,
}

impl Cover {
    /// The cover of the parts.
    pub fn new(
        asked: &Asked,
        (found, parts): (&Found, &[Part]),
        source: &Source<'_>,
        language: Language,
    ) -> Self {
        let say = |vi, en| say(language, vi, en);
        let day = |day| words::day(day, language);
        let title = match asked.every.to_string().split(':').next() {
            Some("quarter") => say("Báo cáo quý", "The quarter"),
            Some("year") => say("Báo cáo năm", "The year"),
            _ => say("Báo cáo tháng", "The month"),
        };
        let stretch = format!(
            "{} – {}",
            day(asked.period.from),
            day(asked.day.min(asked.period.last()))
        );
        let mut stands_on = vec![
            [
                say("Đơn vị", "Unit").to_owned(),
                named(&asked.name, &asked.code),
            ],
            [say("Kỳ", "Period").to_owned(), stretch.clone()],
            [
                say("Bản đồ đơn vị ngày", "Map of units of").to_owned(),
                day(asked.map_day()),
            ],
            [
                say("Quy tắc", "Rule").to_owned(),
                format!("{} ({})", source.rule.names.get(language), source.rule.id),
            ],
            [
                say("Nguồn của quy tắc", "Source of the rule").to_owned(),
                words::source(source.rule, language).to_owned(),
            ],
        ];
        let from = match source.names.is_empty() {
            true => say("bản mô phỏng của noidai", "the demonstration of noidai").to_owned(),
            false => source.names.join("; "),
        };
        stands_on.push([say("Đọc từ", "Read from").to_owned(), from]);
        if let Some(last) = source.last {
            let what = say("Ngày cuối trong số liệu", "Last day in the data");
            stands_on.push([what.to_owned(), day(last)]);
        }
        let mut remarks = Vec::new();
        if asked.is_running() {
            let last = day(asked.period.last());
            remarks.push(match language {
                Language::Vietnamese => {
                    format!(
                        "Kỳ chưa hết (đến {last}): số liệu tính đến hết ngày {}.",
                        day(asked.day)
                    )
                }
                Language::English => format!(
                    "The period is not over (it ends on {last}): counted up to {}.",
                    day(asked.day)
                ),
            });
        }
        Self {
            unit: asked.id.clone(),
            title: format!("{title}: {}", asked.name),
            subtitle: format!("{} · {stretch}", named(&asked.name, &asked.code)),
            is_simulated: source.is_simulated,
            stands_on,
            remarks,
            of_map: None,
            figures: figures(asked, found, parts, language),
            notes: notes(found, language),
        }
    }
}

fn named(name: &str, code: &str) -> String {
    match code {
        "" => name.to_owned(),
        code => format!("{name} ({code})"),
    }
}

/// The main figures, each a cell of a part.
fn figures(asked: &Asked, found: &Found, parts: &[Part], language: Language) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut push = |part: &str, column: &str, form: Form, [vi, en]: [&str; 2]| {
        let part = parts.iter().find(|own| own.code == part);
        let row = part.and_then(|part| Some((part, part.whole(&asked.id)?)));
        if let Some((part, row)) = row {
            let text = cell(&part.sheet, row, column).to_owned();
            figures.push(Figure {
                what: say(language, vi, en).to_owned(),
                on: part.name(language),
                text,
                form,
            });
        }
    };
    let mut done = |column, words| push("activities", column, Form::Count, words);
    done("activities", ["Hoạt động trong kỳ", "Activities"]);
    done("households_reached", ["Hộ gặp được", "Households met"]);
    done("people_guided", ["Người được hướng dẫn", "People guided"]);
    done("paid_units", ["Số công", "Paid units"]);
    let population = ["Đối tượng xét cuối kỳ", "Population at the end"];
    push("coverage", "population", Form::Count, population);
    push("coverage", "numerator", Form::Count, ["Đạt", "Covered"]);
    push(
        "coverage",
        "share_low",
        Form::Share,
        ["Tỷ lệ đạt thấp nhất", "Lowest share"],
    );
    push(
        "coverage",
        "share_high",
        Form::Share,
        ["Tỷ lệ đạt cao nhất", "Highest share"],
    );
    push(
        "change",
        "entered",
        Form::Count,
        ["Thêm vào số đạt", "Entered the covered"],
    );
    push(
        "change",
        "left",
        Form::Count,
        ["Ra khỏi số đạt", "Left the covered"],
    );
    let mut count = |part: &str, [vi, en]: [&str; 2], count: u64| {
        let part = parts.iter().find(|own| own.code == part);
        figures.push(Figure {
            what: say(language, vi, en).to_owned(),
            on: part.map_or("", |part| part.name(language)),
            text: count.to_string(),
            form: Form::Count,
        });
    };
    let targets = |outcome: Outcome| {
        let rows = found.targets.rows.iter();
        rows.filter(|row| row.outcome == outcome).count() as u64
    };
    if !found.targets.rows.is_empty() {
        count(
            "targets",
            ["Chỉ tiêu đạt", "Targets reached"],
            targets(Outcome::Reached),
        );
        count(
            "targets",
            ["Chỉ tiêu chưa đạt", "Targets missed"],
            targets(Outcome::Missed),
        );
        let undecided = targets(Outcome::Undecided);
        count(
            "targets",
            ["Chỉ tiêu chưa xác định", "Targets undecided"],
            undecided,
        );
    }
    let teams = parts.iter().find(|part| part.code == "teams");
    let teams = teams.map_or(0, |part| part.sheet.rows().len() as u64);
    count("teams", ["Số tổ", "Teams"], teams);
    count(
        "teams",
        ["Hộ cần đến", "Households to visit"],
        found.worklist.households,
    );
    figures
}

/// What must be known of how figures hang together.
fn notes(found: &Found, language: Language) -> Vec<String> {
    let say = |vi, en| say(language, vi, en).to_owned();
    let mut notes = vec![
        say(
            "Dòng in đậm là cả đơn vị. Số hộ, số người và số công được đếm lại cho từng dòng (mỗi hộ, mỗi người một lần), nên các dòng có thể không cộng lại được; các số khác cộng lại được.",
            "The bold row is the whole unit. Households, people and paid units are counted anew for each row (each once), so rows need not add up; all others do.",
        ),
        say(
            "Kỳ là các ngày từ ngày đầu đến hết ngày cuối. Tỷ lệ đạt, chỉ tiêu và hộ cần đến là của ngày cuối; thay đổi là so với ngày cuối trước kỳ.",
            "A period is its days from the first to the last. Coverage, targets and worklists are of the last day; change is since the last day before the period.",
        ),
        say(
            "Tỷ lệ trong csv tính bằng phần triệu; ở đây làm tròn xuống đến 0,1%.",
            "Shares in csv are parts per million; here they are rounded down to 0.1%.",
        ),
        say(
            "Lưu hành nội bộ: các số nhỏ chưa được che, và danh sách có tên người.",
            "Internal: small counts are not hidden, and lists name people.",
        ),
    ];
    for own in &found.targets.without_rule {
        let (rule, targets) = (&own.rule, number(own.targets, language));
        notes.push(match language {
            Language::Vietnamese => {
                format!(
                    "{targets} chỉ tiêu theo quy tắc {rule} không có ở đây, vì không có quy tắc ấy."
                )
            }
            Language::English => {
                format!("{targets} targets of the rule {rule} are not here: the rule is not known.")
            }
        });
    }
    notes
}
