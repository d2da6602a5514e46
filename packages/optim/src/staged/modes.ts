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

/** What keeps running statistics. */
const NORMS = [BatchNorm1d, BatchNorm2d, BatchNorm3d, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d];
/** What drops values by chance. */
const DROPOUTS = [Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout, MultiheadAttention];

/**
 * Puts a model into training mode, except those layers of frozen parts that a stage wants as in evaluation.
 * Only layers are switched: a head that was in evaluation mode itself would leave out its losses.
 */
export function trainStage(
  model: AnyModule,
  { frozenBatchNorm, frozenDropout }: ResolvedStage,
  selects: PathTest,
): void {
  model.train();
  const still = [...(frozenBatchNorm === 'fixed' ? NORMS : []), ...(frozenDropout ? [] : DROPOUTS)];
  for (const [path, module] of model.namedModules()) {
    if (still.some((kind) => module instanceof kind) && isFrozen(path, module, selects))
      module.training = false;
  }
}

/** By its own parameters; a layer without any is frozen with the part that it stands in. */
function isFrozen(path: string, module: AnyModule, selects: PathTest): boolean {
  const parameters = module.parameters();
  return parameters.length > 0 ? !parameters.some((parameter) => parameter.requiresGrad) : !selects(path);
}
