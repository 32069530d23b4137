//! A reform of units as a document: everything that one legal act does to them
//! on one day, recorded as one fact and so applied whole or not at all.

use crate::{Day, order::Order};
use serde::{Deserialize, Serialize};

/// What a legal act does to units, and to the teams and committees in them, on a
/// day. Units, households and bodies are named by their ids.
///
/// What lies in a unit that goes into one successor as a whole follows it without
/// being named, so does what lies in a unit that is closed: it rises to the unit
/// above. What lies in a unit of which several take a part is assigned by `moves`
/// and `places`; until it is, it stands in the lowest unit that contains them all.
///
/// ```
/// use noidai::{json, place::Reform};
/// let text = r#"{"day":"2025-07-01","act":"202/2025/QH15",
///     "open":[{"unit":"92","code":"92","name":"Thành phố Cần Thơ","kind":"Thành phố","level":"province"}],
///     "succeed":[{"from":"93","into":"92"}],"close":["930"]}"#;
/// let reform: Reform = json::read(text)?;
/// assert!(!reform.succeed[0].part);
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reform {
    /// The day from which it holds.
    #[cfg_attr(test, schemars(with = "String"))]
    pub day: Day,
    /// The legal act, such as "1668/NQ-UBTVQH15".
    pub act: String,
    /// Units that it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<NewUnit>,
    /// What goes from which unit into which. A unit that goes into another as a
    /// whole closes; one that gives parts away closes only if `close` says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub succeed: Vec<Succession>,
    /// Further units that close: those of a level that is removed, and those of
    /// which all parts went elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub close: Vec<String>,
    /// Units that get another name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rename: Vec<Renamed>,
    /// Units that get another code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recode: Vec<Recoded>,
    /// Units that go under another parent, such as the hamlets of a commune that
    /// is split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Moved>,
    /// Households of a lowest unit that is split, each with the unit it is in now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<HouseholdPlaced>,
    /// Steering committees that it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_committees: Vec<NewCommittee>,
    /// Steering committees that close. One that is not named goes on, for the unit
    /// that its own has become.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub close_committees: Vec<ClosedCommittee>,
    /// Teams that get another unit. One that is not named stays with its unit, or
    /// goes on in the unit that its own has become.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub move_teams: Vec<MovedTeam>,
    /// Teams that close.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub close_teams: Vec<String>,
}

/// A unit that a reform opens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// Its id, such as `31441@2025-07-01`.
    pub unit: String,
    /// Its national code; empty where it has none.
    #[serde(default)]
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its kind as it is called there.
    #[serde(default)]
    pub kind: String,
    /// Its level, such as `commune`.
    pub level: String,
    /// The unit above; null at the top.
    #[serde(default)]
    pub parent: Option<String>,
}

/// That a unit, or a part of it, goes into another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The old unit.
    pub from: String,
    /// The unit that takes it in: opened by the reform, or there before.
    pub into: String,
    /// Whether only a part of the old unit goes there.
    #[serde(default)]
    pub part: bool,
}

/// A unit's new name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The unit.
    pub unit: String,
    /// Its full name from the day on.
    pub name: String,
    /// Its kind from the day on.
    #[serde(default)]
    pub kind: String,
}

/// A unit's new code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recoded {
    /// The unit.
    pub unit: String,
    /// Its code from the day on.
    pub code: String,
}

/// A unit's new parent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The unit.
    pub unit: String,
    /// The unit above from the day on; null at the top.
    #[serde(default)]
    pub parent: Option<String>,
}

/// Where a household is from the day on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdPlaced {
    /// The household.
    pub household: String,
    /// The unit it is in.
    pub unit: String,
}

/// A steering committee that a reform opens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCommittee {
    /// Its id.
    pub committee: String,
    /// Of which unit.
    pub unit: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

/// A steering committee that closes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClosedCommittee {
    /// The committee.
    pub committee: String,
    /// The committee that takes its members and teams over, with the roles and
    /// forces that they had; null: their seats end.
    #[serde(default)]
    pub into: Option<String>,
}

/// A team's new unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MovedTeam {
    /// The team.
    pub team: String,
    /// Its unit from the day on.
    pub unit: String,
}

impl Reform {
    /// A reform that does nothing yet.
    pub fn new(day: Day, act: impl Into<String>) -> Self {
        Self {
            day,
            act: act.into(),
            open: Vec::new(),
            succeed: Vec::new(),
            close: Vec::new(),
            rename: Vec::new(),
            recode: Vec::new(),
            moves: Vec::new(),
            places: Vec::new(),
            open_committees: Vec::new(),
            close_committees: Vec::new(),
            move_teams: Vec::new(),
            close_teams: Vec::new(),
        }
    }

    /// The ids of the units that close: those that go into another as a whole and
    /// those of `close`, each once, in order.
    pub fn closing(&self) -> Vec<&str> {
        let whole = self.succeed.iter().filter(|one| !one.part);
        let mut ids: Vec<&str> = whole
            .map(|one| one.from.as_str())
            .chain(self.close.iter().map(String::as_str))
            .collect();
        ids.order();
        ids.dedup();
        ids
    }
}
