//! The tables: their columns, in both languages, once for the reader, the
//! documentation and the bindings.

/// A table that can be imported: every file `NAME.csv` or `NAME-*.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// The table's name, which its files begin with.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header in English: the stable name.
    pub name: &'static str,
    /// The header in Vietnamese.
    pub vi: &'static str,
    /// Further headers that are understood.
    pub also: &'static [&'static str],
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the column must be there and its cells filled.
    pub required: bool,
    /// Whether the column is part of the key of a row.
    pub key: bool,
    /// Whether its cells are personal: messages leave them out.
    pub personal: bool,
    /// A cell as it may look.
    pub example: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An id of the row's own.
    Id,
    /// The id of a person.
    Person,
    /// The id of a household.
    Household,
    /// The id of a unit, or its code where only one unit has had it.
    Unit,
    /// The id of a team.
    Team,
    /// The id of a steering committee.
    Committee,
    /// The id of an organisation.
    Organisation,
    /// The id of a stall.
    Stall,
    /// A national code, with its leading zeros.
    UnitCode,
    /// A word of an open list.
    Word,
    /// Any text.
    Text,
    /// A day: `2025-07-01`, `1/7/2025` or a spreadsheet's serial number.
    Day,
    /// A day, or a bare year.
    Birth,
    /// `female` (nữ) or `male` (nam).
    Sex,
    /// The code of a catalogue.
    Catalogue,
    /// The code or name of a skill.
    Skill,
    /// The code, name or number (from 0) of a level of the ladder.
    Level,
    /// `observed`, `self-declared` or `certificate`.
    Evidence,
    /// The code or name of a platform.
    Platform,
    /// `absent`, `account-opened`, `installed` or `activated`.
    State,
    /// The code or name of a flag.
    Flag,
    /// `x`, `có`, `yes` or `không`, `no`.
    YesNo,
    /// `catalogue`, `level` or `skill`.
    Entry,
}

