//! A registry made of folders, or of the demonstration.

use super::{
    Input, Progress, Reading,
    folder::{self, tables_of},
    recorded,
    workbook::Books,
};
use crate::{
    Context,
    failure::{Failure, refused, said, unusable},
    simulated,
    words::{noun, number, say},
};
use noidai::{
    Day, Error, ErrorKind, Registry,
    ask::Recorded,
    event::Batch,
    import::{Aside, Faults, Imported},
};
use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

/// A registry with what is known of its making.
pub struct Opened {
    holds: Holds,
    /// What was left out or mended on the way.
    pub notes: Faults,
    /// What was set aside.
    pub aside: Aside,
    /// The last day on which something happened.
    pub last: Option<Day>,
    /// Whether it is the demonstration, or made from it.
    pub is_simulated: bool,
}

/// What a registry was made of.
pub(super) enum Holds {
    Tables(Box<Registry>),
    Journal(Box<Recorded>),
}

impl Opened {
    /// Reads folders of tables into a registry; without any, the demonstration.
    /// Rows set aside are written where the reading says, and counted on the
    /// standard error.
    ///
    /// # Errors
    ///
    /// Every fault of the tables, or else every contradiction between their rows,
    /// placed where it stands.
    pub fn new(input: &Input, context: &Context) -> Result<Self, Failure> {
        let label = |vi, en| say(context.language, vi, en);
        if input.folders.is_empty() {
            let making = label("đang tạo số liệu mô phỏng", "making the demonstration");
            let _progress = Progress::begin(making, None);
            let batch = noidai_demonstration::make(context.scale)?;
            // The same whatever its size, so that no verb answers for another day.
            let last = Some(noidai_demonstration::last_day()?);
            return Ok(Self {
                holds: Holds::Tables(Box::new(Registry::open(batch)?)),
                notes: Faults::default(),
                aside: Aside::default(),
                last,
                is_simulated: true,
            });
        }
        if let Some(store) = recorded::store(input, context)? {
            return Ok(recorded::opened(store, input));
        }
        let (imported, books, is_simulated) = read(input, context)?;
        let folding = label("đang dựng sổ", "laying the registry down");
        let _progress = Progress::begin(folding, None);
        let notes = Faults {
            count: imported.note_count,
            first: imported.notes.clone(),
        };
        let opened = imported.open().map_err(|faults| {
            let faults = books.all_placed(faults);
            Failure::with_notes(faults, notes, input.reading.show_personal)
        })?;
        Ok(Self {
            holds: Holds::Tables(Box::new(opened.registry)),
            notes: books.all_placed(Faults {
                count: opened.note_count,
                first: opened.notes,
            }),
            aside: opened.aside,
            last: opened.last_day,
            is_simulated,
        })
    }

    /// The registry.
    pub fn registry(&self) -> &Registry {
        match &self.holds {
            Holds::Tables(registry) => registry,
            Holds::Journal(recorded) => recorded.registry(),
        }
    }

    /// A journal as a registry.
    pub(super) fn of_journal(recorded: Recorded, is_simulated: bool) -> Self {
        Self {
            notes: recorded.faults(),
            aside: Aside::default(),
            last: recorded.last_day(),
            is_simulated,
            holds: Holds::Journal(Box::new(recorded)),
        }
    }

    /// The day asked about: the one given, else the last of the data.
    ///
    /// # Errors
    ///
    /// The text is no day, or there is none at all.
    pub fn day(&self, given: Option<&str>) -> Result<Day, Failure> {
        asked_day(given, self.last)
    }

    /// The registry as a host knew it, `HOST@INSTANT`, where an option says so.
    ///
    /// # Errors
    ///
    /// It was made of no journal, or nothing is known of the host.
    pub fn as_known(
        &self,
        option: &str,
        known: Option<&str>,
    ) -> Result<Cow<'_, Registry>, Failure> {
        let Some(known) = known else {
            return Ok(Cow::Borrowed(self.registry()));
        };
        let wrong = |error: Error| Failure::Usage(error.path(option));
        let Holds::Journal(recorded) = &self.holds else {
            let error = Error::new(ErrorKind::KnownOtherwise).found(known);
            return Err(wrong(error.expected("null")));
        };
        Ok(Cow::Owned(recorded.known_at(known).map_err(wrong)?))
    }
}

/// The day asked about: the one given, else the last of the data.
///
/// # Errors
///
/// The text is no day, or there is none at all.
pub fn asked_day(given: Option<&str>, last: Option<Day>) -> Result<Day, Failure> {
    match given {
        Some(text) => day_of("--on", text),
        None => last.ok_or_else(|| {
            Failure::Usage(Error::new(ErrorKind::MissingField).expected("--on YYYY-MM-DD"))
        }),
    }
}

