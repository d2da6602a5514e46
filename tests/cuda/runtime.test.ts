// Streams, events, memory, seeds, graphs and errors of a GPU.
import { ArgumentError, cuda, OutOfMemoryError, scope, torch } from '@cotrain/torch';
import { onCuda } from './device.js';

onCuda('what the device is', (t) => {
  const properties = cuda.getDeviceProperties();
  t.true(properties.name.length > 0 && properties.totalMemory > 2 ** 30);
  t.true(properties.multiProcessorCount > 0 && properties.memoryBusWidth > 0 && properties.clockRate > 1e8);
  t.is(cuda.getDeviceName(0), properties.name);
  t.deepEqual(cuda.getDeviceCapability(), [properties.major, properties.minor]);
  t.is(cuda.currentDevice(), 0);
  t.is(
    cuda.withDevice(0, () => cuda.currentDevice()),
    0,
  );
  t.throws(() => cuda.setDevice(cuda.deviceCount()));
});

onCuda('events measure time, streams wait for each other', (t) =>
  scope(() => {
    const [begin, end] = [new cuda.Event({ enableTiming: true }), new cuda.Event({ enableTiming: true })];
    const side = new cuda.Stream();
    t.false(side.equals(cuda.defaultStream()));
    const x = torch.randn([2048, 2048], { device: 'cuda' });
    begin.record();
    const product = cuda.withStream(side, () => {
      t.true(cuda.currentStream().equals(side));
      side.waitStream(cuda.defaultStream());
      x.recordStream(side);
      return x.mm(x);
    });
    cuda.currentStream().waitStream(side);
    product.recordStream(cuda.currentStream());
    end.record();
    t.true(begin.elapsedTime(end) > 0);
    t.true(end.query() && side.query());
    t.true(product.allclose(x.mm(x)));
    t.throws(() => new cuda.Event().elapsedTime(end), { instanceOf: ArgumentError });
  }),
);

onCuda('memory is counted, its peak too, and given back', (t) => {
  cuda.emptyCache();
  cuda.resetPeakMemoryStats();
  const before = cuda.memoryAllocated();
  scope(() => {
    torch.empty([2 ** 24], { device: 'cuda' });
    t.is(cuda.memoryAllocated() - before, 4 * 2 ** 24);
  });
  t.is(cuda.memoryAllocated(), before);
  t.is(cuda.maxMemoryAllocated() - before, 4 * 2 ** 24);
  const reserved = cuda.memoryReserved();
  cuda.emptyCache();
  t.true(cuda.memoryReserved() < reserved);
  const [free, total] = cuda.memGetInfo();
  t.true(free > 0 && free <= total);
});

onCuda('more memory than there is: a typed error, and the process goes on', (t) =>
  scope(() => {
    const [, total] = cuda.memGetInfo();
    const error = t.throws(() => torch.empty([total], { device: 'cuda' }), { instanceOf: OutOfMemoryError })!;
    t.is(error.device, 'cuda:0');
    t.true(error.requested! > 3.9 * total && error.free! > 0 && error.held! >= 0);
    t.true(cuda.memoryStats().numOoms >= 1);
    t.deepEqual(torch.ones([2], { device: 'cuda' }).add(1).toArray(), [2, 2]);
  }),
);

onCuda('seeds: a stream of numbers that begins again and continues', (t) =>
  scope(() => {
    const draw = () => torch.rand([3], { device: 'cuda' }).toArray();
    cuda.manualSeed(5);
    const [first, state, second] = [draw(), cuda.getRngState(), draw()];
    t.is(cuda.initialSeed(), 5n);
    cuda.setRngState(state);
    t.deepEqual(draw(), second);
    torch.manualSeed(5);
    t.deepEqual(draw(), first);
  }),
);

onCuda('a graph repeats its work on the values of now', (t) =>
  scope(() => {
    const x = torch.ones([3], { device: 'cuda' });
    x.mul(2).add(1); // warms up
    const graph = new cuda.CUDAGraph();
    const y = cuda.graph(graph, () => x.mul(2).add(1));
    for (const value of [1, 5]) {
      x.fill_(value);
      graph.replay();
      t.deepEqual(y.toArray(), [2 * value + 1, 2 * value + 1, 2 * value + 1]);
    }
    t.throws(() => cuda.graph(graph, () => x), { instanceOf: ArgumentError });
    graph.reset();
    t.throws(() => graph.replay(), { instanceOf: ArgumentError });
    // What cannot be recorded is an error, and the device works afterwards.
    t.throws(() => cuda.graph(new cuda.CUDAGraph(), () => x.sum().item()));
    t.is(x.sum().item(), 15);
  }),
);
