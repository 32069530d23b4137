//! `noidai journal duplicates`.

use super::told::{Told, cells, folded};
use crate::{
    Context,
    failure::Failure,
    output::Sheet,
    report::{Block, Column, Grid, Report},
    words::{count, say},
};
use noidai::{
    Language, Registry,
    ask::Duplicates,
    journal::{Likeness, candidates},
};
use std::path::Path;

fn likeness(likeness: Likeness, language: Language) -> &'static str {
    let (vi, en) = match likeness {
        Likeness::Name => ("họ tên", "name"),
        Likeness::BirthDay => ("ngày sinh", "day of birth"),
        Likeness::BirthYear => ("năm sinh", "year of birth"),
        Likeness::Household => ("cùng hộ", "household"),
        Likeness::Phone => ("điện thoại", "phone"),
        Likeness::Address => ("địa chỉ", "address"),
        Likeness::Residents => ("hai người trong hộ", "two residents"),
        Likeness::Head => ("chủ hộ", "head"),
    };
    say(language, vi, en)
}

/// What may be one person or household, the likeliest first.
pub fn duplicates(folder: &Path, shows: bool, context: &Context) -> Result<Told, Failure> {
    let recorded = folded(folder, context)?;
    let registry = recorded.registry();
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let candidates = candidates(registry);
    let title = say(
        "Có thể là một người hay một hộ",
        "What may be one person or household",
    );
    let mut report = Report::new(title, folder.display().to_string());
    let size = count(candidates.len(), language);
    report.push(Block::Figures(vec![(size, say("cặp", "pairs").to_owned())]));
    let mut sheet = Sheet::new(&["noun", "one", "other", "score", "reasons"]);
    let mut rows = Vec::new();
    for pair in &candidates {
        let reasons = pair
            .reasons
            .iter()
            .map(|reason| likeness(*reason, language));
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        let named = |id: &str| match shows {
            true => format!("{id}: {}", name(registry, pair.noun, id)),
            false => id.to_owned(),
        };
        let noun = match pair.noun {
            "household" => say("hộ", "household"),
            _ => say("người", "person"),
        };
        rows.push(cells([
            noun.to_owned(),
            named(&pair.one),
            named(&pair.other),
            pair.score.to_string(),
            reasons,
        ]));
        let codes = pair.reasons.iter().map(|reason| {
            let code = noidai::json::write(reason).unwrap_or_default();
            code.trim_matches('"').to_owned()
        });
        sheet.push(vec![
            pair.noun.to_owned(),
            pair.one.clone(),
            pair.other.clone(),
            pair.score.to_string(),
            codes.collect::<Vec<_>>().join(" "),
        ]);
    }
    report.push(Block::Grid(Grid {
        columns: vec![
            Column::text(say("Loại", "Of")),
            Column::text(say("Một", "One")),
            Column::text(say("Hai", "The other")),
            Column::number(say("Điểm", "Score")),
            Column::text(say("Giống nhau", "Alike in")),
        ],
        rows,
        has_sum: false,
    }));
    report.push(Block::Note(
        say(
            "Không tự gộp: ghi sự kiện person-records-joined hay household-records-joined nếu đúng là một.",
            "Nothing is joined by itself: record person-records-joined or household-records-joined where they are one.",
        )
        .to_owned(),
    ));
    Ok(Told::new(report, sheet, &Duplicates { candidates })?)
}

/// The name of a person, or the address of a household.
fn name<'r>(registry: &'r Registry, noun: &str, id: &str) -> &'r str {
    if noun == "household" {
        let found = registry.household_ids().find(id);
        return found.map_or("", |ix| registry.address(ix));
    }
    let found = registry.person_ids().find(id);
    found.map_or("", |ix| registry.name(ix))
}
