//! What records of one sort have in common, and what is their own.

use super::column::Own;
use crate::{
    Day, Result,
    event::{binary::number, decode::Cursor},
};

/// Deepest nesting of values.
const DEPTH: usize = 64;

const AS_IT_IS: u8 = 0;
const IN_FORM: u8 = 1;
/// In a value: the text of a day.
const DAY: u8 = 8;

/// What stands in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Number,
    /// A day as four bytes.
    Day,
    /// A day as a text.
    DayText,
    Digest,
    Bytes,
    Text,
}

/// A record parted into its shape and what is its own.
#[derive(Default)]
pub(super) struct Parted<'a> {
    pub shape: Vec<u8>,
    pub own: Vec<Own<'a>>,
}

impl<'a> Parted<'a> {
    /// Takes a body in.
    pub fn body(&mut self, bytes: &'a [u8]) {
        self.in_form_or_as_it_is(bytes, Self::body_in_form);
    }

    /// Takes a personal part in.
    pub fn part(&mut self, bytes: &'a [u8]) {
        self.in_form_or_as_it_is(bytes, |parted, from| parted.value(from, DEPTH));
    }

    fn in_form_or_as_it_is(
        &mut self,
        bytes: &'a [u8],
        in_form: impl FnOnce(&mut Self, &mut Cursor<'a>) -> Result<()>,
    ) {
        let (shape, own) = (self.shape.len(), self.own.len());
        self.shape.push(IN_FORM);
        let mut from = Cursor::new(bytes);
        if in_form(self, &mut from).is_err() || !from.is_done() {
            self.shape.truncate(shape);
            self.own.truncate(own);
            self.shape.push(AS_IT_IS);
            self.own.push(Own::Bytes(bytes));
        }
    }

    fn body_in_form(&mut self, from: &mut Cursor<'a>) -> Result<()> {
        if from.byte()? != 1 {
            return Err(from.fault("01"));
        }
        number(&mut self.shape, from.number()?);
        self.text(from)?;
        match u32::from_be_bytes(from.array()?) {
            0 => self.shape.push(0),
            day => self.one_more(Own::Number(day.into())),
        }
        match from.bytes()? {
            [] => self.shape.push(0),
            unit => self.one_more(Own::Text(unit)),
        }
        let about = from.count()?;
        number(&mut self.shape, about as u64);
        for _ in 0..about {
            self.text(from)?;
            self.text(from)?;
            self.own.push(Own::Text(from.bytes()?));
        }
        match from.byte()? {
            0 => self.shape.push(0),
            1 => {
                self.one_more(Own::Text(from.bytes()?));
                self.own.push(Own::Digest(from.take(32)?));
            }
            _ => return Err(from.fault("00, 01")),
        }
        self.value(from, DEPTH)
    }

    fn one_more(&mut self, own: Own<'a>) {
        self.shape.push(1);
        self.own.push(own);
    }

    fn text(&mut self, from: &mut Cursor<'a>) -> Result<()> {
        let text = from.bytes()?;
        number(&mut self.shape, text.len() as u64);
        self.shape.extend_from_slice(text);
        Ok(())
    }

    fn value(&mut self, from: &mut Cursor<'a>, depth: usize) -> Result<()> {
        let deeper = depth.checked_sub(1).ok_or_else(|| from.fault("64"))?;
        let tag = from.byte()?;
        match tag {
            0..=2 => self.shape.push(tag),
            3 | 4 => {
                self.shape.push(tag);
                self.own.push(Own::Number(from.number()?));
            }
            5 => {
                let text = from.bytes()?;
                let day = Day::parse_iso(text).filter(|day| day.to_string().as_bytes() == text);
                let number = day.and_then(|day| u32::try_from(day.number()).ok());
                let (tag, own) = match number {
                    Some(number) => (DAY, Own::Number(number.into())),
                    None => (tag, Own::Text(text)),
                };
                self.shape.push(tag);
                self.own.push(own);
            }
            6 | 7 => {
                let count = from.count()?;
                self.shape.push(tag);
                number(&mut self.shape, count as u64);
                for _ in 0..count {
                    if tag == 7 {
                        self.text(from)?;
                    }
                    self.value(from, deeper)?;
                }
            }
            _ => return Err(from.fault("00–07")),
        }
        Ok(())
    }
}

/// Puts what is a record's own into a shape.
pub(super) struct Filling<'s, 'f> {
    pub shape: Cursor<'s>,
    /// What was filled so far.
    pub bytes: Vec<u8>,
    /// Writes what stands in the next slot.
    pub slot: &'f mut dyn FnMut(Slot, &mut Vec<u8>) -> Result<()>,
}

impl Filling<'_, '_> {
    /// The body.
    pub fn body(&mut self) -> Result<Vec<u8>> {
        if self.is_in_form()? {
            self.body_in_form()?;
        }
        Ok(core::mem::take(&mut self.bytes))
    }

    /// The personal part.
    pub fn part(&mut self) -> Result<Vec<u8>> {
        if self.is_in_form()? {
            self.value(DEPTH)?;
        }
        Ok(core::mem::take(&mut self.bytes))
    }

    fn is_in_form(&mut self) -> Result<bool> {
        let is_in_form = self.is_one()?;
        if !is_in_form {
            self.own(Slot::Bytes)?;
        }
        Ok(is_in_form)
    }

    /// `01`, or else `00`.
    fn is_one(&mut self) -> Result<bool> {
        match self.shape.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.shape.fault("00, 01")),
        }
    }

    fn own(&mut self, slot: Slot) -> Result<()> {
        (self.slot)(slot, &mut self.bytes)
    }

    fn body_in_form(&mut self) -> Result<()> {
        self.bytes.push(1);
        let v = self.shape.number()?;
        number(&mut self.bytes, v);
        self.text()?;
        if self.is_one()? {
            self.own(Slot::Day)?;
        } else {
            self.bytes.extend([0; 4]);
        }
        if self.is_one()? {
            self.own(Slot::Text)?;
        } else {
            self.bytes.push(0);
        }
        for _ in 0..self.count()? {
            self.text()?;
            self.text()?;
            self.own(Slot::Text)?;
        }
        let replaces = self.is_one()?;
        self.bytes.push(u8::from(replaces));
        if replaces {
            self.own(Slot::Text)?;
            self.own(Slot::Digest)?;
        }
        self.value(DEPTH)
    }

    fn count(&mut self) -> Result<usize> {
        let count = self.shape.count()?;
        number(&mut self.bytes, count as u64);
        Ok(count)
    }

    fn text(&mut self) -> Result<()> {
        let text = self.shape.bytes()?;
        number(&mut self.bytes, text.len() as u64);
        self.bytes.extend_from_slice(text);
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<()> {
        let deeper = depth.checked_sub(1).ok_or_else(|| self.shape.fault("64"))?;
        let tag = self.shape.byte()?;
        self.bytes.push(if tag == DAY { 5 } else { tag });
        match tag {
            0..=2 => Ok(()),
            3 | 4 => self.own(Slot::Number),
            5 => self.own(Slot::Text),
            DAY => self.own(Slot::DayText),
            6 | 7 => {
                for _ in 0..self.count()? {
                    if tag == 7 {
                        self.text()?;
                    }
                    self.value(deeper)?;
                }
                Ok(())
            }
            _ => Err(self.shape.fault("00–08")),
        }
    }
}
