//! Goals that are each met by one change out of a few: the skills that a team or
//! household must have between its people, beside what is forced. Cost by cost
//! each takes its cheapest; the fewest persons are a set cover, exact over up to
//! 16 goals; the earliest of the least is read off person by person.

use super::{
    super::formula::{Lit, Node},
    Outcome, Plan, Problem,
};
use crate::order::Order;

/// Most goals that a cover is exact for.
const MOST_GOALS: usize = 16;
/// Largest table that is made for it, in bytes.
const LARGEST: usize = 1 << 26;

/// One way to meet a goal.
#[derive(Clone, Debug)]
struct Way {
    /// Somebody or something that must be there first, and is not yet.
    gate: Option<Lit>,
    lit: Lit,
}

/// The picks that are made whatever else is, and the goals that are left.
struct Cover<'p> {
    problem: &'p Problem,
    forced: Vec<u16>,
    goals: Vec<Vec<Way>>,
}

/// The least choice for all of some goals; nothing where they are not of this
/// form.
pub(super) fn cover(problem: &Problem, of: &[&Node]) -> Option<Outcome> {
    let mut cover = Cover {
        problem,
        forced: Vec::new(),
        goals: Vec::new(),
    };
    // Picks that a goal leaves no choice about come first, since they meet others.
    for node in of {
        if let Node::Lit(lit) = node {
            if !lit.base {
                cover.force(*lit)?;
            } else if uses(of, lit.slot) > 1 {
                return None;
            }
        }
    }
    for node in of {
        match node {
            Node::Lit(_) => {}
            Node::Or(ways) => {
                let ways: Option<Vec<Way>> = ways.iter().map(way).collect();
                cover.goals.push(ways?);
            }
            _ => return None,
        }
    }
    loop {
        match cover.settle()? {
            Settled::Impossible => return Some(Outcome::impossible()),
            Settled::Further => {}
            Settled::Done => break,
        }
    }
    cover.close_gates()?;
    cover.is_apart().then(|| cover.solve())
}

/// In how many goals a slot occurs.
fn uses(of: &[&Node], slot: u16) -> usize {
    let occurs = |node: &&&Node| {
        let mut found = false;
        node.each_lit(&mut |lit| found |= lit.slot == slot);
        found
    };
    of.iter().filter(occurs).count()
}

fn way(node: &Node) -> Option<Way> {
    match node {
        Node::Lit(lit) if !lit.base => Some(Way {
            gate: None,
            lit: *lit,
        }),
        Node::And(of) => match of.as_slice() {
            [Node::Lit(gate), Node::Lit(lit)] if !gate.base && !lit.base => Some(Way {
                gate: Some(*gate),
                lit: *lit,
            }),
            _ => None,
        },
        _ => None,
    }
}

enum Settled {
    Impossible,
    Further,
    Done,
}

