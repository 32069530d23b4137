//! Words of the answers in both languages.

use noidai::{Language, coverage::Verdict};

/// The text of a language.
pub fn say<'a>(language: Language, vi: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

/// A verdict.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    let (vi, en) = match verdict {
        Verdict::Outside => ("ngoài đối tượng xét", "outside the population"),
        Verdict::Undetermined => ("chưa xác định", "undetermined"),
        Verdict::Excluded => ("loại trừ", "excluded"),
        Verdict::Covered => ("đạt", "covered"),
        Verdict::NotCovered => ("chưa đạt", "not covered"),
        Verdict::NotAssessed => ("chưa đánh giá", "not assessed"),
    };
    say(language, vi, en)
}

/// Codes of open lists, in Vietnamese and English.
const CODES: [(&str, &str, &str); 23] = [
    ("permanent", "thường trú", "permanent"),
    ("temporary", "tạm trú", "temporary"),
    ("away", "tạm vắng", "away"),
    ("head", "tổ trưởng", "head"),
    ("deputy", "tổ phó", "deputy"),
    ("member", "thành viên", "member"),
    ("family", "hộ gia đình", "family"),
    ("boarding-house", "nhà trọ", "boarding house"),
    ("youth-union", "Đoàn Thanh niên", "Youth Union"),
    ("hamlet-head", "trưởng ấp / khu vực", "hamlet head"),
    ("womens-union", "Hội Liên hiệp Phụ nữ", "Women's Union"),
    ("farmers-union", "Hội Nông dân", "Farmers' Union"),
    ("fatherland-front", "Mặt trận Tổ quốc", "Fatherland Front"),
    ("veterans", "Hội Cựu chiến binh", "Veterans"),
    ("police", "Công an", "police"),
    ("commune-staff", "công chức cấp xã", "commune staff"),
    ("teachers", "giáo viên", "teachers"),
    (
        "technology-firms",
        "doanh nghiệp công nghệ số",
        "technology firms",
    ),
    ("absent", "chưa có", "absent"),
    ("account-opened", "đã mở tài khoản", "account opened"),
    ("installed", "đã cài", "installed"),
    ("activated", "đang dùng", "activated"),
    ("", "", ""),
];

/// The words for a code; the code itself where it is the host's own.
pub fn code(text: &str, language: Language) -> &str {
    match CODES.iter().find(|(known, _, _)| *known == text) {
        Some((_, vi, en)) => say(language, vi, en),
        None => text,
    }
}
