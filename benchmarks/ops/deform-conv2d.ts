// deform_conv2d against the loop of the field's CPU kernel (benchmarks/ops/native), and against a plain
// convolution. npx tsx benchmarks/ops/deform-conv2d.ts [--rounds 15] [--small] [--dry]
import { parseArgs } from 'node:util';
import { deformConv2d } from '@cotrain/ops';
import { manualSeed, noGrad, type Tensor, torch } from '@cotrain/torch';
import { median } from '../torch/harness.js';
import { alternate, type Cases, loadPeers, ratio, ratioOfLeast, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    small: { type: 'boolean' },
    dry: { type: 'boolean' },
  },
});
torch.setNumThreads(2);
const peers = loadPeers();
manualSeed(0);
const [C, H, W] = flags.small ? [16, 12, 20] : [256, 90, 160];
const input = torch.randn([1, C, H, W]);
const last = input.contiguous({ memoryFormat: 'channels_last' });
const offset = torch.randn([1, 18, H, W]);
const mask = torch.rand([1, 9, H, W]);
const weight = torch.randn([C, C, 3, 3]).mul(0.02);
const gradient = torch.randn([1, C, H, W]);
const [rows, columns] = [weight.reshape([C, C * 9]), torch.randn([C * 9, H * W])];

const ours = (x: Tensor): Tensor => deformConv2d(x, offset, weight, { mask, padding: 1 });

const difference = noGrad(() =>
  Number(
    ours(last)
      .sub(peers.deform_conv2d!(input, offset, weight, mask, 1) as Tensor)
      .abs()
      .max()
      .item(),
  ),
);
if (!(difference < 1e-3)) throw new Error(`the two disagree by ${difference}`);

const cases: Cases = {
  'reference forward': () => peers.deform_conv2d!(input, offset, weight, mask, 1),
  'channels_last forward': () => ours(last),
  'NCHW forward': () => ours(input),
  'its product alone': () => rows.mm(columns),
  'conv2d forward, channels_last': () => torch.conv2d(last, weight, { padding: 1 }),
  'channels_last forward and backward': () => {
    const leaves = [last, offset, mask, weight];
    for (const leaf of leaves) leaf.requiresGrad_();
    ours(last).backward({ gradient });
    for (const leaf of leaves) {
      leaf.grad = null;
      leaf.requiresGrad_(false);
    }
  },
};
const times = alternate(cases, Number(flags.rounds));
const line = (name: string): string => {
  const [middle, least] = [ratio, ratioOfLeast].map((of) =>
    of(times['reference forward']!, times[name]!).toFixed(2),
  );
  return `| ${name} | ${median(times[name]!).toFixed(1)} | ${Math.min(...times[name]!).toFixed(1)} | ${middle} | ${least} |`;
};
const flops = 2 * H * W * C * C * 9;
const rate = flops / median(times['its product alone']!) / 1e6;
const table = `| | ms, median | ms, least | reference forward / this, median | least |
|---|---:|---:|---:|---:|
${Object.keys(cases).map(line).join('\n')}`;
if (flags.dry) console.log(table);
else
  writeResult(
    'ops-deform-conv2d.md',
    'deform_conv2d',
    `npx tsx benchmarks/ops/deform-conv2d.ts --rounds ${flags.rounds}`,
    `Modulated, 3 x 3, ${C} to ${C} channels, map of ${H} x ${W} (P3 of a 720x1280 image), one group, float32. The reference
(benchmarks/ops/native) makes its columns as torchvision's CPU kernel does, one after the other on one thread, and multiplies by LibTorch's BLAS on two.
${flags.rounds} rounds in which all cases run in turn; the median ratio is that of the rounds' ratios, the least is of the shortest times.

${table}

Floor of the forward pass: ${(flops / 1e9).toFixed(1)} GFLOP for the product, which LibTorch's BLAS does at ${rate.toFixed(0)} GFLOP/s in this run ("its product alone"),
${((H * W * 9 * C * 7) / 1e9).toFixed(1)} GFLOP for the samples, ${((2 * C * H * W * 4) / 1e6).toFixed(0)} MB read and written. The time goes to the product; the reference's to its columns.
The backward pass has two products of that size and scatters the columns' gradients.
`,
  );
