//! What an event of a known kind says, checked against its kind.

use super::{
    About, Abouts, Batch, Code, Event, Named, Scalar,
    kind::{Field, Form, Kind, Use},
    lent::Fields,
    vocabulary::check_code,
};
use crate::{Day, Error, ErrorKind, Result, error::Faults, id::UnitIx, text::nfc, time::Spell};

/// An event whose fields are known to be those of its kind.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'e> {
    pub(super) on: Option<Day>,
    pub(super) unit: Option<&'e str>,
    pub(super) about: Abouts<'e>,
    pub(super) data: Fields<'e>,
    pub(super) personal: Fields<'e>,
}

impl<'e> Reading<'e> {
    /// What an event says; whether it is one of its kind is for [`check_event`].
    pub(crate) fn of(event: &'e Event) -> Self {
        Self {
            on: event.on,
            unit: event.unit.as_deref(),
            about: Abouts::Whole(&event.about),
            data: Fields::Whole(&event.data),
            personal: Fields::Whole(&event.personal),
        }
    }

    /// The ids that it is about.
    pub(crate) fn about(&self) -> Abouts<'e> {
        self.about
    }

    /// The same about other ids.
    pub(crate) fn with_about(self, about: &'e [About]) -> Self {
        Self {
            about: Abouts::Whole(about),
            ..self
        }
    }

    pub(super) fn ids<'s>(
        &'s self,
        role: &'s str,
        noun: &'s str,
    ) -> impl Iterator<Item = &'e str> + 's {
        self.about
            .iter()
            .filter(move |about| about.is_as(role) && about.noun == noun)
            .map(|about| about.id)
    }

    /// The id of a noun; empty where there is none.
    #[inline(never)]
    pub(super) fn id<'s>(&'s self, role: &'s str, noun: &'s str) -> Option<&'e str> {
        let is_it = |about: &Named<'_>| about.is_as(role) && about.noun == noun;
        match self.about {
            Abouts::Plain(all) => all.iter().find(|about| is_it(about)).map(|about| about.id),
            Abouts::Whole(_) => self.ids(role, noun).next(),
        }
    }

    /// The id of a noun that the kind requires.
    pub(super) fn own<'s>(&'s self, role: &'s str, noun: &'s str) -> &'e str {
        self.id(role, noun).unwrap_or("")
    }

    pub(super) fn place(&self, batch: &mut Batch) -> Result<Option<UnitIx>> {
        self.unit.map(|unit| batch.units.intern(unit)).transpose()
    }

    /// The day of a kind that requires one.
    pub(super) fn required_day(&self) -> Result<Day> {
        self.on.ok_or_else(|| missing("on").path("/on"))
    }

    pub(super) fn spell(&self) -> Spell {
        Spell {
            from: self.on,
            until: day_of(self.data, "until"),
        }
    }

    pub(super) fn text(&self, name: &str) -> String {
        nfc(text_of(self.data, name)).into_owned()
    }

    pub(super) fn personal_text(&self, name: &str) -> String {
        nfc(text_of(self.personal, name)).into_owned()
    }

    /// A day of `data` that may be absent.
    pub(super) fn day_of(&self, name: &str) -> Option<Day> {
        day_of(self.data, name)
    }

    pub(super) fn personal_day(&self, name: &str) -> Option<Day> {
        day_of(self.personal, name)
    }

    pub(crate) fn code(&self, name: &str) -> &'e str {
        text_of(self.data, name)
    }

    pub(super) fn word(&self, batch: &mut Batch, name: &str) -> Result<Code> {
        match text_of(self.data, name) {
            "" => Ok(Code::NONE),
            text => batch.vocabulary.code(&nfc(text)),
        }
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        match self.data.get(name) {
            Some(Scalar::Whole(number)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn yes_no(&self, name: &str) -> Option<bool> {
        match self.data.get(name) {
            Some(Scalar::YesNo(said)) => Some(said),
            _ => None,
        }
    }
}

fn text_of<'e>(fields: Fields<'e>, name: &str) -> &'e str {
    fields.get(name).and_then(Scalar::text).unwrap_or("")
}

