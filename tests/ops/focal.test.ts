import { fileURLToPath } from 'node:url';
import { type FocalOptions, maskCosts, sigmoidFocalLoss } from '@cotrain/ops';
import { getNumThreads, gradcheck, loadFile, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';
import { deviceKernels } from './deviceKernels.js';

const golden = (name: string) =>
  loadFile(fileURLToPath(new URL(`../golden/models/${name}.safetensors`, import.meta.url))) as Record<
    string,
    Tensor
  >;

/** fvcore's formula. */
function focal(x: Tensor, t: Tensor, { alpha = 0.25, gamma = 2 }: FocalOptions = {}): Tensor {
  const p = x.sigmoid();
  const entropy = torch.binaryCrossEntropyWithLogits(x, t, { reduction: 0 });
  const wrong = p.mul(torch.rsub(t, 1)).add(torch.rsub(p, 1).mul(t));
  const loss = entropy.mul(wrong.pow(gamma));
  return alpha < 0 ? loss : loss.mul(t.mul(alpha).add(torch.rsub(t, 1).mul(1 - alpha)));
}

test(
  "sigmoid_focal_loss equals the official criterion's loss and gradient",
  clean((t) => {
    const {
      logits,
      tgt_labels: labels,
      src0,
      tgt0,
      loss_ce: expected,
    } = golden('sparse_unit_matcher_losses');
    const targets = torch.zeros(logits!.shape); // [2, 300, 10]
    targets.at(0).indexPut_([src0!, labels!.indexSelect(0, tgt0!)], torch.tensor(1));
    const loss = sigmoidFocalLoss(logits!, targets, { reduction: 'sum' }).div(25);
    assertClose(t, loss, expected!, { relative: 1e-6 });
  }),
);

test(
  'sigmoid_focal_loss is the formula, for all weights, exponents and reductions',
  clean((t) => {
    seedDraws(0);
    const x = torch.randn([7, 501], { dtype: 'float64' }).mul(6);
    const labels = torch.rand([7, 501], { dtype: 'float64' });
    for (const targets of [labels, labels.gt(0.8).to('float64')]) {
      for (const options of [{}, { alpha: -1 }, { gamma: 0 }, { alpha: 0.6, gamma: 1.5 }]) {
        const expected = focal(x, targets, options);
        assertClose(t, sigmoidFocalLoss(x, targets, options), expected, { relative: 1e-13 });
        for (const reduction of ['sum', 'mean'] as const) {
          const reduced = sigmoidFocalLoss(x, targets, { ...options, reduction });
          assertClose(t, reduced, expected[reduction](), { relative: 1e-13 }, reduction);
        }
        const single = sigmoidFocalLoss(x.to('float32'), targets.to('float32'), options);
        assertClose(t, single, expected, { relative: 1e-6 });
      }
    }
    const half = sigmoidFocalLoss(x.to('bfloat16'), labels.to('bfloat16'), { reduction: 'sum' });
    t.is(half.dtype, 'bfloat16');
  }),
);

test(
  'the gradient of sigmoid_focal_loss is the derivative',
  clean((t) => {
    seedDraws(1);
    const x = torch.randn([5, 4], { dtype: 'float64' }).mul(3).requiresGrad_();
    const targets = torch.rand([5, 4], { dtype: 'float64' });
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      for (const gamma of [0, 0.5, 2, 3]) {
        t.true(gradcheck((logits) => sigmoidFocalLoss(logits, targets, { reduction, gamma }), [x]));
      }
    }
  }),
);

test(
  'losses at the ends of the range are finite, NaN stays NaN',
  clean((t) => {
    const x = torch.tensor([-1e30, -200, 0, 200, 1e30], { requiresGrad: true });
    for (const target of [0, 1]) {
      for (const gamma of [0.5, 2]) {
        const targets = torch.full([5], target);
        const loss = sigmoidFocalLoss(x, targets, { gamma });
        assertClose(t, loss.detach(), focal(x.detach(), targets, { gamma }), { relative: 1e-6 });
        x.grad = null;
        loss.sum().backward();
        t.true(x.grad!.isfinite().all().item() as boolean);
      }
    }
    t.true(Number.isNaN(sigmoidFocalLoss(torch.tensor([Number.NaN]), torch.zeros([1])).item()));
    t.true(Number.isNaN(sigmoidFocalLoss(torch.zeros([0]), torch.zeros([0]), { reduction: 'mean' }).item()));
    t.is(sigmoidFocalLoss(torch.zeros([0]), torch.zeros([0]), { reduction: 'sum' }).item(), 0);
  }),
);

