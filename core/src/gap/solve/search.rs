//! Branch and bound over everything that could be chosen: exact up to 20 values
//! whatever it takes; beyond that as far as a fixed effort goes, with a bound.

use super::{super::formula::Node, NEVER, Outcome, Plan, Problem};
use crate::order::Order;

/// Most values that a search is exact for, whatever it takes.
const MOST_VALUES: usize = 20;
/// Steps that a search over more of them may take.
const EFFORT: usize = 20_000;

struct Search<'p, 'n, 'c> {
    problem: &'p Problem,
    goals: &'n [&'n Node<'c>],
    /// Slots in the order in which they are decided.
    slots: Vec<u16>,
    /// By slot: decided?
    decided: Vec<bool>,
    chosen: Vec<u8>,
    picks: Vec<u16>,
    best: Option<Plan>,
    effort: usize,
}

/// The least choice with which all of some goals hold.
pub(super) fn search(problem: &Problem, goals: &[&Node]) -> Outcome {
    let mut slots = Vec::new();
    for goal in goals {
        goal.each_lit(&mut |lit| slots.push(lit.slot));
    }
    slots.order();
    slots.dedup();
    let first = |slot: &u16| {
        problem
            .picks(*slot)
            .map(|pick| problem.value(pick).rank)
            .min()
    };
    slots.order_by_key(|slot| (first(slot), *slot));
    let values: usize = slots
        .iter()
        .map(|slot| usize::from(problem.slot(*slot).count))
        .sum();
    let whole = values <= MOST_VALUES;
    let bound = bound_of(problem, goals);
    if bound == NEVER {
        return Outcome::impossible();
    }
    let mut search = Search {
        problem,
        goals,
        slots,
        decided: vec![false; problem.slots.len()],
        chosen: vec![0; problem.slots.len()],
        picks: Vec::new(),
        best: None,
        effort: if whole { usize::MAX } else { EFFORT },
    };
    search.start(whole);
    search.decide(0);
    let finished = search.effort > 0;
    if let (Some(plan), false) = (search.best.take_if(|_| !finished), finished) {
        search.best = Some(problem.plan(search.needed(plan.picks)));
    }
    match search.best {
        Some(plan) if finished => Outcome::proven(plan),
        None if finished => Outcome::impossible(),
        plan => Outcome::bounded(plan, bound, false),
    }
}

/// What some goals that may share slots cost at least.
fn bound_of(problem: &Problem, goals: &[&Node]) -> u32 {
    let groups = problem.groups(goals.iter().copied(), false);
    let mut least = vec![0_u32; goals.len()];
    for (goal, group) in goals.iter().zip(groups) {
        // What is a search itself is not searched again.
        let alone = match goal {
            Node::AtLeast(..) | Node::Share(_) => relaxed(problem, goal),
            _ => problem.best(goal).bound,
        };
        if let Some(known) = least.get_mut(group) {
            *known = (*known).max(alone);
        }
    }
    least.into_iter().fold(0, u32::saturating_add)
}

/// A bound of one goal, whose parts may share slots.
fn relaxed(problem: &Problem, goal: &Node) -> u32 {
    let chosen = vec![0; problem.slots.len()];
    let decided = vec![false; problem.slots.len()];
    least_of(problem, goal, &chosen, &decided).unwrap_or(NEVER)
}

/// What a goal costs at least beyond what is chosen; nothing where it cannot hold
/// any more.
fn least_of(problem: &Problem, goal: &Node, chosen: &[u8], decided: &[bool]) -> Option<u32> {
    let least = |node: &Node| least_of(problem, node, chosen, decided);
    match goal {
        Node::True => Some(0),
        Node::Never(_) => None,
        Node::Lit(lit) => {
            if decided.get(usize::from(lit.slot)).copied().unwrap_or(false) {
                lit.holds(chosen).then_some(0)
            } else if lit.base {
                Some(0)
            } else {
                let pick = problem.least(*lit)?;
                Some(u32::from(problem.value(pick).cost))
            }
        }
        Node::And(of) => {
            // Statements about different slots add up; the rest may overlap.
            let mut slots: Vec<u16> = Vec::new();
            let (mut sum, mut most) = (0, 0);
            for node in of {
                let alone = least(node)?;
                match node {
                    Node::Lit(lit) if !slots.contains(&lit.slot) => {
                        slots.push(lit.slot);
                        sum += alone;
                    }
                    _ => most = most.max(alone),
                }
            }
            Some(sum.max(most))
        }
        Node::Or(of) => of.iter().filter_map(least).min(),
        Node::AtLeast(wanted, of) => {
            let mut parts: Vec<u32> = of.iter().filter_map(least).collect();
            parts.order();
            parts.get(wanted.checked_sub(1)?).copied()
        }
        Node::Share(share) => {
            let adds = share.of.iter().map(|(good, neutral)| {
                if least(good).is_some() {
                    share.good
                } else if least(neutral).is_some() {
                    0
                } else {
                    -share.bad
                }
            });
            (share.start + adds.sum::<i64>() >= share.wanted).then_some(0)
        }
    }
}

