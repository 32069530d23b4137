//! Households: where they are, who lives there, and their stalls.

use super::{
    Form, HOUSEHOLD, Kind, PERSON, UNTIL, Use, field, one, people::text, places::Firsts, who,
};
use crate::{
    Error, ErrorKind,
    event::{
        Batch, Code, Column, Event,
        batch::{Household, Listed},
        write::Out,
    },
    household::{Head, Join, Opened, Placed, Residence, Split, Stall},
    order::Order,
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "household-opened",
        rank: 510,
        meaning: "A household (hộ) exists from the day on, at the unit of the envelope. `listed` says whether all its residents are; absent: if it has a residence.",
        on: Use::Maybe,
        unit: Use::Maybe,
        about: &[one(HOUSEHOLD)],
        data: &[
            field("kind", Form::Code, Use::Maybe),
            field("lane", Form::Code, Use::Maybe),
            field("listed", Form::YesNo, Use::Maybe),
            UNTIL,
        ],
        personal: &[field("address", Form::Text, Use::Maybe)],
        example: r#"{"v":1,"kind":"household-opened","unit":"31441/ap-2","about":[{"noun":"household","id":"ho-0001"}],"data":{"kind":"family","lane":"Tuyến kênh 13","listed":true},"personal":{"address":"số 7"}}"#,
        lay_down: |event, batch| {
            let own = batch.households.intern(event.own("", "household"))?;
            let kind = event.word(batch, "kind")?;
            let lane = event.word(batch, "lane")?;
            match event.place(batch)? {
                Some(unit) => {
                    let from = event.on;
                    batch.placed.push((own, Placed { from, unit, lane }));
                }
                None if lane != Code::NONE => {
                    return Err(Error::new(ErrorKind::MissingField)
                        .expected("unit")
                        .path("/unit"));
                }
                None => {}
            }
            let record = Household {
                opened: Opened {
                    spell: event.spell(),
                    kind,
                },
                listed: match event.yes_no("listed") {
                    None => Listed::BySight,
                    Some(false) => Listed::No,
                    Some(true) => Listed::Yes,
                },
                address: text(batch, &event.personal_text("address"))?,
            };
            batch.household.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "household-moved",
        rank: 520,
        meaning: "A household is at the unit of the envelope, in the lane given, from the day on.",
        on: Use::Key,
        unit: Use::Must,
        about: &[one(HOUSEHOLD)],
        data: &[field("lane", Form::Code, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"household-moved","on":"2025-08-01","unit":"31441/ap-3","about":[{"noun":"household","id":"ho-0001"}]}"#,
        lay_down: |event, batch| {
            let own = batch.households.intern(event.own("", "household"))?;
            let (from, lane) = (event.on, event.word(batch, "lane")?);
            if let Some(unit) = event.place(batch)? {
                batch.placed.push((own, Placed { from, unit, lane }));
            }
            Ok(())
        },
    },
    Kind {
        name: "head-named",
        rank: 530,
        meaning: "A person is the head of a household (chủ hộ) from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(HOUSEHOLD), who("", PERSON, Use::Must)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"head-named","about":[{"noun":"household","id":"ho-0001"},{"noun":"person","id":"p1"}]}"#,
        lay_down: |event, batch| {
            let own = batch.households.intern(event.own("", "household"))?;
            let person = batch.people.intern(event.own("", "person"))?;
            let from = event.on;
            batch.heads.push((own, Head { from, person }));
            Ok(())
        },
    },
    Kind {
        name: "household-listed",
        rank: 540,
        meaning: "All residents of a household are listed from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(HOUSEHOLD)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"household-listed","on":"2025-08-01","about":[{"noun":"household","id":"ho-0001"}]}"#,
        lay_down: |event, batch| {
            let own = batch.households.intern(event.own("", "household"))?;
            batch.listed.push((own, event.on));
            Ok(())
        },
    },
    Kind {
        name: "residence-begun",
        rank: 550,
        meaning: "A person lives in a household from the day on: `permanent`, `temporary`, `away`, or a further kind.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(PERSON), one(HOUSEHOLD)],
        data: &[
            field("kind", Form::Code, Use::MustKey),
            UNTIL,
            field("reason", Form::Code, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"residence-begun","on":"2020-03-01","about":[{"noun":"household","id":"ho-0001"},{"noun":"person","id":"p1"}],"data":{"kind":"permanent"}}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let record = Residence {
                spell: event.spell(),
                household: batch.households.intern(event.own("", "household"))?,
                kind: event.word(batch, "kind")?,
                reason: event.word(batch, "reason")?,
            };
            batch.residences.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "residence-ended",
        rank: 560,
        meaning: "The day is the first on which a person no longer lives in a household.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[one(PERSON), one(HOUSEHOLD)],
        data: &[field("reason", Form::Code, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"residence-ended","on":"2025-06-15","about":[{"noun":"household","id":"ho-0001"},{"noun":"person","id":"p1"}],"data":{"reason":"moved"}}"#,
        lay_down: |event, batch| {
            let own = batch.people.intern(event.own("", "person"))?;
            let household = batch.households.intern(event.own("", "household"))?;
            let (day, reason) = (event.required_day()?, event.word(batch, "reason")?);
            batch.residence_ends.push((own, household, day, reason));
            Ok(())
        },
    },
    Kind {
        name: "household-split",
        rank: 570,
        meaning: "The people named leave one household and form another on the day (tách hộ), with the kinds of residence that they had.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[
            who("from", HOUSEHOLD, Use::MustKey),
            who("into", HOUSEHOLD, Use::MustKey),
            super::Who {
                role: "",
                nouns: PERSON,
                used: Use::Maybe,
                many: true,
            },
        ],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"household-split","on":"2025-06-15","about":[{"noun":"person","id":"p1"},{"as":"from","noun":"household","id":"ho-0001"},{"as":"into","noun":"household","id":"ho-0002"}]}"#,
        lay_down: |event, batch| {
            let day = event.required_day()?;
            let from = batch.households.intern(event.own("from", "household"))?;
            let into = batch.households.intern(event.own("into", "household"))?;
            let mut people = Vec::new();
            for id in event.ids("", "person") {
                people.push(batch.people.intern(id)?);
            }
            batch.splits.push(Split {
                day,
                from,
                into,
                people,
            });
            Ok(())
        },
    },
    Kind {
        name: "household-joined",
        rank: 580,
        meaning: "Whoever lives in one household moves into the other on the day, and the first closes (nhập hộ).",
        on: Use::MustKey,
        unit: Use::No,
        about: &[
            who("from", HOUSEHOLD, Use::MustKey),
            who("into", HOUSEHOLD, Use::Must),
        ],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"household-joined","on":"2025-06-15","about":[{"as":"from","noun":"household","id":"ho-0002"},{"as":"into","noun":"household","id":"ho-0001"}]}"#,
        lay_down: |event, batch| {
            let day = event.required_day()?;
            let from = batch.households.intern(event.own("from", "household"))?;
            let into = batch.households.intern(event.own("into", "household"))?;
            batch.joins.push(Join { day, from, into });
            Ok(())
        },
    },
    Kind {
        name: "household-closed",
        rank: 590,
        meaning: "The day is the first on which a household no longer exists.",
        on: Use::Must,
        unit: Use::No,
        about: &[one(HOUSEHOLD)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"household-closed","on":"2025-06-15","about":[{"noun":"household","id":"ho-0002"}]}"#,
        lay_down: |event, batch| {
            let own = batch.households.intern(event.own("", "household"))?;
            batch.household_closed.push((own, event.required_day()?));
            Ok(())
        },
    },
    Kind {
        name: "stall-opened",
        rank: 595,
        meaning: "A household runs a stall (sạp) in a named market from the day on; the unit is where the market stands.",
        on: Use::Maybe,
        unit: Use::Maybe,
        about: &[one(&["stall"]), who("", HOUSEHOLD, Use::Must)],
        data: &[field("market", Form::Code, Use::Must), UNTIL],
        personal: &[],
        example: r#"{"v":1,"kind":"stall-opened","unit":"31441","about":[{"noun":"household","id":"ho-0001"},{"noun":"stall","id":"sap-12"}],"data":{"market":"Chợ Nàng Mau"}}"#,
        lay_down: |event, batch| {
            let own = batch.stalls.intern(event.own("", "stall"))?;
            let record = Stall {
                spell: event.spell(),
                household: batch.households.intern(event.own("", "household"))?,
                unit: event.place(batch)?,
                market: event.word(batch, "market")?,
            };
            batch.stall.push((own, record));
            Ok(())
        },
    },
    Kind {
        name: "stall-closed",
        rank: 598,
        meaning: "The day is the first on which a stall is no longer run.",
        on: Use::Must,
        unit: Use::No,
        about: &[one(&["stall"])],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"stall-closed","on":"2025-06-15","about":[{"noun":"stall","id":"sap-12"}]}"#,
        lay_down: |event, batch| {
            let own = batch.stalls.intern(event.own("", "stall"))?;
            batch.stall_closed.push((own, event.required_day()?));
            Ok(())
        },
    },
];

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let word = |code| batch.vocabulary.text(code);
    let home = |own| batch.households.text(own);
    let who = |own| batch.people.text(own);
    let about = |kind: &str, own| Event::new(kind).about("household", home(own));
    let mut placed = Firsts::of(&batch.placed, |placed| {
        let unit = batch.units.text(placed.unit).to_owned();
        (placed.from, unit, word(placed.lane).to_owned())
    });
    for (row, (own, record)) in out.rows(&batch.household) {
        let from = record.opened.spell.from;
        let place = placed.take(*own, |place| place.0 == from);
        let mut event = about("household-opened", *own)
            .since(from)
            .data_if("kind", word(record.opened.kind))
            .until("until", record.opened.spell.until)
            .personal_if("address", batch.read(record.address));
        if let Some((_, unit, lane)) = place {
            event = event.unit(&unit).data_if("lane", &lane);
        }
        if record.listed != Listed::BySight {
            event = event.data("listed", record.listed == Listed::Yes);
        }
        out.put(Column::Household, row, event);
    }
    for (row, own, (from, unit, lane)) in placed.left() {
        let event = about("household-moved", own)
            .since(from)
            .unit(&unit)
            .data_if("lane", &lane);
        out.put(Column::Placed, row, event);
    }
    for (row, (own, head)) in out.rows(&batch.heads) {
        let event = about("head-named", *own).since(head.from);
        out.put(Column::Heads, row, event.about("person", who(head.person)));
    }
    for (row, (own, from)) in out.rows(&batch.listed) {
        let event = about("household-listed", *own).since(*from);
        out.put(Column::Listed, row, event);
    }
    for (row, (own, stay)) in out.rows(&batch.residences) {
        let event = Event::new("residence-begun")
            .since(stay.spell.from)
            .about("person", who(*own))
            .about("household", home(stay.household))
            .data_if("kind", word(stay.kind))
            .data_if("reason", word(stay.reason))
            .until("until", stay.spell.until);
        out.put(Column::Residences, row, event);
    }
    for (row, (own, household, day, reason)) in out.rows(&batch.residence_ends) {
        let event = Event::new("residence-ended")
            .on(*day)
            .about("person", who(*own))
            .about("household", home(*household))
            .data_if("reason", word(*reason));
        out.put(Column::ResidenceEnds, row, event);
    }
    for (row, split) in out.rows(&batch.splits) {
        let mut event = Event::new("household-split")
            .on(split.day)
            .about_as("from", "household", home(split.from))
            .about_as("into", "household", home(split.into));
        let mut people: Vec<&str> = split.people.iter().map(|own| who(*own)).collect();
        people.order();
        people.dedup();
        for id in people {
            event = event.about("person", id);
        }
        out.put(Column::Splits, row, event);
    }
    for (row, join) in out.rows(&batch.joins) {
        let event = Event::new("household-joined")
            .on(join.day)
            .about_as("from", "household", home(join.from))
            .about_as("into", "household", home(join.into));
        out.put(Column::Joins, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.household_closed) {
        let event = about("household-closed", *own).on(*day);
        out.put(Column::HouseholdClosed, row, event);
    }
    for (row, (own, stall)) in out.rows(&batch.stall) {
        let mut event = Event::new("stall-opened")
            .since(stall.spell.from)
            .about("stall", batch.stalls.text(*own))
            .about("household", home(stall.household))
            .data_if("market", word(stall.market))
            .until("until", stall.spell.until);
        event.unit = stall.unit.map(|unit| batch.units.text(unit).to_owned());
        out.put(Column::Stall, row, event);
    }
    for (row, (own, day)) in out.rows(&batch.stall_closed) {
        let event = Event::new("stall-closed").on(*day);
        let event = event.about("stall", batch.stalls.text(*own));
        out.put(Column::StallClosed, row, event);
    }
}
