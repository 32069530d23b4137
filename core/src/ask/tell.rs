//! A journal that is kept open is told what is new.

use super::{
    Answer, AskedAppend, Opened, Recorded, Report,
    exchange::{bytes, hex, no_digits, placed},
    request::{NoFields, named, unknown},
};
use crate::{
    Result,
    error::Faults,
    journal::{Outcome, file},
    json,
};
use serde::{Deserialize, Serialize};

/// What `tell` can say.
pub const TELLINGS: [&str; 4] = ["record", "confirm", "merge", "rewritten"];

/// The fields of `merge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedMerge {
    /// A piece that another journal gave, or a whole journal, in digits of base 16.
    pub piece: String,
}

/// The answer to whatever is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Told {
    /// What became of each entry that was recorded, in their order.
    pub answers: Vec<Answer>,
    /// How many records are new.
    pub new: usize,
    /// How many of those that came were known.
    pub known: usize,
    /// What is to be put at the end of a file of this store, in digits of base 16. Once it
    /// is stored `confirm` is told; if it cannot be stored the journal is given back, and
    /// opened again from what is.
    pub bytes: String,
    /// What a new file begins with.
    pub header: String,
    /// What became of other records, where it is something else than before.
    pub changed: Vec<Answer>,
    /// Whether stored bytes hold personal parts that are erased by now: then what `pack`
    /// gives is to take the place of all files, and `rewritten` is told.
    pub must_rewrite: bool,
    /// What of a piece holds no whole record.
    pub faults: Report,
}

fn answers(outcomes: &[Outcome]) -> Vec<Answer> {
    outcomes.iter().map(Answer::of).collect()
}

impl Opened {
    /// Tells a journal that was opened by [`keep`](Self::keep) what is new. What is told is
    /// one JSON object whose `tell` names it:
    ///
    /// | `tell` | fields | what is told |
    /// |---|---|---|
    /// | `record` | `device`, `epoch`, `instant`, `entries`: as `append` | events are recorded, all or none |
    /// | `confirm` | | what was recorded is stored, and may be shared |
    /// | `merge` | `piece` | what another journal gave |
    /// | `rewritten` | | what `pack` gave took the place of all files |
    ///
    /// The answer is [`Told`]. What is asked afterwards is answered as if everything had been
    /// opened anew, at the cost of the new alone where nothing else changes by it; in
    /// WebAssembly everything is folded anew.
    ///
    /// ```
    /// use noidai::{ask::Opened, journal::file};
    /// let mut journal = Opened::keep(&[], "{}")?;
    /// let told = journal.tell(r#"{"tell":"record","device":"phone-1","epoch":1,
    ///     "instant":"2025-06-01T01:30:00.000Z","entries":[{"event":{"v":1,"kind":
    ///     "person-recorded","about":[{"noun":"person","id":"p1"}],"data":{}}}]}"#)?;
    /// assert!(told.contains(r#""outcome":"in-effect""#));
    /// // The host stores the bytes, and then:
    /// journal.tell(r#"{"tell":"confirm"}"#)?;
    /// assert!(journal.ask(r#"{"ask":"opened"}"#)?.contains(r#""people":1"#));
    /// # Ok::<(), noidai::error::Faults>(())
    /// ```
    ///
    /// # Errors
    ///
    /// It was not opened to be kept, or what is told cannot be so; then nothing is changed.
    pub fn tell(&mut self, telling: &str) -> Result<String, Faults> {
        let recorded = self.told()?;
        let mut told = match Telling::read(telling)? {
            Telling::Record(asked) => recorded.record(&asked)?,
            Telling::Merge(asked) => recorded.merge(&asked)?,
            Telling::Confirm => {
                recorded.ledger.confirm();
                Told::default()
            }
            Telling::Rewritten => {
                recorded.ledger.rewritten();
                Told::default()
            }
        };
        told.header = hex(&file::header());
        told.must_rewrite = recorded.journal().must_rewrite();
        Ok(json::write(&told)?)
    }
}

enum Telling {
    Record(AskedAppend),
    Confirm,
    Merge(AskedMerge),
    Rewritten,
}

impl Telling {
    fn read(text: &str) -> Result<Self> {
        let (name, fields) = named(text, "tell", &TELLINGS)?;
        let alone = |telling| json::from_value::<NoFields>(&fields).map(|_| telling);
        match name.as_str() {
            "record" => json::from_value(&fields).map(Self::Record),
            "confirm" => alone(Self::Confirm),
            "merge" => json::from_value(&fields).map(Self::Merge),
            "rewritten" => alone(Self::Rewritten),
            _ => Err(unknown(&name, "tell", &TELLINGS)),
        }
    }
}

impl Recorded {
    fn record(&mut self, asked: &AskedAppend) -> Result<Told, Faults> {
        let (writer, entries) = self.entries(asked)?;
        let posted = self.ledger.append_all(&writer, &entries).map_err(placed)?;
        Ok(Told {
            new: entries.len(),
            bytes: hex(&posted.bytes),
            answers: answers(&posted.outcomes),
            changed: answers(&posted.changed),
            ..Told::default()
        })
    }

    fn merge(&mut self, asked: &AskedMerge) -> Result<Told> {
        let path = || "/piece".to_owned();
        let piece = bytes(&asked.piece).ok_or_else(|| no_digits(path(), "0–9a–f"))?;
        let merged = self.ledger.merge(&piece);
        let (merged, changed) = merged.map_err(|error| error.path(path()))?;
        let mut faults = Faults::default();
        for loss in &merged.losses {
            faults.push(loss.error("/piece"));
        }
        Ok(Told {
            new: merged.new,
            known: merged.known,
            bytes: hex(&merged.bytes),
            changed: answers(&changed),
            faults: Report::of(&faults),
            ..Told::default()
        })
    }
}
