// What Swift cannot spell: CPUID, asked before a BLAS library is loaded, GNU's `dladdr`, and loops for several
// instruction sets.
#ifndef CLINEAR_H
#define CLINEAR_H

#include <stdbool.h>
#include <stddef.h>

/// The file that the loader took `symbol` from; null when it does not know.
const char *linear_library_path(const void *symbol);

/// `c = a · b`, or `c += a · b`, for a matrix b in tiles of columns. Strides are in elements; rows of c are contiguous.
typedef struct {
  const void *a;
  ptrdiff_t a_row, a_column;
  /// Tile t begins at `t * b_tile`, its row p `p * b_row` behind; a tile is always read whole.
  const void *b;
  ptrdiff_t b_row, b_tile;
  void *c;
  ptrdiff_t c_row;
  ptrdiff_t rows, columns, depth;
  bool adds;
} linear_tiles;

typedef void (*linear_tile_loop)(const linear_tiles *);

/// Columns that the products of a small stack have at most, and products that their elements are sums of.
enum { linear_stack_columns = 8, linear_stack_depth = 16 };

/// `c = a · b` for each pair of matrices of two stacks. Strides are in elements, from one matrix to
/// the next too; the matrices c lie packed one behind the other.
typedef struct {
  const void *a;
  ptrdiff_t a_matrix, a_row, a_column;
  const void *b;
  ptrdiff_t b_matrix, b_row, b_column;
  void *c;
  ptrdiff_t count, rows, columns, depth;
} linear_stack;

typedef void (*linear_stack_loop)(const linear_stack *);

/// The loops with tiles of 16, 32 and 64 bytes, and the one for stacks of small matrices, if there is one.
typedef struct {
  linear_tile_loop tiles[3];
  linear_stack_loop stack;
} linear_loops;

/// The rows that small matrices have at most.
enum { linear_small_rows = 4 };

/// A stack of small square matrices, 1 to 4 rows each, and what is wanted of them. Strides are in elements, from one matrix
/// to the next too; what is stored lies packed, a matrix behind the other.
typedef struct {
  const void *a;
  ptrdiff_t a_matrix, a_row, a_column;
  /// The right sides of systems; null where they are the identity.
  const void *b;
  ptrdiff_t b_matrix, b_row, b_column;
  void *out;
  /// Where elements of a Cholesky factor are stored.
  ptrdiff_t out_row, out_column;
  /// `columns` of the right sides, at most 4; 0 asks for determinants.
  ptrdiff_t count, rows, columns;
} linear_small;

/// Returns the number of the first matrix that has no result, or -1.
typedef ptrdiff_t (*linear_small_loop)(const linear_small *);

typedef struct {
  linear_small_loop solve, cholesky;
} linear_small_loops;

/// Those of each element type. Integers wrap, signed ones in the same bits.
typedef struct {
  linear_loops f32, f64, i8, i16, i32, i64, logical;
  linear_small_loops small_f32, small_f64;
} linear_tile_table;

/// The loops that this processor can run, the fastest first; null behind the last.
const linear_tile_table *linear_tile_loops(size_t index);

#endif
