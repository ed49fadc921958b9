// The one instruction that Swift cannot spell: a fused multiply-add on vector lanes.
//
// Swift's `addingProduct` becomes one library call a lane on baseline x86-64. Inline assembly on whole
// registers inlines at full speed; it must only run where the processor has FMA (see `lanes_has_fma`).
#ifndef CLANES_H
#define CLANES_H

#include <math.h>
#include <stdbool.h>

#if defined(__x86_64__)
#include <immintrin.h>

static inline bool lanes_has_fma(void) { return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2"); }

static inline __attribute__((always_inline)) __m128 lanes_fma_f32(__m128 a, __m128 b, __m128 c) {
  __asm__("vfmadd213ps %2, %1, %0" : "+x"(a) : "x"(b), "x"(c));
  return a;
}

static inline __attribute__((always_inline)) __m128d lanes_fma_f64(__m128d a, __m128d b, __m128d c) {
  __asm__("vfmadd213pd %2, %1, %0" : "+x"(a) : "x"(b), "x"(c));
  return a;
}

static inline __attribute__((always_inline)) __m128 lanes_sqrt_f32(__m128 a) { return _mm_sqrt_ps(a); }
static inline __attribute__((always_inline)) __m128d lanes_sqrt_f64(__m128d a) { return _mm_sqrt_pd(a); }
#endif

#endif
