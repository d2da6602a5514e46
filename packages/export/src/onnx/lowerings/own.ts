// The operators of @cotrain/ops.
import { ExportError } from '../../errors.js';
import type { Builder, Size } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isStatic, type Operand, range, shapeOf, sizeOf } from '../values/value.js';
import { linear } from './matrices.js';
import { batchedNms, nms } from './nms.js';
import { deformRoiPool, deformRoiPoolPyramid, roiAlign, roiAlignPyramid } from './regions.js';
import { resize } from './resize.js';

/** `relu(norm2(relu(norm1(bins @ param1)) @ param2))`, the parameters computed from the proposals. */
const dynamicConv: Lowering = (call) => {
  const { b } = call;
  const [proposals, bins, weight, bias] = ['proposals', 'roi_features', 'weight', 'bias'].map((name) =>
    call.tensor(name),
  ) as [Operand, Operand, Operand, Operand];
  const channels = sizeOf(proposals, 1);
  const dynamic = sizeOf(weight, 0) / (2 * channels);
  const parameters = linear(b, proposals, weight, bias); // [N, 2 * C * D]
  const [first, second] = b.ops(
    'Split',
    [parameters, b.numbers([channels * dynamic, channels * dynamic])],
    { axis: 1 },
    [{}, {}],
  );
  const norm = (x: Operand, which: number) =>
    b.unary(
      'Relu',
      b.op('LayerNormalization', [x, call.tensor(`norm${which}_weight`), call.tensor(`norm${which}_bias`)], {
        axis: -1,
        epsilon: { float: call.number('eps') },
      }),
    );
  const hidden = norm(b.op('MatMul', [bins, b.reshape(first!, [-1, channels, dynamic])]), 1); // [N, P, D]
  return norm(b.op('MatMul', [hidden, b.reshape(second!, [-1, dynamic, channels])]), 2); // [N, P, C]
};

/** Masks at the padded size, their classes' scores, cropped and resized; then the best class. */
const semanticInference: Lowering = (call) => {
  const { b } = call;
  const [classes, masks] = [call.tensor('class_logits'), call.tensor('mask_logits')];
  const [padded, valid, output] = ['padded', 'valid', 'output'].map((name) => sizesOf(call, name));
  const count = sizeOf(classes, 1) - 1;
  const probabilities = b.slice(b.unary('Softmax', classes, { axis: 1 }), 1, 0, count); // [Q, K]
  const bilinear = (x: Operand, to: readonly Size[]) =>
    resize(b, x, to, { mode: 'linear', coordinate_transformation_mode: 'half_pixel' });
  const resized = b.squeeze(bilinear(b.unsqueeze(masks, [0]), padded!), [0]); // [Q, H, W]
  const flat = b.reshape(sigmoidWithTail(b, resized), [sizeOf(masks, 0), -1]);
  const scores = b.op('MatMul', [b.transpose(probabilities, [1, 0]), flat]); // [K, H * W]
  const known = padded!.map((size) => (typeof size === 'number' ? size : null));
  let map = b.reshape(scores, [1, count, ...padded!], [1, count, ...known]);
  map = valid!.reduce<Operand>((own, size, i) => b.slice(own, 2 + i, 0, size), map);
  if (!same(valid!, output!)) map = bilinear(map, output!);
  map = b.squeeze(map, [0]); // [K, H, W]
  const labels = b.op('ArgMax', [map], { axis: 0, keepdims: 0 }, { dtype: 'int64' });
  const best = call.flag('scores')
    ? b.reduce('ReduceMax', map, [0], false)
    : b.expand(b.numbers(0, classes.dtype), [0]);
  return [b.cast(labels, call.dtype), best];
};

/**
 * onnxruntime's sigmoid is constant below -18. Where no query is surer than that of its mask, the class of a
 * pixel would be a matter of chance.
 */
const sigmoidWithTail = (b: Builder, x: Operand): Operand =>
  b.unary('Reciprocal', b.with('Add', b.unary('Exp', b.unary('Neg', x)), 1));

const sizesOf = (call: Call, name: string): Size[] => {
  const sizes = call.sizes(name);
  return sizes.length === 1 ? [sizes[0]!, sizes[0]!] : sizes;
};

const same = (a: readonly Size[], b: readonly Size[]): boolean =>
  a.every((size, i) => size === b[i] || (typeof size !== 'number' && size.name === (b[i] as Operand).name));

