// Runs of a few elements, one behind the other, taken apart and put together; and elements with gaps between them.
//
// The compiler knows how to take vectors apart and how to interleave them once it knows the length of a run, so that each
// length has a loop of its own: 0.05 to 0.1 ns for each element of 4 bytes, where a gather takes 1.

#define LONGEST_RUN 8
#define OF_EACH_LENGTH(length, LOOP) \
  switch (length) { LOOP(2) LOOP(3) LOOP(4) LOOP(5) LOOP(6) LOOP(7) LOOP(8) }
#define LENGTH(length, STATEMENT)                               \
  case length:                                                  \
    for (ptrdiff_t i = 0; i < count; i++) STATEMENT;            \
    return;
#define EACH_OF_RUN(length) UNROLLED for (ptrdiff_t k = 0; k < length; k++)
#define SPLIT(length) LENGTH(length, EACH_OF_RUN(length) out[k * pitch + i] = in[i * length + k])
#define MERGE(length) LENGTH(length, EACH_OF_RUN(length) out[i * length + k] = in[k * pitch + i])
#define PICK(distance) LENGTH(distance, out[i] = in[i * distance])

// The elements k of `count` runs are those from `k * pitch` on, on the other side.
#define RUNS(bits)                                                                                              \
  static void split_##bits(                                                                                     \
    uint##bits##_t *restrict out, const uint##bits##_t *restrict in, ptrdiff_t length, ptrdiff_t count,         \
    ptrdiff_t pitch) { OF_EACH_LENGTH(length, SPLIT) }                                                          \
  static void merge_##bits(                                                                                     \
    uint##bits##_t *restrict out, const uint##bits##_t *restrict in, ptrdiff_t length, ptrdiff_t count,         \
    ptrdiff_t pitch) { OF_EACH_LENGTH(length, MERGE) }                                                          \
  static void pick_##bits(void *target, const void *source, ptrdiff_t count, ptrdiff_t distance) {              \
    uint##bits##_t *restrict out = target;                                                                      \
    const uint##bits##_t *restrict in = source;                                                                 \
    OF_EACH_LENGTH(distance, PICK)                                                                              \
    if (distance == -1) {                                                                                       \
      for (ptrdiff_t i = 0; i < count; i++) out[i] = in[-i];                                                    \
    } else {                                                                                                    \
      for (ptrdiff_t i = 0; i < count; i++) out[i] = in[i * distance];                                          \
    }                                                                                                           \
  }
RUNS(8)
RUNS(16)
RUNS(32)
RUNS(64)
