#define _GNU_SOURCE
#include "CLLVM.h"

#include <dlfcn.h>
#include <math.h>
#include <string.h>

const char *cllvm_load(void *library, CLLVMCalls *calls) {
#define CLLVM_LOAD(result, name, parameters)             \
  *(void **)(&calls->name) = dlsym(library, #name);      \
  if (!*(void **)(&calls->name)) return #name;
  CLLVM_CALLS(CLLVM_LOAD)
  return NULL;
}

bool cllvm_version(void *library, unsigned *major, unsigned *minor, unsigned *patch) {
  void (*version)(unsigned *, unsigned *, unsigned *) = dlsym(library, "LLVMGetVersion");
  if (version) version(major, minor, patch);
  return version != NULL;
}

const char *cllvm_path(const CLLVMCalls *calls) {
  Dl_info information;
  return dladdr((const void *)calls->LLVMContextCreate, &information) ? information.dli_fname : NULL;
}

static _Thread_local void *pointer_of_thread;
void *cllvm_thread_pointer(void) { return pointer_of_thread; }
void cllvm_set_thread_pointer(void *pointer) { pointer_of_thread = pointer; }

const void *cllvm_external(const char *name) {
  static const struct {
    const char *name;
    const void *address;
  } externals[] = {{"fma", fma}, {"fmaf", fmaf}, {"fmod", fmod}, {"fmodf", fmodf}};
  for (size_t i = 0; i < sizeof externals / sizeof *externals; i++)
    if (!strcmp(name, externals[i].name)) return externals[i].address;
  return NULL;
}
