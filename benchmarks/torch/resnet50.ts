// ResNet-50 at 1x3x360x640, forward and forward with backward, against Python's eager torch in the same memory formats.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/torch/resnet50.ts [--rounds 5]
import { ResNet } from '@cotrain/models';
import {
  type MemoryFormat,
  manualSeed,
  noGrad,
  scope,
  setNumThreads,
  type Tensor,
  torch,
} from '@cotrain/torch';
import { main, median, type Results } from './harness.js';

const THREADS = 2;
const REPEATS = 5;

/** ms of one run: the median, after one that warms up. */
function time(run: () => void): number {
  const times: number[] = [];
  for (let i = 0; i <= REPEATS; i++) {
    const begin = process.hrtime.bigint();
    scope(run);
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  return median(times.slice(1));
}

function measure(): Results {
  setNumThreads(THREADS);
  manualSeed(0);
  const results: Results = {};
  for (const memoryFormat of ['contiguous', 'channels_last'] satisfies MemoryFormat[]) {
    scope(() => {
      const net = new ResNet({ outFeatures: ['res5'] });
      for (const parameter of net.parameters())
        if (parameter.ndim === 4) parameter.setData(parameter.detach().contiguous({ memoryFormat }));
      const image = torch.randn([1, 3, 360, 640]).contiguous({ memoryFormat });
      const features = (): Tensor => net.forward(image).res5!;
      net.eval();
      results[`forward, ${memoryFormat}`] = time(() => noGrad(() => void features()));
      net.train();
      results[`forward and backward, ${memoryFormat}`] = time(() => features().mean().backward());
    });
  }
  return results;
}

await main({
  url: import.meta.url,
  peer: 'resnet50.py',
  args: [String(THREADS), String(REPEATS)],
  title: 'ResNet-50',
  description: `ms for an image of 360x640 through ResNet-50's features, batch norm in evaluation for forward and in training for backward: the median of ${REPEATS} in each round.`,
  result: 'resnet50.md',
  rounds: 5,
  digits: 0,
  threads: THREADS,
  measure,
});
