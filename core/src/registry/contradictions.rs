//! Which of several facts of one key holds where they contradict one another: the
//! last by content. Texts decide, never dense numbers, since those follow the
//! order of arrival.

use crate::{event::Batch, order::Order, team::AnswersTo};
use core::cmp::Ordering;

/// Keeps of the facts of each key the last by content.
fn keep_last<T, K: Ord, C: Ord>(
    rows: &mut Vec<T>,
    key: impl Fn(&T) -> K,
    content: impl Fn(&T) -> C,
) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let compare = |a: &usize, b: &usize| match (rows.get(*a), rows.get(*b)) {
        (Some(a), Some(b)) => {
            let keys = key(a).cmp(&key(b));
            keys.then_with(|| content(a).cmp(&content(b)))
        }
        _ => Ordering::Equal,
    };
    order.order_by(compare);
    let mut kept = vec![true; rows.len()];
    for pair in order.windows(2) {
        if let [before, after] = pair
            && let (Some(a), Some(b)) = (rows.get(*before), rows.get(*after))
            && key(a) == key(b)
            && let Some(slot) = kept.get_mut(*before)
        {
            *slot = false;
        }
    }
    let mut kept = kept.into_iter();
    rows.retain(|_| kept.next().unwrap_or(true));
}

macro_rules! decide {
    ($($rows:ident: $key:expr => $content:expr;)*) => {
        $(keep_last($rows, $key, $content);)*
    };
}

/// Leaves of each contradiction what holds. What overlaps without having one key
/// stays: reading decides there, by content too.
pub(super) fn decide(batch: &mut Batch) {
    let Batch {
        vocabulary,
        people,
        households,
        units,
        committees,
        organisations,
        arena,
        unit_opened,
        unit_codes,
        unit_names,
        unit_parents,
        committee,
        organisation,
        team,
        team_moved,
        persons,
        deaths,
        household,
        placed,
        heads,
        stall,
        flags,
        setups,
        assessments,
        advocates,
        teams,
        activity,
        done,
        targets,
        figures,
        ..
    } = batch;
    let word = |code| vocabulary.text(code);
    let place = |unit| units.text(unit);
    let who = |person| people.text(person);
    let home = |own| households.text(own);
    let read = |text| crate::event::batch::read(arena, text);
    let to = |to| match to {
        AnswersTo::Committee(own) => (false, committees.text(own)),
        AnswersTo::Organisation(own) => (true, organisations.text(own)),
    };
    let body = |own| organisations.text(own);
    decide! {
        unit_opened: |(own, _)| *own => |(_, a)| (a.spell, a.level.map(word));
        unit_codes: |(own, a)| (*own, a.from) => |(_, a)| a.code.clone();
        unit_names: |(own, a)| (*own, a.from) => |(_, a)| (a.name.clone(), a.kind.clone());
        unit_parents: |(own, a)| (*own, a.from) => |(_, a)| a.parent.map(place);
        committee: |(own, _)| *own => |(_, a)| (a.spell, place(a.unit), a.name.clone());
        organisation: |(own, _)| *own
            => |(_, a)| (a.spell, place(a.unit), a.name.clone(), word(a.kind));
        team: |(own, _)| *own => |(_, a)| (
            a.spell,
            place(a.unit),
            a.name.clone(),
            a.organisation.map(body),
            a.answers_to.map(to),
        );
        team_moved: |(own, a)| (*own, a.day) => |(_, a)| (a.unit.map(place), a.answers_to.map(to));
        persons: |(own, _)| *own => |(_, a)| (a.birth, a.sex, read(a.name), read(a.phone));
        deaths: |(own, _)| *own => |(_, day)| *day;
        household: |(own, _)| *own
            => |(_, a)| (a.opened.spell, word(a.opened.kind), a.listed, read(a.address));
        placed: |(own, a)| (*own, a.from) => |(_, a)| (place(a.unit), word(a.lane));
        heads: |(own, a)| (*own, a.from) => |(_, a)| who(a.person);
        stall: |(own, _)| *own
            => |(_, a)| (a.spell, home(a.household), a.unit.map(place), word(a.market));
        flags: |(own, a)| (*own, a.flag, a.spell.from) => |(_, a)| a.spell.until;
        setups: |(own, a)| (*own, a.platform, a.day) => |(_, a)| a.state;
        assessments: |(own, a)| (*own, a.skill, a.day)
            => |(_, a)| (a.level, a.how, a.by.map(who));
        advocates: |(own, a)| (*own, a.spell.from) => |(_, a)| a.spell.until;
        activity: |(own, _)| *own => |(_, a)| (
            (a.day, a.part, word(a.kind), a.unit.map(place)),
            (word(a.market), a.team.map(|team| teams.text(team)), word(a.plan), a.counted),
        );
        done: |(own, done)| (*own, done.key()) => |(_, done)| *done;
        targets: |a| (a.unit, a.level, a.rule, a.due)
            => |a| (a.from, a.share, a.baseline, a.is_assumed, a.source.clone());
        figures: |a| (a.name, a.unit, a.from, a.until, a.value.form(), a.edition.clone())
            => |a| (a.value, a.source.clone());
    }
}
