/* noidai: the arithmetic under the work of Viet Nam's community digital technology
 * teams. This file is made from bindings-c/src; do not edit it.
 *
 * CONVENTIONS
 *
 * Order      The handle first, then what is read, then what is written; the error
 *            always last. `const` means that it is not changed.
 * Status     Functions that can be refused return a noidai_status: 0, or the
 *            number of the first fault. What they write is written only if they
 *            return 0, `*error` only if they do not.
 * Errors     `error` may be NULL. Otherwise `*error` is the caller's afterwards:
 *            look at it with noidai_error_..., then noidai_error_free it.
 * Text       In both directions a pointer and a length, UTF-8, no NUL needed.
 *            noidai_text is lent: what goes in is only read during the call; what
 *            comes out lives as long as the comment at the function says.
 *            noidai_bytes is handed over: give it back to noidai_bytes_free.
 * NULL       A NULL handle or place is refused (null-pointer), never followed.
 *            Every ..._free accepts NULL.
 * Freeing    Once, with the function of the same name, by the library's function
 *            and not by free(). Nothing else frees a handle.
 * Threads    A registry never changes: any number of threads may ask it at once.
 *            A journal that is kept open changes by what it is told: telling waits
 *            until nobody asks, and asking until nobody tells, from any threads.
 *            Freeing must wait until no other thread uses the handle. An error
 *            may be read by any number of threads. There is no global state and
 *            nothing is kept by thread.
 * Defects    A panic inside the library becomes the status `panicked`, and the
 *            handle it happened in answers `poisoned` from then on; other handles
 *            work on. Please report it.
 * Long work  Opening and counting can go on in steps (noidai_opening_...,
 *            noidai_counting_...): the host shows how far they are, and gives up by
 *            freeing them, which leaves nothing behind. Several threads may step one;
 *            each waits for the other.
 * Structs    What the caller fills beside text begins with its size.
 * ABI        What takes files also takes NOIDAI_ABI and refuses another number
 *            (wrong-abi): header and library belong together.
 *
 * Documents (requests, answers, rules, options) are JSON; core/schemas has their
 * JSON Schemas. Personal values stand in no error.
 */

#ifndef NOIDAI_H
#define NOIDAI_H

#include <stddef.h>
#include <stdint.h>

/*
 The number of this interface: give it to `noidai_registry_open`, which refuses
 one that is not the library's.
 */
#define NOIDAI_ABI 1

/*
 A column of texts: `values` is their UTF-8, one behind another, and `lengths` how many
 bytes each has.
 */
#define NOIDAI_TEXTS 0

/*
 A column of whole numbers: `values` is an `int64_t` for each row.
 */
#define NOIDAI_NUMBERS 1

/*
 A column of days: `values` is an `int32_t` for each row, days since 1 January 1970.
 */
#define NOIDAI_DAYS 2

/*
 The language of messages: English.
 */
#define NOIDAI_ENGLISH 0

/*
 The language of messages: Vietnamese.
 */
#define NOIDAI_VIETNAMESE 1

/*
 A row that stands for a unit.
 */
#define NOIDAI_ROW_UNIT 0

/*
 A row for what lies in a unit and in no lower one of the level.
 */
#define NOIDAI_ROW_REMAINDER 1

/*
 A row for what lies in no unit of the map.
 */
#define NOIDAI_ROW_UNASSIGNED 2

/*
 The row of all that was asked about.
 */
#define NOIDAI_ROW_TOTAL 3

/*
 A question of coverage that is being answered. One thread steps at a time, another
 waits.
 */
typedef struct noidai_counting noidai_counting;

/*
 What was refused: one fault or many. It is the caller's, and freed by
 `noidai_error_free`.
 */
typedef struct noidai_error noidai_error;

/*
 Everybody of a day: any rule about residents and households is answered in a moment.
 Any number of threads may ask it at once; only freeing it must wait for them. Where a
 question needs a plane first, it is taken out of the bytes and checked, and others
 wait.
 */
typedef struct noidai_frame noidai_frame;

