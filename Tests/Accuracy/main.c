// Measures the worst error of the rows of vector mathematics: all single-precision arguments of functions of one
// argument, a billion of everything else. Runs in pieces, which a log remembers; see README.md.

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../../Sources/CLanes/include/CLanes.h"
#include "Accuracy.h"

enum {
  blocks_of_piece = 1 << 14,  // 2^26 arguments
  blocks_of_fingerprint = 128, // 2^19 arguments
  most_pieces = 64,
  lanes_of_vector = 16,
};

// Every function is off by half a unit somewhere: nothing better needs a judge.
static const double least_record = 0.5;

// What is known of one function in one format.
struct record {
  const struct function *function;
  bool single;
  lanes_loop loop;
  uint64_t fingerprint;
  bool done[most_pieces];
  size_t listed;
  double worst, x, y;
};

static bool is_exhaustive(const struct record *r) { return r->single && r->function->operands == 1; }

// All single-precision numbers, or a little more than a billion samples.
static size_t pieces(const struct record *r) { return is_exhaustive(r) ? most_pieces : 15; }

static const char *format(const struct record *r) { return r->single ? "f32" : "f64"; }

static size_t done(const struct record *r) {
  size_t count = 0;
  for (size_t i = 0; i < pieces(r); i++) count += r->done[i];
  return count;
}

// MARK: Judging

// Arguments, results and errors of a block.
struct work {
  double x[block], y[block], exact[block], result[block], error[block];
  float x32[block], y32[block], out32[block];
} __attribute__((aligned(64)));

static void evaluate(const struct record *r, struct work *w, size_t count) {
  if (!r->single) {
    r->loop(w->result, w->x, w->y, w->y, count, 7);
    return;
  }
  for (size_t i = 0; i < count; i++) w->x32[i] = (float)w->x[i], w->y32[i] = (float)w->y[i];
  r->loop(w->out32, w->x32, w->y32, w->y32, count, 7);
  for (size_t i = 0; i < count; i++) w->result[i] = w->out32[i];
}

static uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static double power_of_two(int64_t exponent) {
  const uint64_t bits = (uint64_t)(exponent + 1023) << 52;
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// Errors of a block of single-precision results, without branches.
static void single_errors(const struct record *r, struct work *w) {
  r->function->doubles(w->exact, w->x, w->y);
  for (size_t i = 0; i < block; i++) {
    const double exact = w->exact[i], result = w->result[i];
    const double rounded = (float)exact;
    int64_t exponent = (int64_t)(bits_of(exact) >> 52 & 0x7ff) - 1023;
    exponent = exponent < -126 ? -126 : exponent;
    const double error = fabs(result - exact) * power_of_two(23 - exponent);
    const bool is_number = fabs(result) < INFINITY && fabs(rounded) < INFINITY && (result != 0 || rounded != 0);
    const bool same = bits_of(result) == bits_of(rounded) || (result != result && rounded != rounded);
    w->error[i] = is_number ? error : same ? 0 : INFINITY;
  }
}

static double extended_error(const struct function *f, double result, double x, double y) {
  const long double exact = f->extended(x, y);
  const double rounded = (double)exact;
  if (isnan(result) && isnan(rounded)) return 0;
  if (!isfinite(result) || !isfinite(rounded) || (result == 0 && rounded == 0))
    return bits_of(result) == bits_of(rounded) ? 0 : INFINITY;
  union { long double value; struct { uint64_t fraction; uint16_t exponent; } parts; } u = {exact};
  int64_t exponent = (int64_t)(u.parts.exponent & 0x7fff) - 16383;
  exponent = exponent < -1022 ? -1022 : exponent;
  // The power of two may be beyond what doubles have.
  const int64_t half = (52 - exponent) / 2;
  return (double)(fabsl(result - exact) * power_of_two(half) * power_of_two(52 - exponent - half));
}

static void double_errors(const struct record *r, struct work *w) {
  const struct function *f = r->function;
  const bool may_skip = f->close && f->close_bound < r->worst;
  for (size_t i = 0; i < block; i++) {
    const bool skip = may_skip && bits_of(f->close(w->x[i], w->y[i])) == bits_of(w->result[i]);
    w->error[i] = skip ? 0 : extended_error(f, w->result[i], w->x[i], w->y[i]);
  }
}

// MPFR judges what is, by an oracle that is off by less than `margin` ulp, as bad as the worst result known.
static void judge(struct record *r, struct work *w) {
  if (r->single) single_errors(r, w); else double_errors(r, w);
  const double margin = r->single ? 0x1p-20 : 0x1p-8;
  for (size_t i = 0; i < block; i++) {
    if (!(r->worst - margin < w->error[i])) continue;
    const double error = exact_error(r->function, r->single, w->result[i], w->x[i], w->y[i]);
    if (r->worst < error) r->worst = error, r->x = w->x[i], r->y = w->y[i];
  }
}

// MARK: The log

// A number for the formula, made of results of all magnitudes (the samples of double precision, rounded to the format):
// what the log has of another formula does not count.
static uint64_t fingerprint(const struct record *r, struct work *w) {
  uint64_t hash = 0;
  for (size_t i = 0; i < blocks_of_fingerprint; i++) {
    make_arguments(r->function, false, i, w->x, w->y);
    evaluate(r, w, block);
    for (size_t j = 0; j < block; j++) {
      // Any NaN is as good as another.
      const uint64_t bits = w->result[j] == w->result[j] ? bits_of(w->result[j]) : 1;
      hash = (hash ^ bits) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 32;
    }
  }
  return hash;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void run_piece(struct record *r, size_t piece, int log, struct work *w) {
  const double start = now();
  for (size_t i = 0; i < blocks_of_piece; i++) {
    make_arguments(r->function, r->single, piece * blocks_of_piece + i, w->x, w->y);
    evaluate(r, w, block);
    judge(r, w);
  }
  char line[200];
  const int length = snprintf(
    line, sizeof line, "%s %s %016" PRIx64 " %zu %.6f %a %a %.1f\n", r->function->name, format(r), r->fingerprint, piece,
    r->worst, r->x, r->y, now() - start);
  if (write(log, line, (size_t)length) != length) perror("log"), exit(1);
}

static void read_log(const char *path, struct record *records, size_t count) {
  FILE *file = fopen(path, "r");
  if (!file) return;
  char name[32], dtype[8];
  uint64_t formula;
  size_t piece;
  double worst, x, y, seconds;
  while (fscanf(
           file, "%31s %7s %" SCNx64 " %zu %lf %la %la %lf", name, dtype, &formula, &piece, &worst, &x, &y, &seconds) == 8)
    for (struct record *r = records; r < records + count; r++) {
      if (strcmp(r->function->name, name) != 0 || strcmp(format(r), dtype) != 0) continue;
      if (formula != r->fingerprint || piece >= pieces(r)) continue;
      r->done[piece] = true;
      if (r->worst <= worst) r->worst = worst, r->x = x, r->y = y;
    }
  fclose(file);
}

static lanes_loop loop_of(const char *name, const char *dtype) {
  const struct lanes_table *table = lanes_table(0);
  for (size_t i = 0; i < table->row_count; i++)
    if (strcmp(table->rows[i].name, name) == 0 && strcmp(table->rows[i].dtype, dtype) == 0) return table->rows[i].loop;
  fprintf(stderr, "no row %s of %s\n", name, dtype);
  exit(1);
}


static struct record *find(struct record *records, const char *name, bool single) {
  for (struct record *r = records; r < records + 2 * function_count; r++)
    if (strcmp(r->function->name, name) == 0 && r->single == single) return r;
  return NULL;
}

// Judges the arguments that a file lists, a function's name and its arguments on a line.
static void judge_file(const char *path, struct record *records, struct work *w) {
  FILE *file = fopen(path, "r");
  if (!file) perror(path), exit(1);
  char line[200], name[32];
  while (fgets(line, sizeof line, file)) {
    double x, y = 0;
    if (sscanf(line, "%31s %la %la", name, &x, &y) < 2) continue;
    for (int single = 0; single < 2; single++) {
      struct record *r = find(records, name, single);
      if (!r) continue;
      for (size_t i = 0; i < lanes_of_vector; i++) w->x[i] = single ? (float)x : x, w->y[i] = single ? (float)y : y;
      evaluate(r, w, lanes_of_vector);
      const double error = exact_error(r->function, single, w->result[0], w->x[0], w->y[0]);
      r->listed++;
      if (r->worst < error) r->worst = error, r->x = w->x[0], r->y = w->y[0];
    }
  }
  fclose(file);
}

static void run_pieces(struct record *r, size_t first, size_t last, double end, int log, struct work *w) {
  for (size_t piece = first; piece < last && now() < end; piece++)
    if (!r->done[piece]) run_piece(r, piece, log, w), r->done[piece] = true;
}

static void print_worst(const struct record *r) {
  const double millions = done(r) * (double)blocks_of_piece * block * 1e-6;
  if (millions == 0) {
    printf(" | | ");
    return;
  }
  if (r->worst > least_record) printf(" | %.4f", r->worst);
  else printf(" | 0.5"); // And no more: it is correctly rounded, or as good as that.
  if (is_exhaustive(r)) done(r) == pieces(r) ? printf(", of all") : printf(", of %.0f million", millions);
  else printf(", of %.2f billion", millions / 1000);
  printf(" | ");
  if (r->worst > least_record) printf("`%a`", r->x);
  if (r->worst > least_record && r->function->operands == 2) printf(", `%a`", r->y);
}

// The table of docs/numerics.md.
static void print_table(const struct record *records) {
  printf("| function | `f32`: worst error in ulp | at | `f64`: worst error in ulp | at |\n");
  printf("| --- | --- | --- | --- | --- |\n");
  for (const struct record *r = records; r < records + 2 * function_count; r += 2) {
    printf("| `%s`", r->function->name);
    print_worst(r);
    print_worst(r + 1);
    printf(" |\n");
  }
}

static void usage(void) {
  fprintf(stderr,
    "usage: accuracy --log FILE [--only FUNCTION] [--dtype f32|f64] [--seconds N] [--part K/N]   goes on with the log\n"
    "       accuracy --log FILE --table    prints what it knows\n"
    "       accuracy --list FILE           judges the arguments that a file lists; with a log, before all others\n");
  exit(2);
}

int main(int argc, char **argv) {
  const char *log_path = NULL, *only = NULL, *only_dtype = NULL, *list = NULL;
  double seconds = INFINITY;
  size_t part = 1, parts = 1;
  bool table = false;
  for (int i = 1; i < argc; i++) {
    const char *option = argv[i];
    if (strcmp(option, "--table") == 0) {
      table = true;
      continue;
    }
    if (++i == argc) usage();
    if (strcmp(option, "--log") == 0) log_path = argv[i];
    else if (strcmp(option, "--only") == 0) only = argv[i];
    else if (strcmp(option, "--dtype") == 0) only_dtype = argv[i];
    else if (strcmp(option, "--list") == 0) list = argv[i];
    else if (strcmp(option, "--seconds") == 0) seconds = atof(argv[i]);
    else if (strcmp(option, "--part") == 0 && sscanf(argv[i], "%zu/%zu", &part, &parts) == 2 && parts != 0) continue;
    else usage();
  }
  if (!log_path && !list) usage();
  const double end = now() + seconds;
  struct record *records = calloc(2 * function_count, sizeof *records);
  for (size_t i = 0; i < 2 * function_count; i++) {
    records[i].function = &functions[i / 2];
    records[i].single = i % 2 == 0;
    records[i].worst = log_path ? least_record : 0;
    records[i].loop = loop_of(functions[i / 2].name, format(&records[i]));
  }
  struct work *w = aligned_alloc(64, sizeof *w);
  if (list) judge_file(list, records, w);
  if (!log_path) {
    for (const struct record *r = records; r < records + 2 * function_count; r++)
      if (r->listed) printf("%s %s %zu %.4f %a %a\n", r->function->name, format(r), r->listed, r->worst, r->x, r->y);
    return 0;
  }
  for (struct record *r = records; r < records + 2 * function_count; r++) r->fingerprint = fingerprint(r, w);
  read_log(log_path, records, 2 * function_count);
  if (table) {
    print_table(records);
    return 0;
  }
  const int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (log < 0) perror(log_path), exit(1);
  // What is tried whole, function by function; then samples, of all functions alike.
  for (size_t piece = 0; piece < most_pieces; piece++)
    for (struct record *r = records; r < records + 2 * function_count; r++) {
      if ((size_t)(r - records) / 2 % parts != part - 1) continue;
      if (only && strcmp(only, r->function->name) != 0) continue;
      if (only_dtype && strcmp(only_dtype, format(r)) != 0) continue;
      if (is_exhaustive(r)) run_pieces(r, 0, pieces(r), end, log, w);
      else if (piece < pieces(r)) run_pieces(r, piece, piece + 1, end, log, w);
    }
  return 0;
}
