//! The smallest change as events, to be read beside the files it was sought in.

use super::request::{AskedChange, NewId};
use crate::{
    Error, ErrorKind, Registry, Result,
    export::File,
    gap::{Explanation, Named, events},
};

/// The file of events; none where there is no change.
pub(super) fn files(
    registry: &Registry,
    asked: &AskedChange,
    found: &Explanation,
) -> Result<Vec<File>> {
    let smallest = found.smallest_change.as_ref();
    let changes = smallest.map_or(&[][..], |smallest| &smallest.changes);
    let day = asked.on.unwrap_or(asked.question.day);
    let mut id_of = |named: &Named| {
        let given = |new: &&NewId| new.noun == named.noun && Some(new.new) == named.new;
        let id = asked.ids.iter().find(given).map(|new| new.id.clone());
        id.ok_or_else(|| {
            let number = named.new.unwrap_or(0);
            Error::new(ErrorKind::MissingField)
                .expected(format!("{} {number}", named.noun))
                .path("/ids")
        })
    };
    for (at, new) in asked.ids.iter().enumerate() {
        crate::id::check(&new.id).map_err(|error| error.path(format!("/ids/{at}/id")))?;
    }
    let events =
        events(registry, changes, &found.catalogue, day, &mut id_of).map_err(
            |error| match error.kind() {
                ErrorKind::TwoFromOneDay => error.path("/on"),
                _ => error,
            },
        )?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let lines = events.iter().map(|event| event.line() + "\n");
    Ok(vec![File {
        name: "events-change.jsonl".to_owned(),
        text: lines.collect(),
    }])
}
