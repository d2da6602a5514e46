import {
  AlphaDropout,
  type AnyModule,
  BatchNorm1d,
  BatchNorm2d,
  BatchNorm3d,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
  MultiheadAttention,
} from '@cotrain/nn';
import type { PathTest } from './pattern.js';
import type { ResolvedStage } from './stage.js';

/** Layers with running statistics. */
const NORMS = [BatchNorm1d, BatchNorm2d, BatchNorm3d, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d];
/** Layers that randomly drop values. */
const DROPOUTS = [Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout, MultiheadAttention];

/** Whether a layer randomly drops values in training mode. */
export const isDropout = (module: AnyModule): boolean => DROPOUTS.some((kind) => module instanceof kind);

/**
 * Puts a model into training mode, except for layers of frozen parts that a stage keeps in evaluation mode.
 * Only layers are switched: a head in evaluation mode would not compute its losses.
 */
export function trainStage(
  model: AnyModule,
  { frozenBatchNorm, frozenDropout }: ResolvedStage,
  selects: PathTest,
): void {
  model.train();
  for (const [path, module] of model.namedModules()) {
    const stays =
      (frozenBatchNorm === 'fixed' && NORMS.some((kind) => module instanceof kind)) ||
      (!frozenDropout && isDropout(module));
    if (stays && isFrozen(path, module, selects)) module.training = false;
  }
}

/**
 * Whether a layer's own parameters are frozen. A layer without parameters counts as frozen if its parent part
 * is.
 */
function isFrozen(path: string, module: AnyModule, selects: PathTest): boolean {
  const parameters = module.parameters();
  return parameters.length > 0 ? !parameters.some((parameter) => parameter.requiresGrad) : !selects(path);
}
