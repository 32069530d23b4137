//! A journal kept open answers as one that is folded from everything.

use super::{
    SALT, cases, instant,
    world::{World, assessed, household, lives, named, unit},
};
use noidai::{
    Day, Registry,
    activity::Done,
    ask,
    event::{
        Event,
        batch::{FlagOwner, SetupOwner},
        lines,
    },
    journal::{Became, Entry, Journal, Ledger, Outcome, Writer},
};
use proptest::{prelude::*, strategy::ValueTree};

/// What happens to a journal that stays open.
#[derive(Clone, Debug)]
enum Step {
    /// A device records an event; the first has the journal open.
    Record(usize, Event, bool),
    /// A device says something of the so-manieth record: what, and of which.
    Say(usize, Said, usize),
    /// Another device gives what it has recorded.
    Give(usize),
}

#[derive(Clone, Copy, Debug)]
enum Said {
    Retracted,
    Corrected,
}

const DEVICES: [&str; 3] = ["b-phone", "a-office", "c-phone"];

fn day(at: u32) -> Day {
    Day::new(2025, 6, 1 + at % 4).unwrap()
}

fn team() -> Event {
    let opened = Event::new("team-opened").about("team", "to");
    opened.unit("93/1").data("name", "Tổ 1")
}

/// Few ids, so that much meets: known, heard of late, or never.
fn event() -> impl Strategy<Value = Event> {
    let person = || prop_oneof![5 => 1..3_u32, 1 => 0..5_u32].prop_map(|at| format!("p{at}"));
    let home = || prop_oneof![3 => Just(1), 1 => 0..3_u32].prop_map(|at| format!("h{at}"));
    let activity = || prop_oneof![4 => 0..3_u32, 1 => 3..6_u32].prop_map(|at| format!("a{at}"));
    let when = || (0..4_u32).prop_map(|at| day(at).to_string());
    let level = prop::sample::select(&["not-yet", "guided", "fluent"][..]);
    let state = prop::sample::select(&["absent", "installed", "activated"][..]);
    let outcome = prop::sample::select(&["met", "nobody-home", "refused"][..]);
    let in_activity = |kind: &str| Event::new(kind);
    let known = prop_oneof![
        Just(unit("93", None)),
        Just(unit("93/1", Some("93"))),
        home().prop_map(|id| household(&id)),
        (person(), 0..2_u32).prop_map(|(id, name)| named(&id, &format!("Bé {name}"))),
        (person(), home()).prop_map(|(who, home)| lives(&who, &home)),
        (person(), home(), when()).prop_map(|(who, home, on)| {
            let ended = Event::new("residence-ended").on(on.parse().unwrap());
            ended.about("person", &who).about("household", &home)
        }),
        (home(), home(), when()).prop_map(|(from, into, on)| {
            Event::new("household-joined")
                .on(on.parse().unwrap())
                .about_as("from", "household", &from)
                .about_as("into", "household", &into)
        }),
        (person(), when()).prop_map(|(who, on)| {
            let died = Event::new("person-died").on(on.parse().unwrap());
            died.about("person", &who)
        }),
        (person(), person()).prop_map(|(from, into)| {
            Event::new("person-records-joined")
                .about_as("from", "person", &from)
                .about_as("into", "person", &into)
        }),
        person().prop_map(|who| Event::new("personal-erased").about("person", &who)),
        Just(team()),
        when().prop_map(|on| Event::new("robot-hired").on(on.parse().unwrap())),
        (0..2_u32).prop_map(|at| {
            Event::new("platform-defined").data("code", format!("app-{at}")).data(
                "document",
                serde_json::json!({"code": format!("app-{at}"), "names": {"vi": "x", "en": "x"}}),
            )
        }),
        (home(), when()).prop_map(|(home, on)| {
            let flag = Event::new("flag-set").on(on.parse().unwrap());
            flag.about("household", &home).data("flag", "poor")
        }),
    ];
    let done = prop_oneof![
        2 => (activity(), when(), any::<bool>()).prop_map(move |(own, on, of_team)| {
            let event = in_activity("activity-recorded").on(on.parse().unwrap());
            let event = event.about("activity", &own).data("kind", "phát loa");
            let event = event.data("part", "evening").unit("93/1");
            if of_team { event.about("team", "to") } else { event }
        }),
        3 => (activity(), home(), outcome, prop::option::of(when())).prop_map(
            |(own, home, outcome, next)| {
                let event = Event::new("household-visited").about("activity", &own);
                let event = event.about("household", &home).data("outcome", outcome);
                event.until("next", next.map(|next| next.parse().unwrap()))
            }
        ),
        3 => (person(), when(), level, prop::option::of(person())).prop_map(
            |(who, on, level, by)| match by {
                Some(by) if by != who => {
                    assessed(&who, &on, level).about_as("by", "person", &by)
                }
                _ => assessed(&who, &on, level),
            }
        ),
        2 => (person(), when(), state.clone(), 0..8_u32).prop_map(|(who, on, state, platform)| {
            let platform = ["app-0", "app-1"].get(platform as usize).unwrap_or(&"vneid");
            let event = Event::new("platform-set-up").on(on.parse().unwrap());
            let event = event.about("person", &who).data("platform", *platform);
            event.data("state", state)
        }),
        1 => (home(), when(), state).prop_map(|(home, on, state)| {
            let event = Event::new("platform-set-up").on(on.parse().unwrap());
            let event = event.about("household", &home).data("platform", "vneid");
            event.data("state", state)
        }),
        3 => (activity(), person(), 0..5_u32, 0..2_u32).prop_map(|(own, who, kind, word)| {
            let kinds = [
                "activity-attended", "person-met", "assessed-in-activity",
                "set-up-in-activity", "problem-raised",
            ];
            let kind = kinds[kind as usize];
            let event = Event::new(kind).about("activity", &own).about("person", &who);
            match kind {
                "person-met" => event.data("told", format!("điều {word}")),
                "assessed-in-activity" => event
                    .data("catalogue", "basic-skills")
                    .data("skill", "online-payment"),
                "set-up-in-activity" => event.data("platform", "vneid"),
                "problem-raised" => event.data("problem", "mất mạng"),
                _ => event,
            }
        }),
        1 => (0..3_usize, 1..9_u64).prop_map(|(of, up_to)| {
            Event::new("records-received")
                .data("device", DEVICES[of])
                .data("epoch", 1)
                .data("up_to", up_to)
        }),
    ];
    prop_oneof![1 => known, 4 => done]
}

