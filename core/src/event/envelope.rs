//! The envelope that every event travels in.
//!
//! ```json
//! {"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p1"}],
//!  "data":{"birth_year":1967,"sex":"female"},"personal":{"name":"Nguyễn Thị Bé"}}
//! ```
//!
//! `kind` says what happened, `on` the day on which it holds (absent: since
//! ever), `unit` the place, `about` the ids concerned, `replaces` the event that
//! this one corrects, `data` what was found, and `personal` all that erasure must
//! be able to take, also in kinds that a version does not know. A field of the
//! envelope that is not known is refused; one of `data` is kept without effect.

use crate::{
    Day, Error, ErrorKind, Result,
    json::{self, Raw},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The version of the envelope.
pub const VERSION: u32 = 1;

/// An event as it was received; what it says of its kind is read by
/// [`lines`](super::lines).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<'a> {
    /// Version of the envelope.
    pub v: u32,
    /// What happened, such as `skill-assessed`.
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    /// The day on which it holds; absent: since ever.
    #[serde(default)]
    pub on: Option<Day>,
    /// The place, where the kind has one: where a household stands, whose a team is.
    #[serde(default)]
    pub unit: Option<String>,
    /// The ids that it concerns.
    #[serde(default)]
    pub about: Vec<About>,
    /// The event that it corrects.
    #[serde(default)]
    pub replaces: Option<Replaces>,
    /// What was found, as received.
    #[serde(default, borrow)]
    pub data: Option<Raw<'a>>,
    /// What erasure takes, as received.
    #[serde(default, borrow)]
    pub personal: Option<Raw<'a>>,
    #[serde(skip)]
    text: &'a str,
}

/// An id that an event concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// As what, where a noun alone does not say it: `from`, `into`, `learner` …
    #[serde(rename = "as", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `person`, `household`, `unit`, `team`, `committee`, `organisation`, `stall`,
    /// `activity`.
    pub noun: String,
    /// The id.
    pub id: String,
}

/// The event that another corrects: its identity with its digest, so that there
/// are no circles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Replaces {
    /// Its identity.
    pub event: String,
    /// Its digest, 64 digits of base 16.
    pub digest: String,
}

impl<'a> Envelope<'a> {
    /// Reads one event, strictly.
    ///
    /// ```
    /// use noidai::event::Envelope;
    /// let text = r#"{"v":1, "kind":"person-died", "on":"2025-03-02",
    ///     "about":[{"noun":"person","id":"p1"}]}"#;
    /// let event = Envelope::read(text.as_bytes())?;
    /// assert_eq!(event.about[0].id, "p1");
    /// assert_eq!(event.text(), text);
    /// # Ok::<(), noidai::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What [`json`] refuses, an unknown version, an unknown field of the
    /// envelope, and what is no id.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let limits = json::Limits::default();
        let mut read = json::borrow::<Self>(bytes, limits)?;
        read.text = core::str::from_utf8(bytes).unwrap_or("");
        if read.v != VERSION {
            return Err(Error::new(ErrorKind::UnknownVersion)
                .found(read.v.to_string())
                .expected(VERSION.to_string())
                .path("/v"));
        }
        super::vocabulary::check_code(&read.kind).map_err(|error| error.path("/kind"))?;
        for (at, about) in read.about.iter().enumerate() {
            crate::id::check(&about.id).map_err(|error| error.path(format!("/about/{at}/id")))?;
        }
        if let Some(unit) = &read.unit {
            crate::id::check(unit).map_err(|error| error.path("/unit"))?;
        }
        if let Some(replaced) = &read.replaces
            && (replaced.digest.len() != 64
                || !replaced.digest.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            return Err(Error::new(ErrorKind::WrongValue)
                .found(replaced.digest.clone())
                .expected("64 × 0–9a–f")
                .path("/replaces/digest"));
        }
        Ok(read)
    }

    /// The event as it was received, byte for byte.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The event without its personal part: what erasure leaves. `data` stays as
    /// it was received, and the digest of the rest does not change.
    pub fn without_personal(&self) -> String {
        let mut event = Event::new(&self.kind);
        event.on = self.on;
        event.unit.clone_from(&self.unit);
        event.about.clone_from(&self.about);
        event.replaces.clone_from(&self.replaces);
        let mut line = event.line();
        if let Some(data) = self.data {
            line.pop();
            line.push_str(",\"data\":");
            line.push_str(data.get());
            line.push('}');
        }
        line
    }

    /// The event, everything read out of its text.
    ///
    /// # Errors
    ///
    /// If `data` or `personal` is no object.
    pub fn event(&self) -> Result<Event> {
        Ok(Event {
            kind: self.kind.clone().into_owned(),
            on: self.on,
            unit: self.unit.clone(),
            about: self.about.clone(),
            replaces: self.replaces.clone(),
            data: self.data_fields()?,
            personal: self.personal_fields()?,
        })
    }

    /// The fields of `data`.
    ///
    /// # Errors
    ///
    /// If it is no object.
    pub fn data_fields(&self) -> Result<Map<String, Value>> {
        fields(self.data, "/data")
    }

    /// The fields of `personal`.
    ///
    /// # Errors
    ///
    /// If it is no object.
    pub fn personal_fields(&self) -> Result<Map<String, Value>> {
        fields(self.personal, "/personal")
    }
}