impl Cover<'_> {
    /// What was forced in a slot, if something was.
    fn forced_in(&self, slot: u16) -> Option<u16> {
        let mut forced = self.forced.iter();
        forced
            .find(|pick| self.problem.value(**pick).slot == slot)
            .copied()
    }

    /// Takes the least value with which a statement holds. Nothing where another
    /// one was taken that does not do: that needs a search.
    fn force(&mut self, lit: Lit) -> Option<()> {
        match self.forced_in(lit.slot) {
            Some(pick) => lit.with(self.problem.within(pick)).then_some(()),
            None => {
                self.forced.push(self.problem.least(lit)?);
                Some(())
            }
        }
    }

    /// Drops what is met, opens gates that were forced, forces what has one way.
    fn settle(&mut self) -> Option<Settled> {
        let mut left = Vec::new();
        let mut forced = Vec::new();
        for goal in core::mem::take(&mut self.goals) {
            let mut ways = Vec::new();
            let mut met = false;
            for mut way in goal {
                if let Some(gate) = way.gate
                    && let Some(pick) = self.forced_in(gate.slot)
                {
                    if !gate.with(self.problem.within(pick)) {
                        return None;
                    }
                    way.gate = None;
                }
                if let Some(pick) = self.forced_in(way.lit.slot) {
                    if !way.lit.with(self.problem.within(pick)) {
                        return None;
                    }
                    // What lies behind the gate is there: the gate is all that is left.
                    match way.gate.take() {
                        Some(gate) => way.lit = gate,
                        None => met = true,
                    }
                }
                ways.push(way);
            }
            match ways.as_slice() {
                _ if met => {}
                [] => return Some(Settled::Impossible),
                [only] => forced.push(only.clone()),
                _ => left.push(ways),
            }
        }
        self.goals = left;
        if forced.is_empty() {
            return Some(Settled::Done);
        }
        for way in forced {
            if let Some(gate) = way.gate {
                self.force(gate)?;
            }
            self.force(way.lit)?;
        }
        Some(Settled::Further)
    }

    /// A gate costs something: where every goal has another way that costs no
    /// more than what lies behind it, nobody goes through. Else it needs a search,
    /// and so where another goal may open the gate.
    fn close_gates(&mut self) -> Option<()> {
        let ways = self.goals.iter().flatten();
        let used: Vec<u16> = ways.map(|way| way.lit.slot).collect();
        let cost = |lit: Lit| {
            let least = self.problem.least(lit)?;
            Some(self.problem.value(least).cost)
        };
        for goal in &mut self.goals {
            let open = goal.iter().filter(|way| way.gate.is_none());
            let least = open.filter_map(|way| cost(way.lit)).min();
            for way in goal.iter().filter(|way| way.gate.is_some()) {
                let opened = way.gate.is_some_and(|gate| used.contains(&gate.slot));
                let (least, behind) = (least?, cost(way.lit)?);
                if least > behind || least == behind && opened {
                    return None;
                }
            }
            goal.retain(|way| way.gate.is_none());
        }
        Some(())
    }

    /// Whether no slot serves two goals, or one that is forced.
    fn is_apart(&self) -> bool {
        let mut seen: Vec<(u16, usize)> = Vec::new();
        for (at, goal) in self.goals.iter().enumerate() {
            seen.extend(goal.iter().map(|way| (way.lit.slot, at)));
        }
        seen.order();
        seen.dedup();
        let twice = seen.windows(2).any(|pair| match pair {
            [(one, _), (two, _)] => one == two,
            _ => false,
        });
        !twice && seen.iter().all(|(slot, _)| self.forced_in(*slot).is_none())
    }

    fn solve(self) -> Outcome {
        let problem = self.problem;
        let least = |lit: Lit| problem.least(lit);
        // Of each goal only the cheapest ways count.
        let mut ways: Vec<(u16, usize)> = Vec::new();
        for (at, goal) in self.goals.iter().enumerate() {
            let picks: Vec<u16> = goal.iter().filter_map(|way| least(way.lit)).collect();
            let cost = picks.iter().map(|pick| problem.value(*pick).cost).min();
            let cheapest = picks
                .into_iter()
                .filter(|pick| Some(problem.value(*pick).cost) == cost);
            ways.extend(cheapest.map(|pick| (pick, at)));
        }
        ways.order_by_key(|(pick, _)| (problem.value(*pick).rank, *pick));
        let free: Vec<u16> = self
            .forced
            .iter()
            .filter_map(|pick| problem.person(*pick))
            .collect();
        let groups = by_person(problem, ways, &free);
        let goals = self.goals.len();
        let table = (groups.len() + 1).saturating_mul(1 << goals.min(MOST_GOALS));
        let exact = goals <= MOST_GOALS && table <= LARGEST;
        let taken = if exact {
            fewest(&groups, goals)
        } else {
            greedy(&groups, goals)
        };
        let mut picks = self.forced;
        picks.extend(taken);
        let plan: Plan = problem.plan(picks);
        let bound = plan.cost;
        Outcome::bounded(Some(plan), bound, exact)
    }
}

