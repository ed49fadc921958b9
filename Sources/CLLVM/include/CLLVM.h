// The part of the LLVM C API that arrayc calls, as a table of typed function pointers.
//
// LLVM is opened at run time, so neither building nor running needs its headers or its library. Only calls that
// are the same from LLVM 14 to 22 stand here; a test compiles this table beside the real headers and demands equal
// types. It defines CLLVM_BESIDE_LLVM and names LLVM's own types where this header has opaque ones.
#ifndef CLLVM_H
#define CLLVM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifndef CLLVM_BESIDE_LLVM
typedef struct CLLVMOpaqueAttribute *CLLVMAttribute;
typedef struct CLLVMOpaqueBlock *CLLVMBlock;
typedef struct CLLVMOpaqueBuffer *CLLVMBuffer;
typedef struct CLLVMOpaqueBuilder *CLLVMBuilder;
typedef struct CLLVMOpaqueContext *CLLVMContext;
typedef struct CLLVMOpaqueDataLayout *CLLVMDataLayout;
typedef struct CLLVMOpaqueDiagnostic *CLLVMDiagnostic;
typedef struct CLLVMOpaqueMachine *CLLVMMachine;
typedef struct CLLVMOpaqueMetadata *CLLVMMetadata;
typedef struct CLLVMOpaqueModule *CLLVMModule;
typedef struct CLLVMOpaqueTarget *CLLVMTarget;
typedef struct CLLVMOpaqueType *CLLVMType;
typedef struct CLLVMOpaqueUse *CLLVMUse;
typedef struct CLLVMOpaqueValue *CLLVMValue;
typedef unsigned CLLVMFileType;
typedef unsigned CLLVMCodeModel;
typedef unsigned CLLVMFailureAction;
typedef unsigned CLLVMIntPredicate;
typedef unsigned CLLVMLinkage;
typedef unsigned CLLVMOpcode;
typedef unsigned CLLVMOptLevel;
typedef unsigned CLLVMRealPredicate;
typedef unsigned CLLVMRelocMode;
typedef unsigned CLLVMTypeKind;
#endif

// LLVM's constants: name here, name there, value.
#define CLLVM_CONSTANTS(X)                                                                             \
  X(CLLVMAssembly, LLVMAssemblyFile, 0)                                                                \
  X(CLLVMObject, LLVMObjectFile, 1)                                                                    \
  X(CLLVMReturnStatus, LLVMReturnStatusAction, 2)                                                      \
  X(CLLVMCodeGenDefault, LLVMCodeGenLevelDefault, 2)                                                   \
  X(CLLVMRelocPIC, LLVMRelocPIC, 2)                                                                    \
  X(CLLVMCodeModelSmall, LLVMCodeModelSmall, 3)                                                        \
  X(CLLVMPrivate, LLVMPrivateLinkage, 9)                                                               \
  X(CLLVMInternal, LLVMInternalLinkage, 8)                                                             \
  X(CLLVMVectorKind, LLVMVectorTypeKind, 13)                                                           \
  X(CLLVMAlloca, LLVMAlloca, 26)                                                                       \
  X(CLLVMLoad, LLVMLoad, 27)                                                                           \
  X(CLLVMStore, LLVMStore, 28)                                                                         \
  X(CLLVMGetElementPtr, LLVMGetElementPtr, 29)                                                         \
  X(CLLVMBitCast, LLVMBitCast, 41)                                                                     \
  X(CLLVMIntEQ, LLVMIntEQ, 32)                                                                         \
  X(CLLVMIntNE, LLVMIntNE, 33)                                                                         \
  X(CLLVMIntUGE, LLVMIntUGE, 35)                                                                       \
  X(CLLVMIntULT, LLVMIntULT, 36)                                                                       \
  X(CLLVMIntULE, LLVMIntULE, 37)                                                                       \
  X(CLLVMIntSLT, LLVMIntSLT, 40)                                                                       \
  X(CLLVMIntSLE, LLVMIntSLE, 41)                                                                       \
  X(CLLVMRealOEQ, LLVMRealOEQ, 1)                                                                      \
  X(CLLVMRealOLT, LLVMRealOLT, 4)                                                                      \
  X(CLLVMRealOLE, LLVMRealOLE, 5)                                                                      \
  X(CLLVMRealUNO, LLVMRealUNO, 8)                                                                      \
  X(CLLVMRealUNE, LLVMRealUNE, 14)

