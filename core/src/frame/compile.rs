//! From a rule to a plan over the planes of a frame.

use super::{
    Frame,
    mark::{AGE_BITS, AGE_UNKNOWN, Kinds, Mark, kinds_of, lacking, level_bits, skills_of},
    plan::{Known, Many, Plan, Value},
    plane::Plane,
};
use crate::{
    Result,
    person::Sex,
    platform::SetupState,
    rule::{Collection, Concrete, Condition, HowMany, Skills, Subject},
};

/// What a condition is asked of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Household,
    Resident,
}

/// A plan being made.
pub(super) struct Compiler<'a> {
    frame: &'a Frame,
    plan: Plan,
    last: Value,
    phantom: Value,
    open: Value,
}

/// The plan of a rule, or the name of what the frame cannot answer.
pub(super) fn compile(frame: &Frame, rule: &Concrete, subject: Subject) -> Result<Plan> {
    let asked = match subject {
        Subject::Household => Asked::Household,
        Subject::Resident => Asked::Resident,
        Subject::Team | Subject::Unit => {
            return Err(lacking(format!("subject {}", subject.name())));
        }
    };
    let mut compiler = Compiler {
        last: frame.plane(&Mark::Last)?,
        phantom: frame.plane(&Mark::Phantom)?,
        open: frame.plane(&Mark::Open)?,
        frame,
        plan: Plan::default(),
    };
    let of = |condition: Option<&Condition>, compiler: &mut Compiler<'_>| {
        condition
            .map(|condition| compiler.condition(condition, asked))
            .transpose()
    };
    let population = of(rule.population.as_ref(), &mut compiler)?.unwrap_or(Known::TRUE);
    let excluded = of(rule.exclusions.as_ref(), &mut compiler)?.unwrap_or(Known::FALSE);
    let covered = compiler.condition(&rule.requirement, asked)?;
    Ok(compiler.verdicts(asked, population, excluded, covered))
}