fn day_of(fields: Fields<'_>, name: &str) -> Option<Day> {
    Day::parse_iso(text_of(fields, name).as_bytes())
}

fn missing(name: &str) -> Error {
    Error::new(ErrorKind::MissingField).expected(name)
}

/// Fields that are personal in every kind.
const ALWAYS_PERSONAL: &[&str] = &["birth_day", "phone", "address", "notes"];
/// What is personal of a person or household, also in kinds that are not known.
const PERSONAL_OF_PEOPLE: &[&str] = &["name", "full_name"];

/// What in `data` belongs in `personal`.
pub(super) fn personal_in_data(
    about: Abouts<'_>,
    kind: Option<&Kind>,
    data: Fields<'_>,
    faults: &mut Faults,
) {
    let of_people = || {
        let mut about = about.iter();
        about.any(|about| about.noun == "person" || about.noun == "household")
    };
    for name in data.names() {
        let is_of = |fields: &[Field]| fields.iter().any(|field| field.name == name);
        if kind.is_some_and(|kind| is_of(kind.data)) {
            continue;
        }
        let personal = ALWAYS_PERSONAL.contains(&name)
            || (PERSONAL_OF_PEOPLE.contains(&name) && of_people())
            || kind.is_some_and(|kind| is_of(kind.personal));
        if personal {
            faults.push(
                Error::new(ErrorKind::PersonalInData)
                    .found(name)
                    .path(pointer("/data", name)),
            );
        }
    }
}

/// Everything in which an event is not one of its kind.
pub(super) fn check(kind: &Kind, reading: &Reading<'_>) -> Faults {
    let mut faults = Faults::default();
    match (kind.on, reading.on) {
        (Use::No, Some(day)) => faults.push(
            Error::new(ErrorKind::FieldNotOfKind)
                .found(format!("on ({day})"))
                .path("/on"),
        ),
        (Use::Must | Use::MustKey, None) => faults.push(missing("on").path("/on")),
        _ => {}
    }
    if kind.unit.is_due() && reading.unit.is_none() {
        faults.push(missing("unit").path("/unit"));
    }
    about(reading.about, kind, &mut faults);
    fields(reading.data, kind.data, "/data", &mut faults);
    fields(reading.personal, kind.personal, "/personal", &mut faults);
    if let (Some(from), Some(until)) = (reading.on, day_of(reading.data, "until"))
        && until <= from
    {
        faults.push(
            Error::new(ErrorKind::EndsBeforeBegins)
                .found(until.to_string())
                .expected(from.to_string())
                .path("/data/until"),
        );
    }
    faults
}

/// More ids than any kind is about.
const MOST_WHO: usize = 8;

fn about(given: Abouts<'_>, kind: &Kind, faults: &mut Faults) {
    let expected = || {
        let all: Vec<String> = kind
            .about
            .iter()
            .map(|who| {
                let nouns = who.nouns.join("|");
                match who.role {
                    "" => nouns,
                    role => format!("{nouns} as {role}"),
                }
            })
            .collect();
        all.join(", ")
    };
    let mut seen = [0_usize; MOST_WHO];
    for (at, about) in given.iter().enumerate() {
        let place = kind.about.iter().position(|who| who.is(&about));
        let count = place.and_then(|place| seen.get_mut(place));
        let many = place
            .and_then(|place| kind.about.get(place))
            .is_some_and(|who| who.many);
        match count {
            Some(count) if many || *count == 0 => *count += 1,
            _ => faults.push(
                Error::new(ErrorKind::WrongAbout)
                    .found(about.noun)
                    .expected(expected())
                    .path(format!("/about/{at}")),
            ),
        }
    }
    for (who, count) in kind.about.iter().zip(seen) {
        if who.used.is_due() && count == 0 {
            faults.push(
                Error::new(ErrorKind::WrongAbout)
                    .found("—")
                    .expected(expected())
                    .path("/about"),
            );
        }
    }
}

