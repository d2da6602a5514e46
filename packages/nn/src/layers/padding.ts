import { type Tensor, torch } from '@cotrain/torch';
import type { PadMode } from '../functional/spatial.js';
import { Module } from '../module.js';
import { OptionError } from '../options.js';
import { expectMaps } from '../shape.js';
import type { Dims } from '../size.js';

/**
 * One number for all sides, or the padding before and after each dimension, last dimension first:
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

/** Pads [B, C, L] or [C, L] with a constant. */
export class ConstantPad1d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(1, 'constant', padding, value);
  }
}

/** Pads [B, C, H, W] or [C, H, W] with a constant. */
export class ConstantPad2d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(2, 'constant', padding, value);
  }
}

/** Pads [B, C, D, H, W] or [C, D, H, W] with a constant. */
export class ConstantPad3d extends PadNd {
  constructor(padding: PaddingSides, value: number) {
    super(3, 'constant', padding, value);
  }
}

/** Pads [B, C, L] or [C, L] with zeros. */
export class ZeroPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'constant', padding, 0);
  }
}

/** Pads [B, C, H, W] or [C, H, W] with zeros. */
export class ZeroPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'constant', padding, 0);
  }
}

/** Pads [B, C, D, H, W] or [C, D, H, W] with zeros. */
export class ZeroPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'constant', padding, 0);
  }
}

/** Pads [B, C, L] or [C, L] by reflection, without repeating the edge. */
export class ReflectionPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'reflect', padding);
  }
}

/** Pads [B, C, H, W] or [C, H, W] by reflection, without repeating the edge. */
export class ReflectionPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'reflect', padding);
  }
}

/** Pads [B, C, D, H, W] or [C, D, H, W] by reflection, without repeating the edge. */
export class ReflectionPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'reflect', padding);
  }
}

/** Pads [B, C, L] or [C, L] by repeating the edge. */
export class ReplicationPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'replicate', padding);
  }
}

/** Pads [B, C, H, W] or [C, H, W] by repeating the edge. */
export class ReplicationPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'replicate', padding);
  }
}

/** Pads [B, C, D, H, W] or [C, D, H, W] by repeating the edge. */
export class ReplicationPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'replicate', padding);
  }
}

/** Pads [B, C, L] or [C, L] with values from the opposite edge. */
export class CircularPad1d extends PadNd {
  constructor(padding: PaddingSides) {
    super(1, 'circular', padding);
  }
}

/** Pads [B, C, H, W] or [C, H, W] with values from the opposite edge. */
export class CircularPad2d extends PadNd {
  constructor(padding: PaddingSides) {
    super(2, 'circular', padding);
  }
}

/** Pads [B, C, D, H, W] or [C, D, H, W] with values from the opposite edge. */
export class CircularPad3d extends PadNd {
  constructor(padding: PaddingSides) {
    super(3, 'circular', padding);
  }
}
