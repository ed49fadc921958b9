// Determinants, systems and Cholesky factors of stacks of small matrices, a matrix in each lane. Included once for each
// instruction set and type: SCALAR, WHOLE (integers of its size), NAME(x) (names of its own) and LEAST (its least normal
// number) say which, and end here.
//
// Each operation is rounded by itself, in an order that only the number of rows decides: the bits are the same for every
// instruction set, however many matrices there are, and wherever in the stack one lies.

// All is inlined, so no call passes a vector. A loop that is unrolled before its turn comes is reported as one that is not.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"
#pragma clang diagnostic ignored "-Wpass-failed"

#define BYTES 32
typedef SCALAR NAME(lanes) __attribute__((vector_size(BYTES)));
typedef WHOLE NAME(mask) __attribute__((vector_size(BYTES)));
#define LANES NAME(lanes)
#define MASK NAME(mask)
#define COUNT ((ptrdiff_t)(BYTES / sizeof(SCALAR)))
#define MOST linear_small_rows
#define UNROLL _Pragma("clang loop unroll(full)")
#define INLINE static inline __attribute__((always_inline))

INLINE LANES NAME(select)(MASK mask, LANES x, LANES y) { return (LANES)((mask & (MASK)x) | (~mask & (MASK)y)); }
INLINE LANES NAME(magnitude)(LANES x) { return NAME(select)(x < 0, -x, x); }

// An element of some matrices, which begin at `at`.
INLINE LANES NAME(gather)(const SCALAR *from, const ptrdiff_t *at) {
  LANES to;
  UNROLL for (ptrdiff_t l = 0; l < COUNT; l++) to[l] = from[at[l]];
  return to;
}
// The same where each matrix begins so many elements behind the one before it, which the compiler knows.
INLINE LANES NAME(gather_packed)(const SCALAR *from, const ptrdiff_t step) {
  LANES to;
  UNROLL for (ptrdiff_t l = 0; l < COUNT; l++) to[l] = from[l * step];
  return to;
}
INLINE void NAME(scatter)(const LANES from, SCALAR *to, const ptrdiff_t step, const ptrdiff_t count) {
  if (count == COUNT) {
    UNROLL for (ptrdiff_t l = 0; l < COUNT; l++) to[l * step] = from[l];
  } else {
    for (ptrdiff_t l = 0; l < count; l++) to[l * step] = from[l];
  }
}
// The first lane in which the mask is set, or -1. Lanes that repeat the last matrix come after it.
INLINE ptrdiff_t NAME(first)(const MASK mask) {
  if (__builtin_reduce_or(mask) == 0) return -1;
  for (ptrdiff_t l = 0; l < COUNT; l++) if (mask[l]) return l;
  return -1;
}

// The product of pivots, where what is multiplied on the way would be too large or too small.
static SCALAR NAME(careful_product)(const LANES *pivots, const ptrdiff_t step, const ptrdiff_t n, const ptrdiff_t lane) {
  double product = 1;
  int exponent = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    int own;
    product *= frexp(pivots[i * step][lane], &own);
    exponent += own;
  }
  return (SCALAR)ldexp(product, exponent);
}

