//! The binary form of an envelope, and the digests made of it.
//!
//! It is laid down to the byte, so that others can write it. A *number* is
//! LEB128 (seven bits a byte, lowest first, the shortest form). A *text* is the
//! number of its bytes, then UTF-8 in NFC. The **body** is:
//!
//! | bytes | what |
//! |---|---|
//! | `01` | the version of this form |
//! | number | `v` |
//! | text | `kind` |
//! | 4, highest first | `on`: days since 31 December of the year 0; 0: since ever |
//! | text | `unit`; empty: none |
//! | number, then each: text, text, text | `about`: `as` (empty: none), `noun`, `id`; in byte order of the three, each once |
//! | `00`, or `01`, text, 32 bytes | `replaces`: the event and its digest |
//! | value | `data`, an object |
//!
//! A *value* is `00` null, `01` false, `02` true, `03` and a number for an
//! integer from 0, `04` and the number of its distance from 0 for one below,
//! `05` and a text, `06` and a number of values for an array, `07` and a number
//! of (text, value) for an object: in byte order of the names, fields that are
//! null left out. So a field that is null and one that is absent are the same,
//! and so are a `data` that is absent and an empty one.
//!
//! The **personal part** is the value of `personal`; there is none where that
//! is absent or empty. It enters the digest of the event by its *commitment*
//! alone: SHA-256 over a salt of 16 bytes and the personal part. The **digest**
//! is SHA-256 over the body and then `00` where there is no personal part, or
//! `01` and the commitment. Whoever keeps the commitment can take the personal
//! part away and still prove the rest; the salt keeps a name from being guessed
//! from what is left. The salt of an imported event is 16 zero bytes, and its
//! digest is never kept after its personal part has gone.
//!
//! The **key** of an event is what identifies it among the imported ones: the
//! text of its kind, `on` if the kind counts it (else 4 zero bytes), the ids and
//! the fields of `data` that the [kind](super::kind) marks as its key, written as
//! above. Two events of one key that say something else contradict each other.

use super::{About, Abouts, Envelope, Named, Reading, Replaces, Scalar, kind::Kind, lent::Fields};
use crate::{Day, Result, order::Order, text::nfc};
use core::fmt;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The salt of imported events.
pub const NO_SALT: [u8; 16] = [0; 16];

/// The commitment to a personal part.
pub fn commitment(salt: &[u8; 16], personal: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(personal);
    Digest(hasher.finalize().into())
}

/// The digest of an event, from its body and the commitment to its personal part.
pub fn digest(body: &[u8], commitment: Option<&Digest>) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(body);
    match commitment {
        None => hasher.update([0]),
        Some(commitment) => {
            hasher.update([1]);
            hasher.update(commitment.0);
        }
    }
    Digest(hasher.finalize().into())
}

/// What an event says, its personal part aside.
pub(super) struct Said<'e> {
    pub v: u32,
    pub kind: &'e str,
    pub on: Option<Day>,
    pub unit: Option<&'e str>,
    pub about: &'e [About],
    pub replaces: Option<&'e Replaces>,
    pub data: &'e Map<String, Value>,
}

/// The binary form of everything but the personal part.
pub(super) fn body(said: &Said<'_>) -> Vec<u8> {
    let mut bytes = vec![1];
    number(&mut bytes, u64::from(said.v));
    text(&mut bytes, said.kind);
    day(&mut bytes, said.on);
    text(&mut bytes, said.unit.unwrap_or(""));
    abouts(&mut bytes, said.about.iter().map(Named::of));
    match said.replaces {
        None => bytes.push(0),
        Some(replaced) => {
            bytes.push(1);
            text(&mut bytes, &replaced.event);
            let digits = replaced.digest.as_bytes();
            for pair in digits.chunks(2) {
                let byte = core::str::from_utf8(pair).ok();
                let byte = byte.and_then(|pair| u8::from_str_radix(pair, 16).ok());
                bytes.push(byte.unwrap_or(0));
            }
        }
    }
    object(&mut bytes, said.data);
    bytes
}

/// The binary form of a personal part; nothing where it says nothing.
pub(super) fn personal_part(fields: &Map<String, Value>) -> Option<Vec<u8>> {
    if fields.values().all(Value::is_null) {
        return None;
    }
    let mut bytes = Vec::new();
    object(&mut bytes, fields);
    Some(bytes)
}

impl Envelope<'_> {
    /// The binary form of everything but the personal part.
    ///
    /// ```
    /// use noidai::event::Envelope;
    /// let one = r#"{"v":1,"kind":"x","data":{"a":1,"b":null}}"#;
    /// let other = r#"{ "data": {"a": 1}, "kind": "x", "v": 1, "personal": {"name": "Bé"} }"#;
    /// let body = |text: &str| Envelope::read(text.as_bytes())?.body();
    /// assert_eq!(body(one)?, body(other)?);
    /// assert_eq!(body(one)?, b"\x01\x01\x01x\0\0\0\0\0\0\0\x07\x01\x01a\x03\x01");
    /// # Ok::<(), noidai::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If `data` is no object.
    pub fn body(&self) -> Result<Vec<u8>> {
        let data = self.data_fields()?;
        Ok(body(&Said {
            v: self.v,
            kind: &self.kind,
            on: self.on,
            unit: self.unit.as_deref(),
            about: &self.about,
            replaces: self.replaces.as_ref(),
            data: &data,
        }))
    }

    /// The binary form of the personal part; nothing where there is none.
    ///
    /// # Errors
    ///
    /// If `personal` is no object.
    pub fn personal_part(&self) -> Result<Option<Vec<u8>>> {
        Ok(personal_part(&self.personal_fields()?))
    }

    /// The digest of the event with a salt for its personal part.
    ///
    /// # Errors
    ///
    /// If `data` or `personal` is no object.
    pub fn digest(&self, salt: &[u8; 16]) -> Result<Digest> {
        let personal = self.personal_part()?;
        let commitment = personal.map(|part| commitment(salt, &part));
        Ok(digest(&self.body()?, commitment.as_ref()))
    }

    /// The key of the event among the imported ones; of an unknown kind, its body.
    ///
    /// # Errors
    ///
    /// If `data` is no object.
    pub fn key(&self) -> Result<Vec<u8>> {
        match Kind::of(&self.kind) {
            None => self.body(),
            Some(kind) => Ok(key(kind, self.on, &self.about, &self.data_fields()?)),
        }
    }
}

