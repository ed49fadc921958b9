// Reductions by the fixed tree (`ReductionTree`): a leaf in eight interleaved partials, combined as
// ((0+1)+(2+3))+((4+5)+(6+7)), what is left over one by one; then leaf with leaf as the leaves say.

#define REDUCTION(name, dtype, type)                                                                   \
  LANES_INLINE type##_element combine_##dtype##_##name(type##_element a, type##_element b) {           \
    return dtype##_##name((type##x8)(a), (type##x8)(b))[0];                                            \
  }                                                                                                    \
  LANES_INLINE type##_element leaf_##dtype##_##name(const type##_element *elements, size_t count) {    \
    type##x8 lanes = dtype##_##name##_identity();                                                      \
    size_t i = 0;                                                                                      \
    for (; i + 8 <= count; i += 8) lanes = dtype##_##name(lanes, load(type##x8, elements + i));        \
    const type##x8 pairs = dtype##_##name(__builtin_shufflevector(lanes, lanes, 0, 2, 4, 6, 0, 2, 4, 6), \
                                          __builtin_shufflevector(lanes, lanes, 1, 3, 5, 7, 1, 3, 5, 7)); \
    const type##x8 fours = dtype##_##name(__builtin_shufflevector(pairs, pairs, 0, 2, 0, 2, 0, 2, 0, 2), \
                                          __builtin_shufflevector(pairs, pairs, 1, 3, 1, 3, 1, 3, 1, 3)); \
    type##_element total = combine_##dtype##_##name(fours[0], fours[1]);                               \
    for (; i < count; i++) total = combine_##dtype##_##name(total, elements[i]);                       \
    return total;                                                                                      \
  }                                                                                                    \
  static size_t reduce_##dtype##_##name(                                                               \
    void *stack, size_t depth, const void *elements, const struct lanes_leaf *leaves, size_t count) {  \
    type##_element *top = (type##_element *)stack + depth;                                             \
    const type##_element *next = elements;                                                             \
    for (size_t k = 0; k < count; k++) {                                                               \
      type##_element result = leaf_##dtype##_##name(next, leaves[k].length);                           \
      next += leaves[k].length;                                                                        \
      for (int32_t n = leaves[k].combines; n > 0; n--) result = combine_##dtype##_##name(*--top, result); \
      *top++ = result;                                                                                 \
    }                                                                                                  \
    return top - (type##_element *)stack;                                                              \
  }                                                                                                    \
  static void identity_##dtype##_##name(void *out, size_t count) {                                     \
    const type##_element identity = dtype##_##name##_identity()[0];                                    \
    for (size_t i = 0; i < count; i++) ((type##_element *)out)[i] = identity;                          \
  }
LANES_REDUCTIONS(REDUCTION)

#define ENTRY(name, dtype, type) {#name, #dtype, reduce_##dtype##_##name, identity_##dtype##_##name},
static const struct lanes_reduction reductions[] = {LANES_REDUCTIONS(ENTRY)};
#undef ENTRY
