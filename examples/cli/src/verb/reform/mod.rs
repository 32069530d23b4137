//! `noidai reform`: what a reform of units would do, and recording it.

mod targets;
mod told;

use crate::{
    Context,
    failure::{Failure, refused, unusable},
    input::{Input, Opened, day_of},
    output::Output,
    words::say,
};
use clap::{Subcommand, ValueEnum};
use noidai::{
    Day, Error, ErrorKind, Registry,
    import::{Faults, Source},
    json,
    place::Reform as Document,
    reform::{CommitteesAt, ReformTable, Terms, preview, read, with_bodies},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
pub struct Reform {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// What it would do, and what it would leave open; nothing is recorded.
    ///
    /// vi: Đợt sắp xếp sẽ làm gì và còn để ngỏ điều gì; không ghi gì cả.
    #[command(
        after_help = "Example: noidai reform preview succession.csv DIR --on 2025-07-01 --under 92"
    )]
    Preview {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        output: Output,
    },
    /// Checks it and records it in the first folder, whole or not at all.
    ///
    /// vi: Kiểm tra rồi ghi vào thư mục đầu tiên, trọn vẹn hoặc không gì cả.
    #[command(
        after_help = "Example: noidai reform apply succession.csv DIR --on 2025-07-01 --act 1668/NQ-UBTVQH15 --under 92"
    )]
    Apply {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(clap::Args)]
struct Asked {
    /// A document (.json), or a table with the columns old_code, old_name, new_code,
    /// new_name and partial.
    ///
    /// vi: Một tài liệu (.json), hoặc một bảng có các cột old_code, old_name, new_code,
    /// new_name và partial.
    file: PathBuf,
    #[command(flatten)]
    input: Input,
    /// The first day of the new units, for a table; a document says it itself, and may
    /// not say otherwise.
    ///
    /// vi: Ngày đầu tiên của các đơn vị mới, khi nêu một bảng; tài liệu tự nêu ngày ấy,
    /// và không được nêu khác.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// The legal act, for a table.
    ///
    /// vi: Văn bản pháp lý, khi nêu một bảng.
    #[arg(long, value_name = "TEXT")]
    act: Option<String>,
    /// Code of the unit above those that a table opens.
    ///
    /// vi: Mã của đơn vị cấp trên của các đơn vị mà bảng thành lập.
    #[arg(long, value_name = "CODE")]
    under: Option<String>,
    /// What becomes of the steering committees that are not named.
    ///
    /// vi: Ban chỉ đạo không được nêu tên thì sao: open (ban của các đơn vị nhập lại
    /// thì giải thể và lập một ban mới với mọi thành viên) hoặc continue (các ban tiếp
    /// tục, đều của đơn vị mới).
    #[arg(long, value_enum, default_value = "open")]
    committees: Committees,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Committees {
    /// Those of merged units close and one opens, with the members of all.
    Open,
    /// They go on, all for the new unit.
    Continue,
}

impl Reform {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let (asked, output, is_applied) = match &self.verb {
            Verb::Preview { asked, output } => (asked, output, false),
            Verb::Apply { asked, output } => (asked, output, true),
        };
        let folder = asked.input.folders.first();
        if is_applied && folder.is_none() {
            let error = Error::new(ErrorKind::MissingField).expected("DIR");
            return Err(Failure::Usage(error));
        }
        let opened = Opened::new(&asked.input, context)?;
        let draft = say(context.language, "dự thảo", "draft");
        let table = asked.document(&opened, (!is_applied).then_some(draft))?;
        let committees = match asked.committees {
            Committees::Open => CommitteesAt::Open,
            Committees::Continue => CommitteesAt::Continue,
        };
        let reform = with_bodies(opened.registry(), table.reform, committees);
        let told = preview(opened.registry(), &reform).map_err(|errors| {
            let mut faults = Faults::default();
            for error in errors {
                faults.push(error);
            }
            Failure::from(faults)
        })?;
        let mut recorded = None;
        if let Some(folder) = folder.filter(|_| is_applied) {
            recorded = Some(record(folder, &reform)?);
        }
        let told = told::Told {
            preview: told,
            mended: table.mended,
            notes: table.notes,
            recorded,
            is_simulated: opened.is_simulated,
        };
        output.give(&told, context)
    }
}

