// Random arguments of operators.
import { type DType, type Tensor, torch } from '@cotrain/torch';
import { generator } from '../../random.js';
import type { OneCall } from '../support.js';

export class Draw {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = generator(seed);
    torch.manualSeed(seed >>> 0);
  }

  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  flag(): boolean {
    return this.next() < 0.5;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  shape(rank = this.int(1, 4), largest = 5): number[] {
    return Array.from({ length: rank }, () => this.int(1, largest));
  }

  /** An axis, from the front or from the end. */
  axis(rank: number): number {
    const axis = this.int(0, rank - 1);
    return this.flag() ? axis : axis - rank;
  }

  tensor(shape: readonly number[] = this.shape(), dtype: DType = 'float32'): Tensor {
    if (dtype === 'bool') return torch.rand([...shape]).gt(0.5);
    if (dtype.startsWith('uint'))
      return torch
        .rand([...shape])
        .mul(20)
        .floor()
        .to({ dtype });
    if (dtype.startsWith('int'))
      return torch
        .randn([...shape])
        .mul(6)
        .floor()
        .to({ dtype });
    return torch.randn([...shape]).to({ dtype });
  }

  /** Numbers from 0.1 to 2.1. */
  positive(shape: readonly number[] = this.shape(), dtype: DType = 'float32'): Tensor {
    if (!dtype.startsWith('float'))
      return torch
        .rand([...shape])
        .mul(5)
        .floor()
        .add(1)
        .to({ dtype });
    return torch
      .rand([...shape])
      .mul(2)
      .add(0.1)
      .to({ dtype });
  }

  /** Numbers without equal ones, so that positions are unique. */
  distinct(shape: readonly number[] = this.shape(), dtype: DType = 'float32'): Tensor {
    const count = shape.reduce((product, size) => product * size, 1);
    return torch
      .randperm(count)
      .sub(count >> 1)
      .to({ dtype })
      .reshape([...shape]);
  }

  /** Positions below `bound`, int64. */
  positions(shape: readonly number[], bound: number): Tensor {
    return torch
      .rand([...shape])
      .mul(bound)
      .floor()
      .to({ dtype: 'int64' });
  }

  /** A shape that broadcasts with another: some axes are 1, some at the front are missing. */
  broadcast(shape: readonly number[]): number[] {
    const from = this.flag() ? 0 : this.int(0, shape.length);
    return shape.slice(from).map((size) => (this.next() < 0.3 ? 1 : size));
  }
}

export type Case = (draw: Draw) => OneCall;
/** Cases by operator, at least one for each entry of a table. */
export type Cases = Readonly<Record<string, readonly Case[]>>;
