//! `noidai journal`: a folder that stores what was recorded at the door.

mod answers;
mod append;
mod changes;
mod duplicates;
mod import;
mod known_at;
mod show;
mod sync;
mod told;
mod verify;

use crate::{
    Context, Said,
    failure::Failure,
    input::{Input, day_of},
    output::Output,
    simulated,
    store::{Device, Form},
    verb::asking::Asking,
    words::say,
};
use clap::{Subcommand, ValueEnum};
use noidai::{Error, ErrorKind, Language, journal::Became, time::Instant};
use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};
use told::Told;

#[derive(clap::Args)]
pub struct Journal {
    #[command(subcommand)]
    verb: Verb,
}

/// When something is recorded.
#[derive(clap::Args, Clone, Debug)]
struct At {
    /// What the device's clock shows, as 2025-06-14T08:15:00.000Z; by default that of
    /// this computer. It is kept as a fact and orders nothing.
    ///
    /// vi: Giờ của thiết bị, như 2025-06-14T08:15:00.000Z; mặc định là giờ của máy này.
    /// Giờ chỉ được ghi lại, không quyết định thứ tự.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
}

impl At {
    fn instant(&self) -> Result<Instant, Failure> {
        if let Some(text) = &self.at {
            let wrong = |error: Error| Failure::Usage(error.path("--at"));
            return text.parse().map_err(wrong);
        }
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let millis = since
            .ok()
            .and_then(|since| i64::try_from(since.as_millis()).ok());
        let instant = millis.and_then(Instant::from_millis);
        instant.ok_or_else(|| {
            Failure::Usage(Error::new(ErrorKind::MissingField).expected("--at INSTANT"))
        })
    }
}

/// Which records.
#[derive(clap::Args, Clone, Debug)]
struct Which {
    /// Those of this device alone.
    ///
    /// vi: Chỉ các bản ghi của thiết bị này.
    #[arg(long, value_name = "ID")]
    device: Option<String>,
    /// Those of this epoch alone.
    ///
    /// vi: Chỉ các bản ghi của đợt ghi này.
    #[arg(long, value_name = "NUMBER")]
    epoch: Option<u32>,
    /// Those after this number.
    ///
    /// vi: Chỉ các bản ghi sau số này.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    since: u64,
}

/// What becomes of rows that stand in the tables no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Vanished {
    /// Nothing.
    Leave,
    /// Residences and seats end on the day of the tables.
    End,
    /// They are retracted, as if they had never been right.
    Retract,
}

