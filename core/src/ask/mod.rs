//! Documents in, documents out: the one surface that the bindings share.
//!
//! [`Opened`] is a registry made of files (CSV tables, events as JSON Lines) with what
//! was said on the way; [`Opened::ask`] answers requests. A request is one JSON object whose
//! `ask` names what is asked and whose other fields are that request's own:
//!
//! | `ask` | fields | answer |
//! |---|---|---|
//! | `coverage` | `rule`, `question` | [`Coverage`](crate::coverage::Coverage) |
//! | `series` | `rule`, `question` | [`Series`](crate::coverage::Series) |
//! | `explain` | `rule`, `question`, `subject` | [`Explanation`](crate::gap::Explanation) |
//! | `gaps` | `rule`, `question` | [`Gaps`](crate::gap::Gaps) |
//! | `change_events` | `rule`, `question`, `subject`, `on`, `ids` | [`Files`]: the smallest change as events |
//! | `change` | `rule`, `question` | [`WhatChanged`](crate::work::change::WhatChanged) |
//! | `targets` | `rules`, `question` | [`Targets`](crate::work::targets::Targets) |
//! | `figures` | `question` | [`Figures`](crate::work::figures::Figures) |
//! | `compare_figures` | `figure`, `form`, `unit`, `first`, `second` | [`Compared`](crate::work::figures::Compared) |
//! | `worklist` | `rule`, `question` | [`Worklist`](crate::work::worklist::Worklist): whom to visit |
//! | `activity` | `question` | [`WhatWasDone`](crate::work::done::WhatWasDone) in a period |
//! | `members` | `question` | [`MembersByPlace`](crate::work::members::MembersByPlace): teams, committees, seats |
//! | `places` | `question` | [`PlacesOfDay`](crate::work::places::PlacesOfDay): the units of a day |
//! | `rules` | | [`Rules`]: the built-in ones |
//! | `check_rule` | `rule` | [`Report`] of every fault; none: it can be used |
//! | `vocabulary` | | [`Words`]: catalogues, platforms, flags |
//! | `errors` | | [`Kinds`]: every kind of fault with its number and texts |
//! | `opened` | | [`Summary`]: how much there is, the last day, the notes |
//! | `set_aside` | | [`Files`]: the rows set aside, to be mended and fed back |
//! | `tables` | | the schemas of tables |
//! | `event_kinds` | | [`EventKinds`]: every kind of event |
//!
//! `rule` is the id of a built-in rule or a rule's document; `question` is a
//! [`Question`](crate::coverage::Question), that of a series a
//! [`SeriesQuestion`](crate::coverage::SeriesQuestion), that of an explanation
//! or of gaps a [`GapQuestion`](crate::gap::GapQuestion), that of change a
//! [`ChangeQuestion`](crate::work::change::ChangeQuestion), that of targets a
//! [`TargetQuestion`](crate::work::targets::TargetQuestion), that of figures a
//! [`FigureQuestion`](crate::work::figures::FigureQuestion), that of what was
//! done a [`DoneQuestion`](crate::work::done::DoneQuestion), that of members a
//! [`MembersQuestion`](crate::work::members::MembersQuestion), that of places a
//! [`PlacesQuestion`](crate::work::places::PlacesQuestion), that of a worklist a
//! [`WorklistQuestion`](crate::work::worklist::WorklistQuestion). What is refused comes back as
//! [`Faults`], whose document is a [`Report`]; paths count from the request.
//!
//! ```
//! use noidai::{ask::Opened, import::Source};
//! let units = Source { file: "units.csv", bytes: b"id,name,level\n93,Province,province\n" };
//! let opened = Opened::open(&[units], "{}").map_err(|faults| faults.first)?;
//! let request = r#"{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}"#;
//! let answer = opened.ask(request).map_err(|faults| faults.first)?;
//! assert!(answer.starts_with(r#"{"v":1,"rule":"ministry-household","#));
//! # Ok::<(), Vec<noidai::Error>>(())
//! ```

mod answer;
mod change;
mod convert;
#[cfg(test)]
mod event_schema;
mod exchange;
mod frame;
mod journals;
mod kept;
mod opened;
mod report;
mod request;
#[cfg(test)]
mod schemas;
mod tell;
mod whole_frame;

pub use answer::{Duplicates, EventKinds, Files, Kind, Kinds, Rules, Summary, Words};
pub use convert::{Converted, convert};
pub use exchange::{Appended, AskedAppend, AskedEntry, AskedExchange, Exchanged, Packed};
pub use frame::{AskedFrame, Framed};
pub use journals::{
    Answer, Answers, AskedAnswers, AskedRecords, ChainSummary, JournalSummary, OutcomeCount,
    RecordShown, Recorded, Records,
};
pub use opened::{AskedOfAll, Opened, Opening, OpeningWork};
pub use report::{Fault, Messages, Place, Report};
pub use request::{
    AskedActivity, AskedChange, AskedCoverage, AskedDifference, AskedExplanation, AskedFigures,
    AskedGaps, AskedMembers, AskedPlaces, AskedRule, AskedSeries, AskedTargets, AskedWorklist,
    NewId, REQUESTS,
};
pub use tell::{AskedMerge, TELLINGS, Told};

pub use whole_frame::{
    FramePart, FramePlane, FrameRequest, FrameSubjects, FrameSummary, WholeFrame,
};

use crate::{Registry, Result, import::Faults, json};
use request::Request;

/// Answers a request about a registry that was made in some other way than by
/// [`Opened::open`]; everything but `opened` and `set_aside` can be
/// asked.
///
/// # Errors
///
/// The request is not one, or cannot be answered; paths count from the request.
pub fn ask(registry: &Registry, request: &str) -> Result<String, Faults> {
    answer::answer((registry, &kept::Kept::default()), &Request::read(request)?)
}

/// The document of what was refused.
pub fn refused(faults: &Faults) -> String {
    json::write(&Report::of(faults)).unwrap_or_default()
}
