// Streams, events and memory statistics on a pretended device, which answers LibTorch's device-generic
// interfaces as CUDA does.
import { ArgumentError, cuda, OutOfMemoryError, scope, TorchError, torch } from '@cotrain/torch';
import test from 'ava';
import { hasPretend, PRETEND } from '../pretend.js';

const pretended = hasPretend ? test.serial : test.serial.skip;

pretended('a stream is current inside withStream, and the one before after it', (t) => {
  const stream = new cuda.Stream({ device: PRETEND });
  const other = new cuda.Stream({ device: PRETEND, priority: -1 });
  t.is(stream.device, PRETEND);
  t.false(stream.equals(other));
  const current = () => cuda.currentStream(PRETEND);
  t.true(current().equals(cuda.defaultStream(PRETEND)));
  t.is(
    cuda.withStream(stream, () => {
      t.true(current().equals(stream));
      t.throws(
        () =>
          cuda.withStream(other, () => {
            throw new Error('inside');
          }),
        { message: 'inside' },
      );
      t.true(current().equals(stream));
      return 5;
    }),
    5,
  );
  t.true(current().equals(cuda.defaultStream(PRETEND)));
  cuda.setStream(other);
  t.true(current().equals(other));
  cuda.setStream(cuda.defaultStream(PRETEND));
  t.throws(() => cuda.withStream(stream, async () => {}), { instanceOf: ArgumentError });
});

pretended('events measure time between two places', (t) =>
  scope(() => {
    const timed = () => new cuda.Event({ device: PRETEND, enableTiming: true });
    const [begin, end] = [timed(), timed()];
    t.throws(() => begin.elapsedTime(end), { message: /that were recorded/ });
    begin.record();
    torch.ones([100, 100], { device: PRETEND }).mm(torch.ones([100, 100], { device: PRETEND }));
    const stream = new cuda.Stream({ device: PRETEND });
    stream.waitEvent(begin);
    stream.waitStream(cuda.currentStream(PRETEND));
    stream.recordEvent(end);
    t.true(begin.elapsedTime(end) > 0);
    t.true(end.elapsedTime(begin) < 0);
    t.true(begin.query() && stream.query());
    stream.synchronize();
    end.synchronize();
    cuda.synchronize(PRETEND);
    const plain = new cuda.Event({ device: PRETEND });
    plain.record();
    t.throws(() => plain.elapsedTime(end), { instanceOf: ArgumentError, message: /enableTiming/ });
  }),
);

pretended('memory is counted, and peaks begin again', (t) => {
  cuda.resetPeakMemoryStats(PRETEND);
  const before = cuda.memoryAllocated(PRETEND);
  scope(() => {
    torch.empty([1000], { device: PRETEND });
    t.is(cuda.memoryAllocated(PRETEND), before + 4000);
  });
  t.is(cuda.memoryAllocated(PRETEND), before);
  t.is(cuda.maxMemoryAllocated(PRETEND), before + 4000);
  t.is(cuda.memoryReserved(PRETEND), before);
  cuda.resetPeakMemoryStats(PRETEND);
  t.is(cuda.maxMemoryReserved(PRETEND), before);
  t.true(cuda.memoryStats(PRETEND).allocatedBytes.all.allocated > 0);
  cuda.resetAccumulatedMemoryStats(PRETEND);
  t.is(cuda.memoryStats(PRETEND).allocatedBytes.all.allocated, 0);
  cuda.emptyCache(PRETEND);
});

pretended('the current device, and devices that are not there', (t) => {
  t.is(
    cuda.withDevice(PRETEND, () => 3),
    3,
  );
  cuda.setDevice(PRETEND);
  t.throws(() => cuda.setDevice('pretend:1'), { instanceOf: ArgumentError, message: /there is no device/ });
  t.throws(() => cuda.getDeviceProperties(PRETEND), { message: /built without CUDA/ });
  t.throws(() => new cuda.CUDAGraph(PRETEND), { message: /cannot be recorded/ });
});

pretended('a tensor is kept for a stream of its device', (t) =>
  scope(() => {
    const stream = new cuda.Stream({ device: PRETEND });
    torch.ones([2], { device: PRETEND }).recordStream(stream);
    t.throws(() => torch.ones([2]).recordStream(stream), { instanceOf: TorchError, message: /is on cpu/ });
  }),
);

pretended('memory that runs out on the way is a typed error', (t) => {
  t.throws(() => torch.empty([2 ** 47], { device: PRETEND }), { instanceOf: OutOfMemoryError });
  t.is(
    scope(() => torch.ones([2], { device: PRETEND }).sum().item()),
    2,
  );
});
