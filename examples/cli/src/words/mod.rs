//! Words of the answers in both languages.

mod cause;
mod code;
mod condition;
mod number;
mod source;

pub use cause::cause;
pub use code::code;
pub use condition::condition;
pub use number::{count, decimal, lasted, noun, number, percent, points, share, signed};
pub use source::source;

use noidai::{
    Day, Language,
    coverage::{Row, RowKind, Verdict},
};

/// The text of a language.
pub fn say<'a>(language: Language, vi: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

/// A verdict.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    let (vi, en) = match verdict {
        Verdict::Outside => ("ngoài đối tượng xét", "outside the population"),
        Verdict::Undetermined => ("chưa xác định", "undetermined"),
        Verdict::Excluded => ("loại trừ", "excluded"),
        Verdict::Covered => ("đạt", "covered"),
        Verdict::NotCovered => ("chưa đạt", "not covered"),
        Verdict::NotAssessed => ("chưa đánh giá", "not assessed"),
    };
    say(language, vi, en)
}

/// A day as it is written in the language: `30/6/2025`, `30 June 2025`.
pub fn day(day: Day, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = day.to_string();
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return text;
    };
    let plain = |part: &str| part.trim_start_matches('0').to_owned();
    let (month, day) = (plain(month), plain(day));
    match language {
        Language::Vietnamese => format!("{day}/{month}/{year}"),
        Language::English => {
            let at = month.parse::<usize>().unwrap_or(0).wrapping_sub(1);
            let month = MONTHS.get(at).copied().unwrap_or_default();
            format!("{day} {month} {year}")
        }
    }
}

/// What a row is called.
pub fn row(row: &Row, language: Language) -> String {
    called(row.kind, &row.name, &row.unit, language)
}

/// What a row of a unit is called.
pub fn called(kind: RowKind, name: &str, unit: &str, language: Language) -> String {
    let name = if name.is_empty() { unit } else { name };
    match kind {
        RowKind::Unit => name.to_owned(),
        RowKind::Remainder => {
            let rest = say(language, "phần còn lại", "remainder");
            format!("{name} ({rest})")
        }
        RowKind::Unassigned => say(language, "chưa rõ đơn vị", "unassigned").to_owned(),
    }
}
