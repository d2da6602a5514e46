// Finds out why a step's numbers are not finite. Runs only after something went wrong, because every query
// waits for the device.
import { DataError } from '@cotrain/data';
import { BoxTargetError, NonFiniteOutputError } from '@cotrain/models';
import { type AnyModule, BatchNorm1d, BatchNorm2d, BatchNorm3d } from '@cotrain/nn';
import { noGrad, scope, Tensor } from '@cotrain/torch';
import { type DivergenceCause, DivergenceError } from './errors.js';
import type { Part } from './step/plan.js';
import type { TrainableModel } from './step/trainable.js';

/** A step in the state in which something went wrong. */
export interface FailedStep {
  model: TrainableModel;
  step: number;
  /** Micro-batches of this process. */
  parts: readonly Part[];
}

const framesOf = ({ parts }: FailedStep): string[] => parts.flatMap(({ batch }) => batch.names);

/** Maximum number of tensors that a message names. */
const LISTED = 5;

/** Error for a loss that is not finite. @param name such as `task/loss_ce` */
export function lossError(failed: FailedStep, name: string, value: number): DivergenceError {
  return divergence(failed, `the loss '${name}' is ${value}`, name.split('/', 1)[0]!);
}

/**
 * Error for finite losses whose gradients have a non-finite norm.
 *
 * @param tasks tasks whose gradients at the shared maps or parameters are not finite
 * @param parts parts of the model with such gradients, see {@link partsWithoutFiniteGradients}
 */
export function gradientError(
  failed: FailedStep,
  norm: number,
  tasks: readonly string[],
  parts: readonly string[],
): DivergenceError {
  const where = [
    tasks.length > 0 ? `those of the ${tasks.length > 1 ? 'tasks' : 'task'} ${tasks.join(', ')}` : '',
    parts.length > 0 ? `in ${parts.join(', ')}` : '',
  ].filter((text) => text !== '');
  return new DivergenceError(failed.step, framesOf(failed), `the gradients' norm is ${norm}`, {
    source: 'gradients',
    task: tasks[0] ?? null,
    frame: null,
    reason: `The losses are finite, the gradients are not${where.length > 0 ? `: ${where.join(', ')}` : ''}`,
  });
}

/**
 * Adds the frame to an error that a head reports. Other errors are returned unchanged.
 * @param part the micro-batch with the error
 */
export function headError({ model, step }: Omit<FailedStep, 'parts'>, part: Part, error: unknown): unknown {
  const failed = { model, step, parts: [part] };
  const { batch } = part;
  if (error instanceof NonFiniteOutputError) {
    const what = `the outputs${error.task === null ? '' : ` of the task ${error.task}`} are not finite`;
    return divergence(failed, what, error.task, error);
  }
  if (!(error instanceof BoxTargetError)) return error;
  const wrong = wrongTarget(failed);
  if (wrong)
    return divergence(failed, `the targets of the task ${wrong.task} are not finite`, wrong.task, error);
  const sample = batch.names[error.image];
  return new DataError(`step ${step}: frame ${sample}: ${error.message}`, { sample, cause: error });
}

/**
 * Parts of the model with non-finite gradients, each with its first such parameter.
 *
 * @param backward repeats the backward pass of the same batch, because clipping by a NaN norm has made all
 *   gradients NaN
 */
export function partsWithoutFiniteGradients(model: TrainableModel, backward: () => void): string[] {
  model.zeroGrad();
  scope(backward);
  const parts = Object.entries(model.parts()).flatMap(([name, part]) => {
    const wrong = part.namedParameters().find(([, { grad }]) => grad && !allFinite(grad));
    return wrong ? [`${name} (${wrong[0]})`] : [];
  });
  model.zeroGrad();
  return parts;
}

function divergence(failed: FailedStep, what: string, task: string | null, cause?: Error): DivergenceError {
  const found = wrongImage(failed) ?? wrongTarget(failed) ?? wrongWeights(failed.model);
  const reason: DivergenceCause = {
    source: 'loss',
    task,
    frame: null,
    reason: 'Images, targets and weights are finite: training has diverged',
    ...found,
  };
  return new DivergenceError(failed.step, framesOf(failed), what, reason, cause);
}

type Found = Partial<DivergenceCause> & Pick<DivergenceCause, 'source' | 'reason'>;

function wrongImage({ parts }: FailedStep): Found | null {
  for (const { batch, images } of parts) {
    const index = images ? batch.names.findIndex((_, i) => scope(() => !allFinite(images.select(0, i)))) : -1;
    if (index < 0) continue;
    const frame = batch.names[index]!;
    return {
      source: 'image',
      frame,
      reason: `The input image of frame ${frame} is not finite: look at its file and at the normalisation`,
    };
  }
  return null;
}

function wrongTarget({ parts }: FailedStep): (Found & { task: string }) | null {
  for (const { batch, targets } of parts)
    for (const [task, list] of Object.entries(targets))
      for (const [i, target] of (list ?? []).entries()) {
        if (isFine(target)) continue;
        const frame = batch.names[i]!;
        const reason = `The targets of frame ${frame} for the task ${task} are not finite: look at its label`;
        return { source: 'targets', task, frame, reason };
      }
  return null;
}

/** In a map NaN means "unknown"; in boxes it means nothing. */
const isFine = (target: object | null): boolean =>
  target instanceof Tensor ? noInfinity(target) : Object.values(target ?? {}).every(allFinite);

function wrongWeights(model: TrainableModel): Found | null {
  const named = model.namedModules().flatMap(([path, module]) => ownTensors(path, module));
  const wrong = [...new Set(named.flatMap(([name, tensor]) => (allFinite(tensor) ? [] : [name])))];
  if (wrong.length === 0) return null;
  const more = wrong.length > LISTED ? `, and ${wrong.length - LISTED} more` : '';
  const reason = `Weights were not finite before the step: ${wrong.slice(0, LISTED).join(', ')}${more}. Look at what they were loaded from`;
  return { source: 'weights', reason };
}

/**
 * A module's own parameters and buffers, except for the statistics that a batch norm has just computed from
 * this batch.
 */
function ownTensors(path: string, module: AnyModule): [string, Tensor][] {
  const isWriting =
    module.training &&
    (module instanceof BatchNorm1d || module instanceof BatchNorm2d || module instanceof BatchNorm3d);
  const own = [...module.namedParameters(), ...(isWriting ? [] : module.namedBuffers())];
  return own
    .filter(([key]) => !key.includes('.'))
    .map(([key, tensor]) => [path ? `${path}.${key}` : key, tensor]);
}

const noInfinity = (tensor: Tensor): boolean =>
  noGrad(() => scope(() => !tensor.detach().isinf().any().item('boolean')));

const allFinite = (tensor: Tensor): boolean =>
  noGrad(() => scope(() => tensor.detach().isfinite().all().item('boolean')));