// Elimination with the greatest element of a column as its pivot, as LAPACK's `gesv` does it. Of a singular matrix the
// determinant is 0; there is no solution, and the number of the first one is returned. Else -1.
INLINE ptrdiff_t NAME(eliminate_of)(
  const linear_small *const s, const ptrdiff_t n, const ptrdiff_t width, const bool is_packed) {
  const SCALAR *a = s->a, *b = s->b;
  ptrdiff_t at_a[COUNT], at_b[COUNT];
  UNROLL for (ptrdiff_t l = 0; l < COUNT; l++) at_a[l] = l * s->a_matrix, at_b[l] = l * s->b_matrix;
  for (ptrdiff_t k = 0; k < s->count; k += COUNT) {
    const ptrdiff_t count = s->count - k < COUNT ? s->count - k : COUNT;
    // Lanes behind the last matrix have that one again.
    for (ptrdiff_t l = count; l < COUNT; l++) at_a[l] = at_a[count - 1], at_b[l] = at_b[count - 1];
    LANES m[MOST][MOST], x[MOST][MOST];
    if (is_packed && count == COUNT) {
      UNROLL for (ptrdiff_t i = 0; i < n * n; i++) m[i / n][i % n] = NAME(gather_packed)(a + i, n * n);
    } else {
      UNROLL for (ptrdiff_t i = 0; i < n * n; i++) {
        m[i / n][i % n] = NAME(gather)(a + i / n * s->a_row + i % n * s->a_column, at_a);
      }
    }
    UNROLL for (ptrdiff_t i = 0; i < n; i++) {
      UNROLL for (ptrdiff_t j = 0; j < MOST && j < width; j++) {
        x[i][j] = b == NULL ? (LANES){0} + (SCALAR)(i == j) : NAME(gather)(b + i * s->b_row + j * s->b_column, at_b);
      }
    }
    a += COUNT * s->a_matrix;
    if (b != NULL) b += COUNT * s->b_matrix;

    MASK singular = {0}, turned = {0};
    UNROLL for (ptrdiff_t c = 0; c < n; c++) {
      LANES greatest = NAME(magnitude)(m[c][c]);
      MASK place = (MASK){0} + (WHOLE)c;
      UNROLL for (ptrdiff_t i = c + 1; i < n; i++) {
        const LANES candidate = NAME(magnitude)(m[i][c]);
        const MASK is_greater = candidate > greatest;
        greatest = NAME(select)(is_greater, candidate, greatest);
        place = (is_greater & (WHOLE)i) | (~is_greater & place);
      }
      UNROLL for (ptrdiff_t i = c + 1; i < n; i++) {
        const MASK here = place == (WHOLE)i;
        UNROLL for (ptrdiff_t j = c; j < n; j++) {
          const LANES above = m[c][j];
          m[c][j] = NAME(select)(here, m[i][j], above);
          m[i][j] = NAME(select)(here, above, m[i][j]);
        }
        UNROLL for (ptrdiff_t j = 0; j < MOST && j < width; j++) {
          const LANES above = x[c][j];
          x[c][j] = NAME(select)(here, x[i][j], above);
          x[i][j] = NAME(select)(here, above, x[i][j]);
        }
      }
      turned ^= place != (WHOLE)c;
      singular |= m[c][c] == 0;
      UNROLL for (ptrdiff_t i = c + 1; i < n; i++) {
        const LANES factor = m[i][c] / m[c][c];
        UNROLL for (ptrdiff_t j = c + 1; j < n; j++) m[i][j] -= factor * m[c][j];
        UNROLL for (ptrdiff_t j = 0; j < MOST && j < width; j++) {
          x[i][j] -= factor * x[c][j];
        }
      }
    }

    if (width == 0) {
      LANES product = m[0][0];
      MASK is_far = {0};
      UNROLL for (ptrdiff_t i = 1; i < n; i++) {
        product *= m[i][i];
        const LANES magnitude = NAME(magnitude)(product);
        is_far |= ~((magnitude >= LEAST) & (magnitude <= 1 / LEAST));
      }
      is_far &= ~singular;
      const ptrdiff_t far = NAME(first)(is_far);
      for (ptrdiff_t l = far; far >= 0 && l < COUNT; l++) {
        if (is_far[l]) product[l] = NAME(careful_product)(&m[0][0], MOST + 1, n, l);
      }
      product = NAME(select)(singular, (LANES){0}, NAME(select)(turned, -product, product));
      NAME(scatter)(product, (SCALAR *)s->out + k, 1, count);
      continue;
    }
    const ptrdiff_t failed = NAME(first)(singular);
    if (failed >= 0) return k + failed;
    SCALAR *const out = (SCALAR *)s->out + k * n * width;
    UNROLL for (ptrdiff_t j = 0; j < MOST && j < width; j++) {
      UNROLL for (ptrdiff_t c = n - 1; c >= 0; c--) {
        x[c][j] /= m[c][c];
        UNROLL for (ptrdiff_t i = 0; i < c; i++) x[i][j] -= m[i][c] * x[c][j];
      }
      UNROLL for (ptrdiff_t i = 0; i < n; i++) NAME(scatter)(x[i][j], out + i * width + j, n * width, count);
    }
  }
  return -1;
}

