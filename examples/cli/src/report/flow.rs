//! What goes from where into where.

/// Ways from old units into new ones.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// What stands above the picture; may be empty.
    pub title: String,
    /// Each way, those into one unit beside one another.
    pub ways: Vec<Way>,
}

/// A way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The old unit as it is called.
    pub from: String,
    /// The new unit as it is called.
    pub into: String,
    /// How much goes that way.
    pub size: u64,
    /// Whether only a part of the old unit goes there.
    pub part: bool,
}

impl Flow {
    /// The ways that hang together through old or new units, in the order of their
    /// first ways: what one picture shows.
    pub fn together(&self) -> Vec<Vec<&Way>> {
        let mut groups: Vec<Vec<&Way>> = Vec::new();
        for way in &self.ways {
            let hangs = |group: &Vec<&Way>| {
                group
                    .iter()
                    .any(|known| known.from == way.from || known.into == way.into)
            };
            let mut own = Vec::new();
            let mut at = groups.len();
            for (position, group) in core::mem::take(&mut groups).into_iter().enumerate() {
                if hangs(&group) {
                    at = at.min(position);
                    own.extend(group);
                } else {
                    groups.push(group);
                }
            }
            own.push(way);
            groups.insert(at.min(groups.len()), own);
        }
        groups
    }
}
