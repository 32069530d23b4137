//! Laying down what holds, and finding what waits or conflicts all the same.

use super::{Folding, line::Line};
use crate::{
    Error, ErrorKind, Registry,
    event::{Batch, Column, Kind, Reading, Vocabulary, decode, lines::Options},
    journal::{Became, set::Held},
    order::{Map, Order},
    registry::{Finding, Waiting, two_heads},
};

/// Whether what an error names may still arrive. What a catalogue lacks that has come may
/// not: it comes whole, with all its skills and levels.
fn may_arrive(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::UnknownReference
            | ErrorKind::NothingToEnd
            | ErrorKind::UnitMissing
            | ErrorKind::UnknownUnit
            | ErrorKind::SuccessorMissing
            | ErrorKind::UnknownCatalogue
            | ErrorKind::UnknownPlatform
            | ErrorKind::UnknownFlag
    )
}

/// A batch, and the line that each fact came from.
#[derive(Default)]
pub(super) struct Laid {
    batch: Batch,
    origins: Vec<Vec<u32>>,
    /// How many facts there are, and the column that the last came to.
    facts: usize,
    recent: usize,
    /// Whether a word came after a fact, which may use it: then all is laid down anew,
    /// words first.
    is_out_of_turn: bool,
    has_facts: bool,
    /// Lines that could not be laid down.
    refused: Vec<(usize, Error)>,
}

impl Laid {
    pub fn with_words(words: Vocabulary) -> Self {
        let mut laid = Self::default();
        laid.batch.vocabulary = words;
        laid
    }

    fn origin(&self, column: Column, index: usize) -> Option<usize> {
        let rows = self.origins.get(column as usize)?;
        rows.get(index).map(|line| *line as usize)
    }

    /// Notes that the facts that have come belong to a line.
    fn remember(&mut self, line: u32) {
        let lengths = self.batch.lengths();
        let before = self.facts;
        self.facts = lengths.iter().sum();
        // Mostly it is one, of the column of the one before.
        if self.facts == before + 1
            && let (Some(length), Some(rows)) =
                (lengths.get(self.recent), self.origins.get_mut(self.recent))
            && *length == rows.len() + 1
        {
            rows.push(line);
            return;
        }
        self.origins.resize(lengths.len(), Vec::new());
        for (column, (rows, length)) in self.origins.iter_mut().zip(lengths).enumerate() {
            if rows.len() < length {
                rows.resize(length, line);
                self.recent = column;
            }
        }
    }

    /// Lays down what a line says while lines are read.
    pub fn lay_in_turn(
        &mut self,
        line: usize,
        kind: &Kind,
        event: &Reading<'_>,
        options: &Options,
    ) {
        self.is_out_of_turn |= kind.is_word() && self.has_facts;
        self.has_facts |= !kind.is_word();
        if self.is_out_of_turn {
            return;
        }
        self.lay(line, kind, event, options);
    }

    fn lay(&mut self, line: usize, kind: &Kind, event: &Reading<'_>, options: &Options) {
        let flag = event.code("flag");
        let is_sensitive = || {
            let mut flags = self.batch.vocabulary.flags().iter();
            flags.any(|known| known.code == flag && known.sensitive)
                && !options.allow_sensitive.iter().any(|own| own == flag)
        };
        let of_flags = kind.name.starts_with("flag-") && !kind.is_word();
        let done = if of_flags && is_sensitive() {
            let error = Error::new(ErrorKind::SensitiveFlag).found(flag);
            Err(error.path("/data/flag"))
        } else {
            kind.lay(event, &mut self.batch)
        };
        self.remember(u32::try_from(line).unwrap_or(u32::MAX));
        if let Err(error) = done {
            self.refused.push((line, error));
        }
    }

    /// Takes out what holds no longer.
    fn keep(&mut self, holds: impl Fn(usize) -> bool) {
        let origins = &self.origins;
        let is_gone = |column: Column, index: usize| {
            let row = origins
                .get(column as usize)
                .and_then(|rows| rows.get(index));
            row.is_some_and(|line| !holds(*line as usize))
        };
        self.batch.take_out(is_gone);
        for rows in &mut self.origins {
            rows.retain(|line| holds(*line as usize));
        }
        self.facts = self.origins.iter().map(Vec::len).sum();
    }
}

