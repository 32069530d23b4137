//! Gaps: why a subject is not covered, and the smallest change that would cover
//! it.
//!
//! A rule is grounded in one subject: *known to be covered* becomes a formula over
//! what could be done (a level raised, a platform set up, a member added, a head
//! appointed, a team or committee formed), and the least choice that makes it
//! hold is sought. For a subject that is not assessed the same is asked of
//! questions: the fewest for which some answers decide.
//!
//! Cost counts steps: a raise as many as levels, everything else 1. Of what costs
//! as little, the fewest persons, then the fewest changes, then the earliest by
//! ids in byte order and skills in the catalogue's order. A household's or stall's
//! own set-up takes no person. An answer says what of this is proven.

mod change;
mod events;
mod explanation;
mod formula;
mod ground;
mod list;
mod possible;
mod question;
mod reason;
mod scene;
mod solve;
mod sought;
mod wants;

pub use change::{Ask, Basis, Change, Exact, FewestQuestions, Named, SmallestChange};
pub use events::events;
pub(crate) use explanation::explain_on_map;
pub use explanation::{Explanation, InUnit, explain, explain_asked, explain_on};
pub(crate) use list::gap_of;
pub use list::{Gap, Gaps, GapsWork, Short, gaps, gaps_on};
pub use question::GapQuestion;
pub use reason::{Answer, MemberFound, PlatformFound, Reason, SkillFound, State};
