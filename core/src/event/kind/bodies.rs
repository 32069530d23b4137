//! The organisations of the work: committees, organisations, teams, members.

use super::{Form, Kind, NAME, PERSON, UNTIL, Use, field, one, who};
use crate::{
    Error, ErrorKind, Result,
    event::{Batch, Column, Event, Reading, write::Out},
    id::UnitIx,
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team, TeamMoved},
};

const BODY: &[&str] = &["team", "committee"];

fn place(event: &Reading<'_>, batch: &mut Batch) -> Result<UnitIx> {
    event.place(batch)?.ok_or_else(|| {
        Error::new(ErrorKind::MissingField)
            .expected("unit")
            .path("/unit")
    })
}

fn body(event: &Reading<'_>, batch: &mut Batch) -> Result<Body> {
    match event.id("", "team") {
        Some(team) => batch.teams.intern(team).map(Body::Team),
        None => {
            let committee = event.own("", "committee");
            batch.committees.intern(committee).map(Body::Committee)
        }
    }
}

fn answers_to(event: &Reading<'_>, batch: &mut Batch) -> Result<Option<AnswersTo>> {
    let role = "answers-to";
    Ok(match event.id(role, "committee") {
        Some(id) => Some(AnswersTo::Committee(batch.committees.intern(id)?)),
        None => match event.id(role, "organisation") {
            Some(id) => Some(AnswersTo::Organisation(batch.organisations.intern(id)?)),
            None => None,
        },
    })
}

macro_rules! closed {
    ($name:literal $rank:literal $noun:literal $ids:ident $column:ident $meaning:literal) => {
        Kind {
            name: $name,
            rank: $rank,
            meaning: $meaning,
            on: Use::Must,
            unit: Use::No,
            about: &[one(&[$noun])],
            data: &[],
            personal: &[],
            example: concat!(
                r#"{"v":1,"kind":""#,
                $name,
                r#"","on":"2025-07-01","about":[{"noun":""#,
                $noun,
                r#"","id":"b1"}]}"#
            ),
            lay_down: |event, batch| {
                let own = batch.$ids.intern(event.own("", $noun))?;
                batch.$column.push((own, event.required_day()?));
                Ok(())
            },
        }
    };
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "committee-opened",
        rank: 310,
        meaning: "A steering committee (ban chỉ đạo) of the unit exists from the day on.",
        on: Use::Maybe,
        unit: Use::Must,
        about: &[one(&["committee"])],
        data: &[NAME, UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"committee-opened","on":"2022-05-30","unit":"31441","about":[{"noun":"committee","id":"bcd-31441"}],"data":{"name":"Ban chỉ đạo chuyển đổi số xã"}}"#,
        lay_down: |event, batch| {
            let own = batch.committees.intern(event.own("", "committee"))?;
            let record = Committee {
                spell: event.spell(),
                unit: place(event, batch)?,
                name: event.text("name"),
            };
            batch.committee.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "organisation-opened",
        rank: 320,
        meaning: "An organisation within the unit (the Youth Union, a district's office) exists from the day on.",
        on: Use::Maybe,
        unit: Use::Must,
        about: &[one(&["organisation"])],
        data: &[NAME, field("kind", Form::Code, Use::Maybe), UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"organisation-opened","unit":"31441","about":[{"noun":"organisation","id":"doan-31441"}],"data":{"kind":"youth-union","name":"Đoàn thanh niên xã"}}"#,
        lay_down: |event, batch| {
            let own = batch.organisations.intern(event.own("", "organisation"))?;
            let record = Organisation {
                spell: event.spell(),
                unit: place(event, batch)?,
                name: event.text("name"),
                kind: event.word(batch, "kind")?,
            };
            batch.organisation.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "team-opened",
        rank: 330,
        meaning: "A team (tổ công nghệ số cộng đồng) of the unit, or of an organisation in it, exists from the day on.",
        on: Use::Maybe,
        unit: Use::Must,
        about: &[
            one(&["team"]),
            who("", &["organisation"], Use::Maybe),
            who("answers-to", &["committee", "organisation"], Use::Maybe),
        ],
        data: &[field("name", Form::Text, Use::Maybe), UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"team-opened","unit":"31441/ap-2","about":[{"noun":"team","id":"to-31441-02"},{"as":"answers-to","noun":"committee","id":"bcd-31441"}],"data":{"name":"Tổ công nghệ số cộng đồng ấp 2"}}"#,
        lay_down: |event, batch| {
            let own = batch.teams.intern(event.own("", "team"))?;
            let organisation = event
                .id("", "organisation")
                .map(|id| batch.organisations.intern(id))
                .transpose()?;
            let record = Team {
                spell: event.spell(),
                unit: place(event, batch)?,
                name: event.text("name"),
                organisation,
                answers_to: answers_to(event, batch)?,
            };
            batch.team.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "team-moved",
        rank: 335,
        meaning: "A team is of the unit of the envelope, or answers to somebody else, from the day on; what is absent stays.",
        on: Use::MustKey,
        unit: Use::Maybe,
        about: &[
            one(&["team"]),
            who("answers-to", &["committee", "organisation"], Use::Maybe),
        ],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"team-moved","on":"2025-07-01","unit":"31441@2025-07-01","about":[{"noun":"team","id":"to-31441-02"}]}"#,
        lay_down: |event, batch| {
            let own = batch.teams.intern(event.own("", "team"))?;
            let moved = TeamMoved {
                day: event.required_day()?,
                unit: event.place(batch)?,
                answers_to: answers_to(event, batch)?,
            };
            batch.team_moved.push((own, moved));
            Ok(())
        },
    },
    Kind {
        name: "membership-begun",
        rank: 340,
        meaning: "A person is a member of a team or committee from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(PERSON), one(BODY)],
        data: &[
            field("role", Form::Code, Use::Must),
            field("force", Form::Code, Use::Maybe),
            UNTIL,
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"membership-begun","on":"2025-07-01","about":[{"noun":"person","id":"p1"},{"noun":"team","id":"to-31441-02"}],"data":{"force":"youth-union","role":"head"}}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let record = Membership {
                spell: event.spell(),
                body: body(event, batch)?,
                role: event.word(batch, "role")?,
                force: event.word(batch, "force")?,
            };
            batch.memberships.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "membership-ended",
        rank: 350,
        meaning: "The day is the first on which a person is no longer a member.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[one(PERSON), one(BODY)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"membership-ended","on":"2025-09-01","about":[{"noun":"person","id":"p1"},{"noun":"team","id":"to-31441-02"}]}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let (body, day) = (body(event, batch)?, event.required_day()?);
            batch.membership_ends.push((own, body, day));
            Ok(())
        },
    },
    closed!("team-closed" 360 "team" teams team_closed
        "The day is the first on which a team no longer exists."),
    closed!("organisation-closed" 370 "organisation" organisations organisation_closed
        "The day is the first on which an organisation no longer exists."),
    closed!("committee-closed" 380 "committee" committees committee_closed
        "The day is the first on which a steering committee no longer exists."),
];

