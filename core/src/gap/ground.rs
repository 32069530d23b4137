//! A rule grounded in one subject: a goal over what could be changed or asked.

use super::{
    formula::{MOST_VALUES, Node},
    possible::{Act, Possible, SlotKey},
    scene::{BodyKey, Found, OwnerKey, PersonKey, Scene, Thing},
    wants::{Quantifier, Wants},
};
use crate::{
    coverage::Who,
    rule::{Collection, Concrete, Condition, HowMany, Skills},
    skill::SkillIx,
};

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Changes that cover.
    Changes,
    /// Questions that decide.
    Questions,
}

/// What makes goals out of conditions.
pub(super) struct Ground<'g, 'a, 'c> {
    pub scene: Scene<'a>,
    pub wants: &'g Wants<'c>,
    pub mode: Mode,
    /// Who may be asked to learn.
    pub learners: Option<&'g Condition>,
    pub possible: Possible<'c>,
}

/// One of a collection; with the slot and the values with which it is there,
/// where it is not there yet.
#[derive(Clone, Copy)]
struct Member {
    thing: Thing,
    there: Option<(u16, u64)>,
}

/// All of a share, in parts per million.
const ALL: i64 = 1_000_000;
/// Most new members of one collection.
const MOST_NEW: usize = 32;

