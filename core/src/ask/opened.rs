//! A registry made of files.

use super::{
    Files, Report, Summary,
    answer::{answer, covered, difference, placed},
    journals::{Recorded, is_journal, known_at},
    kept::Kept,
    request::{AskedDifference, Request, rule},
};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    coverage::{Coverage, Question},
    event::{Flag, Vocabulary},
    import::{Aside, Faults, Import, InColumns, Mapping, Options, Progress, Source},
    json,
    platform::Platform,
    rule::Rule,
    skill::Catalogue,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How files are opened: a document. Absent fields have their default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Opening {
    /// Codes of sensitive flags that are let in; none by default.
    pub allow_sensitive: Vec<String>,
    /// Whether ids may look like identity or phone numbers; no by default.
    pub allow_personal_ids: bool,
    /// Skill catalogues besides the five basic skills.
    pub catalogues: Vec<Catalogue>,
    /// Platforms besides the built-in ones.
    pub platforms: Vec<Platform>,
    /// Flags besides the built-in ones.
    pub flags: Vec<Flag>,
    /// The user's own headers and words; none by default.
    pub mapping: Mapping,
    /// Whether faulty rows are set aside and the rest used; no by default.
    pub set_aside: bool,
    /// Whether the reasons of rows set aside repeat personal values; no by
    /// default.
    pub show_personal: bool,
    /// About how many bytes the files and what is read from them may take; null, the
    /// default: as many as there are. It is counted before each row is laid down; past it
    /// nothing is opened.
    pub budget_bytes: Option<u64>,
}

/// A registry, with what was said while its files were read.
#[derive(Clone, Debug)]
pub struct Opened {
    holds: Holds,
    notes: Faults,
    aside: Aside,
    kept: Kept,
}

/// What files hold.
#[derive(Clone, Debug)]
enum Holds {
    Tables(Box<Registry>, Option<Day>),
    Journal(Box<Recorded>),
    /// A journal that is told what is new.
    Told(Box<Recorded>),
}

