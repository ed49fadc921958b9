// What Swift cannot spell: CPUID, asked before a BLAS library is loaded, and GNU's `dladdr`.
#ifndef CLINEAR_H
#define CLINEAR_H

#include <stdbool.h>

/// The vector instructions that OpenBLAS's kernels are written for, as far as the operating system enables
/// them.
typedef struct {
  bool avx;
  bool avx2_fma;
  bool avx512; // F, BW, DQ and VL together: what Skylake servers brought
  bool amd;
} linear_processor;

static inline linear_processor linear_processor_features(void) {
  linear_processor found = {false, false, false, false};
#if defined(__x86_64__)
  __builtin_cpu_init();
  found.avx = __builtin_cpu_supports("avx");
  found.avx2_fma = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  found.avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
    && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  found.amd = __builtin_cpu_is("amd");
#endif
  return found;
}

/// Writes the names of the vector instructions that the processor and the system offer; returns how many, at most 10.
static inline int linear_vector_instructions(const char *names[10]) {
  int count = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
#define OFFERED(name) \
  if (__builtin_cpu_supports(name)) names[count++] = name;
  OFFERED("sse4.1")
  OFFERED("sse4.2")
  OFFERED("avx")
  OFFERED("avx2")
  OFFERED("fma")
  OFFERED("f16c")
  OFFERED("avx512f")
  OFFERED("avx512bw")
  OFFERED("avx512dq")
  OFFERED("avx512vl")
#undef OFFERED
#endif
  return count;
}

/// The file that the loader took `symbol` from; null when it does not know.
const char *linear_library_path(const void *symbol);

#endif
