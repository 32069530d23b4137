//! Records to packs.

use super::{MOST_BYTES, MOST_RECORDS, MOST_TIMES, column::Writing, folded, shape::Parted, unpack};
use crate::{
    event::binary::number,
    journal::{Personal, Record, file, set::Held, summary::short},
};

/// Whether a record goes on where another ends.
fn follows(held: &Held, before: &Held) -> bool {
    held.chain == before.chain
        && held.number == before.number + 1
        && held
            .record()
            .is_ok_and(|record| record.previous == short(&before.digest))
}

/// Appends records, of a chain in the order of their numbers: in packs where they follow
/// one another, else in frames of their own.
pub(in crate::journal) fn pack(bytes: &mut Vec<u8>, records: &[&Held]) {
    let mut rest = records;
    while !rest.is_empty() {
        let mut run = 0;
        let mut before: Option<&Held> = None;
        let mut room = MOST_BYTES;
        for held in rest.iter().copied().take(MOST_RECORDS) {
            let fits = room.checked_sub(held.bytes.len());
            let (Some(left), true) = (fits, before.is_none_or(|before| follows(held, before)))
            else {
                break;
            };
            (room, before) = (left, Some(held));
            run += 1;
        }
        let (own, others) = rest.split_at(run.max(1));
        match packed(own) {
            Some(packed) => file::frame_of_pack(bytes, &packed),
            None => own.iter().for_each(|held| file::frame(bytes, &held.bytes)),
        }
        rest = others;
    }
}

/// The pack of records that follow one another; nothing where they are better alone.
fn packed(records: &[&Held]) -> Option<Vec<u8>> {
    let read: Vec<Record<'_>> = records
        .iter()
        .map(|held| held.record().ok())
        .collect::<Option<_>>()?;
    let (first, last) = (read.first()?, records.last()?);
    let whole: usize = records.iter().map(|held| held.bytes.len()).sum();
    if records.len() < 2 {
        return None;
    }
    let mut shapes: Vec<(Vec<u8>, Vec<Vec<_>>)> = Vec::new();
    let mut of = Vec::new();
    for (record, held) in read.iter().zip(records) {
        let mut parted = Parted::default();
        parted.shape.push(*held.bytes.get(1)?);
        parted.body(record.body);
        if let Some(part) = record.part() {
            parted.part(part);
        }
        let known = shapes.iter().position(|(shape, _)| *shape == parted.shape);
        let at = known.unwrap_or(shapes.len());
        of.push(at);
        match shapes.get_mut(at) {
            Some((_, all)) => all.push(parted.own),
            None => shapes.push((parted.shape, vec![parted.own])),
        }
    }
    let mut bytes = Vec::new();
    number(&mut bytes, whole as u64);
    number(&mut bytes, first.device.len() as u64);
    bytes.extend_from_slice(first.device.as_bytes());
    number(&mut bytes, u64::from(first.epoch));
    number(&mut bytes, first.number);
    bytes.extend_from_slice(&first.previous);
    bytes.extend_from_slice(&short(&last.digest));
    number(&mut bytes, shapes.len() as u64);
    for (shape, _) in &shapes {
        number(&mut bytes, shape.len() as u64);
        bytes.extend_from_slice(shape);
    }
    number(&mut bytes, of.len() as u64);
    for at in of {
        number(&mut bytes, at as u64);
    }
    let mut lamport = 0_u64;
    for record in &read {
        let expected = lamport.wrapping_add(1);
        number(&mut bytes, folded(record.lamport.wrapping_sub(expected)));
        lamport = record.lamport;
    }
    let (mut instant, mut step) = (0_u64, 0_u64);
    for record in &read {
        let own = record.instant.millis().cast_unsigned();
        let own_step = own.wrapping_sub(instant);
        number(&mut bytes, folded(own_step.wrapping_sub(step)));
        (instant, step) = (own, own_step);
    }
    for (_, all) in &shapes {
        for slot in 0..all.first().map_or(0, Vec::len) {
            let mut column = Writing::default();
            for own in all.iter().filter_map(|own| own.get(slot)) {
                column.put(&mut bytes, *own);
            }
        }
    }
    for record in &read {
        match record.personal {
            Personal::None => {}
            Personal::There { salt, .. } => bytes.extend_from_slice(&salt),
            Personal::Gone(commitment) => bytes.extend_from_slice(&commitment.0),
        }
    }
    // It is a pack if every record comes out as it went in.
    let is_small = bytes.len() < whole && whole <= bytes.len() * MOST_TIMES;
    let again = unpack(&bytes).ok().filter(|_| is_small)?;
    let mut pairs = again.iter().zip(records);
    let is_same = again.len() == records.len() && pairs.all(|(own, held)| own.bytes == held.bytes);
    is_same.then_some(bytes)
}
