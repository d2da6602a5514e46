import { sigmoidFocalLoss } from '@cotrain/ops';
import { grad, type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';

const [ALPHA, GAMMA] = [0.25, 2];

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'sigmoid-focal-loss',
  title: 'sigmoid_focal_loss',
  description: `alpha ${ALPHA}, gamma ${GAMMA}, summed, float32: the class logits of 300 queries, and of a dense detector's 20,000 anchors. Eager is fvcore's formula on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process.`,
  rounds: 31,
  setUp({ quick, device }: Setting): Comparison[] {
    const sizes = quick
      ? [[30, 10]]
      : [
          [300, 10],
          [20_000, 80],
        ];
    return sizes.flatMap(([rows, classes]) => {
      const logits = torch.randn([rows!, classes!], { device }).sub(3);
      const leaf = logits.detach().requiresGrad_();
      const targets = torch.rand([rows!, classes!], { device }).lt(0.01).to('float32');
      const ours = (x: Tensor) => sigmoidFocalLoss(x, targets, { reduction: 'sum' });
      const bytes = 4 * rows! * classes!;
      return [
        {
          figure: `${rows} x ${classes}, forward`,
          floor: { bytes: 2 * bytes },
          sides: { cotrain: () => ours(logits), eager: () => eager(logits, targets) },
          agree: 1e-4,
        },
        {
          figure: `${rows} x ${classes}, forward and backward`,
          floor: { bytes: 5 * bytes },
          sides: {
            cotrain: () => grad([ours(leaf)], [leaf]),
            eager: () => grad([eager(leaf, targets)], [leaf]),
          },
          agree: 1e-4,
        },
      ];
    });
  },
};
registerCases(bench);

/** fvcore's sigmoid_focal_loss, line by line. */
function eager(x: Tensor, t: Tensor): Tensor {
  const p = x.sigmoid();
  const entropy = torch.binaryCrossEntropyWithLogits(x, t, { reduction: 0 });
  const right = p.mul(t).add(torch.rsub(p, 1).mul(torch.rsub(t, 1)));
  const loss = entropy.mul(torch.rsub(right, 1).pow(GAMMA));
  return t
    .mul(ALPHA)
    .add(torch.rsub(t, 1).mul(1 - ALPHA))
    .mul(loss)
    .sum();
}
