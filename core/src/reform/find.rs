//! Units by code, by name, or by both.

use crate::{
    Day, Registry,
    id::UnitIx,
    order::Order,
    text::{fold, fold_marks, tidy},
    time::Spell,
};

/// What of a unit a text matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// Its id.
    Id,
    /// Its code.
    Code,
    /// Its full name, such as "Xã Vị Thủy".
    Name,
    /// Its name without the kind, such as "Vị Thủy".
    ProperName,
    /// Its code or id together with its name, such as "31447 Xã Vị Thủy".
    CodeAndName,
}

/// A unit that a text can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// The unit.
    pub unit: UnitIx,
    /// What matched.
    pub by: Match,
    /// When the unit was so called, within its own life.
    pub when: Spell,
}

/// The codes and names of all units in time, for finding them. Neither is an
/// identity: a text gives every unit that carries it, and when.
///
/// ```
/// use noidai::{Registry, event::Batch, reform::Directory};
/// let registry = Registry::open(Batch::default())?;
/// let directory = Directory::new(&registry);
/// assert!(directory.on("Vị Thủy", "2025-07-01".parse()?).is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Directory<'a> {
    registry: &'a Registry,
    /// By key without marks.
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: Box<str>,
    found: Found,
    /// Which entry of the unit's codes or names.
    at: u32,
}

impl<'a> Directory<'a> {
    /// Indexes the codes and names of a registry's units.
    pub fn new(registry: &'a Registry) -> Self {
        let mut entries = Vec::new();
        for unit in registry.unit_ids().iter() {
            let Some(known) = registry.unit(unit) else {
                continue;
            };
            let mut add = |text: &str, by: Match, at: usize, when: Option<Spell>| {
                if let Some(when) = when {
                    entries.push(Entry {
                        key: fold(text).into(),
                        found: Found { unit, by, when },
                        at: u32::try_from(at).unwrap_or(u32::MAX),
                    });
                }
            };
            add(
                registry.unit_ids().text(unit),
                Match::Id,
                0,
                Some(known.spell),
            );
            let from = |at: usize| known.codes.get(at).map(|entry| entry.from);
            for (at, entry) in known.codes.iter().enumerate() {
                if !entry.code.is_empty() {
                    let when = carried(known.spell, entry.from, from(at + 1));
                    add(&entry.code, Match::Code, at, when);
                }
            }
            let from = |at: usize| known.names.get(at).map(|entry| entry.from);
            for (at, entry) in known.names.iter().enumerate() {
                let when = carried(known.spell, entry.from, from(at + 1));
                add(&entry.name, Match::Name, at, when);
                if let Some(proper) = proper(&entry.name, &entry.kind) {
                    add(proper, Match::ProperName, at, when);
                }
            }
        }
        entries.order();
        Self { registry, entries }
    }

    /// Every unit that a text means on a day, by code and then id: as id or code,
    /// else as full name, else as proper name, else as a code with a name before or
    /// after it. Case, spaces and the placement of tones never count; marks count
    /// where the text has any.
    pub fn on(&self, text: &str, day: Day) -> Vec<Found> {
        self.best(text, |found| found.when.holds(day))
    }

    /// Every unit that a text has ever meant.
    pub fn ever(&self, text: &str) -> Vec<Found> {
        self.best(text, |_| true)
    }

    fn best(&self, text: &str, fits: impl Fn(&Found) -> bool) -> Vec<Found> {
        let all: Vec<Found> = self.all(text).filter(|found| fits(found)).collect();
        let ranks: [&[Match]; 3] = [
            &[Match::Id, Match::Code],
            &[Match::Name],
            &[Match::ProperName],
        ];
        let of_rank = |rank: &[Match]| {
            let own = all.iter().filter(|found| rank.contains(&found.by));
            own.copied().collect::<Vec<_>>()
        };
        let found = ranks.into_iter().map(of_rank).find(|own| !own.is_empty());
        let both = || {
            let mut both = self.both(text);
            both.retain(|found| fits(found));
            both
        };
        let mut found = found.unwrap_or_else(both);
        found.order_by(|a, b| self.order(a).cmp(&self.order(b)));
        found.dedup_by_key(|found| (found.unit, found.when));
        found
    }

