// Normalisation layers, with the statistics of evaluation.

import { torch } from '@cotrain/torch';
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isStatic, type Operand, range, rankOf, shapeOf, sizeOf } from '../values/value.js';

const TRAINING = 'the model is in training mode (batch statistics): call eval() before the trace';

/** A vector of one number for each channel. */
const vector = (b: Builder, count: number, value: number, like: Operand): Operand =>
  b.constant(torch.full([count], value, { dtype: like.dtype }));

/** Shapes a vector of channels like maps [B, C, ...]. */
const acrossChannels = (b: Builder, x: Operand, rank: number): Operand =>
  b.unsqueeze(
    x,
    range(Math.max(0, rank - 2)).map((i) => i + 1),
  );

function batchNorm(call: Call, training: boolean): Operand {
  const { b } = call;
  if (training) throw new ExportError(TRAINING);
  const x = call.tensor('input');
  const [mean, variance] = [call.tensor('running_mean'), call.tensor('running_var')];
  const count = sizeOf(mean, 0);
  const scale = call.maybeTensor('weight') ?? vector(b, count, 1, mean);
  const bias = call.maybeTensor('bias') ?? vector(b, count, 0, mean);
  const epsilon = { float: call.number('eps') };
  return b.op('BatchNormalization', [x, scale, bias, mean, variance], { epsilon }, { shape: x.shape });
}

const instanceNorm: Lowering = (call) => {
  if (!call.flag('use_input_stats')) return batchNorm(call, false);
  const { b } = call;
  const x = call.tensor('input');
  const count = sizeOf(x, 1);
  const [scale, bias] = [
    call.maybeTensor('weight') ?? vector(b, count, 1, x),
    call.maybeTensor('bias') ?? vector(b, count, 0, x),
  ];
  return b.op(
    'InstanceNormalization',
    [x, scale, bias],
    { epsilon: { float: call.number('eps') } },
    { shape: x.shape },
  );
};

const layerNorm: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('input');
  const shape = call.list('normalized_shape');
  const [weight, bias] = [call.maybeTensor('weight'), call.maybeTensor('bias')];
  const scale = weight ?? b.constant(torch.ones(shape, { dtype: x.dtype }));
  const attributes = { axis: rankOf(x) - shape.length, epsilon: { float: call.number('eps') } };
  return b.op('LayerNormalization', bias ? [x, scale, bias] : [x, scale], attributes, { shape: x.shape });
};

/** Each group of channels is an instance of its own. */
function groupNorm(call: Call, groups: number): Operand {
  const { b } = call;
  const x = call.tensor('input');
  const rank = rankOf(x);
  const grouped = b.reshape(x, [b.size(x, 0), groups, -1], [x.shape![0]!, groups, null]);
  const ones = vector(b, groups, 1, x);
  const zeros = vector(b, groups, 0, x);
  const epsilon = { float: call.number('eps') };
  const own = b.op('InstanceNormalization', [grouped, ones, zeros], { epsilon }, { shape: grouped.shape });
  const open = shapeOf(x).filter((size) => size === null).length;
  const sizes = open > 1 || !isStatic(x.shape) ? b.allSizes(x) : x.shape;
  let result = b.reshape(own, sizes, x.shape);
  const [weight, bias] = [call.maybeTensor('weight'), call.maybeTensor('bias')];
  if (weight) result = b.op('Mul', [result, acrossChannels(b, weight, rank)], {}, { shape: x.shape });
  if (bias) result = b.op('Add', [result, acrossChannels(b, bias, rank)], {}, { shape: x.shape });
  return result;
}

const rmsNorm: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('input');
  const count = call.list('normalized_shape').length;
  const axes = range(count).map((i) => rankOf(x) - count + i);
  const squares = b.op('Mul', [x, x], {}, { shape: x.shape });
  const mean = b.reduce('ReduceMean', squares, axes, true);
  const eps = call.numberOr(
    'eps',
    x.dtype === 'float64' ? 2 ** -52 : x.dtype === 'float16' ? 2 ** -10 : 2 ** -23,
  );
  const own = b.op('Div', [x, b.unary('Sqrt', b.with('Add', mean, eps))], {}, { shape: x.shape });
  const weight = call.maybeTensor('weight');
  return weight ? b.op('Mul', [own, weight]) : own;
};

const first =
  (body: (call: Call) => Operand): Lowering =>
  (call) => [body(call)];

export const NORMS: LoweringTable = {
  'aten::batch_norm': (call) => batchNorm(call, call.flag('training')),
  'aten::native_batch_norm': first((call) => batchNorm(call, call.flag('training'))),
  'aten::_native_batch_norm_legit_no_training': first((call) => batchNorm(call, false)),
  'aten::instance_norm': instanceNorm,
  'aten::layer_norm': layerNorm,
  'aten::native_layer_norm': (call) => [layerNorm(call) as Operand],
  'aten::group_norm': (call) => groupNorm(call, call.number('num_groups')),
  'aten::native_group_norm': first((call) => groupNorm(call, call.number('group'))),
  'aten::rms_norm': rmsNorm,
};
