//! The words of a vocabulary in an order that no order of arrival decides: those
//! known from the start as they are listed there, then the others by code.

use super::{Batch, Flag, FlagIx};
use crate::{
    activity::Done,
    order::Order,
    platform::{Platform, PlatformIx},
    skill::{Catalogue, SkillIx},
};

/// Puts words in order. Gives the new position of each, if any has moved.
fn put_in_order<T>(words: &mut Vec<T>, from_start: &[T], code: fn(&T) -> &str) -> Option<Vec<u16>> {
    let rank = |word: &T| {
        let mut known = from_start.iter();
        known
            .position(|known| code(known) == code(word))
            .unwrap_or(usize::MAX)
    };
    let key = |word: &T| (rank(word), code(word).to_owned());
    if words.is_sorted_by_key(key) {
        return None;
    }
    let mut rows: Vec<(u16, T)> = (0..).zip(core::mem::take(words)).collect();
    rows.order_by_key(|(_, word)| key(word));
    let mut moved = vec![0; rows.len()];
    for (new, (old, _)) in (0..).zip(&rows) {
        if let Some(slot) = moved.get_mut(usize::from(*old)) {
            *slot = new;
        }
    }
    words.extend(rows.into_iter().map(|(_, word)| word));
    Some(moved)
}

impl Batch {
    /// Puts the words in order, and the facts that are written in them.
    pub(crate) fn order_words(&mut self) {
        let (catalogues, platforms, flags) = self.vocabulary.words_mut();
        let catalogues = put_in_order(catalogues, &[Catalogue::basic()], |one| &one.code);
        let platforms = put_in_order(platforms, &Platform::built_in(), |one| &one.code);
        let flags = put_in_order(flags, &Flag::built_in(), |one| &one.code);
        let to = |moved: &[u16], old: usize| moved.get(old).copied().unwrap_or(0);
        if let Some(moved) = catalogues {
            let skill = |skill: &mut SkillIx| {
                let catalogue = to(&moved, skill.catalogue());
                if let Some(new) = SkillIx::new(usize::from(catalogue), skill.position()) {
                    *skill = new;
                }
            };
            let assessed = self.assessments.iter_mut().map(|(_, fact)| &mut fact.skill);
            assessed.for_each(skill);
            let taught = self.teachings.iter_mut().map(|(_, fact)| &mut fact.skill);
            taught.for_each(skill);
            for (_, done) in &mut self.done {
                if let Done::Guided { skill: own, .. } | Done::Assessed { skill: own, .. } = done {
                    skill(own);
                }
            }
        }
        if let Some(moved) = platforms {
            for (_, setup) in &mut self.setups {
                setup.platform = PlatformIx(to(&moved, setup.platform.index()));
            }
            for (_, done) in &mut self.done {
                if let Done::SetUp { platform, .. } = done {
                    *platform = PlatformIx(to(&moved, platform.index()));
                }
            }
        }
        if let Some(moved) = flags {
            for (_, flagged) in &mut self.flags {
                flagged.flag = FlagIx(to(&moved, flagged.flag.index()));
            }
            for (_, flag, _) in &mut self.flag_ends {
                *flag = FlagIx(to(&moved, flag.index()));
            }
        }
    }
}
