//! The least choice that makes a goal hold.
//!
//! The order of choices is total: cost, persons, number of changes, then the
//! changes themselves, earliest first. It is kept by adding something disjoint to
//! both sides, so parts that share neither slots nor persons are solved apart, of
//! *so many of these* the first are taken, and *one of these* is the least. What
//! shares something is a cover (each skill by somebody) or is searched.

mod cover;
mod search;

use super::{
    change::Exact,
    formula::{Lit, Node, Share, Slot},
};
use crate::order::Map;
use crate::order::Order;
use core::cmp::Ordering;

/// The slots and values that a goal speaks of.
#[derive(Debug, Default)]
pub(super) struct Problem {
    pub slots: Vec<Slot>,
    /// By value: its slot, its cost and its place in the order of changes.
    pub values: Vec<Value>,
}

/// One value of a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub slot: u16,
    pub cost: u16,
    pub rank: u16,
}

/// A choice of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub cost: u32,
    pub persons: u32,
    /// Positions of values, by rank.
    pub picks: Vec<u16>,
}

/// The least choice found, and what is proven of it.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub plan: Option<Plan>,
    /// No choice costs less; [`NEVER`] where none will do.
    pub bound: u32,
    pub exact: Exact,
}

/// The bound of what no choice brings about.
pub(super) const NEVER: u32 = u32::MAX;

const PROVEN: Exact = Exact {
    cost: true,
    persons: true,
};

impl Outcome {
    fn impossible() -> Self {
        Self {
            plan: None,
            bound: NEVER,
            exact: PROVEN,
        }
    }

    fn proven(plan: Plan) -> Self {
        Self {
            bound: plan.cost,
            plan: Some(plan),
            exact: PROVEN,
        }
    }

    /// A choice with a bound, where `persons` says whether the rest of the order
    /// is proven if the cost is.
    fn bounded(plan: Option<Plan>, bound: u32, persons: bool) -> Self {
        let cost = match &plan {
            Some(plan) => plan.cost <= bound,
            None => bound == NEVER,
        };
        Self {
            plan,
            bound,
            exact: Exact {
                cost,
                persons: cost && persons,
            },
        }
    }
}

impl Problem {
    pub fn value(&self, pick: u16) -> Value {
        let nothing = Value {
            slot: 0,
            cost: 0,
            rank: 0,
        };
        self.values
            .get(usize::from(pick))
            .copied()
            .unwrap_or(nothing)
    }

    pub fn slot(&self, slot: u16) -> Slot {
        let nothing = Slot {
            person: None,
            first: 0,
            count: 0,
        };
        self.slots
            .get(usize::from(slot))
            .copied()
            .unwrap_or(nothing)
    }

    /// The values of a slot.
    fn picks(&self, slot: u16) -> impl Iterator<Item = u16> + use<> {
        let slot = self.slot(slot);
        slot.first..slot.first + slot.count
    }

    /// The position of a value within its slot.
    fn within(&self, pick: u16) -> usize {
        usize::from(pick.saturating_sub(self.slot(self.value(pick).slot).first))
    }

    pub fn person(&self, pick: u16) -> Option<u16> {
        self.slot(self.value(pick).slot).person
    }

    /// A choice of these values.
    pub fn plan(&self, mut picks: Vec<u16>) -> Plan {
        picks.order_by_key(|pick| (self.value(*pick).rank, *pick));
        let mut persons: Vec<u16> = picks.iter().filter_map(|pick| self.person(*pick)).collect();
        persons.order();
        persons.dedup();
        Plan {
            cost: picks
                .iter()
                .map(|pick| u32::from(self.value(*pick).cost))
                .sum(),
            persons: u32::try_from(persons.len()).unwrap_or(u32::MAX),
            picks,
        }
    }

