/* Eight threads ask one registry at once, and step one opening and one counting. */
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

static void check(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static noidai_text coverage(void) {
  return noidai_text_of(
      "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"2025-06-30\"}}");
}

static void *work(void *unused) {
  int round;
  (void)unused;
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
  noidai_text none = {NULL, 0};
  noidai_file file;
  int at;
  file.name = noidai_text_of("units.csv");
  file.content = noidai_text_of("id,name,level\n93,Province,province\n");
  check(noidai_registry_open(NOIDAI_ABI, &file, 1, none, &registry, NULL) == NOIDAI_OK, "open");
  check(noidai_opening_begin(NOIDAI_ABI, &file, 1, none, &opening, NULL) == NOIDAI_OK, "begin");
  check(noidai_counting_begin(registry, coverage(), &counting, NULL) == NOIDAI_OK, "count");
  for (at = 0; at < THREADS; at++) check(pthread_create(&threads[at], NULL, work, NULL) == 0, "a thread");
  for (at = 0; at < THREADS; at++) check(pthread_join(threads[at], NULL) == 0, "its end");
  noidai_counting_free(counting);
  noidai_opening_free(opening);
  noidai_registry_free(registry);
  puts("threads agree");
  return 0;
}
