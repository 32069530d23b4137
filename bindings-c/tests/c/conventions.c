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
  noidai_bytes_free(&answer);
  CHECK(!answer.data && answer.length == 0);
  noidai_registry_free(registry);

  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("tables"), none, &answer, &error) == NOIDAI_OK);
  CHECK(strstr(answer.data, "\"units.csv\"") && !error);
  noidai_bytes_free(&answer);
  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("poems"), none, &answer, NULL) == 412);
  CHECK(noidai_convert(NOIDAI_ABI, &file, 1, noidai_text_of("tables"), none, NULL, NULL) == 601);
  CHECK(!answer.data);
  puts("conventions hold");
  return 0;
}
