// ROI pooling written with tensor operators, sample by sample, as the reference for the kernels. Gradients,
// including those for the offsets, come from autograd.
import { type Tensor, torch } from '@cotrain/torch';

export interface ReferenceOptions {
  spatialScale: number;
  outputSize: [height: number, width: number];
  samplingRatio: number;
  aligned?: boolean;
  /** [N, 2, h, w]: x, y */
  offset?: Tensor;
  /** [N, h, w] */
  mask?: Tensor;
  gamma?: number;
}

const like = (x: Tensor) => ({ dtype: x.dtype as 'float64' });

/**
 * Bilinear samples of a map [C, H, W] at positions of any shape [...]: [C, ...]; 0 outside [-1, H] x [-1, W].
 */
function sample(map: Tensor, y: Tensor, x: Tensor): Tensor {
  const [channels, height, width] = map.shape as [number, number, number];
  const inside = y.ge(-1).logicalAnd(y.le(height)).logicalAnd(x.ge(-1)).logicalAnd(x.le(width));
  const axis = (at: Tensor, size: number) => {
    const position = at.mul(inside).clamp({ min: 0, max: size - 1 });
    const low = position
      .detach()
      .floor()
      .clamp({ max: Math.max(size - 2, 0) });
    const high = low.add(1).clamp({ max: size - 1 });
    const share = position.sub(low);
    return [
      { cell: low.to({ dtype: 'int64' }), weight: share.neg().add(1) },
      { cell: high.to({ dtype: 'int64' }), weight: share },
    ];
  };
  const flat = map.reshape([channels, height * width]);
  let sum = torch.zeros([channels, ...y.shape], like(map));
  for (const row of axis(y, height)) {
    for (const column of axis(x, width)) {
      const cells = row.cell.mul(width).add(column.cell);
      const values = flat.indexSelect(1, cells.flatten()).reshape([channels, ...y.shape]);
      sum = sum.add(values.mul(row.weight.mul(column.weight).mul(inside)));
    }
  }
  return sum;
}

export function roiReference(input: Tensor, rois: Tensor, options: ReferenceOptions): Tensor {
  const { spatialScale, outputSize, samplingRatio, aligned = true, offset, mask, gamma = 0.1 } = options;
  const [height, width] = outputSize;
  const boxes = rois.to({ dtype: 'float64' }).toArray() as number[][];
  const pooled = boxes.map(([image, x1, y1, x2, y2], index) => {
    const axis = (low: number, high: number, bins: number) => {
      const start = low * spatialScale - (aligned ? 0.5 : 0);
      const size = (high - low) * spatialScale;
      const length = aligned ? size : Math.max(size, 1);
      const count = samplingRatio || Math.max(Math.ceil(length / bins), 0);
      const places = Array.from(
        { length: bins * count },
        (_, i) => start + ((i + 0.5) * length) / bins / count,
      );
      return {
        length,
        count,
        places: torch.tensor(Float64Array.from(places), like(input)).reshape([bins, count]),
      };
    };
    const rows = axis(y1!, y2!, height);
    const columns = axis(x1!, x2!, width);
    // No samples: zeros, which must still be part of the autograd graph.
    if (rows.count * columns.count === 0)
      return input
        .narrow(0, 0, 1)
        .mean([2, 3], { keepdim: true })
        .mul(0)
        .squeeze(0)
        .expand([-1, height, width]);
    const shape = [height, width, rows.count, columns.count];
    let y = rows.places.reshape([height, 1, rows.count, 1]).expand(shape);
    let x = columns.places.reshape([1, width, 1, columns.count]).expand(shape);
    if (offset) {
      const shift = offset.select(0, index).mul(gamma); // [2, h, w]
      x = x.add(shift.select(0, 0).mul(columns.length).reshape([height, width, 1, 1]));
      y = y.add(shift.select(0, 1).mul(rows.length).reshape([height, width, 1, 1]));
    }
    const mean = sample(input.select(0, image!), y, x).mean([-2, -1]); // [C, h, w]
    return mask ? mean.mul(mask.select(0, index)) : mean;
  });
  return torch.stack(pooled);
}
