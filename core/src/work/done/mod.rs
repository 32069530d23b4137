//! What was done in a period: activities, visits, people met and guided, set-ups,
//! and the units that are paid, by place and by who did them.

mod answer;
mod count;
mod item;
mod question;
mod what;

pub use answer::{DoneRow, MADE_ANEW, WhatWasDone};
pub use count::{DoneCounts, Guided, Paid, SetUps};
pub use question::{DoneBy, DoneQuestion};
pub use what::what_was_done;
