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
#define TURN(type, count)                                                                                          \
  for (ptrdiff_t m = 0; m < matrices; m++, from += matrix) {                                                        \
    for (ptrdiff_t r = 0; r < rows; r++, to += count) {                                                             \
      _Pragma("clang loop unroll(full)") for (ptrdiff_t c = 0; c < count; c++) to[c] = from[c * column + r];        \
    }                                                                                                              \
  }                                                                                                                \
  return;
#define TURN_MATRICES(type)                                                                                        \
  static void turn_##type(                                                                                         \
    type *restrict to, const type *restrict from, ptrdiff_t matrices, ptrdiff_t matrix, ptrdiff_t rows,             \
    ptrdiff_t columns, ptrdiff_t column) {                                                                         \
    switch (columns) {                                                                                             \
    case 2: TURN(type, 2)                                                                                          \
    case 3: TURN(type, 3)                                                                                          \
    case 4: TURN(type, 4)                                                                                          \
    case 5: TURN(type, 5)                                                                                          \
    case 6: TURN(type, 6)                                                                                          \
    case 7: TURN(type, 7)                                                                                          \
    case 8: TURN(type, 8)                                                                                          \
    default: break;                                                                                                \
    }                                                                                                              \
    for (ptrdiff_t m = 0; m < matrices; m++, from += matrix) {                                                      \
      for (ptrdiff_t r = 0; r < rows; r++, to += columns) {                                                         \
        for (ptrdiff_t c = 0; c < columns; c++) to[c] = from[c * column + r];                                       \
      }                                                                                                            \
    }                                                                                                              \
  }
TURN_MATRICES(uint8_t)
TURN_MATRICES(uint16_t)
TURN_MATRICES(uint32_t)
TURN_MATRICES(uint64_t)

void lanes_turn_matrices(
  void *out, const void *in, size_t element, ptrdiff_t matrices, ptrdiff_t matrix, ptrdiff_t rows, ptrdiff_t columns,
  ptrdiff_t column) {
  switch (element) {
  case 1: return turn_uint8_t(out, in, matrices, matrix, rows, columns, column);
  case 2: return turn_uint16_t(out, in, matrices, matrix, rows, columns, column);
  case 4: return turn_uint32_t(out, in, matrices, matrix, rows, columns, column);
  default: return turn_uint64_t(out, in, matrices, matrix, rows, columns, column);
  }
}