/*
 A journal that is kept open with all that it says. Any number of threads may ask it
 at once; what one tells waits until none asks, and the others wait for it. Only
 freeing must wait for all of them.
 */
typedef struct noidai_journal noidai_journal;

/*
 Files on their way to a registry. One thread steps at a time, another waits.
 */
typedef struct noidai_opening noidai_opening;

/*
 Everything known of the work of some places, opened from files. It never
 changes, so any number of threads may ask it at once; only freeing it must
 wait for them.
 */
typedef struct noidai_registry noidai_registry;

/*
 The answer to a question of coverage, as rows. It never changes, so any number of
 threads may read it; it does not need its registry any more.
 */
typedef struct noidai_rows noidai_rows;

/*
 Bytes that are handed over: the caller's from then on, and given back to
 `noidai_bytes_free`, which zeroes them. They are UTF-8 unless the function that
 fills them says otherwise, and a NUL that
 `length` does not count follows them. Begin with `{0}`.
 */
typedef struct noidai_bytes {
  /*
   The first byte; NULL where nothing has been handed over.
   */
  char *data;
  /*
   How many bytes.
   */
  size_t length;
} noidai_bytes;

/*
 0, or the number of the first fault: that of `noidai_error_code`. All numbers
 are in the answer to `{"ask":"errors"}`.
 */
typedef int32_t noidai_status;

/*
 Text that is lent: UTF-8, `length` bytes of it, not ended by a NUL. A NULL
 `data` with length 0 is the empty text.
 */
typedef struct noidai_text {
  /*
   The first byte.
   */
  const char *data;
  /*
   How many bytes.
   */
  size_t length;
} noidai_text;

/*
 A column of a table.
 */
typedef struct noidai_column {
  /*
   `sizeof(noidai_column)`.
   */
  size_t size;
  /*
   Its stable name, such as `birth`.
   */
  struct noidai_text name;
  /*
   `NOIDAI_TEXTS`, `NOIDAI_NUMBERS` or `NOIDAI_DAYS`.
   */
  uint32_t kind;
  /*
   The values, as `kind` says.
   */
  const void *values;
  /*
   How many bytes `values` has.
   */
  size_t value_bytes;
  /*
   Of texts: the length of each, in bytes. Else NULL.
   */
  const uint32_t *lengths;
  /*
   A bit for each row, the lowest of each byte first: 1 where there is a value, 0
   where the cell is empty. NULL where all rows have one. A row without a value has
   its place in `values` and `lengths` all the same.
   */
  const uint8_t *validity;
} noidai_column;

/*
 A table in columns.
 */
typedef struct noidai_table {
  /*
   `sizeof(noidai_table)`.
   */
  size_t size;
  /*
   What it holds, as a file would be named without `.csv`: `people`, `people-2`.
   */
  struct noidai_text name;
  /*
   Its columns; what a table need not have may be left out.
   */
  const struct noidai_column *columns;
  /*
   How many columns.
   */
  size_t column_count;
  /*
   How many rows each has.
   */
  size_t row_count;
} noidai_table;

/*
 A file as it is handed in: a table of CSV, named for what it holds
 (`people.csv`, `people-2.csv`).
 */
typedef struct noidai_file {
  /*
   Its name.
   */
  struct noidai_text name;
  /*
   What is in it, in whatever encoding it has.
   */
  struct noidai_text content;
} noidai_file;

/*
 The counts of one row. Its texts live as long as the rows.
 */
