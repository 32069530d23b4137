//! A plan: the steps that answer a rule from planes, each made once.

use super::{gate::Gate, mark::Mark, plane::Plane};
use crate::{
    order::{Map, Set},
    rule::{Condition, HowMany},
};

/// What a step reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// No slot.
    Zero,
    /// Every slot.
    Ones,
    /// A plane of the frame.
    Plane(u32),
    /// A plane that the plan brings along.
    Derived(u32),
    /// What an earlier step left.
    Register(u32),
}

/// One step: its result is the register of its number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Two joined slot by slot.
    Join(Gate, Value, Value),
    /// Whether any slot of a household is set, at its last slot.
    Any { of: Value, last: Value },
    /// What the counts of a household say, at its last slot.
    Many {
        of: [Value; 2],
        last: Value,
        many: Many,
    },
}

impl Step {
    /// What it reads; nothing besides.
    pub(super) fn reads(&self) -> [Value; 3] {
        match self {
            Self::Join(_, a, b) => [*a, *b, Value::Zero],
            Self::Any { of, last } => [*of, *last, Value::Zero],
            Self::Many {
                of: [some, others],
                last,
                ..
            } => [*some, *others, *last],
        }
    }
}

/// What two counts of a household's residents say: of some, and of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Many {
    /// The first is so many or more.
    AtLeast(u32),
    /// The first is so many parts per million of both together, or more.
    Share(u32),
}

impl Many {
    /// For people.
    fn name(self) -> String {
        match self {
            Self::AtLeast(wanted) => format!("at least {wanted} of the household"),
            Self::Share(wanted) => format!("a share of {wanted} ppm of the household"),
        }
    }

    /// How many of the first are enough beside so many others.
    pub(super) fn least(self, others: u32) -> u32 {
        let wanted = match self {
            Self::AtLeast(wanted) => return wanted,
            Self::Share(wanted) => wanted,
        };
        let (wanted, rest) = (
            u64::from(wanted),
            1_000_000_u64.saturating_sub(wanted.into()),
        );
        // Beside nobody none are enough, and of all there can be no others.
        let least = match (others, rest) {
            (0, _) => 0,
            (_, 0) => u64::MAX,
            _ => (u64::from(others) * wanted).div_ceil(rest),
        };
        u32::try_from(least).unwrap_or(u32::MAX)
    }

    pub(super) fn holds(self, [some, others]: [u32; 2]) -> bool {
        some >= self.least(others)
    }
}

/// What a quantifier says, in three values, of how many match and do, do not, may; and
/// of how many may match and do, do not, may.
pub(super) fn quantified(condition: &Condition, many: &HowMany, counts: &[u32; 6]) -> Option<bool> {
    let [does, not, may_do, if_does, if_not, if_may] = *counts;
    let (held, possible) = match condition {
        Condition::Some(_) => {
            let wanted = many.at_least.unwrap_or(1);
            let most = does + may_do + if_does + if_may;
            (does >= wanted, most >= wanted)
        }
        Condition::All(_) => (not + may_do + if_not + if_may == 0, not == 0),
        _ => {
            let share = Many::Share(many.at_least.unwrap_or(1_000_000));
            (
                share.holds([does, not + may_do + if_not + if_may]),
                share.holds([does + may_do + if_does + if_may, not]),
            )
        }
    };
    match (held, possible) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

/// An answer in three values: where it is true, and where it is true or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) is: Value,
    pub(super) may: Value,
}

impl Known {
    pub(super) const TRUE: Self = Self {
        is: Value::Ones,
        may: Value::Ones,
    };
    pub(super) const FALSE: Self = Self {
        is: Value::Zero,
        may: Value::Zero,
    };

    /// What is always known.
    pub(super) const fn certain(value: Value) -> Self {
        Self {
            is: value,
            may: value,
        }
    }
}

/// The steps of a rule, and where they leave its six verdicts.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Whose slots it runs over.
    pub(super) over: Over,
    pub(super) steps: Vec<Step>,
    pub(super) derived: Vec<Plane>,
    /// In the order of [`Verdict::ALL`](crate::coverage::Verdict::ALL).
    pub(super) verdicts: [Option<Value>; 6],
    /// Where the subjects of each stratum lie.
    pub(super) strata: Vec<Value>,
    made: Map<Step, u32>,
}

/// Whose slots a plan runs over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Over {
    #[default]
    Residents,
    Members,
    /// None: each unit is answered by itself.
    Units,
}

impl Plan {
    /// A plan without steps yet.
    pub(super) fn over(over: Over) -> Self {
        Self {
            over,
            ..Self::default()
        }
    }

    fn step(&mut self, step: Step) -> Value {
        if let Some(known) = self.made.get(&step) {
            return Value::Register(*known);
        }
        let number = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        self.steps.push(step.clone());
        self.made.insert(step, number);
        Value::Register(number)
    }