/// Whether a household and its people are known from the start, and what happens.
fn story() -> impl Strategy<Value = (bool, Vec<Step>)> {
    let said = prop_oneof![Just(Said::Retracted), Just(Said::Corrected)];
    let step = prop_oneof![
        12 => (0..6_usize, event(), prop::bool::weighted(0.1))
            .prop_map(|(who, event, imported)| Step::Record(who.saturating_sub(3), event, imported)),
        1 => (0..3_usize, said, any::<usize>())
            .prop_map(|(who, said, which)| Step::Say(who, said, which)),
        2 => (1..3_usize).prop_map(Step::Give),
    ];
    let steps = prop::collection::vec(step, 0..40);
    (prop::bool::weighted(0.7), steps)
}

/// What a registry says, as sorted lines of texts, so that numbers inside decide nothing.
fn said(registry: &Registry) -> Vec<String> {
    let words = registry.vocabulary();
    let person = |own| registry.person_ids().text(own);
    let home = |own| registry.household_ids().text(own);
    let mut all = Vec::new();
    let days: Vec<Day> = (0..4).map(day).collect();
    for own in registry
        .person_ids()
        .iter()
        .filter(|own| registry.person(*own).is_some())
    {
        let mut lines = vec![format!(
            "{:?} {} {} {:?}",
            registry.person(own).map(|known| (known.birth, known.sex)),
            registry.name(own),
            registry.phone(own),
            registry.died(own),
        )];
        for stay in registry.residences(own) {
            let place = home(stay.household);
            lines.push(format!(
                "{:?} {place} {}",
                stay.spell,
                words.text(stay.kind)
            ));
        }
        for found in registry.assessments(own) {
            let by = found.by.map(person);
            let skill = words.skill_code(found.skill);
            lines.push(format!(
                "{:?} {skill:?} {} {:?} {by:?}",
                found.day, found.level, found.how
            ));
        }
        for setup in registry.setups(own) {
            let platform = words.platform_code(setup.platform);
            lines.push(format!("{:?} {platform} {:?}", setup.day, setup.state));
        }
        let flags = registry.flags(FlagOwner::Person(own));
        lines.extend(flags.map(|flagged| format!("{flagged:?}")));
        lines.extend(days.iter().map(|day| {
            let stay = registry.stay_on(own, *day);
            format!("{day} {:?}", stay.map(|stay| home(stay.household)))
        }));
        lines.sort();
        all.push(format!("person {} {lines:?}", person(own)));
    }
    for own in registry
        .household_ids()
        .iter()
        .filter(|own| registry.household(*own).is_some())
    {
        let mut lines = vec![format!(
            "{:?} {}",
            registry
                .household(own)
                .map(|known| (known.opened.spell, known.listed)),
            registry.address(own)
        )];
        for day in &days {
            let placed = registry.placed_on(own, *day);
            let placed = placed.map(|placed| registry.unit_ids().text(placed.unit));
            let mut residents: Vec<_> = registry
                .residents_on(own, *day)
                .map(|(own, _)| person(own).to_owned())
                .collect();
            residents.sort();
            lines.push(format!(
                "{day} {placed:?} {residents:?} {} {}",
                registry.is_listed_on(own, *day),
                registry.is_household_on(own, *day),
            ));
            for (activity, _, visit) in registry.visits_until(own, *day) {
                let activity = registry.activity_ids().text(activity);
                lines.push(format!(
                    "{day} {activity} {:?} {:?}",
                    visit.outcome, visit.next
                ));
            }
        }
        for setup in registry.other_setups(SetupOwner::Household(own)) {
            lines.push(format!("{:?} {:?}", setup.day, setup.state));
        }
        let flags = registry.flags(FlagOwner::Household(own));
        lines.extend(flags.map(|flagged| format!("{flagged:?}")));
        all.push(format!("household {} {lines:?}", home(own)));
    }
    for own in registry.activity_ids().iter() {
        let Some(activity) = registry.activity(own) else {
            continue;
        };
        let mut lines = vec![format!(
            "{} {:?} {} {:?} {:?}",
            activity.day,
            activity.part,
            words.text(activity.kind),
            activity.unit.map(|unit| registry.unit_ids().text(unit)),
            activity.team.map(|team| registry.team_ids().text(team)),
        )];
        for done in registry.done_in(own) {
            let who = done.person().map(person);
            let what = match done {
                Done::Visited(visit) => format!("{} {:?}", home(visit.household), visit.outcome),
                Done::Met { told, .. } => words.text(*told).to_owned(),
                Done::Problem { problem, .. } => words.text(*problem).to_owned(),
                Done::SetUp { platform, .. } => words.platform_code(*platform).to_owned(),
                Done::Assessed { skill, .. } => format!("{:?}", words.skill_code(*skill)),
                _ => String::new(),
            };
            lines.push(format!("{who:?} {what}"));
        }
        lines.sort();
        all.push(format!(
            "activity {} {lines:?}",
            registry.activity_ids().text(own)
        ));
    }
    all.sort();
    for request in [
        r#"{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-04"}}"#,
        r#"{"ask":"worklist","rule":"ministry-household","question":{"day":"2025-06-04"}}"#,
        r#"{"ask":"activity","question":{"day":"2025-06-30","period":"month"}}"#,
        r#"{"ask":"gaps","rule":"ministry-household","question":{"day":"2025-06-04"}}"#,
    ] {
        let answer = ask::ask(registry, request);
        all.push(answer.unwrap_or_else(|faults| ask::refused(&faults)));
    }
    all
}

