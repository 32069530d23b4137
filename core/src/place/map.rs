//! The map of one day: which unit lies in which, and in what order they stand.

use super::{Unit, levels::Levels};
use crate::{
    Day,
    event::vocabulary::Code,
    id::{Ids, UnitIx},
    order::Order,
};

/// The units of one day as a forest, siblings by code and then id.
///
/// Every unit that exists on the day has a place in one pre-order walk, so
/// what lies in a unit is one stretch of that walk and rolls up in one pass.
#[derive(Clone, Debug)]
pub struct PlaceMap {
    day: Day,
    /// Units in pre-order.
    order: Vec<UnitIx>,
    /// By unit: position in `order`, or `NOWHERE`.
    position: Vec<u32>,
    /// By position: first position after the unit's own stretch.
    end: Vec<u32>,
    /// By position: position of the parent, or `NOWHERE`.
    parent: Vec<u32>,
    /// By position: depth below the root.
    depth: Vec<u16>,
    /// By position: level.
    level: Vec<Option<Code>>,
    /// The levels that units have, highest first.
    levels: Vec<Code>,
}

const NOWHERE: u32 = u32::MAX;

impl PlaceMap {
    /// Draws the map of a day. A unit whose parent does not exist on the day lies in
    /// the nearest unit above that does (a district that is gone leaves its
    /// communes to the province); without any, or under itself, it stands at the top.
    pub fn new(units: &[Unit], ids: &Ids<UnitIx>, day: Day) -> Self {
        let exists = |ix: UnitIx| {
            units
                .get(ix.index())
                .is_some_and(|unit| unit.spell.holds(day) && unit.is_recorded())
        };
        let mut children: Vec<Vec<UnitIx>> = vec![Vec::new(); units.len()];
        let mut tops = Vec::new();
        // A circle of parents ends where it has been once around.
        let parent_of = |ix: &UnitIx| units.get(ix.index()).and_then(|unit| unit.parent_on(day));
        let nearest_above = |ix: UnitIx| {
            core::iter::successors(parent_of(&ix), parent_of)
                .take(units.len())
                .find(|above| exists(*above))
        };
        let present: Vec<UnitIx> = ids.iter().filter(|ix| exists(*ix)).collect();
        for ix in &present {
            match nearest_above(*ix)
                .filter(|parent| parent != ix)
                .and_then(|parent| children.get_mut(parent.index()))
            {
                Some(siblings) => siblings.push(*ix),
                None => tops.push(*ix),
            }
        }
        // Only siblings are held against each other: a country in one list would be read
        // from memory some seventeen times over.
        let key = |ix: UnitIx| {
            let code = units.get(ix.index()).map_or("", |unit| unit.code_on(day));
            (code, ids.text(ix))
        };
        for siblings in children.iter_mut().chain([&mut tops]) {
            siblings.order_by(|a, b| key(*a).cmp(&key(*b)));
        }
        let mut map = Self {
            day,
            order: Vec::with_capacity(present.len()),
            position: vec![NOWHERE; units.len()],
            end: Vec::with_capacity(present.len()),
            parent: Vec::with_capacity(present.len()),
            depth: Vec::with_capacity(present.len()),
            level: Vec::with_capacity(present.len()),
            levels: Vec::new(),
        };
        for top in tops {
            map.walk(top, units, &children);
        }
        // What a circle of parents left out stands at the top.
        let mut left = present;
        left.retain(|ix| map.position_of(*ix).is_none());
        left.order_by(|a, b| key(*a).cmp(&key(*b)));
        for ix in left {
            if map.position_of(ix).is_none() {
                map.walk(ix, units, &children);
            }
        }
        map.levels = map.ordered_levels();
        map
    }

    fn ordered_levels(&self) -> Vec<Code> {
        let mut levels = Levels::default();
        // By position: the nearest level from a unit upwards.
        let mut nearest: Vec<Option<Code>> = Vec::with_capacity(self.level.len());
        for ((level, depth), parent) in self.level.iter().zip(&self.depth).zip(&self.parent) {
            let above = nearest.get(*parent as usize).copied().flatten();
            if let Some(level) = level {
                levels.meet(*level, *depth, above);
            }
            nearest.push(level.or(above));
        }
        levels.ordered()
    }

