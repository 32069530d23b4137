//! In what order the levels of a map stand, from what lies in what.

use crate::{
    error::{Error, ErrorKind},
    event::vocabulary::Code,
    order::Order,
    time::Day,
};

/// The levels that the library lists, highest first.
const LISTED: [Code; 4] = [Code::PROVINCE, Code::DISTRICT, Code::COMMUNE, Code::HAMLET];

/// The fault of a level that no unit has on the maps asked about: which levels there
/// are, and on the maps of which days, since a reform takes levels away.
pub fn no_such_level(asked: &str, known: &[&str], days: &[Day]) -> Error {
    let known = known.join(", ");
    let days: Vec<String> = days.iter().map(Day::to_string).collect();
    let days = days.join(", ");
    Error::new(ErrorKind::UnknownUnitLevel)
        .found(asked)
        .expected_words(
            format!("{known} (bản đồ ngày {days})"),
            format!("{known} (map of {days})"),
        )
}

/// The levels of a map's units, as the map is walked.
///
/// A level stands above another if more of the other's units lie right in its units
/// (what has no level is looked through) than the other way round; where that says
/// nothing, as the library lists them. So a hamlet that a split left in a district
/// stands below the communes still, and one commune written under a hamlet turns
/// nothing around. Of levels that nothing stands above, and in a circle, the one with
/// a unit nearer to the top comes first, then the one that the map meets first.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// In order of appearance, each with the least depth of a unit.
    met: Vec<(Code, u16)>,
    /// The level above, the one below, and how often.
    pairs: Vec<(Code, Code, u32)>,
}

impl Levels {
    /// A unit of a level at a depth, right in one of another level.
    pub fn meet(&mut self, level: Code, depth: u16, above: Option<Code>) {
        match self.met.iter_mut().find(|(known, _)| *known == level) {
            Some((_, least)) => *least = depth.min(*least),
            None => self.met.push((level, depth)),
        }
        let Some(above) = above.filter(|above| *above != level) else {
            return;
        };
        let same = |(upper, lower, _): &&mut (Code, Code, u32)| *upper == above && *lower == level;
        match self.pairs.iter_mut().find(same) {
            Some((_, _, count)) => *count += 1,
            None => self.pairs.push((above, level, 1)),
        }
    }

    fn count(&self, upper: Code, lower: Code) -> u32 {
        let same = |(above, below, _): &&(Code, Code, u32)| *above == upper && *below == lower;
        let found = self.pairs.iter().find(same);
        found.map_or(0, |(_, _, count)| *count)
    }

    fn is_above(&self, upper: Code, lower: Code) -> bool {
        let (down, up) = (self.count(upper, lower), self.count(lower, upper));
        let listed = |level| LISTED.iter().position(|known| *known == level);
        match (listed(upper), listed(lower)) {
            (Some(upper), Some(lower)) if down == up => upper < lower,
            _ => down > up,
        }
    }

    /// All levels, highest first.
    pub fn ordered(&self) -> Vec<Code> {
        let mut left = self.met.clone();
        // Stable: among equal depths the order of appearance stays.
        left.order_by_key(|(_, depth)| *depth);
        let mut ordered = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let is_highest =
                |level: Code| !left.iter().any(|(other, _)| self.is_above(*other, level));
            let next = left.iter().position(|(level, _)| is_highest(*level));
            let (level, _) = left.remove(next.unwrap_or(0));
            ordered.push(level);
        }
        ordered
    }
}
