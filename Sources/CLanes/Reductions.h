// Reductions by the fixed tree (`ReductionTree`): a leaf in eight interleaved partials, combined as
// ((0+1)+(2+3))+((4+5)+(6+7)), what is left over one by one; then leaf with leaf as the leaves say.
//
// What is reduced are elements, or what two of them give: `value` of eight lanes, of one and of a whole vector. That is
// never stored, and rounds as if it were.

// Every other lane of two vectors: neighbours, to be combined.
#define LANES_EVEN(v, w) __builtin_shufflevector(v, w, 0, 2, 4, 6, 8, 10, 12, 14)
#define LANES_ODD(v, w) __builtin_shufflevector(v, w, 1, 3, 5, 7, 9, 11, 13, 15)

// How many leaves have their partial results combined together, and how many long rows are added in one go. Leaves
// themselves are read one after the other, as one stream of memory: four side by side took twice as long.
#define LANES_ABREAST 4
// Partial results of the deepest tree.
#define LANES_STACK 64
// Vectors of sums that stay in registers.
#define LANES_FEW 4

// The operands of row `row` at column `i`, as vectors or as elements; without `b` the second one is not looked at.
#define LANES_OPERANDS(type, vector, i)                                                                \
  const type##_element *in_a = (const type##_element *)(a + (ptrdiff_t)row * a_stride);                \
  const type##_element *in_b = (const type##_element *)(b + (ptrdiff_t)row * b_stride);                \
  const vector va = a_varies ? load(vector, in_a + (i)) : (vector)(*in_a);                             \
  const vector vb = b_varies ? load(vector, in_b + (i)) : (vector)(*in_b);                             \
  (void)vb;

