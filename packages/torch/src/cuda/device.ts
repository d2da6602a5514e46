// Which CUDA devices there are, which one is current, and waiting for them.
import { ArgumentError } from '../errors/errors.js';
import { within } from '../modes/within.js';
import { native } from '../native/addon.js';
import { checkDevice, cudaInfo } from '../native/cuda.js';
import type { Device } from '../values/types.js';

/** A CUDA device: its name, or its index. */
export type CudaDevice = Device | number;

/** What a CUDA device is. Sizes in bytes, rates in Hz. */
export interface DeviceProperties {
  /** `NVIDIA H100 80GB HBM3`. */
  name: string;
  /** Compute capability, before the point. */
  major: number;
  /** Compute capability, behind the point. */
  minor: number;
  totalMemory: number;
  multiProcessorCount: number;
  warpSize: number;
  maxThreadsPerMultiProcessor: number;
  regsPerMultiprocessor: number;
  sharedMemoryPerBlock: number;
  /** With a kernel's opt-in. */
  sharedMemoryPerBlockOptin: number;
  sharedMemoryPerMultiprocessor: number;
  l2CacheSize: number;
  /** In bits. */
  memoryBusWidth: number;
  clockRate: number;
  memoryClockRate: number;
  pciBusId: number;
  /** Whether the device shares the host's memory. */
  isIntegrated: boolean;
}

/**
 * The device's name, once it is certain that it is there.
 *
 * @throws ArgumentError for the CPU and what is not a device; DeviceError where it cannot be used
 */
export function existing(what: string, device: CudaDevice = 'cuda'): Device {
  const name = typeof device === 'number' ? `cuda:${device}` : device;
  const [, type, index = '0'] = /^([a-z][a-z0-9]*)(?::(\d+))?$/.exec(String(name)) ?? [];
  if (type === undefined || type === 'cpu' || type === 'meta')
    throw new ArgumentError(`torch.cuda.${what}: expected a CUDA device such as 'cuda:0' or 0, got ${name}`);
  checkDevice(name);
  const count = native.deviceCount(type);
  if (Number(index) >= count)
    throw new ArgumentError(`torch.cuda.${what}: there is no device ${name}: ${count} of this kind are seen`);
  return name;
}

/** Number of CUDA devices that this process sees; 0 without a driver, and for a LibTorch without CUDA. */
export const deviceCount = (): number => cudaInfo().deviceCount;

/** Whether tensors can be made on a CUDA device. */
export const isAvailable = (): boolean => cudaInfo().available;

/** Index of this thread's current device, which `'cuda'` names. @throws DeviceError without CUDA */
export const currentDevice = (): number => native.currentDevice(existing('currentDevice'));

/**
 * Makes a device this thread's current one.
 * @throws DeviceError if there is no such device
 */
export function setDevice(device: CudaDevice): void {
  native.exchangeDevice(existing('setDevice', device));
}

/**
 * Runs `run` with another current device: `torch.cuda.device(1)` of Python.
 * @throws DeviceError if there is no such device, and for an `async` function
 */
export function withDevice<T>(device: CudaDevice, run: () => T): T {
  const name = existing('withDevice', device);
  let before = 0;
  return within(
    'withDevice',
    () => {
      before = native.exchangeDevice(name);
    },
    () => {
      native.exchangeDevice(`${name.split(':')[0]}:${before}`);
    },
    run,
  );
}

/** Waits until the device has done all that was queued. The thread waits too. Default: the current device. */
export const synchronize = (device?: CudaDevice): void =>
  native.synchronizeDevice(existing('synchronize', device));

/**
 * Properties of a device. Default: the current one.
 * @throws DeviceError without CUDA, and for an addon that was built without it
 */
export function getDeviceProperties(device?: CudaDevice): DeviceProperties {
  const name = existing('getDeviceProperties', device);
  const found = native.describeDevice(name);
  if (found === null)
    throw new ArgumentError(`torch.cuda.getDeviceProperties: this addon was built without CUDA`);
  return { ...found, isIntegrated: found.isIntegrated === 1 } as unknown as DeviceProperties;
}

/** Name of a device, `NVIDIA H100 80GB HBM3`. Default: the current one. */
export const getDeviceName = (device?: CudaDevice): string => getDeviceProperties(device).name;

/** Compute capability of a device, `[9, 0]` for an H100. Default: the current one. */
export function getDeviceCapability(device?: CudaDevice): [major: number, minor: number] {
  const { major, minor } = getDeviceProperties(device);
  return [major, minor];
}
