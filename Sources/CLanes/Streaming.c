#include "CLanes.h"

#include <string.h>

// Whole aligned vectors go past the caches, the ends of the block as usual.
void lanes_stream(void *out, const void *in, size_t bytes) {
  typedef uint64_t pair __attribute__((vector_size(16)));
  char *to = out;
  const char *from = in;
  const size_t head = -(uintptr_t)to % sizeof(pair);
  if (head >= bytes) {
    memcpy(to, from, bytes);
    return;
  }
  memcpy(to, from, head);
  size_t done = head;
  for (; done + sizeof(pair) <= bytes; done += sizeof(pair)) {
    pair next;
    memcpy(&next, from + done, sizeof(pair));
    __builtin_nontemporal_store(next, (pair *)(to + done));
  }
  memcpy(to + done, from + done, bytes - done);
}
