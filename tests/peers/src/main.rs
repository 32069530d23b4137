//! Three years of a team's visits in a journal, in automerge and in yrs, by turns in one
//! run. Each opens its bytes, all from memory, and gives of each household how often it
//! was visited; the answers must be equal.
//!
//! - *noidai* checks the checksum of every record and computes every digest and chain,
//!   judges each record (what became of it is listed), and folds the facts to a registry,
//!   of which any day can be asked. Visits are counted from the facts.
//! - *automerge* loads its document, checks the hashes of its changes, and gives the maps
//!   of a list, of which two fields are read.
//! - *yrs* applies an update to a new document, checks nothing, and gives the maps of an
//!   array, of which two fields are read.
//!
//! The same journal is opened from records alone and from packs. Compressed is by zlib at
//! its best, over everything but what makes records safe (of noidai chain, salts and
//! checksums, which are told apart; of the others their files as they are).
//!
//!     cargo run --release --locked

#[path = "../../bench/src/visits.rs"]
mod visits;

use automerge::{AutoCommit, ObjType, ROOT, ReadDoc, transaction::Transactable};
use flate2::{Compression, write::ZlibEncoder};
use noidai::{
    activity::Done,
    event::{Event, lines},
    journal::{Journal, file},
};
use std::{
    collections::BTreeMap,
    hint::black_box,
    io::Write,
    time::{Duration, Instant},
};
use yrs::{
    Any, Array, Doc, Map, MapPrelim, Out, ReadTxn, StateVector, Transact, Update,
    updates::decoder::Decode,
};

type Failure = Box<dyn std::error::Error>;

const VISITS: usize = 6_000;
const RUNS: usize = 15;

/// Of each household: how many visits.
type Visited = BTreeMap<String, usize>;

/// What an event says, as names and texts.
fn fields(event: &Event) -> Vec<(String, String)> {
    let mut fields = vec![("kind".to_owned(), event.kind.clone())];
    fields.extend(event.on.map(|on| ("on".to_owned(), on.to_string())));
    fields.extend(event.unit.clone().map(|unit| ("unit".to_owned(), unit)));
    let about = event.about.iter();
    fields.extend(about.map(|about| (about.noun.clone(), about.id.clone())));
    let data = event.data.iter();
    fields.extend(data.map(|(name, value)| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        (name.clone(), text)
    }));
    fields
}

fn add(visited: &mut Visited, kind: Option<&str>, household: Option<&str>) {
    if let (Some("household-visited"), Some(household)) = (kind, household) {
        *visited.entry(household.to_owned()).or_default() += 1;
    }
}

fn automerge_of(events: &[Event]) -> Result<Vec<u8>, Failure> {
    let mut doc = AutoCommit::new();
    let list = doc.put_object(ROOT, "events", ObjType::List)?;
    for (at, event) in events.iter().enumerate() {
        let map = doc.insert_object(&list, at, ObjType::Map)?;
        for (name, value) in fields(event) {
            doc.put(&map, name, value)?;
        }
        doc.put(&map, "at", visits::instant(at)?.millis())?;
        // A record is written at a door, by itself.
        doc.commit();
    }
    Ok(doc.save())
}

fn open_automerge(bytes: &[u8]) -> Result<Visited, Failure> {
    let doc = AutoCommit::load(bytes)?;
    let mut visited = Visited::new();
    let Some((_, list)) = doc.get(ROOT, "events")? else {
        return Err("no events".into());
    };
    for at in 0..doc.length(&list) {
        let Some((_, map)) = doc.get(&list, at)? else {
            continue;
        };
        let text = |name: &str| -> Result<Option<String>, Failure> {
            let found = doc.get(&map, name)?;
            Ok(found.and_then(|(value, _)| value.into_string().ok()))
        };
        add(
            &mut visited,
            text("kind")?.as_deref(),
            text("household")?.as_deref(),
        );
    }
    Ok(visited)
}

fn yrs_of(events: &[Event]) -> Result<Vec<u8>, Failure> {
    let doc = Doc::new();
    let list = doc.get_or_insert_array("events");
    for (at, event) in events.iter().enumerate() {
        let mut transaction = doc.transact_mut();
        let mut map: Vec<(String, Any)> = fields(event)
            .into_iter()
            .map(|(name, value)| (name, Any::from(value)))
            .collect();
        map.push(("at".to_owned(), Any::from(visits::instant(at)?.millis())));
        list.push_back(&mut transaction, MapPrelim::from_iter(map));
    }
    let state = StateVector::default();
    Ok(doc.transact().encode_state_as_update_v2(&state))
}

fn open_yrs(bytes: &[u8]) -> Result<Visited, Failure> {
    let doc = Doc::new();
    let list = doc.get_or_insert_array("events");
    doc.transact_mut().apply_update(Update::decode_v2(bytes)?)?;
    let mut visited = Visited::new();
    let transaction = doc.transact();
    for value in list.iter(&transaction) {
        let Out::YMap(map) = value else { continue };
        let text = |name: &str| match map.get(&transaction, name) {
            Some(Out::Any(Any::String(text))) => Some(text.to_string()),
            _ => None,
        };
        add(
            &mut visited,
            text("kind").as_deref(),
            text("household").as_deref(),
        );
    }
    Ok(visited)
}