INLINE ptrdiff_t NAME(eliminate)(const linear_small *const s, const ptrdiff_t n) {
  const bool is_packed = s->a_matrix == n * n && s->a_row == n && s->a_column == 1;
  if (!is_packed) return NAME(eliminate_of)(s, n, s->columns, false);
  return s->columns == 0 ? NAME(eliminate_of)(s, n, 0, true) : NAME(eliminate_of)(s, n, s->columns, true);
}

// The lower factor, of which element (i, j) is stored at `i * out_row + j * out_column`, with zeros above it. The number of
// the first matrix that is not positive definite, else -1; NaN is passed on, as LAPACK does.
INLINE ptrdiff_t NAME(factor)(const linear_small *const s, const ptrdiff_t n) {
  const SCALAR *a = s->a;
  ptrdiff_t at[COUNT];
  UNROLL for (ptrdiff_t l = 0; l < COUNT; l++) at[l] = l * s->a_matrix;
  for (ptrdiff_t k = 0; k < s->count; k += COUNT, a += COUNT * s->a_matrix) {
    const ptrdiff_t count = s->count - k < COUNT ? s->count - k : COUNT;
    for (ptrdiff_t l = count; l < COUNT; l++) at[l] = at[count - 1];
    SCALAR *const out = (SCALAR *)s->out + k * n * n;
    LANES m[MOST][MOST];
    MASK failed = {0};
    UNROLL for (ptrdiff_t j = 0; j < n; j++) {
      UNROLL for (ptrdiff_t i = j; i < n; i++) {
        LANES rest = NAME(gather)(a + i * s->a_row + j * s->a_column, at);
        UNROLL for (ptrdiff_t p = 0; p < j; p++) rest -= m[i][p] * m[j][p];
        m[i][j] = rest;
      }
      failed |= m[j][j] <= 0;
      m[j][j] = __builtin_elementwise_sqrt(m[j][j]);
      UNROLL for (ptrdiff_t i = j + 1; i < n; i++) m[i][j] /= m[j][j];
    }
    const ptrdiff_t lane = NAME(first)(failed);
    if (lane >= 0) return k + lane;
    UNROLL for (ptrdiff_t i = 0; i < n; i++) {
      UNROLL for (ptrdiff_t j = 0; j < n; j++) {
        const LANES element = j <= i ? m[i][j] : (LANES){0};
        NAME(scatter)(element, out + i * s->out_row + j * s->out_column, n * n, count);
      }
    }
  }
  return -1;
}

#define EACH_SIZE(loop)                          \
  switch (s->rows) {                             \
  case 1: return NAME(loop)(s, 1);               \
  case 2: return NAME(loop)(s, 2);               \
  case 3: return NAME(loop)(s, 3);               \
  default: return NAME(loop)(s, linear_small_rows); \
  }
static ptrdiff_t NAME(solve)(const linear_small *s) { EACH_SIZE(eliminate) }
static ptrdiff_t NAME(cholesky)(const linear_small *s) { EACH_SIZE(factor) }

#pragma clang diagnostic pop
#undef EACH_SIZE
#undef INLINE
#undef UNROLL
#undef MOST
#undef BYTES
#undef COUNT
#undef MASK
#undef LANES
#undef LEAST
#undef NAME
#undef WHOLE
#undef SCALAR
