// `torch.cuda` where there is no device: one clear error, and flags that can be set anywhere.
import { ArgumentError, cuda, DeviceError, torch } from '@cotrain/torch';
import test from 'ava';

const absent = torch.cuda.isAvailable() ? test.skip : test;

absent('without a device, cuda says so where it is asked', (t) => {
  t.false(torch.cuda.isAvailable());
  t.is(torch.cuda.deviceCount(), 0);
});

absent('every other function is an error with the reason', (t) => {
  const calls: Record<string, () => unknown> = {
    currentDevice: () => cuda.currentDevice(),
    setDevice: () => cuda.setDevice(0),
    withDevice: () => cuda.withDevice('cuda:0', () => 1),
    synchronize: () => cuda.synchronize(),
    getDeviceProperties: () => cuda.getDeviceName(),
    memoryStats: () => cuda.memoryAllocated(),
    resetPeakMemoryStats: () => cuda.resetPeakMemoryStats(),
    resetAccumulatedMemoryStats: () => cuda.resetAccumulatedMemoryStats(),
    memGetInfo: () => cuda.memGetInfo(),
    emptyCache: () => cuda.emptyCache(),
    currentStream: () => cuda.currentStream(),
    defaultStream: () => cuda.defaultStream(),
    Stream: () => new cuda.Stream(),
    Event: () => new cuda.Event({ enableTiming: true }),
    initialSeed: () => cuda.initialSeed(),
    getRngState: () => cuda.getRngState(),
  };
  for (const [name, call] of Object.entries(calls)) {
    const error = t.throws(call, { instanceOf: DeviceError }, name)!;
    t.regex(error.message, /^device 'cuda(:0)?' cannot be used: .*What to do: /);
  }
});

test('what is not a CUDA device is named', (t) => {
  for (const device of ['cpu', 'meta', 'cuda:x', '', 'cuda:-1', -1])
    t.throws(() => cuda.synchronize(device), {
      instanceOf: ArgumentError,
      message: /expected a CUDA device/,
    });
  t.throws(() => cuda.setStream({} as cuda.Stream), { instanceOf: ArgumentError, message: /takes a Stream/ });
});

absent('seeding does nothing without a device, as in Python, but checks the seed', (t) => {
  cuda.manualSeed(3);
  cuda.manualSeedAll(-1n);
  t.throws(() => cuda.manualSeed(0.5), { instanceOf: ArgumentError });
  t.throws(() => cuda.manualSeedAll(2n ** 64n), { instanceOf: ArgumentError });
});

test.serial('flags of cuBLAS and cuDNN keep what they are set to', (t) => {
  const { cuda: cublas, cudnn } = torch.backends;
  t.false(cublas.matmul.allowTF32);
  t.deepEqual({ ...cudnn }, { enabled: true, allowTF32: true, benchmark: false, deterministic: false });
  for (const flags of [cublas.matmul, cudnn])
    for (const name of Object.keys(flags) as (keyof typeof flags)[]) {
      const before = flags[name];
      (flags[name] as boolean) = !before;
      t.is(flags[name], !before, name);
      (flags[name] as boolean) = before;
      t.throws(() => ((flags[name] as unknown) = 1), { instanceOf: ArgumentError });
    }
});

test.serial('the precision of matrix products is the flag of cuBLAS under another name', (t) => {
  t.is(torch.getFloat32MatmulPrecision(), 'highest');
  torch.setFloat32MatmulPrecision('high');
  t.is(torch.getFloat32MatmulPrecision(), 'high');
  t.true(torch.backends.cuda.matmul.allowTF32);
  torch.setFloat32MatmulPrecision('highest');
  t.false(torch.backends.cuda.matmul.allowTF32);
  torch.backends.cuda.matmul.allowTF32 = true;
  t.is(torch.getFloat32MatmulPrecision(), 'high');
  torch.backends.cuda.matmul.allowTF32 = false;
  t.throws(() => torch.setFloat32MatmulPrecision('tf32' as 'high'), {
    instanceOf: ArgumentError,
    message: "the precision of matrix products is 'highest', 'high', 'medium', not tf32",
  });
});
