//! A set of facts in columns, in the order of their arrival.

use super::vocabulary::{Code, FlagIx, Vocabulary};
use crate::{
    Day,
    activity::{Activity, Done},
    figure::Figure,
    household::{Flagged, Head, Join, Opened, Placed, Residence, Split, Stall},
    id::{
        ActivityIx, CommitteeIx, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx, TeamIx,
        UnitIx,
    },
    person::{Advocacy, Birth, Sex, Teaching},
    place::{Coded, Named, Parented, Reform},
    platform::Setup,
    skill::Assessment,
    target::Target,
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team, TeamMoved},
};

/// A stretch of a batch's arena of personal texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRef {
    start: u32,
    length: u32,
}

/// What a `person-recorded` event says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// Birth, as far as known.
    pub birth: Birth,
    /// Sex, where known.
    pub sex: Sex,
    /// Name (personal).
    pub name: TextRef,
    /// Phone (personal); empty where there is none.
    pub phone: TextRef,
}

/// What a `household-opened` event says, its place aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Household {
    /// When, and which kind.
    pub opened: Opened,
    /// Whether all its residents are listed, and from when they are.
    pub listed: Listed,
    /// Address (personal); empty where there is none.
    pub address: TextRef,
}

/// Whether the residents of a household are all listed. Until they are it is
/// *open*: it has any number of further residents, unknown in everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listed {
    /// Nobody has said so: listed if it has a row among the residences.
    #[default]
    BySight,
    /// Not listed.
    No,
    /// Listed.
    Yes,
}

/// What a `unit-opened` event says, codes, names and parents aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitOpened {
    /// When it exists.
    pub spell: crate::time::Spell,
    /// Level, where given; else the depth below the root tells it.
    pub level: Option<Code>,
}

/// Who carries a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlagOwner {
    /// A person.
    Person(PersonIx),
    /// A household.
    Household(HouseholdIx),
}

/// On whose behalf something is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetupOwner {
    /// A person.
    Person(PersonIx),
    /// A household, for a QR code or an account.
    Household(HouseholdIx),
    /// A stall, for a QR code or an account.
    Stall(StallIx),
}

/// Facts in columns. A number of an id says that it was mentioned; that the
/// thing exists is said by its own column.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // The fields are the nouns of the modules that they name.
pub struct Batch {
    pub vocabulary: Vocabulary,
    pub people: Ids<PersonIx>,
    pub households: Ids<HouseholdIx>,
    pub units: Ids<UnitIx>,
    pub teams: Ids<TeamIx>,
    pub committees: Ids<CommitteeIx>,
    pub organisations: Ids<OrganisationIx>,
    pub stalls: Ids<StallIx>,
    pub activities: Ids<ActivityIx>,
    pub arena: String,

    pub unit_opened: Vec<(UnitIx, UnitOpened)>,
    pub unit_codes: Vec<(UnitIx, Coded)>,
    pub unit_names: Vec<(UnitIx, Named)>,
    pub unit_parents: Vec<(UnitIx, Parented)>,
    pub unit_closed: Vec<(UnitIx, Day)>,
    pub reforms: Vec<Reform>,
    pub committee: Vec<(CommitteeIx, Committee)>,
    pub committee_closed: Vec<(CommitteeIx, Day)>,
    pub organisation: Vec<(OrganisationIx, Organisation)>,
    pub organisation_closed: Vec<(OrganisationIx, Day)>,
    pub team: Vec<(TeamIx, Team)>,
    pub team_moved: Vec<(TeamIx, TeamMoved)>,
    pub team_closed: Vec<(TeamIx, Day)>,
    pub memberships: Vec<(PersonIx, Membership)>,
    /// Ends of memberships recorded apart from their beginnings.
    pub membership_ends: Vec<(PersonIx, Body, Day)>,
    pub persons: Vec<(PersonIx, Person)>,
    pub deaths: Vec<(PersonIx, Day)>,
    pub household: Vec<(HouseholdIx, Household)>,
    pub placed: Vec<(HouseholdIx, Placed)>,
    pub heads: Vec<(HouseholdIx, Head)>,
    pub household_closed: Vec<(HouseholdIx, Day)>,
    pub listed: Vec<(HouseholdIx, Option<Day>)>,
    pub residences: Vec<(PersonIx, Residence)>,
    /// Ends of residences recorded apart: (who, where, day, reason).
    pub residence_ends: Vec<(PersonIx, HouseholdIx, Day, Code)>,
    pub splits: Vec<Split>,
    pub joins: Vec<Join>,
    pub stall: Vec<(StallIx, Stall)>,
    pub stall_closed: Vec<(StallIx, Day)>,
    pub flags: Vec<(FlagOwner, Flagged)>,
    /// Ends of flags recorded apart from their beginnings.
    pub flag_ends: Vec<(FlagOwner, FlagIx, Day)>,
    pub setups: Vec<(SetupOwner, Setup)>,
    pub assessments: Vec<(PersonIx, Assessment)>,
    pub advocates: Vec<(PersonIx, Advocacy)>,
    /// Ends of spells as an advocate recorded apart from their beginnings.
    pub advocate_ends: Vec<(PersonIx, Day)>,
    pub teachings: Vec<(PersonIx, Teaching)>,
    pub activity: Vec<(ActivityIx, Activity)>,
    pub done: Vec<(ActivityIx, Done)>,
    pub targets: Vec<Target>,
    pub figures: Vec<Figure>,

