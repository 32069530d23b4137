//! The binary form of an envelope read back: strictly, so that equal content is
//! always equal bytes.

use super::{Abouts, Event, Named, Reading, Replaces, Scalar, binary, lent::Fields};
use crate::{Day, Error, ErrorKind, Result, text::nfc};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Deepest nesting of `data` and `personal`.
const DEPTH: usize = 64;

/// Bytes that are read from the front.
pub(crate) struct Cursor<'a> {
    whole: usize,
    rest: &'a [u8],
    /// What is known to be ASCII, and how many bytes stand before it.
    ascii: &'a str,
    ascii_at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            whole: bytes.len(),
            rest: bytes,
            ascii: "",
            ascii_at: 0,
        }
    }

    /// Looks whether the rest is ASCII, so that its texts need not be looked at one
    /// by one.
    pub fn look_ahead(&mut self) {
        if self.ascii.is_empty() && self.rest.is_ascii() {
            self.ascii_at = self.at();
            self.ascii = core::str::from_utf8(self.rest).unwrap_or("");
        }
    }

    /// How many bytes were read.
    pub fn at(&self) -> usize {
        self.whole - self.rest.len()
    }

    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn fault(&self, expected: impl Into<String>) -> Error {
        Error::new(ErrorKind::BrokenBytes)
            .found(format!("byte {}", self.at()))
            .expected(expected)
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or_else(|| self.fault(format!("{length} B")))?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| self.fault(format!("{N} B")))
    }

    pub fn byte(&mut self) -> Result<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A number in its shortest form.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn number(&mut self) -> Result<u64> {
        // Most take one byte.
        if let Some((byte @ 0..0x80, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(u64::from(*byte));
        }
        self.longer_number()
    }

    fn longer_number(&mut self) -> Result<u64> {
        let mut number = 0_u64;
        for shift in (0..).step_by(7).take(10) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            number |= part << shift;
            if byte < 0x80 {
                if byte == 0 && shift > 0 {
                    break;
                }
                return Ok(number);
            }
        }
        Err(self.fault("a number in its shortest form"))
    }

    /// A count of things of which each takes at least one byte, so that no count
    /// makes more room than there are bytes.
    pub fn count(&mut self) -> Result<usize> {
        let number = self.number()?;
        usize::try_from(number)
            .ok()
            .filter(|count| *count <= self.rest.len())
            .ok_or_else(|| self.fault(format!("{number} B")))
    }

    /// Bytes after their number.
    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.count()?;
        self.take(length)
    }

    /// A text in NFC after the number of its bytes.
    pub fn text(&mut self) -> Result<&'a str> {
        let bytes = self.bytes()?;
        let end = self.at().wrapping_sub(self.ascii_at);
        let known = self.ascii.get(end.wrapping_sub(bytes.len())..end);
        if let Some(text) = known {
            return Ok(text);
        }
        let text = core::str::from_utf8(bytes).map_err(|_| self.fault("UTF-8"))?;
        match nfc(text) {
            Cow::Borrowed(_) => Ok(text),
            Cow::Owned(_) => Err(self.fault("NFC")),
        }
    }
}

/// What a body says, with the version of its envelope.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decoded {
    pub v: u32,
    /// The event; its personal part is read apart.
    pub event: Event,
}

/// What a body and a personal part say, lent from their bytes: for events that hold
/// nothing but texts, whole numbers, and yes or no. Room is used again.
#[derive(Default)]
pub(crate) struct Plain<'a> {
    pub v: u32,
    pub kind: &'a str,
    /// Whether it replaces another.
    pub replaces: bool,
    on: Option<Day>,
    unit: Option<&'a str>,
    about: Vec<Named<'a>>,
    data: Vec<(&'a str, Scalar<'a>)>,
    personal: Vec<(&'a str, Scalar<'a>)>,
}

impl<'a> Plain<'a> {
    /// Reads; false for what is no such event, of which [`body`] and [`personal`] say
    /// more.
    pub fn read(&mut self, body: &'a [u8], personal: Option<&'a [u8]>) -> bool {
        self.about.clear();
        self.data.clear();
        self.personal.clear();
        let mut part = Cursor::new(personal.unwrap_or(&[7, 0]));
        self.read_body(body).is_ok()
            && plain_fields(&mut part, &mut self.personal).is_ok()
            && part.is_done()
            && personal.is_some() != self.personal.is_empty()
    }

    fn read_body(&mut self, bytes: &'a [u8]) -> Result<()> {
        let mut from = Cursor::new(bytes);
        from.look_ahead();
        self.replaces = self.front(&mut from)?.is_some();
        plain_fields(&mut from, &mut self.data)?;
        if from.is_done() {
            Ok(())
        } else {
            Err(from.fault("the end"))
        }
    }

    /// Reads what stands before `data`; gives the event that it replaces, and its digest.
    fn front(&mut self, from: &mut Cursor<'a>) -> Result<Option<(&'a str, binary::Digest)>> {
        if from.byte()? != 1 {
            return Err(from.fault("01"));
        }
        self.v = u32::try_from(from.number()?).map_err(|_| from.fault("a version"))?;
        self.kind = super::vocabulary::check_code(from.text()?)?;
        self.on = match i32::from_be_bytes(from.array()?) {
            0 => None,
            day => Some(Day::from_number(day).ok_or_else(|| from.fault("a day"))?),
        };
        from.look_ahead();
        // An empty text is not compared: see `Named::is_as`.
        let unit = from.text()?;
        self.unit = match unit.is_empty() {
            true => None,
            false => Some(crate::id::check(unit)?),
        };
        for _ in 0..from.count()? {
            let about = Named {
                role: from.text()?,
                noun: from.text()?,
                id: crate::id::check(from.text()?)?,
            };
            let before = self.about.last();
            if before.is_some_and(|before| before.compare(&about).is_ge()) {
                return Err(from.fault("ascending"));
            }
            self.about.push(about);
        }
        match from.byte()? {
            0 => Ok(None),
            1 => Ok(Some((from.text()?, binary::Digest(from.array()?)))),
            _ => Err(from.fault("00, 01")),
        }
    }

