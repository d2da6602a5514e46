// Memory that runs out is an error of its own type, and the process goes on.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  errorFromRecord,
  memory,
  OutOfMemoryError,
  recordError,
  scope,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { operatorFailure } from '../../packages/torch/dist/native/failure.js';

/** More than the address space of a process has. */
const ABSURD = 2 ** 47;

const stillWorks = () => scope(() => torch.ones([3]).add(1).toArray());

test('an allocation of an absurd size says what was asked, held and free', (t) => {
  const before = memory().tensors;
  const error = t.throws(() => torch.empty([ABSURD]), { instanceOf: OutOfMemoryError })!;
  t.is(error.code, 'E_OUT_OF_MEMORY');
  t.is(error.op, 'aten::empty');
  t.is(error.device, 'cpu');
  t.is(error.requested, 4 * ABSURD);
  t.true(error.free! > 0);
  t.true(error.held! >= 0);
  t.regex(error.message, /^aten::empty: not enough memory for 562949953421312 bytes/);
  t.deepEqual(stillWorks(), [2, 2, 2]);
  t.is(memory().tensors, before);
});

test('the tensors that an operator was given are named, and live on', (t) =>
  scope(() => {
    const x = torch.ones([1, 2]);
    const error = t.throws(() => x.expand([2 ** 46, 2]).add(1), { instanceOf: OutOfMemoryError })!;
    t.deepEqual(error.inputs, [{ shape: [2 ** 46, 2], dtype: 'float32', device: 'cpu' }]);
    t.deepEqual(x.toArray(), [[1, 1]]);
  }));

test('on another thread, and for a backward pass', async (t) => {
  await t.throwsAsync(torch.callAsync('zeros', [ABSURD]), { instanceOf: OutOfMemoryError });
  scope(() => {
    const x = torch.ones([1], { requiresGrad: true });
    const double = torch.autograd.customFunction({
      forward: (_, value: typeof x) => value.mul(2),
      backward: () => torch.empty([ABSURD]),
    });
    t.throws(() => double(x).backward(), { instanceOf: OutOfMemoryError });
  });
  t.deepEqual(stillWorks(), [2, 2, 2]);
});

test('a copy to the host that does not fit', (t) =>
  scope(() => {
    const x = torch.ones([1]).expand([2 ** 45]);
    const error = t.throws(() => x.data(), { instanceOf: OutOfMemoryError })!;
    t.is(error.requested, 4 * 2 ** 45);
    t.is(error.op, 'data');
  }));

test("LibTorch's own allocator, and a fence behind every block, give the same error", (t) => {
  const program = `
    import { OutOfMemoryError, torch } from '@cotrain/torch';
    for (const size of [2 ** 45, 2 ** 47]) {
      try { torch.empty([size]); } catch (error) {
        console.log(error instanceof OutOfMemoryError && error.requested === 4 * size);
      }
    }
    console.log(torch.ones([3]).sum().item());`;
  for (const allocator of ['system', 'fence'])
    t.is(
      execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        env: { ...process.env, COTRAIN_ALLOCATOR: allocator },
        encoding: 'utf8',
      }),
      'true\ntrue\n3\n',
    );
});

test("numbers of LibTorch's message on CUDA", (t) => {
  const reason = Object.assign(
    new Error(
      'CUDA out of memory. Tried to allocate 20.00 MiB. GPU 1 has a total capacity of 79.15 GiB of which 12.50 MiB is free. Including non-PyTorch memory, this process has 79.00 GiB memory in use. Of the allocated memory 70.25 GiB is allocated by PyTorch, and 1.00 GiB is reserved by PyTorch but unallocated.',
    ),
    { code: 'E_OUT_OF_MEMORY' },
  );
  const error = operatorFailure('aten::conv2d', reason, []) as OutOfMemoryError;
  t.true(error instanceof OutOfMemoryError);
  t.like(error, {
    device: 'cuda:1',
    requested: 20 * 2 ** 20,
    free: 12.5 * 2 ** 20,
    held: 70.25 * 2 ** 30,
    message: `aten::conv2d: ${reason.message}`,
  });
});

test('it crosses threads whole', (t) => {
  const error = t.throws(() => torch.empty([ABSURD]), { instanceOf: OutOfMemoryError })!;
  const again = errorFromRecord(structuredClone(recordError(error)));
  t.true(again instanceof OutOfMemoryError);
  t.like(again, { requested: error.requested, free: error.free, device: 'cpu', op: 'aten::empty' });
});

test('sizes whose product overflows are a wrong shape, not a lack of memory', (t) => {
  t.throws(() => torch.empty([2 ** 40, 2 ** 40]), { instanceOf: TorchError });
});

test.serial("only the CPU's bytes are the garbage collector's external memory", (t) => {
  const told: number[] = [];
  const { adjustMemory } = native;
  native.adjustMemory = (bytes) => void told.push(bytes);
  try {
    torch.empty([100], { device: 'meta' }).dispose(); // no scope: the collector's
    torch.empty([100]).dispose();
  } finally {
    native.adjustMemory = adjustMemory;
  }
  t.deepEqual(
    told.filter((bytes) => bytes !== 0),
    [400, -400],
  );
});
