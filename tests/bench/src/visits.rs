//! What a team records: the same for every benchmark.

use noidai::{
    Day,
    event::Event,
    journal::{Entry, Journal, Writer, file},
    time::Instant,
};

/// Households of a team.
pub const HOUSEHOLDS: usize = 390;
/// Visits of an activity.
const AN_ACTIVITY: usize = 20;

type Failure = Box<dyn std::error::Error>;

/// The hamlet, its team and its households.
pub fn hamlet() -> Vec<Event> {
    let mut events = vec![
        Event::new("unit-opened")
            .about("unit", "93")
            .data("name", "Tỉnh Hậu Giang")
            .data("level", "province"),
        Event::new("unit-opened")
            .about("unit", "93/1")
            .unit("93")
            .data("name", "Ấp 1")
            .data("level", "hamlet"),
        Event::new("team-opened")
            .about("team", "to-1")
            .unit("93/1")
            .data("name", "Tổ ấp 1"),
    ];
    events.extend((0..HOUSEHOLDS).map(|at| {
        Event::new("household-opened")
            .unit("93/1")
            .about("household", &format!("ho-{at:04}"))
    }));
    events
}

/// A number drawn by another, the same every time: what is written by a formula would be
/// packed better than anything that happens.
fn drawn(by: usize) -> u64 {
    let mixed = (by as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 31)
}

/// Visits with their activities, over some years: each down some doors of a lane.
pub fn visits(many: usize) -> Result<Vec<Event>, Failure> {
    let first: Day = "2022-09-01".parse()?;
    let mut events = Vec::with_capacity(many + many / AN_ACTIVITY + 1);
    let mut door = 0;
    for at in 0..many {
        let activity = format!("hd-{:05}", at / AN_ACTIVITY);
        let day = first.plus((at / AN_ACTIVITY) as i64 * 3 % 1_095);
        if at % AN_ACTIVITY == 0 {
            events.push(
                Event::new("activity-recorded")
                    .on(day)
                    .about("activity", &activity)
                    .about("team", "to-1")
                    .data("kind", "home-visits")
                    .data("part", "evening"),
            );
        }
        door = match at % AN_ACTIVITY {
            0 => drawn(at) as usize,
            _ => door + 1 + drawn(at) as usize % 3,
        } % HOUSEHOLDS;
        let outcome = match drawn(at) / 3 % 5 {
            1 => "nobody-home",
            3 => "refused",
            _ => "met",
        };
        let event = Event::new("household-visited")
            .about("activity", &activity)
            .about("household", &format!("ho-{door:04}"))
            .data("outcome", outcome);
        let again = (outcome != "met").then(|| day.plus(7 + (drawn(at) >> 40) as i64 % 7));
        events.push(event.until("next", again));
    }
    Ok(events)
}

/// The instant at which the so-manieth record was written.
pub fn instant(at: usize) -> Result<Instant, Failure> {
    let millis = 1_662_000_000_000 + at as i64 * 900_000 + drawn(at) as i64 % 600_000;
    Ok(Instant::from_millis(millis).ok_or("no instant")?)
}

/// Records events with a device; gives the bytes to store, with the header.
pub fn record(journal: &mut Journal, device: &str, events: &[Event]) -> Result<Vec<u8>, Failure> {
    let writer = Writer::new(device, 1)?;
    let mut bytes = file::header();
    for (at, event) in events.iter().enumerate() {
        let entry = Entry::of(event.clone(), instant(at)?);
        bytes.extend(journal.append(&writer, &entry).map_err(first)?);
    }
    journal.confirm();
    Ok(bytes)
}

fn first(faults: noidai::error::Faults) -> Failure {
    faults
        .first
        .into_iter()
        .next()
        .map_or("no fault".into(), Into::into)
}