    /// Events that are no facts here, as they were received: of kinds that this
    /// version does not know, and what journals say of records.
    pub unknown: Vec<Box<str>>,
    /// What events said besides their facts: kept, without effect.
    pub extras: Vec<(Column, u32, Extra)>,
}

/// What an event said besides the fact that was laid down: kept and written
/// again, without effect in this version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// The envelope's unit, where the kind has no use for it.
    pub unit: Option<Box<str>>,
    /// What the event replaces, as JSON.
    pub replaces: Option<Box<str>>,
    /// Further fields of `data`, by name.
    pub data: Vec<(Box<str>, Box<str>)>,
    /// Further fields of `personal`, by name.
    pub personal: Vec<(Box<str>, Box<str>)>,
}

macro_rules! columns {
    ($($variant:ident $field:ident,)*) => {
        /// A column of a [`Batch`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // Each is named as its column.
        pub enum Column {
            $($variant,)*
        }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl Batch {
            /// How many facts each column holds, in the order of [`Column::ALL`].
            pub fn lengths(&self) -> [usize; Column::ALL.len()] {
                [$(self.$field.len(),)*]
            }

            /// Takes all facts out, and leaves ids and words.
            pub(crate) fn clear(&mut self) {
                $(self.$field.clear();)*
            }

            /// Takes facts out: by column, those at positions for which `is_gone`
            /// holds. For a batch that was laid down without `extras`.
            pub(crate) fn take_out(&mut self, is_gone: impl Fn(Column, usize) -> bool) {
                $({
                    let mut at = 0;
                    self.$field.retain(|_| {
                        at += 1;
                        !is_gone(Column::$variant, at - 1)
                    });
                })*
            }
        }
    };
}

columns! {
    UnitOpened unit_opened,
    UnitCodes unit_codes,
    UnitNames unit_names,
    UnitParents unit_parents,
    UnitClosed unit_closed,
    Reforms reforms,
    Committee committee,
    CommitteeClosed committee_closed,
    Organisation organisation,
    OrganisationClosed organisation_closed,
    Team team,
    TeamMoved team_moved,
    TeamClosed team_closed,
    Memberships memberships,
    MembershipEnds membership_ends,
    Persons persons,
    Deaths deaths,
    Household household,
    Placed placed,
    Heads heads,
    HouseholdClosed household_closed,
    Listed listed,
    Residences residences,
    ResidenceEnds residence_ends,
    Splits splits,
    Joins joins,
    Stall stall,
    StallClosed stall_closed,
    Flags flags,
    FlagEnds flag_ends,
    Setups setups,
    Assessments assessments,
    Advocates advocates,
    AdvocateEnds advocate_ends,
    Teachings teachings,
    Activity activity,
    Done done,
    Targets targets,
    Figures figures,
}

impl Batch {
    /// Lays a personal text down.
    pub fn text(&mut self, text: &str) -> crate::Result<TextRef> {
        let too_large = || {
            crate::Error::new(crate::ErrorKind::TooLarge)
                .found_words("tổng độ dài các văn bản", "the length of all texts")
                .expected("4 GiB")
        };
        let start = u32::try_from(self.arena.len()).map_err(|_| too_large())?;
        let length = u32::try_from(text.len()).map_err(|_| too_large())?;
        start.checked_add(length).ok_or_else(too_large)?;
        self.arena.push_str(text);
        Ok(TextRef { start, length })
    }

    /// Whether a team answers to an organisation, and the id of whom it answers to.
    pub(crate) fn answered(&self, to: AnswersTo) -> (bool, &str) {
        match to {
            AnswersTo::Committee(own) => (false, self.committees.text(own)),
            AnswersTo::Organisation(own) => (true, self.organisations.text(own)),
        }
    }

    /// Reads a personal text.
    pub fn read(&self, text: TextRef) -> &str {
        read(&self.arena, text)
    }
}

/// Reads a text of an arena; empty for one of another.
pub(crate) fn read(arena: &str, text: TextRef) -> &str {
    let start = text.start as usize;
    arena.get(start..start + text.length as usize).unwrap_or("")
}
