//! The field's nouns in Vietnamese, for messages that name one by its code.

use super::{ErrorKind, Language};

/// What was there: a day that is absent is since ever.
pub(super) fn found(kind: ErrorKind, found: &str, language: Language) -> &str {
    let names_a_day = matches!(
        kind,
        ErrorKind::TwoResidences | ErrorKind::TwoMemberships | ErrorKind::TwoFromOneDay
    );
    match language {
        _ if !names_a_day || !found.is_empty() => found,
        Language::English => "the beginning",
        Language::Vietnamese => "đầu",
    }
}

/// What was expected, in the words of a language.
pub(super) fn expected(kind: ErrorKind, expected: &str, language: Language) -> &str {
    let names_a_noun = matches!(
        kind,
        ErrorKind::UnknownReference
            | ErrorKind::TwoResidences
            | ErrorKind::UnknownSubject
            | ErrorKind::NothingToEnd
    );
    if !names_a_noun || language == Language::English {
        return expected;
    }
    match expected {
        "person" => "người",
        "resident" => "nhân khẩu",
        "household" => "hộ",
        "unit" => "đơn vị",
        "team" => "tổ",
        "committee" => "ban chỉ đạo",
        "organisation" => "tổ chức",
        "stall" => "sạp",
        "member" => "thành viên",
        "membership" => "tư cách thành viên",
        "residence" => "nơi cư trú",
        "advocate" => "vai trò tuyên truyền viên",
        "flag" => "diện",
        "permanent" => "thường trú",
        "temporary" => "tạm trú",
        "away" => "tạm vắng",
        other => other,
    }
}
