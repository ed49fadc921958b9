#include "CDebugger.h"

#include <stdint.h>
#include <stdlib.h>

// Debuggers read these structures by name and layout.

struct jit_code_entry {
  struct jit_code_entry *next_entry;
  struct jit_code_entry *prev_entry;
  const char *symfile_addr;
  uint64_t symfile_size;
};

struct jit_descriptor {
  uint32_t version;
  uint32_t action_flag;  // 1: `relevant_entry` is new
  struct jit_code_entry *relevant_entry;
  struct jit_code_entry *first_entry;
};

__attribute__((used)) struct jit_descriptor __jit_debug_descriptor = {1, 0, NULL, NULL};

// A debugger sets a breakpoint here.
__attribute__((used, noinline)) void __jit_debug_register_code(void) { __asm__ volatile("" : : : "memory"); }

int cdebugger_register(const void *elf, size_t size) {
  struct jit_code_entry *entry = malloc(sizeof *entry);
  if (entry == NULL) return 0;
  *entry = (struct jit_code_entry){__jit_debug_descriptor.first_entry, NULL, elf, size};
  if (entry->next_entry != NULL) entry->next_entry->prev_entry = entry;
  __jit_debug_descriptor.first_entry = entry;
  __jit_debug_descriptor.relevant_entry = entry;
  __jit_debug_descriptor.action_flag = 1;
  __jit_debug_register_code();
  return 1;
}
