import { Buffer, init, Linear, Module, Parameter } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';

/** Added to the scores of pairs that must not attend to each other, as in the official code. */
const MASKED = -100;

/**
 * Self-attention within windows of MxM positions, with a learned bias for each relative offset. Keys are
 * Microsoft's (`models/swin_transformer.py`: `WindowAttention`). Positions are shifted cyclically before they
 * are divided into windows, and only neighbours in the image attend to each other.
 */
export class WindowAttention extends Module<[x: Tensor, shift: number], Tensor> {
  relativePositionBiasTable: Parameter; // [(2M - 1)^2, heads]
  relativePositionIndex: Buffer; // [M^2, M^2]
  qkv: Linear;
  proj: Linear;

  constructor(
    readonly dim: number,
    readonly windowSize: number,
    readonly heads: number,
  ) {
    super();
    this.relativePositionBiasTable = new Parameter(torch.empty([(2 * windowSize - 1) ** 2, heads]));
    init.truncNormal_(this.relativePositionBiasTable, { std: 0.02 });
    this.relativePositionIndex = new Buffer(relativePositions(windowSize));
    this.qkv = new Linear(dim, 3 * dim);
    this.proj = new Linear(dim, dim);
  }

  /**
   * @param x [B, H, W, C]
   * @param shift number of positions by which windows are shifted, in dimensions with several windows; 0 for
   *   none
   */
  override forward(x: Tensor, shift: number): Tensor {
    return scope(() => {
      const [batch, height, width, channels] = x.shape as [number, number, number, number];
      const size = this.windowSize;
      const [below, right] = [height, width].map((length) => (size - (length % size)) % size) as [
        number,
        number,
      ];
      const padded = below + right > 0 ? torch.pad(x, [0, 0, 0, right, 0, below]) : x;
      const grid = { rows: (height + below) / size, columns: (width + right) / size, size };
      // A single window contains everything already.
      const shifts = [grid.rows, grid.columns].map((count) => (count > 1 ? shift : 0)) as [number, number];
      const isShifted = shifts.some((by) => by > 0);
      const moved = isShifted ? padded.roll(negated(shifts), { dims: [1, 2] }) : padded;
      const windows = partition(moved, grid); // [B nW, M^2, C]
      const mask = isShifted ? this.shiftedBias(batch, grid, shifts) : this.bias(); // [B nW or 1, heads, M^2, M^2]
      const attended = this.attend(windows, mask);
      const back = merge(attended, batch, grid); // [B, H', W', C]
      const restored = isShifted ? back.roll(shifts, { dims: [1, 2] }) : back;
      return restored.at(':', `:${height}`, `:${width}`).contiguous().view([batch, height, width, channels]);
    });
  }

  /** Maps [N, M^2, C] to the same shape. */
  private attend(windows: Tensor, mask: Tensor): Tensor {
    const [count, places, channels] = windows.shape as [number, number, number];
    const { heads } = this;
    const [query, key, value] = this.qkv
      .forward(windows)
      .reshape([count, places, 3, heads, channels / heads])
      .permute([2, 0, 3, 1, 4])
      .unbind() as [Tensor, Tensor, Tensor]; // [N, heads, M^2, C / heads] each
    const attnMask = mask.to({ dtype: query.dtype });
    const attended = torch.scaledDotProductAttention(query, key, value, { attnMask });
    return this.proj.forward(attended.transpose(1, 2).reshape([count, places, channels]));
  }

  /** Bias [1, heads, M^2, M^2]. */
  private bias(): Tensor {
    const places = this.windowSize ** 2;
    return this.relativePositionBiasTable
      .indexSelect(0, this.relativePositionIndex.flatten())
      .view([places, places, this.heads])
      .permute([2, 0, 1])
      .unsqueeze(0);
  }

  /**
   * The bias plus the mask that separates positions which are neighbours only because of the cyclic shift,
   * [B nW, heads, M^2, M^2].
   */
  private shiftedBias(batch: number, grid: Grid, [down, right]: readonly [number, number]): Tensor {
    const { rows, columns, size } = grid;
    const { device, dtype } = this.relativePositionBiasTable;
    const region = (count: number, shift: number) =>
      torch.tensor(
        Float32Array.from({ length: count * size }, (_, i) => regionOf(i, count * size, size, shift)),
        { device },
      );
    const regions = region(rows, down).mul(3).unsqueeze(1).add(region(columns, right)); // [H', W']
    const ids = partition(regions.view([1, rows * size, columns * size, 1]), grid).squeeze(-1); // [nW, M^2]
    const apart = ids.unsqueeze(1).ne(ids.unsqueeze(2)).to({ dtype }).mul_(MASKED); // [nW, M^2, M^2]
    const mask = this.bias().add(apart.unsqueeze(1)); // [nW, heads, M^2, M^2]
    return batch === 1 ? mask : mask.repeat([batch, 1, 1, 1]);
  }
}

interface Grid {
  rows: number;
  columns: number;
  /** Side length of a window. */
  size: number;
}

const negated = (shifts: readonly number[]): number[] => shifts.map((by) => -by);

/**
 * Region of a position along one dimension: the windows before the last one, the part of the last one that
 * stays, and the part that was shifted in from the beginning.
 */
function regionOf(place: number, length: number, size: number, shift: number): number {
  if (shift === 0 || place < length - size) return 0;
  return place < length - shift ? 1 : 2;
}

/** Maps [B, H, W, C] to [B nW, M^2, C]. */
function partition(x: Tensor, { rows, columns, size }: Grid): Tensor {
  const [batch, , , channels] = x.shape as [number, number, number, number];
  return x
    .reshape([batch, rows, size, columns, size, channels])
    .permute([0, 1, 3, 2, 4, 5])
    .reshape([batch * rows * columns, size * size, channels]);
}

/** Maps [B nW, M^2, C] to [B, H, W, C]. */
function merge(windows: Tensor, batch: number, { rows, columns, size }: Grid): Tensor {
  const channels = windows.size(2);
  return windows
    .reshape([batch, rows, columns, size, size, channels])
    .permute([0, 1, 3, 2, 4, 5])
    .reshape([batch, rows * size, columns * size, channels]);
}

/** Row of the bias table for each pair of positions. */
function relativePositions(size: number): Tensor {
  const places = size ** 2;
  const index = new BigInt64Array(places * places);
  for (let i = 0; i < places; i++)
    for (let j = 0; j < places; j++) {
      const rows = Math.floor(i / size) - Math.floor(j / size) + size - 1;
      const columns = (i % size) - (j % size) + size - 1;
      index[i * places + j] = BigInt(rows * (2 * size - 1) + columns);
    }
  return torch.tensor(index, { shape: [places, places] });
}
