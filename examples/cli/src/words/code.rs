//! Codes of open lists in both languages.

use super::say;
use noidai::Language;

/// Each code with its words in Vietnamese and English.
const CODES: &[(&str, &str, &str)] = &[
    ("", "—", "—"),
    // Kinds of residence.
    ("permanent", "thường trú", "permanent"),
    ("temporary", "tạm trú", "temporary"),
    ("away", "tạm vắng", "away"),
    // Roles.
    ("head", "tổ trưởng", "head"),
    ("deputy", "tổ phó", "deputy"),
    ("member", "thành viên", "member"),
    // Kinds of household.
    ("family", "hộ gia đình", "family"),
    ("boarding-house", "nhà trọ", "boarding house"),
    // Forces.
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
    // Kinds of activity.
    ("home-visit", "đến nhà", "home visit"),
    ("market", "ở chợ", "market"),
    ("class", "lớp học", "class"),
    ("hamlet-meeting", "họp ấp, khu vực", "hamlet meeting"),
    ("one-stop-desk", "bộ phận một cửa", "one-stop desk"),
    ("loudspeaker", "loa truyền thanh", "loudspeaker"),
    // How visits went.
    ("met", "gặp được", "met"),
    ("nobody-home", "vắng nhà", "nobody home"),
    ("refused", "từ chối", "refused"),
    ("moved", "đã chuyển đi", "moved away"),
    // States of a set-up.
    ("absent", "chưa có", "absent"),
    ("account-opened", "đã mở tài khoản", "account opened"),
    ("installed", "đã cài", "installed"),
    ("activated", "đang dùng", "activated"),
    // Levels of units.
    ("province", "tỉnh", "province"),
    ("district", "huyện", "district"),
    ("commune", "xã", "commune"),
    ("hamlet", "ấp, khu vực", "hamlet"),
    // Sexes, and what is not known or there.
    ("female", "nữ", "female"),
    ("male", "nam", "male"),
    ("unknown", "chưa rõ", "unknown"),
    ("none", "không có", "none"),
    // Flags.
    ("poor", "hộ nghèo", "poor"),
    ("near-poor", "hộ cận nghèo", "near-poor"),
    // Subjects of rules.
    ("resident", "nhân khẩu", "resident"),
    ("household", "hộ", "household"),
    ("team", "tổ", "team"),
    ("unit", "đơn vị", "unit"),
    // Collections that conditions count.
    ("residents", "nhân khẩu", "residents"),
    ("stalls", "sạp", "stalls"),
    ("members", "thành viên", "members"),
    ("teams", "tổ", "teams"),
    ("committees", "ban chỉ đạo", "committees"),
    ("units", "đơn vị trực thuộc", "units below"),
    ("subjects", "đối tượng", "subjects"),
    // Stratifiers.
    ("age-band", "nhóm tuổi", "age band"),
    ("sex", "giới tính", "sex"),
    ("kind", "loại", "kind"),
    ("flag", "diện", "flag"),
    ("lane", "ngõ, tuyến", "lane"),
    ("size", "số nhân khẩu", "size"),
    ("level", "cấp", "level"),
    ("organisation", "tổ chức", "organisation"),
    ("force", "lực lượng", "force"),
    // Figures from elsewhere, and their forms.
    (
        "dti",
        "chỉ số chuyển đổi số (DTI)",
        "digital transformation index (DTI)",
    ),
    (
        "par-index",
        "chỉ số cải cách hành chính (PAR INDEX)",
        "administrative reform index (PAR INDEX)",
    ),
    (
        "procedures-online-target",
        "chỉ tiêu hồ sơ nộp trực tuyến",
        "target of procedures filed online",
    ),
    ("population", "dân số", "population"),
    ("share", "tỷ lệ", "share"),
    ("count", "số lượng", "count"),
    ("score", "điểm", "score"),
    ("rank", "thứ hạng", "rank"),
];

/// The words for a code; the code itself where it is the host's own.
pub fn code(text: &str, language: Language) -> &str {
    match CODES.iter().find(|(known, _, _)| *known == text) {
        Some((_, vi, en)) => say(language, vi, en),
        None => text,
    }
}
