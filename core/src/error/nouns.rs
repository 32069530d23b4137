//! The field's nouns in Vietnamese, for messages that name one by its code.

use super::{ErrorKind, Language};
use std::borrow::Cow;

/// Stands where nothing is.
const NOTHING: &str = "—";

/// What was there: a day that is absent is since ever; a noun is the field's.
pub(super) fn found(kind: ErrorKind, found: &str, language: Language) -> Cow<'_, str> {
    use ErrorKind::{
        CollectionLacking, StratifierOfAnother, TwoFromOneDay, TwoHeads, TwoMemberships,
        TwoResidences, WrongAbout,
    };
    match (kind, language) {
        (TwoResidences | TwoMemberships | TwoFromOneDay | TwoHeads, _) if found.is_empty() => {
            Cow::Borrowed(match language {
                Language::English => "the beginning",
                Language::Vietnamese => "đầu",
            })
        }
        (WrongAbout, Language::English) if found == NOTHING => Cow::Borrowed("nothing"),
        (WrongAbout, Language::Vietnamese) if found == NOTHING => Cow::Borrowed("để trống"),
        (WrongAbout, Language::Vietnamese) => Cow::Owned(with_code(found)),
        (CollectionLacking, Language::Vietnamese) => Cow::Borrowed(noun(found)),
        (StratifierOfAnother, Language::Vietnamese) => match stratifier(found) {
            Some(named) => Cow::Owned(format!("{named} ({found})")),
            None => Cow::Borrowed(found),
        },
        _ => Cow::Borrowed(found),
    }
}

/// What was expected, in the words of a language: of a day, the order that its
/// column is read in.
pub(super) fn expected(kind: ErrorKind, expected: &str, language: Language) -> Cow<'_, str> {
    if kind == ErrorKind::BadDay {
        return match (expected, language) {
            (NOTHING, _) => Cow::Borrowed("YYYY-MM-DD"),
            (order, Language::English) => Cow::Owned(format!("YYYY-MM-DD or {order}")),
            (order, Language::Vietnamese) => Cow::Owned(format!("YYYY-MM-DD hoặc {order}")),
        };
    }
    if kind == ErrorKind::WrongAbout && language == Language::Vietnamese {
        let all: Vec<String> = expected.split(", ").map(role).collect();
        return Cow::Owned(all.join(", "));
    }
    let names_nouns = matches!(
        kind,
        ErrorKind::UnknownReference
            | ErrorKind::TwoResidences
            | ErrorKind::UnknownSubject
            | ErrorKind::NothingToEnd
            | ErrorKind::CollectionLacking
            | ErrorKind::StratifierOfAnother
            | ErrorKind::WrongKindOfCondition
            | ErrorKind::NotOfHouseholds
            | ErrorKind::BodyMissing
    );
    if !names_nouns || language == Language::English {
        return Cow::Borrowed(expected);
    }
    let nouns: Vec<&str> = expected.split(", ").map(noun).collect();
    match nouns.as_slice() {
        [one] => Cow::Borrowed(*one),
        [most @ .., last] => Cow::Owned(format!("{} hoặc {last}", most.join(", "))),
        [] => Cow::Borrowed(expected),
    }
}

/// A noun with its code, which is what a document says.
fn with_code(code: &str) -> String {
    match noun(code) {
        named if named == code => code.to_owned(),
        named => format!("{named} ({code})"),
    }
}

/// Nouns of which any will do, in the role that they have.
fn role(given: &str) -> String {
    let (nouns, role) = match given.split_once(" as ") {
        Some((nouns, role)) => (nouns, Some(role)),
        None => (given, None),
    };
    let named: Vec<String> = nouns.split('|').map(with_code).collect();
    let named = named.join(" hoặc ");
    match role {
        Some(role) => format!("{named} với vai trò {role}"),
        None => named,
    }
}

fn noun(code: &str) -> &str {
    match code {
        "person" => "người",
        "resident" | "residents" => "nhân khẩu",
        "household" => "hộ",
        "unit" | "units" => "đơn vị",
        "team" | "teams" => "tổ",
        "committee" | "committees" => "ban chỉ đạo",
        "organisation" => "tổ chức",
        "stall" | "stalls" => "sạp",
        "member" | "members" => "thành viên",
        "activity" => "hoạt động",
        "figure" => "số liệu",
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

fn stratifier(code: &str) -> Option<&'static str> {
    let name = code.split_once(':').map_or(code, |(name, _)| name);
    Some(match name {
        "age-band" => "nhóm tuổi",
        "sex" => "giới tính",
        "kind" => "loại",
        "flag" => "diện",
        "lane" => "ngõ, tuyến",
        "size" => "số nhân khẩu",
        "level" => "cấp",
        "organisation" => "tổ chức",
        "force" => "lực lượng",
        _ => return None,
    })
}
