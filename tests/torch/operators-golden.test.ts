// About 800 calls of more than 550 operators, replayed through the public API and compared with Python's
// torch. The values come from tests/golden/torch/operators.py.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { camelCase, loadFile, manualSeed, setNumThreads, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { clean } from './support.js';

type Packed = number | string | boolean | null | Packed[] | { tensor: string } | { number: string };

interface Call {
  name: string;
  args: Packed[];
  options: Record<string, Packed>;
  seed?: number;
  result: Packed;
}

const golden = (name: string) => fileURLToPath(new URL(`../golden/torch/${name}`, import.meta.url));
const { calls, complex } = JSON.parse(readFileSync(golden('operators.json'), 'utf8')) as {
  calls: Call[];
  complex: string[];
};
const stored = loadFile(golden('operators.safetensors'));
const complexNames = new Set(complex);
const TOLERANCE = 1e-5;
// Sums of rounding errors in half precision.
const TOLERANCES: Partial<Record<string, number>> = { float16: 1e-3, bfloat16: 1e-2 };

/** A fresh copy of the stored tensor, because calls may write to it. */
function tensorNamed(name: string): Tensor {
  const copy = stored[name]!.clone();
  return complexNames.has(name) ? torch.viewAsComplex(copy) : copy;
}

function unpacked(value: Packed): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== 'object' || value === null) return value;
  return 'tensor' in value ? tensorNamed(value.tensor) : Number(value.number.replace('inf', 'Infinity'));
}

/** Describes the difference, or null. */
function difference(actual: unknown, expected: Packed, path = 'result'): string | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return `${path} is not a list of ${expected.length}`;
    for (const [i, item] of expected.entries()) {
      const found = difference(actual[i], item, `${path}[${i}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof expected === 'object' && expected !== null && 'tensor' in expected)
    return actual instanceof Tensor
      ? tensorDifference(actual, tensorNamed(expected.tensor), path)
      : `${path} is not a tensor`;
  if (typeof expected === 'number' && !Number.isInteger(expected))
    return Math.abs((actual as number) - expected) <= TOLERANCE * Math.abs(expected)
      ? null
      : `${path} is ${actual}, not ${expected}`;
  return (actual ?? null) === unpacked(expected)
    ? null
    : `${path} is ${String(actual)}, not ${String(expected)}`;
}

function tensorDifference(actual: Tensor, expected: Tensor, path: string): string | null {
  const kind = (x: Tensor) => `${x.dtype}[${x.shape.join(', ')}]`;
  if (kind(actual) !== kind(expected)) return `${path} is ${kind(actual)}, not ${kind(expected)}`;
  const { dtype } = expected;
  const widened = dtype === 'float16' || dtype === 'bfloat16' ? 'float32' : dtype;
  const [have, want] = [actual, expected].map((x) => x.detach().to({ dtype: widened }).data()) as [
    Float64Array,
    Float64Array,
  ];
  const exact = !/^(b?float|complex)/.test(dtype);
  const tolerance = exact ? 0 : (TOLERANCES[dtype] ?? TOLERANCE);
  // An element near zero beside large ones has their rounding errors.
  const scale = exact
    ? 0
    : want.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
  for (let i = 0; i < want.length; i++) {
    const [a, b] = [have[i]!, want[i]!];
    if (Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    if (exact || !(Math.abs(a - b) <= tolerance * (Math.abs(b) + 0.1 * scale)))
      return `${path}[${i}] is ${a}, not ${b}`;
  }
  return null;
}

const withOptions = (args: unknown[], options: Record<string, unknown>) =>
  Object.keys(options).length > 0 ? [...args, options] : args;

function run({ name, args, options, seed }: Call, asMethod: boolean): { result: unknown; first: unknown } {
  const values = args.map(unpacked);
  const named = Object.fromEntries(
    Object.entries(options).map(([key, value]) => [camelCase(key), unpacked(value)]),
  );
  if (seed !== undefined) manualSeed(seed);
  const jsName = camelCase(name);
  type Functions = Record<string, (...values: unknown[]) => unknown>;
  const target = (asMethod ? values[0] : torch) as unknown as Functions;
  const [, namespace, member] = /^(linalg|fft|special)_([a-z0-9].*)$/.exec(name) ?? [];
  const inNamespace = (torch as unknown as Record<string, Functions>)[namespace ?? '']?.[
    camelCase(member ?? '')
  ];
  const found = target[jsName] ?? inNamespace ?? (torch.ops.aten as unknown as Functions)[name];
  if (typeof found !== 'function')
    throw new Error(`there is no ${asMethod ? 'method' : 'function'} ${jsName}`);
  const result = found.apply(target, withOptions(asMethod ? values.slice(1) : values, named));
  return { result, first: named.out ?? values[0] };
}

const byName = new Map<string, Call[]>();
for (const call of calls) byName.set(call.name, [...(byName.get(call.name) ?? []), call]);

test('the golden file is wide', (t) => {
  t.true(byName.size >= 550);
  t.true(calls.length >= 800);
});

const threads = torch.getNumThreads();
test.before(() => setNumThreads(1));
test.after.always(() => setNumThreads(threads));

const registered = new Set(native.operatorNames().map(([name]) => name.replace('aten::', '')));
const isGone = (name: string) => name === 'cholesky' && !registered.has(name); // since LibTorch 2.14

for (const [name, list] of byName)
  (isGone(name) ? test.skip : test)(
    `${name} gives Python's values`,
    clean((t) => {
      const inPlace = name.endsWith('_') && !name.endsWith('__');
      for (const call of list) {
        const shown = JSON.stringify([call.args, call.options]);
        const { result, first } = run(call, false);
        t.is(difference(result, call.result), null, shown);
        if (
          (inPlace || 'out' in call.options) &&
          typeof call.result === 'object' &&
          !Array.isArray(call.result)
        )
          t.is(result, first, 'in-place and out variants return the tensor that they write');
        const [self] = call.args;
        const hasMethod =
          typeof self === 'object' && self !== null && 'tensor' in self && !('out' in call.options);
        // The getter of an attribute cannot run on the prototype itself.
        const method = Object.getOwnPropertyDescriptor(Tensor.prototype, camelCase(name))?.value;
        if (hasMethod && typeof method === 'function')
          t.is(difference(run(call, true).result, call.result), null, `as a method: ${shown}`);
      }
    }),
  );
