import type { Case, Cases, Draw } from './draw.js';

interface Layer {
  input: number[];
  weight: number[];
  groups: number;
}

/** Input and weight of `axes` spatial axes. */
function layer(d: Draw, axes: number, transposed = false): Layer {
  const groups = d.pick([1, 2]);
  const [inputs, outputs] = [groups * d.int(1, 3), groups * d.int(1, 3)];
  const kernel = Array.from({ length: axes }, () => d.int(1, 3));
  const input = [d.int(1, 2), inputs, ...kernel.map(() => d.int(5, 8))];
  const channels = transposed ? [inputs, outputs / groups] : [outputs, inputs / groups];
  return { input, weight: [...channels, ...kernel], groups };
}

const convolution =
  (op: string, axes: number, more: (d: Draw) => object = () => ({})): Case =>
  (d) => {
    const { input, weight, groups } = layer(d, axes);
    const own = () => (d.flag() ? [d.int(1, 2)] : Array.from({ length: axes }, () => d.int(1, 2)));
    const args = {
      input: d.tensor(input),
      weight: d.tensor(weight),
      bias: d.flag() ? d.tensor([weight[0]!]) : null,
      stride: own(),
      padding: Array.from({ length: axes }, () => d.int(0, 2)),
      dilation: own(),
      groups,
    };
    return { op, args: { ...args, ...more(d) } };
  };

const transposed =
  (op: string, axes: number): Case =>
  (d) => {
    const { input, weight, groups } = layer(d, axes, true);
    return {
      op,
      args: {
        input: d.tensor(input),
        weight: d.tensor(weight),
        bias: d.flag() ? d.tensor([weight[1]! * groups]) : null,
        stride: [2],
        padding: [d.int(0, 1)],
        output_padding: [d.int(0, 1)],
        groups,
        dilation: [d.int(1, 2)],
      },
    };
  };

const general = (d: Draw): object => ({
  transposed: false,
  output_padding: [0, 0],
  stride: [d.int(1, 2), 1],
  dilation: [1, 1],
});
const named = (d: Draw): object => ({
  padding: d.pick(['same', 'valid']),
  stride: [1],
  dilation: [d.int(1, 2)],
});

export const CONVOLUTIONS: Cases = {
  'aten::convolution': [convolution('aten::convolution', 2, general)],
  'aten::_convolution': [
    convolution('aten::_convolution', 2, (d) => ({
      ...general(d),
      benchmark: false,
      deterministic: false,
      cudnn_enabled: false,
      allow_tf32: false,
    })),
    (d) => {
      const { args } = transposed('', 2)(d);
      const flags = {
        transposed: true,
        benchmark: false,
        deterministic: false,
        cudnn_enabled: false,
        allow_tf32: false,
      };
      return {
        op: 'aten::_convolution',
        args: {
          ...args,
          stride: [2, 2],
          padding: [1, 1],
          dilation: [1, 1],
          output_padding: [1, 1],
          ...flags,
        },
      };
    },
  ],
  'aten::_convolution_mode': [convolution('aten::_convolution_mode', 2, named)],
  'aten::conv1d': [convolution('aten::conv1d', 1), convolution('aten::conv1d.padding', 1, named)],
  'aten::conv2d': [
    convolution('aten::conv2d', 2),
    convolution('aten::conv2d.padding', 2, named),
    (d) => ({ op: 'aten::conv2d', args: { input: d.tensor([3, 5, 6]), weight: d.tensor([2, 3, 3, 3]) } }), // without a batch
    (d) => ({
      op: 'aten::conv2d',
      args: { input: d.tensor([1, 3, 5, 6], 'float16'), weight: d.tensor([2, 3, 3, 3], 'float16') },
    }),
  ],
  'aten::conv3d': [convolution('aten::conv3d', 3)],
  'aten::conv_transpose1d': [transposed('aten::conv_transpose1d', 1)],
  'aten::conv_transpose2d': [transposed('aten::conv_transpose2d.input', 2)],
  'aten::conv_transpose3d': [transposed('aten::conv_transpose3d.input', 3)],
};