typedef struct noidai_row {
  /*
   `NOIDAI_ROW_UNIT`, `_REMAINDER`, `_UNASSIGNED` or `_TOTAL`.
   */
  uint32_t kind;
  /*
   How many of `strata` are used: as many as the question has stratifiers.
   */
  uint32_t stratum_count;
  /*
   Id of the unit; empty where unassigned.
   */
  struct noidai_text unit;
  /*
   Its code on the day of the map.
   */
  struct noidai_text code;
  /*
   Its name on the day of the map.
   */
  struct noidai_text name;
  /*
   The level that the row belongs to.
   */
  struct noidai_text level;
  /*
   The stratum of each stratifier.
   */
  struct noidai_text strata[3];
  /*
   Subjects that the rule is about: `numerator`, `not_covered` and `not_assessed`.
   */
  uint64_t population;
  /*
   Subjects left out by the rule.
   */
  uint64_t excluded;
  /*
   Subjects of which it is not known whether the rule is about them.
   */
  uint64_t undetermined;
  /*
   Subjects that the rule is not about.
   */
  uint64_t outside;
  /*
   Subjects that are covered.
   */
  uint64_t numerator;
  /*
   Subjects that are not.
   */
  uint64_t not_covered;
  /*
   Subjects of which it is not known.
   */
  uint64_t not_assessed;
  /*
   The low end of the share, in parts per million; -1 where there is nobody.
   */
  int64_t share_low;
  /*
   The high end of the share, in parts per million; -1 where there is nobody.
   */
  int64_t share_high;
} noidai_row;

/*
 Everything went well.
 */
#define NOIDAI_OK 0

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 Zeroes bytes that were handed over and gives them back to the library. What
 `bytes` points to is empty afterwards, so a second call does nothing. NULL is
 accepted.

 `bytes` is as the library filled it.
 */
void noidai_bytes_free(struct noidai_bytes *bytes);

/*
 Opens a registry from tables in columns, with the same checks as files of CSV have.
 A fault names the table as a file (`people.csv`), and the first row as row 2, whatever
 a cell holds.

 `abi` is `NOIDAI_ABI`. `tables` points to `table_count` tables, which are only read
 during the call. `options` is as for `noidai_registry_open`. `*registry` is the
 caller's afterwards, and freed by `noidai_registry_free`.
 */
noidai_status noidai_registry_open_tables(uint32_t abi,
                                          const struct noidai_table *tables,
                                          size_t table_count,
                                          struct noidai_text options,
                                          struct noidai_registry **registry,
                                          struct noidai_error **error);

/*
 Takes a request for coverage up, as `noidai_coverage` does, to count in steps.

 `registry` must not be freed before `*counting`, which is the caller's afterwards and
 freed by `noidai_counting_free`.
 */
noidai_status noidai_counting_begin(const struct noidai_registry *registry,
                                    struct noidai_text request,
                                    struct noidai_counting **counting,
                                    struct noidai_error **error);

/*
 Looks at so many more households, teams or units, at least one. `*done` of `*all` are
 looked at then; where they are equal, `noidai_counting_finish` is next. Either may be
 NULL.
 */
noidai_status noidai_counting_step(struct noidai_counting *counting,
                                   uint64_t most_subjects,
                                   uint64_t *done,
                                   uint64_t *all,
                                   struct noidai_error **error);

/*
 Counts what is left and gives the rows, as `noidai_coverage` does. Afterwards, also
 where it is refused, `counting` can only be freed.

 `*rows` is the caller's afterwards, and freed by `noidai_rows_free`; it needs neither
 `counting` nor the registry.
 */
noidai_status noidai_counting_finish(struct noidai_counting *counting,
                                     struct noidai_rows **rows,
                                     struct noidai_error **error);

/*
 Frees it, finished or not. NULL is accepted.
 */
void noidai_counting_free(struct noidai_counting *counting);

/*
 The number of the first fault; of NULL, 0.
 */
noidai_status noidai_error_code(const struct noidai_error *error);

/*
 The stable name of the first fault, such as `unknown-skill`; of NULL, empty.
 The text is the error's and lives as long as it.
 */
struct noidai_text noidai_error_name(const struct noidai_error *error);

/*
 The JSON Pointer of the first fault in the document that was given; empty
 where it is in no document, or concerns the whole. Other places (file, row and
 column) are in the document of the error. The text is the error's and lives as
 long as it.
 */
struct noidai_text noidai_error_path(const struct noidai_error *error);

/*
 The message of the first fault, its place included, in a language; of NULL,
 empty. `language` is `NOIDAI_ENGLISH` or `NOIDAI_VIETNAMESE`. Personal values are
 left out. The text is the error's and lives as long as it.
 */
