import { maskCosts } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';

const [ALPHA, GAMMA] = [0.25, 2];

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'mask-costs',
  title: 'mask_costs',
  description:
    "100 queries, masks of 180 x 320 (a quarter of 720 x 1280), float32, both costs. Eager is MaskFormer's `batch_sigmoid_focal_loss` and `batch_dice_loss` on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process.",
  rounds: 21,
  setUp({ quick, device }: Setting): Comparison[] {
    const [queries, pixels] = quick ? [10, 18 * 32] : [100, 180 * 320];
    const logits = torch.randn([queries, pixels], { device }).mul(3);
    return [3, 19].map((count) => {
      const targets = torch
        .rand([count, pixels], { device })
        .lt(1 / count)
        .to('float32'); // [T, HW]
      return {
        figure: `${count} targets`,
        floor: { flops: 4 * queries * pixels * count, bytes: 4 * pixels * (queries + count) },
        sides: {
          cotrain: () => maskCosts(logits, targets),
          eager: () => eager(logits, targets, pixels),
        },
        agree: 1e-4,
      };
    });
  },
};
registerCases(bench);

/** The official matcher's two functions, step by step. */
function eager(x: Tensor, t: Tensor, pixels: number): Tensor[] {
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
    .div(pixels);
  const q = x.sigmoid();
  const common = torch.einsum('nc,mc->nm', [q, t]).mul(2);
  const areas = q
    .sum([-1])
    .unsqueeze(1)
    .add(t.sum([-1]).unsqueeze(0));
  return [focal, torch.rsub(common.add(1).div(areas.add(1)), 1)]; // [Q, T] each
}
