import type { Tensor } from '@cotrain/torch';

/**
 * Whether the operators are those of CUDA, run on the CPU (`npm run test:cuda-on-host`). There the host knows
 * no values: an index that is out of bounds gives NaN, not an error.
 */
export const deviceKernels = process.env.COTRAIN_CUDA_ORDER !== undefined;

export const allNaN = (x: Tensor): boolean => x.isnan().all().item() === true;
