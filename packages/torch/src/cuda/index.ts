/**
 * CUDA devices: their memory, streams, events and seeds, under PyTorch's names. `isAvailable()` and
 * `deviceCount()` answer everywhere; the others are a DeviceError where there is no device.
 */
export {
  type CudaDevice,
  currentDevice,
  type DeviceProperties,
  deviceCount,
  getDeviceCapability,
  getDeviceName,
  getDeviceProperties,
  isAvailable,
  setDevice,
  synchronize,
  withDevice,
} from './device.js';
export { CUDAGraph, graph } from './graph.js';
export { type Graphed, type GraphedOptions, makeGraphed, type TensorTree } from './makeGraphed.js';
export {
  emptyCache,
  type MemoryCounter,
  type MemoryPools,
  type MemoryStatistics,
  maxMemoryAllocated,
  maxMemoryReserved,
  memGetInfo,
  memoryAllocated,
  memoryReserved,
  memoryStats,
  resetAccumulatedMemoryStats,
  resetPeakMemoryStats,
} from './memory.js';
export { getRngState, initialSeed, manualSeed, manualSeedAll, setRngState } from './random.js';
export { type Recorder, type Recording, type Results, rerun } from './recorder.js';
export { currentStream, defaultStream, Event, Stream, setStream, withStream } from './stream.js';
