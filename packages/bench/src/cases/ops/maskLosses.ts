import { maskLosses } from '@cotrain/ops';
import { noGrad, type Tensor, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';

const [MAPS, MASKS] = [90, 15];
const [ALPHA, GAMMA] = [0.25, 2];

type Losses = (logits: Tensor, masks: Tensor, objects: Tensor) => { focal: Tensor; dice: Tensor };

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'mask-losses',
  title: 'mask_losses',
  description: `${MAPS} maps of logits at a quarter of the masks' size, ${MASKS} masks, float32, both losses: what a training step's six layers have in one image. Eager is MaskFormer's \`loss_masks\` on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process.`,
  rounds: 9,
  setUp({ quick, device }: Setting): Comparison[] {
    const sizes: [number, number][] = quick
      ? [[36, 64]]
      : [
          [360, 640],
          [720, 1280],
        ];
    return sizes.flatMap(([height, width]) => {
      const logits = torch
        .randn([MAPS, height / 4, width / 4], { device })
        .mul(4)
        .requiresGrad_();
      // Rectangles of the masks' indices: a mask is one or some of them.
      const blocks = torch
        .randint(MASKS, [1, 1, height / 12, width / 16], { device })
        .to({ dtype: 'float32' });
      const map = torch.upsampleNearest2d(blocks, [height, width]).squeeze(0); // [1, H, W]
      const masks = map.eq(torch.arange(MASKS, { device }).view([-1, 1, 1])).to({ dtype: 'uint8' }); // [T, H, W]
      const objects = torch.randint(MASKS, [MAPS], { device }).to({ dtype: 'int64' });
      const read = 4 * logits.numel() + MASKS * height * width;
      const forward = (losses: Losses) => noGrad(() => losses(logits, masks, objects));
      const backward = (losses: Losses) => {
        const { focal, dice } = losses(logits, masks, objects);
        return torch.autograd.grad(focal.sum().mul(20).add(dice.sum()), [logits]);
      };
      return [
        {
          figure: `${height} x ${width}, forward`,
          floor: { bytes: read },
          sides: { cotrain: () => forward(maskLosses), eager: () => forward(eager) },
          agree: 1e-4,
        },
        {
          figure: `${height} x ${width}, forward and backward`,
          floor: { bytes: 2 * read + 4 * logits.numel() },
          sides: { cotrain: () => backward(maskLosses), eager: () => backward(eager) },
          agree: 1e-4,
        },
      ];
    });
  },
};
registerCases(bench);

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
  const areas = p.sum([-1]).add(t.sum([-1]));
  return { focal, dice: torch.rsub(common.add(1).div(areas.add(1)), 1) };
}
