/**
 * LibTorch for TypeScript: tensors, every operator as a typed function, scopes that free memory, autograd,
 * files.
 * @module
 */

export {
  customFunction,
  type FunctionContext,
  type FunctionDefinition,
} from './autograd/customFunction.js';
export { GradcheckError, type GradcheckOptions, gradcheck, gradgradcheck } from './autograd/gradcheck.js';
export { type GradOptions, grad } from './autograd/gradients.js';
export { checkpoint } from './autograd/recompute.js';
export type { CudnnFlags, Float32MatmulPrecision, MatmulFlags } from './cuda/backends.js';
export * as cuda from './cuda/index.js';
export {
  type OperatorSummary,
  Profile,
  type ProfileOptions,
  profile,
  recordFunction,
} from './diagnostics/profiler.js';
export { onWarning, type TorchWarning } from './diagnostics/warnings.js';
export * as distributed from './distributed/index.js';
export { type ErrorRecord, errorFromRecord, recordError } from './errors/errorRecord.js';
export {
  ArgumentError,
  CotrainError,
  DeviceError,
  DisposedTensorError,
  DistributedError,
  FileFormatError,
  FileWriteError,
  FolderInUseError,
  NativeLoadError,
  OutOfMemoryError,
  TorchError,
  TraceError,
} from './errors/errors.js';
export {
  type FileContents,
  inspectFile,
  type LoadOptions,
  loadFile,
  loadObject,
  saveFile,
  saveObject,
} from './files/files.js';
export { type FolderLock, lockFolder } from './files/folderLock.js';
export type { CheckpointFormat } from './files/formats/contents.js';
export { type JsonRecords, jsonRecords, type RecordFields } from './files/formats/jsonRecords.js';
export type { CheckpointValue } from './files/formats/object.js';
export { decodePngIds, PngError, type PngIds } from './files/formats/pngIds.js';
export { readMetadata } from './files/formats/safetensors.js';
export { readExtraFiles } from './files/formats/torchscript.js';
export { loadFileAsync, saveFileAsync } from './files/onAThread.js';
export { ScriptModule, type ScriptValue } from './files/scriptModule.js';
export {
  makeFolder,
  removeTemporaryFiles,
  temporaryPath,
  writeFileAtomic,
  writing,
} from './files/writeAtomic.js';
export { liveTensors, trackTensors } from './handle/tracking.js';
export type { Graph, GraphConstant, GraphNode, GraphValue } from './jit/graph.js';
export { usesPlainOperators, withPlainOperators } from './jit/plainOperators.js';
export { isTracing, untraced, withinModule } from './jit/recording.js';
export { type RecordedTrace, recordTrace, type TracedParts } from './jit/recordTrace.js';
export { type SaveOptions, TracedModule, type TracedOutput } from './jit/tracedModule.js';
export type { AutocastOptions } from './modes/autocast.js';
export type { BuildInfo } from './native/buildInfo.js';
export { type CudaInfo, checkDevice } from './native/cuda.js';
export type { GeneratorOptions } from './random/generator.js';
export { countWaits, type WaitCounter, type Waits } from './tensor/countWaits.js';
export { type FromDataOptions, toDevice } from './tensor/creation.js';
export type { Hook, HookHandle } from './tensor/hook.js';
export { hostValues, knownValues, knowValues } from './tensor/hostValues.js';
export { type Index, type IndexList, type MaskList, slice } from './tensor/indexing.js';
export { readCounts } from './tensor/readCounts.js';
export { type NestedNumbers, Tensor } from './tensor/tensor.js';
export { backwardAsync, type OperatorName } from './threads/callAsync.js';
export { pendingShares, receive, share, type TensorToken, withdraw } from './threads/share.js';
export { torch } from './torch.js';
export * from './torchMembers.js';
export type {
  BagMode,
  DistanceMode,
  GridMode,
  GridPadding,
  LossReduction,
  PadMode,
} from './values/codes.js';
export { type DType, type DTypeArrays, dtypeOfArray, type TypedArray } from './values/dtype.js';
export { camelCase, nearestNames, suggestion } from './values/names.js';
export type { Device, Int, Layout, MemoryFormat, Scalar, TensorOptions } from './values/types.js';
