//! How a cell looks.

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// As it is.
    #[default]
    Plain,
    /// The title of a sheet.
    Title,
    /// A heading inside of a sheet.
    Heading,
    /// A sentence, which runs over the cells beside it.
    Sentence,
    /// A remark in small print.
    Remark,
    /// A stamp, such as `nội bộ`.
    Stamp,
    /// The header of a column.
    Header,
    /// A cell of a table, with a line around it. Numbers have their thousands apart, by
    /// the separators of whoever opens the workbook.
    Boxed,
    /// A cell of the row that sums up a table.
    Sum,
    /// Well.
    Good,
    /// In between, or to be looked at.
    Doubtful,
    /// Not well, or wrong.
    Bad,
}
