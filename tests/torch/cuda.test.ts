// CUDA that is not there: how it is found out, and what users are told. With a CUDA build (COTRAIN_CUDA=1, or
// `npm run test:cuda-build`) the same tests show that it is seen from every way in.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildInfo, DeviceError, defaultGenerator, Generator, noGrad, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { checkCuda, remedyOfCuda } from '../../packages/torch/dist/native/cuda.js';

const run = promisify(execFile);
const { cuda, addonPath, libtorchPath } = buildInfo();
const lib = dirname(libtorchPath);
const isCudaBuild = existsSync(join(lib, 'libtorch_cuda.so'));
const withoutGpu = cuda.available ? test.skip : test;
const onLinux = process.platform === 'linux' ? test : test.skip;

/** Runs a program in a process of its own, and parses what it prints. */
async function outcome(program: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const args = ['--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout);
}

const PRINT_LOADED = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
createRequire(import.meta.url)(${JSON.stringify(addonPath)});
const loaded = /\\S*libtorch_cuda\\.so/.exec(readFileSync('/proc/self/maps', 'utf8'));
console.log(JSON.stringify(loaded && loaded[0]));`;

onLinux(
  'the CUDA library of LibTorch is loaded with the addon, before anything can ask for CUDA',
  async (t) => {
    if (isCudaBuild) return t.is(await outcome(PRINT_LOADED), join(lib, 'libtorch_cuda.so'));
    t.is(await outcome(PRINT_LOADED), null);
    const { folder, fake } = besideLibtorch(t);
    copyFileSync(join(lib, 'libtorch_global_deps.so'), fake);
    t.is(await outcome(PRINT_LOADED, { LD_LIBRARY_PATH: folder }), fake);
  },
);

onLinux('a CUDA library that does not load leaves the CPU in use, and is the reason', async (t) => {
  if (isCudaBuild) return t.pass();
  const { folder, fake } = besideLibtorch(t);
  copyFileSync(import.meta.filename, fake);
  const program = `
import { buildInfo, torch } from '@cotrain/torch';
console.log(JSON.stringify([torch.ones([3]).sum().item(), buildInfo().cuda]));`;
  const [sum, found] = (await outcome(program, { LD_LIBRARY_PATH: folder })) as [number, typeof cuda];
  t.is(sum, 3);
  t.like(found, { built: false, available: false });
  t.regex(found.problem!, /^LibTorch's CUDA library does not load: .*libtorch_cuda\.so/);
});

/** A folder with links to this LibTorch, where `fake` stands for its CUDA library. */
function besideLibtorch(t: { teardown(f: () => void): void }): { folder: string; fake: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-cuda-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of readdirSync(lib)) symlinkSync(join(lib, name), join(folder, basename(name)));
  return { folder, fake: join(folder, 'libtorch_cuda.so') };
}

test('main thread, worker thread and operator library first: all see the same', async (t) => {
  const ways = {
    main: `import { buildInfo } from '@cotrain/torch'; console.log(JSON.stringify(buildInfo().cuda));`,
    worker: `
import { Worker } from 'node:worker_threads';
const code = "import('@cotrain/torch').then(({ buildInfo }) => console.log(JSON.stringify(buildInfo().cuda)))";
new Worker(code, { eval: true });`,
    seeded: `
import { buildInfo, manualSeed } from '@cotrain/torch';
manualSeed(1);
console.log(JSON.stringify(buildInfo().cuda));`,
    operators: `
import { nms } from '@cotrain/ops';
const { buildInfo, torch } = await import('@cotrain/torch');
nms(torch.tensor([[0, 0, 1, 1]]), torch.tensor([1]), 0.5);
console.log(JSON.stringify(buildInfo().cuda));`,
  };
  for (const [way, program] of Object.entries(ways)) t.deepEqual(await outcome(program), cuda, way);
  t.is(cuda.built, isCudaBuild);
  if (isCudaBuild && !existsSync('/dev/nvidiactl')) t.is(cuda.problem, 'no NVIDIA driver was found');
  if (!isCudaBuild) t.regex(cuda.problem!, /^LibTorch 2\.\d+\.\d+\S* is a CPU build$/);
});

withoutGpu('every way to a tensor on CUDA is one typed error that says what to do', (t) => {
  const x = torch.ones([2]);
  const ways: Record<string, () => unknown> = {
    ones: () => torch.ones([2], { device: 'cuda' }),
    empty: () => torch.empty([2], { device: 'cuda:0' }),
    rand: () => torch.rand([2], { device: 'cuda' }),
    tensor: () => torch.tensor([1, 2], { device: 'cuda' }),
    full: () => torch.full([2], 1, { device: 'cuda' }),
    like: () => torch.zerosLike(x, { device: 'cuda' }),
    to: () => x.to('cuda'),
    toOptions: () => x.to({ device: 'cuda:1', dtype: 'float64' }),
    fromMeta: () => torch.ones([2], { device: 'meta' }).to('cuda'),
    default: () => defaultGenerator('cuda'),
    generator: () => new Generator({ device: 'cuda' }),
  };
  for (const [way, make] of Object.entries(ways)) {
    const error = t.throws(() => scope(() => noGrad(() => void make())), { instanceOf: DeviceError }, way);
    t.like(error, { code: 'E_DEVICE', problem: cuda.problem, fix: cuda.fix });
    t.regex(error.message, /^device 'cuda(:\d)?' cannot be used: .*\. What to do: .*; or compute on 'cpu'$/);
  }
  x.dispose();
});

test('a backend without the operator is one line', (t) => {
  const error = t.throws(() => torch.ones([2], { device: 'xpu' }));
  t.is(
    error.message,
    "aten::ones: Could not run 'aten::empty.memory_format' with arguments from the 'XPU' backend.",
  );
  t.regex((error.cause as Error).message, /is only available for these backends/);
});

test('what stands in the way of a GPU, by what LibTorch says of it', (t) => {
  const problem = (
    reason: string,
    built = true,
    env: NodeJS.ProcessEnv = {},
    checkout: string | null = null,
  ) => remedyOfCuda({ available: false, built, reason }, '2.14.1', { env, checkout })!;
  t.is(
    remedyOfCuda({ available: true, built: true, reason: '' }, '2.14.1', { env: {}, checkout: null }),
    null,
  );
  t.regex(
    problem('', false).fix,
    /CUDA build of PyTorch \(2\.11 to 2\.14\) and nvcc, run `cotrain build --cuda`/,
  );
  t.regex(problem('', false, {}, '/checkout').fix, /npm run build:native -- --cuda` in \/checkout/);
  const none = 'Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU';
  t.is(problem(none).problem, 'no NVIDIA driver was found');
  t.regex(problem(none).fix, /nvidia-smi/);
  const old =
    'The NVIDIA driver on your system is too old (found version 12020). Please update your GPU driver';
  t.is(problem(old).problem, 'the NVIDIA driver is too old for LibTorch 2.14.1: it supports CUDA 12.2');
  t.regex(problem(old).fix, /update the driver/);
  const hidden = problem('No CUDA GPUs are available', true, { CUDA_VISIBLE_DEVICES: '' });
  t.is(hidden.problem, "the NVIDIA driver shows no GPU (CUDA_VISIBLE_DEVICES is '')");
  t.regex(hidden.fix, /unset CUDA_VISIBLE_DEVICES/);
  t.is(problem('No CUDA GPUs are available').problem, 'the NVIDIA driver shows no GPU');
  t.is(problem('device fell off the bus').problem, 'CUDA does not start: device fell off the bus');
});

test('a GPU of a number that is not there', (t) => {
  const having = (deviceCount: number) => ({
    ...{ available: true, built: true, kernels: true, deviceCount },
    ...{ problem: null, fix: null },
  });
  for (const device of ['cuda', 'cuda:0', 'cuda:1']) t.notThrows(() => checkCuda(device, having(2)));
  t.throws(() => checkCuda('cuda:2', having(2)), {
    message:
      "device 'cuda:2' cannot be used: there are 2 GPUs. What to do: use cuda:0 to cuda:1; or compute on 'cpu'",
  });
  t.throws(() => checkCuda('cuda:1', having(1)), { message: /there is 1 GPU\. What to do: use cuda:0;/ });
});
