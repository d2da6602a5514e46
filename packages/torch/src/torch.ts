// `torch`: the factories, every operator of LibTorch as a typed function, and what belongs to the process.

import { customFunction } from './autograd/customFunction.js';
import { gradcheck, gradgradcheck } from './autograd/gradcheck.js';
import { backward, grad } from './autograd/gradients.js';
import { checkpoint } from './autograd/recompute.js';
import * as cuda from './cuda/index.js';
import { profile, recordFunction } from './diagnostics/profiler.js';
import { install } from './dispatch/install.js';
import { ops } from './dispatch/namespaces.js';
import type { TorchFunctions } from './gen/functions.js';
import type { FftFunctions, LinalgFunctions, SpecialFunctions } from './gen/namespaces.js';
import type { UncheckedFunctions } from './gen/unchecked.js';
import { full, tensor } from './tensor/creation.js';
import { setPrintOptions } from './tensor/print.js';
import { Tensor } from './tensor/tensor.js';
import * as shared from './torchMembers.js';

const own = {
  ...shared,
  tensor,
  full,
  setPrintOptions,
  ops,
  /**
   * What PyTorch keeps for its own layers, which check the arguments first: names that begin with an
   * underscore, kernels of backward passes and of one backend. They trust what they are given; wrong
   * arguments may end the process.
   */
  unchecked: {} as UncheckedFunctions,
  autograd: { backward, grad, customFunction, checkpoint, gradcheck, gradgradcheck },
  profiler: { profile, recordFunction },
  cuda,
};

type Own = typeof own;

/** What `torch` has. */
export interface Torch extends Own, Omit<TorchFunctions, keyof Own> {
  linalg: LinalgFunctions;
  fft: FftFunctions;
  special: SpecialFunctions;
}

/**
 * The functions that PyTorch documents, in camelCase: required arguments in order, the others in one options
 * object. All operators of LibTorch are in `torch.ops.aten`.
 */
export const torch = own as Own as Torch;

const functions = torch as unknown as Record<string, unknown>;
install(functions, own.unchecked as unknown as Record<string, unknown>, Tensor.prototype);
