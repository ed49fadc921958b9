// Scans: what a reduction has come to at each element. How they are ordered stands in `ScanOrder` (Lanes).

// The last lane in all lanes. Where one vector has all sixteen and they are of 32 bits, a scan waits for the unit that
// moves lanes, which takes two steps to do that. A broadcast from memory is a load and leaves that unit alone.
#define LANES_ALL_LAST(type, v)                                                                        \
  ({                                                                                                   \
    type##x16 lanes = (v), last;                                                                       \
    if (LANES_BYTES == 64 && sizeof(lanes) == LANES_BYTES) {                                           \
      __asm__("" : "+m"(lanes));                                                                       \
      last = (type##x16)((type##_element *)&lanes)[15];                                                \
    } else {                                                                                           \
      last = __builtin_shufflevector(lanes, lanes, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15); \
    }                                                                                                  \
    last;                                                                                              \
  })

// What was stored past the caches must be there for whoever is told so.
LANES_INLINE void lanes_fence(void) {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

// Each lane combined with those 1, 2, 4 and 8 before it: sixteen elements in four steps.
#define SCAN(name, row, dtype, type)                                                                        \
  LANES_INLINE type##x16 prefix_##dtype##_##name(type##x16 v) {                                        \
    const type##x16 none = dtype##_##name##_identity_16();                                             \
    v = dtype##_##name##_16(__builtin_shufflevector(                                                   \
      none, v, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), v);                     \
    v = dtype##_##name##_16(__builtin_shufflevector(                                                   \
      none, v, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29), v);                      \
    v = dtype##_##name##_16(__builtin_shufflevector(                                                   \
      none, v, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27), v);                        \
    return dtype##_##name##_16(__builtin_shufflevector(                                                \
      none, v, 0, 0, 0, 0, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23), v);                            \
  }                                                                                                    \
  /* The group before hands its last lane on; only this one step waits for it. */                      \
  static void scan_block_##dtype##_##name(void *out, const void *in, size_t count) {                   \
    type##_element *to = out;                                                                          \
    const type##_element *from = in;                                                                   \
    type##x16 carry = dtype##_##name##_identity_16();                                                  \
    size_t i = 0;                                                                                      \
    for (; i + 16 <= count; i += 16) {                                                                 \
      const type##x16 v = prefix_##dtype##_##name(load(type##x16, from + i));                          \
      store(type##x16, to + i, dtype##_##name##_16(carry, v));                                         \
      carry = dtype##_##name##_16(carry, LANES_ALL_LAST(type, v));                                     \
    }                                                                                                  \
    if (i == count) return;                                                                            \
    type##x16 v = dtype##_##name##_identity_16();                                                      \
    memcpy(&v, from + i, (count - i) * sizeof(*from));                                                 \
    v = dtype##_##name##_16(carry, prefix_##dtype##_##name(v));                                        \
    memcpy(to + i, &v, (count - i) * sizeof(*to));                                                     \
  }                                                                                                    \
  static void scan_shift_##dtype##_##name(                                                             \
    void *out, const void *in, size_t count, const void *before, int streams) {                        \
    type##_element *to = out;                                                                          \
    const type##_element *from = in;                                                                   \
    const type##_element earlier = *(const type##_element *)before;                                    \
    const type##x16 earliers = (type##x16)earlier;                                                     \
    size_t i = 0;                                                                                      \
    if (streams && (uintptr_t)to % sizeof(type##x16) == 0) {                                           \
      for (; i + 16 <= count; i += 16)                                                                 \
        __builtin_nontemporal_store(                                                                   \
          dtype##_##name##_16(earliers, load(type##x16, from + i)), (type##x16 *)(to + i));            \
      lanes_fence();                                                                                   \
    } else {                                                                                           \
      for (; i + 16 <= count; i += 16)                                                                 \
        store(type##x16, to + i, dtype##_##name##_16(earliers, load(type##x16, from + i)));            \
    }                                                                                                  \
    for (; i < count; i++) to[i] = combine_##dtype##_##name(earlier, from[i]);                         \
  }                                                                                                    \
  /* Both of these at once. */                                                                         \
  static void scan_after_##dtype##_##name(                                                             \
    void *out, const void *in, size_t count, const void *before, int streams, void *next) {            \
    type##_element *to = out;                                                                          \
    const type##_element *from = in;                                                                   \
    const type##x16 earliers = (type##x16)*(const type##_element *)before;                             \
    type##x16 carry = dtype##_##name##_identity_16(), last = earliers;                                 \
    const int past = streams && (uintptr_t)to % sizeof(type##x16) == 0;                                \
    size_t i = 0;                                                                                      \
    for (; i + 16 <= count; i += 16) {                                                                 \
      const type##x16 v = prefix_##dtype##_##name(load(type##x16, from + i));                          \
      last = dtype##_##name##_16(earliers, dtype##_##name##_16(carry, v));                             \
      if (past) __builtin_nontemporal_store(last, (type##x16 *)(to + i));                              \
      else store(type##x16, to + i, last);                                                             \
      carry = dtype##_##name##_16(carry, LANES_ALL_LAST(type, v));                                     \
    }                                                                                                  \
    if (past) lanes_fence();                                                                           \
    *(type##_element *)next = last[15];                                                                \
    if (i == count) return;                                                                            \
    type##x16 v = dtype##_##name##_identity_16();                                                      \
    memcpy(&v, from + i, (count - i) * sizeof(*from));                                                 \
    last = dtype##_##name##_16(earliers, dtype##_##name##_16(carry, prefix_##dtype##_##name(v)));      \
    memcpy(to + i, &last, (count - i) * sizeof(*to));                                                  \
    *(type##_element *)next = last[count - i - 1];                                                     \
  }                                                                                                    \
  /* Four runs at a time, since each of them only waits for itself. */                                 \
  static void scan_runs_##dtype##_##name(                                                              \
    void *out, const void *in, size_t count, ptrdiff_t stride, size_t runs, ptrdiff_t distance) {      \
    if (count == 0) return;                                                                            \
    size_t r = 0;                                                                                      \
    for (; r + 4 <= runs; r += 4) {                                                                    \
      type##_element *to = (type##_element *)out + r * distance;                                       \
      const type##_element *from = (const type##_element *)in + r * distance;                          \
      type##_element sums[4];                                                                          \
      for (int k = 0; k < 4; k++) to[k * distance] = sums[k] = from[k * distance];                     \
      for (size_t i = 1; i < count; i++) {                                                             \
        to += stride, from += stride;                                                                  \
        for (int k = 0; k < 4; k++)                                                                    \
          to[k * distance] = sums[k] = combine_##dtype##_##name(sums[k], from[k * distance]);          \
      }                                                                                                \
    }                                                                                                  \
    for (; r < runs; r++) {                                                                            \
      type##_element *to = (type##_element *)out + r * distance;                                       \
      const type##_element *from = (const type##_element *)in + r * distance;                          \
      type##_element sum = *to = *from;                                                                \
      for (size_t i = 1; i < count; i++) {                                                             \
        to += stride, from += stride;                                                                  \
        *to = sum = combine_##dtype##_##name(sum, *from);                                              \
      }                                                                                                \
    }                                                                                                  \
  }
LANES_REDUCTIONS(SCAN)

#define ENTRY(name, row, dtype, type)                                                                       \
  {#name, #dtype, scan_runs_##dtype##_##name, scan_block_##dtype##_##name, scan_shift_##dtype##_##name,    \
   scan_after_##dtype##_##name},
static const struct lanes_scan scans[] = {LANES_REDUCTIONS(ENTRY)};
#undef ENTRY
