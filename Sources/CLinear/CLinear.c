#define _GNU_SOURCE
#include "CLinear.h"
#include "CProcessor.h"

#include <dlfcn.h>
#include <stddef.h>

const char *linear_library_path(const void *symbol) {
  Dl_info place;
  return dladdr(symbol, &place) != 0 ? place.dli_fname : NULL;
}

extern const linear_tile_table linear_tiles_baseline;

#if defined(__x86_64__)
extern const linear_tile_table linear_tiles_avx512, linear_tiles_avx2;

const linear_tile_table *linear_tile_loops(size_t index) {
  const linear_tile_table *available[3];
  size_t count = 0;
  const int level = cprocessor_level();
  if (level >= 4) available[count++] = &linear_tiles_avx512;
  if (level >= 3) available[count++] = &linear_tiles_avx2;
  available[count++] = &linear_tiles_baseline;
  return index < count ? available[index] : NULL;
}
#else
const linear_tile_table *linear_tile_loops(size_t index) { return index == 0 ? &linear_tiles_baseline : NULL; }
#endif