    pub(super) fn and(&mut self, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Zero, _) | (_, Value::Zero) => Value::Zero,
            (Value::Ones, other) | (other, Value::Ones) => other,
            (a, b) if a == b => a,
            (a, b) => self.step(Step::Join(Gate::And, a.min(b), a.max(b))),
        }
    }

    pub(super) fn or(&mut self, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Ones, _) | (_, Value::Ones) => Value::Ones,
            (Value::Zero, other) | (other, Value::Zero) => other,
            (a, b) if a == b => a,
            (a, b) => self.step(Step::Join(Gate::Or, a.min(b), a.max(b))),
        }
    }

    pub(super) fn and_not(&mut self, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Zero, _) | (_, Value::Ones) => Value::Zero,
            (a, Value::Zero) => a,
            (a, b) if a == b => Value::Zero,
            (a, b) => self.step(Step::Join(Gate::AndNot, a, b)),
        }
    }

    pub(super) fn or_not(&mut self, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Ones, _) | (_, Value::Zero) => Value::Ones,
            (a, Value::Ones) => a,
            (a, b) if a == b => Value::Ones,
            (a, b) => self.step(Step::Join(Gate::OrNot, a, b)),
        }
    }

    fn not(&mut self, a: Value) -> Value {
        self.or_not(Value::Zero, a)
    }

    pub(super) fn any(&mut self, of: Value, last: Value) -> Value {
        match of {
            Value::Zero => Value::Zero,
            of => self.step(Step::Any { of, last }),
        }
    }

    pub(super) fn many(&mut self, of: [Value; 2], last: Value, many: Many) -> Value {
        self.step(Step::Many { of, last, many })
    }

    pub(super) fn derive(&mut self, plane: Plane) -> Value {
        self.derived.push(plane);
        Value::Derived(u32::try_from(self.derived.len() - 1).unwrap_or(u32::MAX))
    }

    pub(super) fn both(&mut self, a: Known, b: Known) -> Known {
        Known {
            is: self.and(a.is, b.is),
            may: self.and(a.may, b.may),
        }
    }

    pub(super) fn either(&mut self, a: Known, b: Known) -> Known {
        Known {
            is: self.or(a.is, b.is),
            may: self.or(a.may, b.may),
        }
    }

    pub(super) fn negated(&mut self, a: Known) -> Known {
        Known {
            is: self.not(a.may),
            may: self.not(a.is),
        }
    }

    /// Whether a number, lowest bit first, is so much or more.
    pub(super) fn at_least(&mut self, bits: &[Value], least: u32) -> Value {
        if u64::from(least) >= 1 << bits.len() {
            return Value::Zero;
        }
        let mut found = Value::Ones;
        for (at, bit) in bits.iter().enumerate() {
            found = if least >> at & 1 == 1 {
                self.and(found, *bit)
            } else {
                self.or(found, *bit)
            };
        }
        found
    }

    /// Whether so many of some answers hold.
    pub(super) fn at_least_of(&mut self, wanted: usize, answers: &[Known]) -> Known {
        if wanted == answers.len() {
            return answers
                .iter()
                .fold(Known::TRUE, |all, answer| self.both(all, *answer));
        }
        if wanted == 1 {
            return answers
                .iter()
                .fold(Known::FALSE, |any, answer| self.either(any, *answer));
        }
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        let mut sums = [Vec::new(), Vec::new()];
        for (added, answer) in (1_usize..).zip(answers) {
            let bits = usize::BITS - added.leading_zeros();
            for (sum, one) in sums.iter_mut().zip([answer.is, answer.may]) {
                self.add_one(sum, one, bits as usize);
            }
        }
        let [is, may] = sums;
        Known {
            is: self.at_least(&is, wanted),
            may: self.at_least(&may, wanted),
        }
    }

    /// Adds a bit to a number, lowest bit first, that cannot grow beyond some bits.
    fn add_one(&mut self, sum: &mut Vec<Value>, one: Value, bits: usize) {
        let mut carry = one;
        for bit in sum.iter_mut() {
            let (old, new) = (*bit, carry);
            *bit = match (old, new) {
                (Value::Zero, other) | (other, Value::Zero) => other,
                (a, b) => self.step(Step::Join(Gate::Xor, a.min(b), a.max(b))),
            };
            carry = self.and(old, new);
        }
        if sum.len() < bits {
            sum.push(carry);
        }
    }

    /// The planes of the frame that the steps read, each once.
    pub(super) fn planes(&self) -> Set<u32> {
        let steps = self.steps.iter().flat_map(Step::reads);
        let left = self.verdicts.iter().flatten().chain(&self.strata);
        let values = steps.chain(left.copied());
        let planes = values.filter_map(|value| match value {
            Value::Plane(plane) => Some(plane),
            _ => None,
        });
        planes.collect()
    }

    /// The steps in words, for people: one a line.
    pub(super) fn explain(&self, marks: &[Mark]) -> String {
        use std::fmt::Write;
        let name = |value: &Value| match value {
            Value::Zero => "nothing".to_owned(),
            Value::Ones => "everything".to_owned(),
            Value::Plane(plane) => marks
                .get(*plane as usize)
                .map_or_else(String::new, Mark::text),
            Value::Derived(plane) => format!("derived {plane}"),
            Value::Register(register) => format!("r{register}"),
        };
        if self.over == Over::Units {
            return "each unit by itself\n".to_owned();
        }
        let mut text = String::new();
        for (number, step) in self.steps.iter().enumerate() {
            let said = match step {
                Step::Join(gate, a, b) => format!("{} {} {}", name(a), gate.name(), name(b)),
                Step::Any { of, .. } => format!("any of the household: {}", name(of)),
                Step::Many { of, many, .. } => match of {
                    [some, Value::Zero] => format!("{}: {}", many.name(), name(some)),
                    [some, others] => {
                        format!("{}: {} against {}", many.name(), name(some), name(others))
                    }
                },
            };
            let _ = writeln!(text, "r{number} = {said}");
        }
        for (verdict, value) in crate::coverage::Verdict::ALL.iter().zip(&self.verdicts) {
            if let Some(value) = value {
                let _ = writeln!(text, "{} = {}", verdict.code(), name(value));
            }
        }
        text
    }
}