fn fields(raw: Option<Raw<'_>>, path: &str) -> Result<Map<String, Value>> {
    let Some(raw) = raw else {
        return Ok(Map::new());
    };
    raw.read()
        .map_err(|_| Error::new(ErrorKind::WrongValue).expected("{…}").path(path))
}

/// An event that is being written.
///
/// ```
/// use noidai::event::Event;
/// let event = Event::new("skill-assessed")
///     .on("2025-08-15".parse()?)
///     .about("person", "p1")
///     .data("catalogue", "basic-skills")
///     .data("skill", "online-payment")
///     .data("level", "fluent")
///     .data("how", "observed");
/// assert!(event.line().starts_with(r#"{"v":1,"kind":"skill-assessed","on":"2025-08-15","about":[{"noun""#));
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The kind.
    pub kind: String,
    /// The day on which it holds.
    pub on: Option<Day>,
    /// The place.
    pub unit: Option<String>,
    /// The ids concerned.
    pub about: Vec<About>,
    /// The event that it corrects.
    pub replaces: Option<Replaces>,
    /// What was found.
    pub data: Map<String, Value>,
    /// What erasure takes.
    pub personal: Map<String, Value>,
}

#[derive(Serialize)]
struct Written<'e> {
    v: u32,
    kind: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'e str>,
    #[serde(skip_serializing_if = "<[About]>::is_empty")]
    about: &'e [About],
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<&'e Replaces>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    data: &'e Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    personal: &'e Map<String, Value>,
}

/// As its line says it.
impl Serialize for Event {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        let written = Written {
            v: VERSION,
            kind: &self.kind,
            on: self.on,
            unit: self.unit.as_deref(),
            about: &self.about,
            replaces: self.replaces.as_ref(),
            data: &self.data,
            personal: &self.personal,
        };
        written.serialize(to)
    }
}

impl Event {
    /// An event of a kind, everything else still to be said.
    pub fn new(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            ..Self::default()
        }
    }

    /// Says the day.
    pub fn on(self, day: Day) -> Self {
        self.since(Some(day))
    }

    /// Says the day; absent: since ever.
    pub fn since(mut self, day: Option<Day>) -> Self {
        self.on = day;
        self
    }

    /// Says the place.
    pub fn unit(mut self, unit: &str) -> Self {
        self.unit = Some(unit.to_owned());
        self
    }

    /// Names an id that it concerns.
    pub fn about(self, noun: &str, id: &str) -> Self {
        self.named(None, noun, id)
    }

    /// Names an id that it concerns, and as what.
    pub fn about_as(self, role: &str, noun: &str, id: &str) -> Self {
        self.named(Some(role), noun, id)
    }

    fn named(mut self, role: Option<&str>, noun: &str, id: &str) -> Self {
        self.about.push(About {
            role: role.map(str::to_owned),
            noun: noun.to_owned(),
            id: id.to_owned(),
        });
        self
    }

    /// Says a field of `data`.
    pub fn data(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }

    /// Says a field of `data` unless it is empty.
    pub fn data_if(self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self
        } else {
            self.data(name, value)
        }
    }

    /// Says a field of `data` that is a day, where there is one.
    pub fn until(self, name: &str, day: Option<Day>) -> Self {
        match day {
            Some(day) => self.data(name, day.to_string()),
            None => self,
        }
    }

    /// Says a field of `personal` unless it is empty.
    pub fn personal_if(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.personal.insert(name.to_owned(), value.into());
        }
        self
    }

    /// The binary form of everything but the personal part.
    pub fn body(&self) -> Vec<u8> {
        super::binary::body(&super::binary::Said {
            v: VERSION,
            kind: &self.kind,
            on: self.on,
            unit: self.unit.as_deref(),
            about: &self.about,
            replaces: self.replaces.as_ref(),
            data: &self.data,
        })
    }

    /// The binary form of the personal part; nothing where there is none.
    pub fn personal_part(&self) -> Option<Vec<u8>> {
        super::binary::personal_part(&self.personal)
    }

    /// The event as one line of JSON, without the line's end. Fields stand in one
    /// order, so the same event is always the same bytes.
    pub fn line(&self) -> String {
        json::write(self).unwrap_or_default()
    }
}
