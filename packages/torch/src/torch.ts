// `torch`: the factories, every operator of LibTorch as a typed function, and what belongs to the process.
import { backward, grad } from './autograd.js';
import { checkpoint } from './checkpoint.js';
import { full, tensor } from './creation.js';
import { customFunction } from './function.js';
import type { TorchFunctions } from './gen/functions.js';
import type { FftFunctions, LinalgFunctions, SpecialFunctions } from './gen/namespaces.js';
import type { UncheckedFunctions } from './gen/unchecked.js';
import { gradcheck, gradgradcheck } from './gradcheck.js';
import { type BuildInfo, native } from './native.js';
import { install, namespaceView, ops } from './operators.js';
import { setPrintOptions } from './print.js';
import { profile, recordFunction } from './profiler.js';
import * as shared from './shared.js';
import { Tensor } from './tensor.js';

let knownCuda: BuildInfo['cuda'] | undefined;
/** Devices do not come and go while a process runs, and asking takes most of a millisecond. */
function cudaInfo(): BuildInfo['cuda'] {
  knownCuda ??= native.buildInfo().cuda;
  return knownCuda;
}

const own = {
  ...shared,
  tensor,
  full,
  setPrintOptions,
  ops,
  /**
   * What PyTorch keeps for its own layers, which check the arguments first: names that begin with an underscore, kernels of
   * backward passes and of one backend. They trust what they are given; wrong arguments may end the process.
   */
  unchecked: {} as UncheckedFunctions,
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
install(functions, own.unchecked as unknown as Record<string, unknown>, Tensor.prototype);
for (const name of ['linalg', 'fft', 'special']) functions[name] = namespaceView(functions, name);
