//! The words that activities are written in, looked up once.

use noidai::{
    Result,
    event::{Batch, Code},
};

/// What residents raise, and to whom it is passed on; to nobody where that is empty.
const PROBLEMS: [(&str, &str); 5] = [
    ("VNeID chưa kích hoạt được mức 2", "Công an xã"),
    ("nghi bị lừa đảo qua mạng", "Công an xã"),
    ("quên mật khẩu Cổng dịch vụ công", "Bộ phận một cửa của xã"),
    ("sóng yếu", "doanh nghiệp viễn thông"),
    ("điện thoại cũ, không cài được ứng dụng", ""),
];

/// What residents are told of.
const TOPICS: [&str; 3] = [
    "phòng tránh lừa đảo trên mạng",
    "nộp hồ sơ trực tuyến",
    "dùng App Hậu Giang",
];

/// Plans that activities are done under, of 2024 and of 2025. They are simulated like
/// everything done under them, and their numbers say so.
const PLANS: [&str; 2] = ["MP-01/KH-2024", "MP-01/KH-2025"];

/// The words.
pub struct ActivityWords {
    pub problems: Vec<(Code, Code)>,
    pub topics: Vec<Code>,
    plans: [Code; 2],
}

impl ActivityWords {
    /// Looks the words up.
    pub fn of(batch: &mut Batch) -> Result<Self> {
        let words = &mut batch.vocabulary;
        let mut code = |text: &str| match text {
            "" => Ok(Code::NONE),
            text => words.code(text),
        };
        let mut problems = Vec::new();
        for (problem, passed_to) in PROBLEMS {
            problems.push((code(problem)?, code(passed_to)?));
        }
        let [earlier, later] = PLANS;
        let topics = TOPICS.iter().map(|topic| code(topic));
        let topics = topics.collect::<Result<_>>()?;
        Ok(Self {
            problems,
            topics,
            plans: [code(earlier)?, code(later)?],
        })
    }

    /// The plan of a year.
    pub fn plan(&self, year: i32) -> Code {
        let [earlier, later] = self.plans;
        if year > 2024 { later } else { earlier }
    }
}
