/* An old system's household file in TCVN3 (ABC), records of fixed width in; counts by
 * commune out, in TCVN3 again. C99.
 *
 *   counts DAY < households.txt
 *
 * A record, in bytes: household 6, commune's code 6, commune's name 24, head's name 24,
 * head's levels in the five basic skills 5 (0 not yet, 1 guided, 2 can do it, 3 fluent,
 * blank not asked). A letter of TCVN3 is one byte, so fields are cut before they are
 * decoded. */
#include <noidai.h>

#include <stdio.h>
#include <stdlib.h>

enum { HOUSEHOLD = 6, CODE = 6, NAME = 24, LEVELS = 5, RECORD = 2 * 6 + 2 * 24 + 5, MOST = 1000 };

static const char *const SKILLS[LEVELS] = {"public-services", "online-shopping", "online-payment",
                                           "online-safety", "local-platforms"};
static const char *const WORDS[] = {"not-yet", "guided", "can-do", "fluent"};

/* A table as it grows. */
typedef struct table {
  char *text;
  size_t length, room;
} table;

static void add(table *to, const char *text, size_t length) {
  if (to->room - to->length < length + 1) {
    to->room = (to->room + length) * 2 + 64;
    to->text = realloc(to->text, to->room);
    if (!to->text) exit(3);
  }
  memcpy(to->text + to->length, text, length);
  to->length += length;
  to->text[to->length] = 0;
}

static void say(table *to, const char *text) { add(to, text, strlen(text)); }

static int refuse(noidai_error *error) {
  noidai_text said = noidai_error_message(error, NOIDAI_VIETNAMESE);
  fprintf(stderr, "%.*s\n", (int)said.length, said.data);
  noidai_error_free(error);
  return 1;
}

/* A field without its padding; as CSV it is quoted, so a comma in it does no harm. */
static int field(table *to, const char *data, size_t width) {
  noidai_bytes text = {0};
  noidai_error *error = NULL;
  while (width > 0 && data[width - 1] == ' ') width--;
  if (noidai_decode(noidai_text_of("tcvn3"), noidai_text_in(data, width), &text, &error)) return refuse(error);
  say(to, "\"");
  for (size_t at = 0; at < text.length; at++) add(to, text.data[at] == '"' ? "\"\"" : text.data + at, text.data[at] == '"' ? 2 : 1);
  say(to, "\"");
  noidai_bytes_free(&text);
  return 0;
}

int main(int argc, char **argv) {
  table units = {0}, households = {0}, people = {0}, residences = {0}, assessments = {0};
  table *all[] = {&units, &households, &people, &residences, &assessments};
  const char *names[] = {"units.csv", "households.csv", "people.csv", "residences.csv", "assessments.csv"};
  char line[RECORD + 3], seen[MOST][CODE + 1], request[256];
  int known = 0, number = 0;
  noidai_file files[5];
  noidai_registry *registry = NULL;
  noidai_rows *rows = NULL;
  noidai_error *error = NULL;

  if (argc != 2 || strlen(argv[1]) > 32) {
    fprintf(stderr, "usage: counts DAY < households.txt\n");
    return 2;
  }
  say(&units, "id,name,level\n");
  say(&households, "id,unit,listed\n");
  say(&people, "id,name\n");
  say(&residences, "person,household,kind\n");
  say(&assessments, "person,skill,level,day,how\n");
  while (fgets(line, sizeof line, stdin)) {
    size_t length = strcspn(line, "\r\n");
    const char *code = line + HOUSEHOLD, *commune = code + CODE, *head = commune + NAME, *levels = head + NAME;
    char id[HOUSEHOLD + 1] = "", unit[CODE + 1] = "";
    int at;
    number++;
    if (length != RECORD) {
      fprintf(stderr, "record %d: %d bytes, expected %d\n", number, (int)length, RECORD);
      return 1;
    }
    sscanf(line, "%6s", id);
    sscanf(code, "%6s", unit);
    for (at = 0; at < known && strcmp(seen[at], unit); at++) continue;
    if (at == known) {
      if (known == MOST) return 3;
      strcpy(seen[known++], unit);
      say(&units, unit);
      say(&units, ",");
      if (field(&units, commune, NAME)) return 1;
      say(&units, ",commune\n");
    }
    say(&households, id), say(&households, ","), say(&households, unit), say(&households, ",yes\n");
    say(&people, "head-"), say(&people, id), say(&people, ",");
    if (field(&people, head, NAME)) return 1;
    say(&people, "\n");
    say(&residences, "head-"), say(&residences, id), say(&residences, ",");
    say(&residences, id), say(&residences, ",permanent\n");
    for (at = 0; at < LEVELS; at++) {
      if (levels[at] < '0' || levels[at] > '3') continue;
      say(&assessments, "head-"), say(&assessments, id), say(&assessments, ",");
      say(&assessments, SKILLS[at]), say(&assessments, ","), say(&assessments, WORDS[levels[at] - '0']);
      say(&assessments, ","), say(&assessments, argv[1]), say(&assessments, ",observed\n");
    }
  }
  for (int at = 0; at < 5; at++) {
    files[at].name = noidai_text_of(names[at]);
    files[at].content = noidai_text_in(all[at]->text, all[at]->length);
  }
  if (noidai_registry_open(NOIDAI_ABI, files, 5, noidai_text_of(""), &registry, &error)) return refuse(error);
  for (int at = 0; at < 5; at++) free(all[at]->text);
  sprintf(request,
          "{\"ask\":\"coverage\",\"rule\":\"ministry-household\",\"question\":{\"day\":\"%s\",\"by\":[\"commune\"]}}",
          argv[1]);
  if (noidai_coverage(registry, noidai_text_of(request), &rows, &error)) {
    noidai_registry_free(registry);
    return refuse(error);
  }
  for (size_t at = 1; at < noidai_rows_count(rows); at++) {
    noidai_row row;
    noidai_bytes name = {0};
    size_t lost = 0;
    if (noidai_rows_read(rows, at, 1, sizeof row, &row, &error)) return refuse(error);
    if (noidai_encode(noidai_text_of("tcvn3"), row.name, &lost, &name, &error)) return refuse(error);
    /* Commune's code 6, name 24, households 6, covered 6, not assessed 6. */
    printf("%-6.*s%-24.*s%6llu%6llu%6llu\n", (int)row.unit.length, row.unit.data, (int)name.length, name.data,
           (unsigned long long)row.population, (unsigned long long)row.numerator,
           (unsigned long long)row.not_assessed);
    noidai_bytes_free(&name);
  }
  noidai_rows_free(rows);
  noidai_registry_free(registry);
  return 0;
}
