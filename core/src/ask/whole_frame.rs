//! A frame with all that it can answer, built or loaded from bytes, asked by documents.
//! Apart from [`Framed`](super::Framed), which is what a page fetches.

use super::{
    AskedFrame, Opened,
    answer::placed,
    exchange::{bytes, hex},
    request,
};
use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{Coverage, OnDay, Question, Verdict},
    error::At,
    event::Vocabulary,
    frame::{Frame, FrameFile, Needs, Partial},
    import::Faults,
    json,
    rule::Rule,
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The requests of a frame, each with all its fields.
const REQUESTS: [(&str, &[&str]); 5] = [
    ("coverage", &["rule", "question"]),
    ("coverages", &["rules", "question"]),
    ("subjects", &["rule", "question", "verdict"]),
    ("part", &["rule", "question", "part", "of"]),
    ("merge", &["rule", "question", "parts"]),
];

/// What is asked of a frame, read: see [`WholeFrame::ask`].
#[derive(Clone, Debug)]
pub struct FrameRequest {
    ask: &'static str,
    fields: Map<String, Value>,
    rules: Vec<Rule>,
    question: Question,
    needs: Needs,
}

/// Which subjects a verdict is about, by the slots of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FrameSubjects {
    /// Slots where the rule's subjects stand: of units, places on the map of the day.
    pub slots: u64,
    /// How many subjects there are.
    pub count: u64,
    /// A bit for each slot, eight a byte, the lowest first, as digits of base 16. A
    /// household or team has the bit of its last slot.
    pub bits: String,
}

/// The answer for a part of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FramePart {
    /// Its bytes, as digits of base 16.
    pub bytes: String,
}

/// What a frame holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FrameSummary {
    /// The day that it is of.
    pub day: Day,
    /// The skill catalogue of its rules.
    pub catalogue: String,
    /// Residents, and one more for each household without any.
    pub slots: usize,
    /// Bytes of its file.
    pub bytes: usize,
    /// Days on whose maps it can be answered, its own first.
    pub maps: Vec<Day>,
    /// Its planes.
    pub planes: Vec<FramePlane>,
    /// Whether every byte was checked, and not only the header, index and document.
    pub is_verified: bool,
    /// Whether it was made of simulated data.
    pub is_simulated: bool,
}

/// A plane of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FramePlane {
    /// What it says of each slot.
    pub plane: String,
    /// Its bytes.
    pub bytes: usize,
}

/// Everybody of a day as bit planes: a rule over all of them is answered in a moment.
///
/// A frame that was loaded takes a plane out of its bytes, and checks it, when a question
/// needs it first.
#[derive(Clone)]
pub struct WholeFrame {
    file: Option<FrameFile<'static>>,
    /// Nothing as long as nothing was asked of a file.
    frame: Option<Frame>,
}

impl WholeFrame {
    /// The frame of a registry; `request` is an [`AskedFrame`] document.
    ///
    /// # Errors
    ///
    /// The request is not one, or what the frame cannot answer, by name.
    pub fn new(opened: &Opened, request: &str) -> Result<Self, Faults> {
        let asked: AskedFrame = json::read(request)?;
        let registry = opened.registry();
        let vocabulary = registry.vocabulary();
        let rules = request::rules(&asked.rules, vocabulary)?;
        let on_day = OnDay::new(registry, asked.question.day);
        let rules: Vec<&Rule> = rules.iter().collect();
        let frame = Frame::for_rules(&on_day, &rules, &asked.question);
        Ok(Self {
            file: None,
            frame: Some(frame.map_err(placed)?),
        })
    }