    /// The units that carry both a code and a name, one before the other, and when
    /// they carry both.
    fn both(&self, text: &str) -> Vec<Found> {
        let text = tidy(text);
        let front = text.split_once(' ');
        let back = text.rsplit_once(' ').map(|(name, code)| (code, name));
        let mut found = Vec::new();
        for (code, name) in front.into_iter().chain(back) {
            let (code, name) = (bare(code), bare(name));
            let coded = |found: &Found| matches!(found.by, Match::Id | Match::Code);
            let named: Vec<Found> = self.all(name).filter(|found| !coded(found)).collect();
            for one in self.all(code).filter(coded) {
                let same = named.iter().filter(|other| other.unit == one.unit);
                found.extend(same.filter_map(|other| {
                    let when = carried(one.when, other.when.from, Some(other.when.until))?;
                    let (unit, by) = (one.unit, Match::CodeAndName);
                    Some(Found { unit, by, when })
                }));
            }
        }
        found
    }

    fn order(&self, found: &Found) -> (&str, &str, Spell, Match) {
        let unit = self.registry.unit(found.unit);
        let code = unit.and_then(|unit| unit.codes.last());
        (
            code.map_or("", |entry| &entry.code),
            self.registry.unit_ids().text(found.unit),
            found.when,
            found.by,
        )
    }

    fn all<'s>(&'s self, text: &str) -> impl Iterator<Item = Found> + use<'s, 'a> {
        let key = fold(text);
        let marked = fold_marks(text);
        let heeds_marks = marked != key;
        let start = self.entries.partition_point(|entry| *entry.key < *key);
        let same = self.entries.get(start..).unwrap_or(&[]).iter();
        let same = same.take_while(move |entry| *entry.key == *key);
        same.filter(move |entry| {
            !heeds_marks
                || self
                    .text(entry)
                    .is_some_and(|own| fold_marks(own) == marked)
        })
        .map(|entry| entry.found)
    }

    fn text(&self, entry: &Entry) -> Option<&str> {
        let unit = self.registry.unit(entry.found.unit)?;
        let at = entry.at as usize;
        match entry.found.by {
            Match::Id => Some(self.registry.unit_ids().text(entry.found.unit)),
            Match::Code => unit.codes.get(at).map(|entry| entry.code.as_str()),
            Match::Name => unit.names.get(at).map(|entry| entry.name.as_str()),
            Match::ProperName => {
                let named = unit.names.get(at)?;
                proper(&named.name, &named.kind)
            }
            // Never indexed: it is found of the others.
            Match::CodeAndName => None,
        }
    }
}

/// A part of a text without the signs that set a code apart from a name.
fn bare(part: &str) -> &str {
    part.trim_matches(|sign: char| sign == ' ' || "()[]·.,;:–—-".contains(sign))
}

/// When a code or name is carried: from its day, within the unit's life, until the
/// next one.
fn carried(life: Spell, from: Option<Day>, next: Option<Option<Day>>) -> Option<Spell> {
    let until = match (next.flatten(), life.until) {
        (Some(next), Some(until)) => Some(next.min(until)),
        (one, other) => one.or(other),
    };
    let when = Spell {
        from: from.max(life.from),
        until,
    };
    when.is_real().then_some(when)
}

/// The name without the kind that it begins with.
pub(super) fn proper<'n>(name: &'n str, kind: &str) -> Option<&'n str> {
    let kind = if kind.is_empty() { kind_of(name) } else { kind };
    let rest = name.get(kind.len()..)?;
    let begins = name
        .get(..kind.len())
        .is_some_and(|first| fold_marks(first) == fold_marks(kind));
    let rest = rest.strip_prefix(' ')?.trim();
    (begins && !kind.is_empty() && !rest.is_empty()).then_some(rest)
}

/// The kinds that names of units begin with, longer ones first.
const KINDS: [&str; 12] = [
    "Thành phố",
    "Thị trấn",
    "Khu vực",
    "Đặc khu",
    "Khu phố",
    "Thị xã",
    "Huyện",
    "Phường",
    "Quận",
    "Tỉnh",
    "Xã",
    "Ấp",
];

/// The kind of a unit by the first words of its name; empty where it begins with
/// none that is known.
pub(super) fn kind_of(name: &str) -> &str {
    let folded = fold_marks(name);
    let kind = KINDS.iter().find(|kind| {
        let rest = folded.strip_prefix(fold_marks(kind).as_str());
        rest.is_some_and(|rest| rest.starts_with(' '))
    });
    let words = kind.map_or(0, |kind| kind.split(' ').count());
    let end = name
        .match_indices(' ')
        .nth(words.saturating_sub(1))
        .map_or(name.len(), |(at, _)| at);
    if words == 0 {
        ""
    } else {
        name.get(..end).unwrap_or("")
    }
}
