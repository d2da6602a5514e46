// Programs of a newcomer, by file name: the same small sum from each kind of module. All of them print 64.
const SUM = 'torch.ones([4, 4]).matmul(torch.ones([4, 4])).sum().item()';

export const PROGRAMS = {
  'first.mjs': `import { scope, torch } from 'cotrain/torch';\nconsole.log(scope(() => ${SUM}));\n`,
  'esm.mjs': `import { nn, ops, scope, torch } from 'cotrain';
import { Linear } from 'cotrain/nn';
import { BoxMetrics } from 'cotrain/metrics';
if (Linear !== nn.Linear || typeof BoxMetrics !== 'function') throw new Error('the paths of cotrain differ');
const kept = ops.nms(torch.tensor([[0, 0, 10, 10], [1, 1, 10, 10]]), torch.tensor([0.9, 0.8]), 0.5);
if (kept.shape[0] !== 1) throw new Error('the operator library computes wrongly');
console.log(scope(() => ${SUM}));\n`,
  'commonjs.cjs': `const { scope, torch, nn } = require('cotrain');
if (typeof require('cotrain/nn').Linear !== 'function' || typeof nn.Linear !== 'function') throw new Error('no Linear');
console.log(scope(() => ${SUM}));\n`,
  // Reads the weights, vectors and models of our packages, whose names are its arguments.
  'data.mjs': `import { readFileSync } from 'node:fs';
import { readDataPackage } from 'cotrain/models';
import { scope, torch } from 'cotrain/torch';
for (const name of process.argv.slice(2)) {
  const { cotrain } = JSON.parse(readFileSync(\`node_modules/\${name}/package.json\`, 'utf8'));
  readDataPackage(name, Object.keys(cotrain)[0]);
}
console.log(scope(() => ${SUM}));\n`,
  'worker.mjs': `import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { scope, torch } from 'cotrain/torch';
if (isMainThread) new Worker(new URL(import.meta.url)).on('message', (sum) => console.log(sum));
else parentPort.postMessage(scope(() => ${SUM}));\n`,
};

const TYPED = `import { nn, scope, type Tensor, torch } from 'cotrain';
import { AdamW } from 'cotrain/optim';
import type { LoaderOptions } from 'cotrain/data';
const net: nn.Linear = new nn.Linear(4, 1);
export const optimizer = new AdamW(net.parameters(), { lr: 0.1 });
export const options: LoaderOptions = { batchSize: 2, transforms: [{ type: 'randomFlip' }] };
export const sum = (x: Tensor): number | bigint | boolean => scope(() => torch.relu(x).sum().item());
// @ts-expect-error: an option that there is not
torch.relu(torch.ones([1]), { inplace: true });
`;

/** TypeScript sources, each with the compiler options of such a project. */
export const TYPED_PROGRAMS = [
  {
    name: 'node16, ES module',
    file: 'node16.mts',
    options: { module: 'node16', moduleResolution: 'node16' },
  },
  { name: 'nodenext, ES module', file: 'nodenext.mts', options: { module: 'nodenext' } },
  { name: 'nodenext, CommonJS', file: 'nodenext.cts', options: { module: 'nodenext' } },
  { name: 'bundler', file: 'bundler.ts', options: { module: 'esnext', moduleResolution: 'bundler' } },
].map((program) => ({ ...program, text: TYPED }));
