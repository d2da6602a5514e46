// Gradient checkpointing: memory for time. The inside of a function is computed again in backward, not kept.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { type AutocastOptions, autocast, autocastState } from '../modes/autocast.js';
import { enableGrad, isGradEnabled } from '../modes/recording.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { defaultGenerator, type Generator } from '../random/generator.js';
import { Tensor } from '../tensor/tensor.js';
import type { Device } from '../values/types.js';
import { customFunction } from './customFunction.js';

const generators = new Map<string, Generator>();

/** The CPU, and the devices on which these tensors are computed with. */
function devicesOf(tensors: readonly Tensor[]): Device[] {
  return [...new Set(['cpu', ...tensors.map(({ device }) => device).filter((device) => device !== 'meta')])];
}

/** The default generators that a function of these tensors may draw from. */
function generatorsFor(tensors: readonly Tensor[]): Generator[] {
  return devicesOf(tensors).map((device) => {
    const generator = generators.get(device) ?? defaultGenerator(device);
    generators.set(device, generator);
    return generator;
  });
}

/** Runs `run` with the generators as they were, and leaves them as they are. */
function replayed<T>(drawn: readonly Generator[], states: readonly Tensor[], run: () => T): T {
  const now = drawn.map((generator) => generator.getState());
  for (const [i, generator] of drawn.entries()) generator.setState(states[i]!);
  try {
    return run();
  } finally {
    for (const [i, generator] of drawn.entries()) generator.setState(now[i]!);
  }
}

interface State {
  drawn: readonly Generator[];
  modes: readonly AutocastOptions[];
}

/** `run` under each of the modes, the first outermost. */
function under<T>(modes: readonly AutocastOptions[], run: () => T): T {
  return modes.reduceRight<() => T>((inner, mode) => () => autocast(mode, inner), run)();
}

/**
 * Computes `run(...inputs)` and keeps nothing of it but the inputs; backward runs it again. Random numbers
 * (dropout) and autocast are the same both times. Parameters that `run` uses get their gradients as usual.
 *
 * For `backward()` only: `torch.autograd.grad`, `createGraph` and `backwardAsync` refuse such graphs.
 */
export function checkpoint<A extends readonly Tensor[], R extends Tensor | readonly Tensor[]>(
  run: (...inputs: A) => R,
  ...inputs: A
): R {
  for (const input of inputs)
    if (!(input instanceof Tensor)) throw new ArgumentError('checkpoint() takes a function and tensors');
  if (!isGradEnabled()) return run(...inputs);
  const recompute = customFunction<readonly Tensor[], R, State>({
    name: 'checkpoint',
    forward(context, _anchor, ...given) {
      const drawn = generatorsFor(given);
      context.state = { drawn, modes: devicesOf(given).map(autocastState) };
      context.save(...drawn.map((generator) => generator.getState()), ...given);
      return run(...(given as unknown as A));
    },
    backward(context, ...gradients) {
      if (!native.wholeBackward() || isGradEnabled())
        throw new ArgumentError(
          'a checkpoint works with backward() only, not with torch.autograd.grad or createGraph',
        );
      const { drawn, modes } = context.state;
      const saved = context.saved.slice(drawn.length);
      const again = saved.map((tensor) => tensor.detach().requiresGrad_(tensor.requiresGrad));
      const result = replayed(drawn, context.saved, () =>
        enableGrad(() => under(modes, () => run(...(again as unknown as A)))),
      );
      const outputs = result instanceof Tensor ? [result] : [...result];
      const recorded = outputs.flatMap((output, i) =>
        output.requiresGrad ? [[output, gradients[i]!] as const] : [],
      );
      if (recorded.length > 0)
        attempt('checkpoint', outputs, () =>
          native.backward(
            recorded.flatMap(([output]) => [output.slot, output.generation]),
            recorded.flatMap(([, gradient]) => [gradient.slot, gradient.generation]),
            false,
            false,
          ),
        );
      return [null, ...again.map((tensor) => (tensor.requiresGrad ? tensor.grad : null))];
    },
  });
  // Recorded even if no input needs a gradient, as parameters inside `run` may.
  const anchor = operators.call('aten::empty', [[0], { requiresGrad: true }]) as Tensor;
  return recompute(anchor, ...inputs);
}
