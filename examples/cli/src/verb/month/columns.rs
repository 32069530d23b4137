//! The columns of the month's sheets.

use super::column::{Column, Form, code, yes};
use crate::{
    book::term::{
        COVERED, EXCLUDED, NOT_ASSESSED, POPULATION, SHARE_HIGH, SHARE_LOW, Term, UNDETERMINED,
    },
    report::Tone,
    tell,
    words::{self, say},
};
use noidai::{Language, coverage::Verdict, work::targets::Outcome};

pub const UNIT: Column = Column::new(
    "name",
    Form::Place,
    ["Đơn vị", "Unit"],
    [
        "Tên vào ngày của bản đồ. “Phần còn lại”: những gì thuộc thẳng đơn vị ấy, không thuộc đơn vị cấp dưới nào.",
        "Its name on the day of the map. Remainder: what belongs to the unit itself and to none below it.",
    ],
)
.at_most(30);
pub const CODE: Column = Column::new(
    "code",
    Form::Text,
    ["Mã", "Code"],
    [
        "Mã đơn vị hành chính vào ngày của bản đồ.",
        "The unit's code on the day of the map.",
    ],
);

const ACTIVITIES: Column = Column::new(
    "activities",
    Form::Count,
    ["Hoạt động", "Activities"],
    [
        "Số hoạt động trong kỳ, tính ở đơn vị của hoạt động, nếu không nêu thì ở đơn vị của tổ.",
        "Activities of the period, in the activity's own unit, else in that of its team.",
    ],
);
const REACHED: Column = Column::new(
    "households_reached",
    Form::Count,
    ["Hộ gặp được", "Households met"],
    [
        "Hộ có người được gặp khi đến nhà; mỗi hộ một lần trong từng dòng.",
        "Households that were met in a visit; each once in each row.",
    ],
);
const FIRST: Column = Column::new(
    "first_visits",
    Form::Count,
    ["Đến lần đầu", "First visits"],
    [
        "Lượt đến gặp được hộ chưa từng gặp trước đó.",
        "Visits that met a household which none had met before.",
    ],
);
const RETURN: Column = Column::new(
    "return_visits",
    Form::Count,
    ["Đến trở lại", "Return visits"],
    [
        "Lượt đến gặp lại hộ đã từng gặp.",
        "Visits that met a household again.",
    ],
);
const NOBODY: Column = Column::new(
    "nobody_home",
    Form::Count,
    ["Vắng nhà", "Nobody home"],
    [
        "Lượt đến không gặp ai; không tính là đã gặp.",
        "Visits that found nobody home; such a visit meets nobody.",
    ],
);
const REFUSED: Column = Column::new(
    "refused",
    Form::Count,
    ["Từ chối", "Refused"],
    [
        "Lượt đến mà hộ từ chối.",
        "Visits that a household refused.",
    ],
);
const MOVED: Column = Column::new(
    "moved",
    Form::Count,
    ["Đã chuyển đi", "Moved away"],
    [
        "Lượt đến mà hộ đã chuyển đi.",
        "Visits that found a household moved away.",
    ],
);
const MET: Column = Column::new(
    "people_met",
    Form::Count,
    ["Người gặp", "People met"],
    [
        "Người có trong sổ được gặp, tuyên truyền, hướng dẫn, cài đặt, đánh giá hoặc nêu vướng mắc; mỗi người một lần trong từng dòng.",
        "People of the registry who were met, told, guided, set up, assessed or raised a problem; each once in each row.",
    ],
);
const COUNTED: Column = Column::new(
    "people_counted",
    Form::Count,
    ["Người khác", "Others met"],
    [
        "Những người gặp thêm mà tổ chỉ đếm, không ghi tên.",
        "Further people whom the team only counted.",
    ],
);
const TOLD: Column = Column::new(
    "people_told",
    Form::Count,
    ["Tuyên truyền", "Told"],
    [
        "Người được tuyên truyền; mỗi người một lần trong từng dòng.",
        "People who were told of something; each once in each row.",
    ],
);
const GUIDED: Column = Column::new(
    "people_guided",
    Form::Count,
    ["Hướng dẫn", "Guided"],
    [
        "Người được hướng dẫn ít nhất một kỹ năng; mỗi người một lần trong từng dòng.",
        "People who were guided in some skill; each once in each row.",
    ],
);
const ASSESSED: Column = Column::new(
    "people_assessed",
    Form::Count,
    ["Đánh giá", "Assessed"],
    [
        "Người được đánh giá kỹ năng; mỗi người một lần trong từng dòng.",
        "People of whom a skill was assessed; each once in each row.",
    ],
);
const PAID: Column = Column::new(
    "paid_units",
    Form::Count,
    ["Số công", "Paid units"],
    [
        "Một công: một người, một ngày, ban ngày hoặc buổi tối, theo một kế hoạch; nhiều hoạt động trong một buổi vẫn là một công. Đếm lại cho từng dòng.",
        "A paid unit: one person, one day, daytime or evening, under one plan; several activities of one evening are one unit. Counted anew in each row.",
    ],
);
const PAID_OUTSIDE: Column = Column::new(
    "paid_units_outside",
    Form::Count,
    ["Công ngoài tổ", "Units outside"],
    [
        "Công của người không thuộc tổ vào ngày đó; tính riêng, không nằm trong số công.",
        "Units of people who were not in the team on the day; apart, in none of the paid units.",
    ],
);
const PROBLEMS: Column = Column::new(
    "problems",
    Form::Count,
    ["Vướng mắc", "Problems"],
    [
        "Vướng mắc người dân nêu.",
        "Problems that residents raised.",
    ],
);
const PASSED_ON: Column = Column::new(
    "problems_passed_on",
    Form::Count,
    ["Đã chuyển", "Passed on"],
    [
        "Số vướng mắc đã chuyển đến nơi giải quyết.",
        "Those of the problems that were passed on.",
    ],
);

