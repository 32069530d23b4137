/* What the first page of the header promises: NULL is answered, outputs are
 * written only on success, errors may be ignored, every free accepts NULL. */
#include "noidai.h"

#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition);         \
      exit(1);                                                        \
    }                                                                 \
  } while (0)

static int is(noidai_text text, const char *wanted) {
  return text.length == strlen(wanted) && memcmp(text.data, wanted, text.length) == 0;
}

int main(void) {
  const char *units = "id,name,level\n93,Province,province\n";
  noidai_text none = {NULL, 0}, wrong = {NULL, 5};
  noidai_file file;
  noidai_registry *registry = NULL;
  noidai_error *error = NULL;
  noidai_bytes answer = {0};
  noidai_text request = noidai_text_of("{\"ask\":\"opened\"}");

  file.name = noidai_text_of("units.csv");
  file.content = noidai_text_of(units);
  CHECK(is(noidai_version(), "0.1.0"));

  /* NULL, and lengths without bytes. */
  CHECK(noidai_registry_open(NOIDAI_ABI, NULL, 1, none, &registry, NULL) == 601);
  CHECK(noidai_registry_open(NOIDAI_ABI, &file, 1, none, NULL, NULL) == 601);
  CHECK(noidai_registry_open(NOIDAI_ABI, &file, 1, wrong, &registry, NULL) == 601);
  CHECK(noidai_registry_open(NOIDAI_ABI, &file, (size_t)-1, none, &registry, NULL) == 205);
  CHECK(noidai_registry_open(NOIDAI_ABI + 1, &file, 1, none, &registry, &error) == 604);
  CHECK(is(noidai_error_name(error), "wrong-abi"));
  noidai_error_free(error);
  CHECK(!registry);
  CHECK(noidai_ask(NULL, request, &answer, &error) == 601);
  CHECK(is(noidai_error_message(error, NOIDAI_ENGLISH), "the argument registry is NULL"));
  noidai_error_free(error);
  error = NULL;
  noidai_error_free(NULL);
  noidai_registry_free(NULL);
  noidai_bytes_free(NULL);
  noidai_bytes_free(&answer);
  CHECK(noidai_error_code(NULL) == 0);
  CHECK(noidai_error_name(NULL).length == 0 && noidai_error_path(NULL).length == 0);
  CHECK(noidai_error_message(NULL, NOIDAI_VIETNAMESE).length == 0);
  CHECK(noidai_error_document(NULL).length == 0);

  /* Old encodings: strict both ways, or the loss is counted. */
  {
    size_t lost = 7;
    noidai_bytes text = {0};
    CHECK(noidai_decode(noidai_text_of("tcvn3"), noidai_text_in("\xca" "p", 2), &text, &error) == NOIDAI_OK);
    CHECK(text.length == 4 && strcmp(text.data, "\xe1\xba\xa5p") == 0);
    noidai_bytes_free(&text);
    CHECK(noidai_decode(noidai_text_of("tcvn3"), noidai_text_in("a\xff", 2), &text, &error) == 404);
    CHECK(is(noidai_error_message(error, NOIDAI_ENGLISH), "byte 0xFF (1) is not tcvn3"));
    noidai_error_free(error);
    CHECK(noidai_decode(noidai_text_of("latin1"), noidai_text_of("a"), &text, NULL) == 412);
    CHECK(noidai_decode(noidai_text_of("vni"), wrong, &text, NULL) == 601);
    CHECK(noidai_decode(noidai_text_of("vni"), noidai_text_of("a"), NULL, NULL) == 601);
    CHECK(noidai_encode(noidai_text_of("tcvn3"), noidai_text_of("\xe1\xba\xa4p"), NULL, &text, NULL) == 413);
    CHECK(!text.data);
    CHECK(noidai_encode(noidai_text_of("tcvn3"), noidai_text_of("\xe1\xba\xa4p"), &lost, &text, NULL) == NOIDAI_OK);
    CHECK(lost == 1 && text.length == 2 && strcmp(text.data, "\xca" "p") == 0);
    noidai_bytes_free(&text);
    CHECK(noidai_encode(noidai_text_of("viscii"), noidai_text_of("a"), &lost, NULL, NULL) == 601);
    error = NULL;
  }

  /* No file at all is a registry of nothing. */
  CHECK(noidai_registry_open(NOIDAI_ABI, NULL, 0, none, &registry, &error) == NOIDAI_OK);
  noidai_registry_free(registry);
  registry = NULL;

  CHECK(noidai_registry_open(NOIDAI_ABI, &file, 1, none, &registry, &error) == NOIDAI_OK);
  CHECK(registry && !error);
  CHECK(noidai_ask(registry, request, NULL, NULL) == 601);
  CHECK(noidai_ask(registry, wrong, &answer, NULL) == 601);
  CHECK(noidai_ask(registry, noidai_text_in("\xff", 1), &answer, NULL) == 206);
  CHECK(noidai_ask(registry, noidai_text_in(request.data, request.length - 1), &answer, &error) == 201);
  noidai_error_free(error);
  CHECK(!answer.data);
  CHECK(noidai_ask(registry, noidai_text_of("{\"ask\":\"coverage\",\"rule\":\"nobodys\",\"question\":{\"day\":\"2025-06-30\"}}"),
                   &answer, &error) == 301);
  CHECK(is(noidai_error_path(error), "/rule"));
  CHECK(noidai_error_code(error) == 301);
  noidai_error_free(error);
  error = NULL;
  CHECK(noidai_ask(registry, request, &answer, &error) == NOIDAI_OK);
  CHECK(answer.length > 0 && strlen(answer.data) == answer.length && !error);

  /* Rows as structs. */
  {
    noidai_rows *rows = NULL;
    noidai_row row;
    noidai_text coverage = noidai_text_of(
        "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"2025-06-30\"}}");
    CHECK(noidai_coverage(registry, request, &rows, &error) == 322);
    noidai_error_free(error);
    error = NULL;
    CHECK(noidai_coverage(NULL, coverage, &rows, NULL) == 601);
    CHECK(noidai_coverage(registry, coverage, NULL, NULL) == 601);
    CHECK(noidai_coverage(registry, coverage, &rows, &error) == NOIDAI_OK);
    CHECK(noidai_rows_count(rows) == 2 && noidai_rows_count(NULL) == 0);
    CHECK(noidai_rows_read(rows, 0, 1, sizeof row, &row, NULL) == NOIDAI_OK);
    CHECK(row.kind == NOIDAI_ROW_TOTAL && row.population == 0 && row.share_low == -1 && row.unit.length == 0);
    CHECK(noidai_rows_read(rows, 1, 1, sizeof row, &row, NULL) == NOIDAI_OK);
    CHECK(row.kind == NOIDAI_ROW_UNIT && is(row.unit, "93") && is(row.name, "Province") && is(row.level, "province"));
    CHECK(noidai_rows_read(rows, 2, 0, sizeof row, NULL, NULL) == NOIDAI_OK);
    CHECK(noidai_rows_read(rows, 1, 2, sizeof row, &row, NULL) == 413);
    CHECK(noidai_rows_read(rows, (size_t)-1, 2, sizeof row, &row, NULL) == 413);
    CHECK(noidai_rows_read(rows, 0, 1, sizeof row - 8, &row, NULL) == 604);
    CHECK(noidai_rows_read(rows, 0, 1, sizeof row, NULL, NULL) == 601);
    CHECK(noidai_rows_read(NULL, 0, 1, sizeof row, &row, NULL) == 601);
    noidai_rows_free(rows);
    noidai_rows_free(NULL);
  }
  noidai_bytes_free(&answer);
  CHECK(!answer.data && answer.length == 0);

  /* Counting in steps gives the same rows, and may be given up. */
  {
    noidai_counting *counting = NULL;
    noidai_rows *rows = NULL;
    uint64_t done = 9, all = 9;
    noidai_text coverage = noidai_text_of(
        "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"2025-06-30\"}}");
    CHECK(noidai_counting_begin(registry, request, &counting, NULL) == 322 && !counting);
    CHECK(noidai_counting_begin(registry, coverage, &counting, &error) == NOIDAI_OK);
    noidai_counting_free(counting);
    CHECK(noidai_counting_begin(registry, coverage, &counting, &error) == NOIDAI_OK);
    do CHECK(noidai_counting_step(counting, 1, &done, &all, &error) == NOIDAI_OK);
    while (done < all);
    CHECK(noidai_counting_finish(counting, &rows, &error) == NOIDAI_OK);
    CHECK(noidai_rows_count(rows) == 2);
    noidai_rows_free(rows);
    CHECK(noidai_counting_step(counting, 1, NULL, NULL, NULL) == 606);
    CHECK(noidai_counting_finish(counting, &rows, NULL) == 606);
    noidai_counting_free(counting);
  }
  noidai_registry_free(registry);
  registry = NULL;

  /* Opening in steps. */
  {
    noidai_opening *opening = NULL;
    uint64_t done = 9, all = 9, before = 0;
    CHECK(noidai_opening_begin(NOIDAI_ABI + 1, &file, 1, none, &opening, NULL) == 604 && !opening);
    CHECK(noidai_opening_begin(NOIDAI_ABI, &file, 1, none, &opening, &error) == NOIDAI_OK);
    CHECK(noidai_opening_step(opening, 1, &done, &all, &error) == NOIDAI_OK);
    CHECK(all == strlen(units));
    noidai_opening_free(opening); /* Given up. */
    CHECK(noidai_opening_begin(NOIDAI_ABI, &file, 1, none, &opening, &error) == NOIDAI_OK);
    do {
      CHECK(noidai_opening_step(opening, 1, &done, &all, &error) == NOIDAI_OK);
      CHECK(done >= before);
      before = done;
    } while (done < all);
    CHECK(noidai_opening_finish(opening, &registry, &error) == NOIDAI_OK);
    CHECK(noidai_opening_finish(opening, &registry, NULL) == 606);
    CHECK(noidai_opening_step(opening, 1, &done, &all, NULL) == 606);
    noidai_opening_free(opening);
    noidai_opening_free(NULL);
    CHECK(noidai_ask(registry, request, &answer, &error) == NOIDAI_OK);
    CHECK(strstr(answer.data, "\"units\":1,"));
    noidai_bytes_free(&answer);
    noidai_registry_free(registry);
    registry = NULL;
  }

  /* Files in an old encoding: strict with a place, or counted. */
  {
    noidai_text encodings[1];
    size_t replaced = 9;
    noidai_file old;
    encodings[0] = noidai_text_of("tcvn3");
    old.name = noidai_text_of("units.csv");
    old.content = noidai_text_of("id,name,level\n93,H\xcbu Giang,province\n");
    CHECK(noidai_registry_open_in(NOIDAI_ABI, &old, encodings, 1, none, NULL, &registry, &error) == NOIDAI_OK);
    CHECK(noidai_ask(registry, noidai_text_of("{\"ask\":\"coverage\",\"rule\":\"ministry-household\","
                                              "\"question\":{\"day\":\"2025-06-30\"}}"), &answer, &error) == NOIDAI_OK);
    CHECK(strstr(answer.data, "\"H\xe1\xba\xadu Giang\""));
    noidai_bytes_free(&answer);
    noidai_registry_free(registry);
    registry = NULL;
    old.content = noidai_text_of("id,name,level\n93,H\xffu Giang,province\n");
    CHECK(noidai_registry_open_in(NOIDAI_ABI, &old, encodings, 1, none, NULL, &registry, &error) == 404);
    CHECK(strstr(noidai_error_document(error).data, "\"file\":\"units.csv\",\"byte\":18"));
    noidai_error_free(error);
    error = NULL;
    CHECK(!registry);
    CHECK(noidai_registry_open_in(NOIDAI_ABI, &old, encodings, 1, none, &replaced, &registry, &error) == NOIDAI_OK);
    CHECK(replaced == 1);
    noidai_registry_free(registry);
    registry = NULL;
    encodings[0] = noidai_text_of("latin1");
    CHECK(noidai_registry_open_in(NOIDAI_ABI, &old, encodings, 1, none, NULL, &registry, NULL) == 412);
    CHECK(noidai_registry_open_in(NOIDAI_ABI, &old, NULL, 1, none, NULL, &registry, NULL) == 601);
  }

  /* What bytes could be read as: the caller decides. */
  {
    noidai_text code, bytes = noidai_text_of("Ph\xf4ng Hi\xd6p, th\xb8ng 6");
    uint32_t confidence = 0;
    size_t number = 0;
    CHECK(noidai_detect(bytes, 0, &code, &confidence, &answer, NULL) == NOIDAI_OK);
    CHECK(code.length == 5 && !memcmp(code.data, "tcvn3", 5) && confidence == 1000000);
    CHECK(!strcmp(answer.data, "Ph\xe1\xbb\xa5ng Hi\xe1\xbb\x87p th\xc3\xa1ng"));
    while (code.length) {
      noidai_bytes_free(&answer);
      CHECK(noidai_detect(bytes, ++number, &code, &confidence, &answer, NULL) == NOIDAI_OK);
      CHECK(confidence < 1000000);
    }
    noidai_bytes_free(&answer);
    CHECK(number == 5);
    CHECK(noidai_detect(noidai_text_of("Phung"), 0, &code, &confidence, &answer, NULL) == NOIDAI_OK);
    CHECK(!code.length);
    noidai_bytes_free(&answer);
  }

  /* Out of budget: by the sizes of the files, and by what is laid down of them. */
  {
    noidai_file large = file;
    char text[64];
    CHECK(noidai_registry_open(NOIDAI_ABI, &large, 1, noidai_text_of("{\"budget_bytes\":10}"), &registry, &error) == 609);
    CHECK(strstr(noidai_error_document(error).data, "\"over-budget\""));
    noidai_error_free(error);
    error = NULL;
    sprintf(text, "{\"budget_bytes\":%u}", (unsigned)large.content.length);
    CHECK(noidai_registry_open(NOIDAI_ABI, &large, 1, noidai_text_of(text), &registry, NULL) == 609);
    CHECK(!registry);
    CHECK(noidai_registry_open(NOIDAI_ABI, &large, 1, noidai_text_of("{\"budget_bytes\":100000}"), &registry, NULL) == NOIDAI_OK);
    noidai_registry_free(registry);
    registry = NULL;
  }

  /* Tables as columns: the same as text, with the same checks. */
  {
    noidai_table table;
    noidai_column columns[4];
    uint32_t id_lengths[3] = {2, 2, 2}, sex_lengths[3] = {4, 0, 6};
    int32_t births[3] = {7486, 0, -1038}; /* 1990-07-01, unknown, 1967-02-28 */
    uint8_t known = 5;                    /* The first and the third. */
    memset(columns, 0, sizeof columns);
    memset(&table, 0, sizeof table);
    columns[0].size = columns[1].size = columns[2].size = sizeof columns[0];
    columns[0].name = noidai_text_of("id");
    columns[0].kind = NOIDAI_TEXTS;
    columns[0].values = "p1p2p3";
    columns[0].value_bytes = 6;
    columns[0].lengths = id_lengths;
    columns[1].name = noidai_text_of("birth");
    columns[1].kind = NOIDAI_DAYS;
    columns[1].values = births;
    columns[1].value_bytes = sizeof births;
    columns[1].validity = &known;
    columns[2].name = noidai_text_of("sex");
    columns[2].kind = NOIDAI_TEXTS;
    columns[2].values = "malefemale";
    columns[2].value_bytes = 10;
    columns[2].lengths = sex_lengths;
    table.size = sizeof table;
    table.name = noidai_text_of("people");
    table.columns = columns;
    table.column_count = 3;
    table.row_count = 3;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, &error) == NOIDAI_OK);
    CHECK(noidai_ask(registry, request, &answer, &error) == NOIDAI_OK);
    CHECK(strstr(answer.data, "\"people\":3,"));
    noidai_bytes_free(&answer);
    noidai_registry_free(registry);
    registry = NULL;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI + 1, &table, 1, none, &registry, NULL) == 604);
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, NULL, 1, none, &registry, NULL) == 601);
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, noidai_text_of("{\"budget_bytes\":100}"), &registry, NULL) == 609);
    id_lengths[2] = 3; /* They no longer add up. */
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, NULL) == 341);
    id_lengths[2] = 2;
    columns[1].value_bytes--;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, NULL) == 341);
    columns[1].value_bytes++;
    births[0] = 0x7fffffff;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, &error) == 103);
    CHECK(strstr(noidai_error_document(error).data, "\"row\":2,\"column\":\"birth\""));
    noidai_error_free(error);
    error = NULL;
    births[0] = 0;
    columns[2].values = "manyfemale"; /* A word of no sex, checked as in a file. */
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, NULL) == 412);
    columns[2].kind = 3;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, NULL) == 412);
    columns[2].size--;
    CHECK(noidai_registry_open_tables(NOIDAI_ABI, &table, 1, none, &registry, NULL) == 604);
    CHECK(!registry);
  }

  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("tables"), none, &answer, &error) == NOIDAI_OK);
  CHECK(strstr(answer.data, "\"units.csv\"") && !error);
  noidai_bytes_free(&answer);
  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("poems"), none, &answer, NULL) == 412);
  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("tables"), none, NULL, NULL) == 601);
  CHECK(!answer.data);
  puts("conventions hold");
  return 0;
}