/// The day that an option gives.
///
/// # Errors
///
/// The text is no day.
pub fn day_of(option: &str, text: &str) -> Result<Day, Failure> {
    let wrong = |error: Error| Failure::Usage(error.path(option));
    text.parse().map_err(wrong)
}

/// The facts of folders, or of the demonstration, and whether they are simulated.
///
/// # Errors
///
/// Every fault of the tables.
pub fn facts(input: &Input, context: &Context) -> Result<(Batch, bool), Failure> {
    if input.folders.is_empty() {
        return Ok((noidai_demonstration::make(context.scale)?, true));
    }
    if let Some(store) = recorded::store(input, context)? {
        return Ok((recorded::facts(&store, input), store.is_simulated()));
    }
    let (imported, _, is_simulated) = read(input, context)?;
    Ok((imported.batch, is_simulated))
}

/// Reads folders of tables, and writes what is set aside.
fn read(input: &Input, context: &Context) -> Result<(Imported, Books, bool), Failure> {
    if let Some(folder) = &input.reading.set_aside {
        refuse_input(folder, &input.folders)?;
        refuse_used(folder)?;
    }
    let reading = say(context.language, "đang đọc các bảng", "reading the tables");
    let (imported, books) = folder::read(&input.folders, &input.reading, reading)?;
    let is_marked = |folder: &PathBuf| simulated::is_marked(folder);
    let is_simulated = books.is_simulated || input.folders.iter().any(is_marked);
    if let Some(folder) = &input.reading.set_aside {
        write_aside(folder, &imported, is_simulated).map_err(Failure::Usage)?;
        say_aside(folder, &imported, &input.reading, context);
    }
    Ok((imported, books, is_simulated))
}

/// Rows are never set aside into a folder that is read: its tables would be lost.
fn refuse_input(folder: &Path, folders: &[PathBuf]) -> Result<(), Failure> {
    let Ok(own) = folder.canonicalize() else {
        return Ok(());
    };
    let is_input = |input: &PathBuf| input.canonicalize().is_ok_and(|input| input == own);
    match folders.iter().any(is_input) {
        true => Err(Failure::Usage(
            refused(folder, "đang được đọc", "is being read").path("--set-aside"),
        )),
        false => Ok(()),
    }
}

/// Nor into one that holds tables: those of an earlier time may be mended already,
/// and would be read as if they were of this one.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    let holds_tables = folder.is_dir() && !tables_of(folder).map_err(Failure::Usage)?.is_empty();
    match holds_tables {
        true => Err(Failure::Usage(
            refused(
                folder,
                "đã có bảng; hãy nêu một thư mục mới hoặc trống",
                "holds tables already; give a new folder, or an empty one",
            )
            .path("--set-aside"),
        )),
        false => Ok(()),
    }
}

/// What to do with rows set aside, beside them.
const ADVICE: &str = "Các dòng chưa dùng được, mỗi dòng kèm lý do (aside_vi, aside_en). Hãy sửa các ô sai ở đây, \
giữ nguyên cột aside_origin, rồi nêu thư mục này sau thư mục gốc: noidai check THƯ_MỤC_GỐC THƯ_MỤC_NÀY. Dòng đã \
sửa thay cho dòng gốc. Muốn bỏ hẳn một dòng, ghi x vào cột aside_drop (trong tệp .jsonl: sửa \"drop\":false thành \"drop\":true); chỉ xóa dòng ở đây thì dòng gốc vẫn được \
tính.\n\nRows that could not be used, each with its reasons. Mend the cells here, leave the column aside_origin \
as it is, and give this folder after the first: noidai check FIRST_DIR THIS_DIR. A mended row takes the place of \
the one that it was. To drop a row for good, write x under aside_drop (in a .jsonl file: \"drop\":true); if the row is only deleted here, the \
original still counts.\n";

fn write_aside(folder: &Path, imported: &Imported, is_simulated: bool) -> noidai::Result<()> {
    fs::create_dir_all(folder).map_err(|fault| unusable(folder, fault))?;
    for file in &imported.aside.files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.text).map_err(|fault| unusable(&path, fault))?;
    }
    if !imported.aside.files.is_empty() {
        let path = folder.join("README.txt");
        fs::write(&path, ADVICE).map_err(|fault| unusable(&path, fault))?;
    }
    if is_simulated && !imported.aside.files.is_empty() {
        simulated::mark(folder)?;
    }
    Ok(())
}

fn say_aside(folder: &Path, imported: &Imported, reading: &Reading, context: &Context) {
    let language = context.language;
    for reason in &imported.aside.reasons.first {
        eprintln!("{}", said(reason, language, reading.show_personal));
    }
    let set_aside = noun(
        imported.aside.rows,
        "dòng để riêng trong",
        ["row set aside in", "rows set aside in"],
        language,
    );
    let rows = number(imported.aside.rows, language);
    eprintln!("{rows} {set_aside} {}", folder.display());
}
