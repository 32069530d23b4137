//! From a rule to a plan over the planes of a frame.

use super::{
    Body, Frame, Layer,
    mark::{AGE_BITS, AGE_UNKNOWN, Asked, Kinds, Mark, kinds_of, lacking, level_bits, skills_of},
    plan::{Known, Many, Over, Plan, Value},
    plane::Plane,
    strata::{Strata, combined},
};
use crate::{
    Result,
    person::Sex,
    platform::SetupState,
    rule::{Collection, Concrete, Condition, HowMany, Skills, Stratifier, Subject},
};

/// A plan being made; not `WHOLE`, of households and residents alone and without strata.
pub(super) struct Compiler<'a, const WHOLE: bool = true> {
    pub(super) frame: &'a Frame,
    pub(super) layer: &'a Layer,
    pub(super) plan: Plan,
    pub(super) last: Value,
    phantom: Value,
    open: Value,
}

/// The plan of a rule, or the name of what the frame cannot answer.
pub(super) fn compile<const WHOLE: bool>(
    frame: &Frame,
    rule: &Concrete,
    subject: Subject,
    stratify: &[Stratifier],
) -> Result<Plan> {
    let mut compiler = Compiler::<WHOLE>::new(frame, subject)?;
    let asked = Asked::subject(subject);
    let of = |condition: Option<&Condition>, compiler: &mut Compiler<'_, WHOLE>| {
        condition
            .map(|condition| compiler.condition(condition, asked))
            .transpose()
    };
    let population = of(rule.population.as_ref(), &mut compiler)?.unwrap_or(Known::TRUE);
    let excluded = of(rule.exclusions.as_ref(), &mut compiler)?.unwrap_or(Known::FALSE);
    let covered = compiler.condition(&rule.requirement, asked)?;
    if WHOLE {
        compiler.plan.strata = compiler.all_strata(stratify)?.1;
    }
    Ok(compiler.verdicts(asked, population, excluded, covered))
}

/// The plan that leaves a condition asked of teams and committees at their last slots.
pub(super) fn of_bodies(frame: &Frame, condition: &Condition) -> Result<(Plan, Known)> {
    let mut compiler = Compiler::<true>::new(frame, Subject::Team)?;
    let known = compiler.condition(condition, Asked::Body)?;
    Ok((compiler.plan, known))
}

/// What the strata of a subject's stratifiers are called, in the order of an answer.
pub(super) fn called(
    frame: &Frame,
    subject: Subject,
    stratify: &[Stratifier],
) -> Result<Vec<Vec<String>>> {
    Ok(Compiler::<true>::new(frame, subject)?
        .all_strata(stratify)?
        .0)
}

impl<'a, const WHOLE: bool> Compiler<'a, WHOLE> {
    fn new(frame: &'a Frame, subject: Subject) -> Result<Self> {
        let layer = frame.layer_of(subject);
        let layer = layer.ok_or_else(|| lacking(format!("subject {}", subject.name())))?;
        if matches!(subject, Subject::Team | Subject::Unit) {
            frame.needs_bodies(subject)?;
        }
        Ok(Self {
            last: layer.value(&Mark::Last)?,
            phantom: layer.value(&Mark::Phantom)?,
            open: layer.value(&Mark::Open)?,
            frame,
            layer,
            plan: Plan::over(match subject {
                Subject::Household | Subject::Resident => Over::Residents,
                Subject::Team | Subject::Unit => Over::Members,
            }),
        })
    }

    fn all_strata(&mut self, stratify: &[Stratifier]) -> Result<Strata<Value>> {
        let parts = stratify.iter().map(|by| self.strata(by));
        let parts = parts.collect::<Result<Vec<_>>>()?;
        let plan = &mut self.plan;
        combined(&parts, Value::Ones, |a, b| plan.and(*a, *b))
    }

    /// Where bodies of some sort have their last slots.
    pub(super) fn bodies(&mut self, is: impl Fn(&Body) -> bool) -> Value {
        let mut plane = Plane::zero(self.layer.slots);
        for body in self.frame.bodies.iter().filter(|body| is(body)) {
            plane.set(body.last as usize);
        }
        self.plan.derive(plane)
    }
}

