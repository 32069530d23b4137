//! The kinds of fault: stable numbers, stable names, messages.

/// A language of messages and headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Tiếng Việt.
    Vietnamese,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $code:literal $variant:ident $name:literal $en:literal $vi:literal)*) => {
        /// A kind of fault. Numbers and names never change their meaning; those
        /// of retired kinds stay reserved.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum ErrorKind {
            $(
                #[doc = $en]
                $variant = $code,
            )*
        }

        impl ErrorKind {
            /// Every kind, by number.
            pub const ALL: &'static [ErrorKind] = &[$(ErrorKind::$variant,)*];

            /// The stable number.
            pub const fn code(self) -> u16 {
                self as u16
            }

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The text of its messages; `{found}` and `{expected}` stand for what was
            /// there and what was expected.
            pub const fn template(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::English) => $en,
                      (Self::$variant, Language::Vietnamese) => $vi,)*
                }
            }
        }
    };
}

// 1xx values and ids · 2xx documents · 3xx rules and questions · 4xx tables ·
// 5xx facts that contradict one another · 6xx hosts of the bindings.
kinds! {
    101 BadId "bad-id"
        "{found} is not an id: 1 to 64 printable ASCII characters without spaces"
        "{found} không phải mã định danh: cần 1 đến 64 ký tự ASCII, không có dấu cách"
    102 IdLooksPersonal "id-looks-personal"
        "the id {found} looks like an identity number or a phone number; use an opaque id, or allow such ids"
        "mã {found} giống số định danh cá nhân hoặc số điện thoại; hãy dùng mã vô nghĩa, hoặc cho phép rõ ràng"
    103 BadDay "bad-day"
        "{found} is not a day of the calendar; expected YYYY-MM-DD between 1800 and 2199"
        "{found} không phải ngày có thật; cần YYYY-MM-DD, từ năm 1800 đến 2199"
    104 BadInstant "bad-instant"
        "{found} is not an instant; expected RFC 3339 in UTC with milliseconds"
        "{found} không phải thời điểm; cần RFC 3339 theo giờ UTC, có mili giây"
    105 BadPeriod "bad-period"
        "{found} is not a period; expected {expected}"
        "{found} không phải kỳ báo cáo; cần {expected}"
    201 BadJson "bad-json"
        "this is not the JSON document that was expected: {found}"
        "không phải tài liệu JSON như cần có: {found}"
    202 DuplicateKey "duplicate-key"
        "the key {found} stands twice in one object"
        "khóa {found} xuất hiện hai lần trong một đối tượng"
    203 NumberTooLarge "number-too-large"
        "the number {found} is beyond 2^53 or not a whole number"
        "số {found} vượt quá 2^53 hoặc không phải số nguyên"
    204 TooDeep "too-deep"
        "the document is nested deeper than {expected} levels"
        "tài liệu lồng nhau sâu quá {expected} tầng"
    205 TooLarge "too-large"
        "{found} is larger than the limit of {expected}"
        "{found} vượt giới hạn {expected}"
    206 BadText "bad-text"
        "the text is not valid Unicode: {found}"
        "văn bản không phải Unicode hợp lệ: {found}"
    207 TrailingBytes "trailing-bytes"
        "there is something after the end of the document"
        "có dữ liệu thừa sau phần kết thúc tài liệu"
    208 UnknownVersion "unknown-version"
        "version {found} is not known here; expected {expected}"
        "không biết phiên bản {found}; cần {expected}"
    209 WrongAbout "wrong-about"
        "an event of this kind is about {expected}, not {found}"
        "sự kiện loại này phải nói về {expected}, không phải {found}"
    210 MissingField "missing-field"
        "the field {expected} is missing"
        "thiếu trường {expected}"
    211 PersonalInData "personal-in-data"
        "{found} is personal and belongs in the personal part"
        "{found} là dữ liệu cá nhân, phải nằm trong phần personal"
    301 UnknownRule "unknown-rule"
        "there is no rule named {found}; known rules: {expected}"
        "không có quy tắc tên {found}; các quy tắc đã có: {expected}"
    302 UnknownSkill "unknown-skill"
        "the catalogue has no skill {found}; it has {expected}"
        "danh mục không có kỹ năng {found}; có: {expected}"
    303 UnknownLevel "unknown-level"
        "the ladder has no level {found}; it has {expected}"
        "thang không có mức {found}; có: {expected}"
    304 UnknownPlatform "unknown-platform"
        "there is no platform {found}; known are {expected}"
        "không có nền tảng {found}; có: {expected}"
    305 UnknownFlag "unknown-flag"
        "there is no flag {found}; known are {expected}"
        "không có dấu hiệu {found}; có: {expected}"
    306 UnknownCatalogue "unknown-catalogue"
        "there is no skill catalogue {found}; known are {expected}"
        "không có danh mục kỹ năng {found}; có: {expected}"
    307 NeverHolds "never-holds"
        "this can never hold: {found}"
        "điều kiện này không bao giờ thỏa được: {found}"
    308 AlwaysHolds "always-holds"
        "this always holds, so it says nothing: {found}"
        "điều kiện này lúc nào cũng thỏa, nên không có ý nghĩa: {found}"
    309 CollectionLacking "collection-lacking"
        "a {expected} has no {found}"
        "{expected} không có {found}"
    310 StratifierOfAnother "stratifier-of-another"
        "a rule about {expected} cannot be stratified by {found}"
        "quy tắc về {expected} không thể phân tổ theo {found}"
    311 ShareAboveAll "share-above-all"
        "the share {found} is above 1,000,000 parts per million"
        "tỷ lệ {found} vượt quá 1.000.000 phần triệu"
    312 RuleTooDeep "rule-too-deep"
        "the rule is nested deeper than {expected} levels"
        "quy tắc lồng nhau sâu quá {expected} tầng"
    313 RuleTooLarge "rule-too-large"
        "the rule has more than {expected} conditions"
        "quy tắc có hơn {expected} điều kiện"
    314 UnknownParameter "unknown-parameter"
        "the rule has no parameter {found}; it has {expected}"
        "quy tắc không có tham số {found}; có: {expected}"
    315 BadParameter "bad-parameter"
        "the parameter takes {expected}, not {found}"
        "tham số này nhận {expected}, không nhận {found}"
    316 NotYetBuilt "not-yet-built"
        "{found} is not built yet; this version answers {expected}"
        "{found} chưa được xây dựng; phiên bản này trả lời {expected}"
    317 UnknownSubject "unknown-subject"
        "there is no {expected} with the id {found}"
        "không có {expected} mang mã {found}"
    318 TooManyStrata "too-many-strata"
        "at most {expected} stratifiers can be given"
        "nhiều nhất {expected} tiêu thức phân tổ"
    319 UnknownUnitLevel "unknown-unit-level"
        "no unit has the level {found}; known are {expected}"
        "không có đơn vị nào ở cấp {found}; có: {expected}"
    320 WrongKindOfCondition "wrong-kind-of-condition"
        "a condition {found} cannot be asked of a {expected}"
        "không thể hỏi điều kiện {found} về {expected}"
    321 DoubledName "doubled-name"
        "{found} stands twice; once is enough"
        "{found} xuất hiện hai lần; chỉ cần một lần"
    322 UnknownRequest "unknown-request"
        "nothing can be asked by the name {found}; what can be asked is {expected}"
        "không có yêu cầu tên {found}; có thể hỏi: {expected}"
    401 MissingColumn "missing-column"
        "the column {expected} is missing"
        "thiếu cột {expected}"
    402 DoubledColumn "doubled-column"
        "two columns mean {found}"
        "hai cột cùng mang nghĩa {found}"
    403 WrongTable "wrong-table"
        "no table is called {found}; tables are {expected}"
        "không có bảng tên {found}; các bảng: {expected}"
    404 BadEncoding "bad-encoding"
        "byte {found} is not {expected}"
        "byte {found} không thuộc bảng mã {expected}"
    405 NulByte "nul-byte"
        "there is a NUL byte"
        "có byte NUL"
    406 RaggedRow "ragged-row"
        "the row has {found} cells where the header has {expected}"
        "dòng có {found} ô, trong khi tiêu đề có {expected} cột"
    407 EmptyFile "empty-file"
        "the file is empty; expected a header row"
        "tệp rỗng; cần ít nhất dòng tiêu đề"
    408 FieldTooLarge "field-too-large"
        "a cell holds {found} bytes; at most {expected}"
        "một ô chứa {found} byte; nhiều nhất {expected}"
    409 TwoDigitYear "two-digit-year"
        "{found} has a year of two digits; write all four"
        "{found} chỉ có hai chữ số của năm; hãy ghi đủ bốn"
    410 SpreadsheetFault "spreadsheet-fault"
        "the cell holds the spreadsheet error {found}"
        "ô chứa lỗi bảng tính {found}"
    411 MissingValue "missing-value"
        "the cell is empty; expected {expected}"
        "ô trống; cần {expected}"
    412 UnknownValue "unknown-value"
        "{found} is not one of {expected}"
        "{found} không thuộc {expected}"
    413 OutOfRange "out-of-range"
        "{found} is out of range; expected {expected}"
        "{found} nằm ngoài khoảng; cần {expected}"
    414 DayOrderMixed "day-order-mixed"
        "{found} contradicts the order of day and month in its column ({expected})"
        "{found} trái với thứ tự ngày và tháng của cột ({expected})"
    415 UnclosedQuote "unclosed-quote"
        "a quote is opened and never closed"
        "có dấu ngoặc kép mở mà không đóng"
    416 BadNumber "bad-number"
        "{found} is not a whole number"
        "{found} không phải số nguyên"
    417 TotalRow "total-row"
        "this is a row of totals, not a fact; it is left out"
        "đây là dòng tổng cộng, không phải dữ liệu; được bỏ ra"
    501 UnknownReference "unknown-reference"
        "{found} refers to no {expected}"
        "{found} không trỏ tới {expected} nào"
    502 DuplicateKeyOther "duplicate-other"
        "{found} stands twice with different content"
        "{found} xuất hiện hai lần với nội dung khác nhau"
    503 EndsBeforeBegins "ends-before-begins"
        "the spell ends on {found}, not after it begins ({expected})"
        "khoảng thời gian kết thúc ngày {found}, không sau ngày bắt đầu ({expected})"
    504 AfterDeath "after-death"
        "a fact of {found} lies after the person's death ({expected})"
        "dữ liệu ngày {found} nằm sau ngày mất ({expected})"
    505 TwoResidences "two-residences"
        "two {expected} residences at once, from {found}"
        "hai nơi {expected} cùng lúc, từ ngày {found}"
    506 UnitUnderItself "unit-under-itself"
        "the unit {found} lies under itself"
        "đơn vị {found} nằm dưới chính nó"
    507 TeamWithoutUnit "team-without-unit"
        "the team {found} has no unit"
        "tổ {found} không thuộc đơn vị nào"
    508 SensitiveFlag "sensitive-flag"
        "the flag {found} is sensitive personal data; the host must allow it by name"
        "dấu hiệu {found} là dữ liệu cá nhân nhạy cảm; hệ thống phải cho phép đích danh"
    509 BadCatalogue "bad-catalogue"
        "the catalogue is not usable: {found}; expected {expected}"
        "danh mục không dùng được: {found}; cần {expected}"
    510 TwoMemberships "two-memberships"
        "two memberships of one person in {expected} at once, from {found}"
        "một người hai lần là thành viên của {expected} cùng lúc, từ ngày {found}"
    511 BeforeOpened "before-opened"
        "a fact of {found} lies before {expected} began"
        "dữ liệu ngày {found} nằm trước khi {expected} bắt đầu"
    512 UnknownKind "unknown-kind"
        "events of kind {found} are not known to this version; kept, without effect"
        "phiên bản này không biết sự kiện loại {found}; vẫn giữ, không có tác dụng"
    607 UnusableFile "unusable-file"
        "the file or folder cannot be used: {found}"
        "không dùng được tệp hoặc thư mục: {found}"
    601 NullPointer "null-pointer"
        "the argument {found} is NULL"
        "tham số {found} là NULL"
    602 Poisoned "poisoned"
        "this handle failed in an earlier call and can only be freed"
        "đối tượng này đã hỏng ở lần gọi trước, chỉ còn có thể giải phóng"
    603 Panicked "panicked"
        "a defect of the library: {found}"
        "lỗi của thư viện: {found}"
    604 WrongAbi "wrong-abi"
        "the header is of ABI {found}, the library of ABI {expected}"
        "tệp tiêu đề có ABI {found}, thư viện có ABI {expected}"
    605 WrongType "wrong-type"
        "{expected} was due, not {found}"
        "cần {expected}, không phải {found}"
    606 Disposed "disposed"
        "this object has been disposed of"
        "đối tượng này đã được giải phóng"
}
