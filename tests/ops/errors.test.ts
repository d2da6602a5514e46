import { TorchError, torch } from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { clean } from '../torch/support.js';

const boxes = () => torch.zeros([3, 4]);
const cells = () => torch.zeros([1, 2, 4, 4]);
const rois = () => torch.zeros([1, 5]);
const wide = () => torch.zeros([3, 5]);

/** An invalid call of each operator. */
const REFUSED: Record<string, () => unknown[]> = {
  batched_nms: () => [boxes(), torch.zeros([3]), torch.zeros([3]), 0.5],
  box_iou: () => [boxes(), wide()],
  deform_conv2d: () => [cells(), cells(), wide()],
  deform_roi_pool: () => [cells(), rois(), { mask: wide() }],
  deform_roi_pool_pyramid: () => [[cells()], rois(), { scales: [1], offset: wide() }],
  dynamic_conv: () => Array.from({ length: 8 }, wide),
  generalized_box_iou: () => [boxes(), wide()],
  linear_sum_assignment: () => [[cells()]],
  mask_costs: () => [boxes(), wide()],
  mask_losses: () => [boxes(), boxes(), boxes()],
  nms: () => [boxes(), torch.zeros([3]), 2],
  normalize_pixels: () => [cells(), { mean: [0, 0, 0], std: [1, 1, 1], channels: [0, 1, 2] }],
  resized_argmax: () => [boxes(), { padded: [2, 2], valid: [2, 2], output: [2, 2] }],
  roi_align: () => [cells(), wide(), { outputSize: 0 }],
  roi_align_pyramid: () => [[cells(), boxes()], rois(), { scales: [1, 2] }],
  semantic_inference: () => [wide(), wide(), { padded: [2, 2], valid: [2, 2], output: [2, 2] }],
  sigmoid_focal_loss: () => [boxes(), boxes(), { gamma: -1 }],
  winograd_conv2d: () => [cells(), wide()],
};

test('each operator of the library is here', (t) => {
  torch.ops.cotrain!.nms; // loads the library
  const names = native.operatorNames().map(([name]) => name);
  const own = names.filter((name) => /^cotrain::(?!.*_(backward|training|with_gradients)$)/.test(name));
  t.deepEqual(own.map((name) => name.slice('cotrain::'.length)).sort(), Object.keys(REFUSED).sort());
});

for (const [name, given] of Object.entries(REFUSED))
  test(
    `${name} names itself, once, in what it says of its arguments`,
    clean((t) => {
      const error = t.throws(() => torch.ops.cotrain![name]!(...given()), { instanceOf: TorchError });
      t.regex((error.cause as Error).message, new RegExp(`^cotrain::${name}: \\S.*(must|one |not )`));
      t.is(error.message.split(`${name}: `).length, 2, error.message);
    }),
  );
