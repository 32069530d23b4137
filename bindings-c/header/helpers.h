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
