//! Journals among the files that are opened, and what is asked of them.

use super::{Fault, Report};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    error::Faults,
    event::{Event, lines},
    import::{Options, Source},
    journal::{
        Became, Folding, Identity, Journal, KnownAt, Ledger, Opening, Outcome, Personal, Skew,
    },
    json,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The fields of `answers`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AskedAnswers {
    /// Records of this device alone; null: of all.
    pub device: Option<String>,
    /// Of this epoch alone; null: of all.
    pub epoch: Option<u32>,
    /// Numbers after this one.
    pub since: u64,
    /// These outcomes alone, by name; empty: all.
    pub outcomes: Vec<String>,
}

/// The fields of `records`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AskedRecords {
    /// Records of this device alone; null: of all.
    pub device: Option<String>,
    /// Of this epoch alone; null: of all.
    pub epoch: Option<u32>,
    /// Numbers after this one.
    pub since: u64,
}

/// The answer to `journal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct JournalSummary {
    /// How many records there are.
    pub records: usize,
    /// What has arrived of each device and epoch.
    pub chains: Vec<ChainSummary>,
    /// How many records each outcome has.
    pub outcomes: Vec<OutcomeCount>,
    /// Clocks that are ahead of others, by receipts.
    pub skews: Vec<Skew>,
    /// Whether the bytes hold personal parts that are erased: then they are to be
    /// written anew.
    pub must_rewrite: bool,
    /// Bytes that were cut off or damaged, records that could not be read, gaps and
    /// forks.
    pub faults: Report,
}

/// What has arrived of a device and epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChainSummary {
    /// The device.
    pub device: String,
    /// Which life of it.
    pub epoch: u32,
    /// How far one record follows on another from the first on.
    pub reached: u64,
    /// The greatest number that has arrived.
    pub greatest: u64,
}

/// How many records have an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OutcomeCount {
    /// Its number.
    pub code: u8,
    /// Its name.
    pub outcome: Became,
    /// How many.
    pub records: usize,
}

/// The answer to `answers`: what became of each record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Answers {
    /// By device, epoch, number and digest.
    pub answers: Vec<Answer>,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Answer {
    /// Which record.
    pub record: Identity,
    /// The digest of its event: with it a correction or retraction names it.
    pub digest: String,
    /// The kind of its event; empty where that cannot be read.
    pub kind: String,
    /// The number of what became of it.
    pub code: u8,
    /// What became of it.
    pub outcome: Became,
    /// Whether what it says holds.
    pub holds: bool,
    /// Why, unless it is simply in effect.
    pub reason: Option<Fault>,
    /// The records that it repeats, contradicts or gives way to.
    pub others: Vec<Identity>,
}

/// The answer to `records`: the records in a form for people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Records {
    /// By device, epoch, number and digest.
    pub records: Vec<RecordShown>,
}

/// A record in a form for people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordShown {
    /// Which.
    pub record: Identity,
    /// Its Lamport counter.
    pub lamport: u64,
    /// What the device's clock showed.
    pub instant: crate::time::Instant,
    /// The beginning of the digest of the record before it; null for the first.
    pub previous: Option<String>,
    /// Its own digest.
    pub digest: String,
    /// The digest of its event.
    pub event_digest: String,
    /// Whether the event came out of tables.
    pub imported: bool,
    /// `none`, `there` or `gone`.
    pub personal: &'static str,
    /// The event; null where it cannot be read.
    #[cfg_attr(test, schemars(with = "Option<Map<String, Value>>"))]
    pub event: Option<Event>,
}

impl Answer {
    pub(super) fn of(one: &Outcome) -> Self {
        Self {
            record: one.record.clone(),
            digest: one.digest.to_string(),
            kind: one.kind.clone(),
            code: one.became.code(),
            outcome: one.became,
            holds: one.holds,
            reason: one.reason.as_ref().map(Fault::of),
            others: one.others.clone(),
        }
    }
}

/// A journal that was opened, and what it folds to.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub(super) ledger: Ledger,
    lost: Faults,
    options: Options,
}

/// Whether a file is a journal: by the ending of its name.
pub(super) fn is_journal(source: &Source<'_>) -> bool {
    let ending = source.file.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("journal"))
}

fn allowed(options: &Options) -> lines::Options {
    lines::Options {
        allow_sensitive: options.allow_sensitive.clone(),
        allow_personal_ids: options.allow_personal_ids,
    }
}

