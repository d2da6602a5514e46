// Whether a gradient is right: against differences of the function itself, in float64.

import { operators } from '../dispatch/registry.js';
import { ArgumentError, CotrainError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { enableGrad, noGrad } from '../modes/recording.js';
import { Tensor } from '../tensor/tensor.js';
import { grad } from './gradients.js';

type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/** Step and tolerances of `gradcheck`. */
export interface GradcheckOptions {
  /** Half the step of the differences. Default 1e-6. */
  eps?: number;
  /** Absolute tolerance: |analytic - numeric| <= atol + rtol * |numeric|. Default 1e-5. */
  atol?: number;
  /** Relative tolerance, see `atol`. Default 1e-3. */
  rtol?: number;
}

/** One gradient is not what differences of the function say. */
export class GradcheckError extends CotrainError {
  override readonly name = 'GradcheckError';
  override readonly code = 'E_GRADIENT_CHECK';

  constructor(
    message: string,
    /** Which output and which input disagree. */
    readonly output: number,
    readonly input: number,
    /** Analytic gradient of the worst entry. */
    readonly analytic: number,
    readonly numeric: number,
  ) {
    super(message);
  }
}

const list = (result: Tensor | readonly Tensor[]): readonly Tensor[] =>
  result instanceof Tensor ? [result] : result;

const values = (tensor: Tensor): Float64Array => tensor.detach().data<'float64'>();

/** `[2, 0]` for the sixth element of shape [3, 2]. */
function position(index: number, shape: readonly number[]): string {
  const indices = [];
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    indices.unshift(index % shape[dim]!);
    index = Math.floor(index / shape[dim]!);
  }
  return `[${indices.join(', ')}]`;
}

/** By element of the input: the derivative of each element of each output. */
function numericJacobian(
  run: Differentiable,
  inputs: readonly Tensor[],
  which: number,
  eps: number,
): Float64Array[][] {
  const data = values(inputs[which]!);
  const at = (element: number, value: number) =>
    scope(() => {
      const moved = inputs.map((input) => input.detach().clone({ memoryFormat: 'contiguous' }));
      moved[which]!.reshape([-1]).select(0, element).fill_(value);
      return noGrad(() => list(run(...moved)).map(values));
    });
  return Array.from(data, (value, element) => {
    const [up, down] = [at(element, value + eps), at(element, value - eps)];
    return up.map((output, o) => output.map((y, j) => (y - down[o]![j]!) / (2 * eps)));
  });
}

/**
 * Compares the gradients of `run` with central differences, for every element of every output and every input
 * that requires a gradient.
 *
 * @param given the inputs, or the only one: float64, since differences in float32 say nothing
 * @returns true, or throws GradcheckError
 */
export function gradcheck(
  run: Differentiable,
  given: Tensor | readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  const inputs = list(given);
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3 } = options;
  const checked = [...inputs.keys()].filter((i) => inputs[i]!.requiresGrad);
  if (checked.length === 0) throw new ArgumentError('gradcheck: no input requires a gradient');
  for (const i of checked)
    if (inputs[i]!.dtype !== 'float64')
      throw new ArgumentError(`gradcheck: input ${i} is ${inputs[i]!.dtype}; give float64`);
  return scope(() => {
    const leaves = inputs.map((input) => input.detach().clone().requiresGrad_(input.requiresGrad));
    const outputs = list(run(...leaves));
    for (const [o, output] of outputs.entries())
      if (output.dtype !== 'float64')
        throw new ArgumentError(
          `gradcheck: output ${o} is ${output.dtype}; it must be float64 to be compared`,
        );
    const analytic = outputs.map((output) =>
      analyticRows(
        output,
        checked.map((i) => leaves[i]!),
      ),
    );
    for (const [c, i] of checked.entries()) {
      const numeric = numericJacobian(run, inputs, i, eps);
      for (const [o, output] of outputs.entries()) {
        let [wrong, worst, worstAt] = [0, -1, [0, 0] as [number, number]];
        for (const [element, derivatives] of numeric.entries())
          for (const [j, expected] of derivatives[o]!.entries()) {
            const difference = Math.abs(analytic[o]![j]![c]![element]! - expected);
            if (difference <= atol + rtol * Math.abs(expected)) continue; // also false for NaN
            wrong++;
            if (difference > worst || Number.isNaN(difference)) [worst, worstAt] = [difference, [element, j]];
          }
        if (wrong === 0) continue;
        const [element, j] = worstAt;
        const [a, n] = [analytic[o]![j]![c]![element]!, numeric[element]![o]![j]!];
        const count = numeric.length * numeric[0]![o]!.length;
        throw new GradcheckError(
          `the gradient of output ${o} with respect to input ${i} is wrong in ${wrong} of ${count} entries; the worst: d output${position(j, output.shape)} / d input${position(element, inputs[i]!.shape)} is ${a} by backward and ${n} by differences`,
          o,
          i,
          a,
          n,
        );
      }
    }
    return true as const;
  });
}

/** By element of the output, then by input: the gradient that backward gives. */
function analyticRows(output: Tensor, leaves: readonly Tensor[]): Float64Array[][] {
  return Array.from({ length: output.numel() }, (_, j) =>
    scope(() => {
      if (!output.requiresGrad) return leaves.map((leaf) => new Float64Array(leaf.numel()));
      const one = operators.call('aten::zeros_like', [
        output.detach(),
        { memoryFormat: 'contiguous' },
      ]) as Tensor;
      one.reshape([-1]).select(0, j).fill_(1);
      const gradients = grad(output, leaves, { gradOutputs: [one], retainGraph: true, allowUnused: true });
      return gradients.map((gradient, i) =>
        gradient === null ? new Float64Array(leaves[i]!.numel()) : values(gradient),
      );
    }),
  );
}

/** `gradcheck` of the gradients themselves, as functions of the inputs and of the gradients that come in. */
export function gradgradcheck(
  run: Differentiable,
  given: Tensor | readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  const inputs = list(given);
  return scope(() => {
    const outputs = list(run(...inputs)).filter((output) => output.requiresGrad);
    const incoming = outputs.map((output) =>
      (operators.call('aten::randn_like', [output.detach()]) as Tensor).requiresGrad_(),
    );
    const differentiated = inputs.filter((input) => input.requiresGrad).length;
    const gradients = (...moved: Tensor[]): Tensor[] => {
      const leaves = moved
        .slice(0, inputs.length)
        .map((tensor, i) => (tensor.requiresGrad ? tensor : tensor.requiresGrad_(inputs[i]!.requiresGrad)));
      const results = list(run(...leaves)).filter((output) => output.requiresGrad);
      const by = leaves.filter((_, i) => inputs[i]!.requiresGrad).slice(0, differentiated);
      return grad(results, by, {
        gradOutputs: moved.slice(inputs.length),
        createGraph: true,
        allowUnused: true,
      }).map((gradient, i) => gradient ?? (operators.call('aten::zeros_like', [by[i]!]) as Tensor));
    };
    return gradcheck((...moved) => enableGrad(() => gradients(...moved)), [...inputs, ...incoming], options);
  });
}
