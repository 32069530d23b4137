//! What records say of other records, before anything is laid down: retractions,
//! corrections, joins and erasures, over the whole set whatever the day.

use super::{Identity, Journal};
use crate::{
    event::{About, Abouts, Event, Kind, binary::Digest},
    hashed::{HashMap, HashSet},
    order::{Map, Order},
};

/// What became of an event by what others say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Retracted(u32),
    Replaced(u32),
}

/// What records say of other records.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// By position. What is not here stands.
    pub fates: HashMap<u32, Fate>,
    /// Claims whose event has not arrived.
    pub waiting: HashMap<u32, String>,
    /// Claims on an erasure, which is final.
    pub in_vain: HashMap<u32, u32>,
    /// By noun and id: the id that it is joined into, and the record that says so.
    pub joined: HashMap<(&'static str, String), (String, u32)>,
    /// Persons and households whose personal parts are erased.
    pub erased: HashSet<(&'static str, String)>,
}

/// The nouns that can be joined and erased.
fn noun(about: &About) -> Option<&'static str> {
    ["person", "household"]
        .into_iter()
        .find(|noun| *noun == about.noun)
}

impl Claims {
    /// Whether the personal part of an event is erased.
    pub fn erases(&self, about: &[About]) -> bool {
        let is_erased = |about: &About| {
            let key = noun(about).map(|noun| (noun, about.id.clone()));
            key.is_some_and(|key| self.erased.contains(&key))
        };
        !self.erased.is_empty() && about.iter().any(is_erased)
    }

    /// The ids that an event is about with joined ones in the place of those they are
    /// joined into, and the record that joins one; nothing where none is joined.
    pub fn joined(&self, about: Abouts<'_>) -> Option<(Vec<About>, u32)> {
        if self.joined.is_empty() {
            return None;
        }
        let mut about: Vec<About> = about.iter().map(|about| about.to_about()).collect();
        let by = self.join(&mut about)?;
        Some((about, by))
    }

    /// Puts joined ids in the place of those they are joined into; gives the record
    /// that joins one that the event is about.
    pub fn join(&self, about: &mut [About]) -> Option<u32> {
        let mut by = None;
        if self.joined.is_empty() {
            return by;
        }
        for about in about.iter_mut() {
            let Some(noun) = noun(about) else { continue };
            if let Some((into, record)) = self.joined.get(&(noun, about.id.clone())) {
                about.id.clone_from(into);
                by = by.or(Some(*record));
            }
        }
        by
    }
}

/// One record that says something of others.
struct Special {
    at: u32,
    event: Event,
    /// By which specials are ordered.
    place: (Identity, Digest),
}

/// Whether a record says something of others; and whether that may erase.
pub(super) fn special(body: &[u8]) -> Option<bool> {
    let (kind, replaces) = crate::event::decode::glance(body).ok()?;
    let of_records = Kind::says_of_records(kind);
    let decides = of_records && kind != b"records-received";
    (replaces || of_records).then_some(decides)
}

impl Journal {
    pub(super) fn claims(&self) -> Claims {
        let mut specials: Vec<Special> = Vec::new();
        for at in &self.specials {
            let Some(held) = self.held(*at) else { continue };
            let Ok(record) = held.record() else { continue };
            if let Ok(decoded) = record.event()
                && decoded.v == crate::event::envelope::VERSION
                && crate::event::check_event(&decoded.event, true).is_ok()
            {
                specials.push(Special {
                    at: *at,
                    event: decoded.event,
                    place: (record.identity(), held.digest),
                });
            }
        }
        specials.order_by(|a, b| a.place.cmp(&b.place));
        let mut claims = Claims::default();
        let on = self.targets(&specials, &mut claims);
        claims.decide(&specials, &on);
        claims.gather_joins(&specials);
        claims.gather_erasures(&specials);
        claims
    }

    /// Of each claim the position of its event, where that has arrived.
    fn targets(&self, specials: &[Special], claims: &mut Claims) -> HashMap<u32, u32> {
        let mut on = HashMap::default();
        for Special { at, event, .. } in specials {
            let Some(replaced) = &event.replaces else {
                if event.kind == "event-retracted" {
                    claims.waiting.insert(*at, String::new());
                }
                continue;
            };
            let positions = replaced
                .event
                .parse::<Identity>()
                .map(|which| self.positions(&which.device, which.epoch, which.number));
            let found = positions.unwrap_or(&[]).iter().copied().find(|at| {
                let digest = self.held(*at).map(|held| held.event.to_string());
                digest.is_some_and(|own| own.eq_ignore_ascii_case(&replaced.digest))
            });
            let Some(found) = found else {
                claims.waiting.insert(*at, replaced.event.clone());
                continue;
            };
            let record = self.held(found).and_then(|held| held.record().ok());
            let is_erasure = record.is_some_and(|record| {
                crate::event::decode::glance(record.body)
                    .is_ok_and(|(kind, _)| kind == b"personal-erased")
            });
            if is_erasure {
                claims.in_vain.insert(*at, found);
            } else {
                on.insert(*at, found);
            }
        }
        on
    }
}

