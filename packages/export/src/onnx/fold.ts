// Computes at the export what does not depend on the inputs: positions, anchors, text features.
import { camelCase, type DType, type GraphNode, type Tensor, torch } from '@cotrain/torch';
import { argumentsOf, overloadOf } from './schema.js';
import type { Plain, Value } from './values/value.js';

/** Results above this size stay computations, if they are larger than what they are computed from. */
const LARGE = 1 << 20; // bytes
/** Differ in each run, or have effects. */
const NEVER = /^aten::(rand|bernoulli|multinomial|normal|dropout|poisson|exponential|.*_$)/;

type Call = (...values: unknown[]) => unknown;

/** Results of a call whose inputs are all known; null if it stays a computation of the model. */
export function folded(node: GraphNode, inputs: readonly Value[], results: readonly (DType | undefined)[]) {
  if (!inputs.every(isKnown) || NEVER.test(node.kind) || !node.schema) return null;
  if (node.outputs.some(({ type }) => type !== 'Tensor')) return null;
  const positional: unknown[] = [];
  const options: Record<string, unknown> = {};
  for (const [i, argument] of argumentsOf(node.schema).entries()) {
    const { name, type, keyword, optional } = argument;
    if (/^(Layout|Device|MemoryFormat|Generator)\b/.test(type)) continue;
    if (name === 'pin_memory' || name === 'non_blocking') continue;
    const value = type.startsWith('ScalarType') ? results[0] : plainOf(inputs[i]!, type);
    if (keyword || optional) {
      if (value !== null && value !== undefined) options[camelCase(name)] = value;
    } else positional.push(value);
  }
  const [namespace, name] = overloadOf(node.schema).split('::') as [string, string];
  const operators = torch.ops as unknown as Record<string, Record<string, Call>>;
  let result: unknown;
  try {
    result = operators[namespace]![name]!(...positional, options);
  } catch {
    return null; // it is lowered as any other
  }
  const tensors = (Array.isArray(result) ? result : [result]) as Tensor[];
  const bytes = (list: readonly Tensor[]) => list.reduce((sum, own) => sum + own.numel() * 8, 0);
  const read = inputs.flatMap(tensorsOf);
  if (bytes(tensors) > LARGE && bytes(tensors) > 2 * bytes(read)) return null;
  // A number of the trace does not say whether it was 2 or 2.0, so the result may have another dtype.
  return tensors.map((tensor, i) => {
    const dtype = results[i];
    return (dtype === undefined || dtype === tensor.dtype ? tensor : tensor.to({ dtype })).contiguous();
  });
}

function isKnown(value: Value): boolean {
  if (value.kind === 'tensor') return value.tensor.constant !== undefined;
  return value.kind === 'plain' || value.items.every(isKnown);
}

function tensorsOf(value: Value): Tensor[] {
  if (value.kind === 'tensor') return [value.tensor.constant!];
  return value.kind === 'list' ? value.items.flatMap(tensorsOf) : [];
}

function plainOf(value: Value, type: string): unknown {
  if (value.kind === 'list') return value.items.map((item) => plainOf(item, ''));
  if (value.kind === 'plain') return value.value as Plain;
  return type.startsWith('Tensor') || type === '' ? value.tensor.constant : value.tensor.constant!.item();
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  'aten::add': (a, b) => a + b,
  'aten::sub': (a, b) => a - b,
  'aten::mul': (a, b) => a * b,
  'aten::floordiv': (a, b) => Math.floor(a / b),
  'aten::remainder': (a, b) => a - b * Math.floor(a / b),
};

/** Result of arithmetic on numbers of the trace; null if one of them is computed by the model. */
export function foldedNumber({ kind, outputs }: GraphNode, inputs: readonly Value[]): number | null {
  const body = ARITHMETIC[kind];
  if (!body || outputs[0]?.type === 'Tensor' || inputs.length !== 2) return null;
  const [a, b] = inputs.map((value) => (value.kind === 'plain' ? Number(value.value) : null));
  return a === null || b === null ? null : body(a!, b!);
}
