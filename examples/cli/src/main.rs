//! `noidai`: from a folder of tables to an answer that an officer can act on.

mod book;
mod failure;
mod input;
mod output;
mod page;
mod report;
mod show;
mod simulated;
mod store;
mod tell;
mod usage;
mod verb;
mod words;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use failure::Failure;
use noidai::Language;
use noidai_demonstration::Scale;
use std::{ffi::OsString, process::ExitCode};

/// Skill coverage of Việt Nam's community digital technology teams.
///
/// Without a verb: the demonstration of Hậu Giang on 30 June 2025.
///
/// vi: Tỷ lệ hộ đạt kỹ năng số qua công việc của các tổ công nghệ số cộng đồng Việt Nam.
///
/// Không nêu lệnh: bản mô phỏng Hậu Giang ngày 30/6/2025.
#[derive(Parser)]
#[command(
    name = "noidai",
    version,
    after_help = "Exit codes: 0 answered; 1 faults in the data or the rule given; 2 wrong usage, something asked for that is not there, or an answer that cannot be written.\nColours and progress on a terminal only; no colours where NO_COLOR is set.\n\nExample: noidai coverage DIR --by commune --where 934 --on 2025-06-30\n\nvi:Mã thoát: 0 có câu trả lời; 1 số liệu hoặc quy tắc được nêu có lỗi; 2 dùng sai, hỏi điều không có, hoặc không ghi được câu trả lời.\nMàu và tiến độ chỉ hiện trên màn hình dòng lệnh; có NO_COLOR thì không màu.\n\nVí dụ: noidai coverage DIR --by commune --where 934 --on 2025-06-30"
)]
struct Arguments {
    /// Language of headings and messages.
    ///
    /// vi: Ngôn ngữ của tiêu đề và thông báo: vi hoặc en.
    #[arg(long, global = true, value_enum, default_value = "vi")]
    lang: Lang,
    /// How many times the residents of the province the demonstration has, from
    /// 0.001 to 100.
    ///
    /// vi: Bản mô phỏng có số nhân khẩu gấp mấy lần của tỉnh, từ 0.001 đến 100.
    #[arg(long, global = true, default_value = "1", value_parser = size)]
    scale: f64,
    /// Seed of the demonstration.
    ///
    /// vi: Số gốc của bản mô phỏng; cùng một số cho cùng một bản.
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    demonstration: verb::demonstration::Demonstration,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

#[derive(Subcommand)]
enum Verb {
    /// Writes the demonstration as a folder of tables, or as one workbook.
    ///
    /// vi: Ghi bản mô phỏng ra một thư mục bảng, hoặc một tệp Excel.
    #[command(
        after_help = "Example: noidai generate DIR --scale 0.01 --seed 7\nExample: noidai generate so-lieu.xlsx --scale 0.01"
    )]
    Generate(verb::generate::Generate),
    /// Reads folders of tables or workbooks and says every fault.
    ///
    /// vi: Đọc các thư mục bảng hoặc tệp Excel và nêu mọi lỗi.
    #[command(
        after_help = "Example: noidai check DIR --lang en --format csv\nExample: noidai check so-lieu.xlsx --marked so-lieu-loi.xlsx"
    )]
    Check(verb::check::Check),
    /// Counts and shares of a rule in each unit of a level.
    ///
    /// vi: Số đếm và tỷ lệ đạt của một quy tắc, theo từng đơn vị của một cấp.
    #[command(
        after_help = "Example: noidai coverage DIR --rule household-app --on 2025-06-30 --by commune --where 934 --format csv\nExample: noidai coverage DIR --map now --html coverage.html\nExample: noidai coverage DIR --by commune --xlsx coverage.xlsx"
    )]
    Coverage(verb::coverage::Coverage),
    /// A household, team, resident or unit as it stands on a day.
    ///
    /// vi: Một hộ, tổ, nhân khẩu hoặc đơn vị vào một ngày: đạt hay chưa, vì sao, và
    /// thay đổi nhỏ nhất để đạt.
    #[command(after_help = "Example: noidai explain DIR h012-0034 --on 2025-06-30")]
    Explain(verb::explain::Explain),
    /// The facts of tables as lines of events; a file events.jsonl in a folder is
    /// read like its tables.
    ///
    /// vi: Dữ liệu của các bảng thành từng dòng sự kiện; tệp events.jsonl trong thư mục
    /// được đọc như các bảng.
    #[command(after_help = "Example: noidai export DIR > events.jsonl")]
    Export(verb::export::Export),
    /// Who is not covered, nearest to it first, with the smallest change.
    ///
    /// vi: Ai chưa đạt, gần đạt nhất trước, kèm thay đổi nhỏ nhất.
    #[command(
        after_help = "Example: noidai gaps DIR --where 31318 --on 2025-06-30 --limit 50 --format csv"
    )]
    Gaps(verb::gaps::Gaps),
    /// What was done in a period: activities, visits, people guided, paid units.
    ///
    /// vi: Đã làm gì trong kỳ: hoạt động, lượt đến hộ, người được hướng dẫn, số công.
    #[command(
        after_help = "Example: noidai activity DIR --on 2025-06-30 --period month --by commune --where 934\nExample: noidai activity DIR --period month:15 --stratify force --format csv"
    )]
    Activity(verb::activity::Activity),
    /// Teams, committees and who sits in them, in each unit of a level.
    ///
    /// vi: Tổ, ban chỉ đạo và thành viên, theo từng đơn vị của một cấp.
    #[command(
        after_help = "Example: noidai members DIR --on 2025-06-30 --by commune --where 934\nExample: noidai members DIR --map now --format csv"
    )]
    Members(verb::members::Members),
    /// Whom to visit next, why, and with what to bring about there.
    ///
    /// vi: Cần đến hộ nào tiếp theo, vì sao, và đến để làm gì.
    #[command(
        after_help = "Example: noidai worklist DIR --team to-31441-02 --on 2025-06-30\nExample: noidai worklist DIR --where 31318 --lane \"Tuyến 2\" --limit 50 --format csv"
    )]
    Worklist(verb::worklist::Worklist),
    /// What changed between two days: who entered and left each count, and why.
    ///
    /// vi: Thay đổi giữa hai ngày: ai vào, ai ra khỏi từng số đếm, và vì sao.
    #[command(
        after_help = "Example: noidai change DIR --from 2025-05-31 --to 2025-06-30 --by commune --where 934\nExample: noidai change DIR --period quarter --subjects 20\nExample: noidai change STORE --period month --known-from office@2025-06-02T00:00:00.000Z"
    )]
    Change(verb::change::Change),
    /// Targets: reached, missed or undecided, and whether they are on course.
    ///
    /// vi: Chỉ tiêu: đạt, chưa đạt hay chưa xác định, và có kịp tiến độ không.
    #[command(
        after_help = "Example: noidai targets DIR --on 2025-06-30 --by province,district --format csv"
    )]
    Targets(verb::targets::Targets),
    /// Figures from elsewhere: shares, counts, scores and ranks, each with its source.
    ///
    /// vi: Số liệu từ nơi khác: tỷ lệ, số lượng, điểm và thứ hạng, kèm nguồn.
    #[command(
        after_help = "Example: noidai figures DIR --where 93\nExample: noidai figures DIR --figure par-index --form rank --where 93 --compare 2022-12-31,2023-12-31"
    )]
    Figures(verb::figures::Figures),
    /// An office's month as one workbook and a page: what was done, coverage, change,
    /// targets, teams furthest behind, worklists.
    ///
    /// All of it is of the whole period that the day lies in, and as of its last day, or
    /// the last day in the data while it runs.
    ///
    /// vi: Báo cáo tháng của một đơn vị, thành một tệp Excel và một trang in: đã làm gì, tỷ lệ
    /// đạt, thay đổi, chỉ tiêu, tổ chậm nhất, hộ cần đến.
    ///
    /// Tất cả là của cả kỳ chứa ngày được hỏi, tính đến ngày cuối kỳ, hoặc ngày cuối của
    /// số liệu nếu kỳ chưa hết.
    #[command(
        after_help = "Example: noidai month DIR 31318 --on 2025-06-30 --xlsx thang-6.xlsx --html thang-6.html\nExample: noidai month DIR 93 --on 2025-06-14 --period month:15 --xlsx thang-6.xlsx"
    )]
    Month(verb::month::Month),
    /// Everybody of a day in one file, from which any rule is answered in a moment.
    ///
    /// vi: Mọi người của một ngày trong một tệp, từ đó quy tắc nào cũng được tính ngay.
    #[command(
        after_help = "Example: noidai frame build DIR -o 2025-06-30.frame --on 2025-06-30\nExample: noidai frame coverage 2025-06-30.frame --rule household-app --by commune"
    )]
    Frame(verb::frame::Frame),
    /// A folder that stores what devices record, merged without loss.
    ///
    /// vi: Thư mục sổ ghi: lưu những gì các thiết bị ghi, gộp lại mà không mất gì.
    #[command(
        after_help = "Example: noidai journal init STORE --device office\nExample: noidai journal import STORE DIR --as-of 2025-06-14 --record\nExample: noidai journal sync STORE OTHER"
    )]
    Journal(verb::journal::Journal),
    /// The rules: lists, shows and checks them.
    ///
    /// vi: Các quy tắc: liệt kê, xem, kiểm tra.
    #[command(
        after_help = "Example: noidai rules show ministry-household\nExample: noidai rules check my-rule.json"
    )]
    Rules(verb::rules::Rules),
    /// Units through time: those of a day, by code or name, what became of them.
    ///
    /// vi: Đơn vị qua thời gian: các đơn vị của một ngày, tìm theo mã hoặc tên, đơn vị
    /// ấy nay là gì.
    #[command(
        after_help = "Example: noidai units find \"vi thuy\" --on 2025-07-01\nExample: noidai units lineage 31447 --on 2025-06-30"
    )]
    Units(verb::units::Units),
    /// A reform of units: what it would do, and recording it.
    ///
    /// vi: Sắp xếp đơn vị hành chính: xem trước tác động, và ghi nhận.
    #[command(
        after_help = "Example: noidai reform preview succession.csv DIR --on 2025-07-01 --under 92\nExample: noidai reform apply succession.csv DIR --on 2025-07-01 --act 1668/NQ-UBTVQH15 --under 92"
    )]
    Reform(verb::reform::Reform),
    /// The forms of tables and documents.
    ///
    /// vi: Dạng của các bảng và tài liệu.
    #[command(
        after_help = "Example: noidai schema people\nExample: noidai schema rule > rule.schema.json"
    )]
    Schema(verb::schema::Schema),
}

