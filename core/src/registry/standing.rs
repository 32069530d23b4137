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
        let placed = self.placed_on(ix, day)?;
        let standing = crossing.standing(placed.unit, placed.from);
        if standing.exact || self.lineage.is_empty() {
            return Some(standing);
        }
        let base = self.assigned(ix, *placed, crossing.map().day());
        Some(crossing.standing(base.unit, base.from))
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
        let known = self.placed.of(ix);
        if base.from.is_none_or(|from| from <= day) {
            let later = |one: &&Placed| one.from > placed.from && one.from <= Some(day);
            for next in known.iter().filter(later) {
                if !self.is_assignment(&base, next) {
                    break;
                }
                base = *next;
            }
        } else {
            let earlier = |one: &&Placed| one.from < placed.from;
            for before in known.iter().filter(earlier).rev() {
                let needed = base.from.is_some_and(|from| from > day);
                if !needed || !self.is_assignment(before, &base) {
                    break;
                }
                base = *before;
            }
        }
        base
    }

    /// Whether one placement follows another because a reform parted the unit on
    /// that day, and the household is in one of the parts.
    fn is_assignment(&self, before: &Placed, after: &Placed) -> bool {
        let Some(day) = after.from else { return false };
        let walk = |day: Day| Walk {
            units: &self.units,
            lineage: &self.lineage,
            day,
        };
        let old = walk(day.before()).candidates(before.unit, before.from);
        let changes = |unit: UnitIx| self.lineage.days_of(unit).contains(&day);
        if !old.iter().any(|(unit, _)| changes(*unit)) {
            return false;
        }
        let parts = walk(day).candidates(before.unit, before.from);
        let above =
            core::iter::successors(Some(after.unit), |unit| self.unit(*unit)?.parent_on(day));
        above
            .take(64)
            .any(|unit| parts.iter().any(|(part, exact)| *exact && *part == unit))
    }
}
