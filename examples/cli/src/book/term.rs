//! What the words of counts mean.

use crate::words::say;
use noidai::Language;

/// A word for a figure, and how that is counted, in Vietnamese and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub name: [&'static str; 2],
    pub meaning: [&'static str; 2],
}

impl Term {
    /// The word.
    pub fn name(&self, language: Language) -> &'static str {
        let [vi, en] = self.name;
        say(language, vi, en)
    }

    /// How it is counted.
    pub fn meaning(&self, language: Language) -> &'static str {
        let [vi, en] = self.meaning;
        say(language, vi, en)
    }
}

pub const POPULATION: Term = Term {
    name: ["Đối tượng xét", "Population"],
    meaning: [
        "Loại trừ + đạt + chưa đạt + chưa đánh giá.",
        "Excluded + covered + not covered + not assessed.",
    ],
};
pub const EXCLUDED: Term = Term {
    name: ["Loại trừ", "Excluded"],
    meaning: [
        "Thuộc đối tượng xét nhưng quy tắc để ngoài mẫu số.",
        "In the population, and left out of the denominator by the rule.",
    ],
};
pub const COVERED: Term = Term {
    name: ["Đạt", "Covered"],
    meaning: [
        "Đáp ứng yêu cầu của quy tắc vào ngày tính.",
        "Meets the requirement of the rule on the day.",
    ],
};
pub const NOT_ASSESSED: Term = Term {
    name: ["Chưa đánh giá", "Not assessed"],
    meaning: [
        "Chưa đủ căn cứ để nói đạt hay chưa đạt; không tính là chưa đạt.",
        "Not enough evidence to say either; never counted as not covered.",
    ],
};
pub const UNDETERMINED: Term = Term {
    name: ["Chưa xác định", "Undetermined"],
    meaning: [
        "Chưa rõ có thuộc đối tượng xét hoặc loại trừ hay không; đứng ngoài đối tượng xét.",
        "Not known whether in the population, or excluded; stands beside the population.",
    ],
};
pub const SHARE_LOW: Term = Term {
    name: ["Tỷ lệ thấp nhất", "Lowest share"],
    meaning: [
        "Đạt ÷ (đối tượng xét − loại trừ + chưa xác định), làm tròn xuống đến 0,1%.",
        "Covered ÷ (population − excluded + undetermined), rounded down to 0.1%.",
    ],
};
pub const SHARE_HIGH: Term = Term {
    name: ["Tỷ lệ cao nhất", "Highest share"],
    meaning: [
        "(Đạt + chưa đánh giá + chưa xác định) ÷ cùng mẫu số, làm tròn xuống đến 0,1%.",
        "(Covered + not assessed + undetermined) ÷ the same denominator, rounded down to 0.1%.",
    ],
};

/// Those of a rule's counts.
pub const COUNTS: [Term; 7] = [
    POPULATION,
    EXCLUDED,
    COVERED,
    NOT_ASSESSED,
    UNDETERMINED,
    SHARE_LOW,
    SHARE_HIGH,
];
