/**
 * LibTorch for TypeScript: tensors, every operator as a typed function, scopes that free memory, autograd, files.
 * @module
 */

export { writeFileAtomic } from './atomic.js';
export { enableGrad, type GradOptions, grad, isGradEnabled, noGrad } from './autograd.js';
export type { FromDataOptions } from './creation.js';
export { type DType, type DTypeArrays, dtypeOfArray, type TypedArray } from './dtype.js';
export { ArgumentError, DisposedTensorError, FileFormatError, FileWriteError, TorchError } from './errors.js';
export {
  type FileContents,
  inspectFile,
  type LoadOptions,
  loadFile,
  loadObject,
  saveFile,
  saveObject,
} from './files.js';
export type { CheckpointFormat } from './formats/checkpoint.js';
export type { CheckpointValue } from './formats/object.js';
export { readMetadata } from './formats/safetensors.js';
export { type Index, slice } from './indexing.js';
export { camelCase, suggestion } from './names.js';
export { type BuildInfo, buildInfo } from './native.js';
export { ScriptModule, type ScriptValue } from './script.js';
export { scope } from './scope.js';
export { type NestedNumbers, Tensor } from './tensor.js';
export { getNumThreads, keep, manualSeed, memory, setNumThreads, torch } from './torch.js';
export { liveTensors, trackTensors } from './tracking.js';
export type { Device, Int, Layout, MemoryFormat, Scalar, TensorOptions } from './types.js';
