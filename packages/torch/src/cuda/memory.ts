// What a device's memory is used for. LibTorch keeps freed blocks for the next tensors: `reserved` counts
// them, `allocated` does not.
import { native } from '../native/addon.js';
import { type CudaDevice, existing } from './device.js';

/** One counter of the allocator: of blocks, or of bytes. */
export interface MemoryCounter {
  /** Now. */
  current: number;
  /** Most at once, since the start or `resetPeakMemoryStats`. */
  peak: number;
  /** All that was taken, since the start or `resetAccumulatedMemoryStats`. */
  allocated: number;
  /** All that was given back, since the same time. */
  freed: number;
}

/** One counter for all blocks, for those of up to 1 MB, and for larger ones. */
export interface MemoryPools {
  all: MemoryCounter;
  smallPool: MemoryCounter;
  largePool: MemoryCounter;
}

/** Counters of a device's allocator, as in Python's `torch.cuda.memory_stats`. */
export interface MemoryStatistics {
  /** Blocks that tensors use. */
  allocation: MemoryPools;
  /** Pieces of memory from the driver, which blocks are cut from. */
  segment: MemoryPools;
  /** Blocks that tensors or streams use. */
  active: MemoryPools;
  /** Free blocks that cannot be given back, since the rest of their segment is used. */
  inactiveSplit: MemoryPools;
  allocatedBytes: MemoryPools;
  reservedBytes: MemoryPools;
  activeBytes: MemoryPools;
  inactiveSplitBytes: MemoryPools;
  /** Bytes that were asked for, before they were rounded to blocks. */
  requestedBytes: MemoryPools;
  /** How often the driver had no memory and freed blocks were given back to it. */
  numAllocRetries: number;
  /** How often even that did not help: an OutOfMemoryError each. */
  numOoms: number;
}

/** All counters of a device's allocator. Default: the current device. */
export const memoryStats = (device?: CudaDevice): MemoryStatistics =>
  native.memoryStatistics(existing('memoryStats', device)) as MemoryStatistics;

/** Bytes that tensors use. Default: on the current device. */
export const memoryAllocated = (device?: CudaDevice): number =>
  memoryStats(device).allocatedBytes.all.current;

/** Most bytes that tensors used at once, since the start or `resetPeakMemoryStats`. */
export const maxMemoryAllocated = (device?: CudaDevice): number =>
  memoryStats(device).allocatedBytes.all.peak;

/** Bytes that LibTorch has taken from the driver: those of tensors, and those it keeps. */
export const memoryReserved = (device?: CudaDevice): number => memoryStats(device).reservedBytes.all.current;

/** Most bytes that LibTorch had from the driver at once, since the start or `resetPeakMemoryStats`. */
export const maxMemoryReserved = (device?: CudaDevice): number => memoryStats(device).reservedBytes.all.peak;

/** Starts the peaks again from what is used now. */
export const resetPeakMemoryStats = (device?: CudaDevice): void =>
  native.resetMemory(existing('resetPeakMemoryStats', device), true);

/** Starts the sums of what was taken and given back again from 0. */
export const resetAccumulatedMemoryStats = (device?: CudaDevice): void =>
  native.resetMemory(existing('resetAccumulatedMemoryStats', device), false);

/** Bytes of a device that no process uses, and all that it has: `[free, total]`, as the driver counts. */
export const memGetInfo = (device?: CudaDevice): [free: number, total: number] =>
  native.memoryInfo(existing('memGetInfo', device));

/**
 * Gives memory that no tensor uses back to the driver, for other processes. This process does not need it:
 * the next tensors take such memory anyway.
 */
export const emptyCache = (device?: CudaDevice): void => native.emptyCache(existing('emptyCache', device));