impl Compiler<'_> {
    /// DESIGN, "Counting"; in the order of `Verdict::ALL`.
    fn verdicts(
        mut self,
        asked: Asked,
        population: Known,
        excluded: Known,
        covered: Known,
    ) -> Plan {
        let plan = &mut self.plan;
        let subjects = match asked {
            Asked::Household => self.last,
            Asked::Resident => plan.or_not(Value::Zero, self.phantom),
        };
        let outside = plan.and_not(subjects, population.may);
        // What is always known is never undetermined.
        let perhaps = |plan: &mut Plan, those: Value, known: Known| {
            if known.is == known.may {
                return Value::Zero;
            }
            let may = plan.and(those, known.may);
            plan.and_not(may, known.is)
        };
        let perhaps_in = perhaps(plan, subjects, population);
        let is = plan.and(subjects, population.is);
        let perhaps_out = perhaps(plan, is, excluded);
        let undetermined = plan.or(perhaps_in, perhaps_out);
        let out = plan.and(is, excluded.is);
        let inside = plan.and_not(is, excluded.may);
        let met = plan.and(inside, covered.is);
        let not_met = plan.and_not(inside, covered.may);
        let unknown = perhaps(plan, inside, covered);
        let verdicts = [outside, undetermined, out, met, not_met, unknown];
        self.plan.verdicts = verdicts.map(|value| (value != Value::Zero).then_some(value));
        self.plan
    }

    fn plane(&self, mark: Mark) -> Result<Value> {
        self.frame.plane(&mark)
    }

    fn condition(&mut self, condition: &Condition, asked: Asked) -> Result<Known> {
        Ok(match condition {
            Condition::AllOf(list) => {
                let mut all = Known::TRUE;
                for inner in list {
                    let inner = self.condition(inner, asked)?;
                    all = self.plan.both(all, inner);
                }
                all
            }
            Condition::AnyOf(list) => {
                let mut any = Known::FALSE;
                for inner in list {
                    let inner = self.condition(inner, asked)?;
                    any = self.plan.either(any, inner);
                }
                any
            }
            Condition::Not(inner) => {
                let inner = self.condition(inner, asked)?;
                self.plan.negated(inner)
            }
            Condition::Some(many) | Condition::All(many) | Condition::Share(many)
                if many.of == Collection::Stalls =>
            {
                self.stalls(condition, many)?
            }
            Condition::Some(many) => self.some(many)?,
            Condition::All(many) => self.all(many)?,
            Condition::Share(many) => self.share(many)?,
            Condition::Together { of, skills } => {
                self.residents(of)?;
                let met = self.together(skills)?;
                self.plan.at_least_of(wanted(skills, met.len()), &met)
            }
            Condition::Skills(skills) => {
                let mut met = Vec::new();
                for skill in skills_of(skills, &self.frame.catalogue) {
                    met.push(self.skill(skill, skills)?);
                }
                self.plan.at_least_of(wanted(skills, met.len()), &met)
            }
            Condition::Age { min, max } => self.age(*min, *max)?,
            Condition::Sex(sex) => {
                let (female, male) = (self.plane(Mark::Female)?, self.plane(Mark::Male)?);
                let (own, other) = match sex {
                    Sex::Female => (female, male),
                    Sex::Male => (male, female),
                    Sex::Unknown => (Value::Zero, self.plan.or(female, male)),
                };
                Known {
                    is: own,
                    may: self.plan.or_not(Value::Zero, other),
                }
            }
            Condition::Residence(kinds) => {
                self.one_of(kinds.iter().cloned().map(Mark::Residence))?
            }
            Condition::Kind(kinds) => self.one_of(kinds.iter().cloned().map(Mark::Kind))?,
            Condition::Flag(flag) => Known::certain(self.plane(match asked {
                Asked::Household => Mark::HouseholdFlag(flag.clone()),
                Asked::Resident => Mark::Flag(flag.clone()),
            })?),
            Condition::Platform { any_of, states } => {
                let mut any = Known::FALSE;
                for platform in any_of {
                    let one = self.platform(platform, states, asked)?;
                    any = self.plan.either(any, one);
                }
                any
            }
            Condition::Advocate { taught_another } => {
                Known::certain(self.plane(if *taught_another {
                    Mark::AdvocateWhoTaught
                } else {
                    Mark::Advocate
                })?)
            }
            // Listed, and nobody in it.
            Condition::Empty => Known::certain(self.plan.and_not(self.phantom, self.open)),
            Condition::Role(_) | Condition::Force(_) | Condition::Level(_) => {
                return Err(lacking(condition.name()));
            }
        })
    }

    fn residents(&self, of: &Collection) -> Result<()> {
        match of {
            Collection::Residents => Ok(()),
            other => Err(lacking(other.name())),
        }
    }

    fn one_of(&mut self, marks: impl Iterator<Item = Mark>) -> Result<Known> {
        let mut any = Value::Zero;
        for mark in marks {
            let one = self.frame.word_plane(&mark)?;
            any = self.plan.or(any, one);
        }
        Ok(Known::certain(any))
    }

    /// Whether each resident, a slot of nobody too, is of those meant, and does what
    /// is asked of them.
    fn meant(&mut self, many: &HowMany) -> Result<(Known, Known)> {
        self.residents(&many.of)?;
        let [matching, who] = [&many.matching, &many.who].map(|condition| {
            condition
                .as_ref()
                .map(|condition| self.condition(condition, Asked::Resident))
                .unwrap_or(Ok(Known::TRUE))
        });
        Ok((matching?, who?))
    }

    /// The same without the slots of nobody.
    fn present(&mut self, known: Known) -> Known {
        Known {
            is: self.plan.and_not(known.is, self.phantom),
            may: self.plan.and_not(known.may, self.phantom),
        }
    }

    fn some(&mut self, many: &HowMany) -> Result<Known> {
        let (matching, who) = self.meant(many)?;
        let both = self.plan.both(matching, who);
        let both = self.present(both);
        let wanted = many.at_least.unwrap_or(1);
        let (is, may) = match wanted {
            0 => return Ok(Known::TRUE),
            1 => (
                self.plan.any(both.is, self.last),
                self.plan.any(both.may, self.last),
            ),
            _ => {
                let of = |value| {
                    let mut of = [Value::Zero; 6];
                    of[0] = value;
                    of
                };
                let many = Many::AtLeast(wanted);
                (
                    self.plan.many(of(both.is), self.last, many),
                    self.plan.many(of(both.may), self.last, many),
                )
            }
        };
        Ok(Known {
            is,
            may: self.plan.or(may, self.open),
        })
    }

    fn all(&mut self, many: &HowMany) -> Result<Known> {
        let (matching, who) = self.meant(many)?;
        let fails = self.plan.negated(who);
        let fails = self.plan.both(matching, fails);
        let fails = self.present(fails);
        let (fails, may_fail) = (
            self.plan.any(fails.is, self.last),
            self.plan.any(fails.may, self.last),
        );
        let may_fail = self.plan.or(may_fail, self.open);
        Ok(Known {
            is: self.plan.or_not(Value::Zero, may_fail),
            may: self.plan.or_not(Value::Zero, fails),
        })
    }

    fn share(&mut self, many: &HowMany) -> Result<Known> {
        let (matching, who) = self.meant(many)?;
        let matching = self.present(matching);
        let wanted = many.at_least.unwrap_or(1_000_000);
        let plan = &mut self.plan;
        let perhaps = plan.and_not(matching.may, matching.is);
        let mut of = [Value::Zero; 6];
        for (at, those) in [matching.is, perhaps].into_iter().enumerate() {
            let does = plan.and(those, who.is);
            let not = plan.and_not(those, who.may);
            let may = plan.and(those, who.may);
            let may = plan.and_not(may, who.is);
            for (slot, value) in of.iter_mut().skip(at * 3).zip([does, not, may]) {
                *slot = value;
            }
        }
        let reached = plan.many(of, self.last, Many::ShareReached(wanted));
        let missed = plan.many(of, self.last, Many::ShareMissed(wanted));
        // More residents can only break a share of all, never mend it.
        let may = plan.or_not(Value::Zero, missed);
        Ok(Known {
            is: plan.and_not(reached, self.open),
            may: if wanted == 1_000_000 {
                may
            } else {
                plan.or(may, self.open)
            },
        })
    }

    /// Whether somebody has each skill.
    fn together(&mut self, skills: &Skills) -> Result<Vec<Known>> {
        let mut met = Vec::new();
        for skill in skills_of(skills, &self.frame.catalogue) {
            let one = self.skill(skill, skills)?;
            let one = self.present(one);
            let plan = &mut self.plan;
            let (is, may) = (plan.any(one.is, self.last), plan.any(one.may, self.last));
            met.push(Known {
                is,
                may: plan.or(may, self.open),
            });
        }
        Ok(met)
    }

    fn skill(&mut self, skill: &str, skills: &Skills) -> Result<Known> {
        let catalogue = &self.frame.catalogue;
        let least = match &skills.level {
            Some(code) => catalogue.level(code).ok_or_else(|| lacking(code.clone()))?,
            None => catalogue.fluent_level(),
        };
        let kinds: Kinds = kinds_of(skills);
        let known = self.plane(match skills.max_age_days {
            Some(days) => Mark::Fresh(skill.to_owned(), kinds, days),
            None => Mark::Assessed(skill.to_owned(), kinds),
        })?;
        let bits = (0..level_bits(catalogue))
            .map(|bit| self.plane(Mark::Level(skill.to_owned(), kinds, bit)))
            .collect::<Result<Vec<Value>>>()?;
        let high = self.plan.at_least(&bits, u32::from(least));
        let plan = &mut self.plan;
        Ok(Known {
            // Where nothing is known no bit of the level is set.
            is: if least > 0 && skills.max_age_days.is_none() {
                high
            } else {
                plan.and(high, known)
            },
            may: plan.or_not(high, known),
        })
    }

    fn age(&mut self, min: Option<u16>, max: Option<u16>) -> Result<Known> {
        if min.is_none() && max.is_none() {
            return Ok(Known::TRUE);
        }
        // The frame keeps ages from 0 to 126.
        for bound in [min, max].into_iter().flatten() {
            if bound == 0 || bound >= AGE_UNKNOWN - 1 {
                return Err(lacking(format!("age {bound}")));
            }
        }
        let bits = (0..AGE_BITS)
            .map(|bit| self.plane(Mark::Age(bit)))
            .collect::<Result<Vec<Value>>>()?;
        let plan = &mut self.plan;
        let unknown = bits
            .iter()
            .fold(Value::Ones, |all, bit| plan.and(all, *bit));
        let mut found = Known::TRUE;
        if let Some(min) = min {
            // The unknown age is above every bound.
            let old = plan.at_least(&bits, u32::from(min));
            let old = Known {
                is: plan.and_not(old, unknown),
                may: old,
            };
            found = plan.both(found, old);
        }
        if let Some(max) = max {
            let older = plan.at_least(&bits, u32::from(max) + 1);
            let young = plan.or_not(Value::Zero, older);
            let young = Known {
                is: young,
                may: plan.or(young, unknown),
            };
            found = plan.both(found, young);
        }
        Ok(found)
    }

    fn platform(&mut self, code: &str, states: &[SetupState], asked: Asked) -> Result<Known> {
        let code = || code.to_owned();
        let marks = match asked {
            Asked::Household => [
                Mark::HouseholdState(code(), 0),
                Mark::HouseholdState(code(), 1),
                Mark::HouseholdStateKnown(code()),
            ],
            Asked::Resident => [
                Mark::State(code(), 0),
                Mark::State(code(), 1),
                Mark::StateKnown(code()),
            ],
        };
        let [low, high, known] = marks.map(|mark| self.plane(mark));
        let (low, high, known) = (low?, high?, known?);
        let plan = &mut self.plan;
        let mut any = Value::Zero;
        for state in states {
            let number = *state as u8;
            let mut one = known;
            for (bit, value) in [low, high].into_iter().enumerate() {
                one = if number >> bit & 1 == 1 {
                    plan.and(one, value)
                } else {
                    plan.and_not(one, value)
                };
            }
            any = plan.or(any, one);
        }
        Ok(Known {
            is: any,
            may: plan.or_not(any, known),
        })
    }

    /// Stalls are few: a quantifier over them is answered for the households that
    /// have one, and laid down as a plane of the plan.
    fn stalls(&mut self, condition: &Condition, many: &HowMany) -> Result<Known> {
        if !self.frame.has_stalls {
            return Err(lacking(many.of.name()));
        }
        let slots = self.frame.slots;
        let none = !matches!(condition, Condition::Some(_));
        let (mut is, mut may) = (Plane::zero(slots), Plane::zero(slots));
        let mut with_stalls = Plane::zero(slots);
        for own in self.frame.stalls.chunk_by(|a, b| a.slot == b.slot) {
            let mut counts = [0_u32; 6];
            for stall in own {
                let asked = |condition: &Option<Box<Condition>>| {
                    condition.as_ref().map_or(Ok(Some(true)), |condition| {
                        self.frame.stall(condition, stall)
                    })
                };
                let at = match (asked(&many.matching)?, asked(&many.who)?) {
                    (Some(false), _) => continue,
                    (Some(true), Some(true)) => 0,
                    (Some(true), Some(false)) => 1,
                    (Some(true), None) => 2,
                    (None, Some(true)) => 3,
                    (None, Some(false)) => 4,
                    (None, None) => 5,
                };
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
            let [does, not, may_do, if_does, if_not, if_may] = counts;
            let (true_, possible) = match condition {
                Condition::Some(_) => {
                    let wanted = many.at_least.unwrap_or(1);
                    (does >= wanted, does + may_do + if_does + if_may >= wanted)
                }
                Condition::All(_) => (not + may_do + if_not + if_may == 0, not == 0),
                _ => {
                    let wanted = many.at_least.unwrap_or(1_000_000);
                    (
                        Many::ShareReached(wanted).holds(&counts),
                        !Many::ShareMissed(wanted).holds(&counts),
                    )
                }
            };
            if let Some(stall) = own.first() {
                let slot = stall.slot as usize;
                with_stalls.set(slot);
                is.put(slot, true_);
                may.put(slot, possible);
            }
        }
        let [is, may] = [is, may].map(|plane| self.plan.derive(plane));
        // Over no stall at all "at least" is false, and "all" and a share are true.
        if none {
            let has = self.plan.derive(with_stalls);
            return Ok(Known {
                is: self.plan.or_not(is, has),
                may: self.plan.or_not(may, has),
            });
        }
        Ok(Known { is, may })
    }
}

fn wanted(skills: &Skills, all: usize) -> usize {
    skills.at_least.map_or(all, |wanted| wanted as usize)
}
