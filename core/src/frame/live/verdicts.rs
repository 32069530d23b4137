//! A plan run over one household.

use crate::frame::plan::{Plan, Step, Value};

/// The bits of a household's slots by plane, 64 a word.
#[derive(Default)]
pub(super) struct Household {
    pub(super) slots: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Household {
    /// Makes room for so many slots and planes.
    pub(super) fn begin(&mut self, slots: usize, planes: usize) {
        self.slots = slots;
        self.words = slots.div_ceil(64);
        self.bits.clear();
        self.bits.resize(planes * self.words, 0);
    }

    /// Sets the bits of a plane in a word; those behind the last slot are left out.
    pub(super) fn put(&mut self, plane: usize, word: usize, bits: u64) {
        let own = self.own(word);
        if let Some(at) = self.bits.get_mut(plane * self.words + word) {
            *at = bits & own;
        }
    }

    pub(super) fn word(&self, plane: usize, word: usize) -> u64 {
        self.bits
            .get(plane * self.words + word)
            .copied()
            .unwrap_or(0)
    }

    /// Whether a plane is set at the last slot.
    pub(super) fn is_last_set(&self, plane: usize) -> bool {
        let last = self.slots.saturating_sub(1);
        self.word(plane, last / 64) >> (last % 64) & 1 == 1
    }

    /// The slots of a word that are its own.
    fn own(&self, word: usize) -> u64 {
        match (self.slots - word * 64).min(64) {
            64 => u64::MAX,
            few => (1 << few) - 1,
        }
    }

    /// How many of its slots have each verdict of a plan.
    pub(super) fn verdicts(&self, plan: &Plan, registers: &mut Vec<u64>) -> [u64; 6] {
        registers.clear();
        let words = self.words;
        let read = |registers: &[u64], value: Value, word: usize| match value {
            Value::Zero | Value::Derived(_) => 0,
            Value::Ones => u64::MAX,
            Value::Plane(plane) => self.word(plane as usize, word),
            Value::Register(step) => {
                let own = registers.get(step as usize * words + word);
                own.copied().unwrap_or(0)
            }
        };
        let count = |registers: &[u64], value: Value| {
            let own = (0..words).map(|word| read(registers, value, word) & self.own(word));
            own.map(u64::count_ones).sum::<u32>()
        };
        for step in &plan.steps {
            let holds = match *step {
                Step::Join(gate, a, b) => {
                    for word in 0..words {
                        let [a, b] = [a, b].map(|value| read(registers, value, word));
                        registers.push(gate.bits(a, b));
                    }
                    continue;
                }
                Step::Any { of, .. } => count(registers, of) > 0,
                Step::Many { of, many, .. } => many.holds(of.map(|of| count(registers, of))),
            };
            let last = (self.slots + 63) % 64;
            for word in 1..=words {
                registers.push(u64::from(holds && word == words) << last);
            }
        }
        plan.verdicts
            .map(|value| value.map_or(0, |value| u64::from(count(registers, value))))
    }
}
