// Seeds and states of the CUDA devices' default generators. Seeding does nothing without CUDA, as in Python.
import { defaultGenerator, seedBits } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import { type CudaDevice, deviceCount, existing, isAvailable } from './device.js';

/** Seeds the default generator of a device. Default: of the current device. @throws ArgumentError */
export function manualSeed(seed: number | bigint, device?: CudaDevice): void {
  seedBits(seed);
  if (device !== undefined || isAvailable())
    defaultGenerator(existing('manualSeed', device)).manualSeed(seed);
}

/** Seeds the default generators of all CUDA devices. `torch.manualSeed` does so too. @throws ArgumentError */
export function manualSeedAll(seed: number | bigint): void {
  seedBits(seed);
  for (let index = 0; index < deviceCount(); index++) manualSeed(seed, index);
}

/** The seed that the default generator of a device began with. Default: of the current device. */
export const initialSeed = (device?: CudaDevice): bigint =>
  defaultGenerator(existing('initialSeed', device)).initialSeed();

/** Where the default generator of a device stands, as a uint8 tensor. Default: of the current device. */
export const getRngState = (device?: CudaDevice): Tensor =>
  defaultGenerator(existing('getRngState', device)).getState();

/** Continues where `state` was taken. Default: on the current device. */
export function setRngState(state: Tensor, device?: CudaDevice): void {
  defaultGenerator(existing('setRngState', device)).setState(state);
}
