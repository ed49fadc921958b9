#include "CProcessor.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
int cprocessor_allowed_level(void) {
  const char *name = getenv(CPROCESSOR_VARIABLE);
  if (name == NULL) return 4;
  return strcmp(name, "x86-64-v2") == 0 ? 2 : strcmp(name, "x86-64-v3") == 0 ? 3 : 4;
}

static int offered(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("sse4.2")) return 1;
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 2;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") ? 4 : 3;
}

int cprocessor_level(void) {
  const int most = cprocessor_allowed_level(), found = offered();
  return found < most ? found : most;
}

bool cprocessor_uses_avx(void) { return cprocessor_allowed_level() > 2 && offered() > 1 && __builtin_cpu_supports("avx"); }

bool cprocessor_is_amd(void) {
  __builtin_cpu_init();
  return __builtin_cpu_is("amd");
}

int cprocessor_instructions(const char *names[10]) {
  int count = 0;
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
  return count;
}
#else
int cprocessor_level(void) { return 0; }
int cprocessor_allowed_level(void) { return 0; }
bool cprocessor_uses_avx(void) { return false; }
bool cprocessor_is_amd(void) { return false; }
int cprocessor_instructions(const char *names[10]) { return 0; }
#endif
