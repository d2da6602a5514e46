import type { Case, Cases, Draw } from './draw.js';

const maps = (d: Draw) => [d.int(1, 2), 4, ...d.shape(d.int(1, 2), 5)];
const affine = (d: Draw, count: number) =>
  d.flag() ? { weight: d.tensor([count]), bias: d.tensor([count]) } : { weight: null, bias: null };
const statistics = (d: Draw) => ({ running_mean: d.tensor([4]), running_var: d.positive([4]) });

const batch =
  (op: string, more: object): Case =>
  (d) => ({
    op,
    args: { input: d.tensor(maps(d)), ...affine(d, 4), ...statistics(d), momentum: 0.1, eps: 1e-3, ...more },
  });
const layer =
  (op: string): Case =>
  (d) => {
    const shape = d.pick([[5], [3, 5]]);
    const own = d.flag()
      ? { weight: d.tensor(shape), bias: d.flag() ? d.tensor(shape) : null }
      : { weight: null, bias: null };
    return { op, args: { input: d.tensor([2, 3, 5]), normalized_shape: shape, ...own, eps: 1e-5 } };
  };

/** The first result alone: the others are for the gradient. */
const first =
  (one: Case): Case =>
  (d) => ({ ...one(d), results: 1 });

export const NORMS: Cases = {
  'aten::batch_norm': [
    batch('aten::batch_norm', { training: false, cudnn_enabled: false }),
    (d) => ({
      op: 'aten::batch_norm',
      args: {
        input: d.tensor([3, 4]),
        ...affine(d, 4),
        ...statistics(d),
        training: false,
        momentum: 0.1,
        eps: 1e-3,
        cudnn_enabled: false,
      },
    }),
  ],
  'aten::native_batch_norm': [first(batch('aten::native_batch_norm', { training: false }))],
  'aten::_native_batch_norm_legit_no_training': [
    first(batch('aten::_native_batch_norm_legit_no_training', {})),
  ],
  'aten::instance_norm': [
    (d) => ({
      op: 'aten::instance_norm',
      args: {
        input: d.tensor([2, 4, 3, 5]),
        ...affine(d, 4),
        running_mean: null,
        running_var: null,
        use_input_stats: true,
        momentum: 0.1,
        eps: 1e-5,
        cudnn_enabled: false,
      },
    }),
    batch('aten::instance_norm', { use_input_stats: false, cudnn_enabled: false }),
  ],
  'aten::layer_norm': [layer('aten::layer_norm')],
  'aten::native_layer_norm': [first(layer('aten::native_layer_norm'))],
  'aten::group_norm': [
    (d) => ({
      op: 'aten::group_norm',
      args: { input: d.tensor([2, 4, 3, 5]), num_groups: d.pick([1, 2, 4]), ...affine(d, 4), eps: 1e-5 },
    }),
    (d) => ({
      op: 'aten::group_norm',
      args: { input: d.tensor([2, 4, 6]), num_groups: 2, weight: d.tensor([4]) },
    }),
  ],
  'aten::native_group_norm': [
    first((d) => ({
      op: 'aten::native_group_norm',
      args: { input: d.tensor([2, 4, 15]), ...affine(d, 4), N: 2, C: 4, HxW: 15, group: 2, eps: 1e-5 },
    })),
  ],
  'aten::rms_norm': [
    (d) => ({
      op: 'aten::rms_norm',
      args: { input: d.tensor([2, 3, 5]), normalized_shape: [5], weight: d.flag() ? d.tensor([5]) : null },
    }),
  ],
};
