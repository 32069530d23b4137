//! The entry points of C, called as a C program calls them.

use crate::files;
use core::ptr::null_mut;
use noidai_c::*;

/// A panic inside the library: the one status that no input may bring.
const PANICKED: noidai_status = 603;

fn lent(bytes: &[u8]) -> noidai_text {
    noidai_text {
        data: bytes.as_ptr().cast(),
        length: bytes.len(),
    }
}

/// Checks what the first page of the header promises of a call, and frees the error.
fn said(status: noidai_status, is_written: bool, error: *mut noidai_error) -> bool {
    assert_ne!(status, PANICKED);
    assert_eq!(is_written, status == NOIDAI_OK);
    assert_eq!(error.is_null(), status == NOIDAI_OK);
    // SAFETY: NULL, or an error that was handed over just now.
    unsafe {
        assert_eq!(noidai_error_code(error), status);
        if !error.is_null() {
            assert!(noidai_error_name(error).length > 0);
            assert!(noidai_error_message(error, NOIDAI_ENGLISH).length > 0);
            assert!(noidai_error_message(error, NOIDAI_VIETNAMESE).length > 0);
            assert!(noidai_error_document(error).length > 0);
        }
        noidai_error_free(error);
    }
    status == NOIDAI_OK
}

/// Bytes that were handed over; freed.
fn taken(bytes: &mut noidai_bytes) -> Option<Vec<u8>> {
    let data = bytes.data.cast::<u8>();
    // SAFETY: as the library filled it.
    let own = (!data.is_null())
        .then(|| unsafe { core::slice::from_raw_parts(data, bytes.length) }.to_vec());
    // SAFETY: as the library filled it.
    unsafe { noidai_bytes_free(bytes) };
    own
}

fn asked(registry: *const noidai_registry, request: &[u8]) -> Option<Vec<u8>> {
    let (mut answer, mut error) = (EMPTY, null_mut());
    // SAFETY: as the header says.
    let status = unsafe { noidai_ask(registry, lent(request), &raw mut answer, &raw mut error) };
    let answer = taken(&mut answer);
    said(status, answer.is_some(), error);
    answer
}

const EMPTY: noidai_bytes = noidai_bytes {
    data: null_mut(),
    length: 0,
};

/// Files, `--- options` and `--- request` in one input. They are opened at once and in
/// steps, which must agree; asked, counted in rows and in steps; converted; and each
/// file is read as each old encoding and as columns.
pub fn c(bytes: &[u8]) {
    let (mut options, mut requests, mut lent_files) = (b"{}".to_vec(), Vec::new(), Vec::new());
    let all = files(bytes);
    for (name, body) in &all {
        match name.as_str() {
            "options" => options.clone_from(body),
            "request" => requests.push(body),
            _ => lent_files.push(noidai_file {
                name: lent(name.as_bytes()),
                content: lent(body),
            }),
        }
    }
    let (data, count) = (lent_files.as_ptr(), lent_files.len());
    let options = lent(&options);
    let (mut registry, mut error) = (null_mut(), null_mut());
    // SAFETY: of all below: as the header says.
    let status = unsafe {
        noidai_registry_open(
            NOIDAI_ABI,
            data,
            count,
            options,
            &raw mut registry,
            &raw mut error,
        )
    };
    said(status, !registry.is_null(), error);
    let stepped = in_steps(data, count, options);
    assert_eq!(registry.is_null(), stepped.is_null());
    if !registry.is_null() {
        let opened = br#"{"ask":"opened"}"#;
        assert_eq!(asked(registry, opened), asked(stepped, opened));
        for request in requests {
            assert_eq!(asked(registry, request), asked(stepped, request));
            counted(registry, request);
        }
    }
    unsafe {
        noidai_registry_free(registry);
        noidai_registry_free(stepped);
    }
    for to in ["tables", "events"] {
        let (mut answer, mut error) = (EMPTY, null_mut());
        let to = lent(to.as_bytes());
        let status = unsafe {
            noidai_convert(
                NOIDAI_ABI,
                data,
                count,
                to,
                options,
                &raw mut answer,
                &raw mut error,
            )
        };
        said(status, taken(&mut answer).is_some(), error);
    }
    for (name, body) in &all {
        decoded(body);
        in_columns(name, body);
    }
}