impl<'c> Ground<'_, '_, 'c> {
    /// That a subject is covered, or (among questions) that it is not.
    pub fn goal(&mut self, rule: &'c Concrete, who: Who, covered: bool) -> Node<'c> {
        let thing = Thing::Known(who);
        let mut parts = Vec::with_capacity(3);
        if let Some(population) = &rule.population {
            parts.push(self.node(population, thing, true));
        }
        if let Some(exclusions) = &rule.exclusions {
            parts.push(self.node(exclusions, thing, false));
        }
        parts.push(self.node(&rule.requirement, thing, covered));
        Node::and(parts)
    }

    /// That a condition is known to hold, or known to fail.
    fn node(&mut self, condition: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        match self.grounded(condition, thing, want) {
            // Nobody is in the way, for there is nobody.
            Node::Never(why) if why.is_empty() => Node::Never(vec![condition]),
            node => node,
        }
    }

    fn grounded(&mut self, condition: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                let parts: Vec<Node> = list
                    .iter()
                    .map(|inner| self.node(inner, thing, want))
                    .collect();
                if matches!(condition, Condition::AllOf(_)) == want {
                    Node::and(parts)
                } else {
                    Node::or(parts)
                }
            }
            Condition::Not(inner) => self.node(inner, thing, !want),
            Condition::Some(many) => self.some(many, condition, thing, want),
            Condition::All(many) => self.all(many, condition, thing, want),
            Condition::Share(many) => self.share(many, condition, thing, want),
            Condition::Together { of, skills } => {
                let (members, listed) = self.members(of, condition, thing);
                self.together(skills, condition, &members, listed, want)
            }
            Condition::Skills(skills) => {
                let one = [Member { thing, there: None }];
                self.together(skills, condition, &one, Node::True, want)
            }
            Condition::Platform { any_of, .. } => {
                let parts: Vec<Node> = any_of
                    .iter()
                    .map(|code| self.platform(code, condition, thing, want))
                    .collect();
                if want {
                    Node::or(parts)
                } else {
                    Node::and(parts)
                }
            }
            Condition::Role(roles) => self.role(roles, condition, thing, want),
            Condition::Force(forces) => match thing {
                Thing::NewMember(_, _, slot) => self.of_added(slot, condition, want, |act| {
                    matches!(act, Act::Add { force: Some(force), .. } if forces.iter().any(|one| one == force))
                }),
                _ => self.settled(condition, thing, want),
            },
            Condition::Empty => self.empty(condition, thing, want),
            _ => self.settled(condition, thing, want),
        }
    }

    fn settled(&self, condition: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        Node::settled(self.scene.holds(condition, thing) == Some(want), condition)
    }

    fn lit(&self, slot: u16, base: bool, good: u64, why: &'c Condition) -> Node<'c> {
        let count = usize::from(self.possible.slot(slot).count);
        Node::lit(slot, count, base, good, why)
    }

    /// That one of a collection is there, or that it is not.
    fn there(&self, member: Member, want: bool, why: &'c Condition) -> Node<'c> {
        match member.there {
            None => Node::settled(want, why),
            Some((slot, good)) if want => self.lit(slot, false, good, why),
            Some((slot, good)) => self.lit(slot, true, !good, why),
        }
    }

    fn matches(
        &mut self,
        many: &'c HowMany,
        member: Member,
        want: bool,
        why: &'c Condition,
    ) -> Node<'c> {
        match &many.matching {
            Some(inner) => self.node(inner, member.thing, want),
            None => Node::settled(want, why),
        }
    }

    fn does(
        &mut self,
        many: &'c HowMany,
        member: Member,
        want: bool,
        why: &'c Condition,
    ) -> Node<'c> {
        match &many.who {
            Some(inner) => self.node(inner, member.thing, want),
            None => Node::settled(want, why),
        }
    }

    fn some(
        &mut self,
        many: &'c HowMany,
        why: &'c Condition,
        thing: Thing,
        want: bool,
    ) -> Node<'c> {
        let (members, listed) = self.members(&many.of, why, thing);
        let wanted = many.at_least.unwrap_or(1) as usize;
        let mut parts = Vec::with_capacity(members.len());
        for member in &members {
            let there = self.there(*member, want, why);
            let matches = self.matches(many, *member, want, why);
            let does = self.does(many, *member, want, why);
            parts.push(if want {
                Node::and([there, matches, does])
            } else {
                Node::or([there, matches, does])
            });
        }
        if want {
            return Node::at_least(wanted, parts, why);
        }
        // So many fail that too few are left.
        match (members.len() + 1).checked_sub(wanted) {
            None => listed,
            Some(failing) => Node::and([listed, Node::at_least(failing, parts, why)]),
        }
    }

    fn all(&mut self, many: &'c HowMany, why: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        let (members, listed) = self.members(&many.of, why, thing);
        let mut parts = Vec::with_capacity(members.len() + 1);
        for member in &members {
            let there = self.there(*member, !want, why);
            let matches = self.matches(many, *member, !want, why);
            let does = self.does(many, *member, want, why);
            parts.push(if want {
                Node::or([there, matches, does])
            } else {
                Node::and([there, matches, does])
            });
        }
        if want {
            parts.push(listed);
            Node::and(parts)
        } else {
            Node::or(parts)
        }
    }

    /// True: each who matches adds 1 − p if they do and takes p if not; what is
    /// unknown is taken at its worst. False: the other way round, above 0.
    fn share(
        &mut self,
        many: &'c HowMany,
        why: &'c Condition,
        thing: Thing,
        want: bool,
    ) -> Node<'c> {
        let (members, listed) = self.members(&many.of, why, thing);
        let share = i64::from(many.at_least.unwrap_or(1_000_000));
        let mut parts = Vec::with_capacity(members.len());
        for member in &members {
            let there = self.there(*member, true, why);
            let matches = self.matches(many, *member, true, why);
            let good = Node::and([there, matches, self.does(many, *member, want, why)]);
            let absent = self.there(*member, false, why);
            let fails = self.matches(many, *member, false, why);
            // Where it is settled that one matches, nothing but doing helps.
            let unsure = member.there.is_some()
                || many.matching.is_some() && !self.matches(many, *member, true, why).is_true();
            let neutral = if unsure {
                let does = self.does(many, *member, want, why);
                Node::or([absent, fails, does])
            } else {
                Node::or([absent, fails])
            };
            parts.push((good, neutral));
        }
        if want {
            let reached = Node::share(ALL - share, share, 0, parts, why);
            Node::and([listed, reached])
        } else {
            let missed = Node::share(share, ALL - share, 1, parts, why);
            // More residents can only break a share of all, never mend it.
            if share == ALL {
                missed
            } else {
                Node::and([listed, missed])
            }
        }
    }

    /// Skills that some people have between them, or one alone.
    fn together(
        &mut self,
        skills: &'c Skills,
        why: &'c Condition,
        members: &[Member],
        listed: Node<'c>,
        want: bool,
    ) -> Node<'c> {
        let Some(at) = self.wants.spec(skills) else {
            return Node::Never(vec![why]);
        };
        let wants = self.wants;
        let Some(spec) = wants.specs.get(at) else {
            return Node::Never(vec![why]);
        };
        let mut met = Vec::with_capacity(spec.skills.len());
        for skill in &spec.skills {
            let mut ways = Vec::with_capacity(members.len());
            for member in members {
                let there = self.there(*member, want, why);
                let has = self.skill(at, *skill, why, member.thing, want);
                ways.push(if want {
                    Node::and([there, has])
                } else {
                    Node::or([there, has])
                });
            }
            met.push(if want {
                Node::or(ways)
            } else {
                Node::and(ways)
            });
        }
        if want {
            return Node::at_least(spec.at_least, met, why);
        }
        match (spec.skills.len() + 1).checked_sub(spec.at_least) {
            None | Some(0) => Node::True,
            // Without members nothing is met; with further ones anything may be.
            Some(failing) => {
                let failing = Node::at_least(failing, met, why);
                Node::and([failing, listed])
            }
        }
    }

    /// That somebody is known to have a skill, or known not to.
    fn skill(
        &mut self,
        spec: usize,
        skill: SkillIx,
        why: &'c Condition,
        thing: Thing,
        want: bool,
    ) -> Node<'c> {
        let wants = self.wants;
        let (Some(person), Some(asked)) = (thing.person(), wants.specs.get(spec)) else {
            return Node::Never(vec![why]);
        };
        let found = self.scene.found(person, skill, asked);
        let (base, today) = match found {
            Found::Level(found) => (
                (found.level >= asked.level) == want,
                (found.day == Some(self.scene.day)).then_some(found.level),
            ),
            Found::Stale(_) | Found::Nothing => (false, None),
        };
        let Some(slot) = self.skill_slot(person, thing, skill) else {
            return Node::settled(base, why);
        };
        let mut good = 0;
        for (at, act) in self.possible.acts(slot).enumerate() {
            let holds = match act {
                Act::Raise { to, how, .. } | Act::AskSkill { to, how, .. }
                    if asked.counts(*how) =>
                {
                    // Of two of a day the higher holds.
                    let level = today.map_or(*to, |today| today.max(*to));
                    (level >= asked.level) == want
                }
                _ => base,
            };
            good |= u64::from(holds) << at;
        }
        self.lit(slot, base, good, why)
    }

    fn platform(&mut self, code: &str, why: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        let platform = self.scene.registry.vocabulary().platform(code);
        let (Some(owner), Some(platform), Condition::Platform { states, .. }) =
            (thing.owner(), platform, why)
        else {
            return Node::Never(vec![why]);
        };
        let present = self.scene.set_up(owner, platform).map(|setup| setup.state);
        let base = present.is_some_and(|state| states.contains(&state) == want);
        let Some(slot) = self.platform_slot(owner, platform, present) else {
            return Node::settled(base, why);
        };
        let mut good = 0;
        for (at, act) in self.possible.acts(slot).enumerate() {
            let state = match act {
                Act::SetUp { to, .. } | Act::AskPlatform { to, .. } => to,
                _ => continue,
            };
            good |= u64::from(states.contains(state) == want) << at;
        }
        self.lit(slot, base, good, why)
    }

    /// That the role in a seat is one of some, or is none of them.
    fn role(
        &mut self,
        roles: &'c [String],
        why: &'c Condition,
        thing: Thing,
        want: bool,
    ) -> Node<'c> {
        let wanted = |role: &str| roles.iter().any(|one| one == role);
        let (Some(person), Some(body)) = (thing.person(), thing.body()) else {
            return self.settled(why, thing, want);
        };
        let as_head = wanted("head") == want;
        let unchanged = match thing {
            Thing::NewMember(_, _, slot) => self.of_added(
                slot,
                why,
                want,
                |act| matches!(act, Act::Add { role, .. } if wanted(role)),
            ),
            _ => self.settled(why, thing, want),
        };
        let is_head = match thing {
            Thing::Known(Who::Member(_, seat)) => seat.role == crate::event::Code::HEAD,
            _ => false,
        };
        if self.mode == Mode::Questions || is_head {
            return unchanged;
        }
        let slot = self
            .possible
            .put(SlotKey::Head(body, person), Some(person), || {
                vec![(Act::Head { body, person }, 1)]
            });
        let Some(slot) = slot else { return unchanged };
        let appointed = self.lit(slot, false, 1, why);
        let not_appointed = self.lit(slot, true, 0, why);
        if as_head {
            Node::or([appointed, unchanged])
        } else {
            Node::and([not_appointed, unchanged])
        }
    }

    /// What is so of an added member, by how they are added.
    fn of_added(
        &self,
        slot: u16,
        why: &'c Condition,
        want: bool,
        is_so: impl Fn(&Act) -> bool,
    ) -> Node<'c> {
        let acts = self.possible.acts(slot).enumerate();
        let good = acts.fold(0, |good, (at, act)| {
            good | u64::from(is_so(act) == want) << at
        });
        self.lit(slot, false, good, why)
    }

    /// That nobody lives there. Asked of an open household without known
    /// residents, it is for who else lives there to say.
    fn empty(&mut self, why: &'c Condition, thing: Thing, want: bool) -> Node<'c> {
        let Thing::Known(who) = thing else {
            return self.settled(why, thing, want);
        };
        let open = self.scene.is_open(&Collection::Residents, who);
        if !open || !self.scene.known(&Collection::Residents, who).is_empty() {
            return self.settled(why, thing, want);
        }
        match self.who_else(who) {
            Some(slot) if want => self.lit(slot, false, 1, why),
            Some(slot) => self.lit(slot, true, !1, why),
            None => self.settled(why, thing, want),
        }
    }

    /// The members of a collection, and that there are no further ones.
    fn members(
        &mut self,
        of: &'c Collection,
        why: &'c Condition,
        thing: Thing,
    ) -> (Vec<Member>, Node<'c>) {
        let mut members: Vec<Member> = match thing {
            Thing::Known(who) => {
                let known = self.scene.known(of, who).into_iter();
                known
                    .map(|who| Member {
                        thing: Thing::Known(who),
                        there: None,
                    })
                    .collect()
            }
            _ => Vec::new(),
        };
        let mut listed = Node::True;
        match (of, thing) {
            (Collection::Residents, Thing::Known(who)) if self.scene.is_open(of, who) => {
                listed = Node::Never(vec![why]);
                if let Some(slot) = self.who_else(who) {
                    listed = self.lit(slot, false, u64::MAX, why);
                    let most = usize::from(self.possible.slot(slot).count);
                    for nth in 1..most {
                        let person = self.possible.new_resident(who, nth);
                        members.push(Member {
                            thing: Thing::NewResident(person),
                            // As many as that, or more.
                            there: Some((slot, u64::MAX << nth)),
                        });
                    }
                }
            }
            (Collection::Members, thing) if self.mode == Mode::Changes => {
                if let Some(body) = thing.body() {
                    for nth in 0..self.lacking(of, thing) {
                        members.extend(self.new_member(body, nth));
                    }
                }
            }
            (Collection::Teams | Collection::Committees, Thing::Known(who @ Who::Unit(unit)))
                if self.mode == Mode::Changes =>
            {
                for nth in 0..self.lacking(of, Thing::Known(who)) {
                    let team = matches!(of, Collection::Teams);
                    let Some((body, slot)) = self.possible.new_body(unit, team, nth) else {
                        continue;
                    };
                    members.push(Member {
                        thing: Thing::NewBody(body, unit),
                        there: Some((slot, u64::MAX)),
                    });
                }
            }
            _ => {}
        }
        (members, listed)
    }

    /// How many more a collection could need: none of the rule's conditions needs
    /// more new ones to hold, or to fail, than this.
    fn lacking(&self, of: &Collection, thing: Thing) -> usize {
        let who = match thing {
            Thing::Known(who) => Some(who),
            _ => None,
        };
        let known = who.map_or_else(Vec::new, |who| self.scene.known(of, who));
        let held = |many: &HowMany| {
            let does = |member: &&Who| {
                let parts = [&many.matching, &many.who];
                let mut parts = parts.into_iter().flatten();
                parts.all(|part| self.scene.judge.holds(part, **member) == Some(true))
            };
            known.iter().filter(does).count()
        };
        let lacks = |one: &Quantifier| -> usize {
            let needed = one.needed;
            match one.condition {
                Condition::Some(many) if needed.to_hold => {
                    (many.at_least.unwrap_or(1) as usize).saturating_sub(held(many))
                }
                Condition::Together { .. } if needed.to_hold => {
                    let held = who.and_then(|who| self.scene.judge.holds(one.condition, who));
                    usize::from(held != Some(true))
                }
                // One who does not is enough.
                Condition::All(_) => usize::from(needed.to_fail),
                Condition::Share(many) => {
                    let share = u64::from(many.at_least.unwrap_or(1_000_000));
                    let (held, all) = (held(many) as u64 * 1_000_000, known.len() as u64);
                    let short = (all * share).saturating_sub(held);
                    let more = match 1_000_000_u64.saturating_sub(share) {
                        0 => 0,
                        each => short.div_ceil(each),
                    };
                    // So many who do not that the share is no longer reached.
                    let less = (all * 1_000_000 / share.max(1) + 1).saturating_sub(all);
                    let count = match (needed.to_hold, needed.to_fail) {
                        (true, true) => more.max(less),
                        (true, false) => more,
                        (false, _) => less,
                    };
                    usize::try_from(count).unwrap_or(usize::MAX)
                }
                _ => 0,
            }
        };
        let asked = self.wants.quantifiers.iter().filter(|one| one.of == of);
        asked.map(lacks).max().unwrap_or(0).min(MOST_NEW)
    }

    fn new_member(&mut self, body: BodyKey, nth: usize) -> Option<Member> {
        let person = self.possible.new_person(body, nth);
        let key = PersonKey::New(person);
        let wants = self.wants;
        let slot = self
            .possible
            .put(SlotKey::Add(body, person), Some(key), || {
                let mut acts = Vec::new();
                let roles = wants.roles.iter().copied().filter(|role| *role != "member");
                for role in core::iter::once("member").chain(roles) {
                    let forces = wants.forces.iter().copied().map(Some);
                    for force in core::iter::once(None).chain(forces) {
                        let add = Act::Add {
                            body,
                            person: key,
                            role,
                            force,
                        };
                        acts.push((add, 1));
                    }
                }
                acts.truncate(MOST_VALUES);
                acts
            })?;
        Some(Member {
            thing: Thing::NewMember(person, body, slot),
            there: Some((slot, u64::MAX)),
        })
    }

    /// What asks who else lives in a household: nobody, or so many more.
    fn who_else(&mut self, who: Who) -> Option<u16> {
        let Who::Household(household) = who else {
            return None;
        };
        if self.mode == Mode::Changes {
            return None;
        }
        let known = self.scene.known(&Collection::Residents, who).len();
        let asked = self.wants.quantifiers.iter();
        let counts = asked.filter_map(|one| match (one.of, one.condition) {
            (Collection::Residents, Condition::Some(many)) => many.at_least,
            _ => None,
        });
        let most = counts.max().unwrap_or(1) as usize;
        let most = most.saturating_sub(known).clamp(1, MOST_NEW);
        self.possible.put(SlotKey::WhoElse(household), None, || {
            vec![(Act::AskWhoElse { household }, 1); most + 1]
        })
    }

    /// Whether somebody may be asked to learn. New members are chosen so that
    /// they may.
    fn may_learn(&self, thing: Thing) -> bool {
        match (self.learners, thing) {
            (Some(learners), Thing::Known(who)) => {
                self.scene.judge.holds(learners, who) == Some(true)
            }
            _ => true,
        }
    }

    fn skill_slot(&mut self, person: PersonKey, thing: Thing, skill: SkillIx) -> Option<u16> {
        let key = SlotKey::Skill(person, skill);
        if let Some(known) = self.possible.find(key) {
            return known;
        }
        let acts = match self.mode {
            Mode::Changes if !self.may_learn(thing) => Vec::new(),
            _ => super::possible::of_skill(&self.scene, self.wants, self.mode, person, skill),
        };
        self.possible.put(key, Some(person), || acts)
    }

    fn platform_slot(
        &mut self,
        owner: OwnerKey,
        platform: crate::platform::PlatformIx,
        present: Option<crate::platform::SetupState>,
    ) -> Option<u16> {
        let person = match owner {
            OwnerKey::Person(person) => Some(person),
            _ => None,
        };
        let (wants, mode) = (self.wants, self.mode);
        self.possible
            .put(SlotKey::Platform(owner, platform), person, || {
                super::possible::of_platform(wants, mode, owner, platform, present)
            })
    }
}