/// What every verb is told.
pub struct Context {
    /// The language of the answer.
    pub language: Language,
    /// The size of the demonstration.
    pub scale: Scale,
}

/// What a verb prints, and the exit code where faults are the answer itself.
pub struct Said {
    /// What goes to the standard output.
    pub text: String,
    /// Whether faults were found in what was given.
    pub has_faults: bool,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self {
            text,
            has_faults: false,
        }
    }
}

/// Reads a size of the demonstration.
fn size(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(size) if (0.001..=100.0).contains(&size) => Ok(size),
        _ => Err("0.001 … 100".to_owned()),
    }
}

/// Reads the arguments, in the language that they ask for.
fn arguments() -> Result<Arguments, ExitCode> {
    let given: Vec<OsString> = std::env::args_os().collect();
    let language = usage::language(&given);
    let mut command = usage::in_language(Arguments::command(), language);
    let read = command.try_get_matches_from_mut(given);
    read.and_then(|read| Arguments::from_arg_matches(&read))
        .map_err(|error| usage::report(&error.format(&mut command), language))
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let context = Context {
        language: match arguments.lang {
            Lang::Vi => Language::Vietnamese,
            Lang::En => Language::English,
        },
        scale: Scale::times(arguments.scale, arguments.seed),
    };
    let answer: Result<Said, Failure> = match &arguments.verb {
        None => arguments.demonstration.run(&context).map(Said::from),
        Some(Verb::Generate(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Check(asked)) => asked.run(&context),
        Some(Verb::Coverage(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Explain(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Export(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Gaps(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Activity(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Members(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Worklist(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Change(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Targets(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Figures(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Month(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Frame(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Journal(asked)) => asked.run(&context),
        Some(Verb::Rules(asked)) => asked.run(&context),
        Some(Verb::Schema(asked)) => asked.run(&context).map(Said::from),
        Some(Verb::Units(asked)) => asked.run(&context),
        Some(Verb::Reform(asked)) => asked.run(&context).map(Said::from),
    };
    match answer {
        Ok(said) => {
            use std::io::Write;
            let mut out = std::io::stdout().lock();
            let written = out
                .write_all(said.text.as_bytes())
                .and_then(|()| out.flush());
            match written {
                // A reader that has seen enough closes the pipe: no fault.
                Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => {
                    let fault = failure::unusable(std::path::Path::new("stdout"), fault);
                    Failure::Usage(fault).report(context.language)
                }
                _ => ExitCode::from(u8::from(said.has_faults)),
            }
        }
        Err(failure) => failure.report(context.language),
    }
}
