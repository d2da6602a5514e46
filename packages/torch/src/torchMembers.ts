// What is exported under one name twice: by the package, and as a member of `torch`.
export { backends, getFloat32MatmulPrecision, setFloat32MatmulPrecision } from './cuda/backends.js';
export { keep, memory, releaseMemory } from './handle/memory.js';
export { scope } from './handle/scope.js';
export { autocast } from './modes/autocast.js';
export {
  areDeterministicAlgorithmsEnabled,
  getDefaultDtype,
  getNumInteropThreads,
  getNumThreads,
  setDefaultDtype,
  setNumInteropThreads,
  setNumThreads,
  useDeterministicAlgorithms,
} from './modes/process.js';
export { enableGrad, inferenceMode, isGradEnabled, isInferenceMode, noGrad } from './modes/recording.js';
export { buildInfo } from './native/buildInfo.js';
export { defaultGenerator, Generator, manualSeed } from './random/generator.js';
export { callAsync } from './threads/callAsync.js';
