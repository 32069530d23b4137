//! What a reader says of a document that is not as its type wants it, as an error
//! that says it in both languages.

use crate::{Error, ErrorKind};

/// A day, as it is written.
pub(crate) const DAY: &str = "a day YYYY-MM-DD between 1800 and 2199";
/// An id, as it is written.
pub(crate) const ID: &str = "an id of 1 to 64 printable ASCII characters without spaces";
/// A period, as it is written.
pub(crate) const PERIOD: &str = "month, quarter, year, month:2 … month:28";

/// What a reader says where neither a text nor an object with one field names a variant.
pub(super) const NO_VARIANT: &str = "expected value";

/// An error of a reader's message.
pub(super) fn error(message: &str) -> Error {
    let error = Error::new(ErrorKind::BadJson);
    if let Some(name) = quoted(message, "missing field ") {
        return error
            .found_words("chỗ trống", "nothing")
            .expected_words(format!("trường {name}"), format!("the field {name}"));
    }
    for (start, none) in [
        ("unknown field ", "fields"),
        ("unknown variant ", "variants"),
    ] {
        let Some(name) = quoted(message, start) else {
            continue;
        };
        let error = error.found(name);
        let Some((_, known)) = message.rsplit_once(", expected ") else {
            debug_assert!(message.ends_with(&format!(", there are no {none}")));
            return error.expected_words("để trống", "nothing");
        };
        let known = known.strip_prefix("one of ").unwrap_or(known);
        let known = known.replace(" or ", ", ").replace('`', "");
        return error.expected_words(format!("một trong: {known}"), format!("one of {known}"));
    }
    if let Some((found, expected)) = message.rsplit_once(", expected ")
        && let Some(found) = found.strip_prefix("invalid ")
        && let Some((_, found)) = found.split_once(' ')
    {
        let (vi, en) = due(expected);
        return error.found(found).expected_words(vi, en);
    }
    // An object with more than one field where one names the kind, or neither text
    // nor object.
    if message == NO_VARIANT {
        return error
            .found_words("giá trị khác", "another value")
            .expected_words(
                "văn bản, hoặc đối tượng {…} có đúng một trường",
                "a text, or an object {…} with a single field",
            );
    }
    error.found(message).expected("—")
}

/// An error of the grammar: what stands where something else is due.
pub(super) fn broken(found: Option<char>, expected: &str) -> Error {
    let error = Error::new(ErrorKind::BadJson);
    let error = match found {
        None => error.found_words("hết văn bản", "the end of the text"),
        Some(letter) if letter.is_control() || matches!(letter, '\'' | '\\') => {
            error.found(format!("'{}'", letter.escape_default()))
        }
        Some(letter) => error.found(format!("'{letter}'")),
    };
    let (vi, en) = due(expected);
    error.expected_words(vi, en)
}

/// The name in backticks after the start of a message.
fn quoted<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    let rest = message.strip_prefix(start)?.strip_prefix('`')?;
    rest.split_once('`').map(|(name, _)| name)
}

/// What was due, in Vietnamese and in English.
fn due(expected: &str) -> (String, String) {
    let known = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    let up_to = |most: u64| {
        (
            format!("số nguyên từ 0 đến {most}"),
            format!("a whole number from 0 to {most}"),
        )
    };
    match expected {
        "u8" => up_to(u8::MAX.into()),
        "u16" => up_to(u16::MAX.into()),
        "u32" => up_to(u32::MAX.into()),
        "u64" | "usize" => known("số nguyên từ 0 trở lên", "a whole number from 0 up"),
        "i8" | "i16" | "i32" | "i64" => known("số nguyên", "a whole number"),
        "a string" | "variant identifier" | "field identifier" => known("văn bản", "a text"),
        "a boolean" => known("true hoặc false", "true or false"),
        "a sequence" => known("danh sách […]", "a list […]"),
        "a map" | "an object" => known("đối tượng {…}", "an object {…}"),
        "string or map" => known("văn bản hoặc đối tượng {…}", "a text or an object {…}"),
        "a value" => known("một giá trị", expected),
        "a key in quotes" => known("tên trường trong dấu ngoặc kép", expected),
        "no further digit" => known("hết chữ số", expected),
        "a digit" => known("chữ số", expected),
        "the end of the string" => known("dấu ngoặc kép đóng", expected),
        "an escape" => known("ký tự thoát hợp lệ", expected),
        "':'" => known("':'", expected),
        "',' or '}'" => known("',' hoặc '}'", expected),
        "',' or ']'" => known("',' hoặc ']'", expected),
        DAY => known("ngày YYYY-MM-DD, từ năm 1800 đến 2199", DAY),
        ID => known(
            "mã định danh gồm 1 đến 64 ký tự ASCII, không có dấu cách",
            ID,
        ),
        PERIOD => known(PERIOD, PERIOD),
        _ if expected.starts_with("struct ") || expected.starts_with("internally tagged") => {
            known("đối tượng {…}", "an object {…}")
        }
        _ if expected.starts_with("tuple") || expected.starts_with("an array of") => {
            known("danh sách […]", "a list […]")
        }
        _ => known(expected, expected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn what_a_reader_says_is_said_in_both_languages() {
        for (message, english, vietnamese) in [
            (
                r#"invalid value "abc, expected by nobody", expected u8"#,
                r#""abc, expected by nobody" stands where a whole number from 0 to 255 is due"#,
                r#"ở đây cần số nguyên từ 0 đến 255, không phải "abc, expected by nobody""#,
            ),
            (
                "invalid value null, expected a sequence",
                "null stands where a list […] is due",
                "ở đây cần danh sách […], không phải null",
            ),
            (
                "invalid value -5, expected u32",
                "-5 stands where a whole number from 0 to 4294967295 is due",
                "ở đây cần số nguyên từ 0 đến 4294967295, không phải -5",
            ),
            (
                "invalid value […], expected struct Question",
                "[…] stands where an object {…} is due",
                "ở đây cần đối tượng {…}, không phải […]",
            ),
            (
                "unknown field `who`, expected one of `v`, `kind`",
                "who stands where one of v, kind is due",
                "ở đây cần một trong: v, kind, không phải who",
            ),
            (
                "unknown variant `x`, expected `a` or `b`",
                "x stands where one of a, b is due",
                "ở đây cần một trong: a, b, không phải x",
            ),
            (
                "unknown field `rule`, there are no fields",
                "rule stands where nothing is due",
                "ở đây cần để trống, không phải rule",
            ),
            (
                "missing field `question`",
                "nothing stands where the field question is due",
                "ở đây cần trường question, không phải chỗ trống",
            ),
            (
                "expected value",
                "another value stands where a text, or an object {…} with a single field is due",
                "ở đây cần văn bản, hoặc đối tượng {…} có đúng một trường, không phải giá trị khác",
            ),
        ] {
            let error = error(message);
            let said = error.message(Language::English);
            assert!(said.ends_with(&format!(": {english}")), "{said}");
            let said = error.message(Language::Vietnamese);
            assert!(said.ends_with(&format!(": {vietnamese}")), "{said}");
        }
    }
}
