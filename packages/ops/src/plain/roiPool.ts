import { type Int, type Tensor, torch } from '@cotrain/torch';
import { bilinear } from './bilinear.js';
import { pair } from './pair.js';

/** What ROIAlign and deformable ROI pooling over a pyramid have in common. */
export interface PlainPoolOptions {
  scales: readonly number[];
  outputSize: readonly Int[] | Int;
  /** Not 0. */
  samplingRatio: Int;
  aligned: boolean;
  /** [N, 2, h, w], in units of `gamma` times the region's width and height. */
  offset: Tensor | null;
  /** [N, h, w] */
  mask: Tensor | null;
  gamma: number;
  canonicalSize: Int;
  canonicalLevel: Int;
  minLevel: Int;
}

/** ROI pooling over a pyramid with LibTorch's operators: as native/ops, up to rounding. */
export function plainRoiPool(features: readonly Tensor[], rois: Tensor, options: PlainPoolOptions): Tensor {
  const { scales, mask } = options;
  const [first] = features as [Tensor];
  const dtype = first.dtype === 'float64' ? 'float64' : 'float32';
  const device = first.device;
  const regions = rois.to({ dtype });
  const level = levelsOf(regions, features.length, options); // int64 [N]
  const byLevel = (values: readonly number[], of: 'int64' | typeof dtype) =>
    torch.tensor(values, { dtype: of, device }).indexSelect(0, level);
  const heights = byLevel(
    features.map((map) => map.size(2)),
    'int64',
  );
  const widths = byLevel(
    features.map((map) => map.size(3)),
    'int64',
  );
  const { y, x } = samples(regions, byLevel(scales, dtype), options); // [N, h, w, S, 1], [N, h, w, 1, S]
  const [rows, columns] = [onMap(y, heights), onMap(x, widths)];

  const areas = features.map((map) => map.size(2) * map.size(3));
  const before = areas.map((_, i) => areas.slice(0, i).reduce((sum, area) => sum + area, 0));
  const total = areas.reduce((sum, area) => sum + area, 0);
  const flat = torch.cat(
    features.map((map) => map.to({ dtype }).flatten({ startDim: 2 })),
    { dim: 2 },
  ); // [B, C, total]
  const cells = flat.transpose(1, 2).reshape([-1, first.size(1)]); // [B * total, C]
  const start = regions.select(1, 0).to('int64').mul(total).add(byLevel(before, 'int64'));
  const [base, width, lastRow, lastColumn] = [start, widths, heights.sub(1), widths.sub(1)].map(ofSamples);
  const counts = rows.inside.mul(columns.inside);
  const sampled = bilinear(cells, rows.at, columns.at, (row, column) => ({
    row: base!.add(row.minimum(lastRow!).mul(width!)).add(column.minimum(lastColumn!)),
    counts,
  })); // [N, h, w, S, S, C]
  const bins = sampled.mean([3, 4]).permute([0, 3, 1, 2]); // [N, C, h, w]
  const weighted = mask === null ? bins : bins.mul(mask.to({ dtype }).unsqueeze(1));
  return weighted.to({ dtype: first.dtype }).contiguous();
}

/** Index of the map that each region is pooled from (Lin et al. 2017, Eq. 1). */
function levelsOf(regions: Tensor, count: number, options: PlainPoolOptions): Tensor {
  const { canonicalSize, canonicalLevel, minLevel } = options;
  const [, x1, y1, x2, y2] = regions.unbind({ dim: 1 }) as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const size = x2.sub(x1).mul(y2.sub(y1)).sqrt();
  const level = size.div(Number(canonicalSize)).add(1e-8).log2().add(Number(canonicalLevel)).floor();
  const index = level.sub(Number(minLevel));
  return torch
    .where(index.gt(0), index, torch.zerosLike(index))
    .clamp({ max: count - 1 })
    .to('int64');
}

/** Positions of the samples in cells. */
function samples(regions: Tensor, scale: Tensor, options: PlainPoolOptions): { y: Tensor; x: Tensor } {
  const { outputSize, aligned, offset, gamma } = options;
  const [height, width] = pair(outputSize);
  const count = Number(options.samplingRatio);
  const boxes = regions.narrow(1, 1, 4).mul(scale.unsqueeze(1));
  const [x1, y1, x2, y2] = boxes.unbind({ dim: 1 }) as [Tensor, Tensor, Tensor, Tensor];
  const { dtype, device } = boxes;
  const range = (length: number) => torch.arange(length, { dtype, device });
  const axis = (low: Tensor, high: Tensor, bins: number) => {
    // As the first ROIAlign, an unaligned region is at least a cell wide.
    const length = aligned ? high.sub(low) : high.sub(low).clamp({ min: 1 });
    const bin = length.div(bins).unsqueeze(1); // [N, 1]
    const start = (aligned ? low.sub(0.5) : low).unsqueeze(1).add(bin.mul(range(bins))); // [N, bins]
    const inside = bin.mul(range(count).add(0.5)).div(count); // [N, S]
    return { length, start, inside };
  };
  const rows = axis(y1, y2, height);
  const columns = axis(x1, x2, width);
  const moved = (length: Tensor, which: number) =>
    offset === null
      ? 0
      : offset
          .select(1, which)
          .to({ dtype })
          .mul(length.mul(gamma).reshape([-1, 1, 1])); // [N, h, w]
  const add = (start: Tensor, by: Tensor | 0) => (by === 0 ? start : start.add(by));
  const y = add(rows.start.unsqueeze(2), moved(rows.length, 1)); // [N, h, 1 or w]
  const x = add(columns.start.unsqueeze(1), moved(columns.length, 0)); // [N, 1 or h, w]
  return {
    y: y.unsqueeze(-1).add(rows.inside.unsqueeze(1).unsqueeze(1)).unsqueeze(-1),
    x: x.unsqueeze(-1).add(columns.inside.unsqueeze(1).unsqueeze(1)).unsqueeze(-2),
  };
}

/**
 * Where a sample lies on its map: one between the border and the first or last cell's centre is that cell,
 * one further outside, or at a position that is not a number, does not count.
 */
function onMap(at: Tensor, sizes: Tensor): { at: Tensor; inside: Tensor } {
  const size = ofSamples(sizes).to({ dtype: at.dtype });
  const inside = at.ge(-1).logicalAnd(at.le(size));
  const known = torch.where(inside, at, torch.zerosLike(at));
  return { at: known.clamp({ min: 0 }).minimum(size.sub(1)), inside: inside.to({ dtype: at.dtype }) };
}

/** [N] as [N, 1, 1, 1, 1]. */
const ofSamples = (values: Tensor): Tensor => values.reshape([-1, 1, 1, 1, 1]);