/// What was done, each unit a row.
pub const DONE: [Column; 18] = [
    UNIT,
    CODE,
    ACTIVITIES,
    REACHED,
    FIRST,
    RETURN,
    NOBODY,
    REFUSED,
    MOVED,
    MET,
    COUNTED,
    TOLD,
    GUIDED,
    ASSESSED,
    PAID,
    PAID_OUTSIDE,
    PROBLEMS,
    PASSED_ON,
];

/// By what its rows are parted, and into what.
const PARTED: Column = Column::new(
    "parted_by",
    Form::Word(parted_by),
    ["Chia theo", "By"],
    [
        "Loại hoạt động; lực lượng của người tham gia; kỹ năng được hướng dẫn; nền tảng được cài đặt; kế hoạch của số công. Một hoạt động nằm ở dòng của từng lực lượng tham gia, nên các dòng lực lượng không cộng lại được. Ô trống: dòng ấy không đếm điều đó.",
        "The kind of activity; the force that those who took part come from; the skill guided; the platform set up; the plan of paid units. An activity stands in the row of each force, so those rows do not add up. Blank: not counted in the row.",
    ],
);
const ROW_NAME: Column = Column::new(
    "row_name",
    Form::Text,
    ["Gồm", "Row"],
    ["Tên của dòng.", "What the row is."],
);
const SET_UPS: Column = Column::new(
    "set_ups_count",
    Form::Count,
    ["Lượt cài đặt", "Set-ups"],
    [
        "Lượt cài đặt một nền tảng trong hoạt động; không kể lượt chỉ ghi là chưa có.",
        "Set-ups of a platform in activities; without those found absent.",
    ],
);

/// What was done by kind, force, skill, platform and plan.
pub const PARTS_OF_IT: [Column; 13] = [
    PARTED,
    ROW_NAME,
    ACTIVITIES,
    REACHED,
    FIRST,
    RETURN,
    NOBODY,
    MET,
    COUNTED,
    GUIDED,
    SET_UPS,
    PAID,
    PAID_OUTSIDE,
];