impl Table {
    /// The table of a name.
    pub fn of(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The table of a file: `people` of `people.csv` and `people-2.csv`.
    pub fn of_file(file: &str) -> Option<&'static Self> {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let (stem, ending) = name.rsplit_once('.')?;
        if !ending.eq_ignore_ascii_case("csv") {
            return None;
        }
        TABLES.iter().find(|table| {
            stem.strip_prefix(table.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        self.columns
            .iter()
            .enumerate()
            .find(|(_, column)| column.name == name)
    }

    /// The names of all tables, for messages.
    pub fn names() -> String {
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        names.join(", ")
    }
}

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
    ($($module:ident $table:literal {
        $($column:ident $name:literal $vi:literal [$($also:literal),*] $kind:ident
          $required:ident $key:ident $personal:ident $example:literal;)*
    })*) => {
        $(#[allow(dead_code, clippy::upper_case_acronyms, non_camel_case_types)]
        pub(super) mod $module {
            enum Position { $($column,)* }
            $(pub(crate) const $column: usize = Position::$column as usize;)*
        })*

        /// Every table, in the order in which they are read.
        pub const TABLES: &[Table] = &[$(Table {
            name: $table,
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
    units "units" {
        ID "id" "Mã định danh" ["mã"] Id optional key open "31441@2025-07-01";
        CODE "code" "Mã đơn vị" ["mã số", "mã đvhc"] UnitCode optional none open "31441";
        NAME "name" "Tên đơn vị" ["tên"] Text required none open "Xã Vị Thủy";
        KIND "kind" "Loại" ["loại đơn vị"] Text optional none open "Xã";
        LEVEL "level" "Cấp" [] Word optional none open "commune";
        PARENT "parent" "Đơn vị cấp trên" ["cấp trên", "thuộc"] Unit optional none open "92";
        PARENT_CODE "parent_code" "Mã đơn vị cấp trên" ["mã cấp trên"] UnitCode optional none open "92";
        OPENED "opened" "Ngày thành lập" ["từ ngày"] Day optional none open "2025-07-01";
        CLOSED "closed" "Ngày giải thể" ["đến ngày"] Day optional none open "";
    }
    skills "skills" {
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue required key open "basic-skills";
        VERSION "version" "Phiên bản" [] Text optional none open "2023";
        ENTRY "entry" "Mục" ["loại"] Entry required key open "skill";
        CODE "code" "Mã" [] Text required key open "online-payment";
        NAME_VI "name_vi" "Tên" ["tên tiếng Việt"] Text required none open "thanh toán trực tuyến";
        NAME_EN "name_en" "Tên tiếng Anh" [] Text optional none open "online payment";
        PILLAR "pillar" "Trụ cột" [] Text optional none open "economy";
        FLUENT "fluent" "Thành thạo" [] YesNo optional none open "x";
    }
    platforms "platforms" {
        CODE "code" "Mã" ["mã nền tảng"] Text required key open "vneid";
        NAME_VI "name_vi" "Tên" ["tên tiếng Việt", "nền tảng"] Text required none open "VNeID";
        NAME_EN "name_en" "Tên tiếng Anh" [] Text optional none open "VNeID";
    }
    committees "committees" {
        ID "id" "Mã ban" ["mã"] Id required key open "bcd-31441";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441";
        NAME "name" "Tên ban" ["tên"] Text required none open "Ban Chỉ đạo chuyển đổi số xã Vị Thủy";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    organisations "organisations" {
        ID "id" "Mã tổ chức" ["mã"] Id required key open "doan-31441";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441";
        NAME "name" "Tên tổ chức" ["tên"] Text required none open "Đoàn xã Vị Thủy";
        KIND "kind" "Loại" ["loại tổ chức"] Word optional none open "youth-union";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    teams "teams" {
        ID "id" "Mã tổ" ["mã"] Id required key open "to-31441-02";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit required none open "31441/ap-2";
        NAME "name" "Tên tổ" ["tên"] Text required none open "Tổ công nghệ số cộng đồng Ấp 2";
        ORGANISATION "organisation" "Tổ chức" ["mã tổ chức"] Organisation optional none open "";
        COMMITTEE "committee" "Ban chỉ đạo" ["mã ban"] Committee optional none open "bcd-31441";
        FROM "from" "Từ ngày" [] Day optional none open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    people "people" {
        ID "id" "Mã người" ["mã"] Id required key open "p-000001";
        NAME "name" "Họ và tên" ["họ tên", "tên"] Text optional none personal "Nguyễn Thị Bé";
        BIRTH "birth" "Ngày sinh" ["năm sinh", "ngày tháng năm sinh"] Birth optional none personal "1967";
        SEX "sex" "Giới tính" ["giới"] Sex optional none open "nữ";
        PHONE "phone" "Điện thoại" ["số điện thoại", "sđt"] Text optional none personal "";
        DIED "died" "Ngày mất" [] Day optional none open "";
    }
    members "members" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        TEAM "team" "Tổ" ["mã tổ"] Team optional key open "to-31441-02";
        COMMITTEE "committee" "Ban chỉ đạo" ["mã ban"] Committee optional key open "";
        ROLE "role" "Vai trò" ["chức vụ"] Word required none open "tổ trưởng";
        FORCE "force" "Lực lượng" [] Word optional none open "đoàn thanh niên";
        FROM "from" "Từ ngày" [] Day optional key open "2025-07-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    households "households" {
        ID "id" "Mã hộ" ["mã"] Id required key open "ho-0001";
        UNIT "unit" "Đơn vị" ["mã đơn vị", "ấp", "thôn"] Unit required none open "31441/ap-2";
        HEAD "head" "Chủ hộ" ["mã chủ hộ"] Person optional none open "p-000001";
        LANE "lane" "Ngõ" ["tuyến", "hẻm"] Word optional none open "Tuyến kênh 13";
        ADDRESS "address" "Địa chỉ" [] Text optional none personal "";
        KIND "kind" "Loại hộ" ["loại"] Word optional none open "family";
        FROM "from" "Từ ngày" [] Day optional none open "";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
        LISTED "listed" "Đã kê khai đủ" ["kê khai đủ"] YesNo optional none open "x";
    }
    residences "residences" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household required key open "ho-0001";
        KIND "kind" "Loại cư trú" ["cư trú", "loại"] Word required key open "thường trú";
        FROM "from" "Từ ngày" [] Day optional key open "2020-03-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
        REASON "reason" "Lý do" [] Word optional none open "";
    }
    stalls "stalls" {
        ID "id" "Mã sạp" ["mã"] Id required key open "sap-12";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household required none open "ho-0001";
        UNIT "unit" "Đơn vị" ["mã đơn vị"] Unit optional none open "31441";
        MARKET "market" "Chợ" ["tên chợ"] Word required none open "Chợ Nàng Mau";
        FROM "from" "Từ ngày" [] Day optional none open "";
        UNTIL "until" "Đến ngày" [] Day optional none open "";
    }
    assessments "assessments" {
        PERSON "person" "Mã người" ["người"] Person required key open "p-000001";
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue optional key open "basic-skills";
        SKILL "skill" "Kỹ năng" [] Skill required key open "online-payment";
        LEVEL "level" "Mức" ["mức độ"] Level required none open "thành thạo";
        DAY "day" "Ngày" ["ngày đánh giá"] Day optional key open "2025-08-15";
        HOW "how" "Cách đánh giá" ["hình thức"] Evidence optional none open "observed";
        BY "by" "Người đánh giá" [] Person optional none open "p-000002";
    }
    setups "setups" {
        PERSON "person" "Mã người" ["người"] Person optional key open "p-000001";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household optional key open "";
        STALL "stall" "Mã sạp" ["sạp"] Stall optional key open "";
        PLATFORM "platform" "Nền tảng" [] Platform required key open "vneid";
        STATE "state" "Tình trạng" ["trạng thái"] State required none open "activated";
        DAY "day" "Ngày" [] Day optional key open "2025-08-15";
    }
    flags "flags" {
        PERSON "person" "Mã người" ["người"] Person optional key open "";
        HOUSEHOLD "household" "Mã hộ" ["hộ"] Household optional key open "ho-0001";
        FLAG "flag" "Dấu hiệu" [] Flag required key open "poor";
        FROM "from" "Từ ngày" [] Day optional key open "2025-01-01";
        UNTIL "until" "Đến ngày" [] Day optional none open "2026-01-01";
    }
    teaching "teaching" {
        ADVOCATE "advocate" "Tuyên truyền viên" ["người dạy"] Person required key open "p-000001";
        LEARNER "learner" "Người học" [] Person optional key open "p-000003";
        SKILL "skill" "Kỹ năng" [] Skill optional key open "online-payment";
        CATALOGUE "catalogue" "Danh mục" ["mã danh mục"] Catalogue optional key open "";
        DAY "day" "Ngày" [] Day optional key open "2025-09-01";
    }
}