#[derive(Subcommand)]
enum Verb {
    /// Begins a folder into which a device records.
    ///
    /// vi: Mở một thư mục sổ ghi cho một thiết bị.
    #[command(after_help = "Example: noidai journal init STORE --device office")]
    Init {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// Id of the device.
        ///
        /// vi: Mã định danh của thiết bị.
        #[arg(long, value_name = "ID")]
        device: String,
        /// Which life of the device; one restored from a backup begins the next.
        ///
        /// vi: Đợt ghi của thiết bị; thiết bị khôi phục từ bản sao lưu thì mở đợt tiếp
        /// theo.
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        epoch: u32,
    },
    /// Records events, all of them or none.
    ///
    /// vi: Ghi các sự kiện, tất cả hoặc không sự kiện nào.
    #[command(
        after_help = "Example: noidai journal append STORE events.jsonl\nExample: noidai journal append STORE - --each"
    )]
    Append {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// Events as JSON Lines; - is the standard input.
        ///
        /// vi: Các sự kiện, mỗi dòng một JSON; dấu - là đọc từ đầu vào chuẩn.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Records each line as it comes, and says so once it is on the disk.
        ///
        /// vi: Ghi từng dòng ngay khi nhận được, và báo khi dòng ấy đã nằm trên đĩa.
        #[arg(long)]
        each: bool,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        output: Output,
    },
    /// Tables against the journal: new, changed and vanished rows; nothing is recorded
    /// unless asked for.
    ///
    /// vi: Đối chiếu các bảng với sổ ghi: dòng mới, dòng khác và dòng không còn; chỉ ghi
    /// khi được yêu cầu.
    #[command(
        after_help = "Example: noidai journal import STORE DIR --as-of 2025-06-14\nExample: noidai journal import STORE DIR --as-of 2025-06-14 --record"
    )]
    Import {
        /// The folder of the journal.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        #[command(flatten)]
        input: Input,
        /// The day on which the tables stood so.
        ///
        /// vi: Ngày của số liệu trong các bảng.
        #[arg(long, value_name = "DAY")]
        as_of: String,
        /// Records the differences: new rows, and changed ones as corrections.
        ///
        /// vi: Ghi các khác biệt: dòng mới, và dòng khác dưới dạng đính chính.
        #[arg(long)]
        record: bool,
        /// What becomes of rows that stand in the tables no longer.
        ///
        /// vi: Với những dòng không còn trong bảng: leave (để nguyên), end (nơi cư trú và
        /// tư cách thành viên chấm dứt vào ngày của bảng) hoặc retract (rút lại, như chưa
        /// từng đúng).
        #[arg(long, value_enum, default_value = "leave", requires = "record")]
        vanished: Vanished,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        output: Output,
    },
    /// The records.
    ///
    /// vi: Các bản ghi.
    #[command(after_help = "Example: noidai journal show STORE --device phone-7 --since 120")]
    Show {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        output: Output,
    },
    /// Whether everything is there and whole.
    ///
    /// vi: Sổ ghi có đủ và nguyên vẹn không.
    #[command(after_help = "Example: noidai journal verify STORE")]
    Verify {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Two journals give each other what the other lacks.
    ///
    /// vi: Hai sổ ghi trao cho nhau những bản ghi bên kia còn thiếu.
    #[command(after_help = "Example: noidai journal sync STORE OTHER")]
    Sync {
        /// One folder.
        ///
        /// vi: Một thư mục sổ ghi.
        #[arg(value_name = "STORE")]
        one: PathBuf,
        /// The other folder.
        ///
        /// vi: Thư mục sổ ghi kia.
        #[arg(value_name = "OTHER")]
        other: PathBuf,
        /// Most bytes of one piece.
        ///
        /// vi: Số byte nhiều nhất của mỗi phần trao đổi.
        #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
        piece: usize,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        output: Output,
    },
    /// What became of each record.
    ///
    /// vi: Kết quả của từng bản ghi.
    #[command(after_help = "Example: noidai journal answers STORE --device phone-7 --since 120")]
    Answers {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        output: Output,
    },
    /// The records that contradict one another, or wait for others.
    ///
    /// vi: Các bản ghi mâu thuẫn nhau, hoặc đang chờ bản ghi khác.
    #[command(after_help = "Example: noidai journal conflicts STORE")]
    Conflicts {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// What may be one person or one household; nothing is joined by itself.
    ///
    /// vi: Những bản ghi có thể là một người hay một hộ; không tự gộp gì.
    #[command(after_help = "Example: noidai journal duplicates STORE")]
    Duplicates {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// Also shows names and days of birth.
        ///
        /// vi: Nêu cả họ tên và ngày sinh.
        #[arg(long)]
        show_personal: bool,
        #[command(flatten)]
        output: Output,
    },
    /// A rule as a host knew it at an instant, and as it is known now.
    ///
    /// vi: Kết quả của một quy tắc theo những gì một máy chủ đã biết vào một thời điểm, và
    /// theo những gì biết đến nay.
    #[command(
        after_help = "Example: noidai journal known-at STORE office@2025-06-14T00:00:00.000Z --on 2025-06-13"
    )]
    KnownAt {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// The host and the instant of its clock.
        ///
        /// vi: Máy chủ và thời điểm theo đồng hồ của máy ấy.
        #[arg(value_name = "HOST@INSTANT")]
        known: String,
        #[command(flatten)]
        asking: Asking,
        /// Level of the rows: province, district, commune or hamlet.
        ///
        /// vi: Cấp của các dòng: province, district, commune hoặc hamlet (tỉnh, huyện, xã,
        /// ấp).
        #[arg(long, value_name = "LEVEL", default_value = "hamlet")]
        by: String,
        #[command(flatten)]
        output: Output,
    },
    /// Erases the personal data of people and households, here and wherever this
    /// journal goes. It cannot be taken back.
    ///
    /// vi: Xóa dữ liệu cá nhân của người và hộ, ở đây và ở mọi nơi sổ ghi này đến. Không
    /// thể khôi phục.
    #[command(after_help = "Example: noidai journal erase STORE --person p1 --reason request")]
    Erase {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// Ids of people.
        ///
        /// vi: Mã của những người ấy.
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        person: Vec<String>,
        /// Ids of households.
        ///
        /// vi: Mã của những hộ ấy.
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        household: Vec<String>,
        /// Why, as a code.
        ///
        /// vi: Lý do, dưới dạng mã.
        #[arg(long, value_name = "CODE")]
        reason: Option<String>,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        output: Output,
    },
    /// Writes every record once into one file, without what was erased.
    ///
    /// vi: Ghi mỗi bản ghi đúng một lần vào một tệp, không kèm những gì đã xóa.
    #[command(after_help = "Example: noidai journal compact STORE --packed")]
    Compact {
        /// The folder.
        ///
        /// vi: Thư mục của sổ ghi.
        #[arg(value_name = "STORE")]
        folder: PathBuf,
        /// Packs the records, in a tenth of the room or less. Pages do not open such a
        /// file yet.
        ///
        /// vi: Nén các bản ghi, chỉ còn một phần mười dung lượng hoặc ít hơn. Trang web
        /// chưa mở được tệp này.
        #[arg(long)]
        packed: bool,
        #[command(flatten)]
        output: Output,
    },
}

