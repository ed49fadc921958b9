// CLLVM.h compiled beside the headers of LLVM itself: every call must have the same type there.
#include <llvm-c/Analysis.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Core.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>

typedef LLVMAttributeRef CLLVMAttribute;
typedef LLVMBasicBlockRef CLLVMBlock;
typedef LLVMMemoryBufferRef CLLVMBuffer;
typedef LLVMBuilderRef CLLVMBuilder;
typedef LLVMContextRef CLLVMContext;
typedef LLVMTargetDataRef CLLVMDataLayout;
typedef LLVMDiagnosticInfoRef CLLVMDiagnostic;
typedef LLVMTargetMachineRef CLLVMMachine;
typedef LLVMMetadataRef CLLVMMetadata;
typedef LLVMModuleRef CLLVMModule;
typedef LLVMTargetRef CLLVMTarget;
typedef LLVMTypeRef CLLVMType;
typedef LLVMUseRef CLLVMUse;
typedef LLVMValueRef CLLVMValue;
typedef LLVMCodeGenFileType CLLVMFileType;
typedef LLVMCodeModel CLLVMCodeModel;
typedef LLVMVerifierFailureAction CLLVMFailureAction;
#ifdef WRONG_TYPE
typedef double CLLVMIntPredicate;
#else
typedef LLVMIntPredicate CLLVMIntPredicate;
#endif
typedef LLVMLinkage CLLVMLinkage;
typedef LLVMOpcode CLLVMOpcode;
typedef LLVMCodeGenOptLevel CLLVMOptLevel;
typedef LLVMRealPredicate CLLVMRealPredicate;
typedef LLVMRelocMode CLLVMRelocMode;
typedef LLVMTypeKind CLLVMTypeKind;

#define CLLVM_BESIDE_LLVM
#include "CLLVM.h"

#define SAME_TYPE(result, name, parameters) \
  _Static_assert(__builtin_types_compatible_p(__typeof__(name), result parameters), #name);
CLLVM_CALLS(SAME_TYPE)

#define SAME_VALUE(ours, theirs, value) _Static_assert((unsigned)theirs == value, #theirs);
CLLVM_CONSTANTS(SAME_VALUE)