impl Asked {
    fn document(&self, opened: &Opened, draft: Option<&str>) -> Result<ReformTable, Failure> {
        let bytes =
            fs::read(&self.file).map_err(|fault| Failure::Usage(unusable(&self.file, fault)))?;
        let is_document = self
            .file
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if is_document {
            let text = String::from_utf8(bytes).map_err(|fault| {
                let at = fault.utf8_error().valid_up_to();
                Error::new(ErrorKind::BadText).found(format!("byte {at}"))
            })?;
            let reform = json::read(&text)?;
            self.agrees(&reform, opened.registry())?;
            return Ok(ReformTable {
                reform,
                mended: 0,
                notes: Vec::new(),
            });
        }
        let missing =
            |option: &str| Failure::Usage(Error::new(ErrorKind::MissingField).expected(option));
        let day: Day = match &self.on {
            Some(text) => day_of("--on", text)?,
            None => return Err(missing("--on")),
        };
        let act = self
            .act
            .as_deref()
            .or(draft)
            .ok_or_else(|| missing("--act"))?;
        let terms = Terms {
            day,
            act: act.to_owned(),
            under: self.under.clone().ok_or_else(|| missing("--under"))?,
        };
        let name = self
            .file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let source = Source {
            file: &name,
            bytes: &bytes,
        };
        Ok(read(source, opened.registry(), &terms)?)
    }
}

impl Asked {
    /// That a document says what the options say, where they are given.
    fn agrees(&self, reform: &Document, registry: &Registry) -> Result<(), Error> {
        let differs = |path: &str, found: &str, option: &str, given: &str| {
            Err(Error::new(ErrorKind::WrongValue)
                .found(found)
                .expected(format!("{given} ({option})"))
                .path(path))
        };
        if let Some(text) = &self.on {
            let on: Day = text.parse()?;
            if on != reform.day {
                return differs("/day", &reform.day.to_string(), "--on", text);
            }
        }
        if let Some(act) = self.act.as_ref().filter(|act| **act != reform.act) {
            return differs("/act", &reform.act, "--act", act);
        }
        let Some(under) = &self.under else {
            return Ok(());
        };
        let opened: BTreeSet<&str> = reform.open.iter().map(|one| one.unit.as_str()).collect();
        for (at, one) in reform.open.iter().enumerate() {
            let parent = one.parent.as_deref().unwrap_or("");
            let unit = registry.unit_ids().find(parent);
            let code = unit.and_then(|unit| Some(registry.unit(unit)?.code_on(reform.day)));
            if !opened.contains(parent) && parent != under && code != Some(under) {
                return differs(&format!("/open/{at}/parent"), parent, "--under", under);
            }
        }
        Ok(())
    }
}

/// Writes the reform beside the tables of a folder, under a name that is free.
fn record(folder: &Path, reform: &Document) -> Result<PathBuf, Failure> {
    let text = json::write(reform)? + "\n";
    let names = (1..).map(|number| match number {
        1 => format!("reforms-{}.jsonl", reform.day),
        number => format!("reforms-{}-{number}.jsonl", reform.day),
    });
    for name in names {
        let path = folder.join(name);
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
        {
            Ok(mut file) => {
                let written = std::io::Write::write_all(&mut file, text.as_bytes());
                written.map_err(|fault| Failure::Usage(unusable(&path, fault)))?;
                return Ok(path);
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(Failure::Usage(unusable(&path, fault))),
        }
    }
    // Names never end.
    Err(Failure::Usage(refused(
        folder,
        "không ghi được",
        "cannot be written",
    )))
}
