//! What the cells of a column hold.

use super::Meaning;
use serde::Serialize;

macro_rules! kinds {
    ($($name:ident $en:literal $vi:literal;)*) => {
        /// What the cells of a column hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $(#[doc = $en] $name,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What cells of the kind hold, in words.
            pub const fn meaning(self) -> Meaning {
                match self {
                    $(Self::$name => Meaning { vi: $vi, en: $en },)*
                }
            }
        }
    };
}

kinds! {
    Id "an id of the row's own" "mã của chính dòng này";
    Person "the id of a person" "mã của một người";
    Household "the id of a household" "mã của một hộ";
    Unit "the id of a unit, or its code where only one unit has had it" "mã định danh của đơn vị, hoặc mã đơn vị nếu chỉ một đơn vị từng mang mã đó";
    Team "the id of a team" "mã của một tổ";
    Committee "the id of a steering committee" "mã của một ban chỉ đạo";
    Organisation "the id of an organisation" "mã của một tổ chức";
    Stall "the id of a stall" "mã của một sạp";
    Activity "the id of an activity" "mã của một hoạt động";
    UnitCode "a national code, with its leading zeros" "mã đơn vị hành chính, đủ số 0 ở đầu";
    Word "a word of an open list" "một từ của danh sách mở";
    Text "any text" "văn bản";
    Number "a whole number, such as 3740 or 3.740" "số nguyên, như 3740 hoặc 3.740";
    Share "a percentage, such as 70, 70% or 66,67%" "tỷ lệ phần trăm, như 70, 70% hoặc 66,67%";
    Points "points of a score, such as 88,02" "điểm, như 88,02";
    Day "a day: 2025-07-01, 1/7/2025 or a spreadsheet's serial number" "ngày: 2025-07-01, 1/7/2025 hoặc số thứ tự ngày của bảng tính";
    Birth "a day, or a bare year" "ngày, hoặc chỉ năm";
    Sex "female (nữ) or male (nam)" "nữ hoặc nam";
    Catalogue "the code of a catalogue" "mã của một danh mục";
    Skill "the code or name of a skill" "mã hoặc tên kỹ năng";
    Level "the code, name or number (from 0) of a level of the ladder" "mã, tên hoặc số thứ tự (từ 0) của một mức";
    Evidence "observed, self-declared or certificate" "quan sát, tự khai hoặc chứng nhận";
    Platform "the code or name of a platform" "mã hoặc tên nền tảng";
    State "absent, account-opened, installed or activated" "chưa có, đã mở tài khoản, đã cài đặt hoặc đã kích hoạt";
    Flag "the code or name of a flag" "mã hoặc tên dấu hiệu";
    PartOfDay "daytime (ban ngày) or evening (buổi tối)" "ban ngày hoặc buổi tối";
    Outcome "met, nobody-home, refused or moved" "gặp được, không có ai ở nhà, từ chối hoặc đã chuyển đi";
    YesNo "x, có, yes or không, no" "x, có hoặc không";
    Entry "catalogue, level or skill" "danh mục, mức hoặc kỹ năng";
}
