//! What people were found able to do.

use super::Maker;
use noidai::{
    Day,
    id::PersonIx,
    skill::{Assessment, Evidence},
};

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Able {
    /// In all five.
    Fluent,
    /// Here and there.
    Learning,
    /// At school, and further behind.
    Child,
    /// Too small to be asked more than once.
    Small,
}

impl Maker {
    /// Records the assessments of a person.
    pub fn assess(&mut self, person: PersonIx, able: Able, by: Option<PersonIx>) {
        let by = by.filter(|by| *by != person);
        let how = match self.chance.below(100) {
            0..70 => Evidence::Observed,
            70..95 => Evidence::SelfDeclared,
            _ => Evidence::Certificate,
        };
        // Some were asked early and again, and had come further.
        let again = able == Able::Fluent && self.chance.per_mille(150);
        let day = if again {
            self.chance.late_day()
        } else {
            self.chance.day()
        };
        let before = self.chance.early_day();
        for at in 0..self.words.skills.len() {
            match able {
                Able::Fluent => {
                    if again {
                        let level = self.chance.pick(&[0, 0, 1, 1, 2]);
                        self.found(person, at, level, before, how, by);
                    }
                    self.found(person, at, 3, day, how, by);
                }
                // Six in a hundred were not asked about this one.
                Able::Learning | Able::Child if self.chance.per_mille(60) => {}
                Able::Learning | Able::Child => {
                    let level = if able == Able::Child {
                        self.chance.pick(&[0, 0, 0, 1, 1, 2])
                    } else {
                        self.chance.pick(&[0, 1, 1, 2, 2, 3, 3])
                    };
                    self.found(person, at, level, day, how, by);
                }
                Able::Small if at == 0 => self.found(person, at, 0, day, Evidence::Observed, by),
                Able::Small => {}
            }
        }
    }

    fn found(
        &mut self,
        person: PersonIx,
        at: usize,
        level: u8,
        day: Option<Day>,
        how: Evidence,
        by: Option<PersonIx>,
    ) {
        if let Some(skill) = self.words.skills.get(at) {
            let found = Assessment {
                day,
                skill: *skill,
                level,
                how,
                by,
            };
            self.batch.assessments.push((person, found));
        }
    }
}
