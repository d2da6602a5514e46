// Ranges of activations, from running the float model on frames.
import type { Tensor } from '@cotrain/torch';
import { attributeOf } from '../proto/attributes.js';
import { encodeModel, type ModelProto, type NodeProto } from '../proto/messages.js';
import { loadRuntime } from '../runtime.js';
import { activations, type Ranges } from './convolutions.js';
import { tensorOf } from './weights.js';

/** Inputs of the model by name, for one run. */
export type Frame = Readonly<Record<string, Tensor>>;

/**
 * Runs the model on frames. The ranges are computed by the model itself, so that one frame's activations are
 * in memory at a time.
 *
 * @param percentile share of each frame's values, in percent, that lies within the range: 100 takes all of
 *   them
 */
export async function calibrate(
  model: ModelProto,
  frames: Iterable<Frame> | AsyncIterable<Frame>,
  percentile: number,
): Promise<Ranges> {
  const runtime = await loadRuntime();
  const names = [...activations(model.graph)];
  const session = await runtime.InferenceSession.create(encodeModel(withRanges(model, names, percentile)), {
    logSeverityLevel: 3, // constants that only one kind of range reads
  });
  const ranges = new Map<string, [number, number]>();
  try {
    for await (const frame of frames) {
      const feeds = Object.fromEntries(
        Object.entries(frame).map(([name, tensor]) => {
          const whole = tensor.contiguous();
          return [
            name,
            new runtime.Tensor(whole.dtype as 'float32', whole.data() as Float32Array, [...whole.shape]),
          ];
        }),
      );
      const results = await session.run(feeds);
      names.forEach((name, i) => {
        const [low, high] = ['low', 'high'].map((side) => Number(results[`range_${side}_${i}`]!.data[0]));
        const known = ranges.get(name);
        ranges.set(name, known ? [Math.min(known[0], low!), Math.max(known[1], high!)] : [low!, high!]);
      });
    }
  } finally {
    await session.release();
  }
  return ranges;
}

/** The model with the ranges of these values as its only outputs. */
function withRanges(model: ModelProto, names: readonly string[], percentile: number): ModelProto {
  const { graph } = model;
  const node: NodeProto[] = [];
  const initializer = [...graph.initializer];
  const add = (opType: string, input: string[], output: string[], attribute: NodeProto['attribute'] = []) =>
    node.push({ name: `${output[0]}_made`, opType, input, output, attribute });
  const scalar = (name: string, data: Float32Array | BigInt64Array, dims: number[] = []) => {
    initializer.push(tensorOf(name, dims, data));
    return name;
  };
  const flat = scalar('range_flat', BigInt64Array.of(-1n), [1]);
  const share = scalar('range_share', Float32Array.of(1 - percentile / 100));
  const one = scalar('range_one', BigInt64Array.of(1n), [1]);
  const last = scalar('range_last', BigInt64Array.of(-1n));
  for (const [i, name] of names.entries()) {
    if (percentile >= 100) {
      add('ReduceMin', [name], [`range_low_${i}`], [attributeOf('keepdims', 0)]);
      add('ReduceMax', [name], [`range_high_${i}`], [attributeOf('keepdims', 0)]);
      continue;
    }
    // The k-th smallest and largest value, where k is the share outside of the range.
    add('Reshape', [name, flat], [`range_values_${i}`]);
    add('Size', [name], [`range_size_${i}`]);
    add('Cast', [`range_size_${i}`], [`range_count_${i}`], [attributeOf('to', { dtype: 'float32' })]);
    add('Mul', [`range_count_${i}`, share], [`range_outside_${i}`]);
    add('Cast', [`range_outside_${i}`], [`range_whole_${i}`], [attributeOf('to', { dtype: 'int64' })]);
    add('Add', [`range_whole_${i}`, one], [`range_k_${i}`]);
    for (const [side, largest] of [
      ['low', 0],
      ['high', 1],
    ] as const) {
      const top = `range_top_${side}_${i}`;
      add(
        'TopK',
        [`range_values_${i}`, `range_k_${i}`],
        [top, `${top}_places`],
        [attributeOf('largest', largest)],
      );
      add('Gather', [top, last], [`range_${side}_${i}`], [attributeOf('axis', 0)]);
    }
  }
  const output = names.flatMap((_, i) =>
    ['low', 'high'].map((side) => ({ name: `range_${side}_${i}`, type: { tensorType: { elemType: 1 } } })),
  );
  return { ...model, graph: { ...graph, initializer, node: [...graph.node, ...node], output } };
}