struct noidai_text noidai_error_message(const struct noidai_error *error, uint32_t language);

/*
 The document of an error: how many faults there are, and the first 1,000 with
 code, name, place and messages. Of NULL, empty. The text is the error's and
 lives as long as it.
 */
struct noidai_text noidai_error_document(const struct noidai_error *error);

/*
 Frees an error. NULL is accepted.
 */
void noidai_error_free(struct noidai_error *error);

/*
 Loads a frame from the bytes of its file, which are copied. They are checked and not
 read: the header, the index and the document here, a plane when a question needs it
 first, everything by `noidai_frame_summary`.

 `abi` is `NOIDAI_ABI`. `*frame` is the caller's afterwards, and freed by
 `noidai_frame_free`.
 */
noidai_status noidai_frame_load(uint32_t abi,
                                struct noidai_text file,
                                struct noidai_frame **frame,
                                struct noidai_error **error);

/*
 Makes a frame of a registry, which it does not need afterwards. `request` is a
 document (`core/schemas/frame.json`): the rules that it must be able to answer, and
 the day.

 `*frame` is the caller's afterwards, and freed by `noidai_frame_free`.
 */
noidai_status noidai_frame_build(const struct noidai_registry *registry,
                                 struct noidai_text request,
                                 struct noidai_frame **frame,
                                 struct noidai_error **error);

/*
 Answers a request, a document (`core/schemas/frame_request.json`), such as
 `{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}`:
 the same answer as that of a registry.

 `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_frame_ask(const struct noidai_frame *frame,
                               struct noidai_text request,
                               struct noidai_bytes *answer,
                               struct noidai_error **error);

/*
 Answers a request for coverage, or for parts merged, as rows of structs: as
 `noidai_coverage` does.

 `*rows` is the caller's afterwards, and freed by `noidai_rows_free`; it does not need
 its frame any more.
 */
noidai_status noidai_frame_coverage(const struct noidai_frame *frame,
                                    struct noidai_text request,
                                    struct noidai_rows **rows,
                                    struct noidai_error **error);

/*
 Answers a request for subjects as bytes that are no text: a bit for each slot of the
 frame, eight a byte, the lowest first. Only who holds the table of slots and ids can
 say who they are.

 `*bits` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_frame_subjects(const struct noidai_frame *frame,
                                    struct noidai_text request,
                                    struct noidai_bytes *bits,
                                    struct noidai_error **error);

/*
 What a frame holds: a document (`core/schemas/frame_summary.json`). Where `verify` is
 not 0, every byte of its file is checked first, and what is not sound is named.

 `*summary` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_frame_summary(const struct noidai_frame *frame,
                                   uint32_t verify,
                                   struct noidai_bytes *summary,
                                   struct noidai_error **error);

/*
 The bytes of a frame's file, which are no text: equal frames are equal bytes.

 `*bytes` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_frame_bytes(const struct noidai_frame *frame,
                                 struct noidai_bytes *bytes,
                                 struct noidai_error **error);

/*
 Frees a frame, whatever happened to it. NULL is accepted.
 */
void noidai_frame_free(struct noidai_frame *frame);

/*
 Opens a journal to keep it open: what a phone holds while it is used.

 `files` are the journals of one store, whose union it is; none is an empty journal.
 All is as for `noidai_registry_open` otherwise. `*journal` is the caller's
 afterwards, and freed by `noidai_journal_free`.
 */
noidai_status noidai_journal_open(uint32_t abi,
                                  const struct noidai_file *files,
                                  size_t file_count,
                                  struct noidai_text options,
                                  struct noidai_journal **journal,
                                  struct noidai_error **error);

