// Conversions between dtypes, as NumPy makes them on x86-64. Integers wrap. Floats become integers by truncation:
// `i8 i16 i32 u8 u16` through `i32`, `u32` through `i64`; what does not fit gives the least integer and then wraps.
// Anything but zero, NaN included, becomes true. A truth value converts as the byte it is.

#define PLAIN(a, out) __builtin_convertvector(a, out)
#define TRUTH(a, out) (__builtin_convertvector((a) != 0, out) & 1)
#define THROUGH_I32(a, out) __builtin_convertvector(LANES_TRUNCATED_32(a, through_i32), out)
#define THROUGH_I64(a, out) __builtin_convertvector(LANES_TRUNCATED_64(a, through_i64), out)
#define TO_U64(a, out)                                                                                 \
  ({                                                                                                   \
    const __typeof__((a) < (a)) is_high = (a) >= (__typeof__(a))(0x1p63f);                             \
    const out low = (out)LANES_TRUNCATED_64(choose(is_high, (a) - (__typeof__(a))(0x1p63f), (a)), through_i64); \
    choose(__builtin_convertvector(is_high, through_i64), low ^ ((out)(1) << 63), low);                \
  })

#define CASTS_OF_INTEGERS(CAST, from)                                                                  \
  CAST(from, bool, TRUTH)                                                                              \
  CAST(from, i8, PLAIN) CAST(from, i16, PLAIN) CAST(from, i32, PLAIN) CAST(from, i64, PLAIN)           \
  CAST(from, u8, PLAIN) CAST(from, u16, PLAIN) CAST(from, u32, PLAIN) CAST(from, u64, PLAIN)           \
  CAST(from, f32, PLAIN) CAST(from, f64, PLAIN)
#define CASTS_OF_FLOATS(CAST, from)                                                                    \
  CAST(from, bool, TRUTH)                                                                              \
  CAST(from, i8, THROUGH_I32) CAST(from, i16, THROUGH_I32) CAST(from, i32, THROUGH_I32) CAST(from, i64, THROUGH_I64) \
  CAST(from, u8, THROUGH_I32) CAST(from, u16, THROUGH_I32) CAST(from, u32, THROUGH_I64) CAST(from, u64, TO_U64) \
  CAST(from, f32, PLAIN) CAST(from, f64, PLAIN)
#define CASTS(CAST)                                                                                    \
  CASTS_OF_INTEGERS(CAST, bool)                                                                        \
  CASTS_OF_INTEGERS(CAST, i8) CASTS_OF_INTEGERS(CAST, i16) CASTS_OF_INTEGERS(CAST, i32) CASTS_OF_INTEGERS(CAST, i64) \
  CASTS_OF_INTEGERS(CAST, u8) CASTS_OF_INTEGERS(CAST, u16) CASTS_OF_INTEGERS(CAST, u32) CASTS_OF_INTEGERS(CAST, u64) \
  CASTS_OF_FLOATS(CAST, f32) CASTS_OF_FLOATS(CAST, f64)

// Vectors of as many elements as the wider of both types has in one.
typedef uint8_t bool_element;
#define CAST_WIDTH(from, to) (LANES_BYTES / (S(from) > S(to) ? S(from) : S(to)))
#define CAST_VECTOR(element, from, to) element __attribute__((ext_vector_type(CAST_WIDTH(from, to))))
#define CAST(from, to, conversion)                                                                     \
  typedef CAST_VECTOR(from##_element, from, to) from##_before_##to;                                    \
  typedef CAST_VECTOR(to##_element, from, to) to##_after_##from;                                       \
  LANES_INLINE to##_after_##from from##_to_##to(from##_before_##to a) {                                \
    typedef CAST_VECTOR(int32_t, from, to) through_i32;                                                \
    typedef CAST_VECTOR(int64_t, from, to) through_i64;                                                \
    return conversion(a, to##_after_##from);                                                           \
  }                                                                                                    \
  LANES_LOOP(loop_##from##_to_##to, CAST_WIDTH(from, to), to##_after_##from, from##_before_##to,       \
             from##_before_##to, from##_before_##to, SIZES(S(to), S(from), 0, 0), from##_to_##to(va))
CASTS(CAST)

#define ENTRY(from, to, conversion) {#from, #to, loop_##from##_to_##to},
static const struct lanes_cast casts[] = {CASTS(ENTRY)};
#undef ENTRY
