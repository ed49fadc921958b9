#include "CLanes.h"

extern const struct lanes_table lanes_baseline;

#if defined(__x86_64__)
extern const struct lanes_table lanes_avx512, lanes_avx2;

const struct lanes_table *lanes_table(size_t index) {
  const struct lanes_table *available[3];
  size_t count = 0;
  const int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    available[count++] = &lanes_avx512;
  if (has_avx2) available[count++] = &lanes_avx2;
  available[count++] = &lanes_baseline;
  return index < count ? available[index] : NULL;
}
#else
const struct lanes_table *lanes_table(size_t index) { return index == 0 ? &lanes_baseline : NULL; }
#endif