fn fields(given: Fields<'_>, known: &[Field], part: &str, faults: &mut Faults) {
    for field in known {
        match given.get(field.name) {
            None => {
                if field.used.is_due() {
                    faults.push(missing(field.name).path(format!("{part}/{}", field.name)));
                }
            }
            Some(value) => {
                if let Some(error) = wrong(field.form, value) {
                    let error = if part == "/personal" {
                        error.found_personal(value.shown())
                    } else {
                        error.found(value.shown())
                    };
                    faults.push(error.path(format!("{part}/{}", field.name)));
                }
            }
        }
    }
}

fn wrong(form: Form, value: Scalar<'_>) -> Option<Error> {
    let expected = |vi, en| Some(Error::new(ErrorKind::WrongValue).expected_words(vi, en));
    match (form, value) {
        (Form::Document, _) | (Form::Text, Scalar::Text(_)) | (Form::YesNo, Scalar::YesNo(_)) => {
            None
        }
        (Form::Text, _) => expected("văn bản", "a text"),
        (Form::YesNo, _) => expected("true hoặc false", "true or false"),
        (Form::Code, Scalar::Text(text)) => check_code(text).err(),
        (Form::Code, _) => expected("một mã", "a code"),
        (Form::OneOf(codes), value) => {
            let fits = value.text().is_some_and(|text| codes.contains(&text));
            (!fits).then(|| Error::new(ErrorKind::WrongValue).expected(codes.join(", ")))
        }
        (Form::Day, value) => {
            let day = value
                .text()
                .and_then(|text| Day::parse_iso(text.as_bytes()));
            day.is_none().then(|| Error::new(ErrorKind::BadDay))
        }
        (Form::Count, value) => {
            let fits = matches!(value, Scalar::Whole(count) if u32::try_from(count).is_ok());
            (!fits).then(|| Error::new(ErrorKind::WrongValue).expected("0–4294967295"))
        }
        (Form::Year, value) => {
            let fits = matches!(value, Scalar::Whole(1800..=2199));
            (!fits).then(|| Error::new(ErrorKind::WrongValue).expected("1800–2199"))
        }
    }
}

/// A field's place.
pub(super) fn pointer(part: &str, name: &str) -> String {
    format!("{part}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Refuses an event that is none of its kind, or carries what belongs elsewhere. Of
/// a kind that is not known, the envelope alone is checked.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn check_event(event: &Event, allow_personal_ids: bool) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let kind = Kind::of(&event.kind);
    if kind.is_none()
        && let Err(error) = check_code(&event.kind)
    {
        faults.push(error.path("/kind"));
    }
    check_all(kind, &Reading::of(event), allow_personal_ids, faults)
}

/// The same for what is lent of an event of a kind.
pub(crate) fn check_reading(
    kind: &Kind,
    reading: &Reading<'_>,
    allow_personal_ids: bool,
) -> Result<(), Faults> {
    check_all(Some(kind), reading, allow_personal_ids, Faults::default())
}

fn check_all(
    kind: Option<&Kind>,
    reading: &Reading<'_>,
    allow_personal_ids: bool,
    mut faults: Faults,
) -> Result<(), Faults> {
    for (at, about) in reading.about.iter().enumerate() {
        let place = || format!("/about/{at}/id");
        if let Err(error) = crate::id::check(about.id) {
            faults.push(error.path(place()));
        } else if !allow_personal_ids && crate::id::looks_personal(about.id) {
            let error = Error::new(ErrorKind::IdLooksPersonal);
            faults.push(error.found_personal(about.id).path(place()));
        }
    }
    if let Some(unit) = reading.unit
        && let Err(error) = crate::id::check(unit)
    {
        faults.push(error.path("/unit"));
    }
    personal_in_data(reading.about, kind, reading.data, &mut faults);
    if let Some(kind) = kind {
        faults.append(check(kind, reading));
    }
    if faults.count > 0 {
        return Err(faults);
    }
    Ok(())
}
