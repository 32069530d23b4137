//! A folder that stores a journal, in the place of tables.

use super::{Input, Opened, folder::tables_of};
use crate::{
    Context,
    failure::{Failure, said},
    store::{Store, journals_of},
};
use noidai::{
    Error, ErrorKind,
    ask::Recorded,
    event::{Batch, lines},
    import::Options,
};

/// The journal of the folder that is asked about; none where tables are.
///
/// # Errors
///
/// It stands beside tables, or beside other folders.
pub fn store(input: &Input, context: &Context) -> Result<Option<Store>, Failure> {
    let mut holding = None;
    for folder in &input.folders {
        // What is no folder is told by whoever reads tables.
        if folder.is_dir() && !journals_of(folder)?.is_empty() {
            holding = Some(folder);
        }
    }
    let Some(folder) = holding else {
        return Ok(None);
    };
    let with = |beside: String| {
        let error = Error::new(ErrorKind::JournalWithTables).found(beside);
        Err(Failure::Usage(error))
    };
    if let Some(other) = input.folders.iter().find(|other| *other != folder) {
        return with(other.display().to_string());
    }
    if let Some(table) = tables_of(folder).map_err(Failure::Usage)?.first() {
        return with(table.display().to_string());
    }
    let store = Store::read(folder)?;
    for error in &store.faults.first {
        eprintln!("{}", said(error, context.language, false));
    }
    Ok(Some(store))
}

fn options(input: &Input) -> Options {
    Options {
        allow_sensitive: input.reading.allow_sensitive.clone(),
        allow_personal_ids: input.reading.allow_personal_ids,
        ..Options::default()
    }
}

/// What a journal folds to, as a registry.
pub fn opened(store: Store, input: &Input) -> Opened {
    let is_simulated = store.is_simulated();
    let recorded = Recorded::of(store.journal, store.faults, options(input));
    Opened::of_journal(recorded, is_simulated)
}

/// What a journal folds to, as facts.
pub fn facts(store: &Store, input: &Input) -> Batch {
    let options = lines::Options {
        allow_sensitive: input.reading.allow_sensitive.clone(),
        allow_personal_ids: input.reading.allow_personal_ids,
    };
    store.journal.fold(&options).facts
}
