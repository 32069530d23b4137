//! The tables themselves.

use super::{Column, Kind, Meaning, Table};

macro_rules! is {
    (required) => {
        true
    };
    (key) => {
        true
    };
    (personal) => {
        true
    };
    ($other:ident) => {
        false
    };
}

macro_rules! tables {
    ($($module:ident $table:literal $title:literal $en:literal $vi_meaning:literal {
        $($column:ident $name:literal $vi:literal [$($also:literal),*] $kind:ident
          $required:ident $key:ident $personal:ident $example:literal;)*
    })*) => {
        $(#[allow(dead_code, clippy::upper_case_acronyms, non_camel_case_types)]
        pub(crate) mod $module {
            enum Position { $($column,)* }
            $(pub(crate) const $column: usize = Position::$column as usize;)*
        })*

        /// Every table, in the order in which they are read.
        pub const TABLES: &[Table] = &[$(Table {
            name: $table,
            vi: $title,
            meaning: Meaning { vi: $vi_meaning, en: $en },
            columns: &[$(Column {
                name: $name,
                vi: $vi,
                also: &[$($also,)*],
                kind: Kind::$kind,
                required: is!($required),
                key: is!($key),
                personal: is!($personal),
                example: $example,
            },)*],
        },)*];
    };
}

tables! {
    units "units" "Đơn vị"
        "Units of every level; a row with `since` is a change of the unit (code, name, kind or parent) from that day on"
        "Đơn vị các cấp; dòng có “áp dụng từ ngày” là thay đổi của đơn vị (mã, tên, loại, cấp trên) kể từ ngày đó" {
        ID "id" "Mã định danh" [] Id optional key open "31441@2025-07-01";
        CODE "code" "Mã đơn vị" ["mã", "mã số", "mã đvhc"] UnitCode optional none open "31441";
        NAME "name" "Tên đơn vị" ["tên"] Text required none open "Xã Vị Thủy";
        KIND "kind" "Loại" ["loại đơn vị"] Text optional none open "Xã";
        LEVEL "level" "Cấp" [] Word optional none open "commune";
        PARENT "parent" "Đơn vị cấp trên" ["cấp trên", "thuộc"] Unit optional none open "92";
        PARENT_CODE "parent_code" "Mã đơn vị cấp trên" ["mã cấp trên"] UnitCode optional none open "92";
        OPENED "opened" "Ngày thành lập" ["từ ngày"] Day optional none open "2025-07-01";
        CLOSED "closed" "Ngày giải thể" ["đến ngày"] Day optional none open "";
        SINCE "since" "Áp dụng từ ngày" [] Day optional key open "";
    }
    skills "skills" "Danh mục kỹ năng"
        "Catalogues of skills with their ladders of levels"
        "Danh mục kỹ năng và thang mức độ của từng danh mục" {
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue required key open "basic-skills";
        VERSION "version" "Phiên bản" [] Text optional none open "2023";
        ENTRY "entry" "Mục" ["loại"] Entry required key open "skill";
        CODE "code" "Mã" [] Text required key open "online-payment";
        NAME_VI "name_vi" "Tên" ["tên tiếng Việt"] Text required none open "thanh toán trực tuyến";
        NAME_EN "name_en" "Tên tiếng Anh" [] Text optional none open "online payment";
        PILLAR "pillar" "Trụ cột" [] Text optional none open "economy";
        FLUENT "fluent" "Thành thạo" [] YesNo optional none open "x";
        POSITION "position" "Thứ tự" [] Number optional none open "1";
    }
    platforms "platforms" "Nền tảng"
        "Platforms besides those that are built in"
        "Các nền tảng ngoài những nền tảng có sẵn" {
        CODE "code" "Mã" ["mã nền tảng"] Text required key open "vneid";
        NAME_VI "name_vi" "Tên" ["tên tiếng Việt", "nền tảng"] Text required none open "VNeID";
        NAME_EN "name_en" "Tên tiếng Anh" [] Text optional none open "VNeID";
    }
    flag_catalogue "flag_catalogue" "Danh mục dấu hiệu"
        "Flags besides those that are built in; sensitive ones are let in only where the host names them"
        "Các dấu hiệu ngoài những dấu hiệu có sẵn; dấu hiệu nhạy cảm chỉ nhận khi hệ thống cho phép đích danh" {
        CODE "code" "Mã" ["mã dấu hiệu"] Text required key open "elderly-alone";
        NAME_VI "name_vi" "Tên" ["tên tiếng Việt", "dấu hiệu"] Text required none open "người già neo đơn";
        NAME_EN "name_en" "Tên tiếng Anh" [] Text optional none open "elderly, living alone";
        SENSITIVE "sensitive" "Nhạy cảm" [] YesNo optional none open "";
    }
    committees "committees" "Ban chỉ đạo"
        "Steering committees, one a commune"
        "Ban chỉ đạo chuyển đổi số, mỗi xã một ban" {
        ID "id" "Mã ban" ["mã"] Id required key open "bcd-31441";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441";
        NAME "name" "Tên ban" ["tên"] Text required none open "Ban Chỉ đạo chuyển đổi số xã Vị Thủy";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    organisations "organisations" "Tổ chức"
        "Organisations within units, and offices that teams answer to"
        "Tổ chức thuộc đơn vị, và cơ quan quản lý tổ" {
        ID "id" "Mã tổ chức" ["mã"] Id required key open "doan-31441";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441";
        NAME "name" "Tên tổ chức" ["tên"] Text required none open "Đoàn xã Vị Thủy";
        KIND "kind" "Loại" ["loại tổ chức"] Word optional none open "youth-union";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    teams "teams" "Tổ"
        "Community digital technology teams, and whom each answers to (a committee or an organisation)"
        "Tổ công nghệ số cộng đồng, và nơi mỗi tổ báo cáo (ban chỉ đạo hoặc tổ chức)" {
        ID "id" "Mã tổ" ["mã"] Id required key open "to-31441-02";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441/ap-2";
        NAME "name" "Tên tổ" ["tên"] Text required none open "Tổ công nghệ số cộng đồng Ấp 2";
        ORGANISATION "organisation" "Tổ chức" ["mã tổ chức"] Organisation optional none open "";
        COMMITTEE "committee" "Ban chỉ đạo" ["mã ban"] Committee optional none open "bcd-31441";
        ANSWERS_TO "answers_to" "Cơ quan quản lý" ["báo cáo cho"] Organisation optional none open "";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    people "people" "Người"
        "People, whether residents, members or both: one id each"
        "Người: nhân khẩu, thành viên tổ hoặc cả hai; mỗi người một mã" {
        ID "id" "Mã người" ["mã"] Id required key open "p-000001";
        NAME "name" "Họ và tên" ["họ tên", "tên"] Text optional none personal "Nguyễn Thị Bé";
        BIRTH "birth" "Ngày sinh" ["năm sinh", "ngày tháng năm sinh"] Birth optional none personal "1967";
        SEX "sex" "Giới tính" ["giới"] Sex optional none open "nữ";
        PHONE "phone" "Điện thoại" ["số điện thoại", "sđt"] Text optional none personal "";
        DIED "died" "Ngày mất" [] Day optional none open "";
    }
    members "members" "Thành viên"
        "Spells as a member of a team or of a committee, one of the two a row"
        "Thời gian là thành viên của một tổ hoặc một ban, mỗi dòng một nơi" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        TEAM "team" "Tổ" ["mã tổ"] Team optional key open "to-31441-02";
        COMMITTEE "committee" "Ban chỉ đạo" ["mã ban"] Committee optional key open "";
        ROLE "role" "Vai trò" ["chức vụ"] Word required none open "tổ trưởng";
        FORCE "force" "Lực lượng" [] Word optional none open "đoàn thanh niên";
        FROM "from" "Từ ngày" [] Day optional key open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    households "households" "Hộ"
        "Households; a row with `since` is a change (unit, lane or head) from that day on"
        "Hộ; dòng có “áp dụng từ ngày” là thay đổi (đơn vị, ngõ, chủ hộ) kể từ ngày đó" {
        ID "id" "Mã hộ" ["mã"] Id required key open "ho-0001";
        UNIT "unit" "Đơn vị" ["mã đơn vị", "ấp", "thôn"] Unit required none open "31441/ap-2";
        HEAD "head" "Chủ hộ" ["mã chủ hộ"] Person optional none open "p-000001";
        LANE "lane" "Ngõ" ["tuyến", "hẻm"] Word optional none open "Tuyến kênh 13";
        ADDRESS "address" "Địa chỉ" [] Text optional none personal "";
        KIND "kind" "Loại hộ" ["loại"] Word optional none open "family";
        FROM "from" "Từ ngày" [] Day optional none open "";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
        SINCE "since" "Áp dụng từ ngày" [] Day optional key open "";
        LISTED "listed" "Đã kê khai đủ" ["kê khai đủ"] YesNo optional none open "x";
        LISTED_SINCE "listed_since" "Kê khai đủ từ ngày" [] Day optional none open "";
    }
    residences "residences" "Cư trú"
        "Who lives in which household, from when until when"
        "Ai cư trú ở hộ nào, từ ngày nào đến ngày nào" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household required key open "ho-0001";
        KIND "kind" "Loại cư trú" ["cư trú", "loại"] Word required key open "thường trú";
        FROM "from" "Từ ngày" [] Day optional key open "2020-03-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
        REASON "reason" "Lý do" [] Word optional none open "";
    }
    stalls "stalls" "Sạp"
        "Stalls in markets, each run by a household"
        "Sạp ở chợ, mỗi sạp do một hộ quản lý" {
        ID "id" "Mã sạp" ["mã"] Id required key open "sap-12";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household required none open "ho-0001";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit optional none open "31441";
        MARKET "market" "Chợ" ["tên chợ"] Word required none open "Chợ Nàng Mau";
        FROM "from" "Từ ngày" [] Day optional none open "";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    activities "activities" "Hoạt động"
        "What teams did: an evening along a lane, a class, a morning at a market; who took part and whom they met stand in tables of their own"
        "Hoạt động của các tổ: một buổi đi từng ngõ, một lớp học, một buổi ở chợ; ai tham gia và đã gặp ai ghi ở các bảng riêng" {
        ID "id" "Mã hoạt động" ["mã"] Id required key open "hd-0001";
        DAY "day" "Ngày" ["ngày hoạt động"] Day required none open "2025-08-15";
        PART "part" "Buổi" ["ban ngày hay buổi tối"] PartOfDay optional none open "buổi tối";
        KIND "kind" "Loại hoạt động" ["loại", "hình thức"] Word required none open "đến nhà";
        TEAM "team" "Tổ" ["mã tổ"] Team optional none open "to-31441-02";
        UNIT "unit" "Đơn vị" ["mã đơn vị", "địa bàn"] Unit optional none open "31441/ap-2";
        MARKET "market" "Chợ" ["tên chợ"] Word optional none open "";
        PLAN "plan" "Số kế hoạch" ["kế hoạch"] Word optional none open "103/KH-UBND";
        COUNTED "counted" "Số người khác" ["số người gặp thêm"] Number optional none open "12";
    }
    attendance "attendance" "Tham gia"
        "Who of the team took part in an activity, one a row"
        "Thành viên nào của tổ đã tham gia hoạt động, mỗi dòng một người" {
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity required key open "hd-0001";
        PERSON "person" "Mã người" ["người", "thành viên"] Person required key open "p-000001";
    }
    visits "visits" "Đến hộ"
        "Which households were visited in an activity, how each visit went, and when to come again"
        "Trong hoạt động đã đến những hộ nào, kết quả từng lần đến, và ngày hẹn đến lại" {
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity required key open "hd-0001";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household required key open "ho-0001";
        OUTCOME "outcome" "Kết quả" [] Outcome optional none open "gặp được";
        NEXT "next" "Ngày hẹn đến lại" ["hẹn đến lại", "lần sau"] Day optional none open "2025-08-22";
    }
    met "met" "Gặp"
        "Whom an activity met, and what of they were told; a row for each topic"
        "Hoạt động đã gặp ai, và đã tuyên truyền nội dung gì; mỗi nội dung một dòng" {
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity required key open "hd-0001";
        PERSON "person" "Mã người" ["người"] Person required key open "p-000003";
        TOLD "told" "Nội dung tuyên truyền" ["nội dung"] Word optional key open "";
    }
    guided "guided" "Hướng dẫn"
        "Whom an activity guided in which skill; it raises no level, only an assessment says what somebody can do"
        "Hoạt động đã hướng dẫn ai kỹ năng gì; hướng dẫn không làm thay đổi mức, mức chỉ do đánh giá" {
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity required key open "hd-0001";
        PERSON "person" "Mã người" ["người"] Person required key open "p-000003";
        SKILL "skill" "Kỹ năng" [] Skill required key open "online-payment";
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue optional key open "";
    }
    problems "problems" "Vướng mắc"
        "Problems that residents raised in an activity, and to whom each was passed on; empty: to nobody"
        "Vướng mắc người dân nêu trong hoạt động, và đã chuyển đến ai; để trống: chưa chuyển" {
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity required key open "hd-0001";
        PERSON "person" "Mã người" ["người"] Person optional key open "p-000003";
        PROBLEM "problem" "Vướng mắc" ["nội dung"] Word required key open "VNeID chưa kích hoạt được";
        PASSED_TO "passed_to" "Chuyển đến" ["đã chuyển đến"] Word optional key open "Công an xã";
    }
    assessments "assessments" "Đánh giá"
        "What somebody found a person able to do on a day"
        "Mức kỹ năng của một người được đánh giá vào một ngày" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue optional key open "basic-skills";
        SKILL "skill" "Kỹ năng" [] Skill required key open "online-payment";
        LEVEL "level" "Mức" ["mức độ"] Level required none open "thành thạo";
        DAY "day" "Ngày" ["ngày đánh giá"] Day optional key open "2025-08-15";
        HOW "how" "Cách đánh giá" ["hình thức"] Evidence optional none open "observed";
        BY "by" "Người đánh giá" [] Person optional none open "p-000002";
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity optional key open "";
    }
    setups "setups" "Cài đặt"
        "Platforms found or set up for a person, a household or a stall, one of the three a row"
        "Nền tảng đã có hoặc đã cài cho một người, một hộ hoặc một sạp, mỗi dòng một đối tượng" {
        PERSON "person" "Mã người" ["người"] Person optional key open "p-000001";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household optional key open "";
        STALL "stall" "Mã sạp" ["sạp"] Stall optional key open "";
        PLATFORM "platform" "Nền tảng" [] Platform required key open "vneid";
        STATE "state" "Tình trạng" ["trạng thái"] State required none open "activated";
        DAY "day" "Ngày" [] Day optional key open "2025-08-15";
        ACTIVITY "activity" "Hoạt động" ["mã hoạt động"] Activity optional key open "hd-0001";
    }
    flags "flags" "Dấu hiệu"
        "Flags (poor household, has a smartphone …) of a person or a household, one of the two a row"
        "Dấu hiệu (hộ nghèo, có điện thoại thông minh …) của một người hoặc một hộ, mỗi dòng một đối tượng" {
        PERSON "person" "Mã người" ["người"] Person optional key open "";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household optional key open "ho-0001";
        FLAG "flag" "Dấu hiệu" [] Flag required key open "poor";
        FROM "from" "Từ ngày" [] Day optional key open "2025-01-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "2026-01-01";
    }
    teaching "teaching" "Tuyên truyền viên"
        "Whom a household’s advocate taught what; a row without a learner says from when until when somebody is the advocate"
        "Tuyên truyền viên của hộ đã dạy ai kỹ năng gì; dòng không có người học cho biết ai làm tuyên truyền viên từ ngày nào đến ngày nào" {
        ADVOCATE "advocate" "Tuyên truyền viên" ["người dạy"] Person required key open "p-000001";
        LEARNER "learner" "Người học" [] Person optional key open "p-000003";
        SKILL "skill" "Kỹ năng" [] Skill optional key open "online-payment";
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue optional key open "";
        DAY "day" "Ngày" [] Day optional key open "2025-09-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    targets "targets" "Chỉ tiêu"
        "Targets: which share of a unit, or of each unit of a level in it, a rule is to cover by a day"
        "Chỉ tiêu: đến ngày nào thì đơn vị, hoặc mỗi đơn vị của một cấp trong đơn vị đó, phải đạt tỷ lệ nào theo một quy tắc" {
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required key open "93";
        LEVEL "level" "Cấp" ["giao cho cấp"] Word optional key open "commune";
        RULE "rule" "Quy tắc" ["mã quy tắc"] Text required key open "ministry-household";
        SHARE "share" "Chỉ tiêu" ["tỷ lệ", "chỉ tiêu (%)"] Share required none open "70%";
        FROM "from" "Từ ngày" ["ngày giao"] Day required none open "2022-05-30";
        DUE "due" "Đến ngày" ["hạn", "thời hạn"] Day required key open "2022-09-30";
        BASELINE "baseline" "Xuất phát" ["tỷ lệ xuất phát"] Share optional none open "35%";
        BASELINE_DAY "baseline_day" "Ngày xuất phát" [] Day optional none open "2022-05-30";
        ASSUMED "assumed" "Quy tắc tạm chọn" [] YesNo optional none open "x";
        SOURCE "source" "Nguồn" ["văn bản", "căn cứ"] Text optional none open "103/KH-UBND";
    }
    figures "figures" "Số liệu"
        "Figures from elsewhere, each of a unit and period: a share, a count, a score or a rank"
        "Số liệu từ nơi khác, mỗi số liệu của một đơn vị trong một kỳ: tỷ lệ, số lượng, điểm hoặc thứ hạng" {
        FIGURE "figure" "Số liệu" ["tên số liệu", "chỉ số"] Word required key open "dti";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required key open "93";
        FROM "from" "Từ ngày" [] Day optional key open "2022-01-01";
        UNTIL "until" "Đến trước ngày" [] Day optional key open "2023-01-01";
        EDITION "edition" "Phiên bản" ["bộ chỉ số"] Text optional key open "DTI 2022";
        NUMERATOR "numerator" "Tử số" [] Number optional none open "";
        DENOMINATOR "denominator" "Mẫu số" [] Number optional none open "";
        COUNT "count" "Số lượng" [] Number optional none open "";
        POINTS "points" "Điểm" [] Points optional none open "";
        OUT_OF "out_of" "Thang điểm" ["trên tổng điểm"] Points optional none open "";
        RANK "rank" "Thứ hạng" ["xếp hạng", "hạng"] Number optional none open "17";
        AMONG "among" "Trên tổng số" ["tổng số đơn vị xếp hạng"] Number optional none open "63";
        SOURCE "source" "Nguồn" ["văn bản", "căn cứ"] Text optional none open "";
    }
}
