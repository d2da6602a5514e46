// JavaScript code cannot end the process: invalid calls, invalid numbers passed to the addon itself, threads
// and their termination.
import { Worker } from 'node:worker_threads';
import { ArgumentError, loadFile, manualSeed, memory, scope, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { generations, native, numbers } from '../../packages/torch/dist/native/addon.js';
import { assertClose } from '../assertClose.js';
import { runNode } from './support.js';

/** xorshift: the same calls in every run. */
function* integers(seed: number): Generator<number, never> {
  for (let x = seed; ; ) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

const NAMES = [
  ...['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'matmul', 'mm', 'bmm', 'dot', 'cat', 'stack', 'where'],
  ...['conv2d', 'linear', 'batchNorm', 'groupNorm', 'layerNorm', 'softmax', 'logSoftmax', 'crossEntropyLoss'],
  ...['sum', 'mean', 'max', 'argmax', 'std', 'cumsum', 'sort', 'topk', 'unique2', 'norm', 'clamp', 'relu'],
  ...[
    'reshape',
    'view',
    'permute',
    'transpose',
    'unsqueeze',
    'squeeze',
    'expand',
    'flatten',
    'split',
    'chunk',
  ],
  ...['gather', 'scatter', 'indexSelect', 'maskedFill', 'narrow', 'select', 'slice', 'roll', 'flip', 'tril'],
  ...[
    'maxPool2d',
    'avgPool2d',
    'adaptiveAvgPool2d',
    'upsampleBilinear2d',
    'upsampleNearest2d',
    'pad',
    'einsum',
  ],
  ...['zeros', 'full', 'arange', 'linspace', 'eye', 'rand', 'randperm', 'zerosLike', 'tensor', 'embedding'],
  ...['add_', 'copy_', 'fill_', 'zero_', 'dropout', 'nllLoss', 'addmm', 'baddbmm', 'outer', 'diag', 'trace'],
  ...['item', 'toArray', 'data', 'to', 'at', 'setAt', 'backward', 'detach', 'clone', 'contiguous', 'size'],
];

test.serial('ten thousand random calls end in results or errors', (t) => {
  const random = integers(3);
  const next = (below: number) => random.next().value % below;
  const one = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const before = memory().tensors;
  let errors = 0;
  const classes = new Set<string>();
  // Small numbers only: a request for terabytes is an error too, but one for 2 GB would succeed.
  const number = () => one([0, 1, 2, 3, -1, -2, 0.5, Number.NaN, -Infinity, 4n, 2n ** 70n]);
  const value = (pool: readonly Tensor[], depth = 0): unknown => {
    switch (next(depth > 1 ? 6 : 9)) {
      case 0:
      case 1:
      case 2:
        return one(pool);
      case 3:
        return number();
      case 4:
        return one([null, undefined, true, 'sum', 'float32', 'channels_last', 'ij,jk->ik', '1:', '...', '']);
      case 5:
        return one([{}, Symbol.iterator, () => 1, new Date(0), new Float32Array(2)]);
      case 6:
        return Array.from({ length: next(4) }, number);
      default:
        return Array.from({ length: next(4) }, () => value(pool, depth + 1));
    }
  };
  const option = () =>
    one([
      'dim',
      'keepdim',
      'alpha',
      'dtype',
      'out',
      'bias',
      'stride',
      'padding',
      'strid',
      'weight',
      'p',
      'size',
    ]);
  for (let round = 0; round < 100; round++) {
    scope(() => {
      const gone = torch.ones([2]);
      gone.dispose();
      const pool = [
        ...[gone, torch.rand([2, 3]), torch.rand([3]), torch.tensor([1n, 0n]), torch.tensor([[true, false]])],
        ...[torch.rand([1, 2, 4, 4]), torch.zeros([0, 3]), torch.rand([2, 3], { dtype: 'bfloat16' })],
        ...[
          torch.rand([2, 2], { requiresGrad: true }),
          torch.empty([2, 2], { device: 'meta' }),
          torch.tensor(1),
        ],
      ];
      for (let i = 0; i < 100; i++) {
        const name = one(NAMES);
        const values = Array.from({ length: next(5) }, () => value(pool));
        if (next(3) === 0) values.push({ [option()]: value(pool), [option()]: value(pool) });
        try {
          const self = next(2) === 0 ? one(pool) : torch;
          (self as unknown as Record<string, (...values: unknown[]) => unknown>)[name]!(...values);
        } catch (error) {
          errors++;
          t.true(error instanceof Error);
          classes.add((error as Error).constructor.name);
        }
      }
    });
  }
  t.is(memory().tensors, before);
  t.true(errors > 5000 && errors < 10_000, `${errors} errors`);
  t.true(classes.has('TorchError') && classes.has('ArgumentError') && classes.has('DisposedTensorError'));
  t.is(
    scope(() => torch.ones([2]).sum().item()),
    2,
  );
});

const STRANGE = [Number.NaN, Infinity, -Infinity, -1, 0.5, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 63), 1e300];
const NO_NUMBERS = [undefined, null, 'x', {}, [], true, 1n, Symbol.iterator];

test.serial('the addon takes no number on trust', (t) => {
  const raw = native as unknown as Record<string, (...values: unknown[]) => unknown>;
  const lives = torch.ones([3]);
  const before = memory().tensors;
  const calls: Record<string, number> = {
    ...{ call: 1, describe: 2, deviceName: 2, freeMany: 1, gradient: 4, setGradient: 4, readBytes: 3 },
    ...{ fromBytes: 3, gradients: 6, attach: 2, findOperator: 2, describeOperator: 2 },
    ...{ readFile: 5, checksum: 2, manualSeed: 1, setNumThreads: 1, loadLibrary: 1, setGradEnabled: 1 },
  };
  const random = integers(5);
  const pool = [...STRANGE, ...NO_NUMBERS, new Uint8Array(4), new ArrayBuffer(8), [1, 2], [Number.NaN, -1]];
  const attempt = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      t.true(error instanceof Error);
    }
  };
  for (const [name, count] of Object.entries(calls)) {
    attempt(() => raw[name]!());
    for (let i = 0; i < 200; i++) {
      numbers.fill(STRANGE[i % STRANGE.length]!, 0, 64);
      attempt(() =>
        raw[name]!(...Array.from({ length: count }, () => pool[random.next().value % pool.length])),
      );
    }
  }
  raw.setGradEnabled!(true);
  manualSeed(0);
  t.deepEqual(lives.toArray(), [1, 1, 1]);
  t.true(memory().tensors >= before);
  t.throws(() => native.attach(new ArrayBuffer(1 << 20), new ArrayBuffer(64)), { message: /second one/ });
  lives.dispose();
});