pub const TEAM: Column = Column::new(
    "team_name",
    Form::Text,
    ["Tổ", "Team"],
    ["Tên tổ.", "The team's name."],
)
.at_most(28);

/// What was done by team.
pub const BY_TEAM: [Column; 14] = [
    TEAM.at_most(50),
    ACTIVITIES,
    REACHED,
    FIRST,
    RETURN,
    NOBODY,
    MET,
    COUNTED,
    GUIDED,
    ASSESSED,
    PAID,
    PAID_OUTSIDE,
    PROBLEMS,
    PASSED_ON,
];

/// What was done by member.
pub const BY_MEMBER: [Column; 7] = [
    Column::new(
        "member_name",
        Form::Text,
        ["Thành viên", "Member"],
        [
            "Người tham gia hoạt động, kể cả người không thuộc tổ.",
            "Who took part, members of the team or not.",
        ],
    ),
    Column::new(
        "stratum",
        Form::Text,
        ["Mã người", "Id"],
        [
            "Mã của người ấy trong sổ.",
            "The person's id in the registry.",
        ],
    ),
    ACTIVITIES,
    PAID,
    PAID_OUTSIDE,
    Column::new(
        "paid",
        Form::Word(by_plan),
        ["Số công theo kế hoạch", "Paid units by plan"],
        [
            "Số công, tách theo số kế hoạch.",
            "The paid units, parted by number of the plan.",
        ],
    ),
    GUIDED,
];

const OUTSIDE: Column = Column::new(
    "outside",
    Form::Count,
    ["Ngoài đối tượng xét", "Outside"],
    [
        "Không thuộc đối tượng xét của quy tắc.",
        "Not in the population of the rule.",
    ],
);
const IS_NOT_COVERED: Term = Term {
    name: ["Chưa đạt", "Not covered"],
    meaning: [
        "Đã đủ căn cứ, và chưa đáp ứng yêu cầu của quy tắc.",
        "Enough is known, and the requirement of the rule is not met.",
    ],
};
const NOT_COVERED: Column = Column::of("not_covered", Form::Count, IS_NOT_COVERED);
const IN_POPULATION: Column = Column::of("population", Form::Count, POPULATION);
const IN_NUMERATOR: Column = Column::of("numerator", Form::Count, COVERED);
const UNASSESSED: Column = Column::of("not_assessed", Form::Count, NOT_ASSESSED);
const LOW: Column = Column::of("share_low", Form::Share, SHARE_LOW);
const HIGH: Column = Column::of("share_high", Form::Share, SHARE_HIGH);

/// Coverage by unit.
pub const COVERAGE: [Column; 11] = [
    UNIT,
    CODE,
    IN_POPULATION,
    Column::of("excluded", Form::Count, EXCLUDED),
    IN_NUMERATOR,
    NOT_COVERED,
    UNASSESSED,
    Column::of("undetermined", Form::Count, UNDETERMINED),
    OUTSIDE,
    LOW,
    HIGH,
];

const RULE: Column = Column::new(
    "rule_name",
    Form::Text,
    ["Yêu cầu", "Requirement"],
    [
        "Tên của quy tắc; nội dung: noidai rules show, kèm tên quy tắc.",
        "Name of the rule; in full: noidai rules show, with its id.",
    ],
);

/// Coverage by rule.
pub const BY_RULE: [Column; 10] = [
    RULE,
    Column::new(
        "subject",
        Form::Word(code),
        ["Tính trên", "Subject"],
        [
            "Quy tắc đếm hộ, nhân khẩu, tổ hay đơn vị.",
            "Whether the rule counts households, residents, teams or units.",
        ],
    ),
    IN_POPULATION,
    Column::of("excluded", Form::Count, EXCLUDED),
    IN_NUMERATOR,
    NOT_COVERED,
    UNASSESSED,
    Column::of("undetermined", Form::Count, UNDETERMINED),
    LOW,
    HIGH,
];

