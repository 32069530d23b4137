//! Events of one key: which say the same, which follow, which conflict.

use super::{Folding, line::Line};
use crate::{
    Day, Error, ErrorKind,
    event::{
        Event, Reading,
        binary::{self, Digest, NO_SALT},
    },
    hashed::HashSet,
    journal::{Became, Personal, one_value::Decides},
    order::Order,
};

/// The canonical order: valid day, rank, counter, device, epoch, number, digest.
/// An imported event has neither counter nor device.
pub(super) type Place = (Option<Day>, u16, u64, String, u32, u64, Digest);

/// A record of a key that several have.
struct Member {
    /// Its position among the lines.
    line: usize,
    event: Event,
    /// Whether its personal part has gone.
    gone: bool,
    place: Place,
}

impl Folding<'_> {
    /// Decides between the events of each key.
    pub(super) fn agree(&mut self) {
        // Most keys have one line, and are told apart by their hash.
        let (mut keys, mut doubled) = (HashSet::default(), HashSet::default());
        for hash in self.lines.iter().filter_map(|line| line.key) {
            if !keys.insert(hash) {
                doubled.insert(hash);
            }
        }
        if doubled.is_empty() {
            return;
        }
        let mut several: Vec<(Vec<u8>, usize)> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            if line.key.is_some_and(|hash| doubled.contains(&hash)) {
                several.push((self.key_of(line), at));
            }
        }
        several.order();
        for group in several.chunk_by(|a, b| a.0 == b.0) {
            if group.len() > 1 {
                let group: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
                self.decide(&group);
            }
        }
    }

    /// The key of a line that is a fact.
    fn key_of(&self, line: &Line) -> Vec<u8> {
        let mut key = Vec::new();
        let held = self.journal.held(line.at);
        let event = held.and_then(|held| held.record().ok()?.event().ok());
        if let (Some(kind), Some(mut decoded)) = (line.kind, event) {
            self.claims.join(&mut decoded.event.about);
            binary::key_of(&mut key, kind, &Reading::of(&decoded.event));
        }
        key
    }

    /// What a record says, and its place in the canonical order.
    pub(super) fn said(&self, line: usize) -> Option<(Event, bool, Place)> {
        let line = self.lines.get(line)?;
        let held = self.journal.held(line.at)?;
        let record = held.record().ok()?;
        let mut event = record.event().ok()?.event;
        self.claims.join(&mut event.about);
        let gone = matches!(record.personal, Personal::Gone(_));
        let rank = line.kind.map_or(u16::MAX, |kind| kind.rank);
        let place = if record.imported {
            let personal = match record.personal {
                Personal::There { part, .. } => Some(binary::commitment(&NO_SALT, part)),
                _ => None,
            };
            let digest = binary::digest(record.body, personal.as_ref());
            (event.on, rank, 0, String::new(), 0, 0, digest)
        } else {
            let digest = held.event;
            let device = record.device.to_owned();
            let (lamport, epoch) = (record.lamport, record.epoch);
            (
                event.on,
                rank,
                lamport,
                device,
                epoch,
                record.number,
                digest,
            )
        };
        Some((event, gone, place))
    }

    fn decide(&mut self, group: &[usize]) {
        let kind = group.first().and_then(|at| self.lines.get(*at)?.kind);
        let Some(kind) = kind else { return };
        let decides = Decides::of(kind.name);
        let mut members: Vec<Member> = Vec::new();
        for line in group {
            if let Some((event, gone, place)) = self.said(*line) {
                members.push(Member {
                    line: *line,
                    event,
                    gone,
                    place,
                });
            }
        }
        members.order_by(|a, b| a.place.cmp(&b.place).then(a.line.cmp(&b.line)));
        self.one_import(&members);
        let is_of_id = !kind.on.is_key() && !kind.data.iter().any(|field| field.used.is_key());
        if is_of_id {
            self.joined_records(&members);
        }
        self.own_before(&members, decides);
        members.retain(|member| self.holds(member.line));
        // Of what says the same the first is the one; of those that conflict the last
        // holds.
        let mut ones: Vec<(usize, usize)> = Vec::new();
        for (at, member) in members.iter().enumerate() {
            let same = ones.iter_mut().find(|(one, _)| {
                members.get(*one).is_some_and(|one| {
                    decides.agree(&one.event, one.gone, &member.event, member.gone)
                })
            });
            match same {
                None => ones.push((at, at)),
                Some((one, last)) => {
                    *last = at;
                    let one = *one;
                    self.repeats(&members, at, one);
                }
            }
        }
        if ones.len() < 2 {
            return;
        }
        let holder = ones
            .iter()
            .max_by_key(|(_, last)| *last)
            .map(|(one, _)| *one);
        let line = |at: usize| members.get(at).map(|member| member.line);
        for (at, _) in &ones {
            let against = ones.iter().filter(|(other, _)| other != at);
            let against: Vec<usize> = against.filter_map(|(other, _)| line(*other)).collect();
            if let Some(line) = line(*at) {
                self.conflicts(line, &against, Some(*at) == holder);
            }
        }
    }

    fn holds(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.holds)
    }

    /// Marks a record that contradicts others.
    pub(super) fn conflicts(&mut self, line: usize, against: &[usize], holds: bool) {
        let at = |line: &usize| self.lines.get(*line).map(|line| line.at);
        let others: Vec<u32> = against.iter().filter_map(at).collect();
        let names: Vec<String> = others.iter().map(|at| self.name(*at)).collect();
        let reason = Error::new(ErrorKind::ContradictsRecord).found(names.join(", "));
        if let Some(line) = self.lines.get_mut(line) {
            line.falls(Became::Conflicting, reason);
            line.holds = holds;
            line.others.extend(others);
        }
    }

    fn gives_way(&mut self, line: usize, to: u32, became: Became, kind: ErrorKind) {
        let reason = Error::new(kind).found(self.name(to));
        if let Some(line) = self.lines.get_mut(line) {
            line.falls(became, reason);
            line.others.push(to);
        }
    }

    fn repeats(&mut self, members: &[Member], at: usize, one: usize) {
        let lines = (members.get(at), members.get(one));
        let (Some(member), Some(one)) = lines else {
            return;
        };
        let Some(to) = self.lines.get(one.line).map(|line| line.at) else {
            return;
        };
        self.gives_way(member.line, to, Became::Repeated, ErrorKind::RepeatsRecord);
    }

    /// What was retracted or replaced of one import is so of every import that says
    /// the same.
    fn one_import(&mut self, members: &[Member]) {
        let imported = |line: usize| self.lines.get(line).is_some_and(|line| line.imported);
        let mut followers = Vec::new();
        for fallen in members {
            if !imported(fallen.line) || self.holds(fallen.line) {
                continue;
            }
            let like = members.iter().filter(|member| {
                imported(member.line)
                    && self.holds(member.line)
                    && Decides::Everything.agree(
                        &fallen.event,
                        fallen.gone,
                        &member.event,
                        member.gone,
                    )
            });
            followers.extend(like.map(|member| (member.line, fallen.line)));
        }
        for (follower, fallen) in followers {
            let Some(fallen) = self.lines.get(fallen) else {
                continue;
            };
            let (became, reason) = (fallen.became, fallen.reason.clone());
            let others = fallen.others.clone();
            if let (Some(line), Some(reason)) = (self.lines.get_mut(follower), reason) {
                line.falls(became, reason);
                line.others = others;
            }
        }
    }

    /// The record of an id that is joined into another gives way to that one's own.
    fn joined_records(&mut self, members: &[Member]) {
        let joined_by = |member: &Member| self.lines.get(member.line)?.joined_by;
        let own = members
            .iter()
            .any(|member| self.holds(member.line) && joined_by(member).is_none());
        if !own {
            return;
        }
        let joined: Vec<(usize, u32)> = members
            .iter()
            .filter(|member| self.holds(member.line))
            .filter_map(|member| Some((member.line, joined_by(member)?)))
            .collect();
        for (line, by) in joined {
            self.gives_way(line, by, Became::Replaced, ErrorKind::ReplacedBy);
        }
    }

    /// A device follows itself: of what it recorded in one epoch the last stays. In
    /// a chain that forks nobody knows who followed whom.
    fn own_before(&mut self, members: &[Member], decides: Decides) {
        let mut last: Vec<&Member> = Vec::new();
        let mut before = Vec::new();
        for member in members.iter().rev() {
            let imported = self
                .lines
                .get(member.line)
                .is_some_and(|line| line.imported);
            if imported || !self.holds(member.line) {
                continue;
            }
            let chain = |member: &Member| (member.place.3.clone(), member.place.4);
            let own = chain(member);
            match last.iter().position(|known| chain(known) == own) {
                None => last.push(member),
                // Days can differ where the day is no part of the key.
                Some(at) => {
                    let Some(known) = last.get(at).copied() else {
                        continue;
                    };
                    let (first, later) = if known.place.5 < member.place.5 {
                        (known, member)
                    } else {
                        (member, known)
                    };
                    if first.place.5 == later.place.5 || self.journal.is_forked(&own.0, own.1) {
                        continue;
                    }
                    before.push((first.line, later.line, {
                        decides.agree(&first.event, first.gone, &later.event, later.gone)
                    }));
                    if let Some(slot) = last.get_mut(at) {
                        *slot = later;
                    }
                }
            }
        }
        for (first, later, same) in before {
            let Some(to) = self.lines.get(later).map(|line| line.at) else {
                continue;
            };
            let (became, kind) = if same {
                (Became::Repeated, ErrorKind::RepeatsRecord)
            } else {
                (Became::Replaced, ErrorKind::ReplacedBy)
            };
            self.gives_way(first, to, became, kind);
        }
    }
}
