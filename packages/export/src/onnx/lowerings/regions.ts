// Pooling from regions of interest: ROIAlign, its pyramid, and the deformable forms.
import { ExportError } from '../../errors.js';
import type { Builder, Size } from '../builder.js';
import type { Call, Lowering } from '../call.js';
import { type Operand, range } from '../values/value.js';

interface Pooling {
  height: number;
  width: number;
  ratio: number;
  aligned: boolean;
}

function pooling(call: Call): Pooling {
  const [height, width] = call.each('output_size', 2) as [number, number];
  const aligned = call.has('aligned') ? call.flag('aligned') : true;
  return { height, width, ratio: call.number('sampling_ratio'), aligned };
}

/** Columns of regions [N, 5] of (image, x1, y1, x2, y2). */
const columns = (b: Builder, rois: Operand, from: number, to: number): Operand =>
  b.slice({ ...rois, shape: [rois.shape?.[0] ?? null, 5] }, 1, from, to);

interface Regions {
  /** [N, 4] */
  boxes: Operand;
  /** The image of each, int64 [N]. */
  images: Operand;
}

function regionsOf(b: Builder, rois: Operand): Regions {
  const images = b.cast(b.squeeze(columns(b, rois, 0, 1), [1]), 'int64');
  return { boxes: columns(b, rois, 1, 5), images };
}

/** [N, C, height, width] */
function align(b: Builder, map: Operand, { boxes, images }: Regions, scale: number, own: Pooling): Operand {
  return b.op('RoiAlign', [map, b.cast(boxes, map.dtype), images], {
    mode: 'avg',
    output_height: own.height,
    output_width: own.width,
    sampling_ratio: own.ratio,
    spatial_scale: { float: scale },
    coordinate_transformation_mode: own.aligned ? 'half_pixel' : 'output_half_pixel',
  });
}

export const roiAlign: Lowering = (call) => {
  const regions = regionsOf(call.b, call.tensor('rois'));
  return align(call.b, call.tensor('input'), regions, call.number('spatial_scale'), pooling(call));
};

/**
 * The map of each box, int64 [N]: `floor(level + log2(sqrt(area) / size + 1e-8))`, within those that there
 * are.
 */
function levelsOf(call: Call, boxes: Operand, count: number): Operand {
  const { b } = call;
  const corner = (at: number) => b.squeeze(b.slice({ ...boxes, shape: [null, 4] }, 1, at, at + 1), [1]);
  const side = (at: number) => b.op('Sub', [corner(at + 2), corner(at)]);
  const area = b.with('Max', b.op('Mul', [side(0), side(1)]), 0); // a box without an area: the finest map
  const size = b.with('Div', b.unary('Sqrt', area), call.number('canonical_size'));
  const log2 = b.with('Div', b.unary('Log', b.with('Add', size, 1e-8)), Math.LN2);
  const level = b.unary('Floor', b.with('Add', log2, call.number('canonical_level')));
  const bounds = [0, count - 1].map((own) => b.numbers(own, boxes.dtype)) as [Operand, Operand];
  return b.cast(b.op('Clip', [b.with('Sub', level, call.number('min_level')), ...bounds]), 'int64');
}

/**
 * Pools each region from its own map: regions are parted by map, and their bins put back in order.
 *
 * @param pool bins of the regions at these places of one map
 */
function overPyramid(
  call: Call,
  boxes: Operand,
  pool: (map: Operand, level: number, places: Operand) => Operand,
): Operand {
  const { b } = call;
  const maps = call.tensors('features');
  if (maps.length === 1) {
    const all = b.op(
      'Range',
      [
        b.numbers(0),
        b.squeeze(b.op('Shape', [boxes], { start: 0, end: 1 }, { dtype: 'int64', shape: [1] }), [0]),
        b.numbers(1),
      ],
      {},
      { dtype: 'int64', shape: [null] },
    );
    return pool(maps[0]!, 0, all);
  }
  const levels = levelsOf(call, boxes, maps.length);
  const places = maps.map((_, level) => {
    const own = b.op('Equal', [levels, b.numbers(level)], {}, { dtype: 'bool' });
    return b.squeeze(b.op('NonZero', [own], {}, { dtype: 'int64', shape: [1, null] }), [0]);
  });
  const pooled = b.op(
    'Concat',
    maps.map((map, level) => pool(map, level, places[level]!)),
    { axis: 0 },
  );
  const order = b.op('Concat', places, { axis: 0 });
  const count = b.op('Shape', [order], {}, { dtype: 'int64', shape: [1] });
  const ranks = b.op('Range', [b.numbers(0), b.squeeze(count, [0]), b.numbers(1)], {}, { dtype: 'int64' });
  const back = b.op('ScatterElements', [order, order, ranks], { axis: 0 }); // the inverse of the order
  return b.op('Gather', [pooled, back], { axis: 0 });
}

