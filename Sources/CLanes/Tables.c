#include "CLanes.h"
#include "CProcessor.h"

extern const struct lanes_table lanes_baseline;

#if defined(__x86_64__)
extern const struct lanes_table lanes_avx512, lanes_avx2;

const struct lanes_table *lanes_table(size_t index) {
  const struct lanes_table *available[3];
  size_t count = 0;
  const int level = cprocessor_level();
  if (level >= 4) available[count++] = &lanes_avx512;
  if (level >= 3) available[count++] = &lanes_avx2;
  available[count++] = &lanes_baseline;
  return index < count ? available[index] : NULL;
}
#else
const struct lanes_table *lanes_table(size_t index) { return index == 0 ? &lanes_baseline : NULL; }
#endif