impl Opened {
    /// Opens files; `options` is an [`Opening`] document, `{}` for the defaults.
    ///
    /// # Errors
    ///
    /// Every fault of the options or of the files, and then every contradiction
    /// between facts, placed where each stands. Nothing is opened then.
    pub fn open(files: &[Source<'_>], options: &str) -> Result<Self, Faults> {
        OpeningWork::new(files, options)?.finish()
    }

    /// Opens the files of a journal, which may be none yet, to keep it open: it is
    /// [told](Self::tell) what is new, and asked without opening anew.
    ///
    /// # Errors
    ///
    /// Every fault of the options; a file that is no journal, or of another version.
    pub fn keep(files: &[Source<'_>], options: &str) -> Result<Self, Faults> {
        let options = Opening::read(options)?;
        options.check_budget(of_journals(files))?;
        let recorded = Recorded::open(files, options)?;
        Ok(Self::of(Holds::Told(Box::new(recorded))))
    }

    fn of(holds: Holds) -> Self {
        Self {
            holds,
            notes: Faults::default(),
            aside: Aside::default(),
            kept: Kept::default(),
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    ///
    /// The request is not one, or cannot be answered; paths count from the
    /// request.
    pub fn ask(&self, request: &str) -> Result<String, Faults> {
        match Request::read(request)? {
            Request::Opened => Ok(json::write(&self.summary())?),
            Request::SetAside => Ok(json::write(&Files {
                files: &self.aside.files,
            })?),
            Request::Journal => Ok(json::write(&self.recorded()?.summary())?),
            Request::Answers(asked) => Ok(json::write(&self.recorded()?.answers(&asked)?)?),
            Request::Records(asked) => Ok(json::write(&self.recorded()?.records(&asked))?),
            Request::Append(asked) => Ok(json::write(&self.still()?.append(&asked)?)?),
            Request::Exchange(asked) => Ok(json::write(&self.recorded()?.exchange(&asked)?)?),
            Request::Pack => Ok(json::write(&self.recorded()?.pack())?),
            Request::Change(asked) => self.changed(&asked),
            asked => {
                let registry = self.known(request)?;
                answer((&registry, &self.kept_of(&registry)), &asked)
            }
        }
    }

    /// The answer to a request for coverage as a value, for hosts that take its rows
    /// without a document.
    ///
    /// # Errors
    ///
    /// As [`Opened::ask`]; a request for something else.
    pub fn coverage(&self, request: &str) -> Result<Coverage, Faults> {
        match Request::read(request)? {
            Request::Coverage(asked) => {
                let registry = self.known(request)?;
                covered((&registry, &self.kept_of(&registry)), &asked)
            }
            _ => Err(of_another_request()),
        }
    }

    /// What a request for coverage asks, and of which registry, for hosts that count in
    /// steps.
    ///
    /// # Errors
    ///
    /// As [`Opened::coverage`].
    pub fn asked_of_all(&self, request: &str) -> Result<AskedOfAll<'_>, Faults> {
        match Request::read(request)? {
            Request::Coverage(asked) => {
                let registry = self.known(request)?;
                let rule = rule(&asked.rule, registry.vocabulary())?;
                let question = asked.question;
                Ok(AskedOfAll {
                    registry,
                    rule,
                    question,
                })
            }
            _ => Err(of_another_request()),
        }
    }

    /// What was known at the instant that a request names, else everything.
    fn known(&self, request: &str) -> Result<Cow<'_, Registry>> {
        let known = self.journal().and_then(|_| known_at(request));
        self.as_known(known.as_deref(), "/question/known_at")
    }

    /// What is kept of a registry: of what was known at an instant nothing.
    fn kept_of(&self, registry: &Registry) -> Kept {
        match core::ptr::eq(registry, self.registry()) {
            true => self.kept.clone(),
            false => Kept::default(),
        }
    }

    /// What was known at an instant, which stands at a place of the request, else
    /// everything.
    fn as_known(&self, known: Option<&str>, place: &str) -> Result<Cow<'_, Registry>> {
        match (self.journal(), known) {
            (Some(recorded), Some(known)) => {
                let then = recorded.known_at(known);
                Ok(Cow::Owned(then.map_err(|error| error.path(place))?))
            }
            _ => Ok(Cow::Borrowed(self.registry())),
        }
    }

    fn changed(&self, asked: &AskedDifference) -> Result<String, Faults> {
        let (from, to) = (&asked.question.from.known_at, &asked.question.to.known_at);
        let now = self.as_known(to.as_deref(), "/question/to/known_at")?;
        let then = match from == to {
            true => None,
            false => Some(self.as_known(from.as_deref(), "/question/from/known_at")?),
        };
        difference(then.as_deref(), (&now, &self.kept_of(&now)), asked)
    }

    fn journal(&self) -> Option<&Recorded> {
        match &self.holds {
            Holds::Tables(..) => None,
            Holds::Journal(recorded) | Holds::Told(recorded) => Some(recorded),
        }
    }

    fn recorded(&self) -> Result<&Recorded> {
        let lacking = || {
            let error = Error::new(ErrorKind::UnknownRequest)
                .found("journal, answers, records, append, exchange, pack");
            error.expected("*.journal").path("/ask")
        };
        self.journal().ok_or_else(lacking)
    }

    /// A journal that is told nothing: what is appended to it changes nothing.
    fn still(&self) -> Result<&Recorded> {
        match &self.holds {
            Holds::Told(_) => {
                let error = Error::new(ErrorKind::UnknownRequest).found("append");
                Err(error.expected(r#"{"tell":"record"}"#).path("/ask"))
            }
            _ => self.recorded(),
        }
    }

    /// The journal that is told what is new. What was made of its registry is forgotten.
    pub(super) fn told(&mut self) -> Result<&mut Recorded> {
        self.kept = Kept::default();
        match &mut self.holds {
            Holds::Told(recorded) => Ok(recorded),
            _ => {
                let error = Error::new(ErrorKind::UnknownRequest).found("tell");
                Err(error.expected("ask").path(""))
            }
        }
    }

    /// The registry.
    pub fn registry(&self) -> &Registry {
        match &self.holds {
            Holds::Tables(registry, _) => registry,
            Holds::Journal(recorded) | Holds::Told(recorded) => recorded.registry(),
        }
    }

    fn last_day(&self) -> Option<Day> {
        match &self.holds {
            Holds::Tables(_, last_day) => *last_day,
            Holds::Journal(recorded) | Holds::Told(recorded) => recorded.last_day(),
        }
    }

    /// What was said while the files were read, and what a journal lacks.
    fn notes(&self) -> Faults {
        match self.journal() {
            None => self.notes.clone(),
            Some(recorded) => recorded.faults(),
        }
    }

    /// The rows that were set aside, as files that can be mended and fed back.
    pub fn aside(&self) -> &Aside {
        &self.aside
    }

    fn summary(&self) -> Summary {
        let registry = self.registry();
        Summary {
            last_day: self.last_day(),
            units: registry
                .units
                .iter()
                .filter(|unit| unit.is_recorded())
                .count(),
            committees: registry.committees.iter().flatten().count(),
            organisations: registry.organisations.iter().flatten().count(),
            teams: registry.teams.iter().flatten().count(),
            people: registry.people.iter().flatten().count(),
            households: registry.households.iter().flatten().count(),
            stalls: registry.stalls.iter().flatten().count(),
            activities: registry.activities.iter().flatten().count(),
            notes: Report::of(&self.notes()),
            set_aside: Report::of(&self.aside.reasons),
        }
    }
}

/// Why a request for something else has no rows.
fn of_another_request() -> Faults {
    let error = Error::new(ErrorKind::UnknownRequest).path("/ask");
    let error = error.found_words("của yêu cầu khác", "of another request");
    error.expected("coverage").into()
}

/// A question of coverage with all that it is answered from.
pub struct AskedOfAll<'o> {
    /// What is asked: everything, or what was known at an instant.
    pub registry: Cow<'o, Registry>,
    /// The rule.
    pub rule: Rule,
    /// The question.
    pub question: Question,
}

impl AskedOfAll<'_> {
    /// A fault of rule or question, placed in the request.
    pub fn placed(error: Error) -> Error {
        placed(error)
    }
}

/// What is read of journals takes a few times their bytes, whatever they say.
fn of_journals(files: &[Source<'_>]) -> u64 {
    let all: u64 = files.iter().map(|file| file.bytes.len() as u64).sum();
    all.saturating_mul(OF_A_JOURNAL)
}

/// Opening files in steps, so that a host can show progress and stop it. Dropping it
/// changes nothing.
pub struct OpeningWork<'f>(Work<'f>);

enum Work<'f> {
    Tables(Box<Import<'f>>),
    /// Journals are opened in one go, at the end.
    Journals(Vec<Source<'f>>, Box<Options>),
}

/// How many times its bytes a journal may take, read.
const OF_A_JOURNAL: u64 = 4;

impl<'f> OpeningWork<'f> {
    /// Nothing is read yet but the options.
    ///
    /// # Errors
    ///
    /// Every fault of the options.
    pub fn new(files: &[Source<'f>], options: &str) -> Result<Self, Faults> {
        let options = Opening::read(options)?;
        Ok(Self(if files.iter().any(is_journal) {
            options.check_budget(of_journals(files))?;
            Work::Journals(files.to_vec(), Box::new(options))
        } else {
            Work::Tables(Box::new(Import::new(files, options)))
        }))
    }

    /// The same of tables in columns, which a host has in memory of its own.
    ///
    /// # Errors
    ///
    /// Every fault of the options.
    pub fn of_columns(tables: &[&'f dyn InColumns], options: &str) -> Result<Self, Faults> {
        let opening: Opening = json::read(options)?;
        let import = Import::of_columns(tables, opening.options()?);
        Ok(Self(Work::Tables(Box::new(import))))
    }

    /// Reads about so many bytes further.
    pub fn step(&mut self, max_work: u64) -> Progress {
        match &mut self.0 {
            Work::Tables(import) => import.step(max_work),
            Work::Journals(files, _) => {
                let all = files.iter().map(|file| file.bytes.len() as u64).sum();
                Progress { done: all, all }
            }
        }
    }

    /// Reads what is left, and lays the facts down.
    ///
    /// # Errors
    ///
    /// Every fault of the files, and then every contradiction between facts, placed
    /// where each stands. Nothing is opened then.
    pub fn finish(self) -> Result<Opened, Faults> {
        let import = match self.0 {
            Work::Tables(import) => import,
            Work::Journals(files, options) => {
                let recorded = Recorded::open(&files, *options)?;
                return Ok(Opened::of(Holds::Journal(Box::new(recorded))));
            }
        };
        let opened = import.finish()?.open()?;
        Ok(Opened {
            notes: Faults {
                count: opened.note_count,
                first: opened.notes,
            },
            aside: opened.aside,
            holds: Holds::Tables(Box::new(opened.registry), opened.last_day),
            kept: Kept::default(),
        })
    }
}

impl Opening {
    fn read(text: &str) -> Result<Options, Faults> {
        let opening: Self = json::read(text)?;
        opening.options()
    }

    /// The words put into a vocabulary, each fault placed in this document.
    pub(super) fn options(self) -> Result<Options, Faults> {
        let mut vocabulary = Vocabulary::default();
        let mut faults = Faults::default();
        let mut put = |list: &str, at: usize, added: Result<()>| {
            if let Err(error) = added {
                faults.push(error.within(&format!("/{list}/{at}")));
            }
        };
        for (at, catalogue) in self.catalogues.into_iter().enumerate() {
            put("catalogues", at, vocabulary.add_catalogue(catalogue));
        }
        for (at, platform) in self.platforms.into_iter().enumerate() {
            put("platforms", at, vocabulary.add_platform(platform));
        }
        for (at, flag) in self.flags.into_iter().enumerate() {
            put("flags", at, vocabulary.add_flag(flag));
        }
        if let Err(own) = self.mapping.check() {
            for error in own.first {
                faults.push(error.within("/mapping"));
            }
        }
        if faults.count > 0 {
            return Err(faults);
        }
        Ok(Options {
            allow_sensitive: self.allow_sensitive,
            allow_personal_ids: self.allow_personal_ids,
            vocabulary,
            mapping: self.mapping,
            set_aside: self.set_aside,
            show_personal: self.show_personal,
            budget_bytes: self.budget_bytes,
        })
    }
}