#define REDUCE(id, dtype, name, row_name, type, value, value_of_one, value_of_all)                     \
  /* Some leaves: `a[k][i]` and `b[k][i]` for i < counts[k]. */                                        \
  LANES_INLINE void leaves_##id(                                                                       \
    type##_element *out, const type##_element *const *a, const type##_element *const *b, const size_t *counts) { \
    type##x8 lanes[LANES_ABREAST];                                                                     \
    for (int k = 0; k < LANES_ABREAST; k++) {                                                          \
      lanes[k] = dtype##_##name##_identity();                                                          \
      for (size_t i = 0; i + 8 <= counts[k]; i += 8)                                                   \
        lanes[k] = dtype##_##name(lanes[k], value(load(type##x8, a[k] + i), load(type##x8, b[k] + i)));\
    }                                                                                                  \
    const type##x8 low = dtype##_##name(LANES_EVEN(lanes[0], lanes[1]), LANES_ODD(lanes[0], lanes[1])); \
    const type##x8 high = dtype##_##name(LANES_EVEN(lanes[2], lanes[3]), LANES_ODD(lanes[2], lanes[3])); \
    const type##x8 pairs = dtype##_##name(LANES_EVEN(low, high), LANES_ODD(low, high));                \
    const type##x8 all = dtype##_##name(LANES_EVEN(pairs, pairs), LANES_ODD(pairs, pairs));            \
    for (int k = 0; k < LANES_ABREAST; k++) {                                                          \
      out[k] = all[k];                                                                                 \
      for (size_t j = counts[k] & ~(size_t)7; j < counts[k]; j++)                                      \
        out[k] = combine_##dtype##_##name(out[k], value_of_one(a[k][j], b[k][j]));                     \
    }                                                                                                  \
  }                                                                                                    \
  LANES_INLINE type##_element leaf_##id(const type##_element *a, const type##_element *b, size_t count) { \
    type##x8 lanes = dtype##_##name##_identity();                                                      \
    size_t i = 0;                                                                                      \
    for (; i + 8 <= count; i += 8)                                                                     \
      lanes = dtype##_##name(lanes, value(load(type##x8, a + i), load(type##x8, b + i)));              \
    const type##x8 pairs = dtype##_##name(LANES_EVEN(lanes, lanes), LANES_ODD(lanes, lanes));          \
    const type##x8 fours = dtype##_##name(LANES_EVEN(pairs, pairs), LANES_ODD(pairs, pairs));          \
    type##_element total = combine_##dtype##_##name(fours[0], fours[1]);                               \
    for (; i < count; i++) total = combine_##dtype##_##name(total, value_of_one(a[i], b[i]));          \
    return total;                                                                                      \
  }                                                                                                    \
  static size_t reduce_##id(                                                                           \
    void *stack, size_t depth, const void *a, const void *b, const struct lanes_leaf *leaves, size_t count) { \
    type##_element *top = (type##_element *)stack + depth;                                             \
    const type##_element *next_a = a, *next_b = b;                                                     \
    for (size_t k = 0; k < count;) {                                                                   \
      type##_element results[LANES_ABREAST];                                                           \
      const size_t abreast = count - k < LANES_ABREAST ? 1 : LANES_ABREAST;                            \
      if (abreast == 1) {                                                                              \
        results[0] = leaf_##id(next_a, next_b, leaves[k].length);                                      \
        next_a += leaves[k].length;                                                                    \
        next_b += leaves[k].length;                                                                    \
      } else {                                                                                         \
        const type##_element *starts_a[LANES_ABREAST], *starts_b[LANES_ABREAST];                       \
        size_t counts[LANES_ABREAST];                                                                  \
        for (int j = 0; j < LANES_ABREAST; j++) {                                                      \
          counts[j] = leaves[k + j].length;                                                            \
          starts_a[j] = next_a;                                                                        \
          starts_b[j] = next_b;                                                                        \
          next_a += counts[j];                                                                         \
          next_b += counts[j];                                                                         \
        }                                                                                              \
        leaves_##id(results, starts_a, starts_b, counts);                                              \
      }                                                                                                \
      for (size_t j = 0; j < abreast; j++, k++) {                                                      \
        type##_element result = results[j];                                                            \
        for (int32_t n = leaves[k].combines; n > 0; n--) result = combine_##dtype##_##name(*--top, result); \
        *top++ = result;                                                                               \
      }                                                                                                \
    }                                                                                                  \
    return top - (type##_element *)stack;                                                              \
  }                                                                                                    \
  static void rows_##id(                                                                               \
    void *out, const void *a, ptrdiff_t a_stride, const void *b, ptrdiff_t b_stride, const struct lanes_leaf *leaves,\
    size_t count, size_t rows) {                                                                       \
    type##_element *to = out;                                                                          \
    size_t row = 0;                                                                                    \
    for (; count == 1 && row + LANES_ABREAST <= rows; row += LANES_ABREAST) {                          \
      const type##_element *starts_a[LANES_ABREAST], *starts_b[LANES_ABREAST];                         \
      size_t counts[LANES_ABREAST];                                                                    \
      for (int k = 0; k < LANES_ABREAST; k++) {                                                        \
        starts_a[k] = (const type##_element *)((const char *)a + (ptrdiff_t)(row + k) * a_stride);     \
        starts_b[k] = (const type##_element *)((const char *)b + (ptrdiff_t)(row + k) * b_stride);     \
        counts[k] = leaves->length;                                                                    \
      }                                                                                                \
      leaves_##id(to + row, starts_a, starts_b, counts);                                               \
    }                                                                                                  \
    for (; row < rows; row++) {                                                                        \
      type##_element stack[LANES_STACK];                                                               \
      const char *in_a = (const char *)a + (ptrdiff_t)row * a_stride;                                  \
      const char *in_b = (const char *)b + (ptrdiff_t)row * b_stride;                                  \
      reduce_##id(stack, 0, in_a, in_b, leaves, count);                                                \
      to[row] = stack[0];                                                                              \
    }                                                                                                  \
  }                                                                                                    \
  /* Some rows, added to `sums` in order. An operand that does not advance has one element a row. */   \
  LANES_INLINE void add_##id(                                                                          \
    type##_element *sums, const char *a, ptrdiff_t a_stride, const char *b, ptrdiff_t b_stride, size_t begin,\
    size_t end, size_t rows, int a_varies, int b_varies) {                                             \
    size_t i = begin;                                                                                  \
    for (; i + WIDTH(type) <= end; i += WIDTH(type)) {                                                 \
      type sum = load(type, sums + i);                                                                 \
      for (size_t row = 0; row < rows; row++) {                                                        \
        LANES_OPERANDS(type, type, i)                                                                  \
        sum = type##_##row_name(sum, value_of_all(va, vb));                                            \
      }                                                                                                \
      store(type, sums + i, sum);                                                                      \
    }                                                                                                  \
    for (; i + 8 <= end; i += 8) {                                                                     \
      type##x8 sum = load(type##x8, sums + i);                                                         \
      for (size_t row = 0; row < rows; row++) {                                                        \
        LANES_OPERANDS(type, type##x8, i)                                                              \
        sum = dtype##_##name(sum, value(va, vb));                                                      \
      }                                                                                                \
      store(type##x8, sums + i, sum);                                                                  \
    }                                                                                                  \
    for (; i < end; i++)                                                                               \
      for (size_t row = 0; row < rows; row++) {                                                        \
        LANES_OPERANDS(type, type##_element, i)                                                        \
        sums[i] = combine_##dtype##_##name(sums[i], value_of_one(va, vb));                             \
      }                                                                                                \
  }                                                                                                    \
  /* The first ones of few columns: their sums stay in registers through all rows. Gives where it ended. */\
  LANES_INLINE size_t add_few_##id(                                                                    \
    type##_element *sums, const char *a, ptrdiff_t a_stride, const char *b, ptrdiff_t b_stride, size_t end,\
    size_t rows, int a_varies, int b_varies) {                                                         \
    size_t i = 0;                                                                                      \
    for (; i + LANES_FEW * WIDTH(type) <= end; i += LANES_FEW * WIDTH(type)) {                         \
      type all[LANES_FEW];                                                                             \
      for (size_t k = 0; k < LANES_FEW; k++) all[k] = load(type, sums + i + k * WIDTH(type));          \
      for (size_t row = 0; row < rows; row++)                                                          \
        for (size_t k = 0; k < LANES_FEW; k++) {                                                       \
          LANES_OPERANDS(type, type, i + k * WIDTH(type))                                              \
          all[k] = type##_##row_name(all[k], value_of_all(va, vb));                                    \
        }                                                                                              \
      for (size_t k = 0; k < LANES_FEW; k++) store(type, sums + i + k * WIDTH(type), all[k]);          \
    }                                                                                                  \
    return i;                                                                                          \
  }                                                                                                    \
  LANES_INLINE void add_rows_##id(                                                                     \
    void *sums, const char *a, ptrdiff_t a_stride, const char *b, ptrdiff_t b_stride, size_t count, size_t rows,\
    int a_varies, int b_varies) {                                                                      \
    size_t begin = 0;                                                                                  \
    if (count <= 2 * LANES_FEW * WIDTH(type))                                                          \
      begin = add_few_##id(sums, a, a_stride, b, b_stride, count, rows, a_varies, b_varies);           \
    if (begin == count) return;                                                                        \
    for (; rows >= LANES_ABREAST; rows -= LANES_ABREAST) {                                             \
      add_##id(sums, a, a_stride, b, b_stride, begin, count, LANES_ABREAST, a_varies, b_varies);       \
      a += LANES_ABREAST * a_stride;                                                                   \
      b += LANES_ABREAST * b_stride;                                                                   \
    }                                                                                                  \
    for (; rows > 0; rows--) {                                                                         \
      add_##id(sums, a, a_stride, b, b_stride, begin, count, 1, a_varies, b_varies);                   \
      a += a_stride;                                                                                   \
      b += b_stride;                                                                                   \
    }                                                                                                  \
  }                                                                                                    \
  static void columns_##id(                                                                            \
    void *sums, const void *a, ptrdiff_t a_stride, const void *b, ptrdiff_t b_stride, size_t count, size_t rows,\
    uint32_t varies) {                                                                                 \
    /* Each case is a loop of its own. */                                                              \
    if (varies == 3) add_rows_##id(sums, a, a_stride, b, b_stride, count, rows, 1, 1);                 \
    else if (varies == 2) add_rows_##id(sums, a, a_stride, b, b_stride, count, rows, 0, 1);            \
    else if (varies == 1) add_rows_##id(sums, a, a_stride, b, b_stride, count, rows, 1, 0);            \
    else add_rows_##id(sums, a, a_stride, b, b_stride, count, rows, 0, 0);                             \
  }

#define LANES_FIRST(a, b) (a)
#define REDUCTION(name, row, dtype, type)                                                              \
  LANES_INLINE type##_element combine_##dtype##_##name(type##_element a, type##_element b) {           \
    return dtype##_##name((type##x8)(a), (type##x8)(b))[0];                                            \
  }                                                                                                    \
  static void identity_##dtype##_##name(void *out, size_t count) {                                     \
    const type##_element identity = dtype##_##name##_identity()[0];                                    \
    for (size_t i = 0; i < count; i++) ((type##_element *)out)[i] = identity;                          \
  }                                                                                                    \
  REDUCE(dtype##_##name, dtype, name, row, type, LANES_FIRST, LANES_FIRST, LANES_FIRST)
LANES_REDUCTIONS(REDUCTION)

// Of what another reduction combines two elements to.
#define REDUCTION_OF(name, row, of, row_of, dtype, type)                                               \
  REDUCE(dtype##_##name##_of_##of, dtype, name, row, type, dtype##_##of, combine_##dtype##_##of, type##_##row_of)
LANES_REDUCTIONS_OF(REDUCTION_OF)

#define ENTRY(name, row, dtype, type)                                                                  \
  {#name, "", #dtype, reduce_##dtype##_##name, rows_##dtype##_##name, columns_##dtype##_##name, identity_##dtype##_##name},
#define ENTRY_OF(name, row, of, row_of, dtype, type)                                                   \
  {#name, #row_of, #dtype, reduce_##dtype##_##name##_of_##of, rows_##dtype##_##name##_of_##of,         \
   columns_##dtype##_##name##_of_##of, identity_##dtype##_##name},
static const struct lanes_reduction reductions[] = {LANES_REDUCTIONS(ENTRY) LANES_REDUCTIONS_OF(ENTRY_OF)};
#undef ENTRY
#undef ENTRY_OF
