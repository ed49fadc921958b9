#ifndef CLLVM_H
#define CLLVM_H
#endif
