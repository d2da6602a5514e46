import { type Tensor, torch } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

/** Boxes [N, 4] within a size, of random sides. */
function boxes(d: Draw, count: number, size = 32): Tensor {
  const corner = torch.rand([count, 2]).mul(size * 0.8);
  const side = torch
    .rand([count, 2])
    .mul(size * d.pick([0.2, 0.6]))
    .add(0.5);
  return torch.cat([corner, corner.add(side)], { dim: 1 });
}

/** Regions [N, 5] in two images. */
const regions = (d: Draw, count: number, size?: number): Tensor =>
  torch.cat([d.positions([count, 1], 2).to({ dtype: 'float32' }), boxes(d, count, size)], { dim: 1 });

const pyramid = (d: Draw): Tensor[] => [8, 4, 2].map((side) => d.tensor([2, 3, side, side + 1]));
const SCALES = [1 / 4, 1 / 8, 1 / 16];
const LEVELS = { canonical_size: 16, canonical_level: 3, min_level: 2 };
const aligned = (d: Draw) => ({ output_size: [2, 3], sampling_ratio: d.int(0, 3), aligned: d.flag() });

const masks =
  (d: Draw, sizes: object, { scale, shift } = { scale: 3, shift: 0 }): Case =>
  () => ({
    op: 'cotrain::semantic_inference',
    args: {
      class_logits: d.tensor([5, 4]),
      mask_logits: d.tensor([5, 4, 6]).mul(scale).add(shift),
      ...sizes,
    } as never,
  });

export const OWN: Cases = {
  'cotrain::roi_align': [
    (d) => ({
      op: 'cotrain::roi_align',
      args: { input: d.tensor([2, 3, 8, 9]), rois: regions(d, 5), spatial_scale: 0.25, ...aligned(d) },
    }),
    // Far outside, and of no size.
    (d) => ({
      op: 'cotrain::roi_align',
      args: {
        input: d.tensor([2, 3, 8, 9]),
        rois: regions(d, 5, 100),
        spatial_scale: 0.5,
        output_size: [3],
        sampling_ratio: 2,
      },
    }),
    (d) => ({
      op: 'cotrain::roi_align',
      args: { input: d.tensor([2, 3, 8, 9]), rois: regions(d, 0), output_size: [2, 2] },
    }),
  ],
  'cotrain::roi_align_pyramid': [
    (d) => ({
      op: 'cotrain::roi_align_pyramid',
      args: { features: pyramid(d), rois: regions(d, 9), scales: SCALES, ...aligned(d), ...LEVELS },
    }),
    (d) => ({
      op: 'cotrain::roi_align_pyramid',
      args: {
        features: pyramid(d).slice(0, 1),
        rois: regions(d, 4),
        scales: SCALES.slice(0, 1),
        output_size: [2, 2],
      },
    }),
  ],
  'cotrain::deform_roi_pool': [
    (d) => ({
      op: 'cotrain::deform_roi_pool',
      args: {
        input: d.tensor([2, 3, 8, 9]),
        rois: regions(d, 5),
        offset: d.tensor([5, 2, 2, 3]),
        mask: d.flag() ? d.tensor([5, 2, 3]) : null,
        spatial_scale: 0.25,
        output_size: [2, 3],
        sampling_ratio: d.int(0, 2),
        gamma: 0.3,
      },
    }),
    (d) => ({
      op: 'cotrain::deform_roi_pool',
      args: { input: d.tensor([2, 3, 8, 9]), rois: regions(d, 5), spatial_scale: 0.25, output_size: [2] },
    }),
  ],
  'cotrain::deform_roi_pool_pyramid': [
    (d) => ({
      op: 'cotrain::deform_roi_pool_pyramid',
      args: {
        features: pyramid(d),
        rois: regions(d, 7),
        scales: SCALES,
        offset: d.tensor([7, 2, 3, 2]),
        mask: d.tensor([7, 3, 2]),
        output_size: [3, 2],
        ...LEVELS,
      },
    }),
  ],
  'cotrain::nms': [
    (d) => ({
      op: 'cotrain::nms',
      args: { boxes: boxes(d, 30), scores: d.tensor([30]), iou_threshold: d.pick([0.3, 0.5, 0.7]) },
    }),
    (d) => ({
      op: 'cotrain::nms',
      args: { boxes: boxes(d, 12), scores: d.tensor([12]).mul(2).floor(), iou_threshold: 0.4 },
    }), // equal scores
  ],
  'cotrain::batched_nms': [
    (d) => ({
      op: 'cotrain::batched_nms',
      args: {
        boxes: boxes(d, 40),
        scores: d.tensor([40]),
        categories: d.positions([40], 4),
        iou_threshold: d.pick([0.2, 0.5]),
      },
    }),
    (d) => ({
      op: 'cotrain::batched_nms',
      args: {
        boxes: boxes(d, 20),
        scores: d.tensor([20]).mul(2).floor(),
        categories: d.positions([20], 9).sub(3),
        iou_threshold: 0.3,
      },
    }),
    (d) => ({
      op: 'cotrain::batched_nms',
      args: {
        boxes: boxes(d, 0),
        scores: d.tensor([0]),
        categories: d.positions([0], 4),
        iou_threshold: 0.5,
      },
    }),
  ],
  'cotrain::dynamic_conv': [
    (d) => {
      const [count, bins, channels, dynamic] = [3, 4, 5, 2];
      const inner = 2 * channels * dynamic;
      return {
        op: 'cotrain::dynamic_conv',
        args: {
          proposals: d.tensor([count, channels]),
          roi_features: d.tensor([count, bins, channels]),
          weight: d.tensor([inner, channels]),
          bias: d.tensor([inner]),
          norm1_weight: d.tensor([dynamic]),
          norm1_bias: d.tensor([dynamic]),
          norm2_weight: d.tensor([channels]),
          norm2_bias: d.tensor([channels]),
        },
      };
    },
  ],
  'cotrain::semantic_inference': [
    (d) => masks(d, { padded: [16, 24], valid: [16, 24], output: [16, 24] })(d),
    (d) => masks(d, { padded: [16, 24], valid: [13, 20], output: [26, 37], scores: true })(d),
    // No query is sure of its mask.
    (d) => masks(d, { padded: [8, 12], valid: [8, 12], output: [8, 12] }, { scale: 10, shift: -45 })(d),
  ],
  'cotrain::box_iou': [(d) => ({ op: 'cotrain::box_iou', args: { a: boxes(d, 4), b: boxes(d, 6) } })],
  'cotrain::generalized_box_iou': [
    (d) => ({ op: 'cotrain::generalized_box_iou', args: { a: boxes(d, 4), b: boxes(d, 6) } }),
  ],
  'cotrain::deform_conv2d': [
    (d) => {
      const [channels, outputs, groups] = [4, 6, d.pick([1, 2])];
      const offsetGroups = d.pick([1, 2]);
      return {
        op: 'cotrain::deform_conv2d',
        args: {
          input: d.tensor([2, channels, 7, 8]),
          offset: d.tensor([2, offsetGroups * 2 * 9, 4, 4]),
          weight: d.tensor([outputs, channels / groups, 3, 3]),
          mask: d.flag() ? d.tensor([2, offsetGroups * 9, 4, 4]) : null,
          bias: d.flag() ? d.tensor([outputs]) : null,
          stride: [2, 2],
          padding: [1, 1],
        },
      };
    },
  ],
};