const BEFORE: Column = Column::new(
    "before",
    Form::Count,
    ["Trước kỳ", "Before"],
    [
        "Số đếm vào ngày cuối trước kỳ.",
        "The count on the last day before the period.",
    ],
);
const ENTERED: Column = Column::new(
    "entered",
    Form::Count,
    ["Thêm vào", "Entered"],
    [
        "Vào cuối kỳ có trong số đếm này, trước kỳ thì không.",
        "In the count at the end of the period, and not before it.",
    ],
);
const LEFT: Column = Column::new(
    "left",
    Form::Count,
    ["Ra khỏi", "Left"],
    [
        "Trước kỳ có trong số đếm này, cuối kỳ thì không.",
        "In the count before the period, and not at its end.",
    ],
);
const AFTER: Column = Column::new(
    "after",
    Form::Count,
    ["Cuối kỳ", "After"],
    ["Trước kỳ + thêm vào − ra khỏi.", "Before + entered − left."],
);

/// What changed in a unit's counts.
pub const CHANGE: [Column; 7] = [
    UNIT,
    CODE,
    Column::new(
        "count",
        Form::Word(verdict),
        ["Số đếm", "Count"],
        [
            "Mỗi đối tượng nằm trong đúng một số đếm. Cả đơn vị: mọi số đếm; các đơn vị bên trong: số đạt.",
            "Each subject stands in exactly one count. Of the whole unit every count, of those in it the covered.",
        ],
    ),
    BEFORE,
    ENTERED,
    LEFT,
    AFTER,
];
/// How the causes beside them are counted.
pub const OF_CAUSE: [&str; 2] = [
    "Số đối tượng mà nguyên nhân ấy đưa vào, trừ số đưa ra khỏi số đếm. Mỗi đối tượng có một nguyên nhân: thay đổi cuối cùng làm đổi số đếm có tính đối tượng ấy; cộng các nguyên nhân được đúng phần chênh lệch.",
    "How many more the cause brought into the count than out of it. Each subject has one cause: the last change that altered its count; the causes add up to the difference.",
];

/// Targets.
pub const TARGETS: [Column; 15] = [
    UNIT,
    RULE,
    Column::new(
        "due",
        Form::Day,
        ["Hạn", "Due"],
        [
            "Ngày cuối để đạt chỉ tiêu.",
            "The last day on which the target can be reached.",
        ],
    ),
    Column::new(
        "target",
        Form::Share,
        ["Chỉ tiêu", "Target"],
        ["Tỷ lệ được giao.", "The share that is to be covered."],
    ),
    Column::new(
        "judged_on",
        Form::Day,
        ["Xét vào ngày", "Judged on"],
        [
            "Ngày hạn; chưa đến hạn thì ngày cuối của kỳ.",
            "The due day; before it the last day of the period.",
        ],
    ),
    IN_POPULATION,
    IN_NUMERATOR,
    LOW,
    HIGH,
    Column::new(
        "outcome",
        Form::Word(reached),
        ["Kết quả", "Outcome"],
        [
            "Đạt nếu tỷ lệ thấp nhất đã tới chỉ tiêu; chưa đạt nếu cả tỷ lệ cao nhất cũng chưa tới; còn lại là chưa xác định.",
            "Reached if the lowest share reaches the target; missed if even the highest does not; else undecided.",
        ],
    ),
    Column::new(
        "behind",
        Form::Count,
        ["Còn thiếu", "Behind by"],
        [
            "Số đối tượng còn phải đạt thêm: chỉ tiêu × (mẫu số + chưa xác định), làm tròn lên, trừ số đạt; không âm.",
            "Subjects lacking: target × (denominator + undetermined), rounded up, less the covered; never below 0.",
        ],
    ),
    Column::new(
        "course_share",
        Form::Share,
        ["Tiến độ phải đạt", "Should be at"],
        [
            "Trên đường thẳng từ mốc của chỉ tiêu, nếu không có thì từ chỉ tiêu trước, nếu không có nữa thì từ 0 ở đầu kỳ chỉ tiêu, đến hạn. Trống khi đã đến hạn.",
            "On the straight line from the target's baseline, else from the previous target, else from 0 at its start, to the due day. Blank once due.",
        ],
    ),
    Column::new(
        "course_outcome",
        Form::Word(on_course),
        ["Tiến độ", "On course"],
        [
            "So tỷ lệ với mức phải đạt theo tiến độ.",
            "The share beside what it should be at.",
        ],
    ),
    Column::new(
        "assumed",
        Form::Word(yes),
        ["Quy tắc giả định", "Rule assumed"],
        [
            "Nguồn không nêu cách tính, nên quy tắc là giả định.",
            "The source names no rule, so the rule is assumed.",
        ],
    ),
    Column::new(
        "source",
        Form::Text,
        ["Nguồn", "Source"],
        ["Văn bản giao chỉ tiêu.", "What sets the target."],
    )
    .at_most(30),
];