impl Claims {
    /// Decides from the claims that nobody claims anything of downwards: an event is
    /// retracted if a retraction of it stands, else replaced if a correction does. A
    /// claim stands unless it is retracted itself; a correction of it stands in for
    /// it. Digests leave no circles.
    fn decide(&mut self, specials: &[Special], on: &HashMap<u32, u32>) {
        let mut of: HashMap<u32, Vec<&Special>> = HashMap::default();
        let mut due: HashMap<u32, usize> = HashMap::default();
        for special in specials {
            if let Some(target) = on.get(&special.at) {
                of.change(*target, |own| own.push(special));
                due.change(*target, |count| *count += 1);
            }
        }
        let mut ready: Vec<u32> = specials
            .iter()
            .map(|special| special.at)
            .filter(|at| !due.contains_key(at))
            .collect();
        while let Some(claim) = ready.pop() {
            let Some(target) = on.get(&claim) else {
                continue;
            };
            let Some(left) = due.get_mut(target) else {
                continue;
            };
            *left -= 1;
            if *left > 0 {
                continue;
            }
            let stands = |special: &&&Special| {
                !matches!(self.fates.get(&special.at), Some(Fate::Retracted(_)))
            };
            let standing = of.get(target).into_iter().flatten().filter(stands);
            let mut fate = None;
            for special in standing {
                if special.event.kind == "event-retracted" {
                    fate = Some(Fate::Retracted(special.at));
                    break;
                }
                // Of several corrections the last by identity is named.
                fate = Some(Fate::Replaced(special.at));
            }
            if let Some(fate) = fate {
                self.fates.insert(*target, fate);
            }
            ready.push(*target);
        }
    }

    fn stands(&self, special: &Special) -> bool {
        !self.fates.contains_key(&special.at)
    }

    fn gather_joins(&mut self, specials: &[Special]) {
        // By noun and id: what it is joined with.
        let mut edges: Map<(&'static str, &str), Vec<&str>> = Map::new();
        let mut from: Map<(&'static str, &str), u32> = Map::new();
        for special in specials.iter().filter(|special| self.stands(special)) {
            let is_join = special.event.kind.ends_with("-records-joined");
            let of = |role: &str| {
                let mut about = special.event.about.iter();
                about.find(|about| about.role.as_deref() == Some(role))
            };
            let (Some(one), Some(other)) = (of("from"), of("into")) else {
                continue;
            };
            let (Some(noun), true) = (noun(one), is_join) else {
                continue;
            };
            edges.change((noun, &one.id), |ids| ids.push(&other.id));
            edges.change((noun, &other.id), |ids| ids.push(&one.id));
            if !from.contains_key(&(noun, &*one.id)) {
                from.insert((noun, &one.id), special.at);
            }
        }
        let mut seen: HashSet<(&'static str, &str)> = HashSet::default();
        for (noun, id) in edges.keys() {
            let mut together = Vec::new();
            let mut next = vec![*id];
            while let Some(id) = next.pop() {
                if seen.insert((*noun, id)) {
                    together.push(id);
                    next.extend(edges.get(&(*noun, id)).into_iter().flatten());
                }
            }
            together.order();
            // What is joined into nothing else; in a circle the first by bytes.
            let own = together
                .iter()
                .find(|id| !from.contains_key(&(*noun, **id)));
            let Some(into) = own.or(together.first()).copied() else {
                continue;
            };
            for id in together {
                if id == into {
                    continue;
                }
                // An end that is only joined into names the record of another.
                let by = from.get(&(*noun, id)).or_else(|| from.get(&(*noun, into)));
                if let Some(by) = by {
                    let joined = (into.to_owned(), *by);
                    self.joined.insert((*noun, id.to_owned()), joined);
                }
            }
        }
    }

    fn gather_erasures(&mut self, specials: &[Special]) {
        let erasing = specials
            .iter()
            .filter(|special| special.event.kind == "personal-erased");
        for about in erasing.flat_map(|special| &special.event.about) {
            if let Some(noun) = noun(about) {
                self.erased.insert((noun, about.id.clone()));
            }
        }
        if self.erased.is_empty() {
            return;
        }
        // All that are one with an erased one.
        let into = |key: &(&'static str, String), joined: &HashMap<_, (String, u32)>| {
            let into = joined.get(key).map(|(into, _)| into.clone());
            (key.0, into.unwrap_or_else(|| key.1.clone()))
        };
        let erased: HashSet<_> = self
            .erased
            .iter()
            .map(|key| into(key, &self.joined))
            .collect();
        for key in self.joined.keys() {
            if erased.contains(&into(key, &self.joined)) {
                self.erased.insert(key.clone());
            }
        }
        self.erased.extend(erased);
    }
}