    fn union<'p>(&self, plans: impl IntoIterator<Item = &'p Plan>) -> Plan {
        let picks = plans
            .into_iter()
            .flat_map(|plan| plan.picks.iter().copied());
        self.plan(picks.collect())
    }

    /// The order of choices.
    pub fn order(&self, a: &Plan, b: &Plan) -> Ordering {
        self.order_by_rank(a, b).then_with(|| a.picks.cmp(&b.picks))
    }

    /// The order of choices, of which some may be the same question with other
    /// answers.
    pub fn order_by_rank(&self, a: &Plan, b: &Plan) -> Ordering {
        let ranks = |plan: &'_ Plan| {
            plan.picks
                .iter()
                .map(|pick| self.value(*pick).rank)
                .collect::<Vec<_>>()
        };
        (a.cost, a.persons, a.picks.len())
            .cmp(&(b.cost, b.persons, b.picks.len()))
            .then_with(|| ranks(a).cmp(&ranks(b)))
    }

    /// What is chosen: by slot, the value from 1.
    pub fn chosen(&self, picks: &[u16]) -> Vec<u8> {
        let mut chosen = vec![0; self.slots.len()];
        for pick in picks {
            let at = u8::try_from(self.within(*pick) + 1).unwrap_or(0);
            if let Some(slot) = chosen.get_mut(usize::from(self.value(*pick).slot)) {
                *slot = at;
            }
        }
        chosen
    }

    /// The least value of a slot with which a statement holds.
    fn least(&self, lit: Lit) -> Option<u16> {
        self.picks(lit.slot)
            .filter(|pick| lit.with(self.within(*pick)))
            .min_by_key(|pick| (self.value(*pick).cost, self.value(*pick).rank, *pick))
    }

    /// The least choice that makes a goal hold.
    pub fn best(&self, goal: &Node) -> Outcome {
        match goal {
            Node::True => Outcome::proven(Plan::default()),
            Node::Never(_) => Outcome::impossible(),
            Node::Lit(lit) if lit.base => Outcome::proven(Plan::default()),
            Node::Lit(lit) => match self.least(*lit) {
                Some(pick) => Outcome::proven(self.plan(vec![pick])),
                None => Outcome::impossible(),
            },
            Node::Or(of) => self.or(of),
            Node::And(of) => self.and(of),
            Node::AtLeast(wanted, of) => self.at_least(*wanted, of, goal),
            Node::Share(share) => self.share(share, goal),
        }
    }

    fn or(&self, of: &[Node]) -> Outcome {
        let outcomes: Vec<Outcome> = of.iter().map(|node| self.best(node)).collect();
        let bound = outcomes
            .iter()
            .map(|found| found.bound)
            .min()
            .unwrap_or(NEVER);
        let plans = outcomes.iter().filter_map(|found| found.plan.as_ref());
        let plan = plans.min_by(|a, b| self.order(a, b)).cloned();
        let cost = plan.as_ref().map_or(NEVER, |plan| plan.cost);
        let mut rivals = outcomes.iter().filter(|found| found.bound <= cost);
        let persons = rivals.all(|found| found.exact.persons);
        Outcome::bounded(plan, bound, persons)
    }

    fn and(&self, of: &[Node]) -> Outcome {
        let groups = self.groups(of, true);
        let mut parts = Vec::new();
        for (at, node) in of.iter().enumerate() {
            // A group is solved where its first one stands.
            if groups.get(at) != Some(&at) {
                continue;
            }
            let group: Vec<&Node> = of
                .iter()
                .zip(&groups)
                .filter(|(_, group)| **group == at)
                .map(|(node, _)| node)
                .collect();
            let part = match group.len() {
                1 => self.best(node),
                _ => self.joint(&group),
            };
            if part.bound == NEVER {
                return Outcome::impossible();
            }
            parts.push(part);
        }
        self.together(&parts)
    }

    /// All of some parts that share nothing.
    fn together<'p>(&self, parts: impl IntoIterator<Item = &'p Outcome> + Clone) -> Outcome {
        let parts = || parts.clone().into_iter();
        let bound = parts().fold(0_u32, |sum, part| sum.saturating_add(part.bound));
        let persons = parts().all(|part| part.exact.persons);
        let plans: Option<Vec<&Plan>> = parts().map(|part| part.plan.as_ref()).collect();
        Outcome::bounded(plans.map(|plans| self.union(plans)), bound, persons)
    }

    fn at_least(&self, wanted: usize, of: &[Node], goal: &Node) -> Outcome {
        let apart = |by_person| {
            let groups = self.groups(of, by_person);
            groups.iter().enumerate().all(|(at, group)| at == *group)
        };
        if !(apart(true) || apart(false) && self.is_of_one_person(of)) {
            return self.joint(&[goal]);
        }
        let mut parts: Vec<Outcome> = of.iter().map(|node| self.best(node)).collect();
        parts.retain(|part| part.bound != NEVER);
        if parts.len() < wanted {
            return Outcome::impossible();
        }
        let mut bounds: Vec<u32> = parts.iter().map(|part| part.bound).collect();
        bounds.order();
        let bound = bounds
            .iter()
            .take(wanted)
            .fold(0_u32, |sum, one| sum.saturating_add(*one));
        let persons = parts.iter().all(|part| part.exact.persons);
        let mut plans: Vec<Plan> = parts.into_iter().filter_map(|part| part.plan).collect();
        plans.order_by(|a, b| self.order(a, b));
        let plan = (plans.len() >= wanted).then(|| self.union(plans.iter().take(wanted)));
        Outcome::bounded(plan, bound, persons)
    }

    fn share(&self, share: &Share, goal: &Node) -> Outcome {
        // Both alternatives of one member are one member's.
        let members: Vec<Node> = share
            .of
            .iter()
            .map(|(good, neutral)| Node::Or(vec![good.clone(), neutral.clone()]))
            .collect();
        let groups = self.groups(&members, true);
        if groups.iter().enumerate().any(|(at, group)| at != *group) {
            return self.joint(&[goal]);
        }
        let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
        // By what has been gained: the least choice that gains it.
        let mut reached: Map<i64, Plan> = Map::new();
        let mut proven = true;
        reached.insert(
            share.start - share.bad.saturating_mul(count),
            Plan::default(),
        );
        for (good, neutral) in &share.of {
            let mut next = reached.clone();
            for (node, gain) in [(neutral, share.bad), (good, share.bad + share.good)] {
                let part = self.best(node);
                proven &= part.exact.persons;
                let Some(part) = part.plan else { continue };
                for (sum, plan) in &reached {
                    let with = self.union([plan, &part]);
                    let known = next.get(&(sum + gain));
                    if known.is_none_or(|known| self.order(&with, known).is_lt()) {
                        next.insert(sum + gain, with);
                    }
                }
            }
            reached = next;
        }
        let enough = reached.range(share.wanted..).map(|(_, plan)| plan);
        let plan = enough.min_by(|a, b| self.order(a, b)).cloned();
        match plan {
            Some(plan) if proven => Outcome::proven(plan),
            None if proven => Outcome::impossible(),
            plan => Outcome::bounded(plan, 0, false),
        }
    }

    /// All of some goals that share something.
    fn joint(&self, of: &[&Node]) -> Outcome {
        cover::cover(self, of).unwrap_or_else(|| search::search(self, of))
    }

    /// Whether every choice in some goals is one person's, the same one.
    fn is_of_one_person(&self, of: &[Node]) -> bool {
        let mut first = None;
        let mut one = true;
        for node in of {
            node.each_lit(&mut |lit| {
                let person = self.slot(lit.slot).person;
                one &= person.is_some() && *first.get_or_insert(person) == person;
            });
        }
        one
    }

    /// For each goal the first one that it shares something with, through others
    /// too: slots, or persons as well.
    fn groups<'n, 'c: 'n>(
        &self,
        of: impl IntoIterator<Item = &'n Node<'c>>,
        by_person: bool,
    ) -> Vec<usize> {
        let mut groups: Vec<usize> = Vec::new();
        let mut seen: Vec<(u32, usize)> = Vec::new();
        for (at, node) in of.into_iter().enumerate() {
            groups.push(at);
            node.each_lit(&mut |lit| {
                seen.push((u32::from(lit.slot), at));
                let person = self.slot(lit.slot).person.filter(|_| by_person);
                seen.extend(person.map(|person| (0x1_0000 | u32::from(person), at)));
            });
        }
        seen.order();
        seen.dedup();
        let root = |groups: &[usize], mut at: usize| {
            while let Some(up) = groups.get(at).copied().filter(|up| *up != at) {
                at = up;
            }
            at
        };
        for pair in seen.windows(2) {
            let [(key, one), (next, two)] = pair else {
                continue;
            };
            if key == next {
                let (one, two) = (root(&groups, *one), root(&groups, *two));
                if let Some(group) = groups.get_mut(one.max(two)) {
                    *group = one.min(two);
                }
            }
        }
        (0..groups.len()).map(|at| root(&groups, at)).collect()
    }
}
