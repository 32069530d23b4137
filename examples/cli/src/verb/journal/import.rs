//! `noidai journal import`: the office's monthly work.

use super::{
    Vanished,
    told::{Told, cells, warn},
};
use crate::{
    Context,
    failure::Failure,
    input::{Input, facts},
    output::Sheet,
    report::{Block, Column, Grid, Report, Tone},
    store::Store,
    words::{self, count, say},
};
use noidai::{
    Day, Error, ErrorKind,
    event::{Event, lines},
    journal::Differences,
    time::Instant,
};
use serde::Serialize;
use std::path::Path;

/// How many differences a report shows of each sort; the other forms show all.
const SHOWN: usize = 20;

/// What is to be done.
pub struct Asked {
    /// The day on which the tables stood so.
    pub day: Day,
    /// Whether the differences are recorded.
    pub records: bool,
    /// What becomes of vanished rows.
    pub vanished: Vanished,
    pub at: Instant,
}

/// A difference, without what is personal.
#[derive(Serialize)]
struct Difference {
    difference: &'static str,
    kind: String,
    on: Option<Day>,
    about: Vec<String>,
    /// The record that says otherwise, or that the tables no longer have.
    record: Option<String>,
    /// What differs: fields, `personal` for any of those.
    fields: Vec<String>,
}

#[derive(Serialize)]
struct Compared {
    as_of: Day,
    same: usize,
    overruled: usize,
    new: usize,
    changed: usize,
    vanished: usize,
    recorded: usize,
    differences: Vec<Difference>,
}

/// Compares tables with a journal, and records the differences where asked.
pub fn import(
    folder: &Path,
    input: &Input,
    asked: &Asked,
    context: &Context,
) -> Result<Told, Failure> {
    if input.folders.is_empty() {
        let error = Error::new(ErrorKind::MissingField).expected("DIR");
        return Err(Failure::Usage(error));
    }
    let (batch, is_simulated) = facts(input, context)?;
    let mut store = match asked.records {
        true => Store::write(folder)?,
        false => Store::read(folder)?,
    };
    store.device()?;
    warn(&store, context);
    let options = lines::Options {
        allow_sensitive: input.reading.allow_sensitive.clone(),
        allow_personal_ids: input.reading.allow_personal_ids,
    };
    let outcomes = store.journal.fold(&options).outcomes;
    let found = store.journal.differences(&outcomes, &batch, asked.day)?;
    let mut recorded = 0;
    if asked.records {
        let mut entries = found.entries(asked.at);
        entries.extend(match asked.vanished {
            Vanished::Leave => Vec::new(),
            Vanished::End => found.ends(asked.day, asked.at),
            Vanished::Retract => found.retractions(asked.at),
        });
        if is_simulated {
            store.mark_simulated()?;
        }
        recorded = store.record(entries)?.len();
    }
    let mut told = told(&found, asked, recorded, context)?;
    told.is_simulated = is_simulated || store.is_simulated();
    Ok(told)
}

fn difference(difference: &'static str, event: &Event, record: Option<String>) -> Difference {
    Difference {
        difference,
        kind: event.kind.clone(),
        on: event.on,
        about: event.about.iter().map(|about| about.id.clone()).collect(),
        record,
        fields: Vec::new(),
    }
}

/// In which fields two events of one key differ.
fn fields(now: &Event, before: &Event) -> Vec<String> {
    let mut names: Vec<&String> = now.data.keys().chain(before.data.keys()).collect();
    names.sort();
    names.dedup();
    let differs = |name: &&String| now.data.get(*name) != before.data.get(*name);
    let mut fields: Vec<String> = names.into_iter().filter(differs).cloned().collect();
    if now.on != before.on {
        fields.push("on".to_owned());
    }
    if now.unit != before.unit {
        fields.push("unit".to_owned());
    }
    if now.personal != before.personal {
        fields.push("personal".to_owned());
    }
    fields
}

fn told(
    found: &Differences,
    asked: &Asked,
    recorded: usize,
    context: &Context,
) -> Result<Told, Failure> {
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let mut all = Vec::new();
    let new = found.new.iter().chain(&found.again);
    all.extend(new.map(|event| difference("new", event, None)));
    for changed in &found.changed {
        let record = changed.before.record.to_string();
        let mut own = difference("changed", &changed.now, Some(record));
        own.fields = fields(&changed.now, &changed.before.event);
        all.push(own);
    }
    for said in &found.vanished {
        all.push(difference(
            "vanished",
            &said.event,
            Some(said.record.to_string()),
        ));
    }
    let title = say("Các bảng so với sổ ghi", "The tables against the journal");
    let mut report = Report::new(title, words::day(asked.day, language));
    let sizes = [
        (found.new.len() + found.again.len(), "dòng mới", "new"),
        (found.changed.len(), "dòng khác", "changed"),
        (
            found.vanished.len(),
            "dòng không còn trong bảng",
            "vanished",
        ),
        (found.same, "dòng như cũ", "as before"),
        (
            found.overruled,
            "dòng đã được ghi lại sau đó",
            "said anew since",
        ),
    ];
    let figures = sizes.map(|(size, vi, en)| (count(size, language), say(vi, en).to_owned()));
    report.push(Block::Figures(figures.to_vec()));
    let verdict = match asked.records {
        true => format!(
            "{} {}",
            count(recorded, language),
            say("bản ghi đã ghi", "records are recorded")
        ),
        false => say(
            "chưa ghi gì; thêm --record để ghi",
            "nothing is recorded; --record does it",
        )
        .to_owned(),
    };
    report.push(Block::Verdict(verdict, Tone::Plain));
    let mut sheet = Sheet::new(&["difference", "kind", "on", "about", "record", "fields"]);
    for sort in [
        ("new", "Dòng mới", "New"),
        ("changed", "Dòng khác", "Changed"),
        ("vanished", "Dòng không còn trong bảng", "Vanished"),
    ] {
        let own: Vec<&Difference> = all.iter().filter(|one| one.difference == sort.0).collect();
        if own.is_empty() {
            continue;
        }
        report.push(Block::Heading(say(sort.1, sort.2).to_owned()));
        let row = |one: &Difference| {
            [
                one.kind.clone(),
                one.on.map_or_else(String::new, |on| on.to_string()),
                one.about.join(" "),
                one.record.clone().unwrap_or_default(),
                one.fields.join(" "),
            ]
        };
        for one in &own {
            let cells = [one.difference.to_owned()].into_iter().chain(row(one));
            sheet.push(cells.collect());
        }
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Sự kiện", "Event")),
                Column::text(say("Ngày", "Day")),
                Column::text(say("Về", "About")),
                Column::text(say("Bản ghi", "Record")),
                Column::text(say("Khác ở", "Differs in")),
            ],
            rows: own.iter().take(SHOWN).map(|one| cells(row(one))).collect(),
            has_sum: false,
        }));
        if own.len() > SHOWN {
            report.push(Block::Note(format!(
                "+ {}",
                count(own.len() - SHOWN, language)
            )));
        }
    }
    let compared = Compared {
        as_of: asked.day,
        same: found.same,
        overruled: found.overruled,
        new: found.new.len() + found.again.len(),
        changed: found.changed.len(),
        vanished: found.vanished.len(),
        recorded,
        differences: all,
    };
    Ok(Told::new(report, sheet, &compared)?)
}
