//! A team's journal on its phone, an office's with a million records, and what one more
//! record costs.

use super::{
    Failure,
    allocator::{forget_peak, in_use, peak},
    clock::{time, timed},
    figure::Figure,
    visits::{hamlet, instant, record, visits},
};
use noidai::{
    event::lines,
    journal::{Entry, Journal, Ledger, Writer},
};
use std::{hint::black_box, path::Path, time::Duration};

const RUNS: usize = 9;
/// Three years of a team.
const VISITS: usize = 6_000;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let mut figures = team()?;
    figures.extend(append()?);
    figures.extend(sync()?);
    figures.extend(million()?);
    Ok(figures)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// A team's journal as its host stored it.
fn stored(visits: usize) -> Result<Vec<u8>, Failure> {
    let mut events = hamlet();
    events.extend(self::visits(visits)?);
    record(&mut Journal::default(), "phone-1", &events)
}

fn opened(bytes: &[u8]) -> Result<Journal, Failure> {
    let (journal, losses) = Journal::open(bytes)?;
    if losses.is_empty() {
        Ok(journal)
    } else {
        Err("the journal is not whole".into())
    }
}

fn team() -> Result<Vec<Figure>, Failure> {
    let bytes = stored(VISITS)?;
    let options = lines::Options::default();
    let mut fastest = [Duration::MAX; 4];
    let mut most = 0;
    let mut records = 0;
    for _ in 0..RUNS {
        let before = in_use();
        forget_peak();
        let (opening, journal) = timed(|| opened(&bytes));
        let journal = journal?;
        let (folding, folded) = timed(|| journal.fold(&options));
        most = peak() - before;
        records = journal.len();
        if folded.registry.household_ids().len() != super::visits::HOUSEHOLDS {
            return Err("not everything is in effect".into());
        }
        let digests = time(|| {
            for own in journal.records() {
                black_box(own.digest());
            }
        });
        for (fastest, now) in fastest
            .iter_mut()
            .zip([opening, digests, folding, opening + folding])
        {
            *fastest = now.min(*fastest);
        }
    }
    let [opening, digests, folding, all] = fastest.map(millis);
    let size = bytes.len() as f64 / records as f64;
    Ok(vec![
        Figure::new("a team's journal, opened and folded", all, "ms")
            .against(format!("{records} records, {VISITS} of them visits"))
            .at_most(20.0),
        Figure::new(
            "of that reading and putting together",
            opening - digests,
            "ms",
        ),
        Figure::new("of that verifying digests", digests, "ms"),
        Figure::new("of that folding", folding, "ms"),
        Figure::new(
            "most in use meanwhile, the bytes aside",
            most as f64 / 1e6,
            "MB",
        )
        .at_most(8.0),
        Figure::new("stored, a record", size, "bytes"),
    ])
}

fn append() -> Result<Vec<Figure>, Failure> {
    let mut journal = opened(&stored(VISITS)?)?;
    let options = lines::Options::default();
    let mut ledger = Ledger::of(journal.clone());
    let writer = Writer::new("phone-1", 1)?;
    let more = visits(VISITS + 400)?;
    let more: Vec<_> = more
        .into_iter()
        .skip(journal.len() - hamlet().len())
        .collect();
    let (mut alone, mut anew) = (Duration::MAX, Duration::MAX);
    let mut folded = Vec::new();
    for (at, event) in more.iter().enumerate() {
        let entry = Entry::of(event.clone(), instant(VISITS + at)?);
        let (appending, bytes) = timed(|| journal.append(&writer, &entry));
        bytes.map_err(|faults| format!("{:?}", faults.first))?;
        journal.confirm();
        alone = appending.min(alone);
        if at % 40 == 0 {
            anew = time(|| journal.fold(&options)).min(anew);
        }
        let (appending, posted) = timed(|| ledger.append(&writer, &entry));
        let posted = posted.map_err(|faults| format!("{:?}", faults.first))?;
        if !posted.is_alone {
            return Err("a visit was not judged alone".into());
        }
        ledger.confirm();
        folded.push(appending);
    }
    folded.sort();
    let fastest = folded.first().copied().unwrap_or_default();
    let median = folded.get(folded.len() / 2).copied().unwrap_or_default();
    Ok(vec![
        Figure::new("one record appended", micros(alone), "µs")
            .against(format!("{} records", journal.len())),
        Figure::new("the same with its fold", micros(fastest), "µs").at_most(20.0),
        Figure::new("half of them within", micros(median), "µs"),
        Figure::new(
            "where everything is folded anew",
            micros(alone + anew),
            "µs",
        ),
    ])
}

fn sync() -> Result<Vec<Figure>, Failure> {
    let all = visits(100_100)?;
    let (old, new) = all.split_at(all.len() - 105);
    let mut one = Journal::default();
    record(&mut one, "phone-1", old)?;
    let other = one.clone();
    let mut ahead = one;
    let writer = Writer::new("phone-1", 1)?;
    for (at, event) in new.iter().enumerate() {
        let entry = Entry::of(event.clone(), instant(at)?);
        let appended = ahead.append(&writer, &entry);
        appended.map_err(|faults| format!("{:?}", faults.first))?;
    }
    ahead.confirm();
    let mut fastest = Duration::MAX;
    let mut sent = 0;
    for _ in 0..RUNS {
        let mut behind = other.clone();
        let (taken, merged) = timed(|| {
            let piece = ahead.piece(&behind.summary(), 1 << 20)?;
            sent = piece.len();
            behind.merge(&piece).ok()
        });
        if merged.is_none_or(|merged| merged.new != new.len() || merged.known > 0) {
            return Err("not the new alone was merged".into());
        }
        fastest = taken.min(fastest);
    }
    Ok(vec![
        Figure::new("a sync of the new", millis(fastest), "ms").against(format!(
            "{} records, {sent} bytes, into {}",
            new.len(),
            other.len()
        )),
    ])
}

fn million() -> Result<Vec<Figure>, Failure> {
    let bytes = {
        let events = visits(952_380)?;
        record(&mut Journal::default(), "phone-1", &events)?
    };
    let before = in_use();
    forget_peak();
    let (opening, journal) = timed(|| opened(&bytes));
    let journal = journal?;
    let (kept, most) = (in_use() - before, peak() - before);
    let records = journal.len() as f64;
    Ok(vec![
        Figure::new("a million records opened", opening.as_secs_f64(), "s")
            .against(format!("{records} records, {} MB", bytes.len() / 1_000_000)),
        Figure::new("in memory, a record", kept as f64 / records, "bytes"),
        Figure::new("most meanwhile, a record", most as f64 / records, "bytes"),
    ])
}
