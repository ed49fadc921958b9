// The functions and their oracles: the C library's vector math for single precision, its `long double` functions for
// double precision, and MPFR.

#define _GNU_SOURCE
#include <math.h>

#include "Accuracy.h"

// MARK: Vectors of doubles

// The C library's vector functions where it has them; they are up to 4 ulp of `double` off.
#if defined(__AVX512F__)
typedef double wide __attribute__((vector_size(64)));
#define VECTOR_1(name) wide _ZGVeN8v_##name(wide);  static wide v_##name(wide x) { return _ZGVeN8v_##name(x); }
#define VECTOR_2(name) \
  wide _ZGVeN8vv_##name(wide, wide);  static wide v_##name(wide x, wide y) { return _ZGVeN8vv_##name(x, y); }
#elif defined(__AVX2__)
typedef double wide __attribute__((vector_size(32)));
#define VECTOR_1(name) wide _ZGVdN4v_##name(wide);  static wide v_##name(wide x) { return _ZGVdN4v_##name(x); }
#define VECTOR_2(name) \
  wide _ZGVdN4vv_##name(wide, wide);  static wide v_##name(wide x, wide y) { return _ZGVdN4vv_##name(x, y); }
#else
typedef double wide;
#define VECTOR_1(name) static wide v_##name(wide x) { return name(x); }
#define VECTOR_2(name) static wide v_##name(wide x, wide y) { return name(x, y); }
#endif

VECTOR_1(exp) VECTOR_1(exp2) VECTOR_1(expm1) VECTOR_1(log) VECTOR_1(log1p) VECTOR_1(log2) VECTOR_1(log10)
VECTOR_1(sin) VECTOR_1(cos) VECTOR_1(tan) VECTOR_1(asin) VECTOR_1(acos) VECTOR_1(atan) VECTOR_2(atan2)
VECTOR_1(sinh) VECTOR_1(cosh) VECTOR_1(tanh) VECTOR_1(asinh) VECTOR_1(acosh) VECTOR_1(atanh)
VECTOR_1(erf) VECTOR_1(erfc) VECTOR_1(cbrt) VECTOR_2(hypot) VECTOR_2(pow)

static const double half_root = 0x1.6a09e667f3bcdp-1;

#define DOUBLES(name, value)                                                           \
  static void doubles_##name(double *out, const double *a, const double *b) {          \
    for (size_t i = 0; i < block; i += sizeof(wide) / sizeof(double)) {                \
      const wide x = *(const wide *)(a + i);                                           \
      const wide y = *(const wide *)(b + i);                                           \
      (void)y;                                                                         \
      *(wide *)(out + i) = (value);                                                    \
    }                                                                                  \
  }
// Simple enough for the compiler's own vectors.
#define PLAIN_DOUBLES(name, value)                                                     \
  static void doubles_##name(double *out, const double *a, const double *b) {          \
    (void)b;                                                                           \
    for (size_t i = 0; i < block; i++) {                                               \
      const double x = a[i];                                                           \
      out[i] = (value);                                                                \
    }                                                                                  \
  }

// MARK: Oracles by name

#define EXACT(name, ...)                                                               \
  static void exact_##name(mpfr_t r, mpfr_t x, mpfr_t y) { (void)x, (void)y; __VA_ARGS__; }
#define EXTENDED(name, value)                                                          \
  static long double extended_##name(long double x, long double y) { (void)y; return value; }
#define CLOSE(name) static double close_##name(double x, double y) { (void)y; return name(x); }
#define CLOSE_2(name) static double close_##name(double x, double y) { return name(x, y); }

