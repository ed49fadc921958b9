// The loops of CMachine.c, once for each kind of processor: TARGET is its attribute, WIDTH the bytes of its registers,
// NAMED(x) gives x a name of its own. Vectors are as wide as registers: compilers take wider ones through memory.

typedef float NAMED(Floats) __attribute__((vector_size(WIDTH)));
typedef double NAMED(Doubles) __attribute__((vector_size(WIDTH)));
#define Floats NAMED(Floats)
#define Doubles NAMED(Doubles)

TARGET static void NAMED(read)(Doubles *a, size_t n) {
  Doubles s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, s4 = {0}, s5 = {0}, s6 = {0}, s7 = {0};
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    s0 += a[i], s1 += a[i + 1], s2 += a[i + 2], s3 += a[i + 3];
    s4 += a[i + 4], s5 += a[i + 5], s6 += a[i + 6], s7 += a[i + 7];
  }
  for (; i < n; i++) s0 += a[i];
  s0 += s1 + s2 + s3 + s4 + s5 + s6 + s7;
  KEEP(s0);
}

TARGET static void NAMED(write)(Doubles *a, size_t n) {
  const Doubles value = (Doubles){0} + 1;
  for (size_t i = 0; i < n; i++) {
    STEP;
    a[i] = value;
  }
}

TARGET static void NAMED(write_past)(Doubles *a, size_t n) {
  const Doubles value = (Doubles){0} + 1;
  for (size_t i = 0; i < n; i++) STORE_PAST(a + i, value);
}

TARGET static void NAMED(copy)(Doubles *a, const Doubles *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    STEP;
    a[i] = b[i];
  }
}

TARGET static void NAMED(copy_past)(Doubles *a, const Doubles *b, size_t n) {
  for (size_t i = 0; i < n; i++) STORE_PAST(a + i, b[i]);
}

TARGET static void NAMED(triad)(Doubles *restrict a, const Doubles *restrict b, const Doubles *restrict c, size_t n) {
  size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    a[i] = 2.5 * b[i] + c[i], a[i + 1] = 2.5 * b[i + 1] + c[i + 1];
    a[i + 2] = 2.5 * b[i + 2] + c[i + 2], a[i + 3] = 2.5 * b[i + 3] + c[i + 3];
  }
  for (; i < n; i++) a[i] = 2.5 * b[i] + c[i];
}

TARGET static void NAMED(triad_past)(Doubles *a, const Doubles *b, const Doubles *c, size_t n) {
  for (size_t i = 0; i < n; i++) STORE_PAST(a + i, 2.5 * b[i] + c[i]);
}

TARGET static void NAMED(sweep)(cmachine_sweep sweep, void *a, void *b, void *c, size_t bytes) {
  size_t n = bytes / sizeof(Doubles);
  switch (sweep) {
    case cmachine_read: NAMED(read)(a, n); break;
    case cmachine_write: NAMED(write)(a, n); break;
    case cmachine_write_past: NAMED(write_past)(a, n); break;
    case cmachine_copy: NAMED(copy)(a, b, n); break;
    case cmachine_copy_past: NAMED(copy_past)(a, b, n); break;
    case cmachine_triad: NAMED(triad)(a, b, c, n); break;
    case cmachine_triad_past: NAMED(triad_past)(a, b, c, n); break;
    case cmachine_sweep_count: break;
  }
}

// Twelve chains, enough for two units with a latency of six cycles. Written out: they must stay in registers.
#define MULTIPLY_ADDS(type, name)                                                             \
  TARGET static double NAMED(name)(long rounds) {                                             \
    type x = {0}, y = {0};                                                                    \
    x += 0.5f, y += 1;                                                                        \
    KEEP(x);                                                                                  \
    KEEP(y);                                                                                  \
    type a0 = y, a1 = y + 1, a2 = y + 2, a3 = y + 3, a4 = y + 4, a5 = y + 5;                  \
    type a6 = y + 6, a7 = y + 7, a8 = y + 8, a9 = y + 9, a10 = y + 10, a11 = y + 11;          \
    for (long r = 0; r < rounds; r++) {                                                       \
      a0 = a0 * x + y, a1 = a1 * x + y, a2 = a2 * x + y, a3 = a3 * x + y, a4 = a4 * x + y;    \
      a5 = a5 * x + y, a6 = a6 * x + y, a7 = a7 * x + y, a8 = a8 * x + y, a9 = a9 * x + y;    \
      a10 = a10 * x + y, a11 = a11 * x + y;                                                   \
    }                                                                                         \
    a0 += a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;                             \
    KEEP(a0);                                                                                 \
    return 12.0 * rounds * (sizeof x / sizeof x[0]);                                          \
  }
MULTIPLY_ADDS(Floats, multiply_add_f32)
MULTIPLY_ADDS(Doubles, multiply_add_f64)
#undef MULTIPLY_ADDS
#undef Floats
#undef Doubles