test.serial('the addon reads any bytes as arguments of any operator', (t) => {
  const random = integers(9);
  const [x, before] = [torch.rand([2, 2]), memory().tensors];
  // Operators that use little memory for any input, one for each kind of argument.
  const names = [
    'add.Tensor',
    'cat',
    'index.Tensor',
    'sum.dim_IntList',
    'div.Tensor_mode',
    'to.dtype_layout',
    'empty_like',
  ];
  for (const name of names) {
    const [base, overload = ''] = name.split('.');
    const id = native.findOperator(`aten::${base}`, overload);
    for (let i = 0; i < 500; i++) {
      for (let at = 0; at < 32; at++) {
        const choice = random.next().value;
        const tag = choice % 10;
        numbers[at] = choice % 5 < 3 ? tag : choice % 5 === 3 ? x.slot : STRANGE[choice % STRANGE.length]!;
      }
      try {
        const slot = native.call(id);
        if (slot < 0) continue;
        numbers[0] = slot;
        numbers[1] = generations[slot]!;
        native.freeMany(1);
      } catch (error) {
        t.true(error instanceof Error);
      }
    }
  }
  t.deepEqual(x.shape, [2, 2]);
  t.true(memory().tensors >= before);
  x.dispose();
});

test.serial('a convolution on one thread says nothing of NNPACK', async (t) => {
  const source = `
    import { torch } from '@cotrain/torch';
    const weight = torch.rand([8, 3, 3, 3]);
    for (const shape of [[1, 3, 8, 8], [16, 3, 8, 8], [32, 3, 32, 32]]) torch.conv2d(torch.rand(shape), weight);
    console.log(torch.getNumThreads());`;
  const { stdout, stderr } = await runNode(source, { env: { OMP_NUM_THREADS: '1' } });
  t.deepEqual([stdout, stderr], ['1\n', '']);
});

