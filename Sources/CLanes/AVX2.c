#if defined(__x86_64__)
#define LANES_TABLE lanes_avx2
#define LANES_NAME "avx2"
#define LANES_BYTES 32
#define LANES_HAS_FMA 1
#define LANES_HAS_ROUNDING 1
#define LANES_HAS_PERMUTES 1
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Loops.h"
#pragma clang attribute pop
#endif
