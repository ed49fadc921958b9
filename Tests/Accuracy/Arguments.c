// Arguments by number, so that pieces can be run apart: each block of them is spread in one way.

#include <math.h>
#include <string.h>

#include "Accuracy.h"

// SplitMix64, at any place of its sequence.
static inline uint64_t random_bits(uint64_t index) {
  uint64_t z = (index + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static inline double from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// From 0 to below 1.
static inline double unit(uint64_t bits) { return (bits >> 11) * 0x1p-53; }

// All binades from 2^low to 2^high are as likely; the lowest bit decides the sign if there may be one.
static inline double any_binade(uint64_t bits, int low, int high, bool is_signed) {
  const uint64_t exponent = (uint64_t)(low + 1023) + (((bits >> 52) * (uint64_t)(high - low)) >> 12);
  const double x = from_bits((bits & 0xfffffffffffffu) | exponent << 52);
  return is_signed && (bits * 0x9e3779b97f4a7c15u) >> 63 ? -x : x;
}

static inline double between(struct range range, uint64_t bits) {
  return range.low + (range.high - range.low) * unit(bits);
}

static void one_argument(const struct function *f, uint64_t first, unsigned way, double *x) {
  const bool is_signed = f->whole.low < 0;
  switch (way) {
  case 0: // Every pattern of bits: huge, tiny, subnormal, NaN.
    for (size_t i = 0; i < block; i++) x[i] = from_bits(random_bits(first + i));
    break;
  case 1:
  case 2: // Small and medium magnitudes.
    for (size_t i = 0; i < block; i++) x[i] = any_binade(random_bits(first + i), -40, 12, is_signed);
    break;
  case 3:
  case 4:
    for (size_t i = 0; i < block; i++) x[i] = between(f->whole, random_bits(first + i));
    break;
  case 5:
  case 6:
    for (size_t i = 0; i < block; i++) x[i] = between(f->near, random_bits(first + i));
    break;
  default: // At all distances from the center or, for angles, from its multiples.
    for (size_t i = 0; i < block; i++) {
      const uint64_t bits = random_bits(first + i);
      const double turns = f->center == M_PI_2 ? (double)(random_bits(~bits) >> (44 + bits % 20)) : 1;
      x[i] = f->center * turns + any_binade(bits, -60, 0, true);
    }
  }
}

// Points of the plane: for lengths and angles.
static void points(uint64_t first, unsigned way, double *x, double *y) {
  for (size_t i = 0; i < block; i++) {
    const uint64_t a = random_bits(first + i), b = random_bits(a);
    switch (way) {
    case 0: // Every pattern of bits.
      x[i] = from_bits(a);
      y[i] = from_bits(b);
      break;
    case 1: // The same of comparable magnitudes.
      x[i] = any_binade(a, -1022, 1024, true);
      y[i] = x[i] * any_binade(b, -30, 30, true);
      break;
    case 2: // Near a diagonal.
      x[i] = any_binade(a, -4, 4, true);
      y[i] = x[i] * (1 + any_binade(b, -52, 0, true));
      break;
    case 3: // Near an axis.
      x[i] = any_binade(a, -4, 4, true);
      y[i] = x[i] * any_binade(b, -60, 0, true);
      break;
    case 4: // The edges of the exponents.
      x[i] = a & 1 ? any_binade(a, 1000, 1024, true) : any_binade(a, -1022, -1000, true) * 0x1p-30;
      y[i] = x[i] * any_binade(b, -4, 4, true);
      break;
    case 5:
      x[i] = any_binade(a, -10, 10, true);
      y[i] = any_binade(b, -10, 10, true);
      break;
    default:
      x[i] = between((struct range){-1, 1}, a);
      y[i] = between((struct range){-1, 1}, b);
    }
  }
}

// Powers; most of the results use the whole range of exponents, where the logarithm's error counts most.
static void powers(struct range exponents, uint64_t first, unsigned way, double *x, double *y) {
  for (size_t i = 0; i < block; i++) {
    const uint64_t a = random_bits(first + i), b = random_bits(a);
    switch (way) {
    case 0:
      x[i] = from_bits(a);
      y[i] = from_bits(b);
      continue;
    case 1:
    case 2:
      x[i] = any_binade(a, (int)exponents.low + 53, (int)exponents.high, false);
      break;
    case 3:
      x[i] = 1 + any_binade(a, -24, -2, true);
      break;
    case 4:
    case 5:
      x[i] = between((struct range){0.5, 2}, a);
      break;
    case 6: // Whole and half exponents, negative numbers with the whole ones.
      x[i] = any_binade(a, -10, 10, false);
      y[i] = (double)((int64_t)(b >> 57) - 64) / 2;
      if (b & 1) (x[i] = -x[i], y[i] *= 2);
      continue;
    default:
      x[i] = between((struct range){0, 10}, a);
      y[i] = between((struct range){-20, 20}, b);
      continue;
    }
    y[i] = between(exponents, b) / log2(x[i]);
  }
}

void make_arguments(const struct function *f, bool single, uint64_t index, double *x, double *y) {
  const uint64_t first = index * block;
  if (single && f->operands == 1) {
    // All of them, in the order of their bits.
    for (size_t i = 0; i < block; i++) {
      const uint32_t bits = (uint32_t)(first + i);
      float value;
      memcpy(&value, &bits, sizeof value);
      x[i] = value;
      y[i] = 0;
    }
    return;
  }
  const unsigned way = index % 8;
  if (f->operands == 1) {
    one_argument(f, first, way, x);
    memset(y, 0, block * sizeof *y);
  } else if (strcmp(f->name, "pow") == 0) {
    powers(single ? (struct range){-150, 128} : f->whole, first, way, x, y);
  } else {
    points(first, way, x, y);
  }
  if (single)
    for (size_t i = 0; i < block; i++) x[i] = (float)x[i], y[i] = (float)y[i];
}
