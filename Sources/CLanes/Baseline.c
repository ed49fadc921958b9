// What every processor of the architecture can do.
#define LANES_TABLE lanes_baseline
#define LANES_NAME "baseline"
#define LANES_BYTES 32
#if defined(__x86_64__)
#define LANES_HAS_FMA 0
#define LANES_HAS_ROUNDING 0
#else
#define LANES_HAS_FMA 1
#define LANES_HAS_ROUNDING 1
#endif
#define LANES_HAS_PERMUTES 0
#include "Loops.h"