/// What became of records that were known, where it is something else than before.
fn changed(before: &[Outcome], ledger: &Ledger) -> Vec<Outcome> {
    let known = |now: &&Outcome| {
        let is_it = |own: &&Outcome| own.record == now.record && own.digest == now.digest;
        before.iter().find(is_it).is_some_and(|own| own != *now)
    };
    ledger.outcomes().filter(known).cloned().collect()
}

fn check(ledger: &Ledger) -> Result<(), TestCaseError> {
    let (again, losses) = Journal::open(&ledger.journal().to_bytes()).unwrap();
    prop_assert!(losses.is_empty());
    let folded = again.fold(&lines::Options::default());
    let outcomes: Vec<Outcome> = ledger.outcomes().cloned().collect();
    prop_assert_eq!(&outcomes, &folded.outcomes);
    for outcome in &outcomes {
        prop_assert_eq!(ledger.outcome(&outcome.record), Some(outcome));
    }
    prop_assert_eq!(said(ledger.registry()), said(&folded.registry));
    prop_assert_eq!(ledger.last_day(), folded.facts.last_day());
    Ok(())
}

/// Plays a story; gives how many records were judged alone, how many folded anew, and how
/// many changed what became of others.
fn play((at_home, steps): &(bool, Vec<Step>)) -> Result<[usize; 3], TestCaseError> {
    let mut known = World::default();
    if *at_home {
        known = World::home();
        known.office(team());
        for own in 0..3 {
            let event = Event::new("activity-recorded").on(day(own));
            let event = event.about("activity", &format!("a{own}")).unit("93/1");
            known.office(event.data("kind", "class").data("part", "evening"));
        }
    }
    let mut ledger = Ledger::of(known.journal);
    let mut others = [Journal::default(), Journal::default()];
    let writers = DEVICES.map(|device| Writer::new(device, 1).unwrap());
    let mut judged = [0, 0, 0];
    for (at, step) in steps.iter().enumerate() {
        let (who, event, imported) = match step {
            Step::Record(who, event, imported) => (*who, event.clone(), *imported),
            Step::Say(who, said, which) => {
                let known = ledger.outcomes().count().max(1);
                let Some(of) = ledger.outcomes().nth(which % known) else {
                    continue;
                };
                let event = match said {
                    Said::Retracted => Event::new("event-retracted").data("reason", "mistake"),
                    Said::Corrected => assessed("p1", "2025-06-02", "guided"),
                };
                let replaces = Some(noidai::event::Replaces {
                    event: of.record.to_string(),
                    digest: of.digest.to_string(),
                });
                (*who, Event { replaces, ..event }, false)
            }
            Step::Give(who) => {
                let piece = others[*who - 1].piece(&ledger.journal().summary(), 600);
                if let Some(piece) = piece {
                    let before: Vec<Outcome> = ledger.outcomes().cloned().collect();
                    let (_, others) = ledger.merge(&piece).unwrap();
                    prop_assert_eq!(others, changed(&before, &ledger));
                }
                continue;
            }
        };
        let mut entry = Entry::of(event, instant(at as u32)).salted(SALT);
        entry.imported = imported;
        let before: Vec<Outcome> = ledger.outcomes().cloned().collect();
        if let Some(other) = who.checked_sub(1) {
            // What an event must not be is recorded nowhere.
            let _ = others[other].append(&writers[who], &entry);
            others[other].confirm();
        } else if let Ok(posted) = ledger.append(&writers[who], &entry) {
            ledger.confirm();
            judged[usize::from(!posted.is_alone)] += 1;
            judged[2] += usize::from(!posted.changed.is_empty());
            prop_assert_eq!(&posted.changed, &changed(&before, &ledger));
            let own = posted.outcomes.iter().map(|own| &own.record);
            let own: Vec<Option<&Outcome>> = own.map(|own| ledger.outcome(own)).collect();
            let posted: Vec<_> = posted.outcomes.iter().map(Some).collect();
            prop_assert_eq!((own.len(), own), (1, posted));
        }
        if at % 5 == 0 {
            check(&ledger)?;
        }
    }
    check(&ledger)?;
    Ok(judged)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::with_cases(cases(24))
    })]

    #[test]
    fn a_ledger_answers_as_what_is_opened_from_everything(story in story()) {
        play(&story)?;
    }
}

