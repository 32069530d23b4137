//! Everybody of a day at once: a frame, asked by documents.

use super::{AskedCoverage, Opened, answer::placed, request};
use crate::{
    Result,
    coverage::{Coverage, OnDay, Question, Verdict},
    frame::Frame,
    import::Faults,
    json,
    rule::Rule,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a frame should be able to answer: a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedFrame {
    /// Ids of built-in rules, or rules' documents, all of one catalogue; none: the
    /// built-in ones.
    #[serde(default)]
    pub rules: Vec<Value>,
    /// The day and the parameters; the places are asked about later.
    pub question: Question,
}

/// Everybody of a day as bit planes: a rule over all of them is answered in a moment.
#[derive(Clone, Debug)]
pub struct Framed {
    frame: Frame,
}

impl Framed {
    /// The frame of a registry; `request` is an [`AskedFrame`] document.
    ///
    /// # Errors
    ///
    /// The request is not one, or what the frame cannot answer, by name.
    pub fn new(opened: &Opened, request: &str) -> Result<Self, Faults> {
        let asked: AskedFrame = json::read(request)?;
        let registry = opened.registry();
        let vocabulary = registry.vocabulary();
        let rules = request::rules(&asked.rules, vocabulary)?;
        let on_day = OnDay::new(registry, asked.question.day);
        let rules: Vec<&Rule> = rules.iter().collect();
        let frame = Frame::plain(&on_day, &rules, &asked.question).map_err(placed)?;
        Ok(Self { frame })
    }

    /// How far a rule is met; `request` has the fields of `coverage`, and the answer is
    /// the same.
    ///
    /// # Errors
    ///
    /// The request is not one, or what the frame cannot answer, by name.
    pub fn coverage(&self, request: &str) -> Result<String, Faults> {
        Ok(json::write(&self.answer(request)?)?)
    }

    /// The counts alone: those of the total and then of each row, six each, in the
    /// order of [`Verdict::ALL`].
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn counts(&self, request: &str) -> Result<Vec<u64>, Faults> {
        let answer = self.answer(request)?;
        let rows = answer.rows.iter().map(|row| &row.counts);
        let all = core::iter::once(&answer.total).chain(rows);
        Ok(all
            .flat_map(|counts| Verdict::ALL.map(|verdict| counts.of(verdict)))
            .collect())
    }

    /// How many residents it holds, and one more for each household without any.
    pub fn slots(&self) -> usize {
        self.frame.slots()
    }

    /// Bytes of its planes.
    pub fn bytes(&self) -> usize {
        self.frame.bytes()
    }

    fn answer(&self, request: &str) -> Result<Coverage, Faults> {
        let asked: AskedCoverage = json::read(request)?;
        let rule = request::rule(&asked.rule, self.frame.vocabulary())?;
        Ok(self
            .frame
            .plain_coverage(&rule, &asked.question)
            .map_err(placed)?)
    }
}
