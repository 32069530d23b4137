//! What a verb is asked about: folders of tables, workbooks, or the demonstration.

mod folder;
mod opened;
mod progress;
mod recorded;
mod workbook;

pub use opened::{Opened, asked_day, day_of, facts};
pub use progress::Progress;
pub use workbook::{SIMULATED, book, is_workbook, unusable_book};

use std::path::PathBuf;

/// How tables are read.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Sets faulty rows aside in this folder, with their reasons, and uses the rest.
    /// Mend them there and give that folder beside the first.
    ///
    /// vi: Để riêng các dòng lỗi vào thư mục này, kèm lý do, và dùng phần còn lại. Sửa
    /// các dòng ở đó rồi nêu thư mục ấy sau thư mục gốc.
    #[arg(long, value_name = "DIR")]
    pub set_aside: Option<PathBuf>,
    /// A document that says what your own headers and values mean.
    ///
    /// vi: Tài liệu nói tiêu đề cột và từ ngữ riêng của bạn nghĩa là gì.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Encoding of CSV tables from before Unicode: tcvn3, vni, viscii or windows-1258;
    /// FILE=CODE for one file.
    ///
    /// vi: Bảng mã cũ của các bảng CSV: tcvn3, vni, viscii hoặc windows-1258; FILE=CODE
    /// cho riêng một tệp.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub encoding: Vec<String>,
    /// Puts � where a byte means nothing in --encoding, and tells each, instead of
    /// refusing the file.
    ///
    /// vi: Đặt � vào chỗ byte không có nghĩa trong --encoding và nêu từng chỗ, thay vì từ
    /// chối cả tệp.
    #[arg(long, requires = "encoding")]
    pub replace_bytes: bool,
    /// Shows personal values in the texts of faults.
    ///
    /// vi: Nêu cả giá trị cá nhân trong thông báo lỗi.
    #[arg(long)]
    pub show_personal: bool,
    /// Codes of sensitive flags that are let in.
    ///
    /// vi: Mã của những dấu hiệu nhạy cảm được phép đọc.
    #[arg(long, value_name = "FLAG", value_delimiter = ',')]
    pub allow_sensitive: Vec<String>,
    /// Lets in ids that look like identity or phone numbers.
    ///
    /// vi: Cho phép mã giống số định danh cá nhân hoặc số điện thoại.
    #[arg(long)]
    pub allow_personal_ids: bool,
}

/// Folders, and how they are read.
#[derive(clap::Args, Clone, Debug)]
pub struct Input {
    /// Folders of tables or Excel workbooks (.xlsx, a table a sheet), read as one, or one
    /// folder of a journal; without any, the demonstration.
    ///
    /// vi: Các thư mục bảng hoặc tệp Excel (.xlsx, mỗi trang tính một bảng), đọc như một,
    /// hoặc một thư mục sổ ghi; không nêu thì dùng bản mô phỏng.
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}
