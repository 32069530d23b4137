//! What a verb answers for people: blocks that a terminal and a page both draw.

mod broken;
mod flow;
mod grid;

pub use broken::broken;
pub use flow::{Flow, Way};
pub use grid::{Cell, Column, Grid};

use noidai::coverage::Verdict;

/// An answer for people.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was asked, such as the name of the rule.
    pub title: String,
    /// Where and for which day.
    pub subtitle: String,
    /// What stands below, in order.
    pub blocks: Vec<Block>,
}

/// A part of an answer.
#[derive(Clone, Debug)]
pub enum Block {
    /// The heading of what follows.
    Heading(String),
    /// A sentence.
    Text(String),
    /// A remark in small print.
    Note(String),
    /// A sentence that is the answer itself.
    Verdict(String, Tone),
    /// Sizes beside each other, each with what it counts.
    Figures(Vec<(String, String)>),
    /// Sentences in order, numbered.
    Steps(Vec<String>),
    /// Lines indented by depth: reasons and what they rest on.
    Outline(Vec<(usize, String, Tone)>),
    /// A table.
    Grid(Grid),
    /// A picture of a flow, which a page draws; a terminal has the table beside it.
    Flow(Flow),
}

/// How something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// In between, or not known.
    Middling,
    /// Not as it should be.
    Bad,
    /// None of these.
    #[default]
    Plain,
}

impl Tone {
    /// The tone of a verdict.
    pub const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Covered => Self::Good,
            Verdict::NotCovered => Self::Bad,
            Verdict::NotAssessed | Verdict::Undetermined => Self::Middling,
            Verdict::Outside | Verdict::Excluded => Self::Plain,
        }
    }

    /// The tone of a share in parts per million: bad in its lowest third, good in
    /// its highest.
    pub const fn of_share(share: u32) -> Self {
        match share {
            0..333_334 => Self::Bad,
            333_334..666_667 => Self::Middling,
            _ => Self::Good,
        }
    }
}

impl Report {
    /// A report without blocks yet.
    pub fn new(title: impl Into<String>, subtitle: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            subtitle: subtitle.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}
