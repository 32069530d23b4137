//! The cause that a change of a fact is.

use super::{cause::Cause, epochs::Epochs, whose::Whose};
use crate::{
    Day, Registry,
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{HouseholdIx, PersonIx},
    registry::Edge,
    rule::Rule,
    skill::SkillIx,
};

/// The cause, and whom it is about.
pub(super) fn why(
    registry: &Registry,
    (rule, epochs): (&Rule, &Epochs),
    (whose, since): (Whose, Day),
    day: Day,
    edge: &Edge,
) -> (Cause, Option<PersonIx>) {
    match *edge {
        Edge::Age => (Cause::AgeReached, None),
        Edge::Evidence => (Cause::EvidenceAged, None),
        Edge::Place => (epochs.cause(registry, rule, whose, day), None),
        Edge::SeatBegun(person, _) | Edge::SeatEnded(person, _) => {
            (Cause::MemberChanged, Some(person))
        }
        Edge::Died(person) => (Cause::Died, Some(person)),
        Edge::Opened(home) => match registry.lived_in(home).iter().find(|own| {
            let moved = left(registry, **own, day, Code::SPLIT);
            moved && begins(registry, **own, home, day)
        }) {
            Some(person) => (Cause::HouseholdSplit, Some(*person)),
            None => (Cause::HouseholdOpened, None),
        },
        Edge::Closed(home) => {
            let joined = |own: &&PersonIx| left(registry, **own, day, Code::JOINED);
            match registry.lived_in(home).iter().find(joined) {
                Some(_) => (Cause::HouseholdJoined, None),
                None => (Cause::HouseholdClosed, None),
            }
        }
        Edge::Moved(_) => (Cause::HouseholdMoved, None),
        Edge::Listed(_) => (Cause::HouseholdListed, None),
        Edge::StayBegun(person, ..) => {
            let born = registry.person(person).and_then(|own| match own.birth {
                crate::person::Birth::Day(born) => Some(born),
                _ => None,
            });
            let cause = match born {
                _ if left(registry, person, day, Code::SPLIT) => Cause::HouseholdSplit,
                _ if left(registry, person, day, Code::JOINED) => Cause::HouseholdJoined,
                Some(born) if since < born && born <= day => Cause::Born,
                _ => Cause::MovedIn,
            };
            (cause, Some(person))
        }
        Edge::StayEnded(person, home, kind) => {
            let stays = registry.residences(person).iter();
            let reason = stays.filter(|stay| stay.household == home && stay.kind == kind);
            let mut reason = reason.filter(|stay| stay.spell.until == Some(day));
            let cause = match reason.next().map(|stay| stay.reason) {
                Some(Code::SPLIT) => Cause::HouseholdSplit,
                Some(Code::JOINED) => Cause::HouseholdJoined,
                Some(Code::DIED) => Cause::Died,
                _ => Cause::MovedOut,
            };
            (cause, Some(person))
        }
        Edge::StallOpened(_) | Edge::StallClosed(_) => (Cause::StallChanged, None),
        Edge::FlagSet(owner, _) | Edge::FlagCleared(owner, _) => {
            let person = match owner {
                FlagOwner::Person(person) => Some(person),
                FlagOwner::Household(_) => None,
            };
            (Cause::FlagChanged, person)
        }
        Edge::SetUp(owner, _) => {
            let person = match owner {
                SetupOwner::Person(person) => Some(person),
                _ => None,
            };
            (Cause::SetUp, person)
        }
        Edge::Assessed(person, skill) => (assessed(registry, person, skill, day), Some(person)),
        Edge::AdvocateNamed(person) | Edge::AdvocateEnded(person) | Edge::Taught(person, ..) => {
            (Cause::AdvocateChanged, Some(person))
        }
    }
}

/// Whether somebody left a household on a day for a reason.
fn left(registry: &Registry, person: PersonIx, day: Day, reason: Code) -> bool {
    let mut stays = registry.residences(person).iter();
    stays.any(|stay| stay.spell.until == Some(day) && stay.reason == reason)
}

fn begins(registry: &Registry, person: PersonIx, home: HouseholdIx, day: Day) -> bool {
    let mut stays = registry.residences(person).iter();
    stays.any(|stay| stay.household == home && stay.spell.from == Some(day))
}

/// What an assessment found, by what was found last before it.
fn assessed(registry: &Registry, person: PersonIx, skill: SkillIx, day: Day) -> Cause {
    let found = |on: Day| registry.assessed_on(person, skill, on, |_| true);
    let (before, now) = (found(day.before()), found(day));
    match (before, now) {
        (Some(before), Some(now)) if before.level < now.level => Cause::Learned,
        (Some(before), Some(now)) if now.level < before.level => Cause::LevelLowered,
        _ => Cause::NewlyAssessed,
    }
}
