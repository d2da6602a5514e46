import type { Case, Cases, Draw } from './draw.js';

const map = (d: Draw, axes: number) => d.tensor([2, 3, ...Array.from({ length: axes }, () => d.int(3, 7))]);
const to = (d: Draw, axes: number) => Array.from({ length: axes }, () => d.int(1, 12));

const sized =
  (op: string, axes: number, more: (d: Draw) => object = () => ({})): Case =>
  (d) => ({ op, args: { self: map(d, axes), output_size: to(d, axes), ...more(d) } });
/** As traced through `scale_factor`. */
const scaled =
  (op: string, axes: number, more: (d: Draw) => object = () => ({})): Case =>
  (d) => ({
    op: `${op}.vec`,
    args: {
      input: map(d, axes),
      output_size: null,
      scale_factors: Array.from({ length: axes }, () => d.pick([2, 1.5, 3, 0.5])),
      ...more(d),
    },
  });
const corners = (d: Draw) => ({ align_corners: d.flag() });
/** LibTorch computes a map of one column wrongly when rows are added (2.13), so there are at least two. */
const antialiased = (d: Draw) => ({ align_corners: false, output_size: [d.int(2, 12), d.int(2, 12)] });

const sample =
  (op: string): Case =>
  (d) => ({
    op,
    args: {
      input: d.tensor([2, 3, 5, 6]),
      grid: d.tensor([2, 4, 3, 2]).mul(0.7),
      interpolation_mode: d.pick([0, 1]),
      padding_mode: d.pick([0, 1, 2]),
      align_corners: d.flag(),
    },
  });

export const RESIZE: Cases = {
  'aten::upsample_nearest1d': [sized('aten::upsample_nearest1d', 1), scaled('aten::upsample_nearest1d', 1)],
  'aten::upsample_nearest2d': [sized('aten::upsample_nearest2d', 2), scaled('aten::upsample_nearest2d', 2)],
  'aten::upsample_nearest3d': [sized('aten::upsample_nearest3d', 3)],
  'aten::_upsample_nearest_exact1d': [sized('aten::_upsample_nearest_exact1d', 1)],
  'aten::_upsample_nearest_exact2d': [
    sized('aten::_upsample_nearest_exact2d', 2),
    scaled('aten::_upsample_nearest_exact2d', 2),
  ],
  'aten::upsample_linear1d': [sized('aten::upsample_linear1d', 1, corners)],
  'aten::upsample_bilinear2d': [
    sized('aten::upsample_bilinear2d', 2, corners),
    scaled('aten::upsample_bilinear2d', 2, corners),
    (d) => ({
      op: 'aten::upsample_bilinear2d',
      args: { self: map(d, 2), output_size: [9, 5], align_corners: false, scales_h: null, scales_w: null },
    }),
  ],
  'aten::upsample_trilinear3d': [sized('aten::upsample_trilinear3d', 3, corners)],
  'aten::upsample_bicubic2d': [sized('aten::upsample_bicubic2d', 2, corners)],
  'aten::_upsample_bilinear2d_aa': [sized('aten::_upsample_bilinear2d_aa', 2, antialiased)],
  'aten::_upsample_bicubic2d_aa': [sized('aten::_upsample_bicubic2d_aa', 2, antialiased)],
  'aten::grid_sampler': [sample('aten::grid_sampler')],
  'aten::grid_sampler_2d': [sample('aten::grid_sampler_2d')],
};
