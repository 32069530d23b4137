//! Where households and bodies stand on a map, whatever day's it is.

use super::Registry;
use crate::{
    Day,
    household::Placed,
    id::{CommitteeIx, HouseholdIx, TeamIx, UnitIx},
    place::{Crossing, Standing, Walk},
};

impl Registry {
    /// Where a household as placed on a day stands on a map; nothing where it has
    /// no place on the day. Where a reform parted its unit, the place that it was
    /// given on the reform's day decides.
    pub fn household_standing(
        &self,
        ix: HouseholdIx,
        day: Day,
        crossing: &Crossing<'_>,
    ) -> Option<Standing> {
        let base = self.base(ix, day, crossing)?;
        Some(crossing.standing(base.unit, base.from))
    }

    /// The units of a map in which a household as placed on a day can stand, in the
    /// order of the map: several where a reform parted its unit and nobody said where
    /// it went.
    pub fn household_candidates(
        &self,
        ix: HouseholdIx,
        day: Day,
        crossing: &Crossing<'_>,
    ) -> Vec<UnitIx> {
        let base = self.base(ix, day, crossing);
        base.map_or_else(Vec::new, |base| crossing.candidates(base.unit, base.from))
    }

    /// The placement from which it is found where a household stands on a map.
    fn base(&self, ix: HouseholdIx, day: Day, crossing: &Crossing<'_>) -> Option<Placed> {
        let placed = self.placed_on(ix, day)?;
        let standing = crossing.standing(placed.unit, placed.from);
        if standing.exact || self.lineage.is_empty() {
            return Some(*placed);
        }
        Some(self.assigned(ix, *placed, crossing.map().day()))
    }

    /// Where a team as it is on a day stands on a map.
    pub fn team_standing(&self, ix: TeamIx, day: Day, crossing: &Crossing<'_>) -> Option<Standing> {
        let (unit, since) = self.team_unit_on(ix, day)?;
        Some(crossing.standing(unit, since))
    }

    /// Where a steering committee stands on a map.
    pub fn committee_standing(&self, ix: CommitteeIx, crossing: &Crossing<'_>) -> Option<Standing> {
        let committee = self.committee(ix)?;
        Some(crossing.standing(committee.unit, committee.spell.from))
    }

    /// The placement that says most about a household on another day: followed from
    /// reform to reform as long as each gave the household its place.
    fn assigned(&self, ix: HouseholdIx, placed: Placed, day: Day) -> Placed {
        let mut base = placed;
        let days = || self.placed.of(ix).iter().filter_map(|known| known.from);
        if base.from.is_none_or(|from| from <= day) {
            for later in days().filter(|later| Some(*later) > placed.from && *later <= day) {
                match self.placed_on(ix, later) {
                    Some(next) if self.is_assignment(&base, next) => base = *next,
                    _ => break,
                }
            }
        } else {
            while let Some(from) = base.from.filter(|from| *from > day) {
                match self.placed_on(ix, from.before()) {
                    Some(before) if self.is_assignment(before, &base) => base = *before,
                    _ => break,
                }
            }
        }
        base
    }

    /// Whether one placement follows another because a reform parted the unit on
    /// that day: it lies in a part that the unit gave or kept.
    fn is_assignment(&self, before: &Placed, after: &Placed) -> bool {
        let Some(day) = after.from else { return false };
        let walk = Walk {
            units: &self.units,
            lineage: &self.lineage,
            day: day.before(),
        };
        let old = walk.candidates(before.unit, before.from);
        let given = |unit: UnitIx| {
            let given = self.lineage.out_of(unit).iter();
            given.filter(move |one| one.day == day)
        };
        let is_part = |part: UnitIx| {
            old.iter().any(|(unit, exact)| {
                let gave = given(*unit).any(|one| one.into == part || *unit == part);
                *exact && gave
            })
        };
        let above = |unit: &UnitIx| self.unit(*unit)?.parent_on(day);
        let known = self.unit(after.unit);
        let stands = known.is_some_and(|unit| unit.spell.holds(day));
        core::iter::successors(Some(after.unit).filter(|_| stands), above)
            .take(64)
            .any(is_part)
    }
}
