import { type AnyModule, isSyncBatchNorm } from '@cotrain/nn';

/** Whether a module has batch norms that normalise over all ranks when it is computed. */
export const hasSyncNorms = (module: AnyModule): boolean =>
  module.modules().some((layer) => layer.training && isSyncBatchNorm(layer));
