//! Conditions of rules in both languages.

use super::say;
use noidai::Language;

/// Each condition with its words in Vietnamese and English.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("all_of", "tất cả điều sau", "all of these"),
    ("any_of", "ít nhất một điều sau", "any of these"),
    ("not", "không có điều sau", "not this"),
    (
        "together",
        "cùng nhau có đủ kỹ năng",
        "together they have the skills",
    ),
    ("skills", "kỹ năng ở mức cần có", "skills at the level"),
    ("platform", "nền tảng đã dùng", "platforms set up"),
    ("age", "tuổi", "age"),
    ("sex", "giới tính", "sex"),
    ("flag", "thuộc diện", "flag"),
    ("residence", "cư trú", "residence"),
    ("empty", "không có nhân khẩu", "no residents"),
    ("kind", "loại", "kind"),
    ("level", "cấp", "level"),
    ("role", "vai trò", "role"),
    ("force", "lực lượng", "force"),
    (
        "advocate",
        "là tuyên truyền viên, đã hướng dẫn người khác",
        "is an advocate who has taught",
    ),
];

/// The words for a condition; its name where there are none.
pub fn condition(name: &str, language: Language) -> &str {
    match CONDITIONS.iter().find(|(known, _, _)| *known == name) {
        Some((_, vi, en)) => say(language, vi, en),
        None => name,
    }
}
