#include "CLanes.h"

#include <stdint.h>
#include <string.h>

#define COPY(bytes)                                                                                  \
  for (ptrdiff_t r = 0; r < rows; r++, to += out_row, from += in_row) {                              \
    for (ptrdiff_t c = 0; c < columns; c++) memcpy(to + c * out_column, from + c * in_column, bytes); \
  }                                                                                                  \
  return;

// The sizes of pixels and of rows of small matrices are moved as the processor moves them; others by the library.
void lanes_copy_cells(
  void *out, const void *in, size_t cell, ptrdiff_t rows, ptrdiff_t out_row, ptrdiff_t in_row, ptrdiff_t columns,
  ptrdiff_t out_column, ptrdiff_t in_column) {
  char *restrict to = out;
  const char *restrict from = in;
  // One column is a row.
  if (columns == 1) columns = rows, out_column = out_row, in_column = in_row, rows = 1;
  switch (cell) {
  case 1: COPY(1)
  case 2: COPY(2)
  case 3: COPY(3)
  case 4: COPY(4)
  case 6: COPY(6)
  case 8: COPY(8)
  case 12: COPY(12)
  case 16: COPY(16)
  case 24: COPY(24)
  case 32: COPY(32)
  case 48: COPY(48)
  case 64: COPY(64)
  default: COPY(cell)
  }
}

// The columns of small matrices are known where each is turned, so that all of a row is moved without a loop.
#define TURN_ROWS_OF(count)                                                                                         \
  for (ptrdiff_t m = 0; m < matrices; m++, from += distance) {                                                      \
    for (ptrdiff_t r = 0; r < rows; r++, to += count) {                                                             \
      _Pragma("clang loop unroll(full)") for (ptrdiff_t c = 0; c < count; c++) to[c] = from[c * stride + r];        \
    }                                                                                                               \
  }                                                                                                                 \
  return;
#define TURN_MATRICES(type)                                                                                         \
  static void turn_##type(                                                                                          \
    type *restrict to, const type *restrict from, ptrdiff_t matrices, ptrdiff_t distance, ptrdiff_t rows,           \
    ptrdiff_t columns, ptrdiff_t stride) {                                                                          \
    switch (columns) {                                                                                              \
    case 2: TURN_ROWS_OF(2)                                                                                         \
    case 3: TURN_ROWS_OF(3)                                                                                         \
    case 4: TURN_ROWS_OF(4)                                                                                         \
    case 5: TURN_ROWS_OF(5)                                                                                         \
    case 6: TURN_ROWS_OF(6)                                                                                         \
    case 7: TURN_ROWS_OF(7)                                                                                         \
    case 8: TURN_ROWS_OF(8)                                                                                         \
    default: break;                                                                                                 \
    }                                                                                                               \
    for (ptrdiff_t m = 0; m < matrices; m++, from += distance) {                                                    \
      for (ptrdiff_t r = 0; r < rows; r++, to += columns) {                                                         \
        for (ptrdiff_t c = 0; c < columns; c++) to[c] = from[c * stride + r];                                       \
      }                                                                                                             \
    }                                                                                                               \
  }
TURN_MATRICES(uint8_t)
TURN_MATRICES(uint16_t)
TURN_MATRICES(uint32_t)
TURN_MATRICES(uint64_t)

void lanes_turn_matrices(
  void *out, const void *in, size_t element, ptrdiff_t matrices, ptrdiff_t distance, ptrdiff_t rows, ptrdiff_t columns,
  ptrdiff_t stride) {
  switch (element) {
  case 1: return turn_uint8_t(out, in, matrices, distance, rows, columns, stride);
  case 2: return turn_uint16_t(out, in, matrices, distance, rows, columns, stride);
  case 4: return turn_uint32_t(out, in, matrices, distance, rows, columns, stride);
  default: return turn_uint64_t(out, in, matrices, distance, rows, columns, stride);
  }
}
