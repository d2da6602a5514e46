import { type Tensor, torch } from '@cotrain/torch';

/** Cells on either side of positions along one axis, and the weight of the second one. */
interface Neighbours {
  low: Tensor;
  high: Tensor;
  weight: Tensor;
}

function neighbours(at: Tensor): Neighbours {
  const floor = at.floor();
  const low = floor.to('int64');
  return { low, high: low.add(1), weight: at.sub(floor) };
}

/**
 * Bilinear samples of rows of cells, the sum over four neighbours. Neighbours of weight 0 are not read: a NaN
 * there does not count.
 *
 * @param cells all cells, [T, C]
 * @param y position in cells, not negative and finite, any shape S
 * @param x the same, of a shape that broadcasts with it
 * @param cell row of `cells` of the neighbour at (y, x), and whether it counts (null: all do)
 * @returns [S, C]
 */
export function bilinear(
  cells: Tensor,
  y: Tensor,
  x: Tensor,
  cell: (y: Tensor, x: Tensor) => { row: Tensor; counts: Tensor | null },
): Tensor {
  const [rows, columns] = [neighbours(y), neighbours(x)];
  const corners = [
    [rows.low, columns.low, rows.weight.neg().add(1).mul(columns.weight.neg().add(1))],
    [rows.low, columns.high, rows.weight.neg().add(1).mul(columns.weight)],
    [rows.high, columns.low, rows.weight.mul(columns.weight.neg().add(1))],
    [rows.high, columns.high, rows.weight.mul(columns.weight)],
  ] as const;
  const parts = corners.map(([top, left, share]) => {
    const { row, counts } = cell(top, left);
    const weight = (counts === null ? share : share.mul(counts)).unsqueeze(-1); // [S, 1]
    const values = cells.indexSelect(0, row.flatten()).reshape([...row.shape, cells.size(1)]); // [S, C]
    return torch.where(weight.eq(0), torch.zerosLike(weight), values.mul(weight));
  });
  return parts.reduce((sum, part) => sum.add(part));
}
