// The same files in the other runtimes: onnxruntime-web (WebAssembly) here, and Python's checker if there is
// one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toOnnx } from '@cotrain/export';
import { torch } from '@cotrain/torch';
import test from 'ava';
import * as ort from 'onnxruntime-web';
import { seedDraws } from '../seed.js';
import { Draw } from './operators/draw.js';
import { CASES } from './operators/index.js';
import { classifier } from './sketch.js';
import { problemOf, runOnnx, trace } from './support.js';

const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
const hasOnnx = spawnSync(python, ['-c', 'import onnx'], { stdio: 'ignore' }).status === 0;

test.beforeEach(() => seedDraws(3));

test.serial('onnxruntime-web computes what onnxruntime-node does', async (t) => {
  ort.env.wasm.numThreads = 1;
  for (const half of [false, true]) {
    const onnx = toOnnx(classifier(), { inputs: [{ name: 'x' }], outputs: ['y'], half });
    const x = torch.randn([1, 3, 8, 8]);
    const [expected] = await runOnnx(onnx, { x }, ['y']);
    const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
    const { y } = await session.run({ x: new ort.Tensor('float32', x.data() as Float32Array, [...x.shape]) });
    const actual = torch.tensor(y!.data as Float32Array).view([1, 5]);
    t.is(problemOf(actual, expected!, half ? 5e-3 : 1e-4), null);
    await session.release();
  }
});

(hasOnnx ? test : test.skip)("Python's checker accepts every operator's file", (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-onnx-'));
  try {
    const files = Object.entries(CASES).flatMap(([group, cases]) =>
      Object.values(cases)
        .flat()
        .map((one, i) => {
          const { graph, inputs, outputs } = trace(one(new Draw(i)));
          const names = outputs.map((_, k) => `y${k}`);
          const path = join(folder, `${group}-${i}.onnx`);
          writeFileSync(
            path,
            toOnnx(graph, { inputs: inputs.map((_, k) => ({ name: `x${k}` })), outputs: names }),
          );
          return path;
        }),
    );
    const source = `
import sys, onnx
for path in sys.argv[1:]:
    try:
        onnx.checker.check_model(path, full_check=True)
    except Exception as error:
        print(path, error)`;
    const { stdout, stderr } = spawnSync(python, ['-c', source, ...files], { encoding: 'utf8' });
    t.is(stdout + stderr, '');
    t.true(files.length > 200);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
