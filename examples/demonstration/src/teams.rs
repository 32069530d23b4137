//! Seats in the hamlets' teams.

use super::{Maker, hamlet::Settled};
use noidai::{
    Day,
    event::Code,
    id::PersonIx,
    team::{Body, Membership},
    time::Spell,
};

/// Members of all teams together (Báo Hậu Giang, 26 April 2024).
pub const MEMBERS: usize = 3740;

const FORCES: [Code; 9] = [
    Code::YOUTH_UNION,
    Code::WOMENS_UNION,
    Code::FARMERS_UNION,
    Code::FATHERLAND_FRONT,
    Code::VETERANS,
    Code::POLICE,
    Code::COMMUNE_STAFF,
    Code::TEACHERS,
    Code::TECHNOLOGY_FIRMS,
];

impl Maker {
    /// Seats a person in the hamlet's team.
    pub fn seat(&mut self, settled: &mut Settled<'_>, person: PersonIx) {
        let at = settled.members.len();
        let role = match at {
            // A few teams are without a head for now.
            0 if settled.number % 47 != 46 => Code::HEAD,
            1 => Code::DEPUTY,
            _ => Code::MEMBER,
        };
        let force = match at {
            0 => Code::HAMLET_HEAD,
            1 => Code::YOUTH_UNION,
            _ => FORCES
                .get(self.chance.below(9) as usize)
                .copied()
                .unwrap_or(Code::NONE),
        };
        let spell = Spell {
            from: Day::new(2024, 8, 1),
            until: None,
        };
        let body = Body::Team(settled.hamlet.team);
        self.batch.memberships.push((
            person,
            Membership {
                spell,
                body,
                role,
                force,
            },
        ));
        settled.members.push(person);
    }
}
