// Elements that lie along columns, brought into rows: out[row * pitch + column] = in[column * stride + row].
//
// It is done block by block: as many elements of as many columns as a vector has lanes, turned in registers. Each cache
// line is read while all of it is in registers: where the stride is a power of two, the lines of a block fall into one
// set of the cache and could not wait there for each other.
//
// A step takes the vectors of a block in pairs, whose numbers differ in one bit, and exchanges this bit with one of the
// lanes' numbers; log2(lanes) steps exchange all. They are what a processor does in one instruction each: lanes of the
// two interleaved within groups of 16 bytes (half of them at a time, `h` says which), and every other group picked.
// Two steps are so on lanes of 32 bits, and leave bits 0 and 1 of a vector's number exchanged.

#if LANES_BYTES == 64
#define INTERLEAVED_32(a, b, h)                                                                           \
  __builtin_shufflevector(a, b, 2 * h, 2 * h + 16, 2 * h + 1, 2 * h + 17, 2 * h + 4, 2 * h + 20, 2 * h + 5, 2 * h + 21, \
                          2 * h + 8, 2 * h + 24, 2 * h + 9, 2 * h + 25, 2 * h + 12, 2 * h + 28, 2 * h + 13, 2 * h + 29)
#define INTERLEAVED_64(a, b, h) __builtin_shufflevector(a, b, h, h + 8, h + 2, h + 10, h + 4, h + 12, h + 6, h + 14)
#define GROUPS(a, b, h) \
  __builtin_shufflevector(a, b, 2 * h, 2 * h + 1, 2 * h + 4, 2 * h + 5, 2 * h + 8, 2 * h + 9, 2 * h + 12, 2 * h + 13)
#else
#define INTERLEAVED_32(a, b, h) \
  __builtin_shufflevector(a, b, 2 * h, 2 * h + 8, 2 * h + 1, 2 * h + 9, 2 * h + 4, 2 * h + 12, 2 * h + 5, 2 * h + 13)
#define INTERLEAVED_64(a, b, h) __builtin_shufflevector(a, b, h, h + 4, h + 2, h + 6)
#define GROUPS(a, b, h) __builtin_shufflevector(a, b, 2 * h, 2 * h + 1, 2 * h + 4, 2 * h + 5)
#endif

typedef uint32_t lanes_of_32 __attribute__((ext_vector_type(LANES_BYTES / 4)));
typedef uint64_t lanes_of_64 __attribute__((ext_vector_type(LANES_BYTES / 8)));

#define STEP(v, type, count, bit, MADE)                                                                 \
  UNROLLED for (size_t i = 0; i < count; i++) {                                                         \
    if (i & bit) continue;                                                                              \
    const type a = (type)v[i], b = (type)v[i | bit];                                                    \
    v[i] = (lanes_of_64)MADE(a, b, 0), v[i | bit] = (lanes_of_64)MADE(a, b, 1);                         \
  }

// The elements of a block, those of column i at `in + i * stride`; `place` is where the vector of row i has come to.
// Pointers step: so many multiples would not stay in registers.
#define TURN(bits, lanes, STEPS, place)                                                                 \
  LANES_INLINE void turn_##bits(                                                                        \
    uint##bits##_t *out, const uint##bits##_t *in, ptrdiff_t stride, ptrdiff_t pitch) {                 \
    lanes_of_64 v[lanes];                                                                               \
    UNROLLED for (size_t i = 0; i < lanes; i++, in += stride) v[i] = load(lanes_of_64, in);             \
    STEPS                                                                                               \
    UNROLLED for (size_t i = 0; i < lanes; i++, out += pitch) store(lanes_of_64, out, v[place]);        \
  }
#if LANES_BYTES == 64
#define GROUP_STEPS(lanes, bit) STEP(v, lanes_of_64, lanes, bit, GROUPS) STEP(v, lanes_of_64, lanes, (2 * bit), GROUPS)
#else
#define GROUP_STEPS(lanes, bit) STEP(v, lanes_of_64, lanes, bit, GROUPS)
#endif
#define STEPS_64(lanes, bit) STEP(v, lanes_of_64, lanes, bit, INTERLEAVED_64) GROUP_STEPS(lanes, (2 * bit))
#define STEPS_32(lanes) STEP(v, lanes_of_32, lanes, 1, INTERLEAVED_32) STEPS_64(lanes, 2)

TURN(32, (LANES_BYTES / 4), STEPS_32((LANES_BYTES / 4)), ((i & ~(size_t)3) | (i & 1) << 1 | (i >> 1 & 1)))
TURN(64, (LANES_BYTES / 8), STEPS_64((LANES_BYTES / 8), 1), i)