/// Else the law above would say nothing.
#[test]
fn stories_have_records_of_both_sorts() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut judged = [0, 0, 0];
    for _ in 0..16 {
        let story = story().new_tree(&mut runner).unwrap().current();
        for (all, own) in judged.iter_mut().zip(play(&story).unwrap()) {
            *all += own;
        }
    }
    let [alone, anew, changing] = judged;
    assert!(alone * 4 > anew && anew * 4 > alone, "{judged:?}");
    assert!(changing * 10 > anew, "{judged:?}");
}

#[test]
fn what_is_done_at_a_door_is_judged_alone() {
    let mut ledger = Ledger::of(World::home().journal);
    let phone = Writer::new("phone-1", 1).unwrap();
    let on = |event: Event| event.on("2025-06-02".parse().unwrap());
    let about = |kind: &str, who: &str| {
        Event::new(kind)
            .about("activity", "a1")
            .about("person", who)
    };
    let visited = Event::new("household-visited").about("activity", "a1");
    let set_up = on(Event::new("platform-set-up")).about("person", "p1");
    let events = [
        on(Event::new("activity-recorded"))
            .about("activity", "a1")
            .unit("93/1")
            .data("kind", "home-visit")
            .data("part", "evening"),
        visited.about("household", "h1").data("outcome", "met"),
        assessed("p1", "2025-06-02", "fluent").about_as("by", "person", "p2"),
        about("assessed-in-activity", "p1")
            .data("catalogue", "basic-skills")
            .data("skill", "online-payment"),
        set_up.data("platform", "vneid").data("state", "activated"),
        about("set-up-in-activity", "p1").data("platform", "vneid"),
        // A household that nobody had heard of.
        household("h2"),
        named("p3", "Bé Ba"),
        lives("p3", "h2"),
        assessed("p3", "2025-06-02", "not-yet"),
    ];
    for (at, event) in events.into_iter().enumerate() {
        let entry = Entry::of(event, instant(at as u32)).salted(SALT);
        let posted = ledger.append(&phone, &entry).unwrap();
        let outcome = &posted.outcomes[0];
        assert!(posted.is_alone, "{} was folded anew", outcome.kind);
        assert_eq!(outcome.became, Became::InEffect);
    }
    check(&ledger).unwrap();
    // Said again it is no fact of its own.
    let entry = Entry::of(assessed("p3", "2025-06-02", "guided"), instant(50));
    let posted = ledger.append(&phone, &entry).unwrap();
    assert!(!posted.is_alone);
    check(&ledger).unwrap();
}
