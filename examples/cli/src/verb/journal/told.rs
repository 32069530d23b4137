//! What is told of a journal, in each form.

use crate::{
    Context,
    failure::{Failure, said},
    output::{Answer, Sheet},
    report::{Cell, Report},
    store::Store,
};
use noidai::{Language, Result, ask::Recorded, import::Options};
use serde::Serialize;

/// An answer in its three forms.
pub struct Told {
    pub report: Report,
    pub sheet: Sheet,
    pub json: String,
    pub is_simulated: bool,
}

impl Told {
    pub fn new(report: Report, sheet: Sheet, document: &impl Serialize) -> Result<Self> {
        Ok(Self {
            report,
            sheet,
            json: noidai::json::write(document)?,
            is_simulated: false,
        })
    }
}

impl Answer for Told {
    fn report(&self, _: Language) -> Report {
        self.report.clone()
    }

    fn sheet(&self) -> Sheet {
        self.sheet.clone()
    }

    fn json(&self) -> Result<String> {
        Ok(self.json.clone())
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}

/// Says on the standard error what of the files could not be used.
pub fn warn(store: &Store, context: &Context) {
    for error in &store.faults.first {
        eprintln!("{}", said(error, context.language, false));
    }
}

/// The folded journal of a folder, opened to be read.
pub fn folded(
    folder: &std::path::Path,
    context: &Context,
) -> std::result::Result<Recorded, Failure> {
    let store = Store::read(folder)?;
    warn(&store, context);
    Ok(Recorded::of(
        store.journal,
        store.faults,
        Options::default(),
    ))
}

/// Plain cells.
pub fn cells(texts: impl IntoIterator<Item = String>) -> Vec<Cell> {
    texts.into_iter().map(Cell::text).collect()
}
