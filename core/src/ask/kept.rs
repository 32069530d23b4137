//! What is kept between requests, so that the next one need not make it anew: the views of
//! days and the rules that were read. Bounded in number and bytes; what was not used for
//! longest goes first.

use super::request::rule;
use crate::{
    Day, Registry,
    coverage::{Made, OnDay},
    event::Vocabulary,
    import::Faults,
    json,
    rule::Rule,
};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

/// Most things that are kept.
const MOST: usize = 16;
/// About how many bytes they may take together; one alone may be larger.
const MOST_BYTES: usize = 16 << 20;

/// What is kept of one registry, which never changes. Threads share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<Vec<Item>>>);

#[derive(Debug)]
struct Item {
    thing: Thing,
    bytes: usize,
}

#[derive(Clone, Debug)]
enum Thing {
    Day(Day, Made),
    /// By what a request says of it: an id or a document.
    Rule(Arc<(Value, Rule)>),
}

impl Kept {
    /// The view of a day.
    pub fn on_day<'r>(&self, registry: &'r Registry, day: Day) -> OnDay<'r> {
        let known = self.find(&|thing| matches!(thing, Thing::Day(own, _) if *own == day));
        if let Some(Thing::Day(_, made)) = known {
            return OnDay::again(registry, &made);
        }
        let on_day = OnDay::new(registry, day);
        let made = on_day.made();
        let bytes = made.bytes();
        self.keep(Thing::Day(day, made), bytes);
        on_day
    }

    /// The rule that a request names or carries.
    ///
    /// # Errors
    ///
    /// As [`rule`].
    pub fn rule(&self, named: &Value, words: &Vocabulary) -> Result<Arc<(Value, Rule)>, Faults> {
        let known = self.find(&|thing| matches!(thing, Thing::Rule(own) if own.0 == *named));
        if let Some(Thing::Rule(known)) = known {
            return Ok(known);
        }
        // A rule takes some ten times its text.
        let bytes = json::write(named).map_or(0, |text| text.len() * 10);
        let made = Arc::new((named.clone(), rule(named, words)?));
        self.keep(Thing::Rule(made.clone()), bytes);
        Ok(made)
    }

    /// Nothing that is half made stands here, so a panic elsewhere takes nothing away.
    fn items(&self) -> std::sync::MutexGuard<'_, Vec<Item>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, is_it: &dyn Fn(&Thing) -> bool) -> Option<Thing> {
        let mut items = self.items();
        let at = items.iter().position(|item| is_it(&item.thing))?;
        if let Some(later) = items.get_mut(at..) {
            later.rotate_left(1);
        }
        items.last().map(|item| item.thing.clone())
    }

    fn keep(&self, thing: Thing, bytes: usize) {
        let mut items = self.items();
        items.push(Item { thing, bytes });
        let mut all = 0;
        let fits = |item: &&Item| {
            all += item.bytes;
            all <= MOST_BYTES
        };
        let fitting = items.iter().rev().take(MOST).take_while(fits).count();
        let surplus = items.len() - fitting.max(1);
        items.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{event::Batch, rule::built_in};

    #[test]
    fn what_was_used_last_stays_within_bounds() -> crate::Result<()> {
        let (kept, registry) = (Kept::default(), Registry::open(Batch::default())?);
        let first: Day = "2025-01-01".parse()?;
        for number in 0..40 {
            for day in [first, first.plus(number)] {
                assert_eq!(kept.on_day(&registry, day).day(), day);
            }
        }
        let held = kept.items();
        let days: Vec<Day> = held
            .iter()
            .filter_map(|item| match item.thing {
                Thing::Day(day, _) => Some(day),
                Thing::Rule(_) => None,
            })
            .collect();
        assert_eq!(days.len(), MOST);
        assert!(days.contains(&first), "{days:?}");
        assert_eq!(days.last(), Some(&first.plus(39)));
        Ok(())
    }

    #[test]
    fn large_things_are_few() {
        let kept = Kept::default();
        let keep = |rule: Rule, bytes| {
            kept.keep(Thing::Rule(Arc::new((Value::Null, rule))), bytes);
            kept.items().len()
        };
        let all = built_in().into_iter();
        assert_eq!(all.map(|rule| keep(rule, MOST_BYTES / 2)).max(), Some(2));
        let all = built_in().into_iter();
        assert_eq!(all.map(|rule| keep(rule, MOST_BYTES * 2)).max(), Some(1));
    }
}
