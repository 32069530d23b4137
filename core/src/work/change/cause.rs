//! Why a count has changed.

use serde::{Deserialize, Serialize};

macro_rules! causes {
    ($($name:ident $code:literal $meaning:literal;)*) => {
        /// Why a count has changed. The list is whole: there is no *other*.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Cause {
            $(#[doc = $meaning] $name,)*
        }

        impl Cause {
            /// Every cause, in the order of the answer.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

causes! {
    Learned "learned" "Somebody was found at a higher level than before.";
    LevelLowered "level_lowered" "Somebody was found at a lower level than before.";
    NewlyAssessed "newly_assessed" "Somebody was assessed who had not been, or was found at the same level anew.";
    SetUp "set_up" "A platform was set up, or found absent.";
    EvidenceAged "evidence_aged" "Evidence became older than the rule allows.";
    AgeReached "age_reached" "Somebody reached an age.";
    FlagChanged "flag_changed" "A flag began or no longer stands.";
    AdvocateChanged "advocate_changed" "An advocate was named, ended, or taught somebody.";
    HouseholdOpened "household_opened" "A household was opened.";
    HouseholdClosed "household_closed" "A household was closed.";
    HouseholdMoved "household_moved" "A household moved to another unit.";
    HouseholdListed "household_listed" "The residents of a household were listed.";
    HouseholdSplit "household_split" "A household split (tách hộ).";
    HouseholdJoined "household_joined" "A household joined another (nhập hộ).";
    Born "born" "Somebody was born.";
    MovedIn "moved_in" "Somebody moved in.";
    MovedOut "moved_out" "Somebody moved out.";
    Died "died" "Somebody died.";
    StallChanged "stall_changed" "A stall was opened or closed.";
    MemberChanged "member_changed" "Somebody became a member of a team or committee, or is none any more.";
    TeamChanged "team_changed" "A team or committee was opened, moved or closed.";
    PlaceReformed "place_reformed" "Units were opened, closed, renamed or moved, or a reform took effect.";
    RuleChanged "rule_changed" "Another value of a parameter of the rule holds.";
    Corrected "corrected" "The earlier day is known otherwise by now: something about it was recorded late, corrected or taken back. Only where the two moments are known at different instants.";
}
