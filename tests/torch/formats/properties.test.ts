// Written values are read back unchanged.
import { readFileSync } from 'node:fs';
import {
  type CheckpointValue,
  type DType,
  loadFile,
  loadObject,
  memory,
  saveFile,
  saveObject,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { temporaryFolder } from './temporary.js';

const { fresh } = temporaryFolder('properties');

const DTYPES: readonly DType[] = [
  ...([
    'bool',
    'uint8',
    'int8',
    'int16',
    'int32',
    'int64',
    'float16',
    'bfloat16',
    'float32',
    'float64',
  ] as const),
  ...(['uint16', 'uint32', 'uint64', 'complex64', 'complex128'] as const),
];

/** A tensor of any dtype and up to three dimensions, possibly transposed or sliced. */
const tensors = fc
  .record({
    dtype: fc.constantFrom(...DTYPES),
    shape: fc.array(fc.nat(4), { maxLength: 3 }),
    view: fc.constantFrom('whole', 'turned', 'cut', 'expanded'),
  })
  .map(({ dtype, shape, view }): Tensor => {
    const elements = shape.reduce((product, size) => product * size, 1);
    const whole = torch.arange(elements).to(dtype).reshape(shape);
    if (view === 'turned' && shape.length > 1) return whole.transpose(0, -1);
    if (view === 'cut' && shape.length > 0) return whole.at('1::2');
    return view === 'expanded' ? whole.unsqueeze(0).expand([2, ...shape]) : whole;
  });

const names = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('__proto__', 'constructor', 'a.b', '0'),
);

/**
 * Values that survive: everything in JSON, and bigints, bytes, sets, Maps; not undefined and the bits of NaN.
 */
const values: fc.Arbitrary<CheckpointValue> = fc.letrec<{ value: CheckpointValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'value' },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 300n }),
    fc.bigInt({ min: -(2n ** 300n), max: -(2n ** 53n) }),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.uniqueArray(fc.integer(), { maxLength: 4 }).map((items) => new Set<CheckpointValue>(items)),
    fc
      .array(fc.tuple(fc.integer(), tie('value')), { minLength: 1, maxLength: 4 })
      .map((entries) => new Map<CheckpointValue, CheckpointValue>(entries)),
  ),
})).value;

const settings = { seed: 3, numRuns: 200 };

for (const extension of ['.pth', '.safetensors'])
  test(`any tensors come back from ${extension}`, (t) => {
    const before = memory().tensors;
    const path = fresh(extension);
    const property = fc.property(fc.array(fc.tuple(names, fc.nat(1e6)), { maxLength: 4 }), (entries) =>
      scope(() => {
        const supported = (tensor: Tensor) => extension === '.pth' || !tensor.dtype.startsWith('complex');
        const made = entries
          .map(([name, seed]) => [name, fc.sample(tensors, { seed, numRuns: 1 })[0]!] as const)
          .filter(([name, tensor]) => supported(tensor) && name !== '');
        const written = Object.fromEntries(made);
        saveFile(path, written);
        const read = loadFile(path);
        if (String(Object.keys(read).sort()) !== String(Object.keys(written).sort())) return false;
        return Object.entries(written).every(([name, tensor]) => {
          const back = read[name]!;
          const same = (a: Tensor, b: Tensor) =>
            Buffer.from(a.data().buffer).equals(Buffer.from(b.data().buffer));
          return back.dtype === tensor.dtype && `${back.shape}` === `${tensor.shape}` && same(back, tensor);
        });
      }),
    );
    t.notThrows(() => fc.assert(property, settings));
    t.is(memory().tensors, before);
  });

test('any nested values come back from .pth', (t) => {
  const path = fresh();
  t.notThrows(() =>
    fc.assert(
      fc.property(values, (value) => {
        saveObject(path, value);
        const first = readFileSync(path);
        const read = loadObject(path);
        // The same values give the same bytes: nothing was lost.
        saveObject(path, read);
        return first.equals(readFileSync(path));
      }),
      settings,
    ),
  );
});
