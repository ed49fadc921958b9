// Vectors of LANES_BYTES bytes and the primitives that rows are made of: the algebra of one lane (`Lanes/Algebra`) in C.
//
// Vectors add, multiply and compare as operators; arithmetic on vectors of integers wraps. A comparison gives lanes of
// ones or zeros as wide as its operands.

#define LANES_INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")

// `f32`: a whole vector. `f32_bytes`: a byte for each of its lanes. `f32x8`, `f32x16`: so many lanes,
// whatever their size.
#define LANES_VECTORS(name, element)                                                                   \
  typedef element name##_element;                                                                      \
  typedef element name __attribute__((ext_vector_type(LANES_BYTES / sizeof(element))));                \
  typedef uint8_t name##_bytes __attribute__((ext_vector_type(LANES_BYTES / sizeof(element))));        \
  typedef element name##x8 __attribute__((ext_vector_type(8)));                                        \
  typedef element name##x16 __attribute__((ext_vector_type(16)));
LANES_VECTORS(i8, int8_t)
LANES_VECTORS(i16, int16_t)
LANES_VECTORS(i32, int32_t)
LANES_VECTORS(i64, int64_t)
LANES_VECTORS(u8, uint8_t)
LANES_VECTORS(u16, uint16_t)
LANES_VECTORS(u32, uint32_t)
LANES_VECTORS(u64, uint64_t)
LANES_VECTORS(f32, float)
LANES_VECTORS(f64, double)

// Memory need not be aligned.
#define load(type, address)                                 \
  ({                                                        \
    type loaded;                                            \
    __builtin_memcpy(&loaded, (address), sizeof(type));     \
    loaded;                                                 \
  })
#define store(type, address, value)                         \
  ({                                                        \
    const type stored = (value);                            \
    __builtin_memcpy((address), &stored, sizeof(type));     \
  })

// `mask ? a : b`, lane by lane.
#define choose(mask, a, b) ((mask) ? (a) : (b))
#define any(mask) (__builtin_reduce_or(mask) != 0)

// Masks in memory are one byte a lane, 0 or 1. Both are named after the vectors that the mask is for.
#define LANES_MASKS(type, bits)                                                                                \
  LANES_INLINE type##_bytes narrow_##type(bits mask) { return __builtin_convertvector(mask, type##_bytes) & 1; } \
  LANES_INLINE bits widen_##type(type##_bytes bytes) { return (bits)(__builtin_convertvector(bytes, bits) != 0); }
LANES_MASKS(i8, i8)
LANES_MASKS(i16, i16)
LANES_MASKS(i32, i32)
LANES_MASKS(i64, i64)
LANES_MASKS(u8, i8)
LANES_MASKS(u16, i16)
LANES_MASKS(u32, i32)
LANES_MASKS(u64, i64)
LANES_MASKS(f32, i32)
LANES_MASKS(f64, i64)

// MARK: Floats

#define square_root(a) __builtin_elementwise_sqrt(a)
#define magnitude(a) __builtin_elementwise_abs(a)

// `a * b + c` with one rounding; without the instruction by the C library, a lane at a time.
#if LANES_HAS_FMA
#define LANES_MULTIPLY_ADD(type, function) \
  LANES_INLINE type multiply_add_##type(type a, type b, type c) { return __builtin_elementwise_fma(a, b, c); }
#else
#define LANES_MULTIPLY_ADD(type, function)                                                             \
  static __attribute__((noinline)) void multiply_add_by_library_##type(type *a, const type *b, const type *c) { \
    for (size_t i = 0; i < sizeof(type) / sizeof(type##_element); i++) (*a)[i] = function((*a)[i], (*b)[i], (*c)[i]); \
  }                                                                                                    \
  LANES_INLINE type multiply_add_##type(type a, type b, type c) {                                      \
    multiply_add_by_library_##type(&a, &b, &c);                                                        \
    return a;                                                                                          \
  }
#endif
LANES_MULTIPLY_ADD(f32, fmaf)
LANES_MULTIPLY_ADD(f64, fma)

// C's `fmod`, which is exact.
#define LANES_REMAINDER(type, function)                                                                \
  static __attribute__((noinline)) void remainder_by_library_##type(type *a, const type *b) {          \
    for (size_t i = 0; i < sizeof(type) / sizeof(type##_element); i++) (*a)[i] = function((*a)[i], (*b)[i]); \
  }                                                                                                    \
  LANES_INLINE type remainder_##type(type a, type b) {                                                 \
    remainder_by_library_##type(&a, &b);                                                               \
    return a;                                                                                          \
  }
LANES_REMAINDER(f32, fmodf)
LANES_REMAINDER(f64, fmod)