impl Recorded {
    /// Opens journals, which must stand alone, and folds their union.
    ///
    /// # Errors
    ///
    /// A file is no journal, or is of another version.
    pub fn open(files: &[Source<'_>], options: Options) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let mut opening = Opening::default();
        let (mut losses, mut unread) = (0, 0);
        for source in files {
            if !is_journal(source) {
                return Err(Error::new(ErrorKind::JournalWithTables)
                    .found(source.file)
                    .into());
            }
            let at = |error: Error| {
                error.at(crate::error::At::Byte {
                    file: source.file.to_owned(),
                    offset: 0,
                })
            };
            opening.go_on(source.bytes).map_err(at)?;
            while opening.step(usize::MAX) {}
            for unread in opening.unread().iter().skip(unread) {
                faults.push(unread.error(source.file));
            }
            for loss in opening.losses().iter().skip(losses) {
                faults.push(loss.error(source.file));
            }
            (losses, unread) = (opening.losses().len(), opening.unread().len());
        }
        let (journal, _) = opening.finish();
        Ok(Self::of(journal, faults, options))
    }

    /// A journal that was opened, folded; with what was lost on the way.
    pub fn of(journal: Journal, lost: Faults, options: Options) -> Self {
        Self {
            ledger: Ledger::new(journal, allowed(&options), options.vocabulary.clone()),
            lost,
            options,
        }
    }

    /// What was lost, could not be read, has not arrived, or forks.
    pub fn faults(&self) -> Faults {
        let mut faults = self.lost.clone();
        for gap in self.journal().gaps() {
            faults.push(gap.error());
        }
        for fork in self.journal().forks() {
            faults.push(fork.error());
        }
        faults
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        self.ledger.journal()
    }

    /// What the journal says, as far as it holds.
    pub fn registry(&self) -> &Registry {
        self.ledger.registry()
    }

    /// The last day on which something happened.
    pub fn last_day(&self) -> Option<Day> {
        self.ledger.last_day()
    }

    /// Whether ids may look like identity or phone numbers.
    pub(super) fn allows_personal_ids(&self) -> bool {
        self.options.allow_personal_ids
    }

    /// What became of each record, by device, epoch, number and digest.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.ledger.outcomes()
    }

    /// The registry as a host knew it: `HOST@INSTANT`.
    ///
    /// # Errors
    ///
    /// The text is no host and instant, or the host has recorded nothing.
    pub fn known_at(&self, text: &str) -> Result<Registry> {
        let known: KnownAt = text.parse()?;
        let then = self.journal().known_at(&known)?;
        let options = allowed(&self.options);
        let folding = Folding::new(&then, &options).with_words(self.options.vocabulary.clone());
        let mut registry = folding.finish().registry;
        registry.known_at = Some(text.into());
        Ok(registry)
    }

    /// What has arrived of each device, and what was lost.
    pub fn summary(&self) -> JournalSummary {
        let count = |became: Became| OutcomeCount {
            code: became.code(),
            outcome: became,
            records: self.outcomes().filter(|one| one.became == became).count(),
        };
        JournalSummary {
            records: self.journal().len(),
            chains: self
                .journal()
                .chains()
                .map(|chain| ChainSummary {
                    device: chain.device().to_owned(),
                    epoch: chain.epoch(),
                    reached: chain.reached(),
                    greatest: chain.greatest(),
                })
                .collect(),
            outcomes: Became::ALL.iter().copied().map(count).collect(),
            skews: self.journal().skews(),
            must_rewrite: self.journal().must_rewrite(),
            faults: Report::of(&self.faults()),
        }
    }

    /// What became of each record that is asked about.
    ///
    /// # Errors
    ///
    /// There is no such outcome.
    pub fn answers(&self, asked: &AskedAnswers) -> Result<Answers> {
        for (at, name) in asked.outcomes.iter().enumerate() {
            if !Became::ALL.iter().any(|became| became.name() == name) {
                let known: Vec<&str> = Became::ALL.iter().map(|became| became.name()).collect();
                return Err(Error::new(ErrorKind::UnknownValue)
                    .found(name.as_str())
                    .expected(known.join(", "))
                    .path(format!("/outcomes/{at}")));
            }
        }
        let is_asked = |one: &&Outcome| {
            wanted(
                &one.record,
                asked.device.as_deref(),
                asked.epoch,
                asked.since,
            ) && (asked.outcomes.is_empty()
                || asked.outcomes.iter().any(|name| name == one.became.name()))
        };
        let answers = self.outcomes().filter(is_asked).map(Answer::of);
        Ok(Answers {
            answers: answers.collect(),
        })
    }

    /// The records that are asked about, in a form for people.
    pub fn records(&self, asked: &AskedRecords) -> Records {
        let records = self.journal().records().filter(|record| {
            let which = record.identity();
            wanted(&which, asked.device.as_deref(), asked.epoch, asked.since)
        });
        let shown = records.map(|record| RecordShown {
            record: record.identity(),
            lamport: record.lamport,
            instant: record.instant,
            previous: (record.number > 1).then(|| {
                let digits = record.previous.iter();
                digits.map(|byte| format!("{byte:02x}")).collect()
            }),
            digest: record.digest().to_string(),
            event_digest: record.event_digest().to_string(),
            imported: record.imported,
            personal: match record.personal {
                Personal::None => "none",
                Personal::There { .. } => "there",
                Personal::Gone(_) => "gone",
            },
            event: record.event().ok().map(|decoded| decoded.event),
        });
        Records {
            records: shown.collect(),
        }
    }
}

fn wanted(which: &Identity, device: Option<&str>, epoch: Option<u32>, since: u64) -> bool {
    device.is_none_or(|device| which.device == device)
        && epoch.is_none_or(|epoch| which.epoch == epoch)
        && which.number > since
}

/// The host and instant that a request asks as of.
pub(super) fn known_at(request: &str) -> Option<String> {
    let fields: Map<String, Value> = json::read(request).ok()?;
    let known = fields.get("question")?.get("known_at")?;
    known.as_str().map(str::to_owned)
}