#define CLLVM_ENUM_CASE(ours, theirs, value) ours = value,
enum : unsigned { CLLVM_CONSTANTS(CLLVM_ENUM_CASE) };

#define CLLVM_BUILD2(X, name)                                                                          \
  X(CLLVMValue _Nonnull, LLVMBuild##name,                                                              \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull))
#define CLLVM_BUILD_CAST(X, name)                                                                      \
  X(CLLVMValue _Nonnull, LLVMBuild##name,                                                              \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMType _Nonnull, const char *_Nonnull))

// Every call: result, name, parameters.
#define CLLVM_CALLS(X)                                                                                 \
  X(CLLVMContext _Nonnull, LLVMContextCreate, (void))                                                  \
  X(void, LLVMContextDispose, (CLLVMContext _Nonnull))                                                 \
  X(void, LLVMContextSetDiagnosticHandler,                                                             \
    (CLLVMContext _Nonnull, void (*_Nullable)(CLLVMDiagnostic _Nonnull, void *_Nullable), void *_Nullable)) \
  X(CLLVMModule _Nonnull, LLVMModuleCreateWithNameInContext, (const char *_Nonnull, CLLVMContext _Nonnull)) \
  X(void, LLVMDisposeModule, (CLLVMModule _Nonnull))                                                   \
  X(void, LLVMSetTarget, (CLLVMModule _Nonnull, const char *_Nonnull))                                 \
  X(CLLVMDataLayout _Nonnull, LLVMCreateTargetDataLayout, (CLLVMMachine _Nonnull))                     \
  X(void, LLVMSetModuleDataLayout, (CLLVMModule _Nonnull, CLLVMDataLayout _Nonnull))                   \
  X(void, LLVMDisposeTargetData, (CLLVMDataLayout _Nonnull))                                           \
  X(char *_Nonnull, LLVMPrintModuleToString, (CLLVMModule _Nonnull))                                   \
  X(void, LLVMDisposeMessage, (char *_Nonnull))                                                        \
  X(int, LLVMVerifyModule, (CLLVMModule _Nonnull, CLLVMFailureAction, char *_Nullable *_Nullable))     \
  X(CLLVMBuffer _Nonnull, LLVMWriteBitcodeToMemoryBuffer, (CLLVMModule _Nonnull))                      \
  X(const char *_Nonnull, LLVMGetBufferStart, (CLLVMBuffer _Nonnull))                                  \
  X(size_t, LLVMGetBufferSize, (CLLVMBuffer _Nonnull))                                                 \
  X(void, LLVMDisposeMemoryBuffer, (CLLVMBuffer _Nonnull))                                             \
  X(void, LLVMInitializeX86TargetInfo, (void))                                                         \
  X(void, LLVMInitializeX86Target, (void))                                                             \
  X(void, LLVMInitializeX86TargetMC, (void))                                                           \
  X(void, LLVMInitializeX86AsmPrinter, (void))                                                         \
  X(char *_Nonnull, LLVMGetHostCPUName, (void))                                                        \
  X(char *_Nonnull, LLVMGetHostCPUFeatures, (void))                                                    \
  X(int, LLVMGetTargetFromTriple,                                                                      \
    (const char *_Nonnull, CLLVMTarget _Nullable *_Nonnull, char *_Nullable *_Nullable))               \
  X(CLLVMMachine _Nullable, LLVMCreateTargetMachine,                                                   \
    (CLLVMTarget _Nonnull, const char *_Nonnull, const char *_Nonnull, const char *_Nonnull,           \
     CLLVMOptLevel, CLLVMRelocMode, CLLVMCodeModel))                                                   \
  X(void, LLVMDisposeTargetMachine, (CLLVMMachine _Nonnull))                                           \
  X(int, LLVMTargetMachineEmitToMemoryBuffer,                                                          \
    (CLLVMMachine _Nonnull, CLLVMModule _Nonnull, CLLVMFileType, char *_Nullable *_Nonnull,            \
     CLLVMBuffer _Nullable *_Nonnull))                                                                 \
  X(CLLVMType _Nonnull, LLVMIntTypeInContext, (CLLVMContext _Nonnull, unsigned))                       \
  X(CLLVMType _Nonnull, LLVMFloatTypeInContext, (CLLVMContext _Nonnull))                               \
  X(CLLVMType _Nonnull, LLVMDoubleTypeInContext, (CLLVMContext _Nonnull))                              \
  X(CLLVMType _Nonnull, LLVMVoidTypeInContext, (CLLVMContext _Nonnull))                                \
  X(CLLVMType _Nonnull, LLVMVectorType, (CLLVMType _Nonnull, unsigned))                                \
  X(CLLVMType _Nonnull, LLVMArrayType, (CLLVMType _Nonnull, unsigned))                                 \
  X(CLLVMType _Nonnull, LLVMPointerType, (CLLVMType _Nonnull, unsigned))                               \
  X(CLLVMType _Nonnull, LLVMFunctionType, (CLLVMType _Nonnull, CLLVMType _Nonnull *_Nonnull, unsigned, int)) \
  X(CLLVMType _Nonnull, LLVMTypeOf, (CLLVMValue _Nonnull))                                             \
  X(CLLVMTypeKind, LLVMGetTypeKind, (CLLVMType _Nonnull))                                              \
  X(unsigned, LLVMGetVectorSize, (CLLVMType _Nonnull))                                                 \
  X(CLLVMType _Nonnull, LLVMGetElementType, (CLLVMType _Nonnull))                                      \
  X(unsigned, LLVMCountParamTypes, (CLLVMType _Nonnull))                                               \
  X(CLLVMValue _Nonnull, LLVMAddFunction, (CLLVMModule _Nonnull, const char *_Nonnull, CLLVMType _Nonnull)) \
  X(CLLVMValue _Nonnull, LLVMAddGlobal, (CLLVMModule _Nonnull, CLLVMType _Nonnull, const char *_Nonnull)) \
  X(void, LLVMSetInitializer, (CLLVMValue _Nonnull, CLLVMValue _Nonnull))                              \
  X(void, LLVMSetGlobalConstant, (CLLVMValue _Nonnull, int))                                           \
  X(void, LLVMSetLinkage, (CLLVMValue _Nonnull, CLLVMLinkage))                                         \
  X(CLLVMValue _Nullable, LLVMGetNamedFunction, (CLLVMModule _Nonnull, const char *_Nonnull))          \
  X(CLLVMValue _Nonnull, LLVMGetParam, (CLLVMValue _Nonnull, unsigned))                                \
  X(void, LLVMSetValueName2, (CLLVMValue _Nonnull, const char *_Nonnull, size_t))                      \
  X(unsigned, LLVMGetEnumAttributeKindForName, (const char *_Nonnull, size_t))                         \
  X(CLLVMAttribute _Nonnull, LLVMCreateEnumAttribute, (CLLVMContext _Nonnull, unsigned, uint64_t))     \
  X(CLLVMAttribute _Nonnull, LLVMCreateStringAttribute,                                                \
    (CLLVMContext _Nonnull, const char *_Nonnull, unsigned, const char *_Nonnull, unsigned))           \
  X(void, LLVMAddAttributeAtIndex, (CLLVMValue _Nonnull, unsigned, CLLVMAttribute _Nonnull))           \
  X(void, LLVMAddCallSiteAttribute, (CLLVMValue _Nonnull, unsigned, CLLVMAttribute _Nonnull))          \
  X(unsigned, LLVMLookupIntrinsicID, (const char *_Nonnull, size_t))                                   \
  X(CLLVMValue _Nonnull, LLVMGetIntrinsicDeclaration,                                                  \
    (CLLVMModule _Nonnull, unsigned, CLLVMType _Nonnull *_Nonnull, size_t))                   \
  X(CLLVMType _Nonnull, LLVMIntrinsicGetType,                                                          \
    (CLLVMContext _Nonnull, unsigned, CLLVMType _Nonnull *_Nonnull, size_t))                           \
  X(CLLVMMetadata _Nonnull, LLVMValueAsMetadata, (CLLVMValue _Nonnull))                                \
  X(CLLVMMetadata _Nonnull, LLVMMDNodeInContext2,                                                      \
    (CLLVMContext _Nonnull, CLLVMMetadata _Nonnull *_Nonnull, size_t))                                 \
  X(CLLVMValue _Nonnull, LLVMMetadataAsValue, (CLLVMContext _Nonnull, CLLVMMetadata _Nonnull))         \
  X(void, LLVMSetMetadata, (CLLVMValue _Nonnull, unsigned, CLLVMValue _Nonnull))                       \
  X(CLLVMValue _Nonnull, LLVMConstInt, (CLLVMType _Nonnull, unsigned long long, int))                  \
  X(CLLVMValue _Nonnull, LLVMConstReal, (CLLVMType _Nonnull, double))                                  \
  X(CLLVMValue _Nonnull, LLVMConstNull, (CLLVMType _Nonnull))                                          \
  X(CLLVMValue _Nonnull, LLVMConstVector, (CLLVMValue _Nonnull *_Nonnull, unsigned))          \
  X(CLLVMValue _Nonnull, LLVMGetUndef, (CLLVMType _Nonnull))                                           \
  X(CLLVMBlock _Nonnull, LLVMAppendBasicBlockInContext,                                                \
    (CLLVMContext _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull))                                \
  X(CLLVMBuilder _Nonnull, LLVMCreateBuilderInContext, (CLLVMContext _Nonnull))                        \
  X(void, LLVMDisposeBuilder, (CLLVMBuilder _Nonnull))                                                 \
  X(void, LLVMPositionBuilderAtEnd, (CLLVMBuilder _Nonnull, CLLVMBlock _Nonnull))                      \
  X(void, LLVMPositionBuilderBefore, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull))                     \
  X(CLLVMBlock _Nonnull, LLVMGetInsertBlock, (CLLVMBuilder _Nonnull))                                  \
  X(CLLVMBlock _Nonnull, LLVMGetEntryBasicBlock, (CLLVMValue _Nonnull))                                \
  X(CLLVMValue _Nullable, LLVMGetFirstInstruction, (CLLVMBlock _Nonnull))                              \
  X(CLLVMValue _Nullable, LLVMGetLastInstruction, (CLLVMBlock _Nonnull))                               \
  X(CLLVMValue _Nullable, LLVMGetNextInstruction, (CLLVMValue _Nonnull))                               \
  X(CLLVMOpcode, LLVMGetInstructionOpcode, (CLLVMValue _Nonnull))                                      \
  X(int, LLVMGetNumOperands, (CLLVMValue _Nonnull))                                                    \
  X(CLLVMValue _Nonnull, LLVMGetOperand, (CLLVMValue _Nonnull, unsigned))                              \
  X(void, LLVMSetOperand, (CLLVMValue _Nonnull, unsigned, CLLVMValue _Nonnull))                        \
  X(CLLVMUse _Nullable, LLVMGetFirstUse, (CLLVMValue _Nonnull))                                        \
  X(CLLVMUse _Nullable, LLVMGetNextUse, (CLLVMUse _Nonnull))                                           \
  X(CLLVMValue _Nonnull, LLVMGetUser, (CLLVMUse _Nonnull))                                             \
  X(void, LLVMReplaceAllUsesWith, (CLLVMValue _Nonnull, CLLVMValue _Nonnull))                          \
  X(CLLVMValue _Nonnull, LLVMInstructionClone, (CLLVMValue _Nonnull))                                  \
  X(void, LLVMInstructionRemoveFromParent, (CLLVMValue _Nonnull))                                      \
  X(void, LLVMInstructionEraseFromParent, (CLLVMValue _Nonnull))                                       \
  X(void, LLVMInsertIntoBuilder, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull))                         \
  X(CLLVMValue _Nonnull, LLVMBuildRetVoid, (CLLVMBuilder _Nonnull))                                    \
  X(CLLVMValue _Nonnull, LLVMBuildRet, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull))                   \
  X(CLLVMValue _Nonnull, LLVMBuildBr, (CLLVMBuilder _Nonnull, CLLVMBlock _Nonnull))                    \
  X(CLLVMValue _Nonnull, LLVMBuildCondBr,                                                              \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMBlock _Nonnull, CLLVMBlock _Nonnull))            \
  X(CLLVMValue _Nonnull, LLVMBuildPhi, (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, const char *_Nonnull)) \
  X(void, LLVMAddIncoming,                                                                             \
    (CLLVMValue _Nonnull, CLLVMValue _Nonnull *_Nonnull, CLLVMBlock _Nonnull *_Nonnull, unsigned)) \
  X(CLLVMValue _Nonnull, LLVMBuildAlloca, (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, const char *_Nonnull)) \
  X(CLLVMValue _Nonnull, LLVMBuildArrayAlloca,                                                         \
    (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull))            \
  X(CLLVMValue _Nonnull, LLVMBuildLoad2,                                                               \
    (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull))            \
  X(CLLVMValue _Nonnull, LLVMBuildStore, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull)) \
  X(void, LLVMSetAlignment, (CLLVMValue _Nonnull, unsigned))                                           \
  X(void, LLVMSetVolatile, (CLLVMValue _Nonnull, int))                                                 \
  X(CLLVMValue _Nonnull, LLVMBuildGEP2,                                                                \
    (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull *_Nonnull,    \
     unsigned, const char *_Nonnull))                                                                  \
  X(CLLVMValue _Nonnull, LLVMBuildCall2,                                                               \
    (CLLVMBuilder _Nonnull, CLLVMType _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull *_Nonnull,    \
     unsigned, const char *_Nonnull))                                                                  \
  X(CLLVMValue _Nonnull, LLVMBuildSelect,                                                              \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull,             \
     const char *_Nonnull))                                                                            \
  X(CLLVMValue _Nonnull, LLVMBuildICmp,                                                                \
    (CLLVMBuilder _Nonnull, CLLVMIntPredicate, CLLVMValue _Nonnull, CLLVMValue _Nonnull,               \
     const char *_Nonnull))                                                                            \
  X(CLLVMValue _Nonnull, LLVMBuildFCmp,                                                                \
    (CLLVMBuilder _Nonnull, CLLVMRealPredicate, CLLVMValue _Nonnull, CLLVMValue _Nonnull,              \
     const char *_Nonnull))                                                                            \
  X(CLLVMValue _Nonnull, LLVMBuildExtractElement,                                                      \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull))           \
  X(CLLVMValue _Nonnull, LLVMBuildInsertElement,                                                       \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull,             \
     const char *_Nonnull))                                                                            \
  X(CLLVMValue _Nonnull, LLVMBuildShuffleVector,                                                       \
    (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull, CLLVMValue _Nonnull,             \
     const char *_Nonnull))                                                                            \
  X(CLLVMValue _Nonnull, LLVMBuildNot, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull)) \
  X(CLLVMValue _Nonnull, LLVMBuildFNeg, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull)) \
  X(CLLVMValue _Nonnull, LLVMBuildFreeze, (CLLVMBuilder _Nonnull, CLLVMValue _Nonnull, const char *_Nonnull)) \
  CLLVM_BUILD2(X, Add)                                                                                 \
  CLLVM_BUILD2(X, Sub)                                                                                 \
  CLLVM_BUILD2(X, Mul)                                                                                 \
  CLLVM_BUILD2(X, UDiv)                                                                                \
  CLLVM_BUILD2(X, SDiv)                                                                                \
  CLLVM_BUILD2(X, URem)                                                                                \
  CLLVM_BUILD2(X, SRem)                                                                                \
  CLLVM_BUILD2(X, FAdd)                                                                                \
  CLLVM_BUILD2(X, FSub)                                                                                \
  CLLVM_BUILD2(X, FMul)                                                                                \
  CLLVM_BUILD2(X, FDiv)                                                                                \
  CLLVM_BUILD2(X, FRem)                                                                                \
  CLLVM_BUILD2(X, Shl)                                                                                 \
  CLLVM_BUILD2(X, LShr)                                                                                \
  CLLVM_BUILD2(X, AShr)                                                                                \
  CLLVM_BUILD2(X, And)                                                                                 \
  CLLVM_BUILD2(X, Or)                                                                                  \
  CLLVM_BUILD2(X, Xor)                                                                                 \
  CLLVM_BUILD_CAST(X, Trunc)                                                                           \
  CLLVM_BUILD_CAST(X, ZExt)                                                                            \
  CLLVM_BUILD_CAST(X, SExt)                                                                            \
  CLLVM_BUILD_CAST(X, FPToSI)                                                                          \
  CLLVM_BUILD_CAST(X, FPToUI)                                                                          \
  CLLVM_BUILD_CAST(X, SIToFP)                                                                          \
  CLLVM_BUILD_CAST(X, UIToFP)                                                                          \
  CLLVM_BUILD_CAST(X, FPTrunc)                                                                         \
  CLLVM_BUILD_CAST(X, FPExt)                                                                           \
  CLLVM_BUILD_CAST(X, BitCast)                                                                         \
  CLLVM_BUILD_CAST(X, IntToPtr)                                                                        \
  CLLVM_BUILD_CAST(X, PtrToInt)