// Each lane's entry of a table, by as many low bits of the index as the table needs. Where registers are wide enough
// they are tables themselves, and further bits of the index choose between the entries of two.
#define LANES_ALIGNED __attribute__((aligned(64)))
#if LANES_HAS_PERMUTES && LANES_BYTES == 64
#define LANES_LOOKUP(type, bits, suffix)                                                               \
  LANES_INLINE type lookup_##type(const type##_element *table, size_t bytes, bits index) {             \
    typedef type##_element floats __attribute__((vector_size(LANES_BYTES)));                           \
    typedef bits##_element places __attribute__((vector_size(LANES_BYTES)));                           \
    const size_t width = sizeof(type) / sizeof(type##_element);                                        \
    const floats *registers = (const floats *)table;                                                   \
    const type low = (type)__builtin_ia32_vpermi2var##suffix##512(registers[0], (places)index, registers[1]); \
    if (bytes == 2 * LANES_BYTES) return low;                                                          \
    const type high = (type)__builtin_ia32_vpermi2var##suffix##512(registers[2], (places)index, registers[3]); \
    return choose((bits)((index & (bits##_element)(2 * width)) == 0), low, high);                      \
  }
LANES_LOOKUP(f32, i32, ps)
LANES_LOOKUP(f64, i64, pd)
#else
#define LANES_LOOKUP(type, bits)                                                                       \
  LANES_INLINE type lookup_##type(const type##_element *table, size_t bytes, bits index) {             \
    const bits places = index & (bits##_element)(bytes / sizeof(type##_element) - 1);                  \
    type r;                                                                                            \
    for (size_t i = 0; i < sizeof(type) / sizeof(type##_element); i++) r[i] = table[places[i]];        \
    return r;                                                                                          \
  }
#if LANES_HAS_PERMUTES
LANES_INLINE f32 lookup_f32(const f32_element *table, size_t bytes, i32 index) {
  typedef f32_element floats __attribute__((vector_size(LANES_BYTES)));
  typedef i32_element places __attribute__((vector_size(LANES_BYTES)));
#define LANES_ENTRY(k) (f32) __builtin_ia32_permvarsf256(((const floats *)table)[k], (places)index)
  const i32 is_low = (i32)((index & 8) == 0);
  const f32 low = choose(is_low, LANES_ENTRY(0), LANES_ENTRY(1));
  if (bytes == 2 * LANES_BYTES) return low;
  const f32 high = choose(is_low, LANES_ENTRY(2), LANES_ENTRY(3));
  return choose((i32)((index & 16) == 0), low, high);
#undef LANES_ENTRY
}
#else
LANES_LOOKUP(f32, i32)
#endif
LANES_LOOKUP(f64, i64)
#endif

// Rounding to whole numbers keeps the sign of zero.
#if LANES_HAS_ROUNDING
#define LANES_ROUNDING(type, bits, magic)                                                              \
  LANES_INLINE type round_to_even_##type(type a) { return __builtin_elementwise_roundeven(a); }        \
  LANES_INLINE type round_down_##type(type a) { return __builtin_elementwise_floor(a); }               \
  LANES_INLINE type round_up_##type(type a) { return __builtin_elementwise_ceil(a); }                  \
  LANES_INLINE type round_toward_zero_##type(type a) { return __builtin_elementwise_trunc(a); }
#else
// Adding and subtracting 2^(p-1) rounds what has fraction bits.
#define LANES_ROUNDING(type, bits, magic)                                                              \
  LANES_INLINE type with_sign_##type(type a, type sign) { return __builtin_elementwise_copysign(a, sign); } \
  LANES_INLINE type round_to_even_##type(type a) {                                                     \
    const type m = magnitude(a);                                                                       \
    return with_sign_##type(choose((bits)(m < magic), (m + magic) - magic, m), a);                     \
  }                                                                                                    \
  LANES_INLINE type round_down_##type(type a) {                                                        \
    const type r = round_to_even_##type(a);                                                            \
    return with_sign_##type(choose((bits)(a < r), r - 1, r), a);                                       \
  }                                                                                                    \
  LANES_INLINE type round_up_##type(type a) {                                                          \
    const type r = round_to_even_##type(a);                                                            \
    return with_sign_##type(choose((bits)(r < a), r + 1, r), a);                                       \
  }                                                                                                    \
  LANES_INLINE type round_toward_zero_##type(type a) {                                                 \
    const type m = magnitude(a), r = round_to_even_##type(m);                                          \
    return with_sign_##type(choose((bits)(m < r), r - 1, r), a);                                       \
  }
#endif
LANES_ROUNDING(f32, i32, 0x1p23f)
LANES_ROUNDING(f64, i64, 0x1p52)

// To signed integers, truncated: NaN and what does not fit give the least one. C's conversion is undefined there and
// gets 0; the least integer itself counts as out of range, since it comes out either way.
#define LANES_TRUNCATED(a, integers, limit, least)                                                     \
  ({                                                                                                   \
    const __typeof__((a) < (a)) fits = magnitude(a) < (__typeof__(a))(limit);                          \
    const integers whole = __builtin_convertvector(choose(fits, (a), (__typeof__(a))(0)), integers);   \
    choose(__builtin_convertvector(fits, integers), whole, (integers)(least));                         \
  })
#define LANES_TRUNCATED_32(a, integers) LANES_TRUNCATED(a, integers, 0x1p31f, INT32_MIN)
#define LANES_TRUNCATED_64(a, integers) LANES_TRUNCATED(a, integers, 0x1p63f, INT64_MIN)
LANES_INLINE i32 truncate_f32(f32 a) { return LANES_TRUNCATED_32(a, i32); }
LANES_INLINE i64 truncate_f64(f64 a) { return LANES_TRUNCATED_64(a, i64); }
LANES_INLINE f32 convert_f32(i32 a) { return __builtin_convertvector(a, f32); }
LANES_INLINE f64 convert_f64(i64 a) { return __builtin_convertvector(a, f64); }

// MARK: Integer division
//
// It truncates: `x / 0` is 0, `min / -1` is `min`. Processors have no division of integers on vectors, but the quotient
// of two integers of 32 bits in binary64 (of 16 in binary32) truncates to the exact one.

#define LANES_FLOAT_QUOTIENT(type, float_element)                                                      \
  LANES_INLINE type whole_quotient_##type(type a, type b) {                                            \
    typedef float_element floats __attribute__((ext_vector_type(LANES_BYTES / sizeof(type##_element)))); \
    return __builtin_convertvector(__builtin_convertvector(a, floats) / __builtin_convertvector(b, floats), type); \
  }
LANES_FLOAT_QUOTIENT(i8, float)
LANES_FLOAT_QUOTIENT(i16, float)
LANES_FLOAT_QUOTIENT(i32, double)
LANES_FLOAT_QUOTIENT(u8, float)
LANES_FLOAT_QUOTIENT(u16, float)
LANES_FLOAT_QUOTIENT(u32, double)

// So it is with 64 bits where both are within ±2^51, as hardly ever they are not. There the integer and the bits of 3 2^51
// add up to the bits of the sum of both as floats: no processor lacks that conversion. The places of numbers from
// `least` on are below 2^51 or 2^52, which are `bits`.
#define LANES_WIDE_QUOTIENT(type, least, bits)                                                         \
  LANES_INLINE f64 near_to_f64_##type(type a) { return (f64)((u64)a + 0x4338000000000000) - 0x1.8p52; } \
  LANES_INLINE type whole_quotient_##type(type a, type b) {                                            \
    if (any((((u64)a - least) | ((u64)b - least)) >> bits)) return a / b;                              \
    const f64 quotient = round_toward_zero_f64(near_to_f64_##type(a) / near_to_f64_##type(b));         \
    return (type)((u64)(quotient + 0x1.8p52) - 0x4338000000000000);                                    \
  }
LANES_WIDE_QUOTIENT(i64, (u64_element)(-0x8000000000000), 52)
LANES_WIDE_QUOTIENT(u64, 0, 51)

#define LANES_SIGNED_DIVISION(type)                                                                    \
  LANES_INLINE type quotient_##type(type a, type b) {                                                  \
    const type is_zero = (type)(b == 0), is_minus_one = (type)(b == -1);                               \
    const type whole = whole_quotient_##type(a, choose(is_zero | is_minus_one, (type)(1), b));         \
    return choose(is_zero, (type)(0), choose(is_minus_one, -a, whole));                                \
  }
#define LANES_UNSIGNED_DIVISION(type, mask)                                                            \
  LANES_INLINE type quotient_##type(type a, type b) {                                                  \
    const mask is_zero = (mask)(b == 0);                                                               \
    return choose(is_zero, (type)(0), whole_quotient_##type(a, choose(is_zero, (type)(1), b)));        \
  }
LANES_SIGNED_DIVISION(i8)
LANES_SIGNED_DIVISION(i16)
LANES_SIGNED_DIVISION(i32)
LANES_SIGNED_DIVISION(i64)
LANES_UNSIGNED_DIVISION(u8, i8)
LANES_UNSIGNED_DIVISION(u16, i16)
LANES_UNSIGNED_DIVISION(u32, i32)
LANES_UNSIGNED_DIVISION(u64, i64)
