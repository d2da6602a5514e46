// `torch`: the factories, every operator of LibTorch as a typed function, and what belongs to the process.
import { callAsync } from './async.js';
import { backward, enableGrad, grad, isGradEnabled, noGrad } from './autograd.js';
import { checkpoint } from './checkpoint.js';
import { full, tensor } from './creation.js';
import { ArgumentError } from './errors.js';
import { customFunction } from './function.js';
import type { TorchFunctions } from './gen/functions.js';
import type { FftFunctions, LinalgFunctions, SpecialFunctions } from './gen/namespaces.js';
import { defaultGenerator, Generator, seedBits } from './generator.js';
import { gradcheck, gradgradcheck } from './gradcheck.js';
import {
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
import { type BuildInfo, buildInfo, native } from './native.js';
import { install, namespaceView, ops } from './operators.js';
import { setPrintOptions } from './print.js';
import { profile, recordFunction } from './profiler.js';
import { scope } from './scope.js';
import { Tensor } from './tensor.js';

/** Seeds the default generators of all devices, as PyTorch does: the streams are the same as in Python. */
export const manualSeed = (seed: number | bigint): void => native.manualSeed(seedBits(seed));

/** Live tensors, and the bytes of the storages behind them (shared storages count once). */
export const memory = (): { tensors: number; bytes: number } => native.memory();

/** Takes a tensor out of every scope: it lives until `dispose()`, or until it is garbage. Returns it. */
export function keep<T extends Tensor>(tensor: T): T {
  if (!(tensor instanceof Tensor)) throw new ArgumentError('keep() takes one tensor');
  tensor.assertLive();
  tensor.scope = null;
  tensor.escape();
  return tensor;
}

let knownCuda: BuildInfo['cuda'] | undefined;
/** Devices do not come and go while a process runs, and asking takes most of a millisecond. */
function cudaInfo(): BuildInfo['cuda'] {
  knownCuda ??= native.buildInfo().cuda;
  return knownCuda;
}

const own = {
  tensor,
  full,
  manualSeed,
  Generator,
  defaultGenerator,
  setNumThreads,
  getNumThreads,
  setNumInteropThreads,
  getNumInteropThreads,
  setDefaultDtype,
  getDefaultDtype,
  useDeterministicAlgorithms,
  areDeterministicAlgorithmsEnabled,
  noGrad,
  enableGrad,
  isGradEnabled,
  inferenceMode,
  isInferenceMode,
  autocast,
  callAsync,
  scope,
  memory,
  keep,
  buildInfo,
  setPrintOptions,
  ops,
  autograd: { backward, grad, customFunction, checkpoint, gradcheck, gradgradcheck },
  profiler: { profile, recordFunction },
  cuda: {
    isAvailable: (): boolean => cudaInfo().available,
    deviceCount: (): number => cudaInfo().deviceCount,
  },
};

type Own = typeof own;

interface Namespaces {
  linalg: LinalgFunctions;
  fft: FftFunctions;
  special: SpecialFunctions;
}

/** LibTorch's functions, named as PyTorch's in camelCase: required arguments in order, the rest in one options object. */
export const torch = own as Own & Omit<TorchFunctions, keyof Own> & Namespaces;

const functions = torch as unknown as Record<string, unknown>;
install(functions, Tensor.prototype);
for (const name of ['linalg', 'fft', 'special']) functions[name] = namespaceView(functions, name);