/// What one person could do, in order; or nobody in particular.
struct Group {
    cost: u8,
    ways: Vec<(u16, usize)>,
}

impl Group {
    fn mask(&self) -> usize {
        self.ways.iter().fold(0, |mask, (_, goal)| mask | 1 << goal)
    }

    /// Takes what of it is still wanted.
    fn take(&self, left: &mut [bool], picks: &mut Vec<u16>) {
        for (pick, goal) in &self.ways {
            if let Some(wanted) = left.get_mut(*goal)
                && core::mem::take(wanted)
            {
                picks.push(*pick);
            }
        }
    }
}

fn by_person(problem: &Problem, ways: Vec<(u16, usize)>, free: &[u16]) -> Vec<Group> {
    let mut groups: Vec<(Option<u16>, Group)> = Vec::new();
    for (pick, goal) in ways {
        let person = problem.person(pick);
        let known = groups
            .iter_mut()
            .find(|(known, _)| person.is_some() && *known == person);
        match known {
            Some((_, group)) => group.ways.push((pick, goal)),
            None => {
                let costs = person.is_some_and(|person| !free.contains(&person));
                let group = Group {
                    cost: u8::from(costs),
                    ways: vec![(pick, goal)],
                };
                groups.push((person, group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The fewest persons, and of those the earliest.
fn fewest(groups: &[Group], goals: usize) -> Vec<u16> {
    let every = (1_usize << goals) - 1;
    // From the last group backwards: how many persons at least, by goals left.
    const NOBODY: u8 = u8::MAX;
    let mut tables: Vec<Vec<u8>> = Vec::with_capacity(groups.len() + 1);
    let mut after = vec![NOBODY; every + 1];
    if let Some(done) = after.first_mut() {
        *done = 0;
    }
    tables.push(after);
    for group in groups.iter().rev() {
        let mask = group.mask();
        let Some(after) = tables.last() else { break };
        let of = |left: usize| after.get(left).copied().unwrap_or(NOBODY);
        let table = (0..=every)
            .map(|left| match left & mask {
                0 => of(left),
                _ => of(left).min(of(left & !mask).saturating_add(group.cost)),
            })
            .collect();
        tables.push(table);
    }
    let at = |table: Option<&Vec<u8>>, left: usize| {
        table
            .and_then(|table| table.get(left))
            .copied()
            .unwrap_or(NOBODY)
    };
    let mut left = every;
    let mut allowed = at(tables.pop().as_ref(), every);
    let mut wanted = vec![true; goals];
    let mut picks = Vec::new();
    for group in groups {
        let after = tables.pop();
        let with = at(after.as_ref(), left & !group.mask()).saturating_add(group.cost);
        if left & group.mask() != 0 && with <= allowed {
            group.take(&mut wanted, &mut picks);
            left &= !group.mask();
            allowed = allowed.saturating_sub(group.cost);
        }
    }
    picks
}

/// Few persons, without proof.
fn greedy(groups: &[Group], goals: usize) -> Vec<u16> {
    let mut wanted = vec![true; goals];
    let mut picks = Vec::new();
    let mut left: Vec<&Group> = groups.iter().collect();
    while wanted.contains(&true) {
        let serves = |group: &&Group| {
            let of = group.ways.iter().map(|(_, goal)| wanted.get(*goal));
            of.filter(|wanted| *wanted == Some(&true)).count()
        };
        let rated = left.iter().enumerate();
        let best = rated.max_by_key(|(at, group)| {
            let free = group.cost == 0;
            (
                free && serves(group) > 0,
                serves(group),
                core::cmp::Reverse(*at),
            )
        });
        match best.map(|(at, group)| (at, serves(group))) {
            Some((at, served)) if served > 0 => left.remove(at).take(&mut wanted, &mut picks),
            _ => break,
        }
    }
    picks
}
