//! Strata: where the subjects of each lie, and what they are called.

use super::{
    Frame,
    compile::Compiler,
    mark::{AGE_BITS, AGE_UNKNOWN, Mark, lacking},
    plan::{Plan, Value},
    plane::Plane,
};
use crate::{
    Result,
    coverage::{NONE, UNKNOWN, band},
    order::Set,
    rule::Stratifier,
};

/// Most strata of one question.
const MOST: usize = 1 << 12;

/// Strata of one stratifier in the order of an answer, each with its name.
type Named<T> = Vec<(String, T)>;

/// What strata are called by stratifier, and where each lies.
pub(super) type Strata<T> = (Vec<Vec<String>>, Vec<T>);

/// Every combination of the strata of some stratifiers, in the order of an answer.
pub(super) fn combined<T: Clone>(
    parts: &[Named<T>],
    whole: T,
    mut both: impl FnMut(&T, &T) -> T,
) -> Result<Strata<T>> {
    let count = parts.iter().map(Vec::len).product::<usize>();
    if count > MOST {
        return Err(lacking(format!("stratify: {count}")));
    }
    let mut all = vec![(Vec::new(), whole)];
    for part in parts {
        let mut more = Vec::new();
        for (called, where_) in &all {
            for (name, own) in part {
                let mut called = called.clone();
                called.push(name.clone());
                more.push((called, both(where_, own)));
            }
        }
        all = more;
    }
    Ok(all.into_iter().unzip())
}

impl Frame {
    /// By a word of each unit: which stratum it is in.
    pub(super) fn unit_strata(&self, by: &Stratifier) -> Named<Vec<bool>> {
        let places = self.own_places();
        let of = |words: Vec<&str>, names: Vec<&str>| {
            let own = names.into_iter().map(|name| {
                let lies = words.iter().map(|word| *word == name);
                (name.to_owned(), lies.collect())
            });
            own.collect()
        };
        let mut strata: Named<Vec<bool>> = match by {
            Stratifier::Level => {
                let words = places.iter().map(|place| place.level.as_str());
                let names = self.map.levels.iter().map(String::as_str);
                of(words.collect(), names.collect())
            }
            _ => {
                let words: Vec<&str> = self.unit_kinds.iter().map(String::as_str).collect();
                let names: Set<&str> = words.iter().copied().collect();
                let names = names.into_iter().filter(|name| !is_none(name));
                of(words, names.collect())
            }
        };
        let none = (0..places.len()).map(|at| {
            let mut all = strata.iter();
            !all.any(|(_, lies): &(String, Vec<bool>)| lies.get(at) == Some(&true))
        });
        let none = none.collect();
        strata.push((NONE.to_owned(), none));
        strata
    }
}

/// Whether a word says that there is none.
pub(super) fn is_none(word: &str) -> bool {
    word.is_empty() || word == NONE
}

