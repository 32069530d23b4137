//! A user's own headers and words, said in those of the tables.

use super::{
    Faults,
    header::{holds_days, key},
    schema::Table,
};
use crate::{Error, ErrorKind, hashed::HashMap, json, text::fold};
use serde::{Deserialize, Serialize};

/// A mapping document: what a user's own files, headers and words mean.
///
/// ```
/// use noidai::import::{Mapping, Options, Source, tables};
/// let mapping = r#"{"tables":[{"table":"people","files":["danh-sach.csv"],"columns":[
///     {"column":"id","header":"Số hiệu"},
///     {"column":"birth","header":"DOB","day_order":"m/d"},
///     {"column":"sex","header":"Giới","values":[{"own":"gái","means":"female"}]}]}]}"#;
/// let options = Options { mapping: Mapping::read(mapping)?, ..Options::default() };
/// let file = "Số hiệu,DOB,Giới\np1,12/31/1990,gái\n";
/// let source = Source { file: "danh-sach.csv", bytes: file.as_bytes() };
/// let imported = tables(&[source], &options)?;
/// assert_eq!(imported.batch.persons[0].1.sex, noidai::person::Sex::Female);
/// # Ok::<(), noidai::import::Faults>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Tables with something of the user's own.
    pub tables: Vec<MappedTable>,
}

/// What is the user's own in one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedTable {
    /// The table.
    pub table: String,
    /// Names of files that are this table, besides `NAME.csv` and `NAME-*.csv`.
    #[serde(default)]
    pub files: Vec<String>,
    /// Its columns.
    #[serde(default)]
    pub columns: Vec<MappedColumn>,
}

/// What is the user's own in one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// The column, by its stable name.
    pub column: String,
    /// The user's own header; absent where it is one that is understood.
    #[serde(default)]
    pub header: Option<String>,
    /// Order of slashed days; `d/m` where absent.
    #[serde(default)]
    pub day_order: Option<DayOrder>,
    /// What empty cells, or a column that the files lack, hold.
    #[serde(default)]
    pub always: Option<String>,
    /// The user's own words.
    #[serde(default)]
    pub values: Vec<MappedValue>,
}

/// Order of the numbers of a slashed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum DayOrder {
    /// 25/7/2025.
    #[serde(rename = "d/m")]
    DayFirst,
    /// 7/25/2025.
    #[serde(rename = "m/d")]
    MonthFirst,
}

/// A word of the user's own; case, marks and spaces do not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedValue {
    /// As the user writes it, such as `Có`.
    pub own: String,
    /// A word that the column understands, such as `yes`; may be empty.
    pub means: String,
}

/// A mapping of one table, ready to be used; lists stand by column.
#[derive(Clone, Debug, Default)]
pub(super) struct TableMapping {
    pub headers: HashMap<String, usize>,
    pub translates: bool,
    pub values: Vec<HashMap<String, String>>,
    pub always: Vec<String>,
    pub month_first: Vec<bool>,
}

impl Mapping {
    /// Reads and checks a mapping document.
    ///
    /// # Errors
    ///
    /// Every fault, with its path.
    pub fn read(text: &str) -> Result<Self, Faults> {
        let mapping: Self = json::read(text)?;
        mapping.check()?;
        Ok(mapping)
    }