impl Search<'_, '_, '_> {
    /// A first choice to hold others against: each goal's own best, together.
    fn start(&mut self, whole: bool) {
        if whole {
            return;
        }
        let mut picks: Vec<u16> = Vec::new();
        for goal in self.goals {
            let own = match goal {
                Node::AtLeast(wanted, of) => self.first(*wanted, of),
                Node::Share(share) => {
                    let good: Vec<Node> = share.of.iter().map(|(good, _)| good.clone()).collect();
                    self.first(good.len(), &good)
                }
                _ => self.problem.best(goal).plan.unwrap_or_default().picks,
            };
            for pick in own {
                let slot = self.problem.value(pick).slot;
                let before = picks
                    .iter()
                    .position(|known| self.problem.value(*known).slot == slot);
                match before.and_then(|at| picks.get_mut(at)) {
                    Some(known)
                        if self.problem.value(*known).cost < self.problem.value(pick).cost =>
                    {
                        *known = pick;
                    }
                    Some(_) => {}
                    None => picks.push(pick),
                }
            }
        }
        if !self.does(&picks) {
            return;
        }
        self.best = Some(self.problem.plan(self.needed(picks)));
    }

    /// Of picks that do, some of which none can go; the dearest go first.
    fn needed(&self, mut picks: Vec<u16>) -> Vec<u16> {
        picks.order_by_key(|pick| core::cmp::Reverse((self.problem.value(*pick).cost, *pick)));
        loop {
            let fewer = picks.iter().map(|pick| {
                let rest = picks.iter().copied().filter(|one| one != pick);
                rest.collect::<Vec<u16>>()
            });
            match fewer.into_iter().find(|fewer| self.does(fewer)) {
                Some(fewer) => picks = fewer,
                None => return picks,
            }
        }
    }

    fn first(&self, wanted: usize, of: &[Node]) -> Vec<u16> {
        let plans = of.iter().filter_map(|node| self.problem.best(node).plan);
        let mut plans: Vec<Plan> = plans.collect();
        plans.order_by(|a, b| self.problem.order(a, b));
        plans
            .into_iter()
            .take(wanted)
            .flat_map(|plan| plan.picks)
            .collect()
    }

    fn does(&self, picks: &[u16]) -> bool {
        let chosen = self.problem.chosen(picks);
        self.goals.iter().all(|goal| goal.holds(&chosen))
    }

    fn decide(&mut self, at: usize) {
        self.effort = self.effort.saturating_sub(1);
        if self.effort == 0 {
            return;
        }
        let so_far = self.problem.plan(self.picks.clone());
        let mut more = 0_u32;
        for goal in self.goals {
            match least_of(self.problem, goal, &self.chosen, &self.decided) {
                Some(least) => more = more.max(least),
                None => return,
            }
        }
        if let Some(best) = &self.best {
            // Whatever is added costs something, takes no person away and is one
            // change at least.
            let further = usize::from(more > 0);
            let least = (
                so_far.cost + more,
                so_far.persons,
                so_far.picks.len() + further,
            );
            if least > (best.cost, best.persons, best.picks.len()) {
                return;
            }
        }
        // Whatever is added to a choice that does costs more than it.
        if self.goals.iter().all(|goal| goal.holds(&self.chosen)) {
            let better = |best: &Plan| self.problem.order(&so_far, best).is_lt();
            if self.best.as_ref().is_none_or(better) {
                self.best = Some(so_far);
            }
            return;
        }
        let Some(slot) = self.slots.get(at).copied() else {
            return;
        };
        let index = usize::from(slot);
        self.mark(index, true, 0);
        for (value, pick) in self.problem.picks(slot).enumerate() {
            self.mark(index, true, u8::try_from(value + 1).unwrap_or(0));
            self.picks.push(pick);
            self.decide(at + 1);
            self.picks.pop();
        }
        self.mark(index, true, 0);
        self.decide(at + 1);
        self.mark(index, false, 0);
    }

    fn mark(&mut self, slot: usize, decided: bool, chosen: u8) {
        if let Some(known) = self.decided.get_mut(slot) {
            *known = decided;
        }
        if let Some(known) = self.chosen.get_mut(slot) {
            *known = chosen;
        }
    }
}
