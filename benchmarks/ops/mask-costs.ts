// mask_costs against MaskFormer's batch_sigmoid_focal_loss and batch_dice_loss on LibTorch's own kernels.
// npx tsx benchmarks/ops/mask-costs.ts [--rounds 21] [--dry]
import { parseArgs } from 'node:util';
import { maskCosts } from '@cotrain/ops';
import { manualSeed, type Tensor, torch } from '@cotrain/torch';
import { alternate, type Cases, comparison, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '21' }, dry: { type: 'boolean' } },
});
torch.setNumThreads(2);
manualSeed(0);
const [QUERIES, PIXELS] = [100, 180 * 320];
const [ALPHA, GAMMA] = [0.25, 2];

/** The official matcher's two functions, step by step. */
function eager(x: Tensor, t: Tensor): Tensor[] {
  const p = x.sigmoid();
  const entropy = (target: Tensor) => torch.binaryCrossEntropyWithLogits(x, target, { reduction: 0 });
  const positive = torch
    .rsub(p, 1)
    .pow(GAMMA)
    .mul(entropy(torch.onesLike(x)))
    .mul(ALPHA);
  const negative = p
    .pow(GAMMA)
    .mul(entropy(torch.zerosLike(x)))
    .mul(1 - ALPHA);
  const focal = torch
    .einsum('nc,mc->nm', [positive, t])
    .add(torch.einsum('nc,mc->nm', [negative, torch.rsub(t, 1)]))
    .div(PIXELS);
  const q = x.sigmoid();
  const common = torch.einsum('nc,mc->nm', [q, t]).mul(2);
  const areas = q
    .sum([-1])
    .unsqueeze(1)
    .add(t.sum([-1]).unsqueeze(0));
  return [focal, torch.rsub(common.add(1).div(areas.add(1)), 1)];
}

const cases: Cases = {};
const pairs: [string, string][] = [];
const logits = torch.randn([QUERIES, PIXELS]).mul(3);
for (const count of [3, 19]) {
  const targets = torch
    .rand([count, PIXELS])
    .lt(1 / count)
    .to('float32');
  const name = `${count} targets`;
  cases[name] = () => maskCosts(logits, targets);
  cases[`${name}: eager`] = () => eager(logits, targets);
  pairs.push([name, `${name}: eager`]);
}

const table = comparison(alternate(cases, Number(flags.rounds)), pairs, 1);
if (flags.dry) console.log(table);
else
  writeResult(
    'ops-mask-costs.md',
    'mask_costs',
    `npx tsx benchmarks/ops/mask-costs.ts --rounds ${flags.rounds}`,
    `${QUERIES} queries, masks of 180 x 320 (a quarter of 720 x 1280), float32, both costs. Eager is MaskFormer's matcher on LibTorch's kernels, which are eager
PyTorch's, called through the binding in the same process. ${flags.rounds} rounds in which all cases run in turn; the median is that of the rounds' ratios.

${table}

Floor: the logits are ${((QUERIES * PIXELS * 4) / 1e6).toFixed(0)} MB, read once; the products take ${((4 * QUERIES * PIXELS * 19) / 1e9).toFixed(2)} GFLOP for 19 targets, and ${((QUERIES * PIXELS) / 1e6).toFixed(1)} million pixels an exponential, a
logarithm and three divisions each. Eager writes and reads ten tensors of the logits' size. The matchers of a training step make these costs for six layers.
`,
  );
