// Products of a matrix with some columns, a tile of columns and some rows at a time, in registers. Included once for each
// instruction set; TILES_TABLE names the table that this one gives.
//
// An element is `start + ((0 + a0 b0) + a1 b1) + …`, each product and each sum rounded, in ascending order; the same for
// every tile, so that no shape, number of threads or instruction set shows in a result.

#include "CLinear.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang fp contract(off)

#define SUM_OF_PRODUCTS(sum, x, y) (sum) + (x) * (y)
#define ANY_OF_BOTH(sum, x, y) (sum) | ((x) & (y))
#define PLUS(x, y) (x) + (y)
#define OR(x, y) (x) | (y)

// ROWS rows of a, all that is summed; sums[r][l] is lane l of row r.
#define SUMS(type, bytes, ROWS, STEP)                                                                     \
  tile_##type##_##bytes sums[ROWS];                                                                       \
  _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) sums[r] = (tile_##type##_##bytes){0}; \
  for (ptrdiff_t p = 0; p < product->depth; p++) {                                                        \
    tile_##type##_##bytes y;                                                                              \
    memcpy(&y, b + p * product->b_row, bytes);                                                            \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) {                                   \
      const type x = a[r * product->a_row + p * product->a_column];                                       \
      sums[r] = STEP(sums[r], (tile_##type##_##bytes)(x - (tile_##type##_##bytes){0}), y);                \
    }                                                                                                     \
  }

// A whole tile is stored over what follows a short row too, which is stored after it.
#define STORE(type, bytes, ROWS, JOIN)                                                                \
  _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) {                                 \
    type *const target = c + r * product->c_row;                                                      \
    const int is_whole =                                                                              \
      columns >= lanes || (may_overlap && (last - row - r) * product->c_row + columns >= lanes);      \
    if (is_whole) {                                                                                   \
      tile_##type##_##bytes sum = sums[r];                                                            \
      if (product->adds) {                                                                            \
        tile_##type##_##bytes before;                                                                 \
        memcpy(&before, target, bytes);                                                               \
        sum = JOIN(before, sum);                                                                      \
      }                                                                                               \
      memcpy(target, &sum, bytes);                                                                    \
    } else {                                                                                          \
      for (ptrdiff_t l = 0; l < columns; l++) target[l] = product->adds ? JOIN(target[l], sums[r][l]) : sums[r][l]; \
    }                                                                                                 \
  }

#define SOME_ROWS(type, bytes, ROWS, STEP, JOIN)                                                      \
  {                                                                                                   \
    const type *const a = (const type *)product->a + row * product->a_row;                            \
    type *const c = (type *)product->c + row * product->c_row + left;                                 \
    SUMS(type, bytes, ROWS, STEP)                                                                     \
    STORE(type, bytes, ROWS, JOIN)                                                                    \
    row += ROWS;                                                                                      \
  }

// A few rows by a wide matrix, such as a rotation of points that lie one coordinate after the other: of some rows of b
// several tiles at a time, which lie side by side, so that few streams go through memory at once, and these are long. Gives
// the columns that are done.
#define WIDE(name, type, bytes, STEP)                                                                      \
  static inline __attribute__((always_inline)) ptrdiff_t name##_wide_##bytes(                              \
      const linear_tiles *const product, const int rows) {                                                 \
    const ptrdiff_t lanes = bytes / sizeof(type), width = TILES_ABREAST * lanes;                           \
    const ptrdiff_t columns = product->columns / width * width, streams = 8;                               \
    for (ptrdiff_t first = 0; first < product->depth; first += streams) {                                  \
      const ptrdiff_t depth = product->depth - first < streams ? product->depth - first : streams;         \
      const type *const a = (const type *)product->a + first * product->a_column;                          \
      for (ptrdiff_t left = 0; left < columns; left += width) {                                            \
        const type *const b = (const type *)product->b + first * product->b_row + left;                    \
        type *const c = (type *)product->c + left;                                                         \
        tile_##type##_##bytes sums[4][TILES_ABREAST] = {0}, y[TILES_ABREAST];                              \
        UNROLLED for (int r = 0; r < rows; r++) {                                                          \
          if (first > 0) memcpy(sums[r], c + r * product->c_row, sizeof sums[r]);                          \
        }                                                                                                  \
        for (ptrdiff_t p = 0; p < depth; p++) {                                                            \
          memcpy(y, b + p * product->b_row, sizeof y);                                                     \
          UNROLLED for (int r = 0; r < rows; r++) {                                                        \
            const type x = a[r * product->a_row + p * product->a_column];                                  \
            UNROLLED for (int t = 0; t < TILES_ABREAST; t++) {                                             \
              sums[r][t] = STEP(sums[r][t], (tile_##type##_##bytes)(x - (tile_##type##_##bytes){0}), y[t]); \
            }                                                                                              \
          }                                                                                                \
        }                                                                                                  \
        UNROLLED for (int r = 0; r < rows; r++) memcpy(c + r * product->c_row, sums[r], sizeof sums[r]);   \
      }                                                                                                    \
    }                                                                                                      \
    return columns;                                                                                        \
  }                                                                                                        \
  static ptrdiff_t name##_wide_columns_##bytes(const linear_tiles *const product) {                        \
    if (product->adds || product->b_tile != (ptrdiff_t)(bytes / sizeof(type))) return 0;                   \
    switch (product->rows) {                                                                               \
    case 2: return name##_wide_##bytes(product, 2);                                                        \
    case 3: return name##_wide_##bytes(product, 3);                                                        \
    case 4: return name##_wide_##bytes(product, 4);                                                        \
    default: return 0;                                                                                     \
    }                                                                                                      \
  }
#define NOT_WIDE(name, bytes) \
  static ptrdiff_t name##_wide_columns_##bytes(const linear_tiles *const product) { return 0; }
#define UNROLLED _Pragma("clang loop unroll(full)")

// What is left of the rows is done together too.
#define TILES(name, type, bytes, ROWS, STEP, JOIN)                                                    \
  static void name##_##bytes(const linear_tiles *whole) {                                             \
    /* A copy, which no store can change. */                                                          \
    const linear_tiles copy = *whole, *const product = &copy;                                         \
    const ptrdiff_t lanes = bytes / sizeof(type), last = product->rows - 1;                           \
    const int may_overlap = product->columns < lanes && product->c_row == product->columns && !product->adds; \
    ptrdiff_t left = name##_wide_columns_##bytes(product);                                            \
    for (; left < product->columns; left += lanes) {                                                  \
      const type *const b = (const type *)product->b + left / lanes * product->b_tile;                \
      const ptrdiff_t columns = product->columns - left < lanes ? product->columns - left : lanes;    \
      ptrdiff_t row = 0;                                                                              \
      while (row + ROWS <= product->rows) SOME_ROWS(type, bytes, ROWS, STEP, JOIN)                    \
      if (ROWS > 4 && row + 4 <= product->rows) SOME_ROWS(type, bytes, 4, STEP, JOIN)                 \
      switch (product->rows - row) {                                                                  \
      case 3: SOME_ROWS(type, bytes, 3, STEP, JOIN) break;                                            \
      case 2: SOME_ROWS(type, bytes, 2, STEP, JOIN) break;                                            \
      case 1: SOME_ROWS(type, bytes, 1, STEP, JOIN) break;                                            \
      }                                                                                               \
    }                                                                                                 \
  }

