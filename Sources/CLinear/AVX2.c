#if defined(__x86_64__)
#define TILES_ABREAST 2
#define TILES_TABLE linear_tiles_avx2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "Tiles.h"
#pragma clang attribute pop
#endif