    /// Finds tables and columns that are not there, what stands twice, and a
    /// day order of what holds no days.
    ///
    /// # Errors
    ///
    /// Every fault, with its path.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, own) in self.tables.iter().enumerate() {
            let path = format!("/tables/{at}");
            match Table::of(&own.table) {
                None => faults.push(
                    Error::new(ErrorKind::WrongTable)
                        .found(own.table.clone())
                        .expected(Table::names())
                        .path(format!("{path}/table")),
                ),
                Some(_) if self.tables.iter().take(at).any(|t| t.table == own.table) => {
                    faults.push(twice(&own.table, format!("{path}/table")));
                }
                Some(table) => own.check(table, &path, &mut faults),
            }
            let files = self.tables.iter().flat_map(|table| &table.files);
            for (file_at, file) in own.files.iter().enumerate() {
                if files.clone().filter(|other| *other == file).count() > 1 {
                    faults.push(twice(file, format!("{path}/files/{file_at}")));
                }
            }
        }
        match faults.count {
            0 => Ok(()),
            _ => Err(faults),
        }
    }

    /// The table of a file.
    pub(super) fn table_of(&self, file: &str) -> Option<&'static Table> {
        let is_own = |own: &&MappedTable| own.files.iter().any(|known| is_file(known, file));
        let own = self.tables.iter().find(is_own);
        match own {
            Some(own) => Table::of(&own.table),
            None => Table::of_file(file),
        }
    }

    /// What is the user's own in a table, ready to be used.
    pub(super) fn of(&self, table: &Table) -> Option<TableMapping> {
        let own = self.tables.iter().find(|own| own.table == table.name)?;
        let width = table.columns.len();
        let mut ready = TableMapping {
            values: vec![HashMap::default(); width],
            always: vec![String::new(); width],
            month_first: vec![false; width],
            ..TableMapping::default()
        };
        for mapped in &own.columns {
            let Some((at, _)) = table.column(&mapped.column) else {
                continue;
            };
            if let Some(header) = &mapped.header {
                ready.headers.insert(key(header), at);
            }
            if let (Some(slot), Some(always)) = (ready.always.get_mut(at), &mapped.always) {
                ready.translates = true;
                slot.clone_from(always);
            }
            if let Some(slot) = ready.month_first.get_mut(at) {
                *slot = mapped.day_order == Some(DayOrder::MonthFirst);
            }
            if let Some(values) = ready.values.get_mut(at) {
                for value in &mapped.values {
                    ready.translates = true;
                    values.insert(value.own.clone(), value.means.clone());
                    values.insert(fold(&value.own), value.means.clone());
                }
            }
        }
        Some(ready)
    }
}

/// Whether a file is the one that a mapping names.
pub(super) fn is_file(named: &str, file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    named == file || crate::text::nfc(named) == crate::text::nfc(name)
}

fn twice(name: &str, path: String) -> Error {
    Error::new(ErrorKind::DoubledName).found(name).path(path)
}

impl MappedTable {
    fn check(&self, table: &Table, path: &str, faults: &mut Faults) {
        for (at, mapped) in self.columns.iter().enumerate() {
            let path = format!("{path}/columns/{at}");
            let before = || self.columns.iter().take(at);
            let Some((_, column)) = table.column(&mapped.column) else {
                let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
                faults.push(
                    Error::new(ErrorKind::UnknownColumn)
                        .found(mapped.column.clone())
                        .expected(names.join(", "))
                        .path(format!("{path}/column")),
                );
                continue;
            };
            if before().any(|other| other.column == mapped.column) {
                faults.push(twice(&mapped.column, format!("{path}/column")));
            }
            if let Some(header) = &mapped.header {
                let wanted = key(header);
                let mut others = before().filter_map(|other| other.header.as_ref());
                if others.any(|other| key(other) == wanted) {
                    faults.push(twice(header, format!("{path}/header")));
                }
            }
            if mapped.day_order.is_some() && !holds_days(column.kind) {
                faults.push(
                    Error::new(ErrorKind::BadMapping)
                        .found("day_order")
                        .expected_words(column.kind.meaning().vi, column.kind.meaning().en)
                        .path(format!("{path}/day_order")),
                );
            }
            for (value_at, value) in mapped.values.iter().enumerate() {
                let mut others = mapped.values.iter().take(value_at);
                let folded = fold(&value.own);
                if others.any(|other| fold(&other.own) == folded) {
                    faults.push(twice(&value.own, format!("{path}/values/{value_at}/own")));
                }
            }
        }
    }
}
