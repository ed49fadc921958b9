// What this machine allows: bandwidth by footprint, multiply-add peak, nanoseconds an element of the C library's vector
// math. Prints one JSON object.
//
//     cc -O3 -march=native -ffast-math -I../Sources/CMachine/include -I../Sources/CProcessor/include
//       -o limits limits.c -lpthread -lmvec -lm
//     ./limits THREADS
//
// Footprints are the bytes that all threads together touch in one sweep; each thread has its own part of them.

#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "../Sources/CMachine/CMachine.c"
#include "../Sources/CProcessor/CProcessor.c"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static const char *const sweep_names[] = {"read", "write", "write_past", "copy", "copy_past", "triad", "triad_past"};
static const int arrays_used[] = {1, 1, 1, 2, 2, 3, 3};

// MARK: Threads

static int threads;
static pthread_barrier_t barrier;

typedef struct {
  int index;
  void (*work)(void *what, int index);
  void *what;
} Part;

// Each thread on a core of its own, of those that the process may use.
static void pin(int index) {
  cpu_set_t allowed, chosen;
  sched_getaffinity(getpid(), sizeof allowed, &allowed);
  CPU_ZERO(&chosen);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &allowed) && index-- == 0) CPU_SET(cpu, &chosen);
  if (CPU_COUNT(&chosen) == 1) pthread_setaffinity_np(pthread_self(), sizeof chosen, &chosen);
}

static void *run_part(void *argument) {
  Part *part = argument;
  if (part->index > 0) pin(part->index);
  part->work(part->what, part->index);
  return NULL;
}

// Runs `work` on every thread; it measures by itself, between barriers.
static void run(void (*work)(void *, int), void *what) {
  pthread_t others[64];
  Part parts[64];
  for (int k = 0; k < threads; k++) {
    parts[k] = (Part){k, work, what};
    if (k > 0) pthread_create(&others[k], NULL, run_part, &parts[k]);
  }
  run_part(&parts[0]);
  for (int k = 1; k < threads; k++) pthread_join(others[k], NULL);
}

typedef struct {
  cmachine_sweep sweep;
  char *arrays[3];
  size_t bytes;  // of one array, over all threads
  int used;
  double seconds;  // the least of one sweep
} Measured;

static void measure_sweep(void *what, int index) {
  Measured *m = what;
  size_t part = m->bytes / threads, first = part * index;
  char *a = m->arrays[0] + first, *b = m->arrays[1] + first, *c = m->arrays[2] + first;
  long repeats = (long)(4e7 / m->bytes / m->used) + 1;
  double end = now() + 0.03;
  // Everybody stops after the same sample: the first thread says so.
  static volatile int is_done;
  if (index == 0) is_done = 0;
  for (int sample = 0;; sample++) {
    pthread_barrier_wait(&barrier);
    if (is_done) break;
    double start = now();
    for (long r = 0; r < repeats; r++) cmachine_run_sweep(m->sweep, a, b, c, part);
    pthread_barrier_wait(&barrier);
    if (index == 0) {
      double seconds = (now() - start) / repeats;
      if (sample == 1 || (sample > 1 && seconds < m->seconds)) m->seconds = seconds;
      if (sample >= 3 && now() > end) is_done = 1;
    }
  }
}

typedef struct {
  double (*work)(long);
  double rate;
} Peak;

static void measure_peak(void *what, int index) {
  Peak *peak = what;
  for (int sample = 0; sample < 8; sample++) {
    pthread_barrier_wait(&barrier);
    double start = now(), operations = 2 * peak->work(200000);
    pthread_barrier_wait(&barrier);
    double rate = operations * threads / (now() - start);
    if (index == 0 && rate > peak->rate) peak->rate = rate;
  }
}

// MARK: Vector math, data in the first cache, one thread

#define ELEMENTS 1024
// Not static, so that the compiler must store what nobody reads.
float f32_in[ELEMENTS], f32_out[ELEMENTS];
double f64_in[ELEMENTS], f64_out[ELEMENTS];

