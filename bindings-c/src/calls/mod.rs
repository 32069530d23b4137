//! Every function of the interface, called with all that it needs, and with each
//! argument wrong in turn.

#[allow(dead_code)] // The test of the interface uses more of it.
#[path = "../../tests/declared/mod.rs"]
mod declared;
pub(crate) mod forced;
mod given;
mod laws;

use crate::*;
use core::{mem::MaybeUninit, ptr::null_mut};
use given::{EMPTY, Given, Said, freed, lent};

const UNITS: &str = "id,name,level\n93,Province,province\n";
const COVERAGE: &str =
    r#"{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}"#;

/// A function by its name, and a call of it.
type Call = (&'static str, fn(&Given) -> Said);

// SAFETY: of all below: as the header says, but for what is NULL, which is answered.

/// Every function.
const ALL: &[Call] = &[
    ("noidai_ask", |given| {
        let registry = given.handle("registry", given.registry.get());
        let request = given.text("request", r#"{"ask":"opened"}"#);
        let (mut answer, mut error) = (EMPTY, null_mut());
        let into = given.place("answer", &mut answer);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_ask(registry, request, into, at) });
        given.said(status, freed(answer), error)
    }),
    ("noidai_bytes_free", |given| {
        let mut bytes = noidai_bytes::hand_over("text");
        let at = given.place("bytes", &mut bytes);
        given.call(|| unsafe { noidai_bytes_free(at) });
        freed(bytes);
        Said::Nothing
    }),
    ("noidai_convert", |given| {
        let file = file(given);
        let files = given.handle("files", &raw const file);
        let (to, options) = (given.text("to", "tables"), given.text("options", "{}"));
        let (mut answer, mut error) = (EMPTY, null_mut());
        let into = given.place("answer", &mut answer);
        let at = given.place("error", &mut error);
        let status =
            given.call(|| unsafe { noidai_convert(NOIDAI_ABI, files, 1, to, options, into, at) });
        given.said(status, freed(answer), error)
    }),
    ("noidai_coverage", |given| {
        let registry = given.handle("registry", given.registry.get());
        let request = given.text("request", COVERAGE);
        let (mut rows, mut error) = (null_mut(), null_mut());
        let into = given.place("rows", &mut rows);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_coverage(registry, request, into, at) });
        let is_written = !rows.is_null();
        unsafe { noidai_rows_free(rows) };
        given.said(status, is_written, error)
    }),
    ("noidai_decode", |given| {
        let code = given.text("encoding_code", "tcvn3");
        let bytes = given.text("bytes", b"\xcap");
        let (mut text, mut error) = (EMPTY, null_mut());
        let into = given.place("text", &mut text);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_decode(code, bytes, into, at) });
        given.said(status, freed(text), error)
    }),
    ("noidai_encode", |given| {
        let code = given.text("encoding_code", "tcvn3");
        let text = given.text("text", "ấp");
        let (mut lost, mut bytes, mut error) = (7, EMPTY, null_mut());
        let count = given.place("lost", &mut lost);
        let into = given.place("bytes", &mut bytes);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_encode(code, text, count, into, at) });
        assert!(status == 0 || lost == 7, "written only on success");
        given.said(status, freed(bytes), error)
    }),
    ("noidai_error_code", |given| {
        let error = given.handle("error", given.error.get());
        match given.call(|| unsafe { noidai_error_code(error) }) {
            0 => Said::Nothing,
            _ => Said::Something,
        }
    }),
    ("noidai_error_document", |given| {
        let error = given.handle("error", given.error.get());
        lent(given.call(|| unsafe { noidai_error_document(error) }))
    }),
    ("noidai_error_free", |given| {
        given.free("error", &given.error, noidai_error_free)
    }),
    ("noidai_error_message", |given| {
        let error = given.handle("error", given.error.get());
        lent(given.call(|| unsafe { noidai_error_message(error, NOIDAI_VIETNAMESE) }))
    }),
    ("noidai_error_name", |given| {
        let error = given.handle("error", given.error.get());
        lent(given.call(|| unsafe { noidai_error_name(error) }))
    }),
    ("noidai_error_path", |given| {
        let error = given.handle("error", given.error.get());
        lent(given.call(|| unsafe { noidai_error_path(error) }))
    }),
    ("noidai_registry_free", |given| {
        given.free("registry", &given.registry, noidai_registry_free)
    }),
    ("noidai_registry_open", |given| {
        let file = file(given);
        let files = given.handle("files", &raw const file);
        let options = given.text("options", "{}");
        let (mut registry, mut error) = (null_mut(), null_mut());
        let into = given.place("registry", &mut registry);
        let at = given.place("error", &mut error);
        let status =
            given.call(|| unsafe { noidai_registry_open(NOIDAI_ABI, files, 1, options, into, at) });
        let is_written = !registry.is_null();
        unsafe { noidai_registry_free(registry) };
        given.said(status, is_written, error)
    }),
    ("noidai_rows_count", |given| {
        let rows = given.handle("rows", given.rows.get());
        match given.call(|| unsafe { noidai_rows_count(rows) }) {
            0 => Said::Nothing,
            _ => Said::Something,
        }
    }),
    ("noidai_rows_free", |given| {
        given.free("rows", &given.rows, noidai_rows_free)
    }),
    ("noidai_rows_read", |given| {
        let rows = given.handle("rows", given.rows.get());
        // All that there are: the total, and one unit.
        let count = given.count("count", 2);
        let size = given.count("row_size", size_of::<noidai_row>());
        // Zeroes are a row: numbers and NULL.
        let mut into = [const { MaybeUninit::<noidai_row>::zeroed() }; 3];
        let mut error = null_mut();
        let place = given.place("into", &mut into).cast();
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_rows_read(rows, 0, count, size, place, at) });
        let is_written = into.iter().any(|row| {
            let row = unsafe { row.assume_init_ref() };
            row.kind == NOIDAI_ROW_TOTAL || !row.unit.data.is_null()
        });
        given.said(status, is_written, error)
    }),
    ("noidai_version", |given| {
        lent(given.call(|| noidai_version()))
    }),
];

/// A file whose texts may be wrong.
fn file(given: &Given) -> noidai_file {
    noidai_file {
        name: given.text("files.name", "units.csv"),
        content: given.text("files.content", UNITS),
    }
}