    /// What it says.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            on: self.on,
            unit: self.unit,
            about: Abouts::Plain(&self.about),
            data: Fields::Plain(&self.data),
            personal: Fields::Plain(&self.personal),
        }
    }
}

fn plain_fields<'a>(from: &mut Cursor<'a>, fields: &mut Vec<(&'a str, Scalar<'a>)>) -> Result<()> {
    if from.byte()? != 7 {
        return Err(from.fault("07"));
    }
    for _ in 0..from.count()? {
        let name = from.text()?;
        if fields.last().is_some_and(|(before, _)| *before >= name) {
            return Err(from.fault("ascending"));
        }
        let value = match from.byte()? {
            1 => Scalar::YesNo(false),
            2 => Scalar::YesNo(true),
            3 => Scalar::Whole(whole(from)?),
            4 => match whole(from)? {
                0 => return Err(from.fault("> 0")),
                below => Scalar::Whole(-below),
            },
            5 => Scalar::Text(from.text()?),
            _ => return Err(from.fault("01–05")),
        };
        fields.push((name, value));
    }
    Ok(())
}

/// Reads a body.
///
/// # Errors
///
/// It is not one, or not in the one form that its content has.
pub(crate) fn body(bytes: &[u8]) -> Result<Decoded> {
    let mut from = Cursor::new(bytes);
    let mut front = Plain::default();
    let replaced = front.front(&mut from)?;
    let mut event = Event::new(front.kind);
    event.on = front.on;
    event.unit = front.unit.map(str::to_owned);
    event.about = front.about.iter().map(|about| about.to_about()).collect();
    event.replaces = replaced.map(|(event, digest)| Replaces {
        event: event.to_owned(),
        digest: digest.to_string(),
    });
    event.data = object(&mut from)?;
    if from.is_done() {
        Ok(Decoded { v: front.v, event })
    } else {
        Err(from.fault("the end"))
    }
}

/// Reads a personal part.
///
/// # Errors
///
/// It is not one, or not in the one form that its content has.
pub(crate) fn personal(bytes: &[u8]) -> Result<Map<String, Value>> {
    let mut from = Cursor::new(bytes);
    let fields = object(&mut from)?;
    if from.is_done() && !fields.is_empty() {
        Ok(fields)
    } else {
        Err(from.fault("the end"))
    }
}

/// Reads a body, and the personal part where it is there.
///
/// # Errors
///
/// One of them cannot be read.
pub(crate) fn event(bytes: &[u8], part: Option<&[u8]>) -> Result<Decoded> {
    let mut decoded = body(bytes)?;
    if let Some(part) = part {
        decoded.event.personal = personal(part)?;
    }
    Ok(decoded)
}

/// The kind of an event and whether it replaces another, without reading the rest.
pub(crate) fn glance(body: &[u8]) -> Result<(&[u8], bool)> {
    let mut from = Cursor::new(body);
    from.byte()?;
    from.number()?;
    let kind = from.bytes()?;
    from.take(4)?;
    from.bytes()?;
    for _ in 0..from.count()? {
        for _ in 0..3 {
            from.bytes()?;
        }
    }
    Ok((kind, from.byte()? != 0))
}

fn object(from: &mut Cursor<'_>) -> Result<Map<String, Value>> {
    match value(from, DEPTH)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(from.fault("07")),
    }
}

fn whole(from: &mut Cursor<'_>) -> Result<i64> {
    let number = from.number()?;
    i64::try_from(number)
        .ok()
        .filter(|number| *number < 1 << 53)
        .ok_or_else(|| from.fault("< 2^53"))
}

fn value(from: &mut Cursor<'_>, depth: usize) -> Result<Value> {
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(Error::new(ErrorKind::TooDeep).expected(DEPTH.to_string()));
    };
    Ok(match from.byte()? {
        0 => Value::Null,
        1 => Value::Bool(false),
        2 => Value::Bool(true),
        3 => Value::from(whole(from)?),
        4 => match whole(from)? {
            0 => return Err(from.fault("> 0")),
            below => Value::from(-below),
        },
        5 => Value::from(from.text()?),
        6 => {
            let mut items = Vec::new();
            for _ in 0..from.count()? {
                items.push(value(from, deeper)?);
            }
            Value::Array(items)
        }
        7 => {
            let mut fields = Map::new();
            let mut before: Option<&str> = None;
            for _ in 0..from.count()? {
                let name = from.text()?;
                if before.is_some_and(|before| before >= name) {
                    return Err(from.fault("ascending"));
                }
                before = Some(name);
                match value(from, deeper)? {
                    Value::Null => return Err(from.fault("no null")),
                    inner => fields.insert(name.to_owned(), inner),
                };
            }
            Value::Object(fields)
        }
        _ => return Err(from.fault("00–07")),
    })
}