#define MATH(name, f32_expression, f64_expression)                                 \
  static void math_f32_##name(void) {                                              \
    for (int i = 0; i < ELEMENTS; i++) { float x = f32_in[i]; f32_out[i] = f32_expression; } \
  }                                                                                \
  static void math_f64_##name(void) {                                              \
    for (int i = 0; i < ELEMENTS; i++) { double x = f64_in[i]; f64_out[i] = f64_expression; } \
  }
MATH(exp, expf(x), exp(x))
MATH(log, logf(x), log(x))
MATH(sin, sinf(x), sin(x))
MATH(cos, cosf(x), cos(x))
MATH(tanh, tanhf(x), tanh(x))
MATH(erf, erff(x), erf(x))
MATH(log1p, log1pf(x), log1p(x))
MATH(power, powf(x, 1.7f), pow(x, 1.7))
MATH(sqrt, sqrtf(x), sqrt(x))
MATH(divide, 1.5f / x, 1.5 / x)

#define ROW(name) {#name, math_f32_##name, math_f64_##name}
static const struct {
  const char *name;
  void (*f32)(void), (*f64)(void);
} functions[] = {ROW(exp),  ROW(log),   ROW(sin),   ROW(cos),  ROW(tanh),
                 ROW(erf),  ROW(log1p), ROW(power), ROW(sqrt), ROW(divide)};

static double nanoseconds(void (*function)(void)) {
  double best = 1e9;
  for (int sample = 0; sample < 40; sample++) {
    double start = now();
    for (int r = 0; r < 64; r++) {
      function();
      __asm__ volatile("" : : : "memory");
    }
    double time = (now() - start) / 64 / ELEMENTS * 1e9;
    if (time < best) best = time;
  }
  return best;
}

int main(int count, char **arguments) {
  threads = count > 1 ? atoi(arguments[1]) : 1;
  if (threads < 1 || threads > 64) return 2;
  pthread_barrier_init(&barrier, NULL, threads);

  const size_t largest = (size_t)768 << 20;
  Measured m = {0};
  char *memory = mmap(NULL, largest + (8 << 20), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  memory = (char *)(((uintptr_t)memory + (2 << 20) - 1) & ~(uintptr_t)((2 << 20) - 1));
#ifdef MADV_HUGEPAGE
  madvise(memory, largest + (4 << 20), MADV_HUGEPAGE);
#endif
  memset(memory, 0, largest + (4 << 20));

  printf("{\"threads\": %d, \"bandwidth\": [", threads);
  const char *separator = "";
  for (size_t footprint = 16 << 10; footprint <= largest; footprint += footprint / 2) {
    printf("%s\n {\"bytes\": %zu", separator, footprint);
    separator = ",";
    for (size_t k = 0; k < cmachine_sweep_count; k++) {
      m.sweep = k;
      m.used = arrays_used[k];
      m.bytes = footprint / m.used / (512 * threads) * (512 * threads);
      // Arrays do not begin at the same place of a page.
      for (int a = 0; a < 3; a++) m.arrays[a] = memory + (m.bytes + 640) * (a < m.used ? a : 0);
      run(measure_sweep, &m);
      printf(", \"%s\": %.2f", sweep_names[k], m.bytes * m.used / m.seconds / 1e9);
    }
    printf("}");
  }
  Peak f32 = {cmachine_multiply_add_f32, 0}, f64 = {cmachine_multiply_add_f64, 0};
  run(measure_peak, &f32);
  run(measure_peak, &f64);
  printf("],\n \"multiply_add\": {\"f32\": %.1f, \"f64\": %.1f},\n \"math\": {", f32.rate / 1e9, f64.rate / 1e9);
  for (int i = 0; i < ELEMENTS; i++) f64_in[i] = f32_in[i] = (i + 0.5) / ELEMENTS;
  for (size_t k = 0; k < sizeof functions / sizeof *functions; k++)
    printf("%s\"%s\": {\"f32\": %.3f, \"f64\": %.3f}", k ? ", " : "", functions[k].name,
           nanoseconds(functions[k].f32), nanoseconds(functions[k].f64));
  printf("}}\n");
  return 0;
}