#define ELEMENTARY(name, exact) \
  DOUBLES(name, v_##name(x)) EXTENDED(name, name##l(x)) EXACT(name, exact(r, x, MPFR_RNDN))
#define ELEMENTARY_2(name, exact) \
  DOUBLES(name, v_##name(x, y)) EXTENDED(name, name##l(x, y)) EXACT(name, exact(r, x, y, MPFR_RNDN))

ELEMENTARY(exp, mpfr_exp) ELEMENTARY(exp2, mpfr_exp2) ELEMENTARY(expm1, mpfr_expm1)
ELEMENTARY(log, mpfr_log) ELEMENTARY(log1p, mpfr_log1p) ELEMENTARY(log2, mpfr_log2) ELEMENTARY(log10, mpfr_log10)
ELEMENTARY(sin, mpfr_sin) ELEMENTARY(cos, mpfr_cos) ELEMENTARY(tan, mpfr_tan)
ELEMENTARY(asin, mpfr_asin) ELEMENTARY(acos, mpfr_acos) ELEMENTARY(atan, mpfr_atan) ELEMENTARY_2(atan2, mpfr_atan2)
ELEMENTARY(sinh, mpfr_sinh) ELEMENTARY(cosh, mpfr_cosh) ELEMENTARY(tanh, mpfr_tanh)
ELEMENTARY(asinh, mpfr_asinh) ELEMENTARY(acosh, mpfr_acosh) ELEMENTARY(atanh, mpfr_atanh)
ELEMENTARY(erf, mpfr_erf) ELEMENTARY(erfc, mpfr_erfc) ELEMENTARY(cbrt, mpfr_cbrt)
ELEMENTARY_2(hypot, mpfr_hypot) ELEMENTARY_2(pow, mpfr_pow)

CLOSE(exp) CLOSE(exp2) CLOSE(log) CLOSE(log2) CLOSE(sin) CLOSE(cos) CLOSE(tan) CLOSE(asin) CLOSE(acos) CLOSE(atan)
CLOSE_2(atan2) CLOSE_2(pow)

// MARK: Functions that the C library does not have

PLAIN_DOUBLES(rsqrt, 1 / sqrt(x))
EXTENDED(rsqrt, 1 / sqrtl(x))
EXACT(rsqrt, mpfr_sqrt(r, x, MPFR_RNDN); mpfr_ui_div(r, 1, r, MPFR_RNDN))

DOUBLES(sigmoid, 1 / (1 + v_exp(-x)))
EXTENDED(sigmoid, 1 / (1 + expl(-x)))
static void exact_sigmoid(mpfr_t r, mpfr_t x, mpfr_t y) {
  (void)y;
  mpfr_neg(r, x, MPFR_RNDN);
  mpfr_exp(r, r, MPFR_RNDN);
  mpfr_add_ui(r, r, 1, MPFR_RNDN);
  mpfr_ui_div(r, 1, r, MPFR_RNDN);
}

DOUBLES(silu, x / (1 + v_exp(-x)))
EXTENDED(silu, x == -HUGE_VALL ? -0.0L : x / (1 + expl(-x)))
static void exact_silu(mpfr_t r, mpfr_t x, mpfr_t y) {
  if (mpfr_inf_p(x) && mpfr_sgn(x) < 0) {
    mpfr_set_zero(r, -1);
    return;
  }
  exact_sigmoid(r, x, y);
  mpfr_mul(r, r, x, MPFR_RNDN);
}

DOUBLES(gelu, 0.5 * x * v_erfc(-x * half_root))
// The leading 32 bits; products of such numbers are exact.
static long double leading(long double x) {
  const long double moved = x * 0x1.00000001p32L;
  return moved - (moved - x);
}
// The rounding of the argument would show far out: the difference of the squares puts it back to first order.
static long double extended_gelu(long double x, long double y) {
  (void)y;
  if (x < -200) return -0.0L;
  const long double a = -x * sqrtl(0.5L);
  if (!(x <= 0)) return 0.5L * x * erfcl(a);
  const long double x_high = leading(x), x_low = x - x_high, a_high = leading(a), a_low = a - a_high;
  const long double leading_part = x_high * x_high / 2 - a_high * a_high;
  const long double rest = leading_part + (x_high * x_low - 2 * a_high * a_low) + (x_low * x_low / 2 - a_low * a_low);
  return 0.5L * x * erfcl(a) * (1 - rest);
}
static void exact_gelu(mpfr_t r, mpfr_t x, mpfr_t y) {
  (void)y;
  if (mpfr_inf_p(x) && mpfr_sgn(x) < 0) {
    mpfr_set_zero(r, -1);
    return;
  }
  mpfr_set_ui_2exp(r, 1, -1, MPFR_RNDN);
  mpfr_sqrt(r, r, MPFR_RNDN);
  mpfr_mul(r, r, x, MPFR_RNDN);
  mpfr_neg(r, r, MPFR_RNDN);
  mpfr_erfc(r, r, MPFR_RNDN);
  mpfr_mul(r, r, x, MPFR_RNDN);
  mpfr_div_2ui(r, r, 1, MPFR_RNDN);
}

// max(x, 0) + log(1 + e^-|x|) neither cancels nor overflows.
static void doubles_softplus(double *out, const double *a, const double *b) {
  double rest[block] __attribute__((aligned(64)));
  double magnitude[block] __attribute__((aligned(64)));
  (void)b;
  for (size_t i = 0; i < block; i++) magnitude[i] = -fabs(a[i]);
  for (size_t i = 0; i < block; i += sizeof(wide) / sizeof(double))
    *(wide *)(rest + i) = v_log1p(v_exp(*(const wide *)(magnitude + i)));
  for (size_t i = 0; i < block; i++) out[i] = (a[i] < 0 ? 0 : a[i]) + rest[i];
}
EXTENDED(softplus, (x < 0 ? 0 : x) + log1pl(expl(-fabsl(x))))
static void exact_softplus(mpfr_t r, mpfr_t x, mpfr_t y) {
  (void)y;
  mpfr_abs(r, x, MPFR_RNDN);
  mpfr_neg(r, r, MPFR_RNDN);
  mpfr_exp(r, r, MPFR_RNDN);
  mpfr_log1p(r, r, MPFR_RNDN);
  if (!(mpfr_sgn(x) < 0)) mpfr_add(r, r, x, MPFR_RNDN);
}

// MARK: The table

#define ORACLES(name) .exact = exact_##name, .extended = extended_##name, .doubles = doubles_##name
#define CLOSE_TO(name) .close = close_##name, .close_bound = 0.55

const struct function functions[] = {
  {"exp", 1, {-746, 710}, {-1, 1}, 0, ORACLES(exp), CLOSE_TO(exp)},
  {"exp2", 1, {-1075, 1024}, {-1, 1}, 0, ORACLES(exp2), CLOSE_TO(exp2)},
  {"expm1", 1, {-40, 710}, {-2, 2}, 0, ORACLES(expm1)},
  {"log", 1, {0, 1e6}, {0.5, 2}, 1, ORACLES(log), .close = close_log, .close_bound = 0.52},
  {"log1p", 1, {-1, 1e3}, {-0.9, 1}, 0, ORACLES(log1p)},
  {"log2", 1, {0, 1e6}, {0.5, 2}, 1, ORACLES(log2), CLOSE_TO(log2)},
  {"log10", 1, {0, 1e6}, {0.5, 2}, 1, ORACLES(log10)},
  {"sin", 1, {-1e5, 1e5}, {-4, 4}, M_PI_2, ORACLES(sin), CLOSE_TO(sin)},
  {"cos", 1, {-1e5, 1e5}, {-4, 4}, M_PI_2, ORACLES(cos), CLOSE_TO(cos)},
  {"tan", 1, {-1e5, 1e5}, {-4, 4}, M_PI_2, ORACLES(tan), .close = close_tan, .close_bound = 0.65},
  {"asin", 1, {-1, 1}, {0.4, 0.6}, 1, ORACLES(asin), CLOSE_TO(asin)},
  {"acos", 1, {-1, 1}, {-0.6, 0.6}, 1, ORACLES(acos), CLOSE_TO(acos)},
  {"atan", 1, {-30, 30}, {-3, 3}, 1, ORACLES(atan), CLOSE_TO(atan)},
  {"atan2", 2, {-10, 10}, {-1, 1}, 0, ORACLES(atan2), CLOSE_TO(atan2)},
  {"sinh", 1, {-711, 711}, {-2, 2}, 0, ORACLES(sinh)},
  {"cosh", 1, {-711, 711}, {-2, 2}, 0, ORACLES(cosh)},
  {"tanh", 1, {-20, 20}, {-2, 2}, 0, ORACLES(tanh)},
  {"asinh", 1, {-1e3, 1e3}, {-2, 2}, 0, ORACLES(asinh)},
  {"acosh", 1, {1, 1e3}, {1, 3}, 1, ORACLES(acosh)},
  {"atanh", 1, {-1, 1}, {-0.6, 0.6}, 1, ORACLES(atanh)},
  {"erf", 1, {-6, 6}, {-1, 1}, 0, ORACLES(erf)},
  {"erfc", 1, {-6, 28}, {-1, 3}, 0, ORACLES(erfc)},
  {"cbrt", 1, {-1e3, 1e3}, {0.5, 8}, 1, ORACLES(cbrt)},
  {"rsqrt", 1, {0, 1e3}, {0.5, 4}, 1, ORACLES(rsqrt)},
  {"hypot", 2, {-10, 10}, {-1, 1}, 0, ORACLES(hypot)},
  {"pow", 2, {-1075, 1024}, {0, 10}, 1, ORACLES(pow), CLOSE_TO(pow)},
  {"sigmoid", 1, {-746, 40}, {-4, 4}, 0, ORACLES(sigmoid)},
  {"silu", 1, {-750, 50}, {-4, 4}, 0, ORACLES(silu)},
  {"softplus", 1, {-746, 40}, {-4, 4}, 0, ORACLES(softplus)},
  {"gelu", 1, {-39, 10}, {-3, 3}, 0, ORACLES(gelu)},
};
const size_t function_count = sizeof(functions) / sizeof(*functions);
