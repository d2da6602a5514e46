// mask_losses against MaskFormer's loss_masks on LibTorch's own kernels.
// npx tsx benchmarks/ops/mask-losses.ts [--rounds 5] [--small] [--dry]
import { parseArgs } from 'node:util';
import { maskLosses } from '@cotrain/ops';
import { manualSeed, noGrad, type Tensor, torch } from '@cotrain/torch';
import { alternate, type Cases, comparison, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    small: { type: 'boolean' },
    dry: { type: 'boolean' },
  },
});
torch.setNumThreads(2);
manualSeed(0);
const [MAPS, MASKS] = [90, 15];
const [ALPHA, GAMMA] = [0.25, 2];
const sizes: [number, number][] = flags.small
  ? [[36, 64]]
  : [
      [360, 640],
      [720, 1280],
    ];

/** The official criterion's steps: interpolate, sigmoid_focal_loss and dice_loss. */
function eager(logits: Tensor, masks: Tensor, objects: Tensor): { focal: Tensor; dice: Tensor } {
  const size = masks.shape.slice(1) as [number, number];
  const flat = (maps: Tensor) => maps.flatten({ startDim: 1 });
  const x = flat(torch.upsampleBilinear2d(logits.unsqueeze(1), size, false)); // [N, HW]
  const t = flat(masks.indexSelect(0, objects)).to({ dtype: 'float32' });
  const p = x.sigmoid();
  const entropy = torch.binaryCrossEntropyWithLogits(x, t, { reduction: 0 });
  const right = p.mul(t).add(torch.rsub(p, 1).mul(torch.rsub(t, 1)));
  const weights = t.mul(ALPHA).add(torch.rsub(t, 1).mul(1 - ALPHA));
  const focal = entropy.mul(torch.rsub(right, 1).pow(GAMMA)).mul(weights).mean([1]);
  const common = p.mul(t).sum([-1]).mul(2);
  return {
    focal,
    dice: torch.rsub(
      common.add(1).div(
        p
          .sum([-1])
          .add(t.sum([-1]))
          .add(1),
      ),
      1,
    ),
  };
}

const cases: Cases = {};
const pairs: [string, string][] = [];
for (const [height, width] of sizes) {
  const logits = torch
    .randn([MAPS, height / 4, width / 4])
    .mul(4)
    .requiresGrad_();
  // Rectangles of the masks' indices: a mask is one or some of them.
  const blocks = torch.randint(MASKS, [1, 1, height / 12, width / 16]).to({ dtype: 'float32' });
  const map = torch.upsampleNearest2d(blocks, [height, width]).squeeze(0); // [1, H, W]
  const masks = map.eq(torch.arange(MASKS).view([-1, 1, 1])).to({ dtype: 'uint8' }); // [T, H, W]
  const objects = torch.randint(MASKS, [MAPS]).to({ dtype: 'int64' });
  const backward = ({ focal, dice }: { focal: Tensor; dice: Tensor }) =>
    torch.autograd.grad(focal.sum().mul(20).add(dice.sum()), [logits]);
  for (const [pass, run] of [
    ['forward', (losses: typeof eager) => noGrad(() => losses(logits, masks, objects))],
    ['forward and backward', (losses: typeof eager) => backward(losses(logits, masks, objects))],
  ] as const) {
    const name = `${height} x ${width}, ${pass}`;
    cases[name] = () => run(maskLosses);
    cases[`${name}: eager`] = () => run(eager);
    pairs.push([name, `${name}: eager`]);
  }
}

const table = comparison(alternate(cases, Number(flags.rounds)), pairs, 1);
// Vector instructions for 16 pixels, two at a time on each of two cores of 2.7 GHz.
const floor = ([height, width]: [number, number]): string =>
  ((((MAPS * height * width) / 16) * 90) / (2 * 2 * 2.7e9) / 1e-3).toFixed(0);
if (flags.dry) console.log(table);
else
  writeResult(
    'ops-mask-losses.md',
    'mask_losses',
    `npx tsx benchmarks/ops/mask-losses.ts --rounds ${flags.rounds}`,
    `${MAPS} maps of logits at a quarter of the masks' size, ${MASKS} masks, float32, both losses: what a training step's six layers have in one image. Eager is
MaskFormer's \`loss_masks\` on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process. ${flags.rounds} rounds in which all cases run in
turn; the median is that of the rounds' ratios.

${table}

Floor: ${sizes.map((size) => `${((MAPS * size[0] * size[1]) / 1e6).toFixed(0)} million pixels at ${size.join(' x ')}`).join(', ')}, each an exponential, a logarithm and a division: with the interpolation, the sums and the gradients'
way back some 90 vector instructions for 16 pixels, of which two cores of 2.7 GHz do two at a time each in ${sizes.map(floor).join(' and ')} ms. Memory hardly counts: logits and
masks are read once, and two maps of the logits' size are written. Eager writes and reads some thirty tensors of ${sizes.map(([height, width]) => ((MAPS * height * width * 4) / 1e6).toFixed(0)).join(' and ')} MB.
`,
  );