/// The key of an event of a kind.
pub(crate) fn key(
    kind: &Kind,
    on: Option<Day>,
    about: &[About],
    data: &Map<String, Value>,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    let (about, data) = (Abouts::Whole(about), Fields::Whole(data));
    write_key(&mut bytes, kind, on, about, data);
    bytes
}

/// The key of an event of a kind, behind what stands in `bytes` already.
pub(crate) fn key_of(bytes: &mut Vec<u8>, kind: &Kind, event: &Reading<'_>) {
    write_key(bytes, kind, event.on, event.about, event.data);
}

fn write_key(
    bytes: &mut Vec<u8>,
    kind: &Kind,
    on: Option<Day>,
    about: Abouts<'_>,
    data: Fields<'_>,
) {
    text(bytes, kind.name);
    day(bytes, on.filter(|_| kind.on.is_key()));
    let is_key = |about: &Named<'_>| {
        let mut whom = kind.about.iter();
        whom.any(|who| who.used.is_key() && who.is(about))
    };
    match about {
        // In order, and each once.
        Abouts::Plain(all) if !cfg!(target_family = "wasm") => {
            let own = all.iter().filter(|about| is_key(about));
            number(bytes, own.clone().count() as u64);
            own.for_each(|about| named(bytes, about));
        }
        _ => abouts(bytes, about.iter().filter(is_key)),
    }
    let fields = kind.data.iter().filter(|field| field.used.is_key());
    let fields = fields.filter_map(|field| Some((field.name, data.get(field.name)?)));
    let mut fields: Vec<(&str, Scalar<'_>)> = fields.collect();
    fields.order_by(|a, b| a.0.cmp(b.0));
    bytes.push(7);
    number(bytes, fields.len() as u64);
    for (name, said) in fields {
        text(bytes, name);
        match said {
            Scalar::YesNo(yes) => bytes.push(1 + u8::from(yes)),
            Scalar::Whole(number) => whole(bytes, number),
            Scalar::Text(said) => {
                bytes.push(5);
                text(bytes, said);
            }
            Scalar::Other(other) => value(bytes, other),
        }
    }
}

fn whole(bytes: &mut Vec<u8>, said: i64) {
    bytes.push(if said < 0 { 4 } else { 3 });
    number(bytes, said.unsigned_abs());
}

/// A number in the shortest form.
pub(crate) fn number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    if text.is_empty() {
        bytes.push(0);
        return;
    }
    let text = nfc(text);
    number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn day(bytes: &mut Vec<u8>, day: Option<Day>) {
    let number = day.map_or(0, Day::number);
    bytes.extend_from_slice(&number.to_be_bytes());
}

fn abouts<'a>(bytes: &mut Vec<u8>, about: impl Iterator<Item = Named<'a>>) {
    // No role and an empty one are the same.
    let mut all: Vec<Named<'_>> = about.collect();
    all.order_by(Named::compare);
    all.dedup_by(|one, other| one.compare(other).is_eq());
    number(bytes, all.len() as u64);
    all.iter().for_each(|about| named(bytes, about));
}

fn named(bytes: &mut Vec<u8>, about: &Named<'_>) {
    text(bytes, about.role);
    text(bytes, about.noun);
    text(bytes, about.id);
}

fn object(bytes: &mut Vec<u8>, fields: &Map<String, Value>) {
    fields_of(
        bytes,
        fields.iter().map(|(name, value)| (name.as_str(), value)),
    );
}

fn fields_of<'f>(bytes: &mut Vec<u8>, fields: impl Iterator<Item = (&'f str, &'f Value)>) {
    bytes.push(7);
    let mut named: Vec<_> = fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (nfc(name), value))
        .collect();
    named.order_by(|a, b| a.0.cmp(&b.0));
    number(bytes, named.len() as u64);
    for (name, inner) in named {
        text(bytes, &name);
        value(bytes, inner);
    }
}

/// Depth is bounded by the reader of JSON.
fn value(bytes: &mut Vec<u8>, given: &Value) {
    match given {
        Value::Null => bytes.push(0),
        Value::Bool(false) => bytes.push(1),
        Value::Bool(true) => bytes.push(2),
        Value::Number(whole) => match whole.as_i64() {
            Some(said) => self::whole(bytes, said),
            _ => {
                bytes.push(3);
                number(bytes, whole.as_u64().unwrap_or(0));
            }
        },
        Value::String(said) => {
            bytes.push(5);
            text(bytes, said);
        }
        Value::Array(items) => {
            bytes.push(6);
            number(bytes, items.len() as u64);
            for item in items {
                value(bytes, item);
            }
        }
        Value::Object(fields) => object(bytes, fields),
    }
}
