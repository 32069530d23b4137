//! Candidates for joining: two records of one person or of one household. Nothing is
//! ever joined by itself.

use crate::{
    Registry,
    id::{HouseholdIx, PersonIx},
    order::{Map, Order, Set},
    person::{Birth, Sex},
    text::fold,
};
use serde::Serialize;

/// Why two records may be of one person or household.
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
    /// Of households: the same address in one unit and lane, marks aside.
    Address,
    /// Of households: two people of the one may be two of the other.
    Residents,
    /// Of households: their heads may be one.
    Head,
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
            Self::Address => 50,
            Self::Residents => 30,
            Self::Head => 20,
        }
    }
}

/// Two records that may be of one person or household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Candidate {
    /// What they are records of: `person` or `household`.
    pub noun: &'static str,
    /// One id, the first by its bytes.
    pub one: String,
    /// The other.
    pub other: String,
    /// The sum of the weights of the reasons, of 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Likeness>,
}

/// How many that are alike in one way are compared with one another; more say nothing.
const MOST_ALIKE: usize = 50;

/// Two records of one person, as far as name, birth and household tell: the same name,
/// and the same birth or the same household; neither sex nor birth speaks against it.
/// Two records of one household: the same address, or heads or two people who may be
/// one; both exist at some time. By score, the highest first, then people before
/// households, then by ids.
pub fn candidates(registry: &Registry) -> Vec<Candidate> {
    let people = pairs(people(registry));
    let mut found = Vec::new();
    let mut homes_beside = pairs(addresses(registry));
    for (one, other) in people.iter() {
        let ids = registry.person_ids();
        let (Some(a), Some(b)) = (ids.find(one), ids.find(other)) else {
            continue;
        };
        if let Some(reasons) = reasons(registry, a, b) {
            found.push(Candidate::of("person", one, other, reasons));
        }
        for home in homes(registry, a).iter() {
            for beside in homes(registry, b).iter().filter(|beside| *beside != home) {
                let ids = registry.household_ids();
                homes_beside.insert(in_order(ids.text(*home), ids.text(*beside)));
            }
        }
    }
    for (one, other) in homes_beside.iter() {
        if let Some(reasons) = of_homes(registry, one, other, &people) {
            found.push(Candidate::of("household", one, other, reasons));
        }
    }
    found.order_by(|a, b| b.score.cmp(&a.score));
    found
}

impl Candidate {
    fn of(noun: &'static str, one: &str, other: &str, reasons: Vec<Likeness>) -> Self {
        Self {
            noun,
            one: one.to_owned(),
            other: other.to_owned(),
            score: reasons.iter().map(|reason| reason.weight()).sum(),
            reasons,
        }
    }
}

/// Ids by what they are alike in.
type Alike<'r> = Map<String, Vec<&'r str>>;

type Pairs<'r> = Set<(&'r str, &'r str)>;

fn in_order<'r>(one: &'r str, other: &'r str) -> (&'r str, &'r str) {
    (one.min(other), one.max(other))
}

fn people(registry: &Registry) -> Alike<'_> {
    let mut alike = Alike::new();
    for ix in registry.person_ids().iter() {
        let Some(person) = registry.person(ix) else {
            continue;
        };
        let name = fold(registry.name(ix)).trim().to_owned();
        if name.is_empty() {
            continue;
        }
        let id = registry.person_ids().text(ix);
        for home in homes(registry, ix).iter() {
            let home = registry.household_ids().text(*home);
            alike.change(format!("{name}\n@{home}"), |ids| ids.push(id));
        }
        if let Some(year) = person.birth.year() {
            alike.change(format!("{name}\n{year}"), |ids| ids.push(id));
        }
    }
    alike
}

fn addresses(registry: &Registry) -> Alike<'_> {
    let mut alike = Alike::new();
    let ids = registry.household_ids();
    for ix in ids.iter() {
        let address = fold(registry.address(ix)).trim().to_owned();
        if let Some(placed) = registry
            .places_of(ix)
            .last()
            .filter(|_| !address.is_empty())
        {
            let unit = registry.unit_ids().text(placed.unit);
            let lane = registry.vocabulary().text(placed.lane);
            let id = ids.text(ix);
            alike.change(format!("{address}\n{unit}\n{lane}"), |ids| ids.push(id));
        }
    }
    alike
}

fn pairs(alike: Alike<'_>) -> Pairs<'_> {
    let mut pairs = Pairs::new();
    for ids in alike.values().filter(|ids| ids.len() <= MOST_ALIKE) {
        for (at, one) in ids.iter().enumerate() {
            for other in ids.iter().skip(at + 1).filter(|other| *other != one) {
                pairs.insert(in_order(one, other));
            }
        }
    }
    pairs
}

/// Why two records may be of one household; nothing if nothing says so, or if they never
/// exist at once.
fn of_homes(
    registry: &Registry,
    one: &str,
    other: &str,
    people: &Pairs<'_>,
) -> Option<Vec<Likeness>> {
    let ids = registry.household_ids();
    let (a, b) = (ids.find(one)?, ids.find(other)?);
    let spell = |home| Some(registry.household(home)?.opened.spell);
    if !spell(a)?.overlaps(spell(b)?) {
        return None;
    }
    let is_one = |p: PersonIx, q: PersonIx| {
        let who = registry.person_ids();
        people.contains(&in_order(who.text(p), who.text(q))) && reasons(registry, p, q).is_some()
    };
    let mut found = Vec::new();
    let address = |home| fold(registry.address(home)).trim().to_owned();
    let place = |home| {
        let last = registry.places_of(home).last();
        last.map(|placed| (placed.unit, placed.lane))
    };
    if !address(a).is_empty() && address(a) == address(b) && place(a) == place(b) {
        found.push(Likeness::Address);
    }
    let lived = registry.lived_in(a).iter();
    let twice = lived.filter(|own| registry.lived_in(b).iter().any(|q| is_one(**own, *q)));
    if twice.count() > 1 {
        found.push(Likeness::Residents);
    }
    let heads = |home| registry.heads.of(home).iter().map(|head| head.person);
    if heads(a).any(|own| heads(b).any(|q| is_one(own, q))) {
        found.push(Likeness::Head);
    }
    (!found.is_empty()).then_some(found)
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
