/* A fault on purpose, inside the library: an error that is looked at after it was freed.
 * A tool that looks must see it; without it nothing else is proven clean. */
#include "noidai.h"

#include <stdio.h>

int main(void) {
  noidai_error *error = NULL;
  noidai_text none = {NULL, 0};
  noidai_registry *registry = NULL;
  if (noidai_registry_open(NOIDAI_ABI, NULL, 1, none, &registry, &error) == NOIDAI_OK) return 0;
  noidai_error_free(error);
  printf("%ld\n", (long)noidai_error_code(error));
  return 0;
}