// A worker made from text resolves packages from the working directory, which does not have ours.
const PACKAGE = new URL('../../packages/torch/dist/index.js', import.meta.url).href;

const WORK = `
  const { parentPort } = require('node:worker_threads');
  import('${PACKAGE}').then(({ torch, scope, memory, manualSeed, noGrad, isGradEnabled }) => {
    const x = torch.full([64, 64], 0.01, { requiresGrad: true });
    let sum = 0;
    for (let i = 0; i < 200; i++) {
      sum += scope(() => {
        noGrad(() => x.add_(0));
        x.matmul(x).sum().backward();
        const value = x.grad.at(0, 0).item();
        x.grad = null;
        return value;
      });
    }
    parentPort.postMessage({ sum, tensors: memory().tensors, grad: isGradEnabled() });
  });`;

const worker = (source: string) => {
  const made = new Worker(source, { eval: true, execArgv: [] });
  const message = new Promise<unknown>((resolve, reject) => {
    made.once('message', resolve);
    made.once('error', reject);
  });
  return { made, message };
};

test.serial('two workers compute at once, each with its own tensors and grad mode', async (t) => {
  const kept = torch.ones([2]);
  const before = memory().tensors;
  const workers = [worker(WORK), worker(WORK)];
  const results = (await Promise.all(workers.map(({ message }) => message))) as { sum: number }[];
  t.deepEqual(results[0], results[1]);
  assertClose(t, results[0]!.sum, 200 * 1.28, { absolute: 0.01 });
  t.like(results[0], { tensors: 1, grad: true });
  for (const { made } of workers) await made.terminate();
  t.is(memory().tensors, before);
  t.deepEqual(kept.toArray(), [1, 1]);
  kept.dispose();
});

test.serial('a worker that is terminated in the middle of its work takes nothing along', async (t) => {
  const endless = `
    const { parentPort } = require('node:worker_threads');
    import('${PACKAGE}').then(({ torch, scope }) => {
      const kept = torch.rand([64, 64], { requiresGrad: true });
      parentPort.postMessage('ready');
      for (;;) scope(() => kept.matmul(kept).sum().backward());
    });`;
  for (let i = 0; i < 3; i++) {
    const { made, message } = worker(endless);
    t.is(await message, 'ready');
    await made.terminate();
  }
  t.is(
    scope(() => torch.ones([3]).sum().item()),
    3,
  );
});

test.serial('process.exit() with live tensors, graphs and open scopes ends cleanly', async (t) => {
  const source = `
    import { torch, scope, keep } from '@cotrain/torch';
    globalThis.kept = keep(torch.rand([10], { requiresGrad: true }));
    globalThis.loss = kept.mul(2).sum();
    await scope(async () => {
      torch.ones([5]);
      scope(() => { console.log('leaving'); process.exit(0); });
    });`;
  t.is((await runNode(source)).stdout, 'leaving\n');
});

test('wrong sorts of values to what is not an operator', (t) => {
  for (const bad of [undefined, null, 3, {}, [], 'x'] as never[]) {
    t.throws(() => new Tensor(bad), { instanceOf: ArgumentError });
    t.throws(() => loadFile(bad));
    t.throws(() => scope(bad), { instanceOf: ArgumentError });
    t.throws(() => torch.noGrad(bad), { instanceOf: ArgumentError });
  }
});
