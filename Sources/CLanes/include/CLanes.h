// The loops of the interpreter: every row of the tables over a block of elements, compiled for several instruction sets.
#ifndef CLANES_H
#define CLANES_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Reads `count` elements of up to three operands and writes as many results. Operand k advances where bit k of `varies`
// is set; elsewhere one vector of LANES_SPLAT_BYTES, all elements alike, is read again and again. Where `out` is an
// operand each element is read before it is written. Operands that a row does not have may be any pointers.
typedef void (*lanes_loop)(
  void *out, const void *a, const void *b, const void *c, size_t count, uint32_t varies);
#define LANES_SPLAT_BYTES 64

// One leaf of a reduction's tree: how many elements it has, and how many combinations follow it.
struct lanes_leaf {
  int32_t length;
  int32_t combines;
};
// Reductions of elements `a`, or of what a row gives for `a` and `b`; without a row `b` may be any pointer.

// Reduces the elements of `count` leaves and pushes each result on `stack`, an array of elements on which `depth` are
// already, combining as the leaves say. Gives the new depth.
typedef size_t (*lanes_reduce)(
  void *stack, size_t depth, const void *a, const void *b, const struct lanes_leaf *leaves, size_t count);
// Reduces `rows` rows that begin some bytes apart, of `count` leaves each, to an element each.
typedef void (*lanes_reduce_rows)(
  void *out, const void *a, ptrdiff_t a_stride, const void *b, ptrdiff_t b_stride, const struct lanes_leaf *leaves,
  size_t count, size_t rows);
// Combines `rows` rows of `count` elements that begin some bytes apart with the elements of `sums`, one after the other.
// Bit k of `varies` is set where operand k has an element for each of `sums`; else it has one a row.
typedef void (*lanes_reduce_columns)(
  void *sums, const void *a, ptrdiff_t a_stride, const void *b, ptrdiff_t b_stride, size_t count, size_t rows,
  uint32_t varies);

// Looks among `count` elements, the first of which stands at `first`, for those that beat `*best`, which stands at
// `*position`, and leaves the best of all there.
typedef void (*lanes_find)(void *best, int64_t *position, const void *elements, size_t count, int64_t first);
// The same for `count` columns at once, which have one best each: `elements` are all in row `row`. They advance if
// `varies` is not 0; else they are a splat.
typedef void (*lanes_find_in_columns)(
  void *best, int64_t *positions, const void *elements, size_t count, uint32_t varies, int64_t row);

struct lanes_row {
  const char *name;
  const char *dtype;
  lanes_loop loop;
};
struct lanes_cast {
  const char *from;
  const char *to;
  lanes_loop loop;
};
struct lanes_reduction {
  const char *name;
  // The row of two operands whose results are reduced; empty where elements are.
  const char *row;
  const char *dtype;
  lanes_reduce reduce;
  lanes_reduce_rows reduce_rows;
  lanes_reduce_columns reduce_columns;
  // Writes the value that leaves every other one as it is.
  void (*identity)(void *out, size_t count);
};

struct lanes_search {
  const char *name;
  const char *dtype;
  lanes_find find;
  lanes_find_in_columns find_in_columns;
  // Fills `out` with the value that beats nothing.
  void (*identity)(void *out, size_t count);
};

// What a reduction has come to at each element, for one dtype (`ScanOrder` in Lanes).
struct lanes_scan {
  const char *name;
  const char *dtype;
  // Some runs of `count` elements that lie `stride` elements apart, one after the other; a run begins `distance`
  // elements after the one before it.
  void (*runs)(void *out, const void *in, size_t count, ptrdiff_t stride, size_t runs, ptrdiff_t distance);
  // One block of a long run, as if nothing came before it.
  void (*block)(void *out, const void *in, size_t count);
  // What came before a block, `*before`, combined with each of its elements; stored past the caches if `streams`.
  void (*shift)(void *out, const void *in, size_t count, const void *before, int streams);
  // Both at once, with what comes before the next block in `*next`.
  void (*after)(void *out, const void *in, size_t count, const void *before, int streams, void *next);
};

// Elements that lie along columns: row r of column c is the element at `c * stride + r`. In rows, which lie `pitch`
// elements apart, it is the one at `r * pitch + c`. From the first column on there are `reach` columns in memory.
struct lanes_piece {
  ptrdiff_t rows;
  ptrdiff_t columns;
  ptrdiff_t stride;
  ptrdiff_t pitch;
  ptrdiff_t reach;
};
// The next cache lines of an array that will be read: `count` of them, of rows of `row_bytes` each, which lie `stride`
// bytes apart. The next one stands `byte` bytes behind the beginning of a `row`.
struct lanes_lines {
  const char *row;
  ptrdiff_t row_bytes;
  ptrdiff_t stride;
  ptrdiff_t byte;
  ptrdiff_t count;
};
// Brings a piece into rows, and asks for lines `beside` it on the way.
typedef void (*lanes_transpose)(
  void *out, const void *in, struct lanes_piece piece, struct lanes_lines *_Nullable beside, size_t beside_count);
// Brings elements that lie `distance` elements apart side by side: `out[i] = in[i * distance]`.
typedef void (*lanes_pick)(void *out, const void *in, ptrdiff_t count, ptrdiff_t distance);
// Puts the bytes of blocks into an order: byte k of the block at `out + b * out_step` is byte `places[k]` of the one at
// `in + b * in_step`. All LANES_BLOCK_BYTES of a block are read and stored, one block after the other.
typedef void (*lanes_shuffle)(
  void *out, const void *in, ptrdiff_t blocks, ptrdiff_t out_step, ptrdiff_t in_step, const uint8_t *places);
#define LANES_BLOCK_BYTES 16

// Everything, compiled for one instruction set.
struct lanes_table {
  const char *name;
  size_t vector_bytes;
  const struct lanes_row *rows;
  size_t row_count;
  const struct lanes_cast *casts;
  size_t cast_count;
  const struct lanes_reduction *reductions;
  size_t reduction_count;
  const struct lanes_search *searches;
  size_t search_count;
  const struct lanes_scan *scans;
  size_t scan_count;
  // For elements of 1, 2, 4 and 8 bytes.
  lanes_transpose _Nonnull transposes[4];
  lanes_pick _Nonnull picks[4];
  lanes_shuffle _Nonnull shuffle_blocks;
};

// The tables that this processor can run, widest vectors first; null past the last one. All give the same bits.
const struct lanes_table *_Nullable lanes_table(size_t index);

// Copies `rows * columns` cells of `cell` bytes each; strides are in bytes.
void lanes_copy_cells(
  void *out, const void *in, size_t cell, ptrdiff_t rows, ptrdiff_t out_row, ptrdiff_t in_row, ptrdiff_t columns,
  ptrdiff_t out_column, ptrdiff_t in_column);

// Brings matrices, whose columns are contiguous and lie `stride` elements apart, into rows that lie one behind the other:
// `out[m * rows * columns + r * columns + c] = in[m * distance + c * stride + r]`.
void lanes_turn_matrices(
  void *out, const void *in, size_t element, ptrdiff_t matrices, ptrdiff_t distance, ptrdiff_t rows,
  ptrdiff_t columns, ptrdiff_t stride);

// Copies past the caches. Other threads see it after `lanes_end_streaming`.
void lanes_stream(void *out, const void *in, size_t bytes);
static inline void lanes_end_streaming(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

// Asks for the cache line of an address, into the second-level cache; any address may be asked for.
static inline void lanes_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

// Tells the processor that this is a loop that waits.
static inline void lanes_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

#pragma clang assume_nonnull end

#endif