#define CLLVM_FIELD(result, name, parameters) result (*_Nonnull name) parameters;
typedef struct CLLVMCalls {
  CLLVM_CALLS(CLLVM_FIELD)
} CLLVMCalls;

/// Fills the table from a library that `dlopen` returned. Returns the name of the first symbol it lacks, or null.
const char *_Nullable cllvm_load(void *library, CLLVMCalls *calls);

/// The library's own version as "major.minor.patch" through `LLVMGetVersion` (16 and later), or false.
bool cllvm_version(void *library, unsigned *major, unsigned *minor, unsigned *patch);

/// The file from which the table was filled, or null.
const char *_Nullable cllvm_path(const CLLVMCalls *calls);

/// A pointer of each thread: the emitter that lanes of this thread append to.
void *_Nullable cllvm_thread_pointer(void);
void cllvm_set_thread_pointer(void *_Nullable pointer);

/// The address of a function of the C library that compiled kernels may call, or null.
const void *_Nullable cllvm_external(const char *name);

/// What decides which code the processor runs: maker, model, and every feature that it has and the system lets programs
/// use. Writes `cllvm_processor_words` words.
void cllvm_processor(uint32_t *words);
enum { cllvm_processor_words = 23 };

/// Which build of this code runs: the GNU build id of the program or library that contains it, a hash of all that was
/// linked; where the linker made none, the identity of the program's file. Writes at most `cllvm_build_bytes` and
/// returns their count; 0 where nothing is known.
size_t cllvm_build(uint8_t *bytes);
enum { cllvm_build_bytes = 64 };

#pragma clang assume_nonnull end
#endif
