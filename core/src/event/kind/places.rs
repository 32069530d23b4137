//! Places: units and reforms.

use super::{Form, Kind, NAME, UNTIL, Use, field, one};
use crate::{
    Error, ErrorKind,
    event::{Batch, Column, Event, batch::UnitOpened, write::Out},
    json,
    order::Order,
    place::{Coded, Named, Parented, Reform},
};
use serde_json::Value;

const UNIT: &[&str] = &["unit"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "unit-opened",
        rank: 210,
        meaning: "A unit of any level exists from the day on, under the unit of the envelope.",
        on: Use::Maybe,
        unit: Use::Maybe,
        about: &[one(UNIT)],
        data: &[
            field("level", Form::Code, Use::Maybe),
            field("code", Form::Code, Use::Maybe),
            NAME,
            field("kind", Form::Text, Use::Maybe),
            UNTIL,
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"unit-opened","on":"2025-07-01","unit":"92","about":[{"noun":"unit","id":"31441@2025-07-01"}],"data":{"code":"31441","kind":"Xã","level":"commune","name":"Xã Vị Thủy"}}"#,
        lay_down: |event, batch| {
            let unit = batch.units.intern(event.own("", "unit"))?;
            let parent = event.place(batch)?;
            let level = match event.code("level") {
                "" => None,
                _ => Some(event.word(batch, "level")?),
            };
            let from = event.on;
            let spell = event.spell();
            batch.unit_opened.push((unit, UnitOpened { spell, level }));
            let code = event.text("code");
            batch.unit_codes.push((unit, Coded { from, code }));
            let (name, kind) = (event.text("name"), event.text("kind"));
            batch.unit_names.push((unit, Named { from, name, kind }));
            batch.unit_parents.push((unit, Parented { from, parent }));
            Ok(())
        },
    },
    Kind {
        name: "unit-recoded",
        rank: 220,
        meaning: "A unit carries another code from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(UNIT)],
        data: &[field("code", Form::Code, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"unit-recoded","on":"2025-07-01","about":[{"noun":"unit","id":"u"}],"data":{"code":"31442"}}"#,
        lay_down: |event, batch| {
            let unit = batch.units.intern(event.own("", "unit"))?;
            let (from, code) = (event.on, event.text("code"));
            batch.unit_codes.push((unit, Coded { from, code }));
            Ok(())
        },
    },
    Kind {
        name: "unit-renamed",
        rank: 230,
        meaning: "A unit has another name from the day on.",
        on: Use::Key,
        unit: Use::No,
        about: &[one(UNIT)],
        data: &[NAME, field("kind", Form::Text, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"unit-renamed","on":"2025-07-01","about":[{"noun":"unit","id":"u"}],"data":{"kind":"Phường","name":"Phường Vị Thanh"}}"#,
        lay_down: |event, batch| {
            let unit = batch.units.intern(event.own("", "unit"))?;
            let (from, name, kind) = (event.on, event.text("name"), event.text("kind"));
            batch.unit_names.push((unit, Named { from, name, kind }));
            Ok(())
        },
    },
    Kind {
        name: "unit-moved",
        rank: 240,
        meaning: "A unit lies under the unit of the envelope from the day on; without one, it stands at the top.",
        on: Use::Key,
        unit: Use::Maybe,
        about: &[one(UNIT)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"unit-moved","on":"2025-07-01","unit":"92","about":[{"noun":"unit","id":"u"}]}"#,
        lay_down: |event, batch| {
            let unit = batch.units.intern(event.own("", "unit"))?;
            let (from, parent) = (event.on, event.place(batch)?);
            batch.unit_parents.push((unit, Parented { from, parent }));
            Ok(())
        },
    },
    Kind {
        name: "unit-closed",
        rank: 250,
        meaning: "The day is the first on which a unit no longer exists.",
        on: Use::Must,
        unit: Use::No,
        about: &[one(UNIT)],
        data: &[],
        personal: &[],
        example: r#"{"v":1,"kind":"unit-closed","on":"2025-07-01","about":[{"noun":"unit","id":"930"}]}"#,
        lay_down: |event, batch| {
            let unit = batch.units.intern(event.own("", "unit"))?;
            batch.unit_closed.push((unit, event.required_day()?));
            Ok(())
        },
    },
    Kind {
        name: "reform-enacted",
        rank: 260,
        meaning: "A legal act changes units on the day, whole or not at all; `data` is the document of the reform, its day aside.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[],
        data: &[field("act", Form::Text, Use::MustKey)],
        personal: &[],
        example: r#"{"v":1,"kind":"reform-enacted","on":"2025-07-01","data":{"act":"1/NQ","close":["930"]}}"#,
        lay_down: |event, batch| {
            let mut document = event.data.to_map();
            let day = event.required_day()?.to_string();
            if document.insert("day".to_owned(), day.into()).is_some() {
                return Err(Error::new(ErrorKind::FieldNotOfKind)
                    .found("day")
                    .path("/data/day"));
            }
            let reform: Reform = json::from_value(&Value::Object(document))
                .map_err(|error| error.within("/data"))?;
            batch.reforms.push(reform);
            Ok(())
        },
    },
];

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let id = |unit| batch.units.text(unit);
    let about = |kind: &str, unit| Event::new(kind).about("unit", id(unit));
    // What a unit has from the day of its opening is said by its opening.
    let mut coded = Firsts::of(&batch.unit_codes, |a| (a.from, a.code.clone()));
    let mut named = Firsts::of(&batch.unit_names, |a| {
        (a.from, a.name.clone(), a.kind.clone())
    });
    let mut parented = Firsts::of(&batch.unit_parents, |a| {
        (a.from, a.parent.map(|unit| id(unit).to_owned()))
    });
    for (row, (unit, opened)) in out.rows(&batch.unit_opened) {
        let from = opened.spell.from;
        let code = coded.take(*unit, |key| key.0 == from);
        let name = named.take(*unit, |key| key.0 == from);
        let parent = parented.take(*unit, |key| key.0 == from);
        let (_, name, kind) = name.unwrap_or_default();
        let mut event = about("unit-opened", *unit)
            .since(from)
            .data("name", name)
            .data_if("kind", &kind)
            .data_if("code", &code.map(|(_, code)| code).unwrap_or_default())
            .until("until", opened.spell.until);
        if let Some(level) = opened.level {
            event = event.data_if("level", batch.vocabulary.text(level));
        }
        event.unit = parent.and_then(|(_, parent)| parent);
        out.put(Column::UnitOpened, row, event);
    }
    for (row, unit, (from, code)) in coded.left() {
        let event = about("unit-recoded", unit)
            .since(from)
            .data_if("code", &code);
        out.put(Column::UnitCodes, row, event);
    }
    for (row, unit, (from, name, kind)) in named.left() {
        let event = about("unit-renamed", unit)
            .since(from)
            .data("name", name)
            .data_if("kind", &kind);
        out.put(Column::UnitNames, row, event);
    }
    for (row, unit, (from, parent)) in parented.left() {
        let mut event = about("unit-moved", unit).since(from);
        event.unit = parent;
        out.put(Column::UnitParents, row, event);
    }
    for (row, (unit, day)) in out.rows(&batch.unit_closed) {
        let event = about("unit-closed", *unit).on(*day);
        out.put(Column::UnitClosed, row, event);
    }
    for (row, reform) in out.rows(&batch.reforms) {
        let mut event = Event::new("reform-enacted").on(reform.day);
        event.data = json::without(json::fields(reform), "day");
        out.put(Column::Reforms, row, event);
    }
}

