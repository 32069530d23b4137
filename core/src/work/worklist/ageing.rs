//! A rule as it will be when evidence is older.

use crate::rule::{Concrete, Condition, HowMany, Skills};

/// The rule with every bound on the age of evidence so many days tighter: whoever
/// meets it now meets the rule itself that much later. Nothing where it has no bound.
pub(super) fn later(rule: &Concrete, days: u32) -> Option<Concrete> {
    let mut later = rule.clone();
    let mut is_bound = false;
    let parts = [later.population.as_mut(), later.exclusions.as_mut()];
    for condition in parts.into_iter().flatten() {
        tighten(condition, days, &mut is_bound);
    }
    tighten(&mut later.requirement, days, &mut is_bound);
    is_bound.then_some(later)
}

fn tighten(condition: &mut Condition, days: u32, is_bound: &mut bool) {
    match condition {
        Condition::AllOf(list) | Condition::AnyOf(list) => {
            for inner in list {
                tighten(inner, days, is_bound);
            }
        }
        Condition::Not(inner) => tighten(inner, days, is_bound),
        Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
            let HowMany { matching, who, .. } = many;
            for inner in [matching, who].into_iter().flatten() {
                tighten(inner, days, is_bound);
            }
        }
        Condition::Together { skills, .. } | Condition::Skills(skills) => {
            let Skills { max_age_days, .. } = skills;
            if let Some(most) = max_age_days {
                *is_bound = true;
                *most = most.saturating_sub(days);
            }
        }
        _ => {}
    }
}
