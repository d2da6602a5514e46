import type { Case, Cases, Draw } from './draw.js';

const map = (d: Draw, axes: number) => [
  ...(d.flag() ? [2] : []),
  3,
  ...Array.from({ length: axes }, () => d.int(5, 9)),
];

const max =
  (op: string, axes: number): Case =>
  (d) => ({
    op,
    args: {
      self: d.distinct(map(d, axes)),
      kernel_size: [3],
      stride: d.pick([[], [2], [1]]),
      padding: [d.int(0, 1)],
      dilation: [d.int(1, 2)],
      ceil_mode: d.flag(),
    },
  });
const average =
  (op: string, axes: number): Case =>
  (d) => ({
    op,
    args: {
      self: d.tensor(map(d, axes)),
      kernel_size: [d.int(2, 3)],
      stride: d.pick([[], [2], [1]]),
      padding: [d.int(0, 1)],
      count_include_pad: d.flag(),
    },
  });
const adaptive =
  (op: string, axes: number): Case =>
  (d) => ({
    op,
    args: {
      self: d.tensor(map(d, axes)),
      output_size: d.flag()
        ? Array.from({ length: axes }, () => 1)
        : Array.from({ length: axes }, () => d.int(1, 6)),
    },
  });
const divisible =
  (op: string, axes: number): Case =>
  (d) => ({
    op,
    args: {
      self: d.distinct([2, 3, ...Array.from({ length: axes }, () => 6)]),
      output_size: Array.from({ length: axes }, () => d.pick([1, 2, 3, 6])),
    },
  });

export const POOLING: Cases = {
  'aten::max_pool1d': [max('aten::max_pool1d', 1)],
  'aten::max_pool2d': [max('aten::max_pool2d', 2)],
  'aten::max_pool3d': [max('aten::max_pool3d', 3)],
  'aten::max_pool2d_with_indices': [max('aten::max_pool2d_with_indices', 2)],
  'aten::avg_pool1d': [average('aten::avg_pool1d', 1)],
  'aten::avg_pool2d': [
    (d) => ({
      op: 'aten::avg_pool2d',
      args: {
        self: d.tensor(map(d, 2)),
        kernel_size: [3],
        stride: [2],
        padding: [d.int(0, 1)],
        ceil_mode: true,
        count_include_pad: false,
      },
    }),
    average('aten::avg_pool2d', 2),
    (d) => ({
      op: 'aten::avg_pool2d',
      args: { self: d.tensor([1, 2, 6, 6]), kernel_size: [2, 2], padding: [1, 0], divisor_override: 3 },
    }),
  ],
  'aten::avg_pool3d': [average('aten::avg_pool3d', 3)],
  'aten::adaptive_avg_pool1d': [adaptive('aten::adaptive_avg_pool1d', 1)],
  'aten::adaptive_avg_pool2d': [adaptive('aten::adaptive_avg_pool2d', 2)],
  'aten::_adaptive_avg_pool2d': [adaptive('aten::_adaptive_avg_pool2d', 2)],
  'aten::adaptive_avg_pool3d': [adaptive('aten::adaptive_avg_pool3d', 3)],
  'aten::adaptive_max_pool1d': [divisible('aten::adaptive_max_pool1d', 1)],
  'aten::adaptive_max_pool2d': [divisible('aten::adaptive_max_pool2d', 2)],
};
