//! People: who they are.

use super::{Form, Kind, PERSON, Use, field, one};
use crate::{
    Error, ErrorKind,
    event::{
        Batch, Column, Event,
        batch::{Person, TextRef},
        write::Out,
    },
    person::{Birth, Sex},
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "person-recorded",
        rank: 410,
        meaning: "There is a person, whether resident, member or both. Of the birth, the year stands in `data` and the exact day in `personal`.",
        on: Use::No,
        unit: Use::No,
        about: &[one(PERSON)],
        data: &[
            field("birth_year", Form::Year, Use::Maybe),
            field("sex", Form::OneOf(&["female", "male"]), Use::Maybe),
        ],
        personal: &[
            field("name", Form::Text, Use::Maybe),
            field("birth_day", Form::Day, Use::Maybe),
            field("phone", Form::Text, Use::Maybe),
        ],
        example: r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p1"}],"data":{"birth_year":1967,"sex":"female"},"personal":{"birth_day":"1967-03-02","name":"Nguyễn Thị Bé"}}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let year = event.number("birth_year");
            let birth = match (event.personal_day("birth_day"), year) {
                (Some(day), Some(year)) if i64::from(day.year()) != year => {
                    return Err(Error::new(ErrorKind::WrongValue)
                        .found(year.to_string())
                        .expected("birth_day")
                        .path("/data/birth_year"));
                }
                (Some(day), _) => Birth::Day(day),
                (None, Some(year)) => i16::try_from(year).map_or(Birth::Unknown, Birth::Year),
                (None, None) => Birth::Unknown,
            };
            let sex = match event.code("sex") {
                "female" => Sex::Female,
                "male" => Sex::Male,
                _ => Sex::Unknown,
            };
            let name = text(batch, &event.personal_text("name"))?;
            let phone = text(batch, &event.personal_text("phone"))?;
            let record = Person {
                birth,
                sex,
                name,
                phone,
            };
            batch.persons.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "person-died",
        rank: 420,
        meaning: "A person died on the day.",
        on: Use::Must,
        unit: Use::No,
        about: &[one(PERSON)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"person-died","on":"2025-03-02","about":[{"noun":"person","id":"p1"}]}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            batch.deaths.push((own, event.required_day()?));
            Ok(())
        },
    },
];

/// Lays a personal text down; nothing where it is empty.
pub(super) fn text(batch: &mut Batch, text: &str) -> crate::Result<TextRef> {
    match text {
        "" => Ok(TextRef::default()),
        text => batch.text(text),
    }
}

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    for (row, (own, record)) in out.rows(&batch.persons) {
        let mut event = Event::new("person-recorded")
            .about("person", batch.people.text(*own))
            .personal_if("name", batch.read(record.name))
            .personal_if("phone", batch.read(record.phone));
        if let Some(year) = record.birth.year() {
            event = event.data("birth_year", year);
        }
        if let Birth::Day(day) = record.birth {
            event = event.personal_if("birth_day", &day.to_string());
        }
        if record.sex != Sex::Unknown {
            event = event.data("sex", record.sex.code());
        }
        out.put(Column::Persons, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.deaths) {
        let event = Event::new("person-died").on(*day);
        let event = event.about("person", batch.people.text(*own));
        out.put(Column::Deaths, row, event);
    }
}
