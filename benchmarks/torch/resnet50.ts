// ResNet-50 at 1x3x360x640, forward and forward with backward, against Python's eager torch in the same
// memory formats.
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
const REPEATS = 8;
const WARM_UP = 2;

/**
 * ms of one run, after some that warm up: the median, and the best, which what else runs on the machine
 * changes least.
 */
function time(name: string, run: () => void): Results {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + REPEATS; i++) {
    const begin = process.hrtime.bigint();
    scope(run);
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  const counted = times.slice(WARM_UP);
  return { [name]: median(counted), [`${name}: the best`]: Math.min(...counted) };
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
      Object.assign(
        results,
        time(`forward, ${memoryFormat}`, () => noGrad(() => void features())),
      );
      net.train();
      Object.assign(
        results,
        time(`forward and backward, ${memoryFormat}`, () => features().mean().backward()),
      );
    });
  }
  return results;
}

await main({
  url: import.meta.url,
  peer: 'resnet50.py',
  args: [String(THREADS), String(WARM_UP), String(REPEATS)],
  title: 'ResNet-50',
  description: `ms for an image of 360x640 through ResNet-50's features, batch norm in evaluation for forward and in training for backward: the median of ${REPEATS} in each round, and the best of them.`,
  result: 'resnet50.md',
  rounds: 5,
  digits: 0,
  threads: THREADS,
  measure,
});
