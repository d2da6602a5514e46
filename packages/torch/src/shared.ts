// What is exported under one name twice: by the package, and as a member of `torch`.
export { callAsync } from './async.js';
export { enableGrad, isGradEnabled, noGrad } from './autograd.js';
export { defaultGenerator, Generator, manualSeed } from './generator.js';
export { keep, memory, releaseMemory } from './memory.js';
export {
  areDeterministicAlgorithmsEnabled,
  autocast,
  getDefaultDtype,
  getNumInteropThreads,
  getNumThreads,
  inferenceMode,
  isInferenceMode,
  setDefaultDtype,
  setNumInteropThreads,
  setNumThreads,
  useDeterministicAlgorithms,
} from './modes.js';
export { buildInfo } from './native.js';
export { scope } from './scope.js';
