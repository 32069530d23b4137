/* Replays cases: reads what to open and ask from standard input, writes what came
 * back. Numbers are decimal lines; bytes stand after their length.
 *
 *   open FILES, then for each file NAME and CONTENT, then OPTIONS
 *   keep, the same for a journal that is kept open
 *   ask REQUEST
 *   tell TELLING
 *   load FRAME
 *   frame REQUEST
 *   close
 */
#include "noidai.h"

#include <stdio.h>
#include <stdlib.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

static void fail(const char *why) {
  fprintf(stderr, "replay: %s\n", why);
  exit(1);
}

static size_t read_number(void) {
  unsigned long number;
  if (scanf("%lu", &number) != 1 || getchar() != '\n') fail("a number was due");
  return (size_t)number;
}

/* An allocation of exactly the text's length, so that a byte read beyond it is
 * seen. */
static noidai_text read_text(void) {
  size_t length = read_number();
  char *data = malloc(length ? length : 1);
  if (!data) fail("no memory");
  if (fread(data, 1, length, stdin) != length) fail("bytes were due");
  return noidai_text_in(data, length);
}

static void write_text(const char *what, noidai_status status, const char *data, size_t length) {
  printf("%s %ld %lu\n", what, (long)status, (unsigned long)length);
  fwrite(data, 1, length, stdout);
  putchar('\n');
}

static void write_error(noidai_status status, noidai_error *error) {
  noidai_text document = noidai_error_document(error);
  if (noidai_error_code(error) != status) fail("the status is not the code");
  if (noidai_error_name(error).length == 0) fail("an error without a name");
  write_text("error", status, document.data, document.length);
  noidai_error_free(error);
}

static noidai_registry *registry;
static noidai_journal *journal;

static void open_files(int kept) {
  size_t count = read_number(), at;
  noidai_file *files = calloc(count ? count : 1, sizeof *files);
  noidai_text options;
  noidai_error *error = NULL;
  noidai_status status;
  noidai_registry_free(registry);
  noidai_journal_free(journal);
  registry = NULL, journal = NULL;
  if (!files) fail("no memory");
  for (at = 0; at < count; at++) {
    files[at].name = read_text();
    files[at].content = read_text();
  }
  options = read_text();
  status = kept ? noidai_journal_open(NOIDAI_ABI, files, count, options, &journal, &error)
                : noidai_registry_open(NOIDAI_ABI, files, count, options, &registry, &error);
  /* The files were only lent. */
  for (at = 0; at < count; at++) {
    free((void *)files[at].name.data);
    free((void *)files[at].content.data);
  }
  free(files);
  free((void *)options.data);
  if (status != NOIDAI_OK) {
    if (registry || journal) fail("a handle beside an error");
    write_error(status, error);
  } else {
    if (error) fail("an error beside a handle");
    write_text("opened", status, "", 0);
  }
}

static noidai_frame *load(void) {
  noidai_text file = read_text();
  noidai_frame *own = NULL;
  noidai_error *error = NULL;
  noidai_status status = noidai_frame_load(NOIDAI_ABI, file, &own, &error);
  /* It was copied. */
  free((void *)file.data);
  if (status != NOIDAI_OK) {
    if (own) fail("a frame beside an error");
    write_error(status, error);
  } else {
    if (error) fail("an error beside a frame");
    write_text("opened", status, "", 0);
  }
  return own;
}

static void say(int tells, const noidai_frame *frame) {
  noidai_text request = read_text();
  noidai_bytes answer = {0};
  noidai_error *error = NULL;
  noidai_status status = frame     ? noidai_frame_ask(frame, request, &answer, &error)
                         : tells   ? noidai_journal_tell(journal, request, &answer, &error)
                         : journal ? noidai_journal_ask(journal, request, &answer, &error)
                                   : noidai_ask(registry, request, &answer, &error);
  free((void *)request.data);
  if (status != NOIDAI_OK) {
    if (answer.data) fail("an answer beside an error");
    write_error(status, error);
  } else {
    if (answer.data[answer.length] != '\0') fail("no NUL after the answer");
    write_text("answer", status, answer.data, answer.length);
    noidai_bytes_free(&answer);
    noidai_bytes_free(&answer);
  }
}

int main(void) {
  noidai_frame *frame = NULL;
  char verb[8];
#ifdef _WIN32
  /* Bytes as they are, and no CR before LF. */
  _setmode(_fileno(stdin), _O_BINARY);
  _setmode(_fileno(stdout), _O_BINARY);
#endif
  while (scanf("%7s", verb) == 1) {
    if (getchar() != '\n') fail("a line was due");
    if (strcmp(verb, "open") == 0 || strcmp(verb, "keep") == 0) {
      open_files(strcmp(verb, "keep") == 0);
    } else if (strcmp(verb, "ask") == 0 || strcmp(verb, "tell") == 0) {
      say(strcmp(verb, "tell") == 0, NULL);
    } else if (strcmp(verb, "load") == 0) {
      noidai_frame_free(frame);
      frame = load();
    } else if (strcmp(verb, "frame") == 0) {
      say(0, frame);
    } else {
      fail("an unknown verb");
    }
  }
  noidai_registry_free(registry);
  noidai_journal_free(journal);
  noidai_frame_free(frame);
  return 0;
}
