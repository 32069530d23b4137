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

const FRAME: &str = r#"{"rules":["ministry-household"],"question":{"day":"2025-06-30"}}"#;
const SUBJECTS: &str = r#"{"ask":"subjects","rule":"ministry-household","question":{"day":"2025-06-30"},"verdict":"covered"}"#;

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
    ("noidai_counting_begin", |given| {
        let registry = given.handle("registry", given.registry.get());
        let request = given.text("request", COVERAGE);
        let (mut counting, mut error) = (null_mut(), null_mut());
        let into = given.place("counting", &mut counting);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_counting_begin(registry, request, into, at) });
        let is_written = !counting.is_null();
        unsafe { noidai_counting_free(counting) };
        given.said(status, is_written, error)
    }),
    ("noidai_counting_finish", |given| {
        let counting = given.handle("counting", given.counting.get()).cast_mut();
        let (mut rows, mut error) = (null_mut(), null_mut());
        let into = given.place("rows", &mut rows);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_counting_finish(counting, into, at) });
        let is_written = !rows.is_null();
        unsafe { noidai_rows_free(rows) };
        given.said(status, is_written, error)
    }),
    ("noidai_counting_free", |given| {
        given.free("counting", &given.counting, noidai_counting_free)
    }),
    ("noidai_counting_step", |given| {
        let counting = given.handle("counting", given.counting.get()).cast_mut();
        let (mut done, mut all, mut error) = (7, 7, null_mut());
        let (first, second) = (given.place("done", &mut done), given.place("all", &mut all));
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_counting_step(counting, 1, first, second, at) });
        assert!(
            status == 0 || (done, all) == (7, 7),
            "written only on success"
        );
        given.said(status, status == 0, error)
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
    ("noidai_detect", |given| {
        let bytes = given.text("bytes", b"Ph\xf4ng");
        let (mut code, mut share) = (noidai_text::none(), 7);
        let (mut sample, mut error) = (EMPTY, null_mut());
        let coded = given.place("encoding_code", &mut code);
        let sure = given.place("confidence", &mut share);
        let into = given.place("sample", &mut sample);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_detect(bytes, 0, coded, sure, into, at) });
        let is_coded = code.length > 0;
        assert!(
            status == 0 || share == 7 && !is_coded,
            "written only on success"
        );
        given.said(status, freed(sample), error)
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
    ("noidai_journal_ask", |given| {
        let journal = given.handle("journal", given.journal.get());
        let request = given.text("request", r#"{"ask":"journal"}"#);
        let (mut answer, mut error) = (EMPTY, null_mut());
        let into = given.place("answer", &mut answer);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_journal_ask(journal, request, into, at) });
        given.said(status, freed(answer), error)
    }),
    ("noidai_journal_free", |given| {
        given.free("journal", &given.journal, noidai_journal_free)
    }),
    ("noidai_journal_open", |given| {
        let file = noidai_file {
            name: given.text("files.name", "own.journal"),
            content: given.text("journal.content", noidai::journal::file::header()),
        };
        let files = given.handle("files", &raw const file);
        let options = given.text("options", "{}");
        let (mut journal, mut error) = (null_mut(), null_mut());
        let into = given.place("journal", &mut journal);
        let at = given.place("error", &mut error);
        let status =
            given.call(|| unsafe { noidai_journal_open(NOIDAI_ABI, files, 1, options, into, at) });
        let is_written = !journal.is_null();
        unsafe { noidai_journal_free(journal) };
        given.said(status, is_written, error)
    }),
    ("noidai_journal_tell", |given| {
        let journal = given.handle("journal", given.journal.get()).cast_mut();
        let telling = given.text("telling", r#"{"tell":"confirm"}"#);
        let (mut answer, mut error) = (EMPTY, null_mut());
        let into = given.place("answer", &mut answer);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_journal_tell(journal, telling, into, at) });
        given.said(status, freed(answer), error)
    }),
    ("noidai_frame_ask", |given| {
        let frame = given.handle("frame", given.frame.get());
        let request = given.text("request", COVERAGE);
        let (mut answer, mut error) = (EMPTY, null_mut());
        let into = given.place("answer", &mut answer);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_ask(frame, request, into, at) });
        given.said(status, freed(answer), error)
    }),
    ("noidai_frame_build", |given| {
        let registry = given.handle("registry", given.registry.get());
        let request = given.text("request", FRAME);
        let (mut frame, mut error) = (null_mut(), null_mut());
        let into = given.place("frame", &mut frame);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_build(registry, request, into, at) });
        let is_written = !frame.is_null();
        unsafe { noidai_frame_free(frame) };
        given.said(status, is_written, error)
    }),
    ("noidai_frame_bytes", |given| {
        let frame = given.handle("frame", given.frame.get());
        let (mut bytes, mut error) = (EMPTY, null_mut());
        let into = given.place("bytes", &mut bytes);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_bytes(frame, into, at) });
        given.said(status, freed(bytes), error)
    }),
    ("noidai_frame_coverage", |given| {
        let frame = given.handle("frame", given.frame.get());
        let request = given.text("request", COVERAGE);
        let (mut rows, mut error) = (null_mut(), null_mut());
        let into = given.place("rows", &mut rows);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_coverage(frame, request, into, at) });
        let is_written = !rows.is_null();
        unsafe { noidai_rows_free(rows) };
        given.said(status, is_written, error)
    }),
    ("noidai_frame_free", |given| {
        given.free("frame", &given.frame, noidai_frame_free)
    }),
    ("noidai_frame_load", |given| {
        let content = given.text("file", given.frame_file.borrow().as_slice());
        let (mut frame, mut error) = (null_mut(), null_mut());
        let into = given.place("frame", &mut frame);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_load(NOIDAI_ABI, content, into, at) });
        let is_written = !frame.is_null();
        unsafe { noidai_frame_free(frame) };
        given.said(status, is_written, error)
    }),
    ("noidai_frame_subjects", |given| {
        let frame = given.handle("frame", given.frame.get());
        let request = given.text("request", SUBJECTS);
        let (mut bits, mut error) = (EMPTY, null_mut());
        let into = given.place("bits", &mut bits);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_subjects(frame, request, into, at) });
        given.said(status, freed(bits), error)
    }),
    ("noidai_frame_summary", |given| {
        let frame = given.handle("frame", given.frame.get());
        let (mut summary, mut error) = (EMPTY, null_mut());
        let into = given.place("summary", &mut summary);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_frame_summary(frame, 1, into, at) });
        given.said(status, freed(summary), error)
    }),
    ("noidai_opening_begin", |given| {
        let file = file(given);
        let files = given.handle("files", &raw const file);
        let options = given.text("options", "{}");
        let (mut opening, mut error) = (null_mut(), null_mut());
        let into = given.place("opening", &mut opening);
        let at = given.place("error", &mut error);
        let status =
            given.call(|| unsafe { noidai_opening_begin(NOIDAI_ABI, files, 1, options, into, at) });
        let is_written = !opening.is_null();
        // What is in the files is only found when they are read.
        let mut registry = null_mut();
        let mut finished = 0;
        if is_written {
            finished = unsafe { noidai_opening_finish(opening, &raw mut registry, null_mut()) };
        }
        unsafe {
            noidai_opening_free(opening);
            noidai_registry_free(registry);
        }
        match (given.said(status, is_written, error), finished) {
            (Said::Status(0), finished) => Said::Status(finished),
            (said, _) => said,
        }
    }),
    ("noidai_opening_finish", |given| {
        let opening = given.handle("opening", given.opening.get()).cast_mut();
        let (mut registry, mut error) = (null_mut(), null_mut());
        let into = given.place("registry", &mut registry);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_opening_finish(opening, into, at) });
        let is_written = !registry.is_null();
        unsafe { noidai_registry_free(registry) };
        given.said(status, is_written, error)
    }),
    ("noidai_opening_free", |given| {
        given.free("opening", &given.opening, noidai_opening_free)
    }),
    ("noidai_opening_step", |given| {
        let opening = given.handle("opening", given.opening.get()).cast_mut();
        let (mut done, mut all, mut error) = (7, 7, null_mut());
        let (first, second) = (given.place("done", &mut done), given.place("all", &mut all));
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe { noidai_opening_step(opening, 1, first, second, at) });
        assert!(
            status == 0 || (done, all) == (7, 7),
            "written only on success"
        );
        given.said(status, status == 0, error)
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
    ("noidai_registry_open_in", |given| {
        let file = file(given);
        let files = given.handle("files", &raw const file);
        let encoding = given.text("encoding", "tcvn3");
        let encodings = given.handle("encodings", &raw const encoding);
        let options = given.text("options", "{}");
        let (mut replaced, mut registry, mut error) = (7, null_mut(), null_mut());
        let count = given.place("replaced", &mut replaced);
        let into = given.place("registry", &mut registry);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe {
            noidai_registry_open_in(NOIDAI_ABI, files, encodings, 1, options, count, into, at)
        });
        assert!(status == 0 || replaced == 7, "written only on success");
        let is_written = !registry.is_null();
        unsafe { noidai_registry_free(registry) };
        given.said(status, is_written, error)
    }),
    ("noidai_registry_open_tables", |given| {
        let ids = given.text("values", "9394");
        let lengths = [2_u32, 2];
        let columns = noidai_column {
            size: given.count("column.size", size_of::<noidai_column>()),
            name: given.text("column.name", "id"),
            kind: NOIDAI_TEXTS,
            values: ids.data.cast(),
            value_bytes: ids.length,
            lengths: given.handle("lengths", lengths.as_ptr()),
            validity: given.handle("validity", [0xFF_u8].as_ptr()),
        };
        let table = noidai_table {
            size: given.count("table.size", size_of::<noidai_table>()),
            name: given.text("table.name", "people"),
            columns: given.handle("columns", &raw const columns),
            column_count: 1,
            row_count: 2,
        };
        let tables = given.handle("tables", &raw const table);
        let options = given.text("options", "{}");
        let (mut registry, mut error) = (null_mut(), null_mut());
        let into = given.place("registry", &mut registry);
        let at = given.place("error", &mut error);
        let status = given.call(|| unsafe {
            noidai_registry_open_tables(NOIDAI_ABI, tables, 1, options, into, at)
        });
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
