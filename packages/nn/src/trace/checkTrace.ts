import {
  noGrad,
  type RecordedTrace,
  scope,
  Tensor,
  type TracedOutput,
  TraceError,
  torch,
} from '@cotrain/torch';
import { compareGraphs, type GraphDifference } from './compareGraphs.js';

/** Largest difference that is still rounding, relative to the largest magnitude of the expected output. */
const TOLERANCE = 1e-5;
/** Differences that a message lists. */
const LISTED = 8;

/**
 * Checks that a traced program does for other inputs what the module does.
 *
 * @param first the trace to check
 * @param other a trace of the same module with `inputs`
 * @param what the inputs in words, for messages
 * @throws TraceError that names the modules whose calls differ, or else the output that does
 */
export function checkTrace<Out extends TracedOutput>(
  first: RecordedTrace<Out>,
  other: RecordedTrace<Out>,
  inputs: readonly Tensor[],
  what: 'other values' | 'another size',
): void {
  scope(() => {
    const differences = compareGraphs(first.traced.recordedGraph(), other.traced.recordedGraph());
    if (differences.length > 0) throw differs(differences, what, first.reads);
    const got = flat(noGrad(() => first.traced.forward(...inputs)));
    for (const [name, expected] of flat(other.output)) {
      const difference = outputDifference(expected, got.get(name)!);
      if (difference !== null)
        throw new TraceError(
          `the traced program gives another ${name} than the module for inputs of ${what}: ${difference}; does forward draw random numbers, or depend on what it did before?`,
        );
    }
  });
}

function differs(
  differences: readonly GraphDifference[],
  what: string,
  reads: readonly string[],
): TraceError {
  const lines = differences.slice(0, LISTED).map(({ scope, what }) => `\n  ${moduleName(scope)}: ${what}`);
  const more = differences.length > LISTED ? `\n  and ${differences.length - LISTED} more` : '';
  const why =
    what === 'another size'
      ? 'sizes that were read as numbers are constants of the program, so it runs with the traced size alone'
      : `control flow that depends on values cannot be traced${reads.length > 0 ? ` (values are read in ${reads.map(moduleName).join(', ')})` : ''}`;
  return new TraceError(
    `the trace depends on the inputs: with ${what} it differs; ${why}:${lines.join('')}${more}`,
    differences[0]!.scope,
  );
}

/** A module in messages. */
export const moduleName = (path: string): string => (path === '' ? 'the module itself' : path);

function flat(output: TracedOutput): Map<string, Tensor> {
  if (output instanceof Tensor) return new Map([['output', output]]);
  if (Array.isArray(output)) return new Map(output.map((tensor: Tensor, i) => [`output[${i}]`, tensor]));
  return new Map(
    Object.entries(output as Record<string, Tensor>).map(([name, tensor]) => [`'${name}'`, tensor]),
  );
}

/** How two tensors differ by more than rounding; null if they do not. */
function outputDifference(expected: Tensor, got: Tensor): string | null {
  if (expected.dtype !== got.dtype) return `${got.dtype}, not ${expected.dtype}`;
  if (String(expected.shape) !== String(got.shape))
    return `shape [${got.shape.join(', ')}], not [${expected.shape.join(', ')}]`;
  if (expected.numel() === 0) return null;
  if (!expected.isFloatingPoint()) {
    const count = expected.ne(got).sum().item('number');
    return count === 0 ? null : `${count} of ${expected.numel()} elements differ`;
  }
  const finite = expected.nanToNum({ nan: 0, posinf: 0, neginf: 0 });
  const atol = TOLERANCE * Math.max(finite.abs().max().item('number'), 1e-30);
  if (torch.allclose(got, expected, { rtol: 0, atol, equalNan: true })) return null;
  const most = got.sub(expected).abs().nanToNum().max().item('number');
  return `elements differ by up to ${most}`;
}
