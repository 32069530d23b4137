//! Events as JSON: what is refused and where, and that nothing is lost.

mod laws;
mod refusals;

use noidai::{
    error::Faults,
    event::{
        Batch,
        lines::{self, Options, Read, Source},
    },
};

fn read(text: &[u8]) -> Result<Read, Faults> {
    let source = Source {
        file: "events.jsonl",
        bytes: text,
    };
    lines::read(Batch::default(), &[source], &Options::default())
}
