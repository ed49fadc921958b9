#include "CLanes.h"

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
