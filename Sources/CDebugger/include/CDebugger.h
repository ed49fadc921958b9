// How a debugger learns of machine code that a program makes while it runs: the interface of GDB ("JIT Compilation
// Interface" in its manual), which LLDB knows too.

#ifndef CDEBUGGER_H
#define CDEBUGGER_H

#include <stddef.h>

// Tells an attached debugger of an ELF file in memory. It keeps the pointer for ever; returns 0 when there is no memory.
// Not to be called by two threads at once.
int cdebugger_register(const void *elf, size_t size);

#endif
