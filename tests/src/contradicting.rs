//! Random facts that meet in one key, so that many of them contradict each other.

use crate::random::{HOUSEHOLDS, PEOPLE, UNITS, day, some_day, spell};
use noidai::{
    Day,
    event::{
        Batch, Code,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner, UnitOpened},
    },
    household::{Flagged, Head, Join, Opened, Placed, Split, Stall},
    person::{Advocacy, Birth, Sex, Teaching},
    place::{Coded, Named, Parented},
    platform::{Setup, SetupState},
    skill::{Assessment, Evidence, SkillIx},
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team, TeamMoved},
    time::Spell,
};
use proptest::prelude::*;

/// What a fact is of; the numbers of a [`Fact`] say which.
#[derive(Clone, Copy, Debug)]
enum Of {
    UnitOpened,
    UnitName,
    UnitCode,
    UnitParent,
    UnitClosed,
    Committee,
    Organisation,
    Team,
    TeamMoved,
    BodyClosed,
    Membership,
    MembershipEnd,
    Person,
    Death,
    Household,
    Placed,
    Head,
    HouseholdClosed,
    ResidenceEnd,
    Split,
    Join,
    Stall,
    StallClosed,
    Flag,
    FlagEnd,
    Setup,
    Assessed,
    Advocate,
    AdvocateEnd,
    Taught,
}

const ALL: [Of; 30] = [
    Of::UnitOpened,
    Of::UnitName,
    Of::UnitCode,
    Of::UnitParent,
    Of::UnitClosed,
    Of::Committee,
    Of::Organisation,
    Of::Team,
    Of::TeamMoved,
    Of::BodyClosed,
    Of::Membership,
    Of::MembershipEnd,
    Of::Person,
    Of::Death,
    Of::Household,
    Of::Placed,
    Of::Head,
    Of::HouseholdClosed,
    Of::ResidenceEnd,
    Of::Split,
    Of::Join,
    Of::Stall,
    Of::StallClosed,
    Of::Flag,
    Of::FlagEnd,
    Of::Setup,
    Of::Assessed,
    Of::Advocate,
    Of::AdvocateEnd,
    Of::Taught,
];

/// A fact still without a registry.
#[derive(Clone, Debug)]
pub struct Fact {
    of: Of,
    spell: Spell,
    /// A day where one is needed.
    on: Day,
    numbers: [usize; 4],
}

pub fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let days = prop_oneof![
        2 => Just(Spell::default()),
        2 => Just(Spell { from: Some(day(20)), until: None }),
        1 => spell(),
    ];
    let on = prop_oneof![2 => Just(day(20)), 1 => some_day().prop_map(|on| on.unwrap_or(day(5)))];
    let fact = (
        prop::sample::select(&ALL[..]),
        days,
        on,
        prop::array::uniform4(0_usize..60),
    );
    let fact = fact.prop_map(|(of, spell, on, numbers)| Fact {
        of,
        spell,
        on,
        numbers,
    });
    prop::collection::vec(fact, 0..60)
}

fn word(batch: &mut Batch, among: &[&str], number: usize) -> Code {
    let text = among[number % among.len()];
    batch.vocabulary.code(text).unwrap()
}

