// The last oracle: MPFR with far more bits than any result needs.

#include <math.h>

#include "Accuracy.h"

enum { precision = 192 };

double exact_error(const struct function *function, bool single, double result, double x, double y) {
  static mpfr_t a, b, r, difference;
  static bool is_ready = false;
  if (!is_ready) {
    mpfr_inits2(precision, a, b, r, difference, NULL);
    is_ready = true;
  }
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_set_d(b, y, MPFR_RNDN);
  function->exact(r, a, b);
  const double rounded = single ? mpfr_get_flt(r, MPFR_RNDN) : mpfr_get_d(r, MPFR_RNDN);
  if (isnan(result) || isnan(rounded)) return isnan(result) && isnan(rounded) ? 0 : INFINITY;
  if (isinf(result) || isinf(rounded)) return result == rounded ? 0 : INFINITY;
  if (result == 0 && rounded == 0 && signbit(result) != signbit(rounded)) return INFINITY;
  const long bits = single ? 24 : 53;
  const long least = single ? -126 : -1022;
  long exponent = mpfr_zero_p(r) ? least : mpfr_get_exp(r) - 1;
  if (exponent < least) exponent = least;
  mpfr_sub_d(difference, r, result, MPFR_RNDN);
  mpfr_mul_2si(difference, difference, bits - 1 - exponent, MPFR_RNDN);
  return fabs(mpfr_get_d(difference, MPFR_RNDN));
}