fn with_body(event: Event, batch: &Batch, body: Body) -> Event {
    match body {
        Body::Team(team) => event.about("team", batch.teams.text(team)),
        Body::Committee(own) => event.about("committee", batch.committees.text(own)),
    }
}

fn answering(event: Event, batch: &Batch, to: Option<AnswersTo>) -> Event {
    match to {
        None => event,
        Some(AnswersTo::Committee(own)) => {
            event.about_as("answers-to", "committee", batch.committees.text(own))
        }
        Some(AnswersTo::Organisation(own)) => {
            event.about_as("answers-to", "organisation", batch.organisations.text(own))
        }
    }
}

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let word = |code| batch.vocabulary.text(code);
    let unit = |unit| batch.units.text(unit);
    for (row, (own, record)) in out.rows(&batch.committee) {
        let event = Event::new("committee-opened")
            .since(record.spell.from)
            .unit(unit(record.unit))
            .about("committee", batch.committees.text(*own))
            .data("name", record.name.as_str())
            .until("until", record.spell.until);
        out.put(Column::Committee, row, event);
    }
    for (row, (own, record)) in out.rows(&batch.organisation) {
        let event = Event::new("organisation-opened")
            .since(record.spell.from)
            .unit(unit(record.unit))
            .about("organisation", batch.organisations.text(*own))
            .data("name", record.name.as_str())
            .data_if("kind", word(record.kind))
            .until("until", record.spell.until);
        out.put(Column::Organisation, row, event);
    }
    for (row, (own, record)) in out.rows(&batch.team) {
        let mut event = Event::new("team-opened")
            .since(record.spell.from)
            .unit(unit(record.unit))
            .about("team", batch.teams.text(*own))
            .data_if("name", &record.name)
            .until("until", record.spell.until);
        if let Some(organisation) = record.organisation {
            event = event.about("organisation", batch.organisations.text(organisation));
        }
        let event = answering(event, batch, record.answers_to);
        out.put(Column::Team, row, event);
    }
    for (row, (own, moved)) in out.rows(&batch.team_moved) {
        let mut event = Event::new("team-moved")
            .on(moved.day)
            .about("team", batch.teams.text(*own));
        event.unit = moved.unit.map(|to| unit(to).to_owned());
        let event = answering(event, batch, moved.answers_to);
        out.put(Column::TeamMoved, row, event);
    }
    for (row, (own, seat)) in out.rows(&batch.memberships) {
        let event = Event::new("membership-begun")
            .since(seat.spell.from)
            .about("person", batch.people.text(*own))
            .data_if("role", word(seat.role))
            .data_if("force", word(seat.force))
            .until("until", seat.spell.until);
        out.put(Column::Memberships, row, with_body(event, batch, seat.body));
    }
    for (row, (own, body, day)) in out.rows(&batch.membership_ends) {
        let event = Event::new("membership-ended")
            .on(*day)
            .about("person", batch.people.text(*own));
        out.put(Column::MembershipEnds, row, with_body(event, batch, *body));
    }
    for (row, (own, day)) in out.rows(&batch.team_closed) {
        let event = Event::new("team-closed").on(*day);
        let event = event.about("team", batch.teams.text(*own));
        out.put(Column::TeamClosed, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.organisation_closed) {
        let event = Event::new("organisation-closed").on(*day);
        let event = event.about("organisation", batch.organisations.text(*own));
        out.put(Column::OrganisationClosed, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.committee_closed) {
        let event = Event::new("committee-closed").on(*day);
        let event = event.about("committee", batch.committees.text(*own));
        out.put(Column::CommitteeClosed, row, event);
    }
}
