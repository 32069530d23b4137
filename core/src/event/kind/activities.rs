//! What teams do: activities, who took part, and what was done with whom.

use super::{
    Form, HOUSEHOLD, Kind, PERSON, Use, field, one,
    skills::{OWNERS, owner, platform, skill, with_owner, with_skill},
    who,
};
use crate::{
    Result,
    activity::{Activity, Done, Outcome, PartOfDay, Visit},
    event::{Batch, Column, Event, Reading, write::Out},
    id::{ActivityIx, PersonIx},
};

const PARTS: &[&str] = &["daytime", "evening"];
const OUTCOMES: &[&str] = &["met", "nobody-home", "refused", "moved"];

fn activity(event: &Reading<'_>, batch: &mut Batch) -> Result<ActivityIx> {
    batch.activities.intern(event.own("", "activity"))
}

fn person(event: &Reading<'_>, batch: &mut Batch) -> Result<PersonIx> {
    batch.people.intern(event.own("", "person"))
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "activity-recorded",
        rank: 710,
        meaning: "A team did something on the day, in the unit of the envelope or, without one, in its own: home visits, a morning at a market, a class …",
        on: Use::Must,
        unit: Use::Maybe,
        about: &[one(&["activity"]), who("", &["team"], Use::Maybe)],
        data: &[
            field("kind", Form::Code, Use::Must),
            field("part", Form::OneOf(PARTS), Use::Must),
            field("market", Form::Code, Use::Maybe),
            field("plan", Form::Code, Use::Maybe),
            field("counted", Form::Count, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"activity-recorded","on":"2025-08-15","unit":"31441","about":[{"noun":"activity","id":"hd-0001"},{"noun":"team","id":"to-31441-02"}],"data":{"counted":12,"kind":"market","market":"Chợ Nàng Mau","part":"evening","plan":"103/KH-UBND"}}"#,
        lay_down: |event, batch| {
            let own = activity(event, batch)?;
            let team = event.id("", "team");
            let team = team.map(|id| batch.teams.intern(id)).transpose()?;
            let counted = event.number("counted").unwrap_or(0);
            let record = Activity {
                day: event.required_day()?,
                part: PartOfDay::from_code(event.code("part")).unwrap_or_default(),
                kind: event.word(batch, "kind")?,
                unit: event.place(batch)?,
                market: event.word(batch, "market")?,
                team,
                plan: event.word(batch, "plan")?,
                counted: u32::try_from(counted).unwrap_or(u32::MAX),
            };
            batch.activity.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "activity-attended",
        rank: 720,
        meaning: "A person took part in an activity for its team: attendance.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(PERSON)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"activity-attended","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p1"}]}"#,
        lay_down: |event, batch| {
            let own = activity(event, batch)?;
            let person = person(event, batch)?;
            batch.done.push((own, Done::Attended(person)));
            Ok(())
        },
    },
    Kind {
        name: "household-visited",
        rank: 730,
        meaning: "A household was visited in an activity: how that went, and when to come again.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(HOUSEHOLD)],
        data: &[
            field("outcome", Form::OneOf(OUTCOMES), Use::Must),
            field("next", Form::Day, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"household-visited","about":[{"noun":"activity","id":"hd-0001"},{"noun":"household","id":"ho-0001"}],"data":{"next":"2025-08-22","outcome":"nobody-home"}}"#,
        lay_down: |event, batch| {
            let own = activity(event, batch)?;
            let visit = Visit {
                household: batch.households.intern(event.own("", "household"))?,
                outcome: Outcome::from_code(event.code("outcome")).unwrap_or_default(),
                next: event.day_of("next"),
            };
            batch.done.push((own, Done::Visited(visit)));
            Ok(())
        },
    },
    Kind {
        name: "person-met",
        rank: 740,
        meaning: "A person was met in an activity, and told of something (tuyên truyền) or not.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(PERSON)],
        data: &[field("told", Form::Code, Use::Key)],
        personal: &[],
        example: r#"{"v":1,"kind":"person-met","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p3"}],"data":{"told":"căn cước điện tử"}}"#,
        lay_down: |event, batch| {
            let own = activity(event, batch)?;
            let person = person(event, batch)?;
            let told = event.word(batch, "told")?;
            batch.done.push((own, Done::Met { person, told }));
            Ok(())
        },
    },
    Kind {
        name: "person-guided",
        rank: 750,
        meaning: "A person was guided in a skill in an activity. It raises no level: only an assessment says what somebody can do.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(PERSON)],
        data: &[
            field("catalogue", Form::Code, Use::MustKey),
            field("skill", Form::Code, Use::MustKey),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"person-guided","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p3"}],"data":{"catalogue":"basic-skills","skill":"online-payment"}}"#,
        lay_down: |event, batch| {
            let skill = skill(event, batch)?;
            let own = activity(event, batch)?;
            let person = person(event, batch)?;
            batch.done.push((own, Done::Guided { person, skill }));
            Ok(())
        },
    },
    Kind {
        name: "set-up-in-activity",
        rank: 760,
        meaning: "What was recorded of a platform on the activity’s day was done in the activity; how far it was set up is said there.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(OWNERS)],
        data: &[field("platform", Form::Code, Use::MustKey)],
        personal: &[],
        example: r#"{"v":1,"kind":"set-up-in-activity","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p3"}],"data":{"platform":"vneid"}}"#,
        lay_down: |event, batch| {
            let platform = platform(event, batch)?;
            let own = activity(event, batch)?;
            let owner = owner(event, batch)?;
            batch.done.push((own, Done::SetUp { owner, platform }));
            Ok(())
        },
    },
    Kind {
        name: "assessed-in-activity",
        rank: 770,
        meaning: "What was found of a person’s skill on the activity’s day was found in the activity; the level is said there.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), one(PERSON)],
        data: &[
            field("catalogue", Form::Code, Use::MustKey),
            field("skill", Form::Code, Use::MustKey),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"assessed-in-activity","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p3"}],"data":{"catalogue":"basic-skills","skill":"online-payment"}}"#,
        lay_down: |event, batch| {
            let skill = skill(event, batch)?;
            let own = activity(event, batch)?;
            let person = person(event, batch)?;
            batch.done.push((own, Done::Assessed { person, skill }));
            Ok(())
        },
    },
    Kind {
        name: "problem-raised",
        rank: 780,
        meaning: "A problem was raised in an activity, and passed on to somebody or not.",
        on: Use::No,
        unit: Use::No,
        about: &[one(&["activity"]), who("", PERSON, Use::Key)],
        data: &[
            field("problem", Form::Code, Use::MustKey),
            field("passed_to", Form::Code, Use::Key),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"problem-raised","about":[{"noun":"activity","id":"hd-0001"},{"noun":"person","id":"p3"}],"data":{"passed_to":"Công an xã","problem":"VNeID chưa kích hoạt được"}}"#,
        lay_down: |event, batch| {
            let own = activity(event, batch)?;
            let person = event.id("", "person");
            let raised = Done::Problem {
                person: person.map(|id| batch.people.intern(id)).transpose()?,
                problem: event.word(batch, "problem")?,
                passed_to: event.word(batch, "passed_to")?,
            };
            batch.done.push((own, raised));
            Ok(())
        },
    },
];

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let word = |code| batch.vocabulary.text(code);
    let of = |own| batch.activities.text(own);
    for (row, (own, record)) in out.rows(&batch.activity) {
        let mut event = Event::new("activity-recorded")
            .on(record.day)
            .about("activity", of(*own))
            .data("kind", word(record.kind))
            .data("part", record.part.code())
            .data_if("market", word(record.market))
            .data_if("plan", word(record.plan));
        if record.counted > 0 {
            event = event.data("counted", record.counted);
        }
        if let Some(team) = record.team {
            event = event.about("team", batch.teams.text(team));
        }
        event.unit = record.unit.map(|unit| batch.units.text(unit).to_owned());
        out.put(Column::Activity, row, event);
    }
    for (row, (own, done)) in out.rows(&batch.done) {
        let event = done_event(batch, *done).about("activity", of(*own));
        out.put(Column::Done, row, event);
    }
}

