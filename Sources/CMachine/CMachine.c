#include "CMachine.h"
#include "CProcessor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A value that the compiler must have made, and cannot know afterwards.
#define KEEP(value) __asm__ volatile("" : "+m"(value) : : "memory")
// Keeps a loop from becoming a call of memset or memcpy.
#define STEP __asm__ volatile("" : : : "memory")

// Multiply-adds are one instruction where the processor has it.
#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#endif

#if defined(__x86_64__)
// Four stores fill a line; the processor combines them.
#define STORE_PAST(to, value)                                                                     \
  do {                                                                                            \
    union { Doubles whole; __m128d parts[WIDTH / 16]; } line = {.whole = (value)};                \
    for (int k = 0; k < WIDTH / 16; k++) _mm_stream_pd((double *)(to) + 2 * k, line.parts[k]);    \
  } while (0)

#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma")))
#define WIDTH 64
#define NAMED(name) name##_avx512
#include "Sweeps.h"
#undef TARGET
#undef WIDTH
#undef NAMED

#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 32
#define NAMED(name) name##_avx2
#include "Sweeps.h"
#undef TARGET
#undef WIDTH
#undef NAMED
#else
#define STORE_PAST(to, value) (*(to) = (value))
#endif

#define TARGET
#define WIDTH 16
#define NAMED(name) name##_plain
#include "Sweeps.h"

#if defined(__x86_64__)
#define BEST(name, ...)                                               \
  (cprocessor_level() >= 4   ? name##_avx512(__VA_ARGS__)             \
   : cprocessor_level() >= 3 ? name##_avx2(__VA_ARGS__)               \
                             : name##_plain(__VA_ARGS__))
#else
#define BEST(name, ...) name##_plain(__VA_ARGS__)
#endif

void cmachine_run_sweep(cmachine_sweep sweep, void *a, void *b, void *c, size_t bytes) {
  BEST(sweep, sweep, a, b, c, bytes);
#if defined(__x86_64__)
  // Stores past the caches are done when others can see them.
  _mm_sfence();
#endif
}

double cmachine_multiply_add_f32(long rounds) { return BEST(multiply_add_f32, rounds); }
double cmachine_multiply_add_f64(long rounds) { return BEST(multiply_add_f64, rounds); }