fn in_steps(files: *const noidai_file, count: usize, options: noidai_text) -> *mut noidai_registry {
    let (mut opening, mut registry, mut error) = (null_mut(), null_mut(), null_mut());
    // SAFETY: of all below: as the header says.
    let status = unsafe {
        noidai_opening_begin(
            NOIDAI_ABI,
            files,
            count,
            options,
            &raw mut opening,
            &raw mut error,
        )
    };
    if !said(status, !opening.is_null(), error) {
        return registry;
    }
    let (mut done, mut all) = (0, 1);
    for _ in 0..50 {
        let mut error = null_mut();
        let status =
            unsafe { noidai_opening_step(opening, 9, &raw mut done, &raw mut all, &raw mut error) };
        assert!(said(status, status == NOIDAI_OK, error) && done <= all);
    }
    let mut error = null_mut();
    let status = unsafe { noidai_opening_finish(opening, &raw mut registry, &raw mut error) };
    said(status, !registry.is_null(), error);
    unsafe { noidai_opening_free(opening) };
    registry
}

fn counted(registry: *const noidai_registry, request: &[u8]) {
    let (mut rows, mut counting) = (null_mut(), null_mut());
    let (mut error, mut other) = (null_mut(), null_mut());
    // SAFETY: of all below: as the header says.
    let status = unsafe { noidai_coverage(registry, lent(request), &raw mut rows, &raw mut error) };
    let is_counted = said(status, !rows.is_null(), error);
    let begun = unsafe {
        noidai_counting_begin(registry, lent(request), &raw mut counting, &raw mut other)
    };
    if said(begun, !counting.is_null(), other) {
        let (mut stepped, mut error) = (null_mut(), null_mut());
        let finished =
            unsafe { noidai_counting_finish(counting, &raw mut stepped, &raw mut error) };
        assert_eq!(said(finished, !stepped.is_null(), error), is_counted);
        unsafe {
            assert_eq!(noidai_rows_count(rows), noidai_rows_count(stepped));
            noidai_rows_free(stepped);
        }
    } else {
        assert!(!is_counted);
    }
    unsafe {
        noidai_counting_free(counting);
        noidai_rows_free(rows);
    }
}

/// What is decoded is encoded again without loss, or is refused.
fn decoded(body: &[u8]) {
    for code in ["tcvn3", "vni", "viscii", "windows-1258"] {
        let code = lent(code.as_bytes());
        let (mut text, mut error) = (EMPTY, null_mut());
        // SAFETY: as the header says.
        let status = unsafe { noidai_decode(code, lent(body), &raw mut text, &raw mut error) };
        let text = taken(&mut text);
        said(status, text.is_some(), error);
        if let Some(text) = text {
            let (mut bytes, mut error) = (EMPTY, null_mut());
            // SAFETY: as the header says.
            let status = unsafe {
                noidai_encode(
                    code,
                    lent(&text),
                    null_mut(),
                    &raw mut bytes,
                    &raw mut error,
                )
            };
            said(status, taken(&mut bytes).is_some(), error);
        }
    }
}

/// The bytes as lengths, bits and values of three columns: whatever they are, they are
/// refused or read.
fn in_columns(name: &str, body: &[u8]) {
    let lengths: Vec<u32> = body.iter().map(|byte| u32::from(*byte % 4)).collect();
    let days: Vec<i32> = body
        .chunks(4)
        .map(|part| part.iter().fold(0, |sum, byte| sum << 8 | i32::from(*byte)))
        .collect();
    let column =
        |name: &'static str, kind, values: *const core::ffi::c_void, value_bytes| noidai_column {
            size: size_of::<noidai_column>(),
            name: lent(name.as_bytes()),
            kind,
            values,
            value_bytes,
            lengths: lengths.as_ptr(),
            validity: body.as_ptr(),
        };
    for rows in [0, days.len(), lengths.len()] {
        let columns = [
            column("id", NOIDAI_TEXTS, body.as_ptr().cast(), body.len()),
            column("birth", NOIDAI_DAYS, days.as_ptr().cast(), 4 * days.len()),
        ];
        let table = noidai_table {
            size: size_of::<noidai_table>(),
            name: lent(name.trim_end_matches(".csv").as_bytes()),
            columns: columns.as_ptr(),
            column_count: columns.len(),
            row_count: rows,
        };
        let (mut registry, mut error) = (null_mut(), null_mut());
        // SAFETY: each list is at least as long as it says.
        let status = unsafe {
            noidai_registry_open_tables(
                NOIDAI_ABI,
                &raw const table,
                1,
                lent(b"{}"),
                &raw mut registry,
                &raw mut error,
            )
        };
        said(status, !registry.is_null(), error);
        // SAFETY: NULL, or opened just now.
        unsafe { noidai_registry_free(registry) };
    }
}