    fn walk(&mut self, top: UnitIx, units: &[Unit], children: &[Vec<UnitIx>]) {
        // (unit, parent's position); a second visit closes the stretch.
        let mut open: Vec<(UnitIx, u32, Option<usize>)> = vec![(top, NOWHERE, None)];
        while let Some((ix, parent, opened)) = open.pop() {
            if let Some(position) = opened {
                let end = u32::try_from(self.order.len()).unwrap_or(NOWHERE);
                if let Some(slot) = self.end.get_mut(position) {
                    *slot = end;
                }
                continue;
            }
            if self.position_of(ix).is_some() {
                continue;
            }
            let position = self.order.len();
            let here = u32::try_from(position).unwrap_or(NOWHERE);
            if let Some(slot) = self.position.get_mut(ix.index()) {
                *slot = here;
            }
            let depth = self
                .depth
                .get(parent as usize)
                .map_or(0, |depth| depth.saturating_add(1));
            self.order.push(ix);
            self.end.push(here);
            self.parent.push(parent);
            self.depth.push(depth);
            self.level
                .push(units.get(ix.index()).and_then(|unit| unit.level));
            open.push((ix, parent, Some(position)));
            for child in children.get(ix.index()).into_iter().flatten().rev() {
                open.push((*child, here, None));
            }
        }
    }

    /// The day of the map.
    pub fn day(&self) -> Day {
        self.day
    }

    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        const OF_A_UNIT: usize = 20;
        (self.order.len() + self.position.len()) * OF_A_UNIT
    }

    /// The same map on another day, where no unit has changed in between.
    pub(crate) fn of_day(&self, day: Day) -> Self {
        Self {
            day,
            ..self.clone()
        }
    }

    /// Every unit of the day, each before what lies in it.
    pub fn units(&self) -> &[UnitIx] {
        &self.order
    }

    /// Where a unit stands in [`units`](Self::units); nothing if it does not
    /// exist on the day.
    pub fn position_of(&self, unit: UnitIx) -> Option<usize> {
        self.position
            .get(unit.index())
            .copied()
            .filter(|at| *at != NOWHERE)
            .map(|at| at as usize)
    }

    /// The stretch of [`units`](Self::units) that is a unit and all below it.
    pub fn stretch(&self, unit: UnitIx) -> core::ops::Range<usize> {
        match self.position_of(unit) {
            Some(at) => at..self.end.get(at).map_or(at, |end| *end as usize),
            None => 0..0,
        }
    }

    /// Whether a unit lies in another, itself included.
    pub fn lies_in(&self, unit: UnitIx, above: UnitIx) -> bool {
        self.position_of(unit)
            .is_some_and(|at| self.stretch(above).contains(&at))
    }

    /// The unit above, on this map.
    pub fn parent(&self, unit: UnitIx) -> Option<UnitIx> {
        let at = *self.parent.get(self.position_of(unit)?)?;
        self.order.get(at as usize).copied()
    }

    /// A unit and all above it, from itself upwards.
    pub fn upwards(&self, unit: UnitIx) -> impl Iterator<Item = UnitIx> + '_ {
        core::iter::successors(self.position_of(unit).map(|_| unit), |unit| {
            self.parent(*unit)
        })
    }

    /// The units right below one, in order.
    pub fn below(&self, unit: UnitIx) -> impl Iterator<Item = UnitIx> + '_ {
        let own = self.position_of(unit).and_then(|at| u32::try_from(at).ok());
        self.stretch(unit)
            .filter(move |at| own.is_some() && self.parent.get(*at).copied() == own)
            .filter_map(|at| self.order.get(at).copied())
    }

    /// The lowest unit that contains all of these, each itself included; nothing
    /// where no unit does, or where one of them is not on the map.
    pub fn lowest_containing(&self, units: &[UnitIx]) -> Option<UnitIx> {
        let (first, others) = units.split_first()?;
        self.upwards(*first)
            .find(|above| others.iter().all(|unit| self.lies_in(*unit, *above)))
    }

    /// How many units lie above.
    pub fn depth(&self, unit: UnitIx) -> usize {
        self.position_of(unit)
            .and_then(|at| self.depth.get(at))
            .map_or(0, |depth| usize::from(*depth))
    }

    /// The level of a unit.
    pub fn level(&self, unit: UnitIx) -> Option<Code> {
        self.position_of(unit)
            .and_then(|at| self.level.get(at).copied().flatten())
    }

    /// The nearest unit of a level, from a unit upwards.
    pub fn at_level(&self, unit: UnitIx, level: Code) -> Option<UnitIx> {
        self.upwards(unit)
            .find(|above| self.level(*above) == Some(level))
    }

    /// The levels that units have on this map, highest first: a level stands above
    /// those whose units mostly lie in its own, however many levels a unit skips.
    pub fn levels(&self) -> &[Code] {
        &self.levels
    }

    /// Those of the levels that a unit or one below it has.
    pub fn levels_in(&self, unit: UnitIx) -> Vec<Code> {
        let own = self.level.get(self.stretch(unit)).unwrap_or(&[]);
        let mut levels = self.levels.clone();
        levels.retain(|level| own.contains(&Some(*level)));
        levels
    }
}
