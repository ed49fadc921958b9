#ifndef CEXIT_H
#define CEXIT_H

/// Calls `function` when the process ends through `exit` on its first thread, before every handler of `atexit`.
void cexit_before_handlers(void (*_Nonnull function)(void));

#endif