#define VECTORS(type)                                                      \
  typedef type tile_##type##_16 __attribute__((vector_size(16)));          \
  typedef type tile_##type##_32 __attribute__((vector_size(32)));          \
  typedef type tile_##type##_64 __attribute__((vector_size(64)));
VECTORS(float)
VECTORS(double)
VECTORS(uint8_t)
VECTORS(uint16_t)
VECTORS(uint32_t)
VECTORS(uint64_t)

#define EACH_WIDTH(name, type, STEP, JOIN) \
  NOT_WIDE(name, 16)                       \
  NOT_WIDE(name, 32)                       \
  WIDE(name, type, 64, STEP)               \
  TILES(name, type, 16, 8, STEP, JOIN)     \
  TILES(name, type, 32, 8, STEP, JOIN)     \
  TILES(name, type, 64, 4, STEP, JOIN)
EACH_WIDTH(f32, float, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(f64, double, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(i8, uint8_t, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(i16, uint16_t, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(i32, uint32_t, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(i64, uint64_t, SUM_OF_PRODUCTS, PLUS)
EACH_WIDTH(logical, uint8_t, ANY_OF_BOTH, OR)

// Small matrices, one after the other: with few columns, known to the compiler, all sums of a row are in registers, and no
// call or block is worth its time; up to four without a copy of b. `wide` is where products of small integers do not overflow.
#define STACK(name, type, wide)                                                                                \
  static inline __attribute__((always_inline)) void name##_small(                                              \
      const linear_stack *const s, const ptrdiff_t columns, const ptrdiff_t depth) {                           \
    const ptrdiff_t a_row = s->a_row, a_column = s->a_column, b_row = s->b_row, b_column = s->b_column;        \
    const type *restrict a = s->a, *restrict b = s->b;                                                         \
    type *restrict c = s->c;                                                                                   \
    for (ptrdiff_t k = 0; k < s->count; k++, a += s->a_matrix, b += s->b_matrix) {                             \
      for (ptrdiff_t i = 0; i < s->rows; i++, c += columns) {                                                  \
        type sums[4] = {0, 0, 0, 0};                                                                           \
        for (ptrdiff_t p = 0; p < depth; p++) {                                                                \
          for (ptrdiff_t j = 0; j < columns; j++) {                                                            \
            sums[j] = (type)(sums[j] + (wide)a[i * a_row + p * a_column] * (wide)b[p * b_row + j * b_column]); \
          }                                                                                                    \
        }                                                                                                      \
        for (ptrdiff_t j = 0; j < columns; j++) c[j] = sums[j];                                                \
      }                                                                                                        \
    }                                                                                                          \
  }                                                                                                            \
  typedef type name##_row __attribute__((vector_size(linear_stack_columns * sizeof(type))));                   \
  static inline __attribute__((always_inline)) void name##_short_rows(                                         \
      const linear_stack *const s, const ptrdiff_t columns) {                                                  \
    const ptrdiff_t a_row = s->a_row, a_column = s->a_column, b_row = s->b_row, b_column = s->b_column;        \
    const type *restrict a = s->a, *restrict b = s->b;                                                         \
    type *restrict c = s->c;                                                                                   \
    for (ptrdiff_t k = 0; k < s->count; k++, a += s->a_matrix, b += s->b_matrix) {                             \
      name##_row rows[linear_stack_depth];                                                                     \
      for (ptrdiff_t p = 0; p < s->depth; p++) {                                                               \
        name##_row row = {0};                                                                                  \
        if (b_column == 1) {                                                                                   \
          memcpy(&row, b + p * b_row, columns * sizeof(type));                                                 \
        } else {                                                                                               \
          for (ptrdiff_t j = 0; j < columns; j++) row[j] = b[p * b_row + j * b_column];                        \
        }                                                                                                      \
        rows[p] = row;                                                                                         \
      }                                                                                                        \
      for (ptrdiff_t i = 0; i < s->rows; i++, c += columns) {                                                  \
        name##_row sums = {0};                                                                                 \
        for (ptrdiff_t p = 0; p < s->depth; p++) {                                                             \
          sums = sums + (a[i * a_row + p * a_column] - (name##_row){0}) * rows[p];                             \
        }                                                                                                      \
        memcpy(c, &sums, columns * sizeof(type));                                                              \
      }                                                                                                        \
    }                                                                                                          \
  }                                                                                                            \
  static void name##_stack(const linear_stack *s) {                                                            \
    switch (s->columns) {                                                                                      \
      EACH_DEPTH(name, 1) EACH_DEPTH(name, 2) EACH_DEPTH(name, 3) EACH_DEPTH(name, 4)                          \
    case 5: return name##_short_rows(s, 5);                                                                    \
    case 6: return name##_short_rows(s, 6);                                                                    \
    case 7: return name##_short_rows(s, 7);                                                                    \
    case linear_stack_columns: return name##_short_rows(s, linear_stack_columns);                              \
    }                                                                                                          \
  }
#define EACH_DEPTH(name, columns)                   \
  case columns:                                     \
    switch (s->depth) {                             \
    case 2: return name##_small(s, columns, 2);     \
    case 3: return name##_small(s, columns, 3);     \
    case 4: return name##_small(s, columns, 4);     \
    default: return name##_small(s, columns, s->depth); \
    }
STACK(f32, float, float)
STACK(f64, double, double)
STACK(i8, uint8_t, uint32_t)
STACK(i16, uint16_t, uint32_t)
STACK(i32, uint32_t, uint32_t)
STACK(i64, uint64_t, uint64_t)

#define SCALAR float
#define WHOLE int32_t
#define NAME(x) f32_##x
#define LEAST FLT_MIN
#include "SmallFactors.h"
#define SCALAR double
#define WHOLE int64_t
#define NAME(x) f64_##x
#define LEAST DBL_MIN
#include "SmallFactors.h"

#define LOOPS(name, stack) {{name##_16, name##_32, name##_64}, stack}
const linear_tile_table TILES_TABLE = {
  LOOPS(f32, f32_stack), LOOPS(f64, f64_stack), LOOPS(i8, i8_stack), LOOPS(i16, i16_stack), LOOPS(i32, i32_stack),
  LOOPS(i64, i64_stack), LOOPS(logical, NULL),
  {f32_solve, f32_cholesky}, {f64_solve, f64_cholesky},
};
