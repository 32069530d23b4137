//! Seats in the hamlets' teams, those of Youth Unions, and the committees.

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

/// Hamlets of a commune that send one of their team into that of its Youth Union.
pub const IN_YOUTH_TEAM: usize = 5;

/// Hamlets of a commune that have somebody on its committee.
const ON_COMMITTEE: usize = 5;

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
    /// Seats a person in the hamlet's team; its second also in the team of the
    /// commune's Youth Union, where there is one: one person in two seats.
    pub fn seat(&mut self, settled: &mut Settled<'_>, person: PersonIx) {
        let Some(team) = settled.hamlet.team else {
            return;
        };
        let at = settled.members.len();
        let role = match at {
            // A few teams are without a head for now.
            0 if settled.number % 23 != 22 => Code::HEAD,
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
        self.give_seat(person, Body::Team(team), role, force);
        let place = settled.hamlet.place;
        if let (1, 0..IN_YOUTH_TEAM, Some(youth)) = (at, place, settled.hamlet.youth) {
            let role = if place == 0 { Code::HEAD } else { Code::MEMBER };
            self.give_seat(person, Body::Team(youth), role, Code::YOUTH_UNION);
        }
        settled.members.push(person);
    }

    /// Seats somebody of each of the first hamlets on the commune's committee.
    pub fn seat_on_committee(&mut self, settled: &Settled<'_>, person: PersonIx) {
        let role = match settled.hamlet.place {
            0 => Code::HEAD,
            1 => Code::DEPUTY,
            2..ON_COMMITTEE => Code::MEMBER,
            _ => return,
        };
        let committee = Body::Committee(settled.hamlet.committee);
        self.give_seat(person, committee, role, Code::COMMUNE_STAFF);
    }

    fn give_seat(&mut self, person: PersonIx, body: Body, role: Code, force: Code) {
        let spell = Spell {
            from: Day::new(2024, 8, 1),
            until: None,
        };
        let seat = Membership {
            spell,
            body,
            role,
            force,
        };
        self.batch.memberships.push((person, seat));
    }
}