/*
 Answers a request as `noidai_ask` does, from all that the journal says by now; what
 was told since is in it, without opening anew.

 `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_journal_ask(const struct noidai_journal *journal,
                                 struct noidai_text request,
                                 struct noidai_bytes *answer,
                                 struct noidai_error **error);

/*
 Tells the journal what is new, a document (`core/schemas/telling.json`):
 `{"tell":"record",...}` records events and answers with the bytes to store,
 `{"tell":"confirm"}` says that they are stored, `{"tell":"merge",...}` takes in what
 another journal gave, `{"tell":"rewritten"}` says that what `pack` gave took the place
 of all files. Where it is refused nothing is changed. A host that could not store what
 was recorded frees the journal and opens it again from what it has.

 `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_journal_tell(struct noidai_journal *journal,
                                  struct noidai_text telling,
                                  struct noidai_bytes *answer,
                                  struct noidai_error **error);

/*
 Frees a journal, whatever happened to it. What was recorded and not stored is as if it
 had never been. NULL is accepted.
 */
void noidai_journal_free(struct noidai_journal *journal);

/*
 Reads text in an encoding from before Unicode: `tcvn3`, `vni`, `viscii` or
 `windows-1258`. A byte that means nothing in it is refused, with its place.

 `*text` is UTF-8 and the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_decode(struct noidai_text encoding_code,
                            struct noidai_text bytes,
                            struct noidai_bytes *text,
                            struct noidai_error **error);

/*
 Says what bytes could be read as, the most likely first: the candidate of a number,
 counted from 0. It decides nothing: look at each, and name one. The first 65,536 bytes
 are looked at. A NUL among the bytes is refused.

 `*encoding_code` is `utf-8` or a code of `noidai_decode`, and lives as long as the
 program; empty where there are no more candidates, and none at all where all is ASCII,
 which reads alike in each. `*confidence` is how many of the words that are not ASCII
 could be Vietnamese, in parts per million. `*sample` is how the first such words would
 read, and the caller's afterwards, given back to `noidai_bytes_free`.
 */
noidai_status noidai_detect(struct noidai_text bytes,
                            size_t number,
                            struct noidai_text *encoding_code,
                            uint32_t *confidence,
                            struct noidai_bytes *sample,
                            struct noidai_error **error);

/*
 Writes UTF-8 text in an encoding from before Unicode, as `noidai_decode` names
 them. What the encoding lacks becomes `?`, a capital with a tone in TCVN3 the small
 letter; `*lost` says how many characters were. If `lost` is NULL, a text that
 cannot be said whole is refused instead. A NUL in the text is refused.

 `*bytes` is in that encoding and the caller's afterwards, and given back to
 `noidai_bytes_free`.
 */
noidai_status noidai_encode(struct noidai_text encoding_code,
                            struct noidai_text text,
                            size_t *lost,
                            struct noidai_bytes *bytes,
                            struct noidai_error **error);

/*
 Opens a registry from files of which some are in encodings from before Unicode.

 All is as for `noidai_registry_open`; `encodings` points to a text for each file, such
 as `tcvn3`, empty for one that is Unicode. A file with a byte order mark is what the
 mark says, and one of rows that were set aside is UTF-8, whatever is named.
 `*replaced` says for how many bytes that mean nothing there stands U+FFFD; if
 `replaced` is NULL, the first such byte is refused instead, with its place.
 */
noidai_status noidai_registry_open_in(uint32_t abi,
                                      const struct noidai_file *files,
                                      const struct noidai_text *encodings,
                                      size_t file_count,
                                      struct noidai_text options,
                                      size_t *replaced,
                                      struct noidai_registry **registry,
                                      struct noidai_error **error);

/*
 Begins to open a registry, to go on in steps.

 All is as for `noidai_registry_open`, but that names and contents of the files are
 read until `*opening` is finished or freed: they stay where they are until then, and
 unchanged. `*opening` is the caller's afterwards, and freed by `noidai_opening_free`.
 */
noidai_status noidai_opening_begin(uint32_t abi,
                                   const struct noidai_file *files,
                                   size_t file_count,
                                   struct noidai_text options,
                                   struct noidai_opening **opening,
                                   struct noidai_error **error);

/*
 Reads about so many bytes further, at least one row. `*done` of `*all` bytes are read
 then; where they are equal, `noidai_opening_finish` is next. Either may be NULL.
 */
noidai_status noidai_opening_step(struct noidai_opening *opening,
                                  uint64_t most_bytes,
                                  uint64_t *done,
                                  uint64_t *all,
                                  struct noidai_error **error);

