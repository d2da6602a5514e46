/**
 * LibTorch for TypeScript: tensors, every operator as a typed function, scopes that free memory, autograd, files.
 * @module
 */

export { backwardAsync, type OperatorName } from './async.js';
export { removeTemporaryFiles, temporaryPath, writeFileAtomic } from './atomic.js';
export { type GradOptions, grad } from './autograd.js';
export { checkpoint } from './checkpoint.js';
export type { FromDataOptions } from './creation.js';
export { type DType, type DTypeArrays, dtypeOfArray, type TypedArray } from './dtype.js';
export { type ErrorRecord, errorFromRecord, recordError } from './error-record.js';
export {
  ArgumentError,
  CotrainError,
  DisposedTensorError,
  FileFormatError,
  FileWriteError,
  FolderInUseError,
  NativeLoadError,
  TorchError,
} from './errors.js';
export {
  type FileContents,
  inspectFile,
  type LoadOptions,
  loadFile,
  loadObject,
  saveFile,
  saveObject,
} from './files.js';
export { loadFileAsync, saveFileAsync } from './files-async.js';
export type { CheckpointFormat } from './formats/checkpoint.js';
export type { CheckpointValue } from './formats/object.js';
export { decodePngIds, PngError, type PngIds } from './formats/png-ids.js';
export { readMetadata } from './formats/safetensors.js';
export {
  customFunction,
  type FunctionContext,
  type FunctionDefinition,
  type Hook,
  type HookHandle,
} from './function.js';
export type { GeneratorOptions } from './generator.js';
export { GradcheckError, type GradcheckOptions, gradcheck, gradgradcheck } from './gradcheck.js';
export { hostValues, knownValues, knowValues } from './host-values.js';
export { type Index, type IndexList, type MaskList, slice } from './indexing.js';
export { type FolderLock, lockFolder } from './lock.js';
export type { AutocastOptions } from './modes.js';
export { camelCase, suggestion } from './names.js';
export type { BuildInfo } from './native.js';
export { type OperatorSummary, Profile, type ProfileOptions, profile, recordFunction } from './profiler.js';
export { readCounts } from './reads.js';
export { ScriptModule, type ScriptValue } from './script.js';
export { pendingShares, receive, share, type TensorToken, withdraw } from './share.js';
export * from './shared.js';
export { type NestedNumbers, Tensor } from './tensor.js';
export { torch } from './torch.js';
export { liveTensors, trackTensors } from './tracking.js';
export type { Device, Int, Layout, MemoryFormat, Scalar, TensorOptions } from './types.js';
export { onWarning, type TorchWarning } from './warnings.js';