/// The event of something done, its activity aside.
fn done_event(batch: &Batch, done: Done) -> Event {
    let word = |code| batch.vocabulary.text(code);
    let of_person =
        |kind: &str, person: PersonIx| Event::new(kind).about("person", batch.people.text(person));
    match done {
        Done::Attended(person) => of_person("activity-attended", person),
        Done::Visited(visit) => Event::new("household-visited")
            .about("household", batch.households.text(visit.household))
            .data("outcome", visit.outcome.code())
            .until("next", visit.next),
        Done::Met { person, told } => of_person("person-met", person).data_if("told", word(told)),
        Done::Guided { person, skill } => {
            with_skill(of_person("person-guided", person), batch, skill)
        }
        Done::SetUp { owner, platform } => {
            let event = with_owner(Event::new("set-up-in-activity"), batch, owner);
            event.data("platform", batch.vocabulary.platform_code(platform))
        }
        Done::Assessed { person, skill } => {
            with_skill(of_person("assessed-in-activity", person), batch, skill)
        }
        Done::Problem {
            person,
            problem,
            passed_to,
        } => {
            let event = match person {
                Some(person) => of_person("problem-raised", person),
                None => Event::new("problem-raised"),
            };
            let event = event.data("problem", word(problem));
            event.data_if("passed_to", word(passed_to))
        }
    }
}
