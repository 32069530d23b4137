//! Vietnamese text: one stored form, search keys, alphabetical order, the
//! encodings that files arrive in, and how numbers are written.
//!
//! What import stores is [`tidy`]. What people type is compared by [`matches()`]
//! and [`contains`], and lists are sorted by [`collate`] and
//! [`collate_person`].
//!
//! ```
//! use noidai::text;
//! assert!(text::matches("phung hiep", "Phụng Hiệp"));
//! assert!(text::matches("Hòa An", "Hoà An"));
//! ```

mod collate;
pub mod encoding;
mod fold;
mod latin;
pub mod legacy;
mod letter;
mod nfc;
pub mod number;
mod search;
mod space;
mod tone;

pub use collate::{collate, collate_person};
pub use encoding::{BadBytes, BadBytesReason, Encoding, decode, detect_bom};
pub use fold::{fold, fold_marks};
pub use nfc::nfc;
pub use number::{group, percent_en, percent_vi};
pub use search::{contains, matches};
pub use space::tidy;
