// What the parts of the accuracy sweep share.
#ifndef ACCURACY_H
#define ACCURACY_H

#include <mpfr.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Arguments are made, evaluated and judged in blocks.
enum { block = 4096 };

struct range { double low, high; };

// One row of vector mathematics, with oracles of rising cost. Each of them sends to the next one only what may be worse
// than the worst result known so far; only the last one has a say.
struct function {
  const char *name;
  int operands;
  // Where the result is neither constant nor an overflow (of doubles), and where the function bends.
  struct range whole, near;
  // Where cancellation or a change of formula is: arguments crowd there at all distances.
  double center;
  // The exact result to some 190 bits.
  void (*exact)(mpfr_t result, mpfr_t x, mpfr_t y);
  // The C library's `long double` function: a few units of its 64th bit off.
  long double (*extended)(long double x, long double y);
  // A `double` function, and the most that it is off: a result that equals its is no worse.
  double (*close)(double x, double y);
  double close_bound;
  // Doubles for a block: 2^-20 ulp of single precision off at most.
  void (*doubles)(double *out, const double *x, const double *y);
};

extern const struct function functions[];
extern const size_t function_count;

// Arguments number `index * block` and on: the same ones in every run.
void make_arguments(const struct function *function, bool single, uint64_t index, double *x, double *y);

// The distance of `result` from the exact one in units in the last place of the exact one; infinite where NaN, infinity
// or the sign of zero differ. `double` formats count as `single` when that is said.
double exact_error(const struct function *function, bool single, double result, double x, double y);

#endif
