// Where the greatest or the least element stands. Only an element that beats the best one so far takes its place, so the
// first of equals stays.
//
// A piece of elements is first reduced to one vector. In most pieces none of its lanes beats anything; only where one
// does are the elements looked at again, to find the place.

#define SEARCH(name, row, dtype, type)                                                      \
  LANES_INLINE int beats_##dtype##_##name(type##_element a, type##_element b) {                        \
    return dtype##_##name##_is_beaten((type)(a), (type)(b))[0] != 0;                                   \
  }                                                                                                    \
  LANES_INLINE type extreme_##dtype##_##name(const type##_element *elements, size_t count) {           \
    const size_t width = WIDTH(type);                                                                  \
    type a = load(type, elements), b = a, c = a, d = a;                                                \
    size_t i = 0;                                                                                      \
    for (; i + 4 * width <= count; i += 4 * width) {                                                   \
      a = dtype##_##row(a, load(type, elements + i));                                                  \
      b = dtype##_##row(b, load(type, elements + i + width));                                          \
      c = dtype##_##row(c, load(type, elements + i + 2 * width));                                      \
      d = dtype##_##row(d, load(type, elements + i + 3 * width));                                      \
    }                                                                                                  \
    for (; i + width <= count; i += width) a = dtype##_##row(a, load(type, elements + i));             \
    b = dtype##_##row(b, load(type, elements + count - width));                                        \
    return dtype##_##row(dtype##_##row(a, b), dtype##_##row(c, d));                                    \
  }                                                                                                    \
  /* The place of the first element that `best`, which is one of them, does not beat. */               \
  static __attribute__((noinline)) size_t place_##dtype##_##name(                                      \
    const type##_element *elements, size_t count, type##_element best) {                               \
    const size_t width = WIDTH(type);                                                                  \
    size_t i = 0;                                                                                      \
    while (i + width <= count && !any(~dtype##_##name##_is_beaten(load(type, elements + i), (type)(best)))) i += width; \
    while (beats_##dtype##_##name(elements[i], best)) i++;                                             \
    return i;                                                                                          \
  }                                                                                                    \
  static void find_##dtype##_##name(                                                                   \
    void *value, int64_t *position, const void *start, size_t count, int64_t first) {                  \
    const size_t width = WIDTH(type), piece = 64 * width;                                              \
    const type##_element *elements = start;                                                            \
    type##_element best = *(type##_element *)value;                                                    \
    while (count >= width) {                                                                           \
      const size_t length = count < piece ? count : piece;                                             \
      const type lanes = extreme_##dtype##_##name(elements, length);                                   \
      if (any(dtype##_##name##_is_beaten((type)(best), lanes))) {                                      \
        for (size_t k = 0; k < width; k++) {                                                           \
          if (beats_##dtype##_##name(best, lanes[k])) best = lanes[k];                                 \
        }                                                                                              \
        *position = first + (int64_t)place_##dtype##_##name(elements, length, best);                   \
      }                                                                                                \
      elements += length, count -= length, first += (int64_t)length;                                   \
    }                                                                                                  \
    for (size_t i = 0; i < count; i++) {                                                               \
      if (beats_##dtype##_##name(best, elements[i])) best = elements[i], *position = first + (int64_t)i; \
    }                                                                                                  \
    *(type##_element *)value = best;                                                                   \
  }                                                                                                    \
  static void no_best_##dtype##_##name(void *out, size_t count) {                                  \
    for (size_t i = 0; i < count; i++) ((type##_element *)out)[i] = dtype##_##name##_identity()[0];    \
  }                                                                                                    \
  static void find_in_columns_##dtype##_##name(                                                        \
    void *values, int64_t *positions, const void *start, size_t count, uint32_t varies, int64_t row_index) { \
    typedef int64_t places __attribute__((ext_vector_type(WIDTH(type))));                              \
    const size_t width = WIDTH(type), step = varies ? 1 : 0;                                           \
    type##_element *best = values;                                                                     \
    const type##_element *elements = start;                                                            \
    size_t i = 0;                                                                                      \
    for (; i + width <= count; i += width) {                                                           \
      const type old = load(type, best + i), new = load(type, elements + i * step);                    \
      const __auto_type is_beaten = dtype##_##name##_is_beaten(old, new);                              \
      if (!any(is_beaten)) continue;                                                                   \
      store(type, best + i, choose(is_beaten, new, old));                                              \
      store(places, positions + i,                                                                     \
            choose(__builtin_convertvector(is_beaten, places), (places)(row_index), load(places, positions + i))); \
    }                                                                                                  \
    for (; i < count; i++) {                                                                           \
      if (!beats_##dtype##_##name(best[i], elements[i * step])) continue;                              \
      best[i] = elements[i * step];                                                                    \
      positions[i] = row_index;                                                                       \
    }                                                                                                  \
  }
LANES_SEARCHES(SEARCH)

#define ENTRY(name, row, dtype, type) \
  {#name, #dtype, find_##dtype##_##name, find_in_columns_##dtype##_##name, no_best_##dtype##_##name},
static const struct lanes_search searches[] = {LANES_SEARCHES(ENTRY)};
#undef ENTRY
