//! The places as they would be after a reform.

use super::{apply, claims};
use crate::{
    Error, ErrorKind, Registry,
    event::{Batch, Column},
    hashed::HashMap,
    id::HouseholdIx,
    order::Set,
    place::Reform,
    registry::{Finding, check},
};

impl Registry {
    /// The units, teams, steering committees and targets as they would be if a further
    /// reform were recorded, without people and households. It is judged in its place in the
    /// order of reforms, and so are those after it.
    ///
    /// # Errors
    ///
    /// What is wrong with it, by path, and what is in effect already and would no
    /// longer be. This registry stays as it is.
    pub fn places_after(&self, reform: &Reform) -> Result<Registry, Vec<Error>> {
        if let Some(act) = self.said_by(reform) {
            let error = Error::new(ErrorKind::ReformRepeated).expected(act);
            return Err(vec![error.path("")]);
        }
        let mut batch = self.before_reforms();
        batch.targets.clone_from(&self.targets);
        batch.reforms.clone_from(&self.reforms);
        batch.reforms.push(reform.clone());
        self.households_named(&mut batch);
        let mut applied = apply(&mut batch);
        let mut errors: Vec<Error> = Vec::new();
        for finding in core::mem::take(&mut applied.findings) {
            if finding.column != Column::Reforms {
                continue;
            }
            match self.reforms.get(finding.index) {
                None => errors.push(finding.error),
                Some(other) => errors.push(broken(other, &finding)),
            }
        }
        errors.append(&mut self.new_cycles(&batch));
        errors.dedup();
        if errors.is_empty() {
            Ok(Self::assemble(batch, applied))
        } else {
            Err(errors)
        }
    }

    /// The reforms of the day that say all that a reform says.
    fn said_by(&self, reform: &Reform) -> Option<String> {
        let of_day = self.reforms.iter().filter(|one| one.day == reform.day);
        let mut known: HashMap<_, (_, &str)> = HashMap::default();
        for one in of_day.clone() {
            for claim in claims::of(one) {
                known.insert(claim.about, (claim.stated, &one.act));
            }
        }
        let mut acts: Set<&str> = Set::new();
        for claim in claims::of(reform) {
            let (stated, act) = known.get(&claim.about)?;
            if *stated != claim.stated {
                return None;
            }
            acts.insert(*act);
        }
        let mut passed = reform.succeed.iter();
        let is_passed = |one| of_day.clone().any(|known| known.succeed.contains(one));
        if !passed.all(is_passed) {
            return None;
        }
        let acts: Vec<&str> = acts.into_iter().collect();
        (!acts.is_empty()).then(|| acts.join(", "))
    }

    /// The records and places of the households that a batch's reforms place.
    fn households_named(&self, batch: &mut Batch) {
        let named = batch.reforms.iter().flat_map(|reform| &reform.places);
        let named = named.filter_map(|one| self.household_ids.find(&one.household));
        let named: Set<HouseholdIx> = named.collect();
        for ix in named {
            let record = self.household(ix).map(|record| (ix, *record));
            batch.household.extend(record);
            let places = self.placed.of(ix).iter();
            batch.placed.extend(places.map(|placed| (ix, *placed)));
        }
    }

    /// Units that a later fact puts under themselves, and did not before.
    fn new_cycles(&self, after: &Batch) -> Vec<Error> {
        let found = check::cycles(after);
        if found.is_empty() {
            return Vec::new();
        }
        let mut before = Batch {
            units: self.unit_ids.clone(),
            ..Batch::default()
        };
        for ix in self.unit_ids.iter() {
            let parents = self.unit(ix).map_or(&[][..], |unit| &unit.parents);
            let parents = parents.iter().map(|entry| (ix, *entry));
            before.unit_parents.extend(parents);
        }
        let known = check::cycles(&before);
        let errors = found.into_iter().filter(|error| !known.contains(error));
        errors.collect()
    }
}

/// That a reform in effect would no longer be.
fn broken(other: &Reform, finding: &Finding) -> Error {
    let called = format!("{} ({})", other.act, other.day);
    Error::new(ErrorKind::ReformBroken)
        .found(finding.error.found_text(false).unwrap_or_default())
        .expected(called)
}
