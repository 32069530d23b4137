//! Whether the units of a day fit together.

use crate::{
    failure::Failure,
    input::Opened,
    output::{Answer, Sheet},
    report::{Block, Report, Tone},
    words::{self, say},
};
use noidai::{Day, Error, Language, Result, ask, import::Faults, reform::audit};

/// What does not fit.
pub struct Check {
    day: Day,
    faults: Vec<Error>,
    language: Language,
    is_simulated: bool,
}

impl Check {
    pub fn new(
        opened: &Opened,
        on: Option<&str>,
        language: Language,
    ) -> std::result::Result<Self, Failure> {
        let day = opened.day(on)?;
        Ok(Self {
            day,
            faults: audit(opened.registry(), day),
            language,
            is_simulated: opened.is_simulated,
        })
    }

    /// Whether anything does not fit.
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }
}

impl Answer for Check {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let title = say("Kiểm tra các đơn vị", "Units checked");
        let mut report = Report::new(title, words::day(self.day, language));
        if self.faults.is_empty() {
            let fine = say("Các đơn vị khớp với nhau.", "The units fit together.");
            report.push(Block::Verdict(fine.to_owned(), Tone::Good));
            return report;
        }
        let lines = self
            .faults
            .iter()
            .map(|error| (0, error.message(language), Tone::Bad));
        report.push(Block::Outline(lines.collect()));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["code", "name", "message"]);
        for error in &self.faults {
            sheet.push(vec![
                error.code().to_string(),
                error.name().to_owned(),
                error.message(self.language),
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        let mut faults = Faults::default();
        for error in &self.faults {
            faults.push(error.clone());
        }
        noidai::json::write(&ask::Report::of(&faults))
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}
