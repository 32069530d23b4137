//! The tables: their columns, in both languages, once for the reader, the
//! documentation and the bindings.
//!
//! ```
//! let document = noidai::import::schema::document();
//! assert!(document.contains("\"name\":\"residences\""));
//! ```

mod kind;
mod tables;

pub use kind::Kind;
pub use tables::TABLES;
pub(crate) use tables::{
    activities, assessments, attendance, committees, figures, flag_catalogue, flags, guided,
    households, members, met, organisations, people, platforms, problems, residences, setups,
    skills, stalls, targets, teaching, teams, units, visits,
};

use serde::Serialize;

/// A table that can be imported: every file `NAME.csv` or `NAME-*.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Table {
    /// The table's name, which its files begin with.
    pub name: &'static str,
    /// The name in Vietnamese, for headings.
    pub vi: &'static str,
    /// What its rows say.
    pub meaning: Meaning,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Meaning {
    /// Tiếng Việt.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Column {
    /// The header in English: the stable name.
    pub name: &'static str,
    /// The header in Vietnamese.
    pub vi: &'static str,
    /// Further headers that are understood.
    pub also: &'static [&'static str],
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the column must be there and its cells filled.
    pub required: bool,
    /// Whether the column is part of the key of a row.
    pub key: bool,
    /// Whether its cells are personal: messages leave them out.
    pub personal: bool,
    /// A cell as it may look.
    pub example: &'static str,
}

impl Table {
    /// The table of a name.
    pub fn of(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The table of a file: `people` of `people.csv` and `people-2.csv`.
    pub fn of_file(file: &str) -> Option<&'static Self> {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let (stem, ending) = name.rsplit_once('.')?;
        if !ending.eq_ignore_ascii_case("csv") {
            return None;
        }
        TABLES.iter().find(|table| {
            stem.strip_prefix(table.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        self.columns
            .iter()
            .enumerate()
            .find(|(_, column)| column.name == name)
    }

    /// The column that a header names, in either language.
    ///
    /// ```
    /// use noidai::import::schema::Table;
    /// let people = Table::of("people").unwrap();
    /// assert_eq!(people.headed("Ngày sinh").unwrap().name, "birth");
    /// ```
    pub fn headed(&self, header: &str) -> Option<&'static Column> {
        self.columns.get(super::header::column(self, header)?)
    }

    /// The names of all tables, for messages.
    pub fn names() -> String {
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        names.join(", ")
    }
}

/// Every table and every kind of cell, as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// The tables, in the order in which they are read.
    pub tables: &'static [Table],
    /// What cells of each kind hold.
    pub kinds: Vec<KindMeaning>,
}

/// What cells of a kind hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KindMeaning {
    /// The kind.
    pub kind: Kind,
    /// In words.
    pub meaning: Meaning,
}

/// Every table as one JSON document, a [`Document`].
pub fn document() -> String {
    let kinds = Kind::ALL.iter().map(|kind| KindMeaning {
        kind: *kind,
        meaning: kind.meaning(),
    });
    let document = Document {
        tables: TABLES,
        kinds: kinds.collect(),
    };
    // Text and lists alone: nothing in it can fail.
    crate::json::write(&document).unwrap_or_default()
}

/// Every table as a page of Markdown.
pub fn page(language: crate::Language) -> String {
    let vietnamese = language == crate::Language::Vietnamese;
    let head = match vietnamese {
        true => "| cột | tiếng Việt | nội dung | bắt buộc | khóa | cá nhân | ví dụ |",
        false => "| column | Vietnamese | holds | required | key | personal | example |",
    };
    let mut page = String::new();
    for table in TABLES {
        let (title, meaning) = match vietnamese {
            true => (table.vi, table.meaning.vi),
            false => (table.name, table.meaning.en),
        };
        page.push_str(&format!(
            "## {title} (`{}.csv`)\n\n{meaning}.\n\n{head}\n|---|---|---|---|---|---|---|\n",
            table.name
        ));
        for column in table.columns {
            let mark = |is: bool| if is { "x" } else { "" };
            let kind = column.kind.meaning();
            page.push_str(&format!(
                "| `{}` | {} | {} | {} | {} | {} | {} |\n",
                column.name,
                column.vi,
                if vietnamese { kind.vi } else { kind.en },
                mark(column.required),
                mark(column.key),
                mark(column.personal),
                column.example,
            ));
        }
        page.push('\n');
    }
    page
}