/** Pairs of boxes [N, 4] and [M, 4]: intersection over union, [N, M]. */
const boxIou =
  (generalized: boolean): Lowering =>
  (call) => {
    const { b } = call;
    const side = (name: string, column: number, axis: number) =>
      b.unsqueeze(b.op('Gather', [call.tensor(name), b.numbers(column)], { axis: 1 }, { shape: [null] }), [
        axis,
      ]);
    const [first, second] = [range(4).map((i) => side('a', i, 1)), range(4).map((i) => side('b', i, 0))] as [
      Operand[],
      Operand[],
    ];
    const minus = (x: Operand, y: Operand) => b.op('Sub', [x, y]);
    const area = ([x1, y1, x2, y2]: Operand[]) => b.op('Mul', [minus(x2!, x1!), minus(y2!, y1!)]);
    const zero = b.numbers(0, call.dtype);
    const overlap = (low: number) =>
      b.op('Max', [
        minus(b.op('Min', [first[low + 2]!, second[low + 2]!]), b.op('Max', [first[low]!, second[low]!])),
        zero,
      ]);
    const intersection = b.op('Mul', [overlap(0), overlap(1)]);
    const union = minus(b.op('Add', [area(first), area(second)]), intersection);
    const iou = b.op('Div', [intersection, union]);
    if (!generalized) return iou;
    const span = (low: number) =>
      minus(b.op('Max', [first[low + 2]!, second[low + 2]!]), b.op('Min', [first[low]!, second[low]!]));
    const hull = b.op('Mul', [span(0), span(1)]);
    return minus(iou, b.op('Div', [minus(hull, union), hull]));
  };

/** Each tap of the kernel is a sampled map; the convolution is then a matrix product. */
const deformConv2d: Lowering = (call) => {
  const { b, dtype } = call;
  const [input, offset, weight] = ['input', 'offset', 'weight'].map((name) => call.tensor(name)) as [
    Operand,
    Operand,
    Operand,
  ];
  const [mask, bias] = [call.maybeTensor('mask'), call.maybeTensor('bias')];
  const shapes = [input, offset, weight].map(shapeOf);
  if (!shapes.every(isStatic)) throw new ExportError('a deformable convolution of a size that may differ');
  const [batch, channels, height, width] = shapes[0] as [number, number, number, number];
  const [outputs, perGroup, kh, kw] = shapes[2] as [number, number, number, number];
  const [rows, columns] = shapeOf(offset).slice(2) as [number, number];
  const taps = kh * kw;
  const groups = channels / perGroup;
  const offsetGroups = sizeOf(offset, 1) / (2 * taps);
  const [strideY, strideX] = call.each('stride', 2) as [number, number];
  const [padY, padX] = call.each('padding', 2) as [number, number];
  const [dilationY, dilationX] = call.each('dilation', 2) as [number, number];
  const cells = rows * columns;
  // Where each tap reads without its offset, [taps, rows, columns].
  const places = (along: 'y' | 'x') =>
    range(taps * cells).map((i) => {
      const [tap, row, column] = [Math.floor(i / cells), Math.floor((i % cells) / columns), i % columns];
      return along === 'y'
        ? row * strideY - padY + Math.floor(tap / kw) * dilationY
        : column * strideX - padX + (tap % kw) * dilationX;
    });
  // Offsets are [B, groups, taps, (y, x), rows, columns]; one image of the sampler for each group.
  const pairs = b.reshape(offset, [batch * offsetGroups, taps, 2, rows, columns]);
  const axis = (along: 'y' | 'x', size: number) => {
    const own = b.op('Gather', [pairs, b.numbers(along === 'y' ? 0 : 1)], { axis: 2 });
    const base = b.reshape(b.numbers(places(along), dtype), [1, taps, rows, columns]);
    const at = b.op('Add', [own, base]);
    // The sampler's coordinates: -1 and 1 are the outer edges of the border cells.
    return b.with('Sub', b.with('Mul', b.with('Add', at, 0.5), 2 / size), 1);
  };
  const coordinates = [axis('x', width), axis('y', height)].map((own) =>
    b.reshape(own, [batch * offsetGroups, taps, cells, 1]),
  );
  const grid = b.op('Concat', coordinates, { axis: 3 });
  const maps = b.reshape(input, [batch * offsetGroups, channels / offsetGroups, height, width]);
  let sampled = b.op('GridSample', [maps, grid], {
    mode: 'bilinear',
    padding_mode: 'zeros',
    align_corners: 0,
  });
  if (mask) sampled = b.op('Mul', [sampled, b.reshape(mask, [batch * offsetGroups, 1, taps, cells])]);
  const columnsOf = b.reshape(sampled, [batch, groups, perGroup * taps, cells]);
  const kernels = b.reshape(weight, [1, groups, outputs / groups, perGroup * taps]);
  const out = b.reshape(b.op('MatMul', [kernels, columnsOf]), [batch, outputs, rows, columns]);
  return bias ? b.op('Add', [out, b.reshape(bias, [1, outputs, 1, 1])]) : out;
};

export const OWN: LoweringTable = {
  'cotrain::roi_align': roiAlign,
  'cotrain::roi_align_pyramid': roiAlignPyramid,
  'cotrain::deform_roi_pool': deformRoiPool,
  'cotrain::deform_roi_pool_pyramid': deformRoiPoolPyramid,
  'cotrain::nms': nms,
  'cotrain::batched_nms': batchedNms,
  'cotrain::dynamic_conv': dynamicConv,
  'cotrain::semantic_inference': semanticInference,
  'cotrain::box_iou': boxIou(false),
  'cotrain::generalized_box_iou': boxIou(true),
  'cotrain::deform_conv2d': deformConv2d,
};
