//! The registry: facts as of any day, folded from a set of events.

mod activities;
mod check;
mod contradictions;
mod ever;
mod facts;
mod fold;
mod late;
mod named;
mod reading;
mod reforms;
mod settle;
mod standing;
mod targets;
mod view;

pub use crate::event::Column;
pub use check::Finding;
pub(crate) use check::two_heads;
pub use facts::Facts;
pub(crate) use late::Waiting;
pub use reading::Stay;
pub(crate) use settle::settle;
pub(crate) use view::{Edge, View};

use crate::{
    Day,
    activity::{Activity, Done},
    event::{
        Vocabulary,
        batch::{FlagOwner, Household, Person, SetupOwner},
    },
    figure::Figure,
    household::{Flagged, Head, Placed, Residence, Stall},
    id::{
        ActivityIx, CommitteeIx, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx, TeamIx,
        UnitIx,
    },
    person::{Advocacy, Teaching},
    place::{Lineage, Reform, Unit},
    platform::Setup,
    skill::Assessment,
    target::Target,
    team::{Committee, Membership, Organisation, Team, TeamMoved},
};

/// Everything known of the work, as dated facts. It keeps facts, not last
/// states, so it can be asked about any day.
#[derive(Clone, Debug)]
pub struct Registry {
    /// As a host knew it at an instant, where that was asked for.
    pub(crate) known_at: Option<Box<str>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) arena: String,

    pub(crate) unit_ids: Ids<UnitIx>,
    pub(crate) units: Vec<Unit>,
    /// Reforms in effect, by day.
    pub(crate) reforms: Vec<Reform>,
    pub(crate) lineage: Lineage,
    /// What the reforms laid down on units and bodies.
    laid: reforms::Laid,

    pub(crate) committee_ids: Ids<CommitteeIx>,
    pub(crate) committees: Vec<Option<Committee>>,
    pub(crate) organisation_ids: Ids<OrganisationIx>,
    pub(crate) organisations: Vec<Option<Organisation>>,
    pub(crate) team_ids: Ids<TeamIx>,
    pub(crate) teams: Vec<Option<Team>>,
    /// Sparse, by team.
    pub(crate) team_moved: Vec<(TeamIx, TeamMoved)>,
    /// Sparse, by person.
    pub(crate) memberships: Vec<(PersonIx, Membership)>,
    pub(crate) team_members: Facts<TeamIx, PersonIx>,
    pub(crate) committee_members: Facts<CommitteeIx, PersonIx>,

    pub(crate) person_ids: Ids<PersonIx>,
    pub(crate) people: Vec<Option<Person>>,
    /// Sparse, by person.
    pub(crate) deaths: Vec<(PersonIx, Day)>,
    pub(crate) residences: Facts<PersonIx, Residence>,
    pub(crate) lived: Facts<HouseholdIx, PersonIx>,
    pub(crate) assessments: Facts<PersonIx, Assessment>,
    pub(crate) setups: Facts<PersonIx, Setup>,
    /// Set-ups of households and stalls; sparse.
    pub(crate) other_setups: Vec<(SetupOwner, Setup)>,
    pub(crate) flags: Vec<(FlagOwner, Flagged)>,
    pub(crate) advocates: Vec<(PersonIx, Advocacy)>,
    pub(crate) teachings: Vec<(PersonIx, Teaching)>,

    pub(crate) household_ids: Ids<HouseholdIx>,
    pub(crate) households: Vec<Option<Household>>,
    /// Days from which residents are listed by a later event; sparse.
    pub(crate) listed: Vec<(HouseholdIx, Option<Day>)>,
    pub(crate) placed: Facts<HouseholdIx, Placed>,
    pub(crate) heads: Facts<HouseholdIx, Head>,
    pub(crate) stall_ids: Ids<StallIx>,
    pub(crate) stalls: Vec<Option<Stall>>,
    pub(crate) stalls_of: Facts<HouseholdIx, StallIx>,

    pub(crate) activity_ids: Ids<ActivityIx>,
    pub(crate) activities: Vec<Option<Activity>>,
    pub(crate) done: Facts<ActivityIx, Done>,
    /// The activities in which each household was visited; sparse, by household.
    pub(crate) visited: Vec<(HouseholdIx, ActivityIx)>,
    /// By unit, level, rule and due day, in the order of their texts.
    pub(crate) targets: Vec<Target>,
    /// By name, unit, period, edition and form, in the order of their texts.
    pub(crate) figures: Vec<Figure>,
}