test(
  'the number of threads changes no bit of the sums',
  clean((t) => {
    seedDraws(2);
    const [x, mask] = [torch.randn([13, 9001]), torch.rand([6, 9001]).gt(0.5)];
    const threads = getNumThreads();
    const [one, several] = [1, 4].map((count) => {
      setNumThreads(count);
      const loss = sigmoidFocalLoss(x, torch.full([13, 9001], 0.5), { reduction: 'sum' });
      // On CUDA the sums of mask_costs are LibTorch's product, whose order on the CPU is not ours.
      return [loss, ...(deviceKernels ? [] : Object.values(maskCosts(x, mask)))] as Tensor[];
    });
    setNumThreads(threads);
    for (const [k, value] of one!.entries()) t.true(torch.equal(value, several![k]!));
  }),
);

test(
  "mask_costs equals the official matcher's",
  clean((t) => {
    const { pred_masks: masks, masks0, batch_focal0, batch_dice0 } = golden('maskformer_unit_criterion');
    // Targets resized to the predictions with nearest neighbour, as in the official matcher.
    const targets = torch.upsampleNearest2d(masks0!.to('float32').unsqueeze(0), [24, 40]);
    const costs = maskCosts(masks!.at(0).flatten({ startDim: 1 }), targets.at(0).flatten({ startDim: 1 }));
    assertClose(t, costs.focal, batch_focal0!, { relative: 1e-6 });
    assertClose(t, costs.dice, batch_dice0!, { relative: 1e-6 });
  }),
);

test(
  'mask_costs is the formula at all sizes, with no targets and no queries',
  clean((t) => {
    seedDraws(3);
    for (const [queries, count, pixels] of [
      [1, 1, 1],
      [5, 3, 511],
      [9, 7, 512],
      [4, 2, 1300],
      [3, 0, 20],
      [0, 3, 20],
    ] as const) {
      const x = torch.randn([queries, pixels], { dtype: 'float64' }).mul(4);
      const mask = torch.rand([count, pixels]).gt(0.6);
      for (const options of [{}, { alpha: -1, gamma: 1.5 }]) {
        const { focal: cost, dice } = maskCosts(x, mask, options);
        const to = [queries, count, pixels];
        const [wide, targets] = [x.unsqueeze(1).expand(to), mask.to('float64').unsqueeze(0).expand(to)];
        const p = wide.sigmoid();
        const expected = torch.rsub(
          p
            .mul(targets)
            .sum(2, {})
            .mul(2)
            .add(1)
            .div(p.sum(2, {}).add(targets.sum(2, {})).add(1)),
          1,
        );
        t.deepEqual(cost.shape, [queries, count]);
        if (queries * count === 0) continue;
        assertClose(t, cost, focal(wide, targets, options).mean(2), { relative: 1e-13 });
        assertClose(t, dice, expected, { relative: 1e-13 });
      }
    }
  }),
);

test(
  'NaN in one mask makes that row NaN and no other',
  clean((t) => {
    const x = torch.zeros([6, 40]);
    x.setAt([1, 3], Number.NaN);
    for (const costs of Object.values(maskCosts(x, torch.ones([2, 40])))) {
      t.deepEqual(costs.isnan().any(1, {}).toArray(), [false, true, false, false, false, false]);
    }
  }),
);

test(
  'shapes on the meta device, refused gradients and refused input',
  clean((t) => {
    const meta = (...shape: number[]) => torch.empty(shape, { device: 'meta' });
    t.deepEqual(sigmoidFocalLoss(meta(3, 2), meta(3, 2)).shape, [3, 2]);
    t.deepEqual(sigmoidFocalLoss(meta(3, 2), meta(3, 2), { reduction: 'mean' }).shape, []);
    t.deepEqual(maskCosts(meta(3, 9), meta(2, 9)).dice.shape, [3, 2]);
    const x = torch.zeros([3, 9], { requiresGrad: true });
    t.throws(() => sigmoidFocalLoss(torch.zeros([3, 9]), x), { message: /targets get no gradient/ });
    const total = maskCosts(x, torch.zeros([1, 9])).dice.sum();
    t.throws(() => total.backward(), { message: /cotrain::mask_costs is not implemented/ });
    t.throws(() => sigmoidFocalLoss(x, torch.zeros([9])), { message: /\[3, 9\] and targets \[9\]/ });
    t.throws(() => sigmoidFocalLoss(x, x.detach().to('float64')), {
      message: /logits is Float, targets is Double: one dtype/,
    });
    t.throws(() => sigmoidFocalLoss(x, x.detach(), { gamma: -1 }), { message: /gamma must not be negative/ });
    t.throws(() => sigmoidFocalLoss(x, x.detach(), { reduction: 'max' as 'sum' }), { message: /not 'max'/ });
    t.throws(() => maskCosts(x, torch.zeros([2, 8])), { message: /the same pixels/ });
    t.throws(() => maskCosts(torch.zeros([2, 0]), torch.zeros([2, 0])), { message: /no pixels/ });
  }),
);
