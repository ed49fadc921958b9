// What the machine has, and loops that show how fast it is. Addresses and byte counts are multiples of 64.

#ifndef CMACHINE_H
#define CMACHINE_H

#include <stddef.h>

// The processors that this process may run on.
int cmachine_processor_count(void);

typedef enum {
  cmachine_read,        // a
  cmachine_write,       // a
  cmachine_write_past,  // a, past the caches
  cmachine_copy,        // a = b
  cmachine_copy_past,
  cmachine_triad,       // a = 2.5 * b + c
  cmachine_triad_past,
  cmachine_sweep_count,
} cmachine_sweep;

// Sweeps once over `bytes` of each array that it uses; the others may be anything.
void cmachine_run_sweep(cmachine_sweep sweep, void *a, void *b, void *c, size_t bytes);

// Independent multiply-adds in registers; returns how many numbers were multiplied and added.
double cmachine_multiply_add_f32(long rounds);
double cmachine_multiply_add_f64(long rounds);

#endif