/// Facts that may be said by the opening of their owner: of several, the first
/// by content is taken, and the rest are left.
pub(super) struct Firsts<Ix, K> {
    rows: Vec<(Ix, K, u32, bool)>,
}

impl<Ix: Copy + Ord, K: Ord + Clone> Firsts<Ix, K> {
    pub(super) fn of<T>(facts: &[(Ix, T)], key: impl Fn(&T) -> K) -> Self {
        let mut rows: Vec<(Ix, K, u32, bool)> = facts
            .iter()
            .zip(0..)
            .map(|((owner, fact), row)| (*owner, key(fact), row, false))
            .collect();
        rows.order();
        // The same fact twice is said once.
        rows.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
        Self { rows }
    }

    pub(super) fn take(&mut self, owner: Ix, fits: impl Fn(&K) -> bool) -> Option<K> {
        let start = self.rows.partition_point(|row| row.0 < owner);
        let own = self.rows.get_mut(start..)?;
        let found = own
            .iter_mut()
            .take_while(|row| row.0 == owner)
            .find(|row| fits(&row.1))?;
        found.3 = true;
        Some(found.1.clone())
    }

    pub(super) fn left(self) -> impl Iterator<Item = (u32, Ix, K)> {
        self.rows
            .into_iter()
            .filter(|row| !row.3)
            .map(|(owner, key, row, _)| (row, owner, key))
    }
}
