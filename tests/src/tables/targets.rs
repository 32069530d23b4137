//! Random targets and figures.

use super::{
    dice::Dice,
    everything::{NAMES, day},
};
use noidai::{
    event::{Batch, Code},
    figure::{Figure, Value},
    id::UnitIx,
    target::{Baseline, Target},
};

pub fn targets(batch: &mut Batch, dice: &mut Dice, units: &[UnitIx]) {
    for number in 0..dice.below(6) {
        let rule = dice.pick(&["ministry-household", "household-app", "own"]);
        let start = Baseline {
            day: day(-3),
            share: dice.below(1_000_001) as u32,
        };
        batch.targets.push(Target {
            unit: dice.pick(units),
            level: dice.pick(&[Code::NONE, Code::COMMUNE, Code::HAMLET]),
            rule: batch.vocabulary.code(rule).unwrap(),
            due: day(100 + number as i64),
            from: day(dice.below(99) as i64),
            share: dice.below(1_000_001) as u32,
            baseline: dice.one_in(2).then_some(start),
            is_assumed: dice.one_in(2),
            source: dice.pick(&NAMES).into(),
        });
    }
}

pub fn figures(batch: &mut Batch, dice: &mut Dice, units: &[UnitIx]) {
    for number in 0..dice.below(6) {
        let whole = 1 + dice.below(90_000) as u32;
        let part = 1 + dice.below(whole as usize) as u32;
        let value = match dice.below(4) {
            0 => Value::Count(part),
            1 => Value::Share {
                numerator: part - 1,
                denominator: whole,
            },
            2 => Value::Score {
                points: part,
                out_of: whole,
            },
            _ => Value::Rank {
                place: part,
                among: whole,
            },
        };
        let own = batch.vocabulary.code("chỉ số DTI").unwrap();
        let edition = dice.pick(&["DTI 2022", "=DTI"]);
        batch.figures.push(Figure {
            name: dice.pick(&[own, Code::POPULATION]),
            unit: dice.pick(units),
            from: day(number as i64),
            until: day(30 + number as i64),
            edition: edition.into(),
            value,
            source: dice.pick(&NAMES).into(),
        });
    }
}
