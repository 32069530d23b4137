//! Static checks of a rule against the words it is written in: every fault in
//! one pass, each with its place.

mod asked;
mod condition;
mod parameters;
#[cfg(test)]
mod tests;

use super::{Concrete, Rule, Subject};
use crate::{Error, ErrorKind, event::Vocabulary};
use asked::Asked;
use condition::Conditions;

/// Deepest nesting of conditions.
const DEEPEST: usize = 16;
/// Most conditions of one rule.
const MOST: usize = 256;

impl Concrete {
    /// Every fault of a rule whose parameters are set, in the order of the
    /// document: words that the vocabulary lacks, conditions asked of what
    /// cannot answer them, bounds that never or always hold, limits of depth
    /// (16) and size (256 conditions).
    ///
    /// ```
    /// use noidai::{event::Vocabulary, rule::{Given, built_in}};
    /// let rule = &built_in()[0];
    /// let level = Given::new("level", "master");
    /// let concrete = rule.concrete(&[], None, &[level])?;
    /// let faults = concrete.check(rule.subject, &rule.catalogue, &Vocabulary::default());
    /// assert_eq!(faults.len(), 1);
    /// assert!(faults[0].to_string().starts_with("/requirement/some/who/skills/level: "));
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn check(&self, subject: Subject, catalogue: &str, vocabulary: &Vocabulary) -> Vec<Error> {
        let mut check = Conditions::new(vocabulary, catalogue);
        if check.catalogue().is_none() {
            check.fault(unknown_catalogue(vocabulary, catalogue));
        }
        let asked = Asked::subject(subject);
        for (path, condition) in [
            ("/population", self.population.as_ref()),
            ("/exclusions", self.exclusions.as_ref()),
            ("/requirement", Some(&self.requirement)),
        ] {
            if let Some(condition) = condition {
                check.condition(condition, asked, path, 1);
            }
        }
        check.faults()
    }
}

impl Rule {
    /// Every fault of the document, in its order: what [`Concrete::check`] finds
    /// with the defaults and with each value by unit and period, and faults of
    /// the parameters themselves. A fault of a value stands at the value.
    ///
    /// ```
    /// use noidai::{event::Vocabulary, rule::built_in};
    /// for rule in built_in() {
    ///     assert_eq!(rule.check(&Vocabulary::default()), []);
    /// }
    /// ```
    pub fn check(&self, vocabulary: &Vocabulary) -> Vec<Error> {
        let mut faults = Vec::new();
        if self.v != 1 {
            let error = Error::new(ErrorKind::UnknownVersion).found(self.v.to_string());
            faults.push(error.expected("1").path("/v"));
        }
        if let Err(error) = crate::event::vocabulary::check_code(&self.id) {
            faults.push(error.path("/id"));
        }
        if vocabulary.catalogue(&self.catalogue).is_none() {
            faults.push(unknown_catalogue(vocabulary, &self.catalogue));
        }
        faults.append(&mut self.check_parameters());
        faults.append(&mut self.check_conditions(vocabulary));
        faults
    }
}

fn unknown_catalogue(vocabulary: &Vocabulary, catalogue: &str) -> Error {
    let known = vocabulary.catalogues().iter();
    Error::new(ErrorKind::UnknownCatalogue)
        .found(catalogue)
        .expected(join(known.map(|known| known.code.as_str())))
        .path("/catalogue")
}

fn join<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}
