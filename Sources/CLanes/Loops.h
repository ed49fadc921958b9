// The loops around the rows, for one instruction set. Included once for each, with
//
//   LANES_TABLE, LANES_NAME                 the table that is made, and its name
//   LANES_BYTES                             bytes of a vector
//   LANES_HAS_FMA, LANES_HAS_ROUNDING       whether there is an instruction for it
//   LANES_HAS_PERMUTES                      whether lanes of 32 bits permute by indices; with 64 bytes all do

#include "CLanes.h"

#include <math.h>
#include <string.h>

// User arithmetic is never contracted.
#pragma STDC FP_CONTRACT OFF
// Vectors are only passed between functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "Vectors.h"

#include "Rows.h"

// MARK: Rows

// Bytes that an element of the result and of each operand takes; 0 for operands that are not there.
struct lanes_sizes { size_t out, a, b, c; };

// The elements behind the last whole vector, by way of whole vectors on the stack.
static __attribute__((noinline)) void lanes_rest(
  lanes_loop loop, void *out, const void *a, const void *b, const void *c, size_t count, size_t width,
  struct lanes_sizes sizes, uint32_t varies) {
  _Alignas(64) char block[4][2 * LANES_BYTES] = {0};
  if (varies & 1) a = memcpy(block[0], a, count * sizes.a);
  if (varies & 2) b = memcpy(block[1], b, count * sizes.b);
  if (varies & 4) c = memcpy(block[2], c, count * sizes.c);
  loop(block[3], a, b, c, width, varies);
  memcpy(out, block[3], count * sizes.out);
}

// `width` elements at a time; R, A, B and C are the vectors of so many results and operands.
#define LANES_LOOP(loop, width, R, A, B, C, sizes, value)                                              \
  static void loop(                                                                                    \
    void *out, const void *a, const void *b, const void *c, size_t count, uint32_t varies) {           \
    const size_t a_step = varies & 1 ? sizeof(A) : 0;                                                  \
    const size_t b_step = varies & 2 ? sizeof(B) : 0;                                                  \
    const size_t c_step = varies & 4 ? sizeof(C) : 0;                                                  \
    size_t rest = count;                                                                               \
    for (; rest >= (width); rest -= (width)) {                                                         \
      const A va = load(A, a);                                                                         \
      const B vb = load(B, b);                                                                         \
      const C vc = load(C, c);                                                                         \
      (void)va, (void)vb, (void)vc;                                                                    \
      store(R, out, value);                                                                            \
      out = (char *)out + sizeof(R);                                                                   \
      a = (const char *)a + a_step;                                                                    \
      b = (const char *)b + b_step;                                                                    \
      c = (const char *)c + c_step;                                                                    \
    }                                                                                                  \
    if (rest != 0) lanes_rest(loop, out, a, b, c, rest, (width), (struct lanes_sizes)sizes, varies);   \
  }

#define SIZES(...) {__VA_ARGS__}
#define WIDTH(type) (LANES_BYTES / sizeof(type##_element))
#define S(type) sizeof(type##_element)

#define UNARY(dtype, type, name)                                                                       \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type, type, type, type, SIZES(S(type), S(type), 0, 0), \
             dtype##_##name(va))
#define BINARY(dtype, type, name)                                                                      \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type, type, type, type, SIZES(S(type), S(type), S(type), 0), \
             dtype##_##name(va, vb))
#define TERNARY(dtype, type, name)                                                                     \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type, type, type, type,                               \
             SIZES(S(type), S(type), S(type), S(type)), dtype##_##name(va, vb, vc))
#define PREDICATE(dtype, type, name)                                                                   \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type##_bytes, type, type, type, SIZES(1, S(type), 0, 0), \
             narrow_##type(dtype##_##name(va)))
#define RELATION(dtype, type, name)                                                                    \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type##_bytes, type, type, type, SIZES(1, S(type), S(type), 0), \
             narrow_##type(dtype##_##name(va, vb)))
#define SELECT(dtype, type, name)                                                                      \
  LANES_LOOP(loop_##dtype##_##name, WIDTH(type), type, type##_bytes, type, type,                       \
             SIZES(S(type), 1, S(type), S(type)), dtype##_##name(widen_##type(va), vb, vc))
LANES_ROWS(UNARY, BINARY, TERNARY, PREDICATE, RELATION, SELECT)

#define ROW(dtype, type, name) {#name, #dtype, loop_##dtype##_##name},
static const struct lanes_row rows[] = {LANES_ROWS(ROW, ROW, ROW, ROW, ROW, ROW)};

#include "Casts.h"
#include "Reductions.h"
#include "Searches.h"
#include "Scans.h"
#include "Runs.h"
#include "Shuffles.h"
#include "Transposes.h"

const struct lanes_table LANES_TABLE = {
  .name = LANES_NAME,
  .vector_bytes = LANES_BYTES,
  .rows = rows,
  .row_count = sizeof(rows) / sizeof(*rows),
  .casts = casts,
  .cast_count = sizeof(casts) / sizeof(*casts),
  .reductions = reductions,
  .reduction_count = sizeof(reductions) / sizeof(*reductions),
  .searches = searches,
  .search_count = sizeof(searches) / sizeof(*searches),
  .scans = scans,
  .scan_count = sizeof(scans) / sizeof(*scans),
  .transposes = {transpose_8, transpose_16, transpose_32, transpose_64},
  .picks = {pick_8, pick_16, pick_32, pick_64},
  .shuffle_blocks = shuffle_blocks,
};
