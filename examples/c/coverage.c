/* Coverage by commune from tables, and one household explained.
 *
 *   coverage DAY HOUSEHOLD FILE.csv...
 *
 * Faults are printed as they stand in the tables: file, row, column, what was there
 * and what was expected. */
#include <noidai.h>

#include <stdio.h>
#include <stdlib.h>

enum { MOST_FILES = 64 };

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *content = NULL;
  long size;
  if (!file) return NULL;
  if (!fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0 && !fseek(file, 0, SEEK_SET) &&
      (content = malloc((size_t)size + 1))) {
    *length = fread(content, 1, (size_t)size, file);
    if (ferror(file)) {
      free(content);
      content = NULL;
    }
  }
  fclose(file);
  return content;
}

/* A table's name is that of its file, without folders. */
static const char *base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static int refuse(noidai_error *error) {
  noidai_text said = noidai_error_message(error, NOIDAI_VIETNAMESE);
  noidai_text all = noidai_error_document(error);
  fprintf(stderr, "%.*s\n", (int)said.length, said.data);
  fprintf(stderr, "%.*s\n", (int)all.length, all.data);
  noidai_error_free(error);
  return 1;
}

static void share(long long ppm) {
  if (ppm < 0)
    printf("%8s", "-");
  else
    printf("%6lld,%lld%%", ppm / 10000, ppm / 1000 % 10);
}

static int print_rows(const noidai_rows *rows) {
  size_t count = noidai_rows_count(rows), at;
  noidai_error *error = NULL;
  for (at = 0; at < count; at++) {
    noidai_row row;
    if (noidai_rows_read(rows, at, 1, sizeof row, &row, &error)) return refuse(error);
    printf("%8.*s %8llu %8llu", (int)row.code.length, row.code.data ? row.code.data : "",
           (unsigned long long)row.population, (unsigned long long)row.numerator);
    share(row.share_low);
    share(row.share_high);
    if (row.kind == NOIDAI_ROW_TOTAL)
      printf("  (all)\n");
    else
      printf("  %.*s%s\n", (int)row.name.length, row.name.data ? row.name.data : "",
             row.kind == NOIDAI_ROW_REMAINDER ? " (remainder)" : "");
  }
  return 0;
}

int main(int argc, char **argv) {
  noidai_file files[MOST_FILES];
  char *contents[MOST_FILES], request[512];
  noidai_registry *registry = NULL;
  noidai_rows *rows = NULL;
  noidai_bytes answer = {0};
  noidai_error *error = NULL;
  int count = argc - 3, at, failed;

  if (count < 1 || count > MOST_FILES || strlen(argv[1]) > 32 || strlen(argv[2]) > 128) {
    fprintf(stderr, "usage: coverage DAY HOUSEHOLD FILE.csv...\n");
    return 2;
  }
  for (at = 0; at < count; at++) {
    size_t length = 0;
    contents[at] = read_file(argv[at + 3], &length);
    if (!contents[at]) {
      perror(argv[at + 3]);
      return 2;
    }
    files[at].name = noidai_text_of(base(argv[at + 3]));
    files[at].content = noidai_text_in(contents[at], length);
  }
  failed = noidai_registry_open(NOIDAI_ABI, files, (size_t)count, noidai_text_of("{}"), &registry, &error);
  /* The library has read the files: they are ours to free. */
  for (at = 0; at < count; at++) free(contents[at]);
  if (failed) return refuse(error);

  sprintf(request,
          "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"%s\",\"by\":[\"commune\"]}}",
          argv[1]);
  if (noidai_coverage(registry, noidai_text_of(request), &rows, &error)) {
    noidai_registry_free(registry);
    return refuse(error);
  }
  failed = print_rows(rows);
  noidai_rows_free(rows);

  sprintf(request,
          "{\"ask\":\"explain\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"%s\"},\"subject\":\"%s\"}",
          argv[1], argv[2]);
  if (noidai_ask(registry, noidai_text_of(request), &answer, &error)) {
    failed = refuse(error);
  } else {
    /* A document: hand it on as it is, or read it with a JSON library. */
    printf("%s\n", answer.data);
    noidai_bytes_free(&answer);
  }
  noidai_registry_free(registry);
  return failed;
}
