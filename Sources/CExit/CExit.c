#define _GNU_SOURCE
#include "CExit.h"

#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

// What C++ compilers call for `thread_local` objects. `exit` destroys those of its own thread first.
extern int __cxa_thread_atexit_impl(void (*function)(void *), void *argument, void *library);
extern void *__dso_handle;

static _Atomic(void (*)(void)) before_handlers;

static void first_thread_ends(void *unused) {
  (void)unused;
  void (*const function)(void) = atomic_load(&before_handlers);
  if (function) function();
}

// Runs on the first thread, before `main`.
__attribute__((constructor)) static void prepare(void) {
  if (gettid() == getpid()) __cxa_thread_atexit_impl(first_thread_ends, NULL, &__dso_handle);
}

void cexit_before_handlers(void (*function)(void)) { atomic_store(&before_handlers, function); }
