//! The rows of coverage as structs, without a document.

use crate::{
    error::noidai_error,
    guard::{guard, quietly},
    noidai_registry, noidai_status, noidai_text, null,
    poison::Poison,
};
use noidai::{
    Error, ErrorKind,
    coverage::{Counts, Coverage, Row, RowKind, Verdict},
};

/// The answer to a question of coverage, as rows. It never changes, so any number of
/// threads may read it; it does not need its registry any more.
#[allow(non_camel_case_types)]
pub struct noidai_rows {
    answer: Coverage,
    poison: Poison,
}

impl noidai_rows {
    pub(crate) fn of(answer: Coverage) -> Self {
        Self {
            answer,
            poison: Poison::default(),
        }
    }
}

/// A row that stands for a unit.
pub const NOIDAI_ROW_UNIT: u32 = 0;

/// A row for what lies in a unit and in no lower one of the level.
pub const NOIDAI_ROW_REMAINDER: u32 = 1;

/// A row for what lies in no unit of the map.
pub const NOIDAI_ROW_UNASSIGNED: u32 = 2;

/// The row of all that was asked about.
pub const NOIDAI_ROW_TOTAL: u32 = 3;

/// The counts of one row. Its texts live as long as the rows.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct noidai_row {
    /// `NOIDAI_ROW_UNIT`, `_REMAINDER`, `_UNASSIGNED` or `_TOTAL`.
    pub kind: u32,
    /// How many of `strata` are used: as many as the question has stratifiers.
    pub stratum_count: u32,
    /// Id of the unit; empty where unassigned.
    pub unit: noidai_text,
    /// Its code on the day of the map.
    pub code: noidai_text,
    /// Its name on the day of the map.
    pub name: noidai_text,
    /// The level that the row belongs to.
    pub level: noidai_text,
    /// The stratum of each stratifier.
    pub strata: [noidai_text; 3],
    /// Subjects that the rule is about: `numerator`, `not_covered` and `not_assessed`.
    pub population: u64,
    /// Subjects left out by the rule.
    pub excluded: u64,
    /// Subjects of which it is not known whether the rule is about them.
    pub undetermined: u64,
    /// Subjects that the rule is not about.
    pub outside: u64,
    /// Subjects that are covered.
    pub numerator: u64,
    /// Subjects that are not.
    pub not_covered: u64,
    /// Subjects of which it is not known.
    pub not_assessed: u64,
    /// The low end of the share, in parts per million; -1 where there is nobody.
    pub share_low: i64,
    /// The high end of the share, in parts per million; -1 where there is nobody.
    pub share_high: i64,
}

impl noidai_row {
    fn of(row: &Row) -> Self {
        let kind = match row.kind {
            RowKind::Unit => NOIDAI_ROW_UNIT,
            RowKind::Remainder => NOIDAI_ROW_REMAINDER,
            RowKind::Unassigned => NOIDAI_ROW_UNASSIGNED,
        };
        let mut made = Self::counted(kind, &row.counts);
        made.unit = noidai_text::lend(&row.unit);
        made.code = noidai_text::lend(&row.code);
        made.name = noidai_text::lend(&row.name);
        made.level = noidai_text::lend(&row.level);
        for (place, stratum) in made.strata.iter_mut().zip(&row.strata) {
            *place = noidai_text::lend(stratum);
            made.stratum_count += 1;
        }
        made
    }

    fn counted(kind: u32, counts: &Counts) -> Self {
        let none = noidai_text::none();
        Self {
            kind,
            stratum_count: 0,
            unit: none,
            code: none,
            name: none,
            level: none,
            strata: [none; 3],
            population: counts.population(),
            excluded: counts.of(Verdict::Excluded),
            undetermined: counts.of(Verdict::Undetermined),
            outside: counts.of(Verdict::Outside),
            numerator: counts.of(Verdict::Covered),
            not_covered: counts.of(Verdict::NotCovered),
            not_assessed: counts.of(Verdict::NotAssessed),
            share_low: counts.share_low().map_or(-1, i64::from),
            share_high: counts.share_high().map_or(-1, i64::from),
        }
    }
}

/// Answers a request for coverage (`{"ask":"coverage",…}`, as for `noidai_ask`) as
/// rows of structs: first that of all that was asked about, then level by level as in
/// the document.
///
/// `*rows` is the caller's afterwards, and freed by `noidai_rows_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_coverage(
    registry: *const noidai_registry,
    request: noidai_text,
    rows: *mut *mut noidai_rows,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or a registry that is not freed.
        let registry = unsafe { registry.as_ref() }.ok_or_else(|| null("registry"))?;
        if rows.is_null() {
            return Err(null("rows").into());
        }
        // SAFETY: the caller's promise.
        let request = unsafe { request.read("request") }?;
        let answer = registry.call(|opened| opened.coverage(request))?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { rows.write(Box::into_raw(Box::new(noidai_rows::of(answer)))) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// How many rows there are, that of all included; of NULL, 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_rows_count(rows: *const noidai_rows) -> usize {
    // SAFETY: NULL, or rows of this library that have not been freed.
    let rows = unsafe { rows.as_ref() };
    quietly(|| {
        let count = |rows: &noidai_rows| rows.poison.watch(|| Ok(rows.answer.rows.len() + 1));
        rows.map_or(0, |rows| count(rows).unwrap_or(0))
    })
}

/// Writes `count` rows, from row `first` on (from 0), to where `into` points.
///
/// `row_size` is `sizeof(noidai_row)`; another size than the library's is refused
/// (wrong-abi), and so are rows that there are not (out-of-range). The texts in them
/// live as long as `rows`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_rows_read(
    rows: *const noidai_rows,
    first: usize,
    count: usize,
    row_size: usize,
    into: *mut noidai_row,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or rows that are not freed.
        let rows = unsafe { rows.as_ref() }.ok_or_else(|| null("rows"))?;
        if row_size != size_of::<noidai_row>() {
            let wrong = Error::new(ErrorKind::WrongAbi).found(format!("row_size {row_size}"));
            return Err(wrong.expected(size_of::<noidai_row>().to_string()).into());
        }
        rows.poison.watch(|| {
            let answer = &rows.answer;
            let known = answer.rows.len() + 1;
            if first.checked_add(count).is_none_or(|end| end > known) {
                let wrong = Error::new(ErrorKind::OutOfRange).found(format!("{first} + {count}"));
                return Err(wrong.expected(format!("≤ {known}")).into());
            }
            if into.is_null() && count > 0 {
                return Err(null("into").into());
            }
            let total = noidai_row::counted(NOIDAI_ROW_TOTAL, &answer.total);
            let all = core::iter::once(total).chain(answer.rows.iter().map(noidai_row::of));
            for (at, row) in all.skip(first).take(count).enumerate() {
                // SAFETY: the caller's promise: room for `count` rows.
                unsafe { into.add(at).write(row) };
            }
            Ok(())
        })
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees rows. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_rows_free(rows: *mut noidai_rows) {
    quietly(|| {
        if !rows.is_null() {
            // SAFETY: rows of this library that have not been freed.
            drop(unsafe { Box::from_raw(rows) });
        }
    });
}
