// The vector instructions that Swift cannot spell, eight lanes at a time.
//
// Swift's `addingProduct` becomes one library call a lane on baseline x86-64, its conversions to integers trap, and
// its generic masks are not kept in registers. Each of these inlines to a few instructions.
// `lanes_fma_*` must only run where `lanes_has_fma()` holds.
#ifndef CLANES_H
#define CLANES_H

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

// Vectors wider than the baseline's registers are only passed between functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES_INLINE static inline __attribute__((always_inline))
#define LANES_VECTOR(name, type) typedef type name __attribute__((ext_vector_type(8)))

LANES_VECTOR(lanes_i8, int8_t);
LANES_VECTOR(lanes_i16, int16_t);
LANES_VECTOR(lanes_i32, int32_t);
LANES_VECTOR(lanes_i64, int64_t);
LANES_VECTOR(lanes_u8, uint8_t);
LANES_VECTOR(lanes_u16, uint16_t);
LANES_VECTOR(lanes_u32, uint32_t);
LANES_VECTOR(lanes_u64, uint64_t);
LANES_VECTOR(lanes_f32, float);
LANES_VECTOR(lanes_f64, double);

// Comparisons give lanes of ones or zeros as wide as the operands.
#define LANES_COMPARE(t, m)                                                                            \
  LANES_INLINE lanes_##m lanes_equal_##t(lanes_##t a, lanes_##t b) { return (lanes_##m)(a == b); }                  \
  LANES_INLINE lanes_##m lanes_less_##t(lanes_##t a, lanes_##t b) { return (lanes_##m)(a < b); }                    \
  LANES_INLINE lanes_##m lanes_less_equal_##t(lanes_##t a, lanes_##t b) { return (lanes_##m)(a <= b); }             \
  LANES_INLINE lanes_##t lanes_select_##t(lanes_##m mask, lanes_##t a, lanes_##t b) {                  \
    return (lanes_##t)(((lanes_##m)a & mask) | ((lanes_##m)b & ~mask));                                \
  }
LANES_COMPARE(i8, i8)
LANES_COMPARE(i16, i16)
LANES_COMPARE(i32, i32)
LANES_COMPARE(i64, i64)
LANES_COMPARE(u8, i8)
LANES_COMPARE(u16, i16)
LANES_COMPARE(u32, i32)
LANES_COMPARE(u64, i64)
LANES_COMPARE(f32, i32)
LANES_COMPARE(f64, i64)

// A mask in memory is one byte a lane, 0 or 1.
#define LANES_MASK(m)                                                                                  \
  LANES_INLINE lanes_u8 lanes_narrow_##m(lanes_##m mask) { return __builtin_convertvector(mask, lanes_u8) & 1; } \
  LANES_INLINE lanes_##m lanes_widen_##m(lanes_u8 bytes) { return -__builtin_convertvector(bytes, lanes_##m); }
LANES_MASK(i8)
LANES_MASK(i16)
LANES_MASK(i32)
LANES_MASK(i64)

// Asks for the cache line of an address, into the second-level cache; any address may be asked for.
static inline void lanes_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

static inline bool lanes_has_fma(void) {
  return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2");
}

// The halves and quarters of eight lanes that fill one 128-bit register.
#define LANES_F32_PART(v, i) \
  ((__m128)__builtin_shufflevector(v, v, 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3))
#define LANES_F64_PART(v, i) ((__m128d)__builtin_shufflevector(v, v, 2 * i, 2 * i + 1))
#define LANES_F32_JOIN(a, b) \
  ((lanes_f32)__builtin_shufflevector((__v4sf)(a), (__v4sf)(b), 0, 1, 2, 3, 4, 5, 6, 7))
LANES_INLINE lanes_f64 lanes_join_f64(__m128d a, __m128d b, __m128d c, __m128d d) {
  typedef double four __attribute__((ext_vector_type(4)));
  four low = (four)__builtin_shufflevector((__v2df)a, (__v2df)b, 0, 1, 2, 3);
  four high = (four)__builtin_shufflevector((__v2df)c, (__v2df)d, 0, 1, 2, 3);
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}

LANES_INLINE __m128 lanes_fma_part_f32(__m128 a, __m128 b, __m128 c) {
  __asm__("vfmadd213ps %2, %1, %0" : "+x"(a) : "x"(b), "x"(c));
  return a;
}
LANES_INLINE __m128d lanes_fma_part_f64(__m128d a, __m128d b, __m128d c) {
  __asm__("vfmadd213pd %2, %1, %0" : "+x"(a) : "x"(b), "x"(c));
  return a;
}
LANES_INLINE lanes_f32 lanes_fma_f32(lanes_f32 a, lanes_f32 b, lanes_f32 c) {
  return LANES_F32_JOIN(lanes_fma_part_f32(LANES_F32_PART(a, 0), LANES_F32_PART(b, 0), LANES_F32_PART(c, 0)),
                        lanes_fma_part_f32(LANES_F32_PART(a, 1), LANES_F32_PART(b, 1), LANES_F32_PART(c, 1)));
}
LANES_INLINE lanes_f64 lanes_fma_f64(lanes_f64 a, lanes_f64 b, lanes_f64 c) {
  return lanes_join_f64(lanes_fma_part_f64(LANES_F64_PART(a, 0), LANES_F64_PART(b, 0), LANES_F64_PART(c, 0)),
                        lanes_fma_part_f64(LANES_F64_PART(a, 1), LANES_F64_PART(b, 1), LANES_F64_PART(c, 1)),
                        lanes_fma_part_f64(LANES_F64_PART(a, 2), LANES_F64_PART(b, 2), LANES_F64_PART(c, 2)),
                        lanes_fma_part_f64(LANES_F64_PART(a, 3), LANES_F64_PART(b, 3), LANES_F64_PART(c, 3)));
}

LANES_INLINE lanes_f32 lanes_sqrt_f32(lanes_f32 a) { return __builtin_elementwise_sqrt(a); }
LANES_INLINE lanes_f64 lanes_sqrt_f64(lanes_f64 a) { return __builtin_elementwise_sqrt(a); }

// Truncating conversions: NaN and what does not fit give the least integer.
LANES_INLINE lanes_i32 lanes_truncate_f32(lanes_f32 a) {
  typedef int32_t four __attribute__((ext_vector_type(4)));
  four low = (four)_mm_cvttps_epi32(LANES_F32_PART(a, 0)), high = (four)_mm_cvttps_epi32(LANES_F32_PART(a, 1));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}
LANES_INLINE int32_t lanes_truncate_f32_i32(float a) { return _mm_cvttss_si32(_mm_set_ss(a)); }
LANES_INLINE int64_t lanes_truncate_f32_i64(float a) { return _mm_cvttss_si64(_mm_set_ss(a)); }
LANES_INLINE int32_t lanes_truncate_f64_i32(double a) { return _mm_cvttsd_si32(_mm_set_sd(a)); }
LANES_INLINE int64_t lanes_truncate_f64_i64(double a) { return _mm_cvttsd_si64(_mm_set_sd(a)); }
LANES_INLINE lanes_i64 lanes_truncate_f64(lanes_f64 a) {
  lanes_i64 r;
  for (int i = 0; i < 8; i++) r[i] = lanes_truncate_f64_i64(a[i]);
  return r;
}

LANES_INLINE lanes_f32 lanes_from_bits_f32(lanes_i32 a) { return __builtin_convertvector(a, lanes_f32); }
LANES_INLINE lanes_f64 lanes_from_bits_f64(lanes_i64 a) { return __builtin_convertvector(a, lanes_f64); }

#endif
