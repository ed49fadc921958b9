// Tells the thread sanitizer what Swift's Mutex does, for the run with ARRAYC_SANITIZE=thread.
//
// The fast ways in and out of a Mutex are inlined and so instrumented; where threads meet, the lock passes through
// two functions of the library libswiftSynchronization, which is not. The sanitizer would report a race wherever a
// lock is contended. This library is preloaded, stands before those two, and notes the order that they make.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Absent in the build tool's own processes, which are not instrumented.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex

SWIFT void lockSlow(uint32_t thread, SELF) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void unlockSlow(SELF) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

SWIFT void lockSlow(uint32_t thread, SELF) {
  SWIFT void (*next)(uint32_t, SELF) = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
  next(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlockSlow(SELF) {
  SWIFT void (*next)(SELF) = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
  if (__tsan_release) __tsan_release(mutex);
  next(mutex);
}