/*
 Reads what is left and lays the facts down. Afterwards, also where it is refused,
 `opening` can only be freed.

 `*registry` is the caller's afterwards, and freed by `noidai_registry_free`.
 */
noidai_status noidai_opening_finish(struct noidai_opening *opening,
                                    struct noidai_registry **registry,
                                    struct noidai_error **error);

/*
 Frees it, finished or not: what was not finished is as if it had never begun. NULL is
 accepted.
 */
void noidai_opening_free(struct noidai_opening *opening);

/*
 Opens a registry from files.

 `abi` is `NOIDAI_ABI`. `files` points to `file_count` files, which are only
 read during the call; it may be NULL if there are none. `options` is a
 document (`core/schemas/opening.json`); empty text stands for `{}`.
 `*registry` is the caller's afterwards, and freed by `noidai_registry_free`.
 */
noidai_status noidai_registry_open(uint32_t abi,
                                   const struct noidai_file *files,
                                   size_t file_count,
                                   struct noidai_text options,
                                   struct noidai_registry **registry,
                                   struct noidai_error **error);

/*
 Writes what is in files anew in another form: `to` is `tables` for CSV with one
 spelling of headers, days and words, or `events` for JSON Lines. The answer is a
 document (`core/schemas/converted.json`) with the files as texts.

 `abi`, `files`, `file_count` and `options` are as for `noidai_registry_open`.
 `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_convert(uint32_t abi,
                             const struct noidai_file *files,
                             size_t file_count,
                             struct noidai_text to,
                             struct noidai_text options,
                             struct noidai_bytes *answer,
                             struct noidai_error **error);

/*
 Answers a request, a document (`core/schemas/request.json`), such as
 `{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}`.

 `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
 */
noidai_status noidai_ask(const struct noidai_registry *registry,
                         struct noidai_text request,
                         struct noidai_bytes *answer,
                         struct noidai_error **error);

/*
 Frees a registry, whatever happened to it. NULL is accepted.
 */
void noidai_registry_free(struct noidai_registry *registry);

/*
 Answers a request for coverage (`{"ask":"coverage",…}`, as for `noidai_ask`) as
 rows of structs: first that of all that was asked about, then level by level as in
 the document.

 `*rows` is the caller's afterwards, and freed by `noidai_rows_free`.
 */
noidai_status noidai_coverage(const struct noidai_registry *registry,
                              struct noidai_text request,
                              struct noidai_rows **rows,
                              struct noidai_error **error);

/*
 How many rows there are, that of all included; of NULL, 0.
 */
size_t noidai_rows_count(const struct noidai_rows *rows);

/*
 Writes `count` rows, from row `first` on (from 0), to where `into` points.

 `row_size` is `sizeof(noidai_row)`; another size than the library's is refused
 (wrong-abi), and so are rows that there are not (out-of-range). The texts in them
 live as long as `rows`.
 */
noidai_status noidai_rows_read(const struct noidai_rows *rows,
                               size_t first,
                               size_t count,
                               size_t row_size,
                               struct noidai_row *into,
                               struct noidai_error **error);

/*
 Frees rows. NULL is accepted.
 */
void noidai_rows_free(struct noidai_rows *rows);

/*
 The version of the library, such as `0.1.0`. The text is the library's and
 lives as long as the program.
 */
struct noidai_text noidai_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* NOIDAI_H */

#if !defined(NOIDAI_NO_HELPERS) && !defined(NOIDAI_HELPERS)
#define NOIDAI_HELPERS
#include <string.h>

/* Lends a text that ends with a NUL; NULL is the empty text. */
static inline noidai_text noidai_text_of(const char *text) {
  noidai_text lent;
  lent.data = text;
  lent.length = text ? strlen(text) : 0;
  return lent;
}

/* Lends so many bytes. */
static inline noidai_text noidai_text_in(const char *data, size_t length) {
  noidai_text lent;
  lent.data = data;
  lent.length = length;
  return lent;
}
#endif
