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
    };
    say(language, vi, en)
}

/// Who may be one person, the likeliest first.
pub fn duplicates(folder: &Path, shows: bool, context: &Context) -> Result<Told, Failure> {
    let (_, registry, _) = folded(folder, context)?;
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let candidates = candidates(&registry);
    let title = say("Có thể là một người", "Who may be one person");
    let mut report = Report::new(title, folder.display().to_string());
    let size = count(candidates.len(), language);
    report.push(Block::Figures(vec![(size, say("cặp", "pairs").to_owned())]));
    let mut sheet = Sheet::new(&["one", "other", "score", "reasons"]);
    let mut rows = Vec::new();
    for pair in &candidates {
        let reasons = pair
            .reasons
            .iter()
            .map(|reason| likeness(*reason, language));
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        let named = |id: &str| match shows {
            true => format!("{id}: {}", name(&registry, id)),
            false => id.to_owned(),
        };
        rows.push(cells([
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
            pair.one.clone(),
            pair.other.clone(),
            pair.score.to_string(),
            codes.collect::<Vec<_>>().join(" "),
        ]);
    }
    report.push(Block::Grid(Grid {
        columns: vec![
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
            "Không tự gộp: ghi sự kiện person-records-joined nếu đúng là một người.",
            "Nobody is joined by itself: record person-records-joined where they are one.",
        )
        .to_owned(),
    ));
    Ok(Told::new(report, sheet, &Duplicates { candidates })?)
}

fn name<'r>(registry: &'r Registry, id: &str) -> &'r str {
    let found = registry.person_ids().find(id);
    found.map_or("", |ix| registry.name(ix))
}
