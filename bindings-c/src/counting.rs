//! Coverage counted in steps.

use crate::{
    error::noidai_error,
    guard::{guard, quietly},
    held::Held,
    noidai_registry, noidai_rows, noidai_status, noidai_text, null,
    steps::{Steps, write_progress},
};
use noidai::{
    ask::AskedOfAll,
    coverage::{CoverageWork, OnDay},
    import::Faults,
};

/// A question of coverage that is being answered. One thread steps at a time, another
/// waits.
#[allow(non_camel_case_types)]
pub struct noidai_counting {
    steps: Steps<Work>,
}

/// What borrows stands before what it borrows from, so that it goes first.
struct Work {
    work: CoverageWork<'static>,
    _on_day: Held<OnDay<'static>>,
    _asked: Held<AskedOfAll<'static>>,
}

impl Work {
    /// # Safety
    ///
    /// What `asked` borrows outlives this.
    unsafe fn new(asked: AskedOfAll<'static>) -> Result<Self, Faults> {
        let held = Held::new(asked);
        // SAFETY: `_asked` is the last to be dropped.
        let asked: &'static AskedOfAll<'static> = unsafe { held.lasting() };
        let on_day = Held::new(OnDay::new(&asked.registry, asked.question.day));
        // SAFETY: `_on_day` is dropped after `work`.
        let day = unsafe { on_day.lasting() };
        let work = CoverageWork::new(day, &asked.rule, &asked.question);
        Ok(Self {
            work: work.map_err(AskedOfAll::placed)?,
            _on_day: on_day,
            _asked: held,
        })
    }
}

/// Takes a request for coverage up, as `noidai_coverage` does, to count in steps.
///
/// `registry` must not be freed before `*counting`, which is the caller's afterwards and
/// freed by `noidai_counting_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_counting_begin(
    registry: *const noidai_registry,
    request: noidai_text,
    counting: *mut *mut noidai_counting,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or a registry that outlives the counting.
        let registry: &'static noidai_registry =
            unsafe { registry.as_ref() }.ok_or_else(|| null("registry"))?;
        if counting.is_null() {
            return Err(null("counting").into());
        }
        // SAFETY: the caller's promise.
        let request = unsafe { request.read("request") }?;
        let work = registry.call(|opened| {
            let asked = opened.asked_of_all(request)?;
            // SAFETY: the registry outlives the counting.
            unsafe { Work::new(asked) }
        })?;
        let steps = Steps::new(work);
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { counting.write(Box::into_raw(Box::new(noidai_counting { steps }))) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Looks at so many more households, teams or units, at least one. `*done` of `*all` are
/// looked at then; where they are equal, `noidai_counting_finish` is next. Either may be
/// NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_counting_step(
    counting: *mut noidai_counting,
    most_subjects: u64,
    done: *mut u64,
    all: *mut u64,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or one that is not freed.
        let counting = unsafe { counting.as_ref() }.ok_or_else(|| null("counting"))?;
        let most = usize::try_from(most_subjects.max(1)).unwrap_or(usize::MAX);
        let progress = counting.steps.work(|Work { work, .. }| {
            work.step(most).map_err(AskedOfAll::placed)?;
            Ok((work.done() as u64, work.all() as u64))
        })?;
        // SAFETY: the caller's promise.
        unsafe { write_progress(progress, done, all) }
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Counts what is left and gives the rows, as `noidai_coverage` does. Afterwards, also
/// where it is refused, `counting` can only be freed.
///
/// `*rows` is the caller's afterwards, and freed by `noidai_rows_free`; it needs neither
/// `counting` nor the registry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_counting_finish(
    counting: *mut noidai_counting,
    rows: *mut *mut noidai_rows,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or one that is not freed.
        let counting = unsafe { counting.as_ref() }.ok_or_else(|| null("counting"))?;
        if rows.is_null() {
            return Err(null("rows").into());
        }
        let answer = counting.steps.finish(|own| {
            let Work {
                work,
                _on_day,
                _asked,
            } = own;
            Ok(work.finish().map_err(AskedOfAll::placed)?)
        })?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { rows.write(Box::into_raw(Box::new(noidai_rows::of(answer)))) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees it, finished or not. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_counting_free(counting: *mut noidai_counting) {
    quietly(|| {
        if !counting.is_null() {
            // SAFETY: one of this library that has not been freed.
            drop(unsafe { Box::from_raw(counting) });
        }
    });
}