/// What a journal opens and folds to, and how long each took.
fn open_journal(bytes: &[u8]) -> Result<(Visited, [Duration; 2]), Failure> {
    let started = Instant::now();
    let (journal, losses) = Journal::open(bytes)?;
    let opened = started.elapsed();
    if !losses.is_empty() {
        return Err("the journal is not whole".into());
    }
    let folded = journal.fold(&lines::Options::default());
    let all = started.elapsed();
    let mut visited = Visited::new();
    for (_, done) in &folded.facts.done {
        if let Done::Visited(visit) = done {
            let household = folded.facts.households.text(visit.household);
            *visited.entry(household.to_owned()).or_default() += 1;
        }
    }
    Ok((visited, [opened, all - opened]))
}

/// What the records say without what makes them safe: chain, salts, checksums.
fn content(bytes: &[u8]) -> Result<(Vec<u8>, usize), Failure> {
    let (journal, _) = Journal::open(bytes)?;
    let mut content = Vec::new();
    for record in journal.records() {
        let own = record.to_bytes();
        let at = own
            .windows(record.previous.len())
            .position(|part| part == record.previous)
            .ok_or("no chain")?;
        content.extend(&own[..at]);
        content.extend(&own[at + record.previous.len()..]);
    }
    Ok((content, journal.len()))
}

/// The number at a place, and where it ends.
fn number(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(at)?;
        number |= usize::from(byte & 0x7f) << shift;
        (at, shift) = (at + 1, shift + 7);
        if byte < 0x80 {
            return Some((number, at));
        }
    }
}

/// What packs say without digests and checksums: the records here have no salts.
fn content_of_packs(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut at = file::header().len();
    while at < bytes.len() {
        let (length, start) = number(bytes, at + 1)?;
        let pack = bytes.get(start..start + length)?;
        let (device, named) = number(pack, number(pack, 0)?.1)?;
        let (_, epoch) = number(pack, named + device)?;
        let (_, digests) = number(pack, epoch)?;
        content.extend(pack.get(..digests)?);
        content.extend(pack.get(digests + 48..)?);
        at = start + length + 4;
    }
    Some(content)
}

fn compressed(bytes: &[u8]) -> Result<usize, Failure> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn timed<T>(fastest: &mut Duration, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let made = black_box(work());
    *fastest = started.elapsed().min(*fastest);
    made
}

fn main() -> Result<(), Failure> {
    let mut events = visits::hamlet();
    events.extend(visits::visits(VISITS)?);
    let ours = visits::record(&mut Journal::default(), "phone-1", &events)?;
    let automerge = automerge_of(&events)?;
    let yrs = yrs_of(&events)?;
    let packed = Journal::open(&ours)?.0.to_packed();
    let mut fastest = [Duration::MAX; 4];
    let mut parts = [Duration::MAX; 2];
    for _ in 0..RUNS {
        let (visited, now) = timed(&mut fastest[0], || open_journal(&ours))?;
        for (fastest, now) in parts.iter_mut().zip(now) {
            *fastest = now.min(*fastest);
        }
        let by_automerge = timed(&mut fastest[1], || open_automerge(&automerge))?;
        let by_yrs = timed(&mut fastest[2], || open_yrs(&yrs))?;
        let (from_packs, _) = timed(&mut fastest[3], || open_journal(&packed))?;
        assert!(visited == from_packs);
        assert!(visited == by_automerge && visited == by_yrs && !visited.is_empty());
    }
    let millis = fastest.map(|one| one.as_secs_f64() * 1e3);
    let (content, records) = content(&ours)?;
    let content_of_packs = content_of_packs(&packed).ok_or("no packs")?;
    let sizes = [
        compressed(&content)?,
        compressed(&automerge)?,
        compressed(&yrs)?,
        compressed(&content_of_packs)?,
    ];
    println!("peers: {records} records, {VISITS} of them visits; fastest of {RUNS} runs, by turns");
    for (name, millis, size) in [
        ("noidai", millis[0], sizes[0]),
        ("automerge", millis[1], sizes[1]),
        ("yrs", millis[2], sizes[2]),
        ("noidai from packs", millis[3], sizes[3]),
    ] {
        println!(
            "peers: {name} opens and folds in {millis:.2} ms; content {size} bytes compressed"
        );
    }
    let [opened, folded] = parts.map(|part| part.as_secs_f64() * 1e3);
    println!(
        "peers: noidai of that opening, digests verified, {opened:.2} ms, folding to a registry {folded:.2} ms"
    );
    println!(
        "peers: as many times as fast as automerge {:.2}, as yrs {:.2}",
        millis[1] / millis[0],
        millis[2] / millis[0]
    );
    println!(
        "peers: opening alone as many times as fast as automerge {:.2}, as yrs {:.2}",
        millis[1] / opened,
        millis[2] / opened
    );
    let integrity = (ours.len() - content.len()) as f64 / records as f64;
    println!("peers: integrity and framing {integrity:.1} bytes a record, apart from the content");
    let of_packs = (packed.len() - content_of_packs.len()) as f64 / records as f64;
    println!(
        "peers: packed {} bytes instead of {}, of that integrity and framing {of_packs:.1} bytes a record",
        packed.len(),
        ours.len()
    );
    let report = serde_json::json!({
        "bench": "peers", "records": records, "milliseconds": millis, "compressed": sizes,
        "opened": opened, "folded": folded, "integrity": integrity,
        "packed": packed.len(), "integrity_of_packs": of_packs,
    });
    std::fs::create_dir_all("../../target/bench")?;
    std::fs::write("../../target/bench/peers.json", format!("{report:#}\n"))?;
    Ok(())
}
