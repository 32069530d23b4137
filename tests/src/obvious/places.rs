//! The map of a day, read off the table of units.

use super::world::World;
use noidai::Day;

impl World {
    pub fn unit_exists(&self, unit: usize, day: Day) -> bool {
        self.units[unit].spell.holds(day)
    }

    /// The last parent that has begun, whether or not it exists.
    fn recorded_parent(&self, unit: usize, day: Day) -> Option<usize> {
        let mut parent = None;
        for (from, above) in &self.units[unit].parents {
            if from.is_none_or(|from| from <= day) {
                parent = *above;
            }
        }
        parent
    }

    /// "The lowest unit above that contains it": itself where it exists on the day;
    /// else what holds the unit that it lies in, or, without one on the day, the one
    /// that it lay in on its last day, or will on its first.
    pub fn holder(&self, unit: usize, day: Day) -> Option<usize> {
        if self.unit_exists(unit, day) {
            return Some(unit);
        }
        let spell = self.units[unit].spell;
        let first = spell.from.filter(|from| *from > day);
        let its_day = first.or(spell.until.map(Day::before)).unwrap_or(day);
        let parent = self.recorded_parent(unit, day);
        let parent = parent.or_else(|| self.recorded_parent(unit, its_day));
        self.holder(parent?, day)
    }

    /// A unit of the day and all above it that exist on the day.
    pub fn upwards(&self, unit: usize, day: Day) -> Vec<usize> {
        let mut chain = vec![unit];
        let mut at = self.recorded_parent(unit, day);
        while let Some(above) = at {
            if self.unit_exists(above, day) {
                chain.push(above);
            }
            at = self.recorded_parent(above, day);
        }
        chain
    }

    /// The units of the day, each before what lies in it, "siblings by code, then id".
    pub fn walk(&self, day: Day) -> Vec<usize> {
        let mut units: Vec<usize> = (0..self.units.len())
            .filter(|unit| self.unit_exists(*unit, day))
            .collect();
        units.sort_by_key(|unit| {
            let mut path = self.upwards(*unit, day);
            path.reverse();
            let each = path.into_iter();
            each.map(|unit| (&self.units[unit].code, &self.units[unit].id))
                .collect::<Vec<_>>()
        });
        units
    }

    /// The levels of some units, highest first: "a level stands above another if more of
    /// the other's units lie right in its units than the other way round; where that says
    /// nothing, as the library lists them"; else by the least depth, then as met.
    pub fn levels(&self, units: &[usize], day: Day) -> Vec<&'static str> {
        let level = |unit: usize| self.units[unit].level;
        let lie_in = |lower: &str, upper: &str| {
            let right_in = |unit: &&usize| {
                let above = self.upwards(**unit, day);
                level(**unit) == lower && above.len() > 1 && level(above[1]) == upper
            };
            units.iter().filter(right_in).count()
        };
        let listed = |level: &str| {
            let levels = ["province", "district", "commune", "hamlet"];
            levels.iter().position(|known| *known == level).unwrap()
        };
        let stands_above = |upper: &str, lower: &str| {
            let (down, up) = (lie_in(lower, upper), lie_in(upper, lower));
            down > up || (down == up && listed(upper) < listed(lower))
        };
        let mut left: Vec<&str> = Vec::new();
        for unit in units {
            if !left.contains(&level(*unit)) {
                left.push(level(*unit));
            }
        }
        let depth = |wanted: &str| {
            let of_level = units.iter().filter(|unit| level(**unit) == wanted);
            of_level.map(|unit| self.upwards(*unit, day).len()).min()
        };
        left.sort_by_key(|level| depth(level));
        let mut levels = Vec::new();
        while !left.is_empty() {
            let is_highest = |level: &&str| !left.iter().any(|other| stands_above(other, level));
            let at = left.iter().position(is_highest).unwrap_or(0);
            levels.push(left.remove(at));
        }
        levels
    }
}
