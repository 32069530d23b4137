//! Packs to records.

use super::{
    MOST_BYTES, MOST_RECORDS, MOST_TIMES,
    column::Columns,
    shape::{Filling, Slot},
    unfolded,
};
use crate::{
    Day, Result,
    event::{
        binary::{Digest, number},
        decode::Cursor,
    },
    journal::{Personal, Record, record, summary::short},
    time::Instant,
};

/// A record out of a pack.
pub(in crate::journal) struct Unpacked {
    pub bytes: Box<[u8]>,
    /// Its digest, and that of its event.
    #[cfg_attr(target_family = "wasm", allow(dead_code))] // No pack is opened there.
    pub digests: (Digest, Digest),
}

/// A shape, and where the values of its slots stand.
struct Shape<'a> {
    bytes: &'a [u8],
    /// How many records have it, and how many of them were filled.
    records: usize,
    filled: usize,
    /// The first value.
    values: usize,
}

/// The records of a pack.
///
/// # Errors
///
/// It is none, or one of its records is not as it was.
pub(in crate::journal) fn unpack(bytes: &[u8]) -> Result<Vec<Unpacked>> {
    let mut from = Cursor::new(bytes);
    let whole = usize::try_from(from.number()?).unwrap_or(usize::MAX);
    if whole > MOST_BYTES.min(bytes.len().saturating_mul(MOST_TIMES)) {
        return Err(from.fault(format!("≤ {MOST_BYTES} B, ≤ {MOST_TIMES} ×")));
    }
    let device = from.text()?;
    let epoch = u32::try_from(from.number()?).map_err(|_| from.fault("< 2^32"))?;
    let first = from.number()?;
    let mut previous = from.array()?;
    let last = from.array()?;
    let mut shapes = Vec::new();
    for _ in 0..few(&mut from)? {
        shapes.push(Shape {
            bytes: from.bytes()?,
            records: 0,
            filled: 0,
            values: 0,
        });
    }
    let count = few(&mut from)?;
    let mut of = Vec::new();
    for _ in 0..count {
        let at = usize::try_from(from.number()?).unwrap_or(usize::MAX);
        let shape = shapes.get_mut(at).ok_or_else(|| from.fault("a shape"))?;
        shape.records += 1;
        of.push(at);
    }
    let mut lamports = Vec::new();
    let mut lamport = 0_u64;
    for _ in 0..count {
        lamport = lamport
            .wrapping_add(1)
            .wrapping_add(unfolded(from.number()?));
        lamports.push(lamport);
    }
    let mut instants = Vec::new();
    let (mut instant, mut step) = (0_u64, 0_u64);
    for _ in 0..count {
        step = step.wrapping_add(unfolded(from.number()?));
        instant = instant.wrapping_add(step);
        instants.push(instant.cast_signed());
    }
    let mut columns = Columns::new(whole);
    for shape in &mut shapes {
        let slots = slots(shape.bytes)?;
        shape.values = columns.len();
        for slot in slots {
            columns.read(&mut from, slot, shape.records)?;
        }
    }
    let mut unpacked = Vec::new();
    let mut room = whole;
    for (at, (lamport, instant)) in (0_u64..).zip(lamports.into_iter().zip(instants)) {
        let place = of.get(at as usize).copied().unwrap_or(0);
        let Some(shape) = shapes.get_mut(place) else {
            break;
        };
        let (flags, parts) = fill(shape, &columns, room)?;
        shape.filled += 1;
        let [body, part] = &parts;
        let personal = match flags & !record::IMPORTED {
            0 => Personal::None,
            record::THERE => Personal::There {
                salt: from.array()?,
                part,
            },
            record::GONE => Personal::Gone(Digest(from.array()?)),
            _ => return Err(from.fault("0–5")),
        };
        let own = Record {
            device,
            epoch,
            number: first.saturating_add(at),
            lamport,
            instant: Instant::from_millis(instant).ok_or_else(|| from.fault("an instant"))?,
            previous,
            imported: flags & record::IMPORTED != 0,
            body,
            personal,
        };
        let bytes = own.to_bytes();
        room = room
            .checked_sub(bytes.len())
            .ok_or_else(|| from.fault(format!("{whole} B")))?;
        let digests = Record::read(&bytes)?.digests_in(&bytes);
        previous = short(&digests.0);
        unpacked.push(Unpacked {
            bytes: bytes.into(),
            digests,
        });
    }
    if previous != last || room > 0 || !from.is_done() {
        return Err(from.fault("the digest of the last record"));
    }
    Ok(unpacked)
}

/// A count of at most as many as a pack has records.
fn few(from: &mut Cursor<'_>) -> Result<usize> {
    let count = from.count()?;
    let is_few = count <= MOST_RECORDS;
    is_few
        .then_some(count)
        .ok_or_else(|| from.fault(format!("≤ {MOST_RECORDS}")))
}

/// The slots of a shape, in order.
fn slots(shape: &[u8]) -> Result<Vec<Slot>> {
    let mut slots = Vec::new();
    let mut found = |slot, _: &mut Vec<u8>| {
        slots.push(slot);
        Ok(())
    };
    filled(shape, &mut found)?;
    Ok(slots)
}

/// The second byte of a record of a shape, its body and its personal part.
fn filled(
    shape: &[u8],
    slot: &mut dyn FnMut(Slot, &mut Vec<u8>) -> Result<()>,
) -> Result<(u8, [Vec<u8>; 2])> {
    let mut filling = Filling {
        shape: Cursor::new(shape),
        bytes: Vec::new(),
        slot,
    };
    let flags = filling.shape.byte()?;
    let body = filling.body()?;
    let part = if flags & record::THERE != 0 {
        filling.part()?
    } else {
        Vec::new()
    };
    if filling.shape.is_done() {
        Ok((flags, [body, part]))
    } else {
        Err(filling.shape.fault("the end"))
    }
}

/// The next record of a shape, of at most so many bytes.
fn fill(shape: &Shape<'_>, columns: &Columns, room: usize) -> Result<(u8, [Vec<u8>; 2])> {
    let mut slot_at = 0;
    let mut own = |slot, bytes: &mut Vec<u8>| {
        let at = shape.values + slot_at * shape.records + shape.filled;
        slot_at += 1;
        let fault = |expected: &str| Cursor::new(shape.bytes).fault(expected);
        let day = || u32::try_from(columns.number(at)).map_err(|_| fault("a day"));
        match slot {
            Slot::Number => number(bytes, columns.number(at)),
            Slot::Day => bytes.extend(day()?.to_be_bytes()),
            Slot::DayText => {
                let day = i32::try_from(day()?).ok().and_then(Day::from_number);
                let text = day.ok_or_else(|| fault("a day"))?.to_string();
                number(bytes, text.len() as u64);
                bytes.extend(text.bytes());
            }
            Slot::Digest => bytes.extend_from_slice(columns.bytes(at)),
            Slot::Bytes => bytes.extend_from_slice(columns.bytes(at)),
            Slot::Text => {
                let text = columns.bytes(at);
                number(bytes, text.len() as u64);
                bytes.extend_from_slice(text);
            }
        }
        if bytes.len() > room {
            return Err(fault(&format!("{room} B")));
        }
        Ok(())
    };
    filled(shape.bytes, &mut own)
}