pub const TO_VISIT: Column = Column::new(
    "to_visit",
    Form::Count,
    ["Hộ cần đến", "To visit"],
    [
        "Số hộ trong danh sách cần đến của tổ; một hộ có thể có nhiều lý do, nên các cột lý do không cộng lại được.",
        "Households of the team's worklist; one can have several reasons, so the columns of reasons do not add up.",
    ],
);

/// How teams are doing, those furthest behind first.
pub const TEAMS: [Column; 19] = [
    TEAM,
    Column::new(
        "team",
        Form::Text,
        ["Mã tổ", "Id"],
        ["Mã của tổ trong sổ.", "The team's id in the registry."],
    ),
    Column::new(
        "name",
        Form::Place,
        ["Địa bàn", "Area"],
        [
            "Đơn vị mà tổ phụ trách vào ngày cuối kỳ. Các tổ xếp từ chậm nhất: tỷ lệ thấp nhất của địa bàn thấp hơn đứng trước; bằng nhau thì địa bàn còn nhiều hộ chưa đạt, chưa đánh giá và chưa xác định hơn đứng trước.",
            "The team's unit on the last day of the period. Furthest behind first: by the lowest share of the area; of equal ones that with more households not covered, not assessed or undetermined.",
        ],
    )
    .at_most(20),
    IN_POPULATION,
    IN_NUMERATOR,
    NOT_COVERED,
    UNASSESSED,
    LOW,
    HIGH,
    ACTIVITIES,
    REACHED,
    PAID,
    TO_VISIT,
    reason("never_visited", "chưa gặp lần nào", "never visited"),
    reason("return_due", "đến hẹn trở lại", "return due"),
    reason("reason_not_assessed", "cần đánh giá", "to be assessed"),
    reason("one_step_short", "còn một bước", "one step short"),
    reason("evidence_ageing", "căn cứ sắp cũ", "evidence ageing"),
    reason(
        "advocate_to_be_named",
        "cần cử tuyên truyền viên",
        "advocate to be named",
    ),
];

const fn reason(of: &'static str, vi: &'static str, en: &'static str) -> Column {
    Column::new(
        of,
        Form::Count,
        [vi, en],
        [
            "Số hộ cần đến vì lý do này.",
            "Households to visit for this reason.",
        ],
    )
}

