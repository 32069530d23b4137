//! Where the built-in rules come from, in Vietnamese.

use noidai::{
    Language,
    rule::{Rule, built_in},
};

/// Sources of the built-in rules by id.
const SOURCES: &[(&str, &str)] = &[
    (
        "ministry-household",
        "3240/BTTTT-CĐSQG ngày 8/8/2024; văn bản không nêu độ tuổi, nên giới hạn tuổi là tham số tùy chọn",
    ),
    (
        "household-together",
        "noidai: để so sánh với mục tiêu của Bộ, vốn đòi hỏi ở cùng một người",
    ),
    (
        "resident-fluent",
        "3240/BTTTT-CĐSQG ngày 8/8/2024, hỏi đối với từng nhân khẩu",
    ),
    (
        "household-app",
        "Kế hoạch 103/KH-UBND ngày 30/5/2022; có người trong hộ đã cài hoặc đang dùng: kế hoạch không nêu cách tính, nên đây là cách tính giả định",
    ),
    (
        "household-online-payment",
        "noidai: ví điện tử, ứng dụng ngân hàng hoặc mã QR đang dùng, của nhân khẩu, của hộ hoặc của sạp",
    ),
    (
        "household-advocate",
        "Báo Hậu Giang ngày 26/4/2024: người thành thạo hướng dẫn lại cả nhà",
    ),
    (
        "team-complete",
        "793/BTTTT-THH năm 2022: tổ trưởng và hai người khác",
    ),
    (
        "commune-organised",
        "Báo Hậu Giang ngày 26/4/2024: mỗi xã một ban chỉ đạo, mỗi ấp một tổ",
    ),
];

/// The source of a rule; in its own words where it is not built in.
pub fn source(rule: &Rule, language: Language) -> &str {
    let known = SOURCES.iter().find(|(id, _)| *id == rule.id);
    match (language, known) {
        (Language::Vietnamese, Some((_, source))) if built_in().contains(rule) => source,
        _ => &rule.source,
    }
}