impl Folding<'_> {
    /// Lays down what holds until nothing of it waits, and folds it; with what waits.
    pub(super) fn lay_down(&mut self) -> (Registry, Batch, Waiting) {
        let mut laid = core::mem::take(&mut self.laid);
        let fallen = || self.lines.iter().filter(|line| !line.holds);
        let is_word = |line: &Line| line.kind.is_some_and(Kind::is_word);
        if laid.is_out_of_turn || fallen().any(is_word) {
            laid = Laid::with_words(core::mem::take(&mut self.words));
            for words in [true, false] {
                for line in 0..self.lines.len() {
                    self.lay_one(&mut laid, line, words);
                }
            }
        } else if fallen().next().is_some() {
            laid.keep(|line| self.lines.get(line).is_some_and(|line| line.holds));
        }
        for (line, error) in core::mem::take(&mut laid.refused) {
            if let Some(line) = self.lines.get_mut(line).filter(|line| line.holds) {
                let became = if may_arrive(&error) {
                    Became::Pending
                } else {
                    Became::Broken
                };
                line.falls(became, error);
            }
        }
        loop {
            let mut trial = laid.batch.clone();
            let prepared = Registry::prepare(&mut trial, true);
            let fallen = self.wait(&laid, prepared.findings())
                || self.one_residence(&laid, prepared.findings());
            if !fallen {
                let mut findings = prepared.findings().to_vec();
                findings.extend(two_heads(&laid.batch));
                self.mark(&laid, &findings);
                let waiting = Waiting::of(&laid.batch, &findings);
                let registry = Registry::of_prepared(trial, prepared);
                laid.batch.order_words();
                return (registry, laid.batch, waiting);
            }
            laid.keep(|line| self.lines.get(line).is_some_and(|line| line.holds));
        }
    }

    fn lay_one(&mut self, laid: &mut Laid, at: usize, words: bool) {
        let Some(line) = self.lines.get(at) else {
            return;
        };
        let Some(kind) = line.kind.filter(|kind| kind.is_word() == words) else {
            return;
        };
        if !line.is_laid_down() {
            return;
        }
        let Some(Ok((body, part))) = self.journal.held(line.at).map(Held::said) else {
            return;
        };
        let mut plain = core::mem::take(&mut self.plain);
        if plain.read(body, part) {
            self.lay_joined(laid, at, kind, plain.reading());
        } else if let Ok(decoded) = decode::event(body, part) {
            self.lay_joined(laid, at, kind, Reading::of(&decoded.event));
        }
        self.plain = plain;
    }

    fn lay_joined(&self, laid: &mut Laid, at: usize, kind: &Kind, event: Reading<'_>) {
        let joined = self.claims.joined(event.about());
        let event = match &joined {
            Some((about, _)) => event.with_about(about),
            None => event,
        };
        laid.lay(at, kind, &event, self.options);
    }

    /// Takes out what refers to something that has not arrived; whether there was
    /// such.
    fn wait(&mut self, laid: &Laid, findings: &[Finding]) -> bool {
        let mut fallen = false;
        for finding in findings.iter().filter(|finding| may_arrive(&finding.error)) {
            let line = laid.origin(finding.column, finding.index);
            if let Some(line) = line.and_then(|line| self.lines.get_mut(line))
                && line.holds
            {
                line.falls(Became::Pending, finding.error.clone());
                fallen = true;
            }
        }
        fallen
    }

    /// Of residences of one person and sort that begin on one day, keeps the last;
    /// whether there were such.
    fn one_residence(&mut self, laid: &Laid, findings: &[Finding]) -> bool {
        let mut groups: Map<_, Vec<usize>> = Map::new();
        for finding in findings {
            if finding.error.kind() != ErrorKind::TwoResidences {
                continue;
            }
            let row = laid.batch.residences.get(finding.index);
            let line = laid.origin(finding.column, finding.index);
            if let (Some((person, stay)), Some(line)) = (row, line) {
                let key = (*person, stay.spell.from, stay.sort());
                groups.change(key, |group| {
                    if !group.contains(&line) {
                        group.push(line);
                    }
                });
            }
        }
        let mut fallen = false;
        for mut group in groups.into_values().filter(|group| group.len() > 1) {
            group.order_by_key(|line| self.said(*line).map(|(.., place)| place));
            let last = group.last().copied();
            for line in &group {
                let mut against = group.clone();
                against.retain(|other| other != line);
                self.conflicts(*line, &against, Some(*line) == last);
            }
            fallen = true;
        }
        fallen
    }

    /// Marks what contradicts others although none gives way.
    fn mark(&mut self, laid: &Laid, findings: &[Finding]) {
        // What one contradiction says is the same at all its facts.
        let mut together: Map<_, Vec<(usize, &Error)>> = Map::new();
        for finding in findings {
            let Some(line) = laid.origin(finding.column, finding.index) else {
                continue;
            };
            let error = &finding.error;
            let whose = match error.kind() {
                ErrorKind::TwoResidences | ErrorKind::TwoMemberships | ErrorKind::AfterDeath => {
                    self.person(line)
                }
                _ => String::new(),
            };
            let said = |text: Option<&str>| text.unwrap_or("").to_owned();
            let key = (
                error.code(),
                whose,
                said(error.found_text(true)),
                said(error.expected_text()),
            );
            together.change(key, |all| all.push((line, error)));
        }
        for (_, all) in together {
            let at = |(line, _): &(usize, &Error)| self.lines.get(*line).map(|line| line.at);
            let positions: Vec<u32> = all.iter().filter_map(at).collect();
            for (line, error) in &all {
                let Some(line) = self.lines.get_mut(*line) else {
                    continue;
                };
                let others = positions.iter().filter(|at| **at != line.at);
                line.others.extend(others);
                if line.became == Became::InEffect {
                    line.became = Became::Conflicting;
                    line.reason = Some((*error).clone());
                }
            }
        }
    }

    /// The person that an event is about.
    fn person(&self, line: usize) -> String {
        let event = self.said(line).map(|(event, ..)| event);
        let about = event.into_iter().flat_map(|event| event.about);
        let mut people = about.filter(|about| about.noun == "person" && about.role.is_none());
        people.next().map_or_else(String::new, |about| about.id)
    }
}
