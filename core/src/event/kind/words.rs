//! Words: catalogues, platforms and flags.

use super::{Field, Form, Kind, Use, field};
use crate::{
    Result,
    event::{Batch, Event, Flag, Reading, write::Out},
    json,
    platform::Platform,
    skill::Catalogue,
};
use serde_json::Value;

const CODE: Field = field("code", Form::Code, Use::MustKey);
const NAMES: Field = field("names", Form::Document, Use::Must);

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "catalogue-defined",
        rank: 110,
        meaning: "There is a catalogue of skills, whole, with its ladder of levels.",
        on: Use::No,
        unit: Use::No,
        about: &[],
        data: &[
            CODE,
            field("version", Form::Text, Use::Must),
            NAMES,
            field("levels", Form::Document, Use::Must),
            field("fluent", Form::Code, Use::Must),
            field("skills", Form::Document, Use::Must),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"catalogue-defined","data":{"code":"a","fluent":"l2","levels":[{"code":"l0","names":{"en":"0","vi":"0"}},{"code":"l1","names":{"en":"1","vi":"1"}},{"code":"l2","names":{"en":"2","vi":"2"}}],"names":{"en":"A","vi":"A"},"skills":[{"code":"s1","names":{"en":"1","vi":"1"},"pillar":"society"},{"code":"s2","names":{"en":"2","vi":"2"},"pillar":"society"},{"code":"s3","names":{"en":"3","vi":"3"},"pillar":"society"},{"code":"s4","names":{"en":"4","vi":"4"},"pillar":"society"},{"code":"s5","names":{"en":"5","vi":"5"},"pillar":"society"}],"version":"1"}}"#,
        lay_down: |event, batch| {
            let catalogue: Catalogue = document(event, KINDS.first())?;
            batch
                .vocabulary
                .add_catalogue(catalogue)
                .map_err(|error| error.within("/data"))
        },
    },
    Kind {
        name: "platform-defined",
        rank: 120,
        meaning: "There is a platform that can be set up.",
        on: Use::No,
        unit: Use::No,
        about: &[],
        data: &[CODE, NAMES],
        personal: &[],
        example: r#"{"v":1,"kind":"platform-defined","data":{"code":"zalo","names":{"en":"Zalo","vi":"Zalo"}}}"#,
        lay_down: |event, batch| {
            let platform: Platform = document(event, KINDS.get(1))?;
            batch
                .vocabulary
                .add_platform(platform)
                .map_err(|error| error.within("/data"))
        },
    },
    Kind {
        name: "flag-defined",
        rank: 130,
        meaning: "There is a flag that a person or household can carry.",
        on: Use::No,
        unit: Use::No,
        about: &[],
        data: &[CODE, NAMES, field("sensitive", Form::YesNo, Use::Maybe)],
        personal: &[],
        example: r#"{"v":1,"kind":"flag-defined","data":{"code":"far","names":{"en":"remote","vi":"vùng sâu"},"sensitive":false}}"#,
        lay_down: |event, batch| {
            let flag: Flag = document(event, KINDS.get(2))?;
            batch
                .vocabulary
                .add_flag(flag)
                .map_err(|error| error.within("/data"))
        },
    },
];

/// The document that the known fields of `data` make.
fn document<T: serde::de::DeserializeOwned + serde::Serialize>(
    event: &Reading<'_>,
    kind: Option<&Kind>,
) -> Result<T> {
    let fields = kind.map_or(&[][..], |kind| kind.data);
    let known = event.data.to_map().into_iter();
    let known = known
        .filter(|(name, value)| !value.is_null() && fields.iter().any(|own| own.name == *name));
    // Collecting would sort them first, in code of its own.
    let mut document = serde_json::Map::new();
    document.extend(known);
    json::from_value(&Value::Object(document)).map_err(|error| error.within("/data"))
}

fn event<T: serde::Serialize>(kind: &str, document: &T) -> Event {
    let mut event = Event::new(kind);
    event.data = json::fields(document);
    event
}

/// The event that defines a word as it is known now.
pub(in crate::event) fn word_event(batch: &Batch, kind: &str, code: &str) -> Option<Event> {
    let words = &batch.vocabulary;
    match kind {
        "catalogue-defined" => words.catalogue(code).map(|(_, known)| event(kind, known)),
        "platform-defined" => {
            let known = words.platforms().iter().find(|known| known.code == code);
            known.map(|known| event(kind, known))
        }
        _ => {
            let known = words.flags().iter().find(|known| known.code == code);
            known.map(|known| event(kind, known))
        }
    }
}

/// Writes what is not built in.
pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let basic = Catalogue::basic();
    for catalogue in batch.vocabulary.catalogues() {
        if *catalogue != basic {
            out.word(event("catalogue-defined", catalogue));
        }
    }
    let known = Platform::built_in();
    for platform in batch.vocabulary.platforms() {
        if !known.contains(platform) {
            out.word(event("platform-defined", platform));
        }
    }
    let known = Flag::built_in();
    for flag in batch.vocabulary.flags() {
        if !known.contains(flag) {
            out.word(event("flag-defined", flag));
        }
    }
}