    /// The frame of a file's bytes, whose header, index and document are checked.
    ///
    /// # Errors
    ///
    /// The bytes are no frame, of another version, cut short, or damaged.
    pub fn load(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self {
            file: Some(FrameFile::open(bytes)?),
            frame: None,
        })
    }

    /// Answers a request, one object whose `ask` names what is asked (nothing:
    /// `coverage`) and whose other fields are all needed:
    ///
    /// | `ask` | fields | answer |
    /// |---|---|---|
    /// | `coverage` | `rule`, `question` | [`Coverage`], the same as that of a registry |
    /// | `coverages` | `rules`, `question` | a list of them, one a rule |
    /// | `subjects` | `rule`, `question`, `verdict` | [`FrameSubjects`]: whom a verdict is about |
    /// | `part` | `rule`, `question`, `part`, `of` | [`FramePart`]: the part so numbered, from 0, of so many |
    /// | `merge` | `rule`, `question`, `parts` | [`Coverage`] of parts, merged |
    ///
    /// # Errors
    ///
    /// The request is not one, or what the frame cannot answer, by name; a plane that is
    /// needed is damaged.
    pub fn ask(&mut self, request: &str) -> Result<String, Faults> {
        let asked = self.read(request)?;
        self.take(&asked)?;
        self.answer(&asked)
    }

    /// The words that its rules are written in.
    fn vocabulary(&self) -> Result<Cow<'_, Vocabulary>> {
        match (&self.frame, &self.file) {
            (Some(frame), _) => Ok(Cow::Borrowed(frame.vocabulary())),
            (_, Some(file)) => Ok(Cow::Owned(file.vocabulary()?)),
            _ => Ok(Cow::default()),
        }
    }

    /// Reads a request.
    ///
    /// # Errors
    ///
    /// It is none; every fault of its rules.
    pub fn read(&self, request: &str) -> Result<FrameRequest, Faults> {
        let mut fields: Map<String, Value> = json::read(request)?;
        let name = match fields.get("ask") {
            None => "coverage",
            Some(name) => name.as_str().unwrap_or("—"),
        };
        let Some((ask, known)) = REQUESTS.iter().find(|(known, _)| *known == name) else {
            let names = REQUESTS.map(|(name, _)| name).join(", ");
            let error = Error::new(ErrorKind::UnknownRequest).found(name);
            return Err(error.expected(names).path("/ask").into());
        };
        fields = json::without(fields, "ask");
        if let Some(field) = fields.keys().find(|own| !known.contains(&own.as_str())) {
            let error = Error::new(ErrorKind::UnknownValue).found(field);
            let path = format!("/{field}");
            return Err(error.expected(known.join(", ")).path(path).into());
        }
        if let Some(missing) = known.iter().find(|own| !fields.contains_key(**own)) {
            let error = Error::new(ErrorKind::MissingField).expected(*missing);
            return Err(error.path("").into());
        }
        let vocabulary = self.vocabulary()?;
        let rules = match (fields.get("rule"), fields.get("rules")) {
            (Some(rule), _) => vec![request::rule(rule, &vocabulary)?],
            (_, Some(Value::Array(rules))) => request::rules(rules, &vocabulary)?,
            (_, other) => return Err(wrong(other, "[…]", "/rules").into()),
        };
        let question = fields.get("question").unwrap_or(&Value::Null);
        let question = json::from_value(question).map_err(|error| error.within("/question"))?;
        let mut needs = Needs::default();
        if let Some(file) = &self.file {
            let all: Vec<&Rule> = rules.iter().collect();
            let own = Needs::of(&all, &question, file.catalogue());
            needs = own.map_err(in_request)?;
        }
        Ok(FrameRequest {
            ask,
            fields,
            rules,
            question,
            needs,
        })
    }

    /// Whether every plane that a request needs was taken out of the bytes already, so
    /// that [`take`](Self::take) has nothing to do.
    pub fn has(&self, asked: &FrameRequest) -> bool {
        match (&self.file, &self.frame) {
            (Some(file), Some(frame)) => !file.has_more(frame, &asked.needs),
            (_, frame) => frame.is_some(),
        }
    }

    /// Takes the planes that a request needs out of the bytes.
    ///
    /// # Errors
    ///
    /// One is damaged, or not there.
    pub fn take(&mut self, asked: &FrameRequest) -> Result<(), Faults> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let taken = match &mut self.frame {
            Some(frame) => file.load_more(frame, &asked.needs),
            none => file.load(&asked.needs).map(|frame| *none = Some(frame)),
        };
        Ok(taken.map_err(in_request)?)
    }

    /// Answers a request whose planes were taken.
    ///
    /// # Errors
    ///
    /// As [`ask`](Self::ask).
    pub fn answer(&self, asked: &FrameRequest) -> Result<String, Faults> {
        let (frame, question) = (self.frame()?, &asked.question);
        match (asked.ask, asked.rules.as_slice()) {
            ("coverages", rules) => {
                let answers = rules.iter().map(|rule| frame.coverage(rule, question));
                let answers: Vec<Coverage> = answers.collect::<Result<_>>().map_err(in_request)?;
                Ok(json::write(&answers)?)
            }
            ("subjects", [rule]) => {
                let bits = self.bits(asked)?;
                let ones = bits.iter().map(|byte| u64::from(byte.count_ones()));
                Ok(json::write(&FrameSubjects {
                    slots: frame.slots_of(rule.subject) as u64,
                    count: ones.sum(),
                    bits: hex(&bits),
                })?)
            }
            ("part", [rule]) => {
                let (part, of) = (asked.number("part")?, asked.number("of")?);
                if part >= of {
                    let error = Error::new(ErrorKind::OutOfRange).found(part.to_string());
                    return Err(error.expected(format!("< {of}")).path("/part").into());
                }
                let own = frame.cut(rule.subject, of).get(part).cloned();
                let part = frame.part(rule, question, own.unwrap_or_default());
                Ok(json::write(&FramePart {
                    bytes: hex(&part.map_err(in_request)?.to_bytes()),
                })?)
            }
            _ => Ok(json::write(&self.covered(asked)?)?),
        }
    }

    /// As [`answer`](Self::answer), as a value.
    ///
    /// # Errors
    ///
    /// As [`ask`](Self::ask); a request for something else.
    pub fn covered(&self, asked: &FrameRequest) -> Result<Coverage, Faults> {
        let (frame, question) = (self.frame()?, &asked.question);
        match (asked.ask, asked.rules.as_slice()) {
            ("coverage", [rule]) => {
                let answer = frame.coverage(rule, question);
                Ok(answer.map_err(in_request)?)
            }
            ("merge", [rule]) => {
                let whole = self.merged(asked, rule)?;
                let answer = frame.finish(rule, question, whole);
                Ok(answer.map_err(in_request)?)
            }
            (other, _) => Err(another(other, "coverage, merge").into()),
        }
    }

    /// The bits of a request for subjects whose planes were taken: one for each slot,
    /// eight a byte, the lowest first.
    ///
    /// # Errors
    ///
    /// As [`ask`](Self::ask); a request for something else.
    pub fn bits(&self, asked: &FrameRequest) -> Result<Vec<u8>, Faults> {
        let (frame, rule) = match (asked.ask, asked.rules.first()) {
            ("subjects", Some(rule)) => (self.frame()?, rule),
            (other, _) => return Err(another(other, "subjects").into()),
        };
        let verdict = asked.fields.get("verdict");
        let mut known = Verdict::ALL.into_iter();
        let found = known.find(|known| verdict.and_then(Value::as_str) == Some(known.code()));
        let Some(found) = found else {
            let known = Verdict::ALL.map(Verdict::code).join(", ");
            return Err(wrong(verdict, &known, "/verdict").into());
        };
        let words = frame.subjects(rule, &asked.question, found);
        let words = words.map_err(in_request)?.into_iter();
        let mut bits: Vec<u8> = words.flat_map(u64::to_le_bytes).collect();
        bits.truncate(frame.slots_of(rule.subject).div_ceil(8));
        Ok(bits)
    }

    fn merged(&self, asked: &FrameRequest, rule: &Rule) -> Result<Partial> {
        let parts = asked.fields.get("parts").and_then(Value::as_array);
        let mut whole: Option<Partial> = None;
        for (at, part) in parts.into_iter().flatten().enumerate() {
            let path = format!("/parts/{at}");
            let Some(own) = part.as_str().and_then(bytes) else {
                return Err(wrong(Some(part), "0–9a–f", &path));
            };
            let own = Partial::from_bytes(self.frame()?, rule, &asked.question, &own);
            let own = own.map_err(|error| match error.kind() {
                ErrorKind::BrokenBytes | ErrorKind::NotInFrame => error.path(path),
                _ => placed(error),
            })?;
            match &mut whole {
                Some(whole) => whole.merge(&own)?,
                None => whole = Some(own),
            }
        }
        whole.ok_or_else(|| wrong(asked.fields.get("parts"), "[…]", "/parts"))
    }

    /// What it holds; every byte is checked first where that is asked for.
    ///
    /// # Errors
    ///
    /// A byte is not sound, by name.
    pub fn summary(&self, verify: bool) -> Result<FrameSummary> {
        let file = match &self.file {
            Some(file) => Cow::Borrowed(file),
            None => Cow::Owned(FrameFile::open(self.to_bytes()?)?),
        };
        if verify {
            file.verify()?;
        }
        let planes = file.planes().into_iter();
        Ok(FrameSummary {
            day: file.day(),
            catalogue: file.catalogue().code.clone(),
            slots: file.slots(),
            bytes: file.size(),
            maps: file.map_days(),
            planes: planes
                .map(|(plane, bytes)| FramePlane { plane, bytes })
                .collect(),
            is_verified: verify,
            is_simulated: file.is_simulated(),
        })
    }

    /// Its file's bytes.
    ///
    /// # Errors
    ///
    /// A text or table is larger than the form can hold.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        match &self.file {
            Some(file) => Ok(file.bytes().to_vec()),
            None => self.frame()?.to_bytes(),
        }
    }

    /// How many residents it holds, and one more for each household without any.
    pub fn slots(&self) -> usize {
        match (&self.file, &self.frame) {
            (Some(file), _) => file.slots(),
            (_, frame) => frame.as_ref().map_or(0, Frame::slots),
        }
    }

    /// Bytes of the planes that it has taken.
    pub fn bytes(&self) -> usize {
        self.frame.as_ref().map_or(0, Frame::bytes)
    }

    fn frame(&self) -> Result<&Frame> {
        let frame = self.frame.as_ref();
        frame.ok_or_else(|| {
            Error::new(ErrorKind::NotInFrame)
                .found("—")
                .expected("take")
        })
    }
}

impl FrameRequest {
    fn number(&self, field: &str) -> Result<usize> {
        let value = self.fields.get(field);
        let number = value.and_then(Value::as_u64);
        let number = number.and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| wrong(value, "0, 1, 2…", &format!("/{field}")))
    }
}

/// What a request's rule or question cannot have.
fn in_request(error: Error) -> Error {
    match (error.kind(), error.place()) {
        (ErrorKind::BrokenBytes, _) => error,
        // A construct of the rule.
        (ErrorKind::NotInFrame, At::Unplaced) => error.path("/rule"),
        _ => placed(error),
    }
}

fn wrong(found: Option<&Value>, expected: &str, path: &str) -> Error {
    let found = found.map(|found| json::write(found).unwrap_or_default());
    let found = found.unwrap_or_default();
    let error = Error::new(ErrorKind::WrongValue).found(found);
    error.expected(expected).path(path)
}

fn another(found: &str, expected: &str) -> Error {
    let error = Error::new(ErrorKind::UnknownRequest).found(found);
    error.expected(expected).path("/ask")
}
