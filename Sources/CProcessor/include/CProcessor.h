// The vector instructions that this process uses.

#ifndef CPROCESSOR_H
#define CPROCESSOR_H

#include <stdbool.h>

/// The variable of the environment by which a user asks for fewer instructions than the processor has.
#define CPROCESSOR_VARIABLE "ARRAYC_TARGET"

/// The level of x86-64 whose vector instructions are used, as compilers number them: 1 has SSE2, 2 SSE4.2, 3 AVX2 and FMA,
/// 4 AVX-512 with F, BW, DQ and VL. It is the highest that the processor and the system offer, or the lower one that
/// `ARRAYC_TARGET` names (`x86-64-v2`, `x86-64-v3`; whatever else it says allows all); 0 on other processors.
int cprocessor_level(void);

/// The level that `ARRAYC_TARGET` names; 4 where it names none.
int cprocessor_allowed_level(void);

/// Whether AVX is used: some processors have it without the rest of level 3.
bool cprocessor_uses_avx(void);

bool cprocessor_is_amd(void);

/// Writes the names of the vector instructions that the processor and the system offer; returns how many, at most 10.
int cprocessor_instructions(const char *names[10]);

#endif
