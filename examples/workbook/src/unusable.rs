//! Why a workbook cannot be read or written.

/// Why a workbook cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It is protected by a password, so its bytes are encrypted.
    #[error("it is protected by a password; save a copy without one")]
    Protected,
    /// It is a workbook of Excel before 2007.
    #[error("it is an .xls workbook of before 2007; save it as .xlsx")]
    Old,
    /// It is no workbook, or a damaged one.
    #[error("it is no .xlsx workbook, or a damaged one: {0}")]
    Broken(String),
    /// A sheet has more rows than Excel can hold.
    #[error("{sheet} has {rows} rows; a sheet of Excel holds at most 1,048,576")]
    TooLong {
        /// The sheet's name.
        sheet: String,
        /// How many rows it has.
        rows: u64,
    },
    /// Something that Excel does not hold: a sheet's name, a text that is too long.
    #[error("it cannot be written: {0}")]
    Unwritten(String),
}

impl From<rust_xlsxwriter::XlsxError> for Unusable {
    fn from(fault: rust_xlsxwriter::XlsxError) -> Self {
        Self::Unwritten(fault.to_string())
    }
}

impl From<calamine::XlsxError> for Unusable {
    fn from(fault: calamine::XlsxError) -> Self {
        match fault {
            calamine::XlsxError::Password => Self::Protected,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<zip::result::ZipError> for Unusable {
    fn from(fault: zip::result::ZipError) -> Self {
        Self::Broken(fault.to_string())
    }
}

impl From<quick_xml::Error> for Unusable {
    fn from(fault: quick_xml::Error) -> Self {
        Self::Broken(fault.to_string())
    }
}

impl From<quick_xml::events::attributes::AttrError> for Unusable {
    fn from(fault: quick_xml::events::attributes::AttrError) -> Self {
        Self::Broken(fault.to_string())
    }
}
