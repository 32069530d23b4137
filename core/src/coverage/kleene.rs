//! Kleene's logic: an answer is true, false or, absent, unknown.

use core::ops::ControlFlow;

/// An answer in three values.
pub(super) type Known = Option<bool>;

/// Each of the answers is true.
pub(super) fn all(answers: impl IntoIterator<Item = Known>) -> Known {
    let mut result = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

/// One of the answers is true at least.
pub(super) fn any(answers: impl IntoIterator<Item = Known>) -> Known {
    let negated = answers.into_iter().map(|answer| answer.map(|held| !held));
    all(negated).map(|held| !held)
}

/// At least so many of some answers are true: the known suffice, or all together
/// could. Takes answers one by one and says when no more are needed.
pub(super) struct AtLeast {
    wanted: usize,
    held: usize,
    unknown: usize,
}

impl AtLeast {
    pub(super) fn new(wanted: usize) -> Self {
        Self {
            wanted,
            held: 0,
            unknown: 0,
        }
    }

    pub(super) fn take(&mut self, answer: Known) -> ControlFlow<()> {
        match answer {
            Some(true) => self.held += 1,
            None => self.unknown += 1,
            Some(false) => {}
        }
        if self.held >= self.wanted {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// The answer, where any number of further ones may come or none.
    pub(super) fn answer(&self, further: bool) -> Known {
        if self.held >= self.wanted {
            Some(true)
        } else if further || self.held + self.unknown >= self.wanted {
            None
        } else {
            Some(false)
        }
    }

    /// The answer over a list whose length is known: what is left is not asked once
    /// it could not change anything.
    pub(super) fn over(
        wanted: usize,
        count: usize,
        answers: impl IntoIterator<Item = Known>,
    ) -> Known {
        let mut found = Self::new(wanted);
        for (at, answer) in answers.into_iter().enumerate() {
            let left = count.saturating_sub(at + 1);
            if found.take(answer).is_break() || found.held + found.unknown + left < wanted {
                break;
            }
        }
        found.answer(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every list of up to four answers, and what they can become when the unknown
    /// ones are known.
    fn each(mut check: impl FnMut(&[Known], &[usize])) {
        let values = [Some(true), Some(false), None];
        for length in 0..=4_u32 {
            for number in 0..3_usize.pow(length) {
                let answers: Vec<Known> = (0..length)
                    .filter_map(|at| values.get(number / 3_usize.pow(at) % 3).copied())
                    .collect();
                let held = answers.iter().filter(|one| **one == Some(true)).count();
                let unknown = answers.iter().filter(|one| one.is_none()).count();
                let possible: Vec<usize> = (held..=held + unknown).collect();
                check(&answers, &possible);
            }
        }
    }

    /// True if it is in every case, false if in none, else unknown.
    fn in_cases(cases: impl Iterator<Item = bool> + Clone) -> Known {
        match () {
            () if cases.clone().all(|held| held) => Some(true),
            () if cases.clone().any(|held| held) => None,
            () => Some(false),
        }
    }

    #[test]
    fn unknown_is_what_could_be_either() {
        each(|answers, possible| {
            let length = answers.len();
            let of = |wanted: usize| in_cases(possible.iter().map(move |count| *count >= wanted));
            assert_eq!(all(answers.iter().copied()), of(length), "{answers:?}");
            assert_eq!(any(answers.iter().copied()), of(1), "{answers:?}");
            for wanted in 0..=length + 1 {
                let found = AtLeast::over(wanted, length, answers.iter().copied());
                assert_eq!(found, of(wanted), "{wanted} of {answers:?}");
                let mut found = AtLeast::new(wanted);
                let known = answers.iter().any(|one| found.take(*one).is_break());
                assert_eq!(found.answer(false), of(wanted), "{wanted} of {answers:?}");
                assert_eq!(known, of(wanted) == Some(true) && wanted.max(1) <= length);
                let open = match of(wanted) {
                    Some(true) => Some(true),
                    _ => None,
                };
                assert_eq!(found.answer(true), open);
            }
        });
    }
}