export const roiAlignPyramid: Lowering = (call) => {
  const { b } = call;
  const own = pooling(call);
  const scales = call.list('scales');
  const { boxes, images } = regionsOf(b, call.tensor('rois'));
  return overPyramid(call, boxes, (map, level, places) => {
    const take = (x: Operand) => b.op('Gather', [x, places], { axis: 0 });
    return align(b, map, { boxes: take(boxes), images: take(images) }, scales[level]!, own);
  });
};

/**
 * A bin that is moved is a region of one bin: aligned, with as many samples.
 *
 * @returns [N, C, height, width]
 */
function deformed(call: Call, map: Operand, rois: Operand, offset: Operand | null, scale: number): Operand {
  const { b, dtype } = call;
  const own = pooling(call);
  const bins = own.height * own.width;
  const { boxes, images } = regionsOf(b, rois);
  const corner = (at: number) => b.slice({ ...boxes, shape: [null, 4] }, 1, at, at + 1); // [N, 1]
  const gamma = call.number('gamma');
  /** Start and end of all bins along one axis, [N, bins]. */
  const edges = (axis: 0 | 1): [Operand, Operand] => {
    const [start, end] = [corner(axis), corner(axis + 2)];
    const length = b.op('Sub', [end, start]);
    const count = axis === 0 ? own.width : own.height;
    const step = b.with('Div', length, count);
    const places = range(bins).map((bin) => (axis === 0 ? bin % own.width : Math.floor(bin / own.width)));
    let first = b.op('Add', [start, b.op('Mul', [step, b.reshape(b.numbers(places, dtype), [1, bins])])]);
    if (offset) {
      const flat = b.reshape(offset, [-1, 2, bins], [null, 2, bins]);
      const moved = b.op('Gather', [flat, b.numbers(axis)], { axis: 1 });
      first = b.op('Add', [first, b.op('Mul', [b.with('Mul', length, gamma), moved])]);
    }
    return [first, b.op('Add', [first, step])];
  };
  const [left, right] = edges(0);
  const [top, bottom] = edges(1);
  const parts = [left, top, right, bottom].map((part) => b.reshape(part, [-1, 1]));
  const regions = {
    boxes: b.op('Concat', parts, { axis: 1 }),
    images: b.reshape(
      b.expand(b.unsqueeze({ ...images, shape: [null] }, [1]), [1, bins], [null, bins]),
      [-1],
    ),
  };
  const pooled = align(b, map, regions, scale, { ...own, height: 1, width: 1, aligned: true }); // [N * bins, C, 1, 1]
  const channels = map.shape?.[1];
  if (typeof channels !== 'number') throw new ExportError('the number of channels is not known');
  const cells = b.transpose(b.reshape(pooled, [-1, bins, channels], [null, bins, channels]), [0, 2, 1]);
  const sizes: Size[] = [-1, channels, own.height, own.width];
  return b.reshape(cells, sizes, [null, channels, own.height, own.width]);
}

/** The modulated form: each bin times its mask. */
function masked(call: Call, pooled: Operand): Operand {
  const mask = call.maybeTensor('mask');
  return mask ? call.b.op('Mul', [pooled, call.b.unsqueeze(mask, [1])]) : pooled;
}

export const deformRoiPool: Lowering = (call) => {
  const [map, rois] = [call.tensor('input'), call.b.cast(call.tensor('rois'), call.dtype)];
  return masked(call, deformed(call, map, rois, call.maybeTensor('offset'), call.number('spatial_scale')));
};

export const deformRoiPoolPyramid: Lowering = (call) => {
  const { b } = call;
  const scales = call.list('scales');
  const rois = b.cast(call.tensor('rois'), call.dtype);
  const offset = call.maybeTensor('offset');
  const pooled = overPyramid(call, columns(b, rois, 1, 5), (map, level, places) => {
    const take = (x: Operand, shape: (number | null)[]) => ({
      ...b.op('Gather', [x, places], { axis: 0 }),
      shape,
    });
    const own = offset && take(offset, [null, ...offset.shape!.slice(1)]);
    return deformed(call, map, take(rois, [null, 5]), own, scales[level]!);
  });
  return masked(call, pooled);
};
