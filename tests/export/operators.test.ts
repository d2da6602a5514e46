// Every lowering, on random arguments: what onnxruntime computes is what LibTorch computed.
import { ExportError, toOnnx } from '@cotrain/export';
import { scope, type Tensor } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { TABLES } from '../../packages/export/dist/onnx/lowerings/index.js';
import { Draw } from './operators/draw.js';
import { CASES } from './operators/index.js';
import { type OneCall, problemOf, runOnnx, trace } from './support.js';
import '../seed.js';

const RUNS = Number(process.env.COTRAIN_ONNX_RUNS ?? 3);

for (const [group, cases] of Object.entries(CASES))
  for (const [op, list] of Object.entries(cases))
    for (const dynamic of [false, true])
      test(`${group}: ${op}${dynamic ? ' of sizes that may differ' : ''}`, async (t) => {
        await fc.assert(
          fc.asyncProperty(fc.integer(), async (seed) => {
            for (const [i, one] of list.entries()) {
              const problem = await check(one(new Draw(seed)), dynamic);
              if (problem !== null) throw new Error(`case ${i}: ${problem}`);
            }
          }),
          {
            numRuns: dynamic ? 1 : RUNS,
            endOnFailure: true,
            includeErrorInReport: true,
            seed: Number(process.env.COTRAIN_TEST_SEED ?? 0),
          },
        );
        t.pass();
      });

/** Some operators need sizes that are fixed, and say so. */
const NEEDS_FIXED = /may differ|has to be known|not known/;

async function check(call: OneCall, dynamic: boolean): Promise<string | null> {
  const { graph, inputs, outputs } = trace(call, { dynamic });
  const names = outputs.map((_, i) => `y${i}`);
  const shown = `${call.op} of ${inputs.map((own) => own.summary()).join(', ')} ${JSON.stringify(plain(call.args))}`;
  let results: Tensor[];
  try {
    const onnx = toOnnx(graph, { inputs: inputs.map((_, i) => ({ name: `x${i}` })), outputs: names });
    const feeds = Object.fromEntries(inputs.map((tensor, i) => [`x${i}`, tensor]));
    results = await runOnnx(onnx, feeds, names);
  } catch (error) {
    if (dynamic && error instanceof ExportError && NEEDS_FIXED.test(error.message)) return null;
    return `${shown}: ${(error as Error).message}`;
  }
  const tolerance = inputs.some(({ dtype }) => dtype === 'float16') ? 2e-3 : 1e-4;
  for (const [i, result] of results.entries()) {
    const problem = scope(() => problemOf(result, outputs[i]!, tolerance));
    if (problem !== null) return `${shown}, output ${i}: ${problem}`;
  }
  return null;
}

/** The arguments that are not tensors. */
const plain = (args: object) =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([, value]) =>
        typeof value !== 'object' ||
        (Array.isArray(value) && value.every((item) => typeof item === 'number')),
    ),
  );

/** Whose results are numbers, or not defined: `sizes.test.ts`. */
const ELSEWHERE = [
  ...[
    'size',
    'numel',
    'floordiv',
    'Int',
    'Float',
    'Bool',
    'IntImplicit',
    'FloatImplicit',
    'ScalarImplicit',
  ].map((name) => `aten::${name}`),
  ...['empty', 'empty_like', 'new_empty'].map((name) => `aten::${name}`),
  'prim::NumToTensor',
];

test('every entry of the tables has a case, and every case an entry', (t) => {
  for (const [group, table] of Object.entries(TABLES)) {
    t.deepEqual(Object.keys(CASES[group] ?? {}).sort(), Object.keys(table).sort(), group);
    for (const [op, list] of Object.entries(CASES[group] ?? {}))
      t.true(list.length > 0 || ELSEWHERE.includes(op), op);
  }
});
