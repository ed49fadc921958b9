#define _GNU_SOURCE
#include "CLinear.h"

#include <dlfcn.h>
#include <stddef.h>

const char *linear_library_path(const void *symbol) {
  Dl_info place;
  return dladdr(symbol, &place) != 0 ? place.dli_fname : NULL;
}