/// Lays a fact down.
#[allow(clippy::too_many_lines)] // One arm a column.
pub fn lay_down(batch: &mut Batch, fact: &Fact) {
    let Fact { of, spell, on, .. } = *fact;
    let [first, second, third, fourth] = fact.numbers;
    let from = spell.from;
    let unit = |batch: &mut Batch, number: usize| {
        let (id, ..) = UNITS[number % UNITS.len()];
        batch.units.intern(id).unwrap()
    };
    let person = |batch: &mut Batch, number: usize| {
        let id = format!("p{}", number % PEOPLE);
        batch.people.intern(&id).unwrap()
    };
    let household = |batch: &mut Batch, number: usize| {
        let id = format!("h{}", number % HOUSEHOLDS);
        batch.households.intern(&id).unwrap()
    };
    let team =
        |batch: &mut Batch, number: usize| batch.teams.intern(["t0", "t1"][number % 2]).unwrap();
    let committee = |batch: &mut Batch, number: usize| {
        batch.committees.intern(["c0", "c1"][number % 2]).unwrap()
    };
    let organisation = |batch: &mut Batch, number: usize| {
        batch
            .organisations
            .intern(["o0", "o1"][number % 2])
            .unwrap()
    };
    let stall =
        |batch: &mut Batch, number: usize| batch.stalls.intern(["s0", "s1"][number % 2]).unwrap();
    let body = |batch: &mut Batch, number: usize| match number % 3 {
        0 => Body::Committee(committee(batch, number)),
        _ => Body::Team(team(batch, number)),
    };
    let answers_to = |batch: &mut Batch, number: usize| match number % 3 {
        0 => None,
        1 => Some(AnswersTo::Committee(committee(batch, number / 3))),
        _ => Some(AnswersTo::Organisation(organisation(batch, number / 3))),
    };
    let flag = |batch: &Batch, number: usize| {
        let code = ["poor", "near-poor", "unable", "smartphone"][number % 4];
        batch.vocabulary.flag(code).unwrap()
    };
    let name = ["Xuân", "Hạ", "Thu"][third % 3].to_owned();
    match of {
        Of::UnitOpened => {
            let own = unit(batch, first);
            let level = match second % 3 {
                0 => None,
                _ => Some(word(batch, &["commune", "cluster", "zone"], third)),
            };
            batch.unit_opened.push((own, UnitOpened { spell, level }));
        }
        Of::UnitName => {
            let own = unit(batch, first);
            let kind = ["", "Xã", "Phường"][second % 3].to_owned();
            batch.unit_names.push((own, Named { from, name, kind }));
        }
        Of::UnitCode => {
            let own = unit(batch, first);
            let code = ["31400", "31401", ""][second % 3].to_owned();
            batch.unit_codes.push((own, Coded { from, code }));
        }
        Of::UnitParent => {
            // Never under itself: a hamlet is in the commune or the province.
            let own = unit(batch, 2 + first % 2);
            let parent = match second % 3 {
                2 => None,
                number => Some(unit(batch, number)),
            };
            batch.unit_parents.push((own, Parented { from, parent }));
        }
        Of::UnitClosed => {
            let own = unit(batch, 3);
            batch.unit_closed.push((own, on));
        }
        Of::Committee => {
            let own = committee(batch, first);
            let unit = unit(batch, second);
            batch.committee.push((own, Committee { spell, unit, name }));
        }
        Of::Organisation => {
            let own = organisation(batch, first);
            let record = Organisation {
                spell,
                unit: unit(batch, second),
                name,
                kind: word(batch, &["guild", "club"], fourth),
            };
            batch.organisation.push((own, record));
        }
        Of::Team => {
            let own = team(batch, first);
            let record = Team {
                spell,
                unit: unit(batch, second),
                name,
                organisation: (fourth % 3 == 0).then(|| organisation(batch, fourth)),
                answers_to: answers_to(batch, fourth),
            };
            batch.team.push((own, record));
        }
        Of::TeamMoved => {
            let own = team(batch, first);
            let moved = TeamMoved {
                day: on,
                unit: (second % 3 > 0).then(|| unit(batch, third)),
                answers_to: answers_to(batch, fourth),
            };
            batch.team_moved.push((own, moved));
        }
        Of::BodyClosed => match body(batch, first) {
            Body::Team(own) => batch.team_closed.push((own, on)),
            Body::Committee(own) => batch.committee_closed.push((own, on)),
        },
        Of::Membership => {
            let own = person(batch, first);
            let record = Membership {
                spell,
                body: body(batch, second),
                role: word(batch, &["head", "member", "treasurer", "scribe"], third),
                force: word(batch, &["guild", "police", "choir"], fourth),
            };
            batch.memberships.push((own, record));
        }
        Of::MembershipEnd => {
            let own = person(batch, first);
            let body = body(batch, second);
            batch.membership_ends.push((own, body, on));
        }
        Of::Person => {
            let own = person(batch, first);
            let record = Person {
                birth: [Birth::Unknown, Birth::Year(1960), Birth::Year(2020)][second % 3],
                sex: [Sex::Unknown, Sex::Male][fourth % 2],
                name: batch.text(&name).unwrap(),
                phone: batch.text(["", "1", "2"][third % 3]).unwrap(),
            };
            batch.persons.push((own, record));
        }
        Of::Death => {
            let own = person(batch, first);
            batch.deaths.push((own, on));
        }
        Of::Household => {
            let own = household(batch, first);
            let kind = word(batch, &["family", "shed", "barracks"], second);
            let record = Household {
                opened: Opened { spell, kind },
                listed: [Listed::Yes, Listed::No, Listed::BySight][third % 3],
                address: batch.text(["", "số 1", "số 2"][fourth % 3]).unwrap(),
            };
            batch.household.push((own, record));
        }
        Of::Placed => {
            let own = household(batch, first);
            let lane = word(batch, &["Tuyến 3", "Tuyến 1", "Tuyến 2"], third);
            let unit = unit(batch, second);
            batch.placed.push((own, Placed { from, unit, lane }));
        }
        Of::Head => {
            let own = household(batch, first);
            let person = person(batch, second);
            batch.heads.push((own, Head { from, person }));
        }
        Of::HouseholdClosed => {
            let own = household(batch, first);
            batch.household_closed.push((own, on));
        }
        Of::ResidenceEnd => {
            let own = person(batch, first);
            let home = household(batch, second);
            let reason = word(batch, &["moved", "work", "study"], third);
            batch.residence_ends.push((own, home, on, reason));
        }
        Of::Split => {
            let split = Split {
                day: on,
                from: household(batch, first),
                into: household(batch, first + 1 + second % 3),
                people: vec![person(batch, third), person(batch, fourth)],
            };
            batch.splits.push(split);
        }
        Of::Join => {
            let join = Join {
                day: on,
                from: household(batch, first),
                into: household(batch, first + 1 + second % 3),
            };
            batch.joins.push(join);
        }
        Of::Stall => {
            let own = stall(batch, first);
            let record = Stall {
                spell,
                household: household(batch, second),
                unit: (third % 2 == 0).then(|| unit(batch, third)),
                market: word(batch, &["Chợ B", "Chợ A"], fourth),
            };
            batch.stall.push((own, record));
        }
        Of::StallClosed => {
            let own = stall(batch, first);
            batch.stall_closed.push((own, on));
        }
        Of::Flag => {
            let owner = match second % 2 {
                0 => FlagOwner::Person(person(batch, first)),
                _ => FlagOwner::Household(household(batch, first)),
            };
            let flag = flag(batch, third);
            batch.flags.push((owner, Flagged { spell, flag }));
        }
        Of::FlagEnd => {
            let owner = FlagOwner::Household(household(batch, first));
            let flag = flag(batch, third);
            batch.flag_ends.push((owner, flag, on));
        }
        Of::Setup => {
            let owner = match second % 3 {
                0 => SetupOwner::Person(person(batch, first)),
                1 => SetupOwner::Household(household(batch, first)),
                _ => SetupOwner::Stall(stall(batch, first)),
            };
            let code = ["payment-qr", "app-hau-giang"][third % 2];
            let setup = Setup {
                day: from,
                platform: batch.vocabulary.platform(code).unwrap(),
                state: SetupState::ALL[fourth % 4],
            };
            batch.setups.push((owner, setup));
        }
        Of::Assessed => {
            let own = person(batch, first);
            let found = Assessment {
                day: from,
                skill: SkillIx::new(0, second % 2).unwrap(),
                level: 3 - (third % 2) as u8,
                how: Evidence::ALL[third / 2 % 2],
                by: (fourth % 3 > 0).then(|| person(batch, fourth)),
            };
            batch.assessments.push((own, found));
        }
        Of::Advocate => {
            let own = person(batch, first);
            batch.advocates.push((own, Advocacy { spell }));
        }
        Of::AdvocateEnd => {
            let own = person(batch, first);
            batch.advocate_ends.push((own, on));
        }
        Of::Taught => {
            let own = person(batch, first);
            let taught = Teaching {
                day: from,
                learner: person(batch, second),
                skill: SkillIx::new(0, third % 5).unwrap(),
            };
            batch.teachings.push((own, taught));
        }
    }
}