impl<const WHOLE: bool> Compiler<'_, WHOLE> {
    /// Where the subjects of each stratum lie.
    pub(super) fn strata(&mut self, by: &Stratifier) -> Result<Named<Value>> {
        let frame = self.frame;
        match by {
            Stratifier::AgeBand(bounds) => self.ages(bounds),
            Stratifier::Sex => {
                let female = self.plane(Mark::Female)?;
                let male = self.plane(Mark::Male)?;
                let known = vec![("female".to_owned(), female), ("male".to_owned(), male)];
                Ok(self.with_rest(known, UNKNOWN))
            }
            Stratifier::Kind => {
                let kinds = self.layer.marks.iter().filter_map(|mark| match mark {
                    Mark::Kind(kind) if !is_none(kind) => Some(kind.clone()),
                    _ => None,
                });
                let kinds: Vec<String> = self.all_words("kind", kinds.collect())?;
                let mut known = Vec::new();
                for kind in kinds {
                    known.push((kind.clone(), self.plane(Mark::Kind(kind))?));
                }
                Ok(self.with_rest(known, NONE))
            }
            Stratifier::Flag => {
                let mut known = Vec::new();
                for flag in frame.vocabulary.flags() {
                    let plane = self.plane(Mark::HouseholdFlag(flag.code.clone()))?;
                    known.push((flag.code.clone(), plane));
                }
                Ok(self.with_rest(known, NONE))
            }
            Stratifier::Lane => {
                let lanes = self.all_words("lane", frame.lanes.clone())?;
                let bits = (0..bits_of(lanes.len())).map(|bit| self.plane(Mark::Lane(bit)));
                let bits = bits.collect::<Result<Vec<Value>>>()?;
                let numbered = (1_u32..).zip(lanes);
                let known = numbered.map(|(number, lane)| (lane, self.plan.equals(&bits, number)));
                let known = known.collect();
                Ok(self.with_rest(known, NONE))
            }
            Stratifier::Size => self.sizes(),
            Stratifier::Level => {
                let levels = &frame.map.levels;
                let known = levels.iter().map(|level| {
                    (
                        level.clone(),
                        self.bodies(|body| frame.is_of_level(body, level)),
                    )
                });
                let known = known.collect();
                Ok(self.with_rest(known, NONE))
            }
            Stratifier::Organisation => {
                let numbered = (0_u32..).zip(&frame.organisations);
                let known = numbered.map(|(number, organisation)| {
                    let lies = self.bodies(|body| body.organisation == Some(number));
                    (organisation.clone(), lies)
                });
                let known = known.collect();
                Ok(self.with_rest(known, NONE))
            }
            Stratifier::Force => {
                let forces = self.layer.marks.iter().filter_map(|mark| match mark {
                    Mark::Force(force) if !is_none(force) => Some(force.clone()),
                    _ => None,
                });
                let forces = self.all_words("force", forces.collect())?;
                let mut known = Vec::new();
                for force in forces {
                    let members = self.plane(Mark::Force(force.clone()))?;
                    known.push((force, self.plan.any(members, self.last)));
                }
                Ok(self.with_rest(known, NONE))
            }
        }
    }

    /// The words of an open list, if the frame has all that there are.
    fn all_words(&self, list: &str, words: Vec<String>) -> Result<Vec<String>> {
        match self.frame.has_all_words {
            true => Ok(words),
            false => Err(lacking(format!("stratify {list}"))),
        }
    }

    /// With the stratum of those that are in none of these.
    fn with_rest(&mut self, mut known: Named<Value>, name: &str) -> Named<Value> {
        let any = known.iter();
        let any = any.fold(Value::Zero, |any, (_, one)| self.plan.or(any, *one));
        known.push((name.to_owned(), self.plan.or_not(Value::Zero, any)));
        known
    }

    fn ages(&mut self, bounds: &[u16]) -> Result<Named<Value>> {
        if let Some(bound) = bounds.iter().find(|bound| **bound >= AGE_UNKNOWN) {
            self.nobody_is_oldest(*bound)?;
        }
        let bits = (0..AGE_BITS).map(|bit| self.plane(Mark::Age(bit)));
        let bits = bits.collect::<Result<Vec<Value>>>()?;
        let plan = &mut self.plan;
        let all = bits.iter();
        let unknown = all.fold(Value::Ones, |all, bit| plan.and(all, *bit));
        let mut known = Vec::new();
        // Those of a band have reached its bound, and not the next.
        let mut reached = plan.or_not(Value::Zero, unknown);
        for at in 0..=bounds.len() {
            let next = bounds.get(at).map_or(Value::Zero, |bound| {
                let old = plan.at_least(&bits, u32::from(*bound));
                plan.and_not(old, unknown)
            });
            known.push((band(bounds, at), plan.and_not(reached, next)));
            reached = next;
        }
        known.push((UNKNOWN.to_owned(), unknown));
        Ok(known)
    }

    /// Sizes of households are counted off the planes themselves.
    fn sizes(&mut self) -> Result<Named<Value>> {
        let plan = &mut self.plan;
        let last = self.layer.plane_of(&Mark::Last)?;
        let phantom = self.layer.plane_of(&Mark::Phantom)?;
        let open = self.layer.plane_of(&Mark::Open)?;
        let mut of_size: Vec<(u32, Plane)> = Vec::new();
        let mut unknown = Plane::zero(self.layer.slots);
        let mut start = 0;
        for slot in (0..self.layer.slots).filter(|slot| last.is(*slot)) {
            let size = match phantom.is(slot) {
                true => 0,
                false => u32::try_from(slot + 1 - start).unwrap_or(u32::MAX),
            };
            start = slot + 1;
            if open.is(slot) {
                unknown.set(slot);
                continue;
            }
            let at = of_size.binary_search_by_key(&size, |(size, _)| *size);
            let at = at.unwrap_or_else(|at| {
                of_size.insert(at, (size, Plane::zero(self.layer.slots)));
                at
            });
            if let Some((_, plane)) = of_size.get_mut(at) {
                plane.set(slot);
            }
        }
        let known = of_size.into_iter();
        let known = known.map(|(size, plane)| (size.to_string(), plan.derive(plane)));
        let mut known: Named<Value> = known.collect();
        known.push((UNKNOWN.to_owned(), plan.derive(unknown)));
        Ok(known)
    }
}

/// How many bits the numbers up to one take.
pub(super) fn bits_of(highest: usize) -> u8 {
    u8::try_from(usize::BITS - highest.leading_zeros()).unwrap_or(0)
}

impl Plan {
    /// Whether a number, lowest bit first, is this one.
    fn equals(&mut self, bits: &[Value], number: u32) -> Value {
        let mut found = Value::Ones;
        for (at, bit) in bits.iter().enumerate() {
            found = match number >> at & 1 == 1 {
                true => self.and(found, *bit),
                false => self.and_not(found, *bit),
            };
        }
        found
    }
}
