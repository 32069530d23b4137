//! The values of one slot, one after the other.

use super::{folded, shape::Slot, unfolded};
use crate::{
    Result,
    event::{binary::number, decode::Cursor},
    hashed::HashMap,
};

/// What stands in a slot of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own<'a> {
    /// A number, or that of a day.
    Number(u64),
    Digest(&'a [u8]),
    Bytes(&'a [u8]),
    Text(&'a [u8]),
}

/// Most digits at the end of a text that are read as a number.
const DIGITS: usize = 15;

/// How many digits a text ends with, and their number.
fn digits(text: &[u8]) -> (usize, u64) {
    let digits = text.iter().rev().take(DIGITS);
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
    let last = text.len() - digits;
    let value = |number: u64, digit: &u8| number * 10 + u64::from(digit & 15);
    let number = text.iter().skip(last).fold(0, value);
    (digits, number)
}

/// Appends a text with another number at its end, which differs so much from its own.
fn renumber(to: &mut Vec<u8>, text: &[u8], difference: u64) {
    let (width, number) = digits(text);
    to.extend(text.iter().take(text.len() - width));
    if width > 0 {
        let number = number.wrapping_add(difference);
        to.extend(format!("{number:0width$}").bytes());
    }
}

/// Writes a column.
#[derive(Default)]
pub(super) struct Writing<'a> {
    number: u64,
    text: &'a [u8],
    /// Texts that were written, by their places.
    places: HashMap<&'a [u8], usize>,
}

impl<'a> Writing<'a> {
    pub fn put(&mut self, bytes: &mut Vec<u8>, own: Own<'a>) {
        match own {
            Own::Number(own) => {
                number(bytes, folded(own.wrapping_sub(self.number)));
                self.number = own;
            }
            Own::Digest(own) => bytes.extend_from_slice(own),
            Own::Bytes(own) => {
                number(bytes, own.len() as u64);
                bytes.extend_from_slice(own);
            }
            Own::Text(own) => self.put_text(bytes, own),
        }
    }

    fn put_text(&mut self, bytes: &mut Vec<u8>, text: &'a [u8]) {
        let is_first = self.places.is_empty();
        let known = self.places.get(text).map(|place| 1 + 2 * *place as u64);
        let difference = digits(text).1.wrapping_sub(digits(self.text).1);
        let mut again = Vec::new();
        renumber(&mut again, self.text, difference);
        // A difference of more than 60 bits has no room.
        let differs = (!is_first && again == text && folded(difference) >> 60 == 0)
            .then(|| 2 + 2 * folded(difference));
        match [known, differs].into_iter().flatten().min() {
            Some(said) => number(bytes, said),
            None => {
                bytes.push(0);
                number(bytes, text.len() as u64);
                bytes.extend_from_slice(text);
                let place = self.places.len();
                self.places.insert(text, place);
            }
        }
        self.text = text;
    }
}

/// The values of all columns.
pub(super) struct Columns {
    /// Numbers, and where texts stand.
    values: Vec<u64>,
    texts: Vec<u8>,
    /// Most bytes of the texts.
    most: usize,
}

impl Columns {
    pub fn new(most: usize) -> Self {
        Self {
            values: Vec::new(),
            texts: Vec::new(),
            most,
        }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Reads the column of a slot in so many records.
    pub fn read(&mut self, from: &mut Cursor<'_>, slot: Slot, records: usize) -> Result<()> {
        let mut before = 0_u64;
        let mut places: Vec<u64> = Vec::new();
        for _ in 0..records {
            let value = match slot {
                Slot::Number | Slot::Day | Slot::DayText => {
                    before.wrapping_add(unfolded(from.number()?))
                }
                Slot::Digest => self.lay(from.take(32)?),
                Slot::Bytes => self.lay(from.bytes()?),
                Slot::Text => match from.number()? {
                    0 => {
                        let text = self.lay(from.bytes()?);
                        places.push(text);
                        text
                    }
                    said if said % 2 == 1 => {
                        let place = usize::try_from(said / 2).unwrap_or(usize::MAX);
                        let known = places.get(place).copied();
                        known.ok_or_else(|| from.fault("a text"))?
                    }
                    // What stands before the first is no text to go on from.
                    _ if places.is_empty() => return Err(from.fault("a text")),
                    2 => before,
                    said => {
                        let text = self.text(before).to_vec();
                        let start = self.texts.len();
                        renumber(&mut self.texts, &text, unfolded((said - 2) / 2));
                        span(start, self.texts.len())
                    }
                },
            };
            if self.texts.len() > self.most {
                return Err(from.fault(format!("{} B", self.most)));
            }
            self.values.push(value);
            before = value;
        }
        Ok(())
    }

    fn lay(&mut self, bytes: &[u8]) -> u64 {
        let start = self.texts.len();
        self.texts.extend_from_slice(bytes);
        span(start, self.texts.len())
    }

    /// A value that is a number.
    pub fn number(&self, at: usize) -> u64 {
        self.values.get(at).copied().unwrap_or(0)
    }

    /// A value that is a text or bytes.
    pub fn bytes(&self, at: usize) -> &[u8] {
        self.text(self.number(at))
    }

    fn text(&self, span: u64) -> &[u8] {
        let (start, end) = (span >> 32, span & 0xffff_ffff);
        self.texts.get(start as usize..end as usize).unwrap_or(&[])
    }
}

/// Where a text stands; all of them are few megabytes at most.
fn span(start: usize, end: usize) -> u64 {
    (start as u64) << 32 | end as u64
}
