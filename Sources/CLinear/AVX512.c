#if defined(__x86_64__)
#define TILES_ABREAST 4
#define TILES_TABLE linear_tiles_avx512
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2"))), apply_to = function)
#include "Tiles.h"
#pragma clang attribute pop
#endif
