//! Candidates for joining: two records of one person. Nothing is ever joined by
//! itself.

use crate::{
    Registry,
    id::{HouseholdIx, PersonIx},
    order::{Map, Order, Set},
    person::{Birth, Sex},
    text::fold,
};
use serde::Serialize;

/// Why two records may be of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// The same name, marks and the place of the tone aside.
    Name,
    /// The same day of birth.
    BirthDay,
    /// The same year of birth, a day not known of both.
    BirthYear,
    /// They have lived in one household.
    Household,
    /// The same phone.
    Phone,
}

impl Likeness {
    /// How much it says, of 100.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Name => 40,
            Self::BirthDay => 35,
            Self::BirthYear => 15,
            Self::Household => 15,
            Self::Phone => 10,
        }
    }
}

/// Two records that may be of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Candidate {
    /// One id, the first by its bytes.
    pub one: String,
    /// The other.
    pub other: String,
    /// The sum of the weights of the reasons, of 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Likeness>,
}

/// How many of one name and year, or of one name and household, are compared with one
/// another; more say nothing.
const MOST_ALIKE: usize = 50;

/// Two records of one person, as far as name, birth and household tell: the same name,
/// and the same birth or the same household; neither sex nor birth speaks against it.
/// By score, the highest first, then by ids.
pub fn candidates(registry: &Registry) -> Vec<Candidate> {
    let mut by_birth: Map<(String, i32), Vec<PersonIx>> = Map::new();
    let mut by_home: Map<(String, HouseholdIx), Vec<PersonIx>> = Map::new();
    for ix in registry.person_ids().iter() {
        let Some(person) = registry.person(ix) else {
            continue;
        };
        let name = fold(registry.name(ix)).trim().to_owned();
        if name.is_empty() {
            continue;
        }
        for home in homes(registry, ix) {
            by_home.change((name.clone(), home), |alike| alike.push(ix));
        }
        if let Some(year) = person.birth.year() {
            by_birth.change((name, year), |alike| alike.push(ix));
        }
    }
    let mut pairs: Set<(&str, &str)> = Set::new();
    for alike in by_birth.values().chain(by_home.values()) {
        if alike.len() > MOST_ALIKE {
            continue;
        }
        for (at, one) in alike.iter().enumerate() {
            for other in alike.iter().skip(at + 1) {
                let ids = registry.person_ids();
                let (one, other) = (ids.text(*one), ids.text(*other));
                pairs.insert((one.min(other), one.max(other)));
            }
        }
    }
    let ids = registry.person_ids();
    let candidate = |(one, other): (&str, &str)| {
        let reasons = reasons(registry, ids.find(one)?, ids.find(other)?)?;
        Some(Candidate {
            one: one.to_owned(),
            other: other.to_owned(),
            score: reasons.iter().map(|reason| reason.weight()).sum(),
            reasons,
        })
    };
    let mut found: Vec<Candidate> = pairs.into_iter().filter_map(candidate).collect();
    found.order_by(|a, b| b.score.cmp(&a.score));
    found
}

fn homes(registry: &Registry, person: PersonIx) -> Set<HouseholdIx> {
    let stays = registry.residences(person).iter();
    stays.map(|stay| stay.household).collect()
}

/// Why two records of one name may be of one person; nothing if something speaks
/// against it.
fn reasons(registry: &Registry, one: PersonIx, other: PersonIx) -> Option<Vec<Likeness>> {
    if one == other {
        return None;
    }
    let (a, b) = (registry.person(one)?, registry.person(other)?);
    if a.sex != b.sex && a.sex != Sex::Unknown && b.sex != Sex::Unknown {
        return None;
    }
    let mut reasons = vec![Likeness::Name];
    match (a.birth, b.birth) {
        (Birth::Day(a), Birth::Day(b)) if a == b => reasons.push(Likeness::BirthDay),
        (Birth::Day(_), Birth::Day(_)) => return None,
        (a, b) => match (a.year(), b.year()) {
            (Some(a), Some(b)) if a == b => reasons.push(Likeness::BirthYear),
            (Some(_), Some(_)) => return None,
            _ => {}
        },
    }
    let others = homes(registry, other);
    if homes(registry, one)
        .iter()
        .any(|home| others.contains(home))
    {
        reasons.push(Likeness::Household);
    }
    let phone = registry.phone(one);
    if !phone.is_empty() && phone == registry.phone(other) {
        reasons.push(Likeness::Phone);
    }
    Some(reasons)
}
