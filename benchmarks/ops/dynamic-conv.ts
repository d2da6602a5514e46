// dynamic_conv against the same steps on LibTorch's own kernels, which are eager PyTorch's.
// npx tsx benchmarks/ops/dynamic-conv.ts [--rounds 15] [--small]
import { parseArgs } from 'node:util';
import { dynamicConv } from '@cotrain/ops';
import { manualSeed, noGrad, type Tensor, torch } from '@cotrain/torch';
import { median } from '../torch/harness.js';
import { alternate, type Cases, ratio, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, small: { type: 'boolean' } },
});
torch.setNumThreads(2);
manualSeed(0);
const [N, P, C, D] = flags.small ? [20, 9, 64, 16] : [300, 49, 256, 64];
const stages = flags.small ? 2 : 6;

interface Stage {
  weight: Tensor;
  bias: Tensor;
  norm1: { weight: Tensor; bias: Tensor };
  norm2: { weight: Tensor; bias: Tensor };
}
const all: Stage[] = Array.from({ length: stages }, () => ({
  weight: torch.randn([2 * C * D, C]).mul(0.02),
  bias: torch.zeros([2 * C * D]),
  norm1: { weight: torch.ones([D]), bias: torch.zeros([D]) },
  norm2: { weight: torch.ones([C]), bias: torch.zeros([C]) },
}));
const proposals = torch.randn([N, C]);
const roi = torch.randn([N, P, C]);
const gradient = torch.randn([N, P, C]);

function eager({ weight, bias, norm1, norm2 }: Stage, norms = true): Tensor {
  const parameters = torch.linear(proposals, weight, { bias });
  const param1 = parameters.narrow(1, 0, C * D).view([N, C, D]);
  const param2 = parameters.narrow(1, C * D, C * D).view([N, D, C]);
  const hidden = roi.bmm(param1);
  if (!norms) return hidden.bmm(param2);
  return torch.layerNorm(torch.layerNorm(hidden, [D], norm1).relu().bmm(param2), [C], norm2).relu();
}

const ours = (stage: Stage): Tensor => dynamicConv(proposals, roi, stage);

function train(run: (stage: Stage) => Tensor, stage: Stage): void {
  const leaves = [proposals, roi, stage.weight, stage.bias];
  for (const leaf of leaves) leaf.requiresGrad_();
  run(stage).backward(gradient);
  for (const leaf of leaves) {
    leaf.grad = null;
    leaf.requiresGrad_(false);
  }
}

let next = 0;
const stage = (): Stage => all[next++ % stages]!;
const cases: Cases = {
  'dynamic_conv, one weight': () => noGrad(() => ours(all[0]!)),
  'eager, one weight': () => noGrad(() => eager(all[0]!)),
  'linear + two bmm, one weight': () => noGrad(() => eager(all[0]!, false)),
  'dynamic_conv, a weight a call': () => noGrad(() => ours(stage())),
  'eager, a weight a call': () => noGrad(() => eager(stage())),
  'dynamic_conv, forward and backward': () => train(ours, stage()),
  'eager, forward and backward': () => train(eager, stage()),
};
const big = torch.randn([2048, 2048]);
cases['product of 2048 x 2048'] = () => big.mm(big);
const times = alternate(cases, Number(flags.rounds));
const line = (name: string, against?: string) =>
  `| ${name} | ${median(times[name]!).toFixed(1)} | ${against === undefined ? '' : ratio(times[name]!, times[against]!).toFixed(2)} |`;
const flops = 2 * N * C * 2 * C * D + 2 * 2 * N * P * C * D;
const rate = (2 * 2048 ** 3) / median(times['product of 2048 x 2048']!) / 1e6;
const body = `N = ${N} proposals, P = ${P} bins, C = ${C}, D = ${D}, float32. Medians of ${flags.rounds} rounds in ms, the cases in turn in one process; the
ratio is the median of the rounds' ratios. "A weight a call": the calls go through ${stages} weights, as the stages of a detector do.

| | ms | of eager |
|---|---:|---:|
${line('dynamic_conv, one weight', 'eager, one weight')}
${line('eager, one weight')}
${line('linear + two bmm, one weight')}
${line('dynamic_conv, a weight a call', 'eager, a weight a call')}
${line('eager, a weight a call')}
${line('dynamic_conv, forward and backward', 'eager, forward and backward')}
${line('eager, forward and backward')}

Floor of inference: ${(flops / 1e9).toFixed(1)} GFLOP and one reading of the weight, ${((2 * C * D * C * 4) / 1e6).toFixed(1)} MB. LibTorch multiplies 2048 x 2048 matrices at
${rate.toFixed(0)} GFLOP/s in the same run: ${(flops / rate / 1e6).toFixed(1)} ms for the arithmetic alone. What is above it is transposing the weight, the norms, and the last
row block of 49 bins. The backward pass makes the parameters again (5 GFLOP of 19): what is kept for it is ${((N * P * (C + D) * 4) / 1e6).toFixed(0)} MB beside the
inputs, where eager keeps ${((N * 2 * C * D * 4 + N * P * (2 * D + 2 * C) * 4) / 1e6).toFixed(0)} MB and makes gradients of the parameters as large again.
`;
writeResult(
  'ops-dynamic-conv.md',
  'dynamic_conv',
  `npx tsx benchmarks/ops/dynamic-conv.ts --rounds ${flags.rounds}`,
  body,
);
