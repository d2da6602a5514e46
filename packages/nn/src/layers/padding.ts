import { type Tensor, torch } from '@cotrain/torch';
import type { PadMode } from '../functional/spatial.js';
import { Module } from '../module.js';
import { OptionError } from '../options.js';
import { expectMaps } from '../shape.js';
import type { Dims } from '../size.js';

/**
 * One number for all sides, or before and after each dimension, the last one first:
 * [left, right, top, bottom].
 */
export type PaddingSides = number | readonly number[];

abstract class PadNd extends Module {
  readonly padding: readonly number[];

  constructor(
    readonly dims: Dims,
    readonly mode: PadMode,
    padding: PaddingSides,
    readonly value: number | null = null,
  ) {
    super();
    this.padding = typeof padding === 'number' ? new Array<number>(2 * dims).fill(padding) : [...padding];
    if (this.padding.length !== 2 * dims || !this.padding.every(Number.isInteger)) {
      throw new OptionError(
        `${this.constructor.name}: padding must be a whole number or ${2 * dims} of them, got ${JSON.stringify(padding)}`,
      );
    }
  }

  override describe(): string {
    return `${this.constructor.name}(${this.padding.join(', ')})`;
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, this.dims);
    return torch.pad(x, this.padding, { mode: this.mode, value: this.value });
  }
}

export class ConstantPad1d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(1, 'constant', padding, value);
  }
}

export class ConstantPad2d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(2, 'constant', padding, value);
  }
}

export class ConstantPad3d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(3, 'constant', padding, value);
  }
}

export class ZeroPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'constant', padding, 0);
  }
}

export class ZeroPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'constant', padding, 0);
  }
}

export class ZeroPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'constant', padding, 0);
  }
}

export class ReflectionPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'reflect', padding);
  }
}

export class ReflectionPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'reflect', padding);
  }
}

export class ReflectionPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'reflect', padding);
  }
}

export class ReplicationPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'replicate', padding);
  }
}

export class ReplicationPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'replicate', padding);
  }
}

export class ReplicationPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'replicate', padding);
  }
}

export class CircularPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'circular', padding);
  }
}

export class CircularPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'circular', padding);
  }
}

export class CircularPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'circular', padding);
  }
}
