/* Eight threads ask one registry at once, step one opening and one counting, and ask and
 * tell one journal. */
#define _POSIX_C_SOURCE 200112L
#include "noidai.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 8
#define ROUNDS 20

static noidai_registry *registry;
static noidai_opening *opening;
static noidai_counting *counting;
static noidai_journal *journal;

static void check(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static noidai_text coverage(void) {
  return noidai_text_of(
      "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"2025-06-30\"}}");
}

/* Records a person, each by its own number, and asks for what became of it. */
static void record(int thread, int round) {
  char telling[400];
  noidai_bytes told = {0}, answer = {0};
  sprintf(telling,
          "{\"tell\":\"record\",\"device\":\"phone-%d\",\"epoch\":1,\"instant\":\"2025-06-01T01:30:00.000Z\","
          "\"entries\":[{\"event\":{\"v\":1,\"kind\":\"person-recorded\",\"about\":[{\"noun\":\"person\","
          "\"id\":\"p%d-%d\"}],\"data\":{}}}]}",
          thread, thread, round);
  check(noidai_journal_tell(journal, noidai_text_of(telling), &told, NULL) == NOIDAI_OK, "tell");
  check(strstr(told.data, "in-effect") != NULL, "in effect");
  check(noidai_journal_ask(journal, noidai_text_of("{\"ask\":\"journal\"}"), &answer, NULL) == NOIDAI_OK, "journal");
  noidai_bytes_free(&told);
  noidai_bytes_free(&answer);
}

static void *work(void *number) {
  int round;
  for (round = 0; round < ROUNDS; round++) {
    noidai_bytes answer = {0};
    noidai_rows *rows = NULL;
    noidai_error *error = NULL;
    uint64_t done, all;
    check(noidai_ask(registry, coverage(), &answer, NULL) == NOIDAI_OK, "ask");
    check(noidai_coverage(registry, coverage(), &rows, NULL) == NOIDAI_OK, "coverage");
    check(noidai_rows_count(rows) == 2, "rows");
    check(noidai_ask(registry, noidai_text_of("{"), &answer, &error) != NOIDAI_OK, "a fault");
    check(noidai_error_message(error, NOIDAI_ENGLISH).length > 0, "a message");
    record(*(int *)number, round);
    check(noidai_opening_step(opening, 1, &done, &all, NULL) == NOIDAI_OK, "a step of opening");
    check(noidai_counting_step(counting, 1, &done, &all, NULL) == NOIDAI_OK, "a step of counting");
    noidai_bytes_free(&answer);
    noidai_rows_free(rows);
    noidai_error_free(error);
  }
  return NULL;
}

int main(void) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  noidai_bytes answer = {0};
  noidai_text none = {NULL, 0};
  noidai_file file;
  int at;
  file.name = noidai_text_of("units.csv");
  file.content = noidai_text_of("id,name,level\n93,Province,province\n");
  check(noidai_registry_open(NOIDAI_ABI, &file, 1, none, &registry, NULL) == NOIDAI_OK, "open");
  check(noidai_opening_begin(NOIDAI_ABI, &file, 1, none, &opening, NULL) == NOIDAI_OK, "begin");
  check(noidai_counting_begin(registry, coverage(), &counting, NULL) == NOIDAI_OK, "count");
  check(noidai_journal_open(NOIDAI_ABI, NULL, 0, none, &journal, NULL) == NOIDAI_OK, "keep");
  for (at = 0; at < THREADS; at++) {
    numbers[at] = at;
    check(pthread_create(&threads[at], NULL, work, &numbers[at]) == 0, "a thread");
  }
  for (at = 0; at < THREADS; at++) check(pthread_join(threads[at], NULL) == 0, "its end");
  check(noidai_journal_ask(journal, noidai_text_of("{\"ask\":\"opened\"}"), &answer, NULL) == NOIDAI_OK, "opened");
  check(strstr(answer.data, "\"people\":160,") != NULL, "every record is there");
  noidai_bytes_free(&answer);
  noidai_journal_free(journal);
  noidai_counting_free(counting);
  noidai_opening_free(opening);
  noidai_registry_free(registry);
  puts("threads agree");
  return 0;
}