// Of bytes and pairs of them vectors of 16 bytes are turned, by interleaving each vector of the first half with its
// counterpart in the second: that moves the highest bit of a number (of the vector, then of the lane) behind the lowest,
// and after log2(lanes) times vectors and lanes are exchanged. Each line is visited four times here.
#define LANES_8(h) \
  h, h + 16, h + 1, h + 17, h + 2, h + 18, h + 3, h + 19, h + 4, h + 20, h + 5, h + 21, h + 6, h + 22, h + 7, h + 23
#define LANES_16(h) h, h + 8, h + 1, h + 9, h + 2, h + 10, h + 3, h + 11
#define TURN_NARROW(bits, lanes, log2)                                                                        \
  typedef uint##bits##_t narrow_##bits __attribute__((ext_vector_type(lanes)));                               \
  LANES_INLINE void interleave_##bits(narrow_##bits *v) {                                                     \
    UNROLLED for (size_t step = 0; step < log2; step++) {                                                     \
      narrow_##bits w[lanes];                                                                                 \
      UNROLLED for (size_t i = 0; i < lanes / 2; i++) {                                                       \
        w[2 * i] = __builtin_shufflevector(v[i], v[i + lanes / 2], LANES_##bits(0));                          \
        w[2 * i + 1] = __builtin_shufflevector(v[i], v[i + lanes / 2], LANES_##bits((lanes / 2)));            \
      }                                                                                                       \
      UNROLLED for (size_t i = 0; i < lanes; i++) v[i] = w[i];                                                \
    }                                                                                                         \
  }                                                                                                           \
  LANES_INLINE void turn_##bits(                                                                              \
    uint##bits##_t *out, const uint##bits##_t *in, ptrdiff_t stride, ptrdiff_t pitch) {                       \
    narrow_##bits v[lanes];                                                                                   \
    UNROLLED for (size_t i = 0; i < lanes; i++, in += stride) v[i] = load(narrow_##bits, in);                 \
    interleave_##bits(v);                                                                                     \
    UNROLLED for (size_t i = 0; i < lanes; i++, out += pitch) store(narrow_##bits, out, v[i]);                \
  }                                                                                                           \
  LANES_INLINE void turn_part_##bits(                                                                         \
    uint##bits##_t *out, const uint##bits##_t *in, ptrdiff_t stride, ptrdiff_t pitch, ptrdiff_t rows,         \
    ptrdiff_t columns) {                                                                                      \
    narrow_##bits v[lanes];                                                                                   \
    UNROLLED for (ptrdiff_t i = 0; i < lanes; i++) v[i] = load(narrow_##bits, in + (i < columns ? i : 0) * stride); \
    interleave_##bits(v);                                                                                     \
    UNROLLED for (ptrdiff_t i = 0; i < lanes; i++) {                                                          \
      if (i < rows) store(narrow_##bits, out + i * pitch, v[i]);                                              \
    }                                                                                                         \
  }
TURN_NARROW(8, 16, 4)
TURN_NARROW(16, 8, 3)

// The columns whose lines are asked for before they are needed: they lie far from those of the last ones, so no
// prefetcher of the processor foresees them. Past a piece's last column they are those of the next piece.
#define COLUMNS_AHEAD 32

// Asks for as many lines as fall to one of `blocks` blocks.
LANES_INLINE void ask_for_share(struct lanes_lines *lines, ptrdiff_t blocks) {
  ptrdiff_t share = (lines->count + blocks - 1) / blocks;
  lines->count -= share;
  for (; share > 0; share--) {
    lanes_prefetch(lines->row + lines->byte);
    lines->byte += 64;
    if (lines->byte >= lines->row_bytes) lines->byte = 0, lines->row += lines->stride;
  }
}

// What is left of a block, where vectors may be read past the ends of its columns, or stored past those of its rows.
#define TURN_PART(bits, lanes, STEPS, place)                                                            \
  LANES_INLINE void turn_part_##bits(                                                                   \
    uint##bits##_t *out, const uint##bits##_t *in, ptrdiff_t stride, ptrdiff_t pitch, ptrdiff_t rows,   \
    ptrdiff_t columns) {                                                                                \
    lanes_of_64 v[lanes];                                                                               \
    UNROLLED for (ptrdiff_t i = 0; i < lanes; i++) v[i] = load(lanes_of_64, in + (i < columns ? i : 0) * stride); \
    STEPS                                                                                               \
    UNROLLED for (ptrdiff_t i = 0; i < lanes; i++) {                                                    \
      if (i < rows) store(lanes_of_64, out + i * pitch, v[place]);                                      \
    }                                                                                                   \
  }
TURN_PART(32, (LANES_BYTES / 4), STEPS_32((LANES_BYTES / 4)), ((i & ~(ptrdiff_t)3) | (i & 1) << 1 | (i >> 1 & 1)))
TURN_PART(64, (LANES_BYTES / 8), STEPS_64((LANES_BYTES / 8), 1), i)

// Short runs have loops of their own (`Runs.h`). Elements outside of whole blocks and of parts of them are moved one by
// one, a few columns at a time, whose lines the cache keeps.
#define TRANSPOSE(bits, lanes, TURN, TURN_PART)                                                           \
  static void transpose_##bits(                                                                           \
    void *target, const void *source, struct lanes_piece piece, struct lanes_lines *beside, size_t beside_count) { \
    uint##bits##_t *out = target;                                                                         \
    const uint##bits##_t *in = source;                                                                    \
    const ptrdiff_t rows = piece.rows, columns = piece.columns, stride = piece.stride, pitch = piece.pitch; \
    const ptrdiff_t longest = lanes <= LONGEST_RUN ? lanes - 1 : LONGEST_RUN;                             \
    if (1 < rows && rows <= longest && stride == rows) return split_##bits(out, in, rows, columns, pitch); \
    if (1 < columns && columns <= longest && pitch == columns) return merge_##bits(out, in, columns, rows, stride); \
    if (rows >= lanes && columns >= lanes) {                                                              \
      /* What is left behind whole blocks is done with what comes before it, once more. */                \
      ptrdiff_t blocks = (rows + lanes - 1) / lanes * ((columns + lanes - 1) / lanes);                    \
      for (ptrdiff_t begin = 0; begin < columns; begin += lanes) {                                        \
        const ptrdiff_t column = begin + lanes <= columns ? begin : columns - lanes;                      \
        const uint##bits##_t *start = in + column * stride;                                               \
        const ptrdiff_t ahead = column + COLUMNS_AHEAD, reach = ahead + lanes < piece.reach ? ahead + lanes : piece.reach; \
        for (ptrdiff_t k = ahead; k < reach; k++) {                                                       \
          const char *bytes = (const char *)(in + k * stride);                                            \
          for (ptrdiff_t byte = 0; byte < rows * (bits / 8); byte += 64) lanes_prefetch(bytes + byte);    \
        }                                                                                                 \
        for (ptrdiff_t first = 0; first < rows; first += lanes, blocks--) {                               \
          const ptrdiff_t row = first + lanes <= rows ? first : rows - lanes;                             \
          for (size_t k = 0; k < beside_count; k++) ask_for_share(beside + k, blocks);                    \
          TURN(out + row * pitch + column, start + row, stride, pitch);                                   \
        }                                                                                                 \
      }                                                                                                   \
      return;                                                                                             \
    }                                                                                                     \
    ptrdiff_t done_rows = 0, done_columns = 0;                                                            \
    if (columns < lanes && pitch == columns) {                                                            \
      /* Rows that lie one behind the other: vectors reach into those that are stored later. */           \
      for (; done_rows + lanes <= rows && (done_rows + lanes - 1) * pitch + lanes <= rows * pitch; done_rows += lanes) { \
        TURN_PART(out + done_rows * pitch, in + done_rows, stride, pitch, lanes, columns);                \
      }                                                                                                   \
    }                                                                                                     \
    if (rows < lanes) {                                                                                   \
      /* Columns' vectors reach into those that follow. */                                                \
      const ptrdiff_t last = (columns - 1) * stride + rows;                                               \
      for (; done_columns + lanes <= columns && (done_columns + lanes - 1) * stride + lanes <= last;      \
           done_columns += lanes) {                                                                       \
        TURN_PART(out + done_columns, in + done_columns * stride, stride, pitch, rows, lanes);            \
      }                                                                                                   \
    }                                                                                                     \
    for (ptrdiff_t first = 0, last; first < columns; first = last) {                                      \
      last = first + 8 < columns ? first + 8 : columns;                                                   \
      const ptrdiff_t start = last <= done_columns ? rows : done_rows;                                    \
      for (ptrdiff_t row = start; row < rows; row++) {                                                    \
        for (ptrdiff_t k = first; k < last; k++) out[row * pitch + k] = in[k * stride + row];             \
      }                                                                                                   \
    }                                                                                                     \
  }
TRANSPOSE(8, 16, turn_8, turn_part_8)
TRANSPOSE(16, 8, turn_16, turn_part_16)
TRANSPOSE(32, (LANES_BYTES / 4), turn_32, turn_part_32)
TRANSPOSE(64, (LANES_BYTES / 8), turn_64, turn_part_64)