/// Whom each team is to visit.
pub const WORKLIST: [Column; 9] = [
    TEAM.at_most(20),
    Column::new(
        "household",
        Form::Text,
        ["Hộ", "Household"],
        ["Mã hộ.", "The household's id."],
    ),
    Column::new(
        "head_name",
        Form::Text,
        ["Chủ hộ", "Head"],
        ["Chủ hộ vào ngày cuối kỳ.", "Its head on the last day."],
    ),
    Column::new(
        "lane",
        Form::Text,
        ["Ngõ, tuyến", "Lane"],
        ["Ngõ hoặc tuyến của hộ.", "The household's lane."],
    ),
    Column::new(
        "why",
        Form::Text,
        ["Lý do", "Why"],
        [
            "Xếp theo lý do đầu tiên, rồi ngày hẹn, rồi ít bước nhất. Căn cứ sắp cũ: trong 30 ngày nữa sẽ quá hạn.",
            "By the first reason, then the day set, then the fewest steps. Evidence ageing: too old within 30 days.",
        ],
    )
    .at_most(26),
    Column::new(
        "last_visit",
        Form::Day,
        ["Lần đến trước", "Last visit"],
        ["Ngày của lần đến gần nhất.", "The day of the last visit."],
    ),
    Column::new(
        "last_outcome",
        Form::Word(outcome),
        ["Khi đó", "Then"],
        ["Kết quả của lần ấy.", "How that visit went."],
    ),
    Column::new(
        "steps",
        Form::Count,
        ["Số bước", "Steps"],
        [
            "Số bước ít nhất để hộ đạt; với hộ chưa đánh giá là số câu hỏi ít nhất để biết. Trống: không cần, hoặc không tìm được.",
            "The fewest steps that cover the household, or questions that decide. Blank: none needed, or none found.",
        ],
    ),
    Column::new(
        "to_do",
        Form::Text,
        ["Việc cần làm", "What to do"],
        [
            "Thay đổi nhỏ nhất để hộ đạt, hoặc những câu cần hỏi.",
            "The smallest change that covers the household, or what to ask.",
        ],
    )
    .at_most(56),
];

fn parted_by(text: &str, language: Language) -> (String, Tone) {
    let (vi, en) = match text {
        "kind" => ("Loại hoạt động", "Kind"),
        "force" => ("Lực lượng", "Force"),
        "skill" => ("Kỹ năng", "Skill"),
        "platform" => ("Nền tảng", "Platform"),
        _ => ("Kế hoạch", "Plan"),
    };
    (say(language, vi, en).to_owned(), Tone::Plain)
}

/// Pairs of a plan and a count.
fn by_plan(text: &str, language: Language) -> (String, Tone) {
    let none = say(language, "không theo kế hoạch", "without a plan");
    let pairs = text.split("; ").filter(|pair| !pair.is_empty());
    let said = pairs.map(|pair| match pair.rsplit_once('=') {
        Some(("none", units)) => format!("{none}: {units}"),
        Some((plan, units)) => format!("{plan}: {units}"),
        None => pair.to_owned(),
    });
    (said.collect::<Vec<_>>().join("; "), Tone::Plain)
}

/// How a visit went; nothing where there was none.
fn outcome(text: &str, language: Language) -> (String, Tone) {
    match text {
        "" => (String::new(), Tone::Plain),
        text => code(text, language),
    }
}

fn verdict(text: &str, language: Language) -> (String, Tone) {
    let known = Verdict::ALL.into_iter().find(|own| own.code() == text);
    let words = known.map_or(text, |own| words::verdict(own, language));
    (tell::capital(words), Tone::Plain)
}

fn outcome_of(text: &str) -> Option<Outcome> {
    let all = [Outcome::Reached, Outcome::Missed, Outcome::Undecided];
    all.into_iter().find(|own| own.code() == text)
}

fn reached(text: &str, language: Language) -> (String, Tone) {
    outcome_of(text).map_or_else(Default::default, |own| {
        let (words, tone) = tell::outcome(own, language);
        (words.to_owned(), tone)
    })
}

fn on_course(text: &str, language: Language) -> (String, Tone) {
    outcome_of(text).map_or_else(Default::default, |own| {
        let (words, tone) = tell::on_course(own, language);
        (words.to_owned(), tone)
    })
}
