//! Into which strata subjects fall, and how these are called and ordered.

use super::{OnDay, Who};
use crate::{
    event::{Code, batch::FlagOwner},
    hashed::HashMap,
    id::OrganisationIx,
    order::Order,
    rule::Stratifier,
    team::Body,
};

/// How subjects without a value are called.
pub(crate) const NONE: &str = "none";
/// How subjects whose value is not known are called.
pub(crate) const UNKNOWN: &str = "unknown";
/// Most stratifiers of one question.
const MOST: usize = 3;

/// A value of a stratifier, cheap to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Value<'a> {
    /// A place in a list of values, or a number.
    Number(u32),
    Word(Code),
    Text(&'a str),
    Organisation(OrganisationIx),
    None,
    Unknown,
}

/// Strata by their number, in order of appearance.
pub(super) struct Strata<'a> {
    on_day: &'a OnDay<'a>,
    by: Vec<Stratifier>,
    levels: Vec<Code>,
    number_of: HashMap<[Value<'a>; MOST], u32>,
    found: Vec<[Value<'a>; MOST]>,
}

/// Strata in the order of an answer.
pub(super) struct Ordered {
    /// By number of a stratum: its place in the order.
    pub place: Vec<u32>,
    /// By place: what it is called, by stratifier.
    pub called: Vec<Vec<String>>,
}

impl<'a> Strata<'a> {
    pub(super) fn new(on_day: &'a OnDay<'a>, by: Vec<Stratifier>) -> Self {
        Self {
            on_day,
            by,
            levels: on_day.map().levels().to_vec(),
            number_of: HashMap::default(),
            found: Vec::new(),
        }
    }

    /// Whether the strata of a unit add up to it.
    pub(super) fn add_up(&self) -> bool {
        !self.by.iter().any(Stratifier::is_many_valued)
    }

    /// What a unit without any subject is called, by stratifier.
    pub(super) fn nowhere(&self) -> Vec<String> {
        vec![NONE.to_owned(); self.by.len()]
    }

    /// Calls for each stratum that a subject is in.
    pub(super) fn each(&mut self, who: Who, mut each: impl FnMut(u32)) {
        if self.by.is_empty() {
            // One stratum, that of everybody.
            if self.found.is_empty() {
                self.found.push([Value::None; MOST]);
            }
            return each(0);
        }
        let mut combined = vec![[Value::None; MOST]];
        for at in 0..self.by.len() {
            let values = self.values(at, who);
            combined = combined
                .iter()
                .flat_map(|begun| {
                    values.iter().map(move |value| {
                        let mut more = *begun;
                        if let Some(slot) = more.get_mut(at) {
                            *slot = *value;
                        }
                        more
                    })
                })
                .collect();
        }
        for stratum in combined {
            let next = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
            let number = self.number_of.get_or(stratum, next);
            if number == next {
                self.found.push(stratum);
            }
            each(number);
        }
    }

    /// The values of a subject: at least one, each once.
    fn values(&self, at: usize, who: Who) -> Vec<Value<'a>> {
        let (registry, day) = (self.on_day.registry(), self.on_day.day());
        let one = match (self.by.get(at), who) {
            (Some(Stratifier::AgeBand(bounds)), Who::Resident(person, ..)) => {
                let age = registry
                    .person(person)
                    .and_then(|person| person.birth.age_on(day));
                age.map_or(Value::Unknown, |age| {
                    number(bounds.partition_point(|bound| i32::from(*bound) <= age))
                })
            }
            (Some(Stratifier::Sex), Who::Resident(person, ..)) => {
                use crate::person::Sex;
                match registry.person(person).map(|person| person.sex) {
                    Some(Sex::Female) => Value::Number(0),
                    Some(Sex::Male) => Value::Number(1),
                    Some(Sex::Unknown) | None => Value::Unknown,
                }
            }
            (Some(Stratifier::Kind), Who::Household(household)) => registry
                .household(household)
                .map_or(Value::None, |record| self.word(record.opened.kind)),
            (Some(Stratifier::Kind), Who::Unit(unit)) => registry
                .unit(unit)
                .map(|unit| unit.kind_on(day))
                .filter(|kind| !kind.is_empty() && *kind != NONE)
                .map_or(Value::None, Value::Text),
            (Some(Stratifier::Lane), Who::Household(household)) => registry
                .placed_on(household, day)
                .map_or(Value::None, |placed| self.word(placed.lane)),
            (Some(Stratifier::Size), Who::Household(household)) => {
                if registry.is_listed_on(household, day) {
                    number(registry.residents_on(household, day).count())
                } else {
                    Value::Unknown
                }
            }
            (Some(Stratifier::Level), Who::Team(_) | Who::Unit(_)) => {
                let unit = match who {
                    Who::Team(team) => self.on_day.team_unit(team),
                    Who::Unit(unit) => Some(unit),
                    _ => None,
                };
                let level = unit.and_then(|unit| self.on_day.map().level(unit));
                let place =
                    level.and_then(|level| self.levels.iter().position(|known| *known == level));
                place.map_or(Value::None, number)
            }
            (Some(Stratifier::Organisation), Who::Team(team)) => registry
                .team(team)
                .and_then(|team| team.organisation)
                .map_or(Value::None, Value::Organisation),
            (Some(Stratifier::Flag), Who::Household(household)) => {
                let flags = registry.flags(FlagOwner::Household(household));
                let standing = flags.filter(|flagged| flagged.spell.holds(day));
                return many(standing.map(|flagged| number(flagged.flag.index())));
            }
            (Some(Stratifier::Force), Who::Team(team)) => {
                let members = registry.members_on(Body::Team(team), day);
                let forces = members.iter().map(|(_, seat)| self.word(seat.force));
                return many(forces.filter(|force| *force != Value::None));
            }
            // The check of stratifiers leaves no other pair.
            _ => Value::None,
        };
        vec![one]
    }

    fn word(&self, code: Code) -> Value<'a> {
        match self.on_day.registry().vocabulary().text(code) {
            "" | NONE => Value::None,
            _ => Value::Word(code),
        }
    }

    /// The strata that were found, in the order of an answer: numbers and lists of
    /// values in theirs, words by their bytes, then `none`, then `unknown`.
    pub(super) fn ordered(&self) -> Ordered {
        let mut order: Vec<(Vec<Called>, usize)> = self
            .found
            .iter()
            .map(|stratum| {
                let called = self.by.iter().zip(stratum);
                called.map(|(by, value)| self.called(by, *value)).collect()
            })
            .zip(0..)
            .collect();
        order.order();
        let mut place = vec![0; order.len()];
        for (at, (_, number)) in (0..).zip(&order) {
            if let Some(slot) = place.get_mut(*number) {
                *slot = at;
            }
        }
        let text = |(called, _): (Vec<Called>, usize)| {
            let texts = called.into_iter().map(|called| called.text);
            texts.collect()
        };
        Ordered {
            place,
            called: order.into_iter().map(text).collect(),
        }
    }

    fn called(&self, by: &Stratifier, value: Value<'a>) -> Called {
        let registry = self.on_day.registry();
        let vocabulary = registry.vocabulary();
        let known = |number: u32, text: &str| Called {
            last: 0,
            number,
            text: text.to_owned(),
        };
        match value {
            Value::None => Called {
                last: 1,
                number: 0,
                text: NONE.to_owned(),
            },
            Value::Unknown => Called {
                last: 2,
                number: 0,
                text: UNKNOWN.to_owned(),
            },
            Value::Word(code) => known(0, vocabulary.text(code)),
            Value::Text(text) => known(0, text),
            Value::Organisation(ix) => known(0, registry.organisation_ids().text(ix)),
            Value::Number(number) => {
                let at = number as usize;
                match by {
                    Stratifier::AgeBand(bounds) => known(number, &band(bounds, at)),
                    Stratifier::Sex if number == 0 => known(number, "female"),
                    Stratifier::Sex => known(number, "male"),
                    Stratifier::Flag => {
                        let flag = vocabulary.flags().get(at);
                        known(number, flag.map_or("", |flag| &flag.code))
                    }
                    Stratifier::Level => {
                        let level = self.levels.get(at);
                        known(number, level.map_or("", |level| vocabulary.text(*level)))
                    }
                    _ => known(number, &number.to_string()),
                }
            }
        }
    }
}

/// What a value is called, in the order in which values stand.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Called {
    last: u8,
    number: u32,
    text: String,
}

fn number<'a>(at: usize) -> Value<'a> {
    Value::Number(u32::try_from(at).unwrap_or(u32::MAX))
}

/// Each value once; without any, none.
fn many<'a>(values: impl Iterator<Item = Value<'a>>) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    for value in values {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    if found.is_empty() {
        found.push(Value::None);
    }
    found
}

/// The ages of a band, such as `15-59`; the last is open, such as `60+`.
pub(crate) fn band(bounds: &[u16], at: usize) -> String {
    let least = at
        .checked_sub(1)
        .and_then(|before| bounds.get(before).copied())
        .unwrap_or(0);
    match bounds.get(at) {
        Some(next) => format!("{least}-{}", next.saturating_sub(1)),
        None => format!("{least}+"),
    }
}
