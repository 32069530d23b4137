//! `noidai journal answers` and `conflicts`.

use super::{
    Which, outcome,
    told::{Told, folded},
};
use crate::{
    Context,
    failure::Failure,
    output::Sheet,
    report::{Block, Cell, Column, Grid, Report, Tone},
    words::{count, say},
};
use noidai::{
    Language,
    ask::AskedAnswers,
    journal::{Became, Outcome},
};
use std::path::Path;

const fn tone(became: Became) -> Tone {
    match became {
        Became::InEffect | Became::Repeated => Tone::Good,
        Became::Pending | Became::Replaced | Became::Retracted => Tone::Plain,
        Became::Conflicting | Became::UnknownKind => Tone::Middling,
        Became::Broken | Became::WithoutAuthority => Tone::Bad,
    }
}

/// What became of the records that are asked about, of some outcomes or of all.
pub fn answers(
    folder: &Path,
    which: &Which,
    wanted: &[Became],
    context: &Context,
) -> Result<Told, Failure> {
    let recorded = folded(folder, context)?;
    let answers = recorded.answers(&AskedAnswers {
        device: which.device.clone(),
        epoch: which.epoch,
        since: which.since,
        outcomes: wanted
            .iter()
            .map(|became| became.name().to_owned())
            .collect(),
    })?;
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let title = match wanted {
        [] => say("Kết quả của từng bản ghi", "What became of each record"),
        _ => say(
            "Bản ghi mâu thuẫn hoặc đang chờ",
            "Records that conflict or wait",
        ),
    };
    let mut report = Report::new(title, folder.display().to_string());
    let size = count(answers.answers.len(), language);
    report.push(Block::Figures(vec![(
        size,
        say("bản ghi", "records").to_owned(),
    )]));
    let mut sheet = Sheet::new(&[
        "record", "kind", "code", "outcome", "holds", "reason", "others", "digest",
    ]);
    let mut rows = Vec::new();
    // In the order of the answers, which are some of them.
    let mut outcomes = recorded.outcomes();
    for answer in &answers.answers {
        let others: Vec<String> = answer.others.iter().map(ToString::to_string).collect();
        let own = outcomes
            .find(|one| one.record == answer.record && one.digest.to_string() == answer.digest);
        let reason = own.map_or_else(String::new, |own| reason(own, language));
        let holds = if answer.holds {
            say("có", "yes")
        } else {
            say("không", "no")
        };
        rows.push(vec![
            Cell::text(answer.record.to_string()),
            Cell::text(answer.kind.as_str()),
            Cell::Text(
                outcome(answer.outcome, language).to_owned(),
                tone(answer.outcome),
            ),
            Cell::text(holds),
            Cell::text(crate::report::broken(&reason, 44)),
        ]);
        sheet.push(vec![
            answer.record.to_string(),
            answer.kind.clone(),
            answer.code.to_string(),
            answer.outcome.name().to_owned(),
            if answer.holds { "yes" } else { "" }.to_owned(),
            reason,
            others.join(" "),
            answer.digest.clone(),
        ]);
    }
    report.push(Block::Grid(Grid {
        columns: vec![
            Column::text(say("Bản ghi", "Record")),
            Column::text(say("Sự kiện", "Event")),
            Column::text(say("Kết quả", "Outcome")),
            Column::text(say("Được\ntính", "Counted")),
            Column::text(say("Vì sao", "Why")),
        ],
        rows,
        has_sum: false,
    }));
    Ok(Told::new(report, sheet, &answers)?)
}

fn reason(outcome: &Outcome, language: Language) -> String {
    let reason = outcome.reason.as_ref();
    reason.map_or_else(String::new, |reason| reason.message(language))
}
