// Blocks of bytes that are put into another order, as the colours of pixels are.

#if LANES_HAS_PERMUTES
#define SHUFFLED_BLOCK(to, from)                                                    \
  store(bytes_of_block, to, __builtin_ia32_pshufb128(load(bytes_of_block, from), order));
#else
#define SHUFFLED_BLOCK(to, from)                                                    \
  UNROLLED for (size_t k = 0; k < LANES_BLOCK_BYTES; k++) (to)[k] = (from)[order[k]];
#endif

typedef char bytes_of_block __attribute__((vector_size(LANES_BLOCK_BYTES)));

static void shuffle_blocks(
  void *out, const void *in, ptrdiff_t blocks, ptrdiff_t out_step, ptrdiff_t in_step, const uint8_t *places) {
  char *restrict to = out;
  const char *restrict from = in;
  const bytes_of_block order = load(bytes_of_block, places);
  // What a block stores past its step the next one stores again, so that they go in their order.
  for (ptrdiff_t k = 0; k < blocks; k++, to += out_step, from += in_step) { SHUFFLED_BLOCK(to, from) }
}