impl Journal {
    /// The store; of two the first, since sync marks both alike.
    fn folder(&self) -> &Path {
        match &self.verb {
            Verb::Init { folder, .. }
            | Verb::Append { folder, .. }
            | Verb::Import { folder, .. }
            | Verb::Show { folder, .. }
            | Verb::Verify { folder, .. }
            | Verb::Answers { folder, .. }
            | Verb::Conflicts { folder, .. }
            | Verb::Duplicates { folder, .. }
            | Verb::KnownAt { folder, .. }
            | Verb::Erase { folder, .. }
            | Verb::Compact { folder, .. } => folder,
            Verb::Sync { one, .. } => one,
        }
    }

    pub fn run(&self, context: &Context) -> Result<Said, Failure> {
        let (mut told, output, has_faults): (Told, &Output, bool) = match &self.verb {
            Verb::Init {
                folder,
                device,
                epoch,
            } => {
                let device = Device {
                    device: device.clone(),
                    epoch: *epoch,
                };
                device.begin(folder)?;
                let begun = say(context.language, "Đã mở sổ ghi", "The journal is begun");
                let text = format!(
                    "{begun}: {} ({}/{epoch})\n",
                    folder.display(),
                    device.device
                );
                return Ok(text.into());
            }
            Verb::Append {
                folder,
                file,
                each,
                at,
                output,
            } => {
                let at = at.instant()?;
                if *each {
                    append::each(folder, file, at)?;
                    return Ok(String::new().into());
                }
                (append::append(folder, file, at, context)?, output, false)
            }
            Verb::Import {
                folder,
                input,
                as_of,
                record,
                vanished,
                at,
                output,
            } => {
                let asked = import::Asked {
                    day: day_of("--as-of", as_of)?,
                    records: *record,
                    vanished: *vanished,
                    at: at.instant()?,
                };
                (
                    import::import(folder, input, &asked, context)?,
                    output,
                    false,
                )
            }
            Verb::Show {
                folder,
                which,
                output,
            } => (show::show(folder, which, context)?, output, false),
            Verb::Verify { folder, output } => {
                let (told, has_faults) = verify::verify(folder, context)?;
                (told, output, has_faults)
            }
            Verb::Sync {
                one,
                other,
                piece,
                at,
                output,
            } => {
                let at = at.instant()?;
                (sync::sync(one, other, *piece, at, context)?, output, false)
            }
            Verb::Answers {
                folder,
                which,
                output,
            } => (
                answers::answers(folder, which, &[], context)?,
                output,
                false,
            ),
            Verb::Conflicts { folder, output } => {
                let which = Which {
                    device: None,
                    epoch: None,
                    since: 0,
                };
                let wanted = [Became::Conflicting, Became::Pending];
                (
                    answers::answers(folder, &which, &wanted, context)?,
                    output,
                    false,
                )
            }
            Verb::Duplicates {
                folder,
                show_personal,
                output,
            } => {
                let told = duplicates::duplicates(folder, *show_personal, context)?;
                (told, output, false)
            }
            Verb::KnownAt {
                folder,
                known,
                asking,
                by,
                output,
            } => (
                known_at::known_at(folder, known, asking, by, context)?,
                output,
                false,
            ),
            Verb::Erase {
                folder,
                person,
                household,
                reason,
                at,
                output,
            } => {
                let event = changes::erasure(person, household, reason.as_deref())?;
                (
                    changes::erase(folder, event, at.instant()?, context)?,
                    output,
                    false,
                )
            }
            Verb::Compact {
                folder,
                packed,
                output,
            } => {
                let form = if *packed { Form::Packed } else { Form::Plain };
                (changes::compact(folder, form, context)?, output, false)
            }
        };
        told.is_simulated |= simulated::is_marked(self.folder());
        Ok(Said {
            text: output.give(&told, context)?,
            has_faults,
        })
    }
}

/// An outcome in words.
fn outcome(became: Became, language: Language) -> &'static str {
    let (vi, en) = match became {
        Became::InEffect => ("có hiệu lực", "in effect"),
        Became::Repeated => ("trùng nội dung", "repeated"),
        Became::Pending => ("đang chờ", "pending"),
        Became::Conflicting => ("mâu thuẫn", "conflicting"),
        Became::WithoutAuthority => ("không có thẩm quyền", "without authority"),
        Became::UnknownKind => ("loại chưa biết", "unknown kind"),
        Became::Broken => ("không dùng được", "broken"),
        Became::Replaced => ("đã được ghi lại", "replaced"),
        Became::Retracted => ("đã rút lại", "retracted"),
    };
    say(language, vi, en)
}