impl<const WHOLE: bool> Compiler<'_, WHOLE> {
    /// DESIGN, "Counting"; in the order of `Verdict::ALL`.
    fn verdicts(
        mut self,
        asked: Asked,
        population: Known,
        excluded: Known,
        covered: Known,
    ) -> Plan {
        let subjects = match asked {
            Asked::Household => self.last,
            Asked::Body if WHOLE => self.bodies(|body| body.is_team),
            _ => self.plan.or_not(Value::Zero, self.phantom),
        };
        let plan = &mut self.plan;
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

    pub(super) fn plane(&self, mark: Mark) -> Result<Value> {
        match self.layer.value(&mark) {
            // Each word that a fact uses has a plane: this is of nobody.
            Err(_) if self.frame.has_all_words && mark.is_word() => Ok(Value::Zero),
            found => found,
        }
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
                _ => Mark::Flag(flag.clone()),
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
            Condition::Role(_) | Condition::Force(_) | Condition::Level(_) if !WHOLE => {
                return Err(lacking(condition.name()));
            }
            Condition::Role(roles) => self.one_of(roles.iter().cloned().map(Mark::Role))?,
            Condition::Force(forces) => self.one_of(forces.iter().cloned().map(Mark::Force))?,
            Condition::Level(levels) => {
                let frame = self.frame;
                let of = |body: &Body| levels.iter().any(|level| frame.is_of_level(body, level));
                Known::certain(self.bodies(of))
            }
        })
    }

    fn residents(&self, of: &Collection) -> Result<()> {
        match of {
            Collection::Residents | Collection::Members => Ok(()),
            other => Err(lacking(other.name())),
        }
    }

    fn one_of(&mut self, marks: impl Iterator<Item = Mark>) -> Result<Known> {
        let mut any = Value::Zero;
        for mark in marks {
            let one = self.plane(mark)?;
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
                let many = Many::AtLeast(wanted);
                let [is, may] = [both.is, both.may]
                    .map(|of| self.plan.many([of, Value::Zero], self.last, many));
                (is, may)
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
        // The least that it can be, and the greatest.
        let does = plan.and(matching.is, who.is);
        let may_not = plan.and_not(matching.may, who.is);
        let reached = plan.many([does, may_not], self.last, Many::Share(wanted));
        let may_do = plan.and(matching.may, who.may);
        let does_not = plan.and_not(matching.is, who.may);
        // More residents can only break a share of all, never mend it.
        let may = plan.many([may_do, does_not], self.last, Many::Share(wanted));
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
        let bits = (0..AGE_BITS)
            .map(|bit| self.plane(Mark::Age(bit)))
            .collect::<Result<Vec<Value>>>()?;
        let unborn = match min {
            Some(0) => self.plane(Mark::Unborn)?,
            _ => Value::Zero,
        };
        if let Some(bound) = [min, max.map(|max| max.saturating_add(1))]
            .into_iter()
            .flatten()
            .find(|bound| *bound >= AGE_UNKNOWN)
        {
            self.nobody_is_oldest(bound)?;
        }
        let plan = &mut self.plan;
        let unknown = bits
            .iter()
            .fold(Value::Ones, |all, bit| plan.and(all, *bit));
        // Those of a known age who have reached a bound; nobody has one above 126.
        let reached = |plan: &mut Plan, bound: u16| {
            let old = plan.at_least(&bits, u32::from(bound));
            plan.and_not(old, unknown)
        };
        let mut found = Known::TRUE;
        if let Some(min) = min {
            let old = reached(plan, min);
            let old = plan.and_not(old, unborn);
            let old = Known {
                is: old,
                may: plan.or(old, unknown),
            };
            found = plan.both(found, old);
        }
        if let Some(max) = max {
            let older = reached(plan, max.saturating_add(1));
            let younger = plan.or_not(Value::Zero, older);
            let young = Known {
                is: plan.and_not(younger, unknown),
                may: younger,
            };
            found = plan.both(found, young);
        }
        Ok(found)
    }

    /// Refuses a bound above the highest age that is kept, if somebody may be older.
    pub(super) fn nobody_is_oldest(&self, bound: u16) -> Result<()> {
        let bits = (0..AGE_BITS).map(|bit| self.layer.plane_of(&Mark::Age(bit)));
        let bits = bits.collect::<Result<Vec<&Plane>>>()?;
        let Some((lowest, higher)) = bits.split_first() else {
            return Ok(());
        };
        for (at, block) in lowest.blocks().iter().enumerate() {
            let mut oldest = *block;
            for own in oldest.iter_mut() {
                *own = !*own;
            }
            for plane in higher {
                let more = plane
                    .blocks()
                    .get(at)
                    .into_iter()
                    .flat_map(|block| block.iter());
                for (own, more) in oldest.iter_mut().zip(more) {
                    *own &= more;
                }
            }
            if oldest.iter().any(|own| *own != 0) {
                return Err(lacking(format!("age {bound}")));
            }
        }
        Ok(())
    }

    fn platform(&mut self, code: &str, states: &[SetupState], asked: Asked) -> Result<Known> {
        let code = || code.to_owned();
        let marks = match asked {
            Asked::Household => [
                Mark::HouseholdState(code(), 0),
                Mark::HouseholdState(code(), 1),
                Mark::HouseholdStateKnown(code()),
            ],
            _ => [
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
}

fn wanted(skills: &Skills, all: usize) -> usize {
    skills.at_least.map_or(all, |wanted| wanted as usize)
}
